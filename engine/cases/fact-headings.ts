// Which column of a table of facts says what, by its heading: the names that people and the exports of payment services, banks
// and toll stations give them, in both languages. What was chosen by hand goes before it.

import type { ChosenColumns, FactColumn, FactTableInput } from "../../contract/fact-table.ts";

const NAMES: Readonly<Record<FactColumn, readonly string[]>> = {
  date: ["date", "day", "日期", "交易日期", "记账日期", "通行日期"],
  from: ["from", "time", "at", "start", "datetime", "date_time", "timestamp", "时间", "日期时间", "开始", "开始时间", "起", "交易时间", "付款时间", "支付时间", "交易创建时间", "发生时间", "通行时间", "入口时间", "通话时间", "呼叫时间"],
  to: ["to", "end", "until", "结束", "结束时间", "止", "出口时间"],
  text: ["text", "what", "event", "description", "内容", "事件", "事项", "说明", "摘要"],
  source: ["source", "来源"],
  place: ["place", "location", "地点", "地址", "交易地点", "收费站", "站点"],
  uncertainty_s: ["uncertainty_s", "uncertainty", "误差秒", "不确定度"],
  time_text: ["time_text", "rough_time", "大致时间"],
  kind: ["kind", "type", "类型", "种类"],
};

/** Where no column tells what happened, these together do. */
const TELLING = ["交易对方", "对方", "对方户名", "商户名称", "商品", "商品说明", "收/支", "收支", "金额", "金额(元)", "交易金额", "交易状态", "当前状态", "counterparty", "payee", "merchant", "amount", "status", "对方号码", "通话类型", "通话时长", "入口站", "出口站", "车牌", "车牌号", "plate"];

/** One form of what headings are written in several: width, case and spaces. */
const normal = (heading: string): string => heading.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, "_");

const says = (column: FactColumn, heading: string): boolean => NAMES[column].includes(normal(heading));
const tells = (heading: string): boolean => TELLING.includes(normal(heading));
const isHeading = (cell: string): boolean => tells(cell) || (Object.keys(NAMES) as FactColumn[]).some((column) => says(column, cell));

/** Rows in which headings are looked for: below the preamble of a payment export. */
const LOOKED_ROWS = 60;

/** The row with the headings, counted from 0: the first with two or more that are known, else the first with one; null: none has any. */
export function headingRowOf(records: readonly (readonly string[])[]): number | null {
  const known = records.slice(0, LOOKED_ROWS).map((cells) => cells.filter(isHeading).length);
  const at = known.findIndex((count) => count >= 2);
  const one = at < 0 ? known.findIndex((count) => count === 1) : at;
  return one < 0 ? null : one;
}

/** By the headings, and by what was chosen before them. A column that was chosen for one thing is not taken for another. */
export function columnsOf(headings: readonly string[], chosen: FactTableInput["columns"]): ChosenColumns {
  const taken = new Set(Object.values(chosen).flat().filter((at) => at !== null && at !== undefined));
  const free = (at: number): boolean => !taken.has(at);
  const one = (column: Exclude<FactColumn, "text">): number | null => {
    const given = chosen[column];
    if (given !== undefined) return given;
    const at = headings.findIndex((heading, i) => free(i) && says(column, heading));
    return at < 0 ? null : at;
  };
  const text = chosen.text ?? textColumns(headings, free);
  return {
    date: one("date"), from: one("from"), to: one("to"), text: [...text], source: one("source"), place: one("place"),
    uncertainty_s: one("uncertainty_s"), time_text: one("time_text"), kind: one("kind"),
  };
}

function textColumns(headings: readonly string[], free: (at: number) => boolean): number[] {
  const named = headings.findIndex((heading, i) => free(i) && says("text", heading));
  if (named >= 0) return [named];
  return headings.flatMap((heading, i) => (free(i) && tells(heading) ? [i] : []));
}

// Reads a table of facts that a person keeps (payments, toll records, phone records) from CSV. Every row becomes a fact or a
// list of what is wrong with it; nothing is written here.

import { parse } from "csv-parse/sync";
import { AppError, type ErrorParams } from "../../contract/errors.ts";
import { factKind, factTexts, type FactTexts } from "../../contract/reconstruction.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { instantFromText } from "../../contract/time-text.ts";

export interface FactTableProblem { readonly code: string; readonly params: ErrorParams }
export interface FactTableRow { readonly row: number; readonly fact: FactTexts | null; readonly problems: FactTableProblem[] }
export interface FactTable { readonly rows: FactTableRow[]; readonly ignoredColumns: string[] }

type Column = "kind" | "text" | "from" | "to" | "uncertainty_s" | "time_text" | "place" | "source";

/** Names that a heading may have, in either language. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  kind: ["kind", "type", "类型", "种类"],
  text: ["text", "what", "event", "description", "内容", "事件", "事项", "说明"],
  from: ["from", "time", "at", "start", "时间", "开始", "起"],
  to: ["to", "end", "until", "结束", "止"],
  uncertainty_s: ["uncertainty_s", "uncertainty", "误差秒", "不确定度"],
  time_text: ["time_text", "rough_time", "大致时间"],
  place: ["place", "location", "地点"],
  source: ["source", "来源"],
};

const KIND_WORDS: Readonly<Record<string, FactTexts["kind"]>> = {
  fact: "fact", 事实: "fact", 外部事实: "fact", assumption: "assumption", 假设: "assumption", 推定: "assumption", event: "event", 事件: "event",
};

function columnOf(heading: string): Column | null {
  const wanted = heading.trim().toLowerCase().replace(/\s+/g, "_");
  return (Object.keys(HEADINGS) as Column[]).find((column) => HEADINGS[column].includes(wanted)) ?? null;
}

/** A cell that an export defused gets its text back: see defusedCell in timeline-table.ts. */
const cellText = (text: string): string => text.replace(/^'(?=[=+\-@\t\r])/, "").trim();

class RowReader {
  readonly problems: FactTableProblem[] = [];
  readonly #cells: Readonly<Record<string, string>>;
  readonly #timezone: string;

  constructor(cells: Readonly<Record<string, string>>, timezone: string) {
    this.#cells = cells;
    this.#timezone = timezone;
  }

  text(column: Column): string | null {
    const text = cellText(this.#cells[column] ?? "");
    return text === "" ? null : text;
  }

  time(column: Column): TrueMs | null {
    const text = this.text(column);
    if (text === null) return null;
    try {
      return asTrueMs(instantFromText(text, this.#timezone));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.problems.push({ code: error.code, params: { ...error.params, column, text } });
      return null;
    }
  }

  kind(): FactTexts["kind"] {
    const text = this.text("kind");
    if (text === null) return factKind.enum.fact;
    const kind = KIND_WORDS[text.toLowerCase()];
    if (kind === undefined) this.problems.push({ code: "fact-kind-unknown", params: { text } });
    return kind ?? "fact";
  }

  uncertaintyMs(): number | null {
    const text = this.text("uncertainty_s");
    if (text === null) return null;
    const seconds = Number(text);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
    this.problems.push({ code: "fact-uncertainty-unreadable", params: { text } });
    return null;
  }
}

function factFrom(cells: Readonly<Record<string, string>>, timezone: string): Omit<FactTableRow, "row"> {
  const reader = new RowReader(cells, timezone);
  const draft = {
    kind: reader.kind(), text: reader.text("text") ?? "", fromMs: reader.time("from"), toMs: reader.time("to"), uncertaintyMs: reader.uncertaintyMs(),
    timeText: reader.text("time_text"), place: reader.text("place"), source: reader.text("source"),
  };
  if (draft.text === "") reader.problems.push({ code: "fact-text-missing", params: {} });
  if (draft.fromMs !== null && draft.toMs !== null && draft.fromMs >= draft.toMs) reader.problems.push({ code: "fact-ends-before-it-begins", params: {} });
  const checked = factTexts.safeParse(draft);
  if (!checked.success && draft.text !== "") reader.problems.push({ code: "fact-cell-too-long", params: { column: String(checked.error.issues[0]?.path[0] ?? "") } });
  return { fact: reader.problems.length === 0 && checked.success ? checked.data : null, problems: reader.problems };
}

/** @throws AppError facts-file-unreadable where it is no table, or has no column for what happened */
export function readFactTable(text: string, timezone: string): FactTable {
  let table: string[][];
  try {
    table = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, skip_records_with_empty_values: false });
  } catch (cause) {
    throw new AppError("facts-file-unreadable", { detail: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
  const headings = (table[0] ?? []).map((heading) => ({ heading, column: columnOf(heading) }));
  if (!headings.some(({ column }) => column === "text")) throw new AppError("facts-file-unreadable", { detail: "text" });
  const rows = table.slice(1).flatMap((cells, i): FactTableRow[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const named: Record<string, string> = {};
    headings.forEach(({ column }, at) => {
      if (column !== null && named[column] === undefined) named[column] = cells[at] ?? "";
    });
    return [{ row: i + 2, ...factFrom(named, timezone) }];
  });
  return { rows, ignoredColumns: headings.filter(({ column }) => column === null).map(({ heading }) => heading) };
}

// Tables of facts as they come: payment exports with a preamble in GB18030, bank lists with the day apart from the time, tables
// of a person's own. What cannot be read is told row by row, what is there already is told, and nothing is guessed.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factTableInput, type FactTable, type FactTableInput } from "../../../contract/fact-table.ts";
import { readFactTable } from "../../../engine/cases/fact-table.ts";
import { makeLibrary, T0, type MadeLibrary } from "../../support/made-library.ts";

const ZONE = "Asia/Shanghai";
const read = (given: Partial<FactTableInput>): FactTable => readFactTable(factTableInput.parse(given), ZONE, []);
const rows = (table: FactTable) => table.rows.map(({ row, fact, problems }) => [row, fact === null ? problems.map(({ code }) => code) : [fact.text, fact.fromMs === null ? null : fact.fromMs - T0, fact.toMs === null ? null : fact.toMs - T0]]);

/** "付款,微信\r\n" in GB18030: written out, because nothing here encodes it. */
const GB18030: Uint8Array = Uint8Array.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0d, 0x0a, ...Buffer.from("2021-11-12 14:03:05,"), 0xb8, 0xb6, 0xbf, 0xee, 0x0d, 0x0a]);

describe("the bytes of a table", () => {
  const utf16 = (text: string, isBig: boolean): Uint8Array => {
    const bytes = Buffer.from(text, "utf16le");
    return new Uint8Array(isBig ? bytes.swap16() : bytes);
  };
  const plain = "时间,内容\r\n2021-11-12 14:03:05,付款\r\n";
  it.each([
    ["GB18030, as payment services write it", GB18030, "gb18030"],
    ["UTF-8", new Uint8Array(Buffer.from(plain)), "utf-8"],
    ["UTF-8 with a mark", new Uint8Array(Buffer.from(`\ufeff${plain}`)), "utf-8"],
    ["UTF-16 with a mark", utf16(`\ufeff${plain}`, false), "utf-16le"],
    ["UTF-16 with a mark, the other way round", utf16(`\ufeff${plain}`, true), "utf-16be"],
    ["UTF-16 without a mark", utf16("time,text\r\n2021-11-12 14:03:05,付款\r\n", false), "utf-16le"],
  ] as const)("are read as what they are: %s", (_name, bytes, encoding) => {
    const table = read({ bytes });
    expect(table).toMatchObject({ encoding, undecodable: 0 });
    expect(rows(table)).toEqual([[2, ["付款", 185_000, null]]]);
  });

  it("that were cut off within a character are still UTF-8", () => {
    const bytes = new Uint8Array(Buffer.from(plain.trimEnd()));
    expect(read({ bytes: bytes.subarray(0, bytes.length - 1) })).toMatchObject({ encoding: "utf-8", undecodable: 1, rows: [{ fact: { text: "付\ufffd" } }] });
  });

  it("in an encoding that was named wrongly are told to be no text in it", () => {
    expect(read({ bytes: GB18030, encoding: "utf-8" }).undecodable).toBeGreaterThan(3);
  });

  it("keep every line whatever it ends with: one that was added by hand is not swallowed by the one before", () => {
    const text = `${plain}2021-11-12 14:03:06,手写\n2021-11-12 14:03:07,又一行\r2021-11-12 14:03:08,"两\n行"\n`;
    expect(rows(read({ text }))).toEqual([[2, ["付款", 185_000, null]], [3, ["手写", 186_000, null]], [4, ["又一行", 187_000, null]], [5, ["两\n行", 188_000, null]]]);
  });

  it("of a workbook are refused with what to do", () => {
    expect(() => read({ bytes: Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]) })).toThrow(expect.objectContaining({ code: "facts-file-is-workbook" }));
  });

  it.each([[";", "时间;内容\n2021-11-12 14:03:05;a,b\n"], ["\t", "时间\t内容\n2021-11-12 14:03:05\ta,b\n"], ["|", "时间|内容\n2021-11-12 14:03:05|a,b\n"], [",", "时间,内容\n2021-11-12 14:03:05,\"a,b\"\n"]])("parted by %j are told apart", (separator, text) => {
    const table = read({ text });
    expect(table.separator).toBe(separator);
    expect(table.rows[0]!.fact!.text).toBe("a,b");
  });
});

describe("the columns of a table", () => {
  it("of a payment export lie below its preamble, and several together tell what happened", () => {
    const text = "微信支付账单明细,,,,\n微信昵称：[x],,,,\n,,,,\n----------------------微信支付账单明细列表--------------------,,,,\n交易时间,交易类型,交易对方,商品,金额(元)\n2021-11-12 14:03:05,商户消费,沈家门海味,\"虾皮, 五袋\",¥38.00\n";
    const table = read({ text, source: "wechat.csv" });
    expect(table).toMatchObject({ headingRow: 5, columns: { from: 0, text: [2, 3, 4], kind: null }, ignoredColumns: ["交易类型"] });
    expect(table.rows).toMatchObject([{ row: 6, fact: { kind: "fact", text: "沈家门海味 · 虾皮, 五袋 · ¥38.00", source: "wechat.csv" } }]);
  });

  it("may tell the day apart from the time", () => {
    expect(rows(read({ text: "交易日期,交易时间,摘要\n20211112,140305,转账\n2021-11-12,14:04,取款\n20211112,,利息\n" }))).toEqual([
      [2, ["转账", 185_000, null]], [3, ["取款", 240_000, null]], [4, ["利息", -14 * 3_600_000, 10 * 3_600_000]],
    ]);
  });

  it("may be chosen by hand, without headings too", () => {
    const table = read({ text: "a;2021-11-12 14:03:05;b\nc;2021-11-12 14:04:05;d\n", headingRow: 0, columns: { from: 1, text: [0, 2] } });
    expect(table.headings).toEqual(["", "", ""]);
    expect(rows(table)).toEqual([[1, ["a · b", 185_000, null]], [2, ["c · d", 245_000, null]]]);
  });

  it("that merely have the heading of kinds say something else; one wrong word among kinds is told", () => {
    expect(read({ text: "时间,类型,内容\n2021-11-12 14:03:05,消费,a\n" })).toMatchObject({ columns: { kind: null }, rows: [{ fact: { kind: "fact" } }] });
    expect(read({ text: "类型,内容\n假设,a\n假没,b\n" }).rows).toMatchObject([{ fact: { kind: "assumption" } }, { fact: null, problems: [{ code: "fact-kind-unknown" }] }]);
  });
});

describe("the time of a row", () => {
  it.each([
    ["2021-11-12T06:03:05Z", 185_000], ["2021/11/12 14:03:05", 185_000], ["2021年11月12日 14:03:05", 185_000], ["2021-11-12 下午2:03:05", 185_000], ["2021/11/12 2:03:05 PM", 185_000], ["1636696985", 185_000],
  ])("is read from %s", (cell, ms) => {
    expect(read({ text: `time,text\n${cell},a\n` }).rows[0]).toMatchObject({ problems: [], fact: { fromMs: T0 + ms } });
  });

  it.each(["14:03", "11-12 14:03", "昨天 14:03", "+2m", "12/11/2021 14:03", "soon"])("is never guessed from %s", (cell) => {
    const { fact, problems } = read({ text: `time,text\n${cell},a\n` }).rows[0]!;
    expect(fact).toBeNull();
    expect(problems[0]!.code).toMatch(/^(fact-time-incomplete|time-unreadable)$/);
  });

  it("without an hour is the whole day", () => {
    expect(rows(read({ text: "time,text\n2021-11-12,a\n" }))).toEqual([[2, ["a", -14 * 3_600_000, 10 * 3_600_000]]]);
  });

  it("is in the zone that was named, and as unsure as was said for all or by the row itself", () => {
    const table = read({ text: "time,text,uncertainty_s\n2021-11-12 14:03:05,a,\n2021-11-12 14:03:05,b,30\n,c,\n", timezone: "UTC", uncertaintyMs: 2_000 });
    expect(table.rows).toMatchObject([{ fact: { fromMs: T0 + 8 * 3_600_000 + 185_000, uncertaintyMs: 2_000 } }, { fact: { uncertaintyMs: 30_000 } }, { fact: { fromMs: null, uncertaintyMs: null } }]);
    expect(() => read({ text: "time,text\n", timezone: "Nowhere/Land" })).toThrow(expect.objectContaining({ code: "timezone-unknown" }));
  });
});

it.each(["", "\n\n", "time,text\n", "\u0000\u0000", "\"open", "a\"b,c\n", ",".repeat(500)])("a hostile table %j is read, or refused with a code", (text) => {
  try {
    expect(read({ text }).rows.filter(({ fact }) => fact !== null)).toEqual([]);
  } catch (error) {
    expect(error).toMatchObject({ code: "facts-file-unreadable" });
  }
});

describe("a table that is entered", () => {
  let library: MadeLibrary;
  beforeEach(async () => {
    library = await makeLibrary();
    await library.engine.call("cases.create", { number: "1", title: "t" });
  });
  afterEach(() => library.remove());
  const facts = async () => (await library.engine.call("cases.read", { caseId: 1 })).facts.map(({ text }) => text);
  const text = "时间,内容\n2021-11-12 14:03:05,付款\n2021-11-12 14:03:05,付款\n2021-11-12 14:05:00,取货\nnever,x\n";

  it("tells what is there already, enters it only when asked, and goes and comes back as one act", async () => {
    const { engine, store } = library;
    await engine.call("facts.add", { caseId: 1, text: "取货", fromMs: T0 + 300_000 });
    const preview = await engine.call("facts.preview", { caseId: 1, text });
    expect(preview.rows.map(({ row, sameAs }) => [row, sameAs])).toEqual([[2, null], [3, { factId: null, row: 2 }], [4, { factId: 1, row: null }], [5, null]]);
    const done = await engine.call("facts.import", { caseId: 1, bytes: new Uint8Array(Buffer.from(text)), fileName: "pay.csv" });
    expect(done).toMatchObject({ factIds: [2, 3], same: [{ row: 4, factId: 1 }], problems: [{ row: 5, code: "time-unreadable" }] });
    const log = await engine.call("custody.list", { caseId: 1 });
    expect(log.at(-1)).toMatchObject({ action: "fact.import" });
    expect(JSON.stringify(log.at(-1))).toContain("pay.csv");
    await engine.call("changes.undo", { caseId: 1 });
    expect(await facts()).toEqual(["取货"]);
    expect((await engine.call("custody.list", { caseId: 1 })).filter(({ action }) => action.startsWith("fact.remove"))).toHaveLength(1);
    await engine.call("changes.redo", { caseId: 1 });
    expect(await facts()).toEqual(["取货", "付款", "付款"]);
    expect((await engine.call("facts.import", { caseId: 1, text, keepSame: true })).factIds).toHaveLength(3);
    expect(store.timezone).toBe(ZONE);
  });

  it("that was exported comes back as it was", async () => {
    const { engine } = library;
    await engine.call("facts.import", { caseId: 1, text: "kind,text,from,uncertainty_s,time_text,place,source\nassumption,=1+1,2021-11-12 14:03:05,0.5,,渔港,司机\nevent,b,,,午饭后,,\n" });
    const before = (await engine.call("cases.read", { caseId: 1 })).facts;
    const { text: exported } = await engine.call("facts.export", { caseId: 1 });
    await engine.call("cases.create", { number: "2", title: "t" });
    await engine.call("facts.import", { caseId: 2, text: exported });
    const plain = (list: typeof before) => list.map(({ kind, text: said, fromMs, uncertaintyMs, timeText, place, source }) => ({ kind, said, fromMs, uncertaintyMs, timeText, place, source }));
    expect(plain((await engine.call("cases.read", { caseId: 2 })).facts)).toEqual(plain(before));
  });
});

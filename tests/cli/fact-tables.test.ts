// Tables of facts and the case timeline on the command line, as a stranger would: what a table would become before anything is
// entered, how its bytes and columns are named by hand, what is there already; and the timeline with what the clocks say.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { T0 } from "../support/made-library.ts";
import { quaylineInside } from "./quayline-process.ts";

let root: string;
const run = (words: readonly string[]) => quaylineInside(["--library", join(root, "library"), "--actor", "王", ...words]);
async function json(words: readonly string[], exitCode = 0) {
  const done = await run([...words, "--json", "--lang", "en"]);
  expect(done.exitCode, done.stdout + done.stderr).toBe(exitCode);
  return JSON.parse(done.stdout);
}
const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  await writeFile(join(root, name), content);
  return join(root, name);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-facts-"));
  await json(["case", "create", "--number", "A1", "--title", "t"]);
});
afterAll(() => rm(root, { recursive: true, force: true }));

it("a table is shown before it is entered, with its encoding, columns and what is wrong with rows; entering it twice enters it once", async () => {
  // 时间,内容 / 付款 in GB18030.
  const head = Uint8Array.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0d, 0x0a]);
  const row = (text: string) => Buffer.concat([Buffer.from(`${text},`), Uint8Array.from([0xb8, 0xb6, 0xbf, 0xee]), Buffer.from("\r\n")]);
  const path = await file("pay.csv", Buffer.concat([head, row("2021-11-12 14:03:05"), row("14:05")]));
  const preview = await json(["fact", "import", path, "--case", "A1", "--source", "微信支付", "--uncertainty-ms", "500"]);
  expect(preview).toMatchObject({
    written: false, factIds: [], encoding: "gb18030", separator: ",", headingRow: 1, headings: ["时间", "内容"], columns: { from: 0, text: [1] }, counts: { good: 1, bad: 1, same: 0 },
    rows: [{ row: 2, fact: { text: "付款", fromMs: T0 + 185_000, fromIso: "2021-11-12T14:03:05.000+08:00", source: "微信支付", uncertaintyMs: 500 } }, { row: 3, fact: null, problems: [{ code: "fact-time-incomplete", message: expect.stringContaining("14:05") as unknown }] }],
  });
  expect(await json(["case", "timeline", "A1"])).toMatchObject({ events: [] });
  expect(await json(["fact", "import", path, "--case", "A1", "--source", "微信支付", "--write"], 3)).toMatchObject({ factIds: [1], counts: { good: 1, bad: 1, same: 0 } });
  expect(await json(["fact", "import", path, "--case", "A1", "--source", "微信支付", "--write"], 3)).toMatchObject({ factIds: [], same: [{ row: 2, factId: 1 }], counts: { good: 0, bad: 1, same: 1 } });
});

it("columns, separator, zone and headings can be named by hand", async () => {
  const path = await file("toll.csv", "x;06:10:00;北;2021-11-12\n");
  const words = ["fact", "import", path, "--case", "A1", "--separator", "semicolon", "--heading-row", "0", "--timezone", "UTC", "--kind", "event"];
  expect(await json([...words, "--column", "date=4", "--column", "from=2", "--column", "text=1+3", "--column", "place=3"])).toMatchObject({
    rows: [{ row: 1, fact: { kind: "event", text: "x · 北", place: "北", fromMs: T0 + 600_000 } }], timezone: "UTC",
  });
  for (const wrong of ["from=9", "when=1", "from", "place=1+2"]) expect(await json([...words, "--column", wrong], 2)).toMatchObject({ error: { code: "option-invalid" } });
  expect(await json(["fact", "import", await file("none.csv", "a,b\n1,2\n"), "--case", "A1"], 1)).toMatchObject({ error: { code: "facts-file-unreadable" } });
  expect(await json(["fact", "import", await file("book.xlsx", Uint8Array.from([0x50, 0x4b, 3, 4, 0])), "--case", "A1"], 1)).toMatchObject({ error: { code: "facts-file-is-workbook" } });
});

it("the timeline lists everything with what the clocks say of the order, narrowed by kind and text, in both languages", async () => {
  await json(["fact", "add", "--case", "A1", "--text", "取货", "--from", "2021-11-12 14:10:00", "--uncertainty-ms", "1000"]);
  await json(["fact", "add", "--case", "A1", "--text", "上车", "--from", "2021-11-12 14:10:01", "--uncertainty-ms", "1000", "--kind", "assumption", "--when", "大约两点十分"]);
  await json(["statement", "add", "--case", "A1", "--by", "司机", "--text", "没有停车", "--from", "2021-11-12 14:00:00", "--to", "2021-11-12 14:30:00"]);
  const all = await json(["case", "timeline", "A1"]);
  expect(all.events.map((event: { key: string }) => event.key)).toEqual(["statement:1", "fact:1", "fact:2", "fact:3"]);
  expect(all.events[3]).toMatchObject({ kind: "assumption", basis: "assumed", fromIso: "2021-11-12T14:10:01.000+08:00", order: { established: false, reason: "too-close" } });
  expect(all.notEstablished).toBe(3);
  const some = await json(["case", "timeline", "A1", "--kind", "fact", "--text", "取"]);
  expect(some.events).toMatchObject([{ key: "fact:2", order: null }]);
  expect(await json(["case", "order", "A1", "--moment", "fact:2", "--moment", "fact:3"])).toMatchObject({ orders: [{ established: false, neededMs: expect.any(Number) as unknown }] });
  expect(await json(["case", "timeline", "A1", "--kind", "wrong"], 2)).toMatchObject({ error: { code: "option-invalid" } });
  const [en, zh] = await Promise.all(["en", "zh-CN"].map(async (lang) => (await run(["case", "timeline", "A1", "--lang", lang])).stdout));
  expect(en).toContain("not established");
  expect(zh).toContain("先后不能成立");
  for (const text of [en!, zh!]) expect(text).not.toMatch(/undefined|results\.|columns\.|eventKind|\{\{/);
});

// Patterns that a person writes: what they read, how a mistake is told, and that no expression makes the engine hang.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { patternEntry } from "../../../contract/name-patterns.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { compilePatterns, readPatternFile } from "../../../engine/ingest/pattern-file.ts";
import { timesFromName } from "../../../engine/ingest/name-time.ts";
import { ACTOR, newFolder } from "../../support/made-library.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const entry = (expression: string, more: object = {}) => patternEntry.parse({ name: "gatehouse", basis: "local", expression, ...more });
const read = (path: string, expression: string, more: object = {}) => timesFromName(path, "Asia/Shanghai", NOW_MS, compilePatterns([entry(expression, more)]));
const AT = Date.parse("2024-11-15T14:00:05+08:00");

describe("an own pattern", () => {
  it.each<[string, string, string, object, { startMs: number | undefined; endMs?: number | null; channel?: string | null; camera?: string | null }]>([
    ["day first", "gate/North-15112024-140005.mp4", "(?:^|/)(?<camera>[^/]+)-(?<day>\\d\\d)(?<month>\\d\\d)(?<year>\\d{4})-(?<time>\\d{6})\\.mp4$", {}, { startMs: AT, camera: "North" }],
    ["one group, separators", "K3 2024.11.15 14h00m05.avi", "K(?<channel>\\d) (?<start>[\\d.]+ \\d+h\\d+m\\d+)", {}, { startMs: AT, channel: "3" }],
    ["milliseconds", "x20241115140005250.mp4", "x(?<start>\\d{17})", {}, { startMs: AT + 250 }],
    ["an end on the next day", "x20241115-140005-010000.mp4", "x(?<date>\\d{8})-(?<time>\\d{6})-(?<end>\\d{6})", {}, { startMs: AT, endMs: Date.parse("2024-11-16T01:00:00+08:00") }],
    ["a full end", "x20241115140005to20241115150000.mp4", "x(?<start>\\d{14})to(?<end>\\d{14})", {}, { startMs: AT, endMs: Date.parse("2024-11-15T15:00:00+08:00") }],
    ["no seconds", "x20241115_1400.mp4", "x(?<date>\\d{8})_(?<time>\\d{4})", {}, { startMs: AT - 5_000 }],
    ["UTC", "x20241115060005.mp4", "x(?<start>\\d{14})", { basis: "utc" }, { startMs: AT }],
    ["seconds since 1970", "x_1731650405.mp4", "x_(?<epoch>\\d+)", { basis: "epoch" }, { startMs: AT }],
    ["milliseconds since 1970", "x_1731650405250.mp4", "x_(?<epoch>\\d+)", { basis: "epoch" }, { startMs: AT + 250 }],
    ["two digits of a year", "x241115_140005.mp4", "x(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)_(?<time>\\d{6})", {}, { startMs: AT }],
    ["capitals", "GATE-20241115140005.MP4", "gate-(?<start>\\d{14})\\.mp4$", {}, { startMs: AT }],
    ["a copy", "gate-20241115140005 (1).mp4", "gate-(?<start>\\d{14})\\.mp4$", {}, { startMs: AT }],
  ])("reads %s", (_, path, expression, more, expected) => {
    const { candidates, channel, camera, rule } = read(path, expression, more);
    expect({ rule, startMs: candidates[0]?.startMs }).toEqual({ rule: "gatehouse", startMs: expected.startMs });
    expect({ endMs: candidates[0]?.endMs, channel, camera }).toEqual({ endMs: expected.endMs ?? null, channel: expected.channel ?? null, camera: expected.camera ?? null });
  });

  it("is believed before our own, and leaves them where what it caught is no time", () => {
    expect(read("ch01_20241022100000.mp4", "ch(?<channel>\\d\\d)_(?<start>\\d{14})").candidates[0]?.rule).toBe("gatehouse");
    expect(read("ch01_20241022100000.mp4", "ch01_(?<start>\\d{6})").rule).toBe("hikvision-nvr");
    expect(read("x20241315140005.mp4", "x(?<start>\\d{14})").candidates).toEqual([]);
  });

  it("cannot be made to hang by a name", () => {
    const { candidates } = read(`${"a".repeat(20_000)}!.mp4`, "(a+)+(a+)+$|(?<start>\\d{14})");
    expect(candidates).toEqual([]);
  });
});

describe("a pattern file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (content: unknown) => writeFile(join(folder, "patterns.json"), typeof content === "string" ? content : JSON.stringify(content));
  const good = { name: "gatehouse", basis: "local", expression: "x(?<start>\\d{14})" };

  it("need not be there", async () => {
    expect(await readPatternFile(folder)).toEqual([]);
  });

  it("is read as written, a byte order mark too", async () => {
    await write(`\uFEFF${JSON.stringify({ patterns: [good] })}`);
    expect(await readPatternFile(folder)).toEqual([{ ...good, confidence: "high" }]);
  });

  it.each<[string, unknown, string, object]>([
    ["is no JSON", "{", "patterns-file-invalid", {}],
    ["has an unknown basis", { patterns: [good, { ...good, name: "b", basis: "moon" }] }, "patterns-file-invalid", { where: "patterns / 2 / basis" }],
    ["has a field that nobody reads", { patterns: [{ ...good, zone: "UTC" }] }, "patterns-file-invalid", { where: "patterns / 1" }],
    ["has too long an expression", { patterns: [{ ...good, expression: `x${"y".repeat(500)}(?<start>\\d{14})` }] }, "patterns-file-invalid", { where: "patterns / 1 / expression" }],
    ["has an expression that does not close", { patterns: [{ ...good, expression: "x(?<start>\\d{14}" }] }, "pattern-expression-invalid", { name: "gatehouse" }],
    ["refers back", { patterns: [{ ...good, expression: "(?<start>\\d)\\1" }] }, "pattern-expression-invalid", { name: "gatehouse" }],
    ["has no start", { patterns: [{ ...good, expression: "x(?<date>\\d{8})" }] }, "pattern-groups-wrong", { name: "gatehouse", group: "" }],
    ["has an unknown group", { patterns: [{ ...good, expression: "(?<start>\\d{14})(?<cam>.)" }] }, "pattern-groups-wrong", { group: "cam" }],
    ["takes an epoch for local time", { patterns: [{ ...good, expression: "(?<epoch>\\d{10})" }] }, "pattern-groups-wrong", { group: "epoch" }],
    ["uses a name twice", { patterns: [good, good] }, "pattern-name-taken", { name: "gatehouse" }],
    ["takes a name of ours", { patterns: [{ ...good, name: "axis" }] }, "pattern-name-taken", { name: "axis" }],
  ])("that %s is refused and says where", async (_, content, code, params) => {
    await write(content);
    await expect(readPatternFile(folder)).rejects.toThrowError(expect.objectContaining({ code, params: expect.objectContaining(params) }));
  });
});

describe("a preview", () => {
  let folder: string;
  let engine: Engine;
  beforeEach(async () => {
    folder = await newFolder();
    await mkdir(join(folder, "footage"));
    for (const name of ["gate-N-20241115140005.mp4", "ch01_20241022100000.mp4", "notes.txt", "hiv00001.mp4"]) await writeFile(join(folder, "footage", name), "not footage");
    engine = await openEngine({ libraryPath: join(folder, "library"), create: true, actor: ACTOR });
  });
  afterEach(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });
  const drafts = [{ name: "gatehouse", basis: "local" as const, expression: "gate-(?<camera>\\w+)-(?<start>\\d{14})" }];

  it("shows what each name would say, and takes nothing into the library", async () => {
    const { files, patterns, isWhole } = await engine.call("patterns.preview", { paths: [join(folder, "footage")], patterns: drafts });
    expect({ patterns, isWhole }).toEqual({ patterns: ["gatehouse"], isWhole: true });
    expect(files.map((f) => [f.path.split("/").at(-1), f.rule, f.startMs, f.cameraId, f.problems.map((p) => p.code)])).toEqual([
      ["ch01_20241022100000.mp4", "hikvision-nvr", Date.parse("2024-10-22T10:00:00+08:00"), expect.stringContaining("01"), []],
      ["gate-N-20241115140005.mp4", "gatehouse", AT, "N", []],
      ["hiv00001.mp4", null, null, expect.any(String), ["time-unknown"]],
    ]);
    expect((await engine.call("library.read", {})).fileCount).toBe(0);
  });

  it("uses the library's file where no draft is given, and stops at its limit", async () => {
    await writeFile(join(folder, "library", "patterns.json"), JSON.stringify({ patterns: drafts }));
    const found = await engine.call("patterns.preview", { paths: [join(folder, "footage")], limit: 2 });
    expect([found.files.map((f) => f.rule), found.isWhole]).toEqual([["hikvision-nvr", "gatehouse"], false]);
  });

  it("refuses a path that is not there, and a draft with a mistake", async () => {
    const refused = (input: object) => engine.call("patterns.preview", { paths: [folder], ...input });
    await expect(refused({ paths: [join(folder, "nowhere")] })).rejects.toThrowError(expect.objectContaining({ code: "path-missing" }));
    await expect(refused({ patterns: [{ ...drafts[0], expression: "(" }] })).rejects.toThrowError(expect.objectContaining({ code: "pattern-expression-invalid" }));
  });

  it("is what indexing does with them: a broken file is refused before a job begins", async () => {
    await writeFile(join(folder, "library", "patterns.json"), "{");
    await expect(engine.call("index.start", { paths: [folder] })).rejects.toThrowError(expect.objectContaining({ code: "patterns-file-invalid" }));
    expect(await engine.call("jobs.list", {})).toEqual([]);
  });
});

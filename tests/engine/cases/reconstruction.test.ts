// Reconstructing through the engine's door, on libraries whose files' contents are known: observations stand on frames and
// follow clocks, are corrected by revisions; intervals know their footage; statements, facts and the story stand beside them.

import { describe, expect, it } from "vitest";
import type { InputOf } from "../../../contract/methods.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { csvCell } from "../../../engine/cases/timeline-table.ts";
import { libraryWithExhibit } from "../../support/made-for-each.ts";
import { ACTOR, addReading, HOUR_MS, MINUTE_MS, recordFiles, T0 } from "../../support/made-library.ts";

const made = libraryWithExhibit();
const { observe } = made;
const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const at = (ms: number) => asTrueMs(T0 + ms);

const continuity = (more: Partial<InputOf<"continuity.read">> = {}) => made.library.engine.call("continuity.read", { caseId: 1, exhibitId: 1, ...more });

describe("an observation", () => {
  it("keeps the frame that it was made on, and moves with the camera's clock", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }]);
    expect(await observe(10_010, 5, { cameraId: "c1" })).toMatchObject({ atMs: T0 + 10_010, frame: { fileId: 1, mediaMs: 10_010, pts: 900_000, timeBase: "1/90000" }, uncertaintyMs: null });
    await addReading(made.library.store, T0, 127_000, { uncertaintyMs: 100 });
    const { observations } = await made.library.engine.call("cases.read", { caseId: 1 });
    expect(observations).toMatchObject([{ atMs: T0 + 10_010 - 127_000, frame: { pts: 900_000 } }]);
    expect(observations[0]!.uncertaintyMs).toBeCloseTo(100, -1);
  });

  it("is corrected by a revision that says why, and taken back by another; all stay readable", async () => {
    const first = await observe(0, 5);
    const second = await made.library.engine.call("observations.revise", { observationId: first.observationId, reason: "miscounted", atMs: at(0), state: "seen", count: 4 });
    expect(second).toMatchObject({ firstId: first.observationId, revisesId: first.observationId, reason: "miscounted", count: 4 });
    await expect(made.library.engine.call("observations.revise", { observationId: first.observationId, reason: "again", atMs: at(0), state: "seen" })).rejects.toThrowError(code("observation-superseded"));
    await made.library.engine.call("observations.withdraw", { observationId: second.observationId, reason: "another bag" });
    expect((await made.library.engine.call("cases.read", { caseId: 1 })).observations).toEqual([]);
    const back = await made.library.engine.call("observations.reinstate", { observationId: first.observationId, reason: "it was that bag" });
    expect((await made.library.engine.call("cases.read", { caseId: 1 })).observations).toEqual([back]);
    const history = await made.library.engine.call("observations.history", { observationId: back.observationId });
    expect(history.map(({ count, reason, isWithdrawn }) => [count, reason, isWithdrawn])).toEqual([[5, null, false], [4, "miscounted", false], [4, "another bag", true], [4, "it was that bag", false]]);
  });

  it("of a retired exhibit goes and comes back with it", async () => {
    await observe(0, 5);
    await made.library.engine.call("exhibits.retire", { exhibitId: 1 });
    expect(await made.library.engine.call("cases.read", { caseId: 1 })).toMatchObject({ exhibits: [], observations: [] });
    await expect(continuity()).rejects.toThrowError(code("exhibit-unknown"));
    await made.library.engine.call("exhibits.restore", { exhibitId: 1 });
    expect(await made.library.engine.call("cases.read", { caseId: 1 })).toMatchObject({ exhibits: [{ exhibitId: 1 }], observations: [{ count: 5 }] });
  });
});

describe("the footage inside an interval", () => {
  it("of a camera whose hour was deleted is blind there, with the cause, and never nothing happened", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4", durationMs: HOUR_MS, framesPerSecond: 1 }, { name: "b.mp4", startMs: T0 + 2 * HOUR_MS, durationMs: HOUR_MS, framesPerSecond: 1 }]);
    await observe(10 * MINUTE_MS, 5, { cameraId: "c1" });
    await observe(2 * HOUR_MS + 5 * MINUTE_MS, 3, { cameraId: "c1" });
    const [loss] = (await continuity()).loss;
    expect(loss).toMatchObject({ blindMs: HOUR_MS, blind: [{ startMs: T0 + HOUR_MS, endMs: T0 + 2 * HOUR_MS, causes: [{ cameraId: "c1", cause: "recorder-gap" }] }] });
    expect(loss!.footage.map((f) => [f.cameraId, f.basis, f.startMs - T0, f.endMs - T0, f.watchedMs])).toEqual([["c1", "observed", 10 * MINUTE_MS, HOUR_MS, 0], ["c1", "observed", 2 * HOUR_MS, 2 * HOUR_MS + 5 * MINUTE_MS, 0]]);
  });

  it("that somebody watched counts as theirs, and what nobody watched is looked at next, its middle first", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4", durationMs: 10 * MINUTE_MS }]);
    await observe(0, 5, { cameraId: "c1" });
    await observe(8 * MINUTE_MS, 3, { cameraId: "c1" });
    expect(await made.library.engine.call("continuity.lookNext", { caseId: 1, exhibitId: 1 })).toMatchObject([{ cameraId: "c1", atMs: T0 + 4 * MINUTE_MS, leavesMs: 4 * MINUTE_MS, why: "unwatched" }]);
    await made.library.store.write("watched.add", { watcher: ACTOR, caseId: 1, stretches: [{ fileId: 1, mediaStartMs: 0, mediaEndMs: 6 * MINUTE_MS, speed: 1, isFocused: true }] }, ACTOR);
    expect((await continuity()).loss[0]!.footage).toMatchObject([{ watchedMs: 6 * MINUTE_MS, watchers: [{ by: ACTOR.name, watchedMs: 6 * MINUTE_MS }] }]);
    expect((await made.library.engine.call("continuity.lookNext", { caseId: 1, exhibitId: 1 })).map((look) => [look.why, look.startMs - T0, look.atMs - T0])).toEqual([
      ["unwatched", 6 * MINUTE_MS, 7 * MINUTE_MS], ["watched-without-finding", 0, 4 * MINUTE_MS],
    ]);
  });

  it("is that of the cameras chosen by hand, where somebody chose", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }, { name: "b.mp4", cameraId: "c2" }]);
    await observe(0, 5, { cameraId: "c1" });
    await observe(30_000, 3, { cameraId: "c1" });
    await made.library.engine.call("exhibits.setViews", { exhibitId: 1, views: [{ cameraId: "c2", hasView: true, fromMs: at(10_000) }] });
    expect((await continuity()).loss[0]).toMatchObject({ footage: [{ cameraId: "c2", basis: "chosen", startMs: T0 + 10_000, endMs: T0 + 30_000 }], blindMs: 10_000 });
    expect((await continuity({ cameraIds: ["c1"] })).loss[0]).toMatchObject({ footage: [{ cameraId: "c1" }], blindMs: 0 });
  });

  it("does not answer a claim with yes: it says what was covered and watched", async () => {
    await recordFiles(made.library.store, [{ name: "a.mp4" }]);
    expect(await made.library.engine.call("continuity.eliminate", { cameraIds: ["c1"], fromMs: at(0), toMs: at(2 * MINUTE_MS) })).toMatchObject({
      coveredMs: MINUTE_MS, coveredShare: 0.5, longestUncovered: { startMs: T0 + MINUTE_MS }, uncovered: [{ causes: [{ cameraId: "c1", cause: "no-footage" }] }], watchedShare: 0,
    });
  });
});

it("a clock that nobody read, two minutes off, turns the order and is warned of", async () => {
  await recordFiles(made.library.store, [{ name: "a.mp4", durationMs: HOUR_MS, framesPerSecond: 1 }, { name: "b.mp4", cameraId: "c2", durationMs: HOUR_MS, framesPerSecond: 1 }]);
  await addReading(made.library.store, T0, 0, { cameraId: "c1", uncertaintyMs: 100 });
  // Truly five at 100 s on c2, which is 127 s fast, and three at 104 s on c1.
  await observe(227_000, 5, { cameraId: "c2" });
  await observe(104_000, 3, { cameraId: "c1" });
  const before = await continuity();
  expect(before.contradictions.map((c) => c.code)).toContain("order-not-established");
  expect(before.loss).toMatchObject([{ isOrderEstablished: false }]);
  await addReading(made.library.store, T0 + 127_000, 127_000, { cameraId: "c2", uncertaintyMs: 100 });
  const after = await continuity();
  expect(after.contradictions).toEqual([]);
  expect(after.loss).toMatchObject([{ fromMs: T0 + 100_000, toMs: T0 + 104_000, isOrderEstablished: true, marginMs: 4_000 }]);
});

it("three exhibits of a case have a continuity each", async () => {
  for (const name of ["鱿鱼", "鱼干"]) await made.library.engine.call("exhibits.add", { caseId: 1, name, count: 2 });
  await observe(0, 5);
  await observe(1_000, 3);
  await observe(0, 2, { exhibitId: 2 });
  await observe(5_000, 2, { exhibitId: 3 });
  await observe(9_000, 0, { exhibitId: 3 });
  const losses = await Promise.all([1, 2, 3].map(async (exhibitId) => (await continuity({ exhibitId })).loss.map((l) => [l.fromCount, l.toCount, l.toMs - T0])));
  expect(losses).toEqual([[[5, 3, 1_000]], [], [[2, 0, 9_000]]]);
});

it("a statement is assessed with pins, keeps its former assessments, and can be what an observation rests on", async () => {
  await recordFiles(made.library.store, [{ name: "a.mp4" }]);
  const { pinId } = await made.library.engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: at(0), endMs: at(5_000), title: "p" });
  const { statementId } = await made.library.engine.call("statements.add", { caseId: 1, speaker: "女子", text: "五袋都放进去了", fromMs: at(0), toMs: at(60_000) });
  await made.library.engine.call("statements.assess", { statementId, finding: "not-observable" });
  expect(await made.library.engine.call("statements.assess", { statementId, finding: "confirmed", pinIds: [pinId] })).toMatchObject({ finding: "confirmed", pinIds: [pinId], assessments: [{ finding: "not-observable" }, { finding: "confirmed" }] });
  await expect(made.library.engine.call("statements.assess", { statementId, finding: "confirmed", pinIds: [99] })).rejects.toThrowError(code("pin-unknown"));
  await observe(0, 5, { statementId });
  await observe(50_000, 3, { cameraId: "c1" });
  expect((await continuity()).loss).toMatchObject([{ restsOnStatement: true, fromRestsOnStatement: true }]);
  await expect(observe(0, 5, { statementId: 99 })).rejects.toThrowError(code("statement-unknown"));
});

it("a table of facts is previewed with what is wrong with its rows, in the library's zone, and written only when asked", async () => {
  const text = "时间,内容,来源,备注\r\n2021-11-12 14:03:05,付款 38 元,微信支付,x\r\nyesterday,通行,ETC,\r\n,,,\r\n2021-11-12 14:05,,ETC,\r\n";
  const preview = await made.library.engine.call("facts.preview", { text });
  expect(preview).toMatchObject({
    ignoredColumns: ["备注"],
    rows: [{ row: 2, fact: { text: "付款 38 元", fromMs: T0 + 185_000, source: "微信支付" } }, { row: 3, fact: null, problems: [{ code: "fact-time-incomplete" }] }, { row: 5, fact: null, problems: [{ code: "fact-text-missing" }] }],
  });
  expect((await made.library.engine.call("cases.read", { caseId: 1 })).facts).toEqual([]);
  expect(await made.library.engine.call("facts.import", { caseId: 1, text, onlyWhole: true })).toMatchObject({ factIds: [], problems: [{ row: 3 }, { row: 5 }] });
  expect(await made.library.engine.call("facts.import", { caseId: 1, text })).toMatchObject({ factIds: [1] });
  expect((await made.library.engine.call("facts.export", { caseId: 1 })).text).toContain("付款 38 元,2021-11-12T14:03:05.000+08:00");
});

it.each([["=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""], ["+1", "'+1"], ["-1", "'-1"], ["@SUM(A1)", "'@SUM(A1)"], ["plain", "plain"], ["a,b", "\"a,b\""]])("the cell %j is text to a spreadsheet", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

it("the story cites what is on the case, with its times as they are now", async () => {
  await recordFiles(made.library.store, [{ name: "a.mp4" }]);
  const { pinId } = await made.library.engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: at(1_000), endMs: at(5_000), title: "p" });
  const first = await observe(0, 5);
  await made.library.engine.call("observations.revise", { observationId: first.observationId, reason: "later", atMs: at(7_000), state: "seen", count: 5 });
  const told = await made.library.engine.call("story.save", { caseId: 1, title: "t", text: `At [[pin:${pinId}]] and [[observation:${first.observationId}]], [[statement:9]] [[pin:${pinId}]] [[nothing:1]]` });
  expect(told.citations.map((one) => [one.token, one.title, one.startMs === null ? null : one.startMs - T0])).toEqual([[`[[pin:${pinId}]]`, "p", 1_000], [`[[observation:${first.observationId}]]`, "虾皮", 7_000], ["[[statement:9]]", null, null]]);
  await addReading(made.library.store, T0, 60_000);
  expect((await made.library.engine.call("cases.read", { caseId: 1 })).story[0]!.citations[0]).toMatchObject({ startMs: T0 + 1_000 - 60_000 });
});

it("a case without its facts says all else as the whole one does, also of a fact that its story cites", async () => {
  const { engine } = made.library;
  await recordFiles(made.library.store, [{ name: "a.mp4" }]);
  await engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: at(1_000), endMs: at(5_000), title: "p" });
  await observe(0, 5);
  const { factId } = await engine.call("facts.add", { caseId: 1, text: "付款 38 元", fromMs: at(2_000) });
  const { caseId: other } = await engine.call("cases.create", { number: "2", title: "another" });
  const foreign = await engine.call("facts.add", { caseId: other, text: "of another case" });
  await engine.call("story.save", { caseId: 1, title: "t", text: `[[fact:${factId}]] [[fact:${foreign.factId}]]` });
  const { facts, ...rest } = await engine.call("cases.read", { caseId: 1 });
  expect(await engine.call("cases.view", { caseId: 1 })).toEqual(rest);
  expect(await engine.call("facts.list", { caseId: 1 })).toEqual({ caseId: 1, facts });
  expect(rest.story[0]!.citations.map(({ title, startMs }) => [title, startMs])).toEqual([["付款 38 元", at(2_000)], [null, null]]);
  await engine.call("facts.remove", { factId });
  expect((await engine.call("cases.view", { caseId: 1 })).story[0]!.citations[0]).toMatchObject({ title: null });
  expect((await engine.call("facts.list", { caseId: 1 })).facts).toEqual([]);
  await expect(engine.call("facts.list", { caseId: 99 })).rejects.toThrowError(code("case-unknown"));
});

it("a client hears of facts where they changed, and does not where other parts of the case did", async () => {
  const { engine } = made.library;
  await recordFiles(made.library.store, [{ name: "a.mp4" }]);
  let heard: string[] = [];
  engine.onEvent((event) => { if (event.type === "library.changed") heard.push(...event.topics); });
  const topicsOf = async (act: Promise<unknown>): Promise<boolean> => {
    heard = [];
    await act;
    expect(heard).toContain("cases");
    return heard.includes("facts");
  };
  expect(await topicsOf(engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: at(1_000), endMs: at(5_000), title: "p" }))).toBe(false);
  expect(await topicsOf(observe(0, 5))).toBe(false);
  expect(await topicsOf(engine.call("facts.add", { caseId: 1, text: "one" }))).toBe(true);
  expect(await topicsOf(engine.call("facts.update", { factId: 1, text: "two" }))).toBe(true);
  expect(await topicsOf(engine.call("facts.import", { caseId: 1, text: "from,text\n2021-11-12T14:03:05Z,three" }))).toBe(true);
  expect(await topicsOf(engine.call("facts.remove", { factId: 1 }))).toBe(true);
  expect(await topicsOf(engine.call("facts.restore", { factId: 1 }))).toBe(true);
  expect(await topicsOf(engine.call("changes.undo", { caseId: 1 }))).toBe(true);
});

it("the report of gaps has every cause, the sums, and what to request before it is overwritten", async () => {
  await made.library.engine.call("cameras.import", { text: "id,name,site,retention_days\nc1,门口,渔港,15\nc9,对面,渔港,\n", format: "csv" });
  await recordFiles(made.library.store, [{ name: "a.mp4" }, { name: "b.mp4", startMs: T0 + 2 * MINUTE_MS }]);
  const report = await made.library.engine.call("gaps.report", { site: "渔港", fromMs: at(-MINUTE_MS), toMs: at(3 * MINUTE_MS) });
  expect(report.rows.map((row) => [row.cameraId, row.cause, row.startMs - T0, row.endMs - T0])).toEqual([
    ["c1", "no-footage", -MINUTE_MS, 0], ["c1", "not-watched", 0, MINUTE_MS], ["c1", "recorder-gap", MINUTE_MS, 2 * MINUTE_MS], ["c1", "not-watched", 2 * MINUTE_MS, 3 * MINUTE_MS],
    ["c9", "no-footage", -MINUTE_MS, 3 * MINUTE_MS],
  ]);
  expect(report.sites).toMatchObject([{ site: "渔港", cameras: 2, coveredShare: 0.25 }]);
  expect(report.requests.map((one) => [one.cameraId, one.overwriteMs === null ? null : one.overwriteMs - T0])).toEqual([["c9", null], ["c1", -MINUTE_MS + 15 * 24 * HOUR_MS]]);
  expect((await made.library.engine.call("gaps.report", { site: "nowhere", fromMs: at(0), toMs: at(MINUTE_MS) })).rows).toMatchObject([{ cameraId: null, cause: "no-camera" }]);
});

it("a day on which clocks are set back keeps instants apart that a wall clock shows twice", async () => {
  // 2021-11-07 in New York: 01:30 comes twice, at 05:30 and 06:30 UTC.
  const [first, second] = [Date.UTC(2021, 10, 7, 5, 30), Date.UTC(2021, 10, 7, 6, 30)];
  await made.library.engine.call("observations.add", { caseId: 1, exhibitId: 1, atMs: asTrueMs(first), state: "seen", count: 5 });
  await made.library.engine.call("observations.add", { caseId: 1, exhibitId: 1, atMs: asTrueMs(second), state: "seen", count: 3 });
  expect((await continuity()).loss).toMatchObject([{ fromMs: first, toMs: second }]);
});

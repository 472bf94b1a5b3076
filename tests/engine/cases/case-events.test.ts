// The case timeline through the engine's door: everything on the case in true time with its margin, and what follows from it when
// a clock is corrected; facts about cameras, exhibits and people; and an order of any two of its moments.

import { beforeEach, describe, expect, it } from "vitest";
import { entryOfFact, inTrueTime } from "../../../contract/case-entries.ts";
import type { CaseEvent } from "../../../contract/case-events.ts";
import { orderMoments } from "../../../contract/moment.ts";
import type { MomentRef } from "../../../contract/order.ts";
import { orderSentence } from "../../../resources/locales/order-sentence.ts";
import { translatorFor } from "../../../resources/locales/translator.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { libraryWithExhibit } from "../../support/made-for-each.ts";
import { addReading, MINUTE_MS, recordFiles, T0 } from "../../support/made-library.ts";

const made = libraryWithExhibit();
const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const at = (ms: number) => asTrueMs(T0 + ms);
const events = async (): Promise<CaseEvent[]> => (await made.library.engine.call("events.read", { caseId: 1 })).events;
const keys = async () => (await events()).map(({ key }) => key);

beforeEach(async () => {
  await recordFiles(made.library.store, [{ name: "a.mp4", durationMs: 10 * MINUTE_MS }, { name: "b.mp4", cameraId: "c2", durationMs: 10 * MINUTE_MS }]);
});

/** A pin at 60 s, a sight at 100 s, a statement of 30 s, a payment at 80 s ± 1 s, an assumption in words alone. */
async function fill(): Promise<void> {
  const { engine } = made.library;
  await engine.call("subjects.add", { caseId: 1, label: "司机" });
  await engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: at(60_000), endMs: at(65_000), title: "司机下车" });
  await engine.call("observations.add", { caseId: 1, exhibitId: 1, atMs: at(100_000), state: "carried", count: 2, holder: "司机", cameraId: "c2" });
  await engine.call("statements.add", { caseId: 1, speaker: "司机", text: "没有停车", fromMs: at(30_000), toMs: at(90_000) });
  await engine.call("facts.add", { caseId: 1, text: "付款 38 元", fromMs: at(80_000), uncertaintyMs: 500, source: "微信支付", exhibitId: 1, subjectId: 1, cameraId: "c1" });
  await engine.call("facts.add", { caseId: 1, kind: "assumption", text: "袋子还在车里", timeText: "午饭后" });
}

describe("the case timeline", () => {
  it("has everything on the case in true time, with what its time rests on; what has no time comes last", async () => {
    await fill();
    const list = await events();
    expect(list.map(({ key, basis, moment }) => [key, basis, moment === null ? null : moment.trueMs - T0])).toEqual([
      ["statement:1", "told", 30_000], ["pin:1", "clock-unread", 60_000], ["fact:1", "told", 80_000], ["observation:1", "clock-unread", 100_000], ["fact:2", "none", null],
    ]);
    expect(list[0]).toMatchObject({ title: "司机", text: "没有停车", endMs: T0 + 90_000, finding: null, subjectIds: [1] });
    expect(list[1]).toMatchObject({ title: "司机下车", endMs: T0 + 65_000, cameraId: "c1", subjectIds: [1] });
    expect(list[2]).toMatchObject({ title: "付款 38 元", source: "微信支付", exhibitId: 1, subjectIds: [1], cameraId: "c1", moment: { uncertaintyMs: 500, clock: null } });
    expect(list[3]).toMatchObject({ title: "虾皮", state: "carried", count: 2, exhibitId: 1, subjectIds: [1] });
    expect(list[4]).toMatchObject({ kind: "assumption", timeText: "午饭后" });
  });

  it("moves with the clocks, and shows their readings that were taken meanwhile", async () => {
    await fill();
    await addReading(made.library.store, T0 + 70_000, 30_000, { uncertaintyMs: 300 });
    expect(await keys()).toEqual(["pin:1", "statement:1", "reading:1", "fact:1", "observation:1", "fact:2"]);
    expect((await events()).find(({ kind }) => kind === "reading")).toMatchObject({ cameraId: "c1", errorMs: 30_000, moment: { trueMs: T0 + 40_000, uncertaintyMs: 300 } });
    await addReading(made.library.store, T0 + 1_000 * MINUTE_MS, 0, { cameraId: "c2" });
    expect((await keys()).filter((key) => key.startsWith("reading"))).toEqual(["reading:1"]);
  });

  it("carries what an order rests on: the engine says of any two entries what the list says of them", async () => {
    await fill();
    await addReading(made.library.store, T0, 0, { uncertaintyMs: 300 });
    await addReading(made.library.store, T0, 0, { cameraId: "c2", uncertaintyMs: 300 });
    const list = (await events()).filter(({ moment, kind }) => moment !== null && kind !== "reading");
    const refOf = ({ kind, id }: CaseEvent) => (kind === "pin" ? { pinId: id } : kind === "observation" ? { observationId: id } : kind === "statement" ? { statementId: id } : { factId: id });
    for (const a of list) for (const b of list) {
      const { orders } = await made.library.engine.call("order.read", { caseId: 1, pairs: [[refOf(a), refOf(b)]] });
      expect(orders[0], `${a.key} ${b.key}`).toMatchObject({ ...orderMoments(a.moment!, b.moment!) });
    }
  });

  it("leaves out what was taken off and what was revised", async () => {
    await fill();
    await made.library.engine.call("observations.revise", { observationId: 1, reason: "r", atMs: at(10_000), state: "seen", count: 5, cameraId: "c2" });
    await made.library.engine.call("pins.remove", { pinId: 1 });
    await made.library.engine.call("facts.remove", { factId: 2 });
    expect((await events()).map(({ key, id }) => [key, id])).toEqual([["observation:1", 2], ["statement:1", 1], ["fact:1", 1]]);
    await expect(made.library.engine.call("events.read", { caseId: 9 })).rejects.toThrowError(code("case-unknown"));
  });

  it("is the same list where a client that holds the facts makes their entries itself, readings that only facts reach among it", async () => {
    await fill();
    const { engine, store } = made.library;
    await engine.call("facts.add", { caseId: 1, text: "过收费站", toMs: at(5 * MINUTE_MS), cameraId: "c2" });
    await engine.call("facts.add", { caseId: 1, kind: "event", text: "集市", fromMs: at(-MINUTE_MS), toMs: at(8 * MINUTE_MS) });
    await addReading(store, T0 + 4 * MINUTE_MS, 0, { cameraId: "c2", uncertaintyMs: 300 });
    await addReading(store, T0 + 7 * MINUTE_MS, 0, { cameraId: "c1", uncertaintyMs: 300 });
    const { events: others } = await engine.call("events.read", { caseId: 1, withFacts: false });
    expect(others.filter(({ kind }) => kind === "reading")).toHaveLength(2);
    expect(others.some(({ key }) => key.startsWith("fact:"))).toBe(false);
    const { facts } = await engine.call("cases.read", { caseId: 1 });
    expect([...others, ...facts.map(entryOfFact)].sort(inTrueTime)).toEqual(await events());
  });

  it("is written as a table with the order of entries that follow each other, harmless to a spreadsheet", async () => {
    await fill();
    await addReading(made.library.store, T0, 0, { uncertaintyMs: 300 });
    await addReading(made.library.store, T0, 0, { cameraId: "c2", uncertaintyMs: 300 });
    await made.library.engine.call("facts.add", { caseId: 1, text: "=1+1", fromMs: at(200_000), uncertaintyMs: 1_000 });
    const { text } = await made.library.engine.call("facts.export", { caseId: 1 });
    const lines = text.replace("\ufeff", "").trim().split("\r\n");
    expect(lines[0]).toBe("kind,text,from,to,uncertainty_s,time_text,place,source,basis,camera,exhibit,people,order_to_the_one_before,margin_s");
    expect(lines.find((line) => line.startsWith("pin"))).toContain("司机,not established,");
    expect(lines.find((line) => line.startsWith("fact,付款"))).toMatch(/,0\.500,,,微信支付,told,c1|,0\.500,,,微信支付,told,camera c1/);
    expect(lines.find((line) => line.startsWith("fact,付款"))).toMatch(/,established,20\.000$/);
    expect(lines.find((line) => line.includes("1+1"))).toContain("fact,'=1+1,");
  });
});

describe("the order of what no camera showed", () => {
  it("is established where both times were told with an uncertainty, and its sentence names no camera that was not there", async () => {
    await fill();
    await addReading(made.library.store, T0, 0, { uncertaintyMs: 300 });
    const { orders } = await made.library.engine.call("order.read", { caseId: 1, pairs: [[{ pinId: 1 }, { factId: 1 }], [{ statementId: 1 }, { factId: 1 }]] });
    expect(orders).toMatchObject([{ established: true, first: "a", marginMs: 20_000 }, { established: false, reason: "clock-unknown" }]);
    const say = (word: string, params = {}) => String(translatorFor("en")(`common:${word}`, params));
    expect(orderSentence(orders[0]!, say)).toBe("established, unless camera c1 or the time as it was told is wrong by more than 20 s");
  });

  it("is refused for a time in words alone, another case's entry, and what is not there", async () => {
    await fill();
    await made.library.engine.call("cases.create", { number: "2", title: "t" });
    const ask = (ref: MomentRef, caseId = 1) => made.library.engine.call("order.read", { caseId, pairs: [[{ pinId: 1 }, ref]] });
    await expect(ask({ factId: 2 })).rejects.toThrowError(code("moment-without-time"));
    await expect(ask({ factId: 99 })).rejects.toThrowError(code("fact-unknown"));
    await expect(ask({ statementId: 99 })).rejects.toThrowError(code("statement-unknown"));
    await expect(ask({ observationId: 99 })).rejects.toThrowError(code("observation-unknown"));
    await expect(ask({ pinId: 1 }, 2)).rejects.toThrowError(code("pin-unknown"));
  });
});

it("a fact is about what there is: no unknown camera, no exhibit or person of another case", async () => {
  await fill();
  await made.library.engine.call("cases.create", { number: "2", title: "t" });
  const add = (about: object, caseId = 1) => made.library.engine.call("facts.add", { caseId, text: "x", ...about });
  await expect(add({ cameraId: "none" })).rejects.toThrowError(code("camera-unknown"));
  await expect(add({ exhibitId: 1 }, 2)).rejects.toThrowError(code("exhibit-unknown"));
  await expect(add({ subjectId: 9 })).rejects.toThrowError(code("subject-unknown"));
});

// The order of a case's moments, through the engine's door: established with its margin, or not and why. A clock that is
// wrong turns the story around; here it is seen to.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MomentOrder, MomentRef } from "../../../contract/order.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { orderSentence, type SayOrder } from "../../../resources/locales/order-sentence.ts";
import { translatorFor } from "../../../resources/locales/translator.ts";
import { addReading, DAY_MS, HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
let caseId: number;

beforeEach(async () => {
  library = await makeLibrary();
  ({ caseId } = await library.engine.call("cases.create", { number: "2021-1", title: "虾皮失窃" }));
  await recordFiles(library.store, [
    { name: "boot.mp4", cameraId: "boot", durationMs: 10 * MINUTE_MS }, { name: "door.mp4", cameraId: "door", durationMs: 10 * MINUTE_MS },
  ]);
});
afterEach(() => library.remove());

/** A pin where the camera's own clock shows `shownMs` after T0: found in true time as its clock is corrected now. */
async function pinShown(cameraId: string, shownMs: number, title: string): Promise<number> {
  const recordings = await library.engine.call("recordings.list", { cameraIds: [cameraId], fromMs: asTrueMs(T0 - DAY_MS), toMs: asTrueMs(T0 + DAY_MS) });
  const { startMs, cameraStartMs } = recordings.find((each) => each.cameraStartMs <= T0 + shownMs && T0 + shownMs < each.cameraStartMs + each.mediaEndMs - each.mediaStartMs)!;
  const atMs = asTrueMs(startMs + (T0 + shownMs - cameraStartMs));
  return (await library.engine.call("pins.add", { caseId, cameraId, startMs: atMs, endMs: asTrueMs(atMs + 1_000), title })).pinId;
}
const orders = async (): Promise<MomentOrder[]> => (await library.engine.call("order.read", { caseId })).orders;
const orderOf = async (a: MomentRef, b: MomentRef): Promise<MomentOrder> => (await library.engine.call("order.read", { caseId, pairs: [[a, b]] })).orders[0]!;
const read = (cameraId: string, fastMs: number, uncertaintyMs = 300) => addReading(library.store, T0, fastMs, { cameraId, uncertaintyMs });
const titles = (order: MomentOrder) => [order.a.label, order.b.label];
const english: SayOrder = (word, params = {}) => String(translatorFor("en")(`common:${word}`, params));
const chinese: SayOrder = (word, params = {}) => String(translatorFor("zh-CN")(`common:${word}`, params));

describe("the order of two pins on different cameras", () => {
  it.each([
    { name: "neither clock read", boot: null, door: null, reason: "clock-unknown" },
    { name: "only the first clock read", boot: 0, door: null, reason: "clock-unknown" },
    { name: "only the second clock read", boot: null, door: 0, reason: "clock-unknown" },
    { name: "both read, too unsure for 40 s", boot: 0, door: 0, sure: 20_000, reason: "too-close" },
  ])("is not established: $name", async ({ boot, door, reason, sure }) => {
    if (boot !== null) await read("boot", boot, sure);
    if (door !== null) await read("door", door, sure);
    await pinShown("boot", 60_000, "bags taken out");
    await pinShown("door", 100_000, "she gets in");
    const [order] = await orders();
    expect(order).toMatchObject({ established: false, first: null, reason, marginMs: null, isSameClock: false, deltaMs: 40_000 });
  });

  it("is established with its margin where both clocks were read, whichever is asked for first", async () => {
    await read("boot", 0);
    await read("door", 0);
    const boot = await pinShown("boot", 60_000, "bags taken out");
    const door = await pinShown("door", 101_000, "she gets in");
    const [order] = await orders();
    expect(order).toMatchObject({ established: true, first: "a", marginMs: 41_000, deltaMs: 41_000, reason: null, isTurnedByClocks: false });
    expect(await orderOf({ pinId: door }, { pinId: boot })).toMatchObject({ established: true, first: "b", marginMs: 41_000, deltaMs: -41_000 });
    expect(orderSentence(order!, english)).toBe("established, unless camera boot or camera door is wrong by more than 41 s");
    expect(orderSentence(order!, chinese)).toContain("41 秒");
  });

  it("turns where a clock turns out to be wrong, and says that the cameras' own clocks had it the other way round", async () => {
    await read("boot", 0);
    await pinShown("boot", 60_000, "bags taken out");
    await pinShown("door", 100_000, "she gets in");
    expect((await orders()).map(titles)).toEqual([["bags taken out", "she gets in"]]);
    await read("door", 127_000);
    const [order] = await orders();
    expect(titles(order!)).toEqual(["she gets in", "bags taken out"]);
    expect(order).toMatchObject({ established: true, first: "a", marginMs: 87_000, isTurnedByClocks: true });
    expect(orderSentence(order!, english)).toMatch(/ 27 s\. By .* the other way round\.$/);
    expect(orderSentence(order!, chinese)).toMatch(/ 27 秒。按.*先后相反。$/);
  });

  it("is not established any more when the reading that bore it is taken back", async () => {
    await read("boot", 0);
    const readingId = await read("door", 0);
    await pinShown("boot", 60_000, "a");
    await pinShown("door", 100_000, "b");
    expect((await orders())[0]).toMatchObject({ established: true });
    await library.engine.call("clock.remove", { readingId });
    const [order] = await orders();
    expect(order).toMatchObject({ established: false, reason: "clock-unknown" });
    expect(orderSentence(order!, english)).toBe("not established: nobody has read the clock of camera door");
  });

  it("fades with the distance from the readings: a month later the drift allowed for is more than a minute", async () => {
    await recordFiles(library.store, [{ name: "later.mp4", cameraId: "boot", startMs: T0 + 30 * DAY_MS }, { name: "later-door.mp4", cameraId: "door", startMs: T0 + 30 * DAY_MS }]);
    await read("boot", 0);
    await read("door", 0);
    const far = (cameraId: string, atMs: number): MomentRef => ({ cameraId, atMs: asTrueMs(T0 + atMs) });
    expect(await orderOf(far("boot", 1_000), far("door", 11_000))).toMatchObject({ established: true, marginMs: 10_000 });
    expect(await orderOf(far("boot", 30 * DAY_MS + 1_000), far("door", 30 * DAY_MS + 11_000))).toMatchObject({ established: false, reason: "too-close" });
  });
});

describe("the order of two pins on one camera", () => {
  it("is established by its frames, though nobody has read the clock", async () => {
    await pinShown("boot", 60_000, "a");
    await pinShown("boot", 60_200, "b");
    const [order] = await orders();
    expect(order).toMatchObject({ established: true, first: "a", marginMs: null, isSameClock: true, neededMs: 0 });
    expect(orderSentence(order!, english)).toBe("established: one clock showed both");
  });

  it("is not established between two files whose own starts are only guessed", async () => {
    await recordFiles(library.store, [{ name: "guess.mp4", cameraId: "boot", startMs: T0 + HOUR_MS, timeUncertaintyMs: 600_000 }]);
    await pinShown("boot", 60_000, "a");
    await pinShown("boot", HOUR_MS + 1_000, "b");
    const [hourApart] = await orders();
    expect(hourApart).toMatchObject({ established: true, isSameClock: true, marginMs: null });
    const near = await orderOf({ cameraId: "boot", atMs: asTrueMs(T0 + 9 * MINUTE_MS) }, { cameraId: "boot", atMs: asTrueMs(T0 + HOUR_MS + 1_000) });
    expect(near.established).toBe(true);
    await recordFiles(library.store, [{ name: "guess-2.mp4", cameraId: "boot", startMs: T0 + 15 * MINUTE_MS, timeUncertaintyMs: 600_000 }]);
    const guessed = await orderOf({ cameraId: "boot", atMs: asTrueMs(T0 + 9 * MINUTE_MS) }, { cameraId: "boot", atMs: asTrueMs(T0 + 15 * MINUTE_MS + 1_000) });
    expect(guessed).toMatchObject({ established: false, reason: "too-close", isSameClock: true, neededMs: 1_200_000 });
    expect(orderSentence(guessed, english)).toContain("when these files start is only known to 20 min 0 s");
  });

  it("across a jump of its clock follows the rule of two clocks", async () => {
    await recordFiles(library.store, [{ name: "after.mp4", cameraId: "boot", startMs: T0 + HOUR_MS }]);
    await addReading(library.store, T0, 0, { cameraId: "boot", uncertaintyMs: 300 });
    await addReading(library.store, T0 + HOUR_MS, 30 * MINUTE_MS, { cameraId: "boot", uncertaintyMs: 300, newEpoch: true });
    await pinShown("boot", 60_000, "before");
    await pinShown("boot", HOUR_MS + 20_000, "after");
    expect((await orders())[0]).toMatchObject({ established: true, isSameClock: false, marginMs: HOUR_MS - 30 * MINUTE_MS - 40_000 });
  });
});

describe("any two moments of a case", () => {
  it("may be observations: one that no camera showed orders nothing", async () => {
    await read("boot", 0);
    const { exhibitId } = await library.engine.call("exhibits.add", { caseId, name: "虾皮", count: 5 });
    const at = (ms: number) => asTrueMs(T0 + ms);
    const seen = await library.engine.call("observations.add", { caseId, exhibitId, atMs: at(60_000), state: "seen", count: 5, cameraId: "boot" });
    const told = await library.engine.call("observations.add", { caseId, exhibitId, atMs: at(5 * MINUTE_MS), state: "absent", count: 2 });
    const order = await orderOf({ observationId: seen.observationId }, { observationId: told.observationId });
    expect(order).toMatchObject({ established: false, reason: "clock-unknown", a: { kind: "observation", label: "虾皮", cameraId: "boot" }, b: { cameraId: null } });
    expect(orderSentence(order, english)).toContain("no camera showed one of them");
  });

  it("are of that case, and exist", async () => {
    const other = await library.engine.call("cases.create", { number: "2021-2", title: "t" });
    const pinId = await pinShown("boot", 60_000, "a");
    const ask = (theCase: number, ref: MomentRef) => library.engine.call("order.read", { caseId: theCase, pairs: [[ref, ref]] });
    await expect(ask(other.caseId, { pinId })).rejects.toMatchObject({ code: "pin-unknown" });
    await expect(ask(caseId, { observationId: 9 })).rejects.toMatchObject({ code: "observation-unknown" });
    await expect(ask(caseId, { cameraId: "nowhere", atMs: asTrueMs(T0) })).rejects.toMatchObject({ code: "camera-unknown" });
    await expect(library.engine.call("order.read", { caseId: 99 })).rejects.toMatchObject({ code: "case-unknown" });
  });
});

// Readings of a clock and what follows from them, through the engine's door: where the footage lies then, how sure that is, what
// is refused. The arithmetic alone is tested in tests/contract/time.test.ts.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EngineEvent } from "../../../contract/events.ts";
import { asCameraMs, asTrueMs, DRIFT_ALLOWANCE_MS_PER_DAY, EYE_READING_UNCERTAINTY_MS } from "../../../contract/time.ts";
import { ACTOR, DAY_MS, HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;

beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

/** A reading when the clock showed `shownMs`, being `fastMs` ahead. */
const read = (shownMs: number, fastMs: number, more: { readonly uncertaintyMs?: number; readonly newEpoch?: boolean; readonly cameraId?: string } = {}) =>
  library.engine.call("clock.add", { cameraId: "c1", cameraMs: asCameraMs(shownMs), trueMs: asTrueMs(shownMs - fastMs), ...more });
const epochs = async () => (await library.engine.call("clock.read", { cameraId: "c1" })).epochs;
const recordings = () => library.engine.call("recordings.list", { cameraIds: ["c1"], fromMs: asTrueMs(T0 - 400 * DAY_MS), toMs: asTrueMs(T0 + 400 * DAY_MS) });
/** Where the first recording lies, after T0, and how sure that is. */
async function placed(): Promise<{ readonly startMs: number; readonly endMs: number; readonly uncertaintyMs: number | null }> {
  const [first] = await recordings();
  return { startMs: first!.startMs - T0, endMs: first!.endMs - T0, uncertaintyMs: first!.uncertaintyMs };
}
const code = (expected: string, params: object = {}) => expect.objectContaining({ code: expected, params: expect.objectContaining(params) });

describe("a clock", () => {
  it("that nobody has read leaves times as they are, and says that they are not corrected", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: HOUR_MS }]);
    expect(await placed()).toEqual({ startMs: 0, endMs: HOUR_MS, uncertaintyMs: null });
    expect(await epochs()).toEqual([]);
    expect((await library.engine.call("cameras.list", {}))[0]!.clock).toEqual({ state: "uncorrected", errorMs: null, uncertaintyMs: null, driftPpm: null });
  });

  it.each([["fast", 127_000], ["slow", -127_000], ["a day and more fast", 2 * DAY_MS]])("read once, %s, is off by as much everywhere", async (_, fastMs) => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: HOUR_MS }]);
    await read(T0, fastMs, { uncertaintyMs: 300 });
    expect(await placed()).toMatchObject({ startMs: -fastMs, endMs: HOUR_MS - fastMs });
    expect(await epochs()).toMatchObject([{ errorMs: fastMs, driftPpm: null, uncertaintyMs: 300, readings: [{ uncertaintyMs: 300, by: "王警官" }] }]);
    expect((await library.engine.call("cameras.list", {}))[0]!.clock).toMatchObject({ state: "offset", errorMs: fastMs });
  });

  it("read by eye is as sure as two displays that tick in seconds", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const { epochs: [epoch] } = await read(T0, 0);
    expect(epoch!.readings[0]).toMatchObject({ uncertaintyMs: EYE_READING_UNCERTAINTY_MS, method: "by-eye" });
  });

  it("like the sample's, fast by 127 s and gaining 40 ppm, is put right to within what two looks by eye allow", async () => {
    const gainPpm = 40;
    const shown = (trueMs: number): number => trueMs + 127_000 + Math.round(((trueMs - T0) * gainPpm) / 1e6);
    await recordFiles(library.store, [{ name: "day.mp4", startMs: shown(T0 + DAY_MS), durationMs: HOUR_MS * (1 + gainPpm / 1e6) }]);
    const start = shown(T0);
    const week = shown(T0 + 7 * DAY_MS);
    await read(start, start - T0);
    expect((await placed()).startMs - DAY_MS).toBeGreaterThan(3_000);
    await read(week, week - (T0 + 7 * DAY_MS));
    const told = await placed();
    expect(Math.abs(told.startMs - DAY_MS)).toBeLessThanOrEqual(1);
    expect(Math.abs(told.endMs - (DAY_MS + HOUR_MS))).toBeLessThanOrEqual(1);
    expect(told.uncertaintyMs).toBeLessThan(EYE_READING_UNCERTAINTY_MS);
    const [epoch] = await epochs();
    expect(epoch!.driftPpm).toBeCloseTo(gainPpm, 1);
    expect(epoch!.errorMs).toBe(127_000 + Math.round(7 * DAY_MS * gainPpm / 1e6));
    expect((await library.engine.call("cameras.list", {}))[0]!.clock.state).toBe("drift");
  });

  it("read twice within what the eye can tell is not thought to drift", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    await read(T0, 10_000);
    await read(T0 + DAY_MS, 10_500);
    expect((await epochs())[0]!.driftPpm).toBe(0);
  });

  it.each([
    ["a day after", 1], ["a day before", -1], ["a hundred days after", 100],
  ])("is the less sure the further from its reading: %s", async (_, days) => {
    await recordFiles(library.store, [{ name: "a.mp4", startMs: T0 + days * DAY_MS, durationMs: 1_000 }]);
    await read(T0, 5_000, { uncertaintyMs: 300 });
    const { uncertaintyMs } = await placed();
    expect(uncertaintyMs).toBeCloseTo(Math.hypot(300, Math.abs(days) * DRIFT_ALLOWANCE_MS_PER_DAY), -1);
  });

  it("goes on along its drift beyond its readings, and says that it is less sure there", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", startMs: T0 + 20 * DAY_MS, durationMs: 1_000 }]);
    await read(T0, 0);
    await read(T0 + 10 * DAY_MS, 34_560);
    const told = await placed();
    expect(Math.abs(told.startMs - (20 * DAY_MS - 69_120))).toBeLessThanOrEqual(1);
    expect(told.uncertaintyMs).toBeGreaterThan(10 * DRIFT_ALLOWANCE_MS_PER_DAY);
  });

  it("bends a recording at a reading inside of it, and parts it there", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 20 * HOUR_MS }]);
    await read(T0, 0);
    await read(T0 + 10 * HOUR_MS, 20_000);
    await read(T0 + 20 * HOUR_MS, 20_000);
    const told = await recordings();
    expect(told.map((r) => [r.mediaStartMs, r.mediaEndMs])).toEqual([[0, 10 * HOUR_MS], [10 * HOUR_MS, 20 * HOUR_MS]]);
    expect(told.map((r) => [r.startMs - T0, r.endMs - T0])).toEqual([[0, 10 * HOUR_MS - 20_000], [10 * HOUR_MS - 20_000, 20 * HOUR_MS - 20_000]]);
  });
});

describe("a reading", () => {
  it("taken back leaves all as it was before", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 3 * HOUR_MS }, { name: "b.mp4", startMs: T0 + DAY_MS }]);
    const before = await recordings();
    const first = await read(T0, 127_000);
    const between = await recordings();
    const second = await read(T0 + DAY_MS, 130_456);
    expect(await recordings()).not.toEqual(between);
    await library.engine.call("clock.remove", { readingId: second.readingId });
    expect(await recordings()).toEqual(between);
    await library.engine.call("clock.remove", { readingId: first.readingId });
    expect(await recordings()).toEqual(before);
    await expect(library.engine.call("clock.remove", { readingId: first.readingId })).rejects.toThrowError(code("reading-unknown"));
  });

  it("does the same in whatever order it comes", async () => {
    const readings = [[T0, 127_000], [T0 + DAY_MS, 130_456], [T0 + 3 * DAY_MS, 137_368]] as const;
    await recordFiles(library.store, [{ name: "a.mp4", startMs: T0 + 2 * DAY_MS, durationMs: HOUR_MS }]);
    const told = [];
    for (const order of [[0, 1, 2], [2, 0, 1], [1, 2, 0]]) {
      const ids = [];
      for (const i of order) ids.push((await read(readings[i]![0], readings[i]![1])).readingId);
      told.push(await recordings());
      for (const readingId of ids) await library.engine.call("clock.remove", { readingId });
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it.each([
    ["the same camera time twice", [[T0, 0], [T0, 5_000]], "clock-reading-twice"],
    ["a clock at half speed", [[T0, 0], [T0 + HOUR_MS, -HOUR_MS]], "clock-rate-refused"],
    ["a clock that runs backwards", [[T0, 0], [T0 + HOUR_MS, 2 * HOUR_MS]], "clock-rate-refused"],
    ["a gain of eleven in a thousand", [[T0, 0], [T0 + DAY_MS, (DAY_MS * 11) / 1_000]], "clock-rate-refused"],
  ] as const)("is refused where it gives %s, and nothing moves", async (_, readings, expected) => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const [first, second] = readings;
    await read(first[0], first[1]);
    const before = [await recordings(), await epochs(), await library.engine.call("custody.list", {})];
    await expect(read(second[0], second[1])).rejects.toThrowError(code(expected));
    expect([await recordings(), await epochs(), await library.engine.call("custody.list", {})]).toEqual(before);
  });

  it("of a camera that is not there is refused", async () => {
    await expect(read(T0, 0, { cameraId: "nobody" })).rejects.toThrowError(code("camera-unknown", { cameraId: "nobody" }));
  });

  it("of one camera moves no other", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "b.mp4", cameraId: "c2" }]);
    await read(T0, 127_000, { cameraId: "c2" });
    expect(await placed()).toEqual({ startMs: 0, endMs: MINUTE_MS, uncertaintyMs: null });
  });

  it("is told to whoever shows times", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const events: EngineEvent[] = [];
    library.engine.onEvent((event) => events.push(event));
    await read(T0, 0);
    expect(events).toEqual([{ type: "library.changed", topics: expect.arrayContaining(["clocks", "recordings", "cameras", "cases", "custody"]) }]);
  });
});

describe("a clock that was set", () => {
  /** Right until T0 + 5 d, when somebody set it an hour back by mistake. */
  async function setBack(): Promise<void> {
    await recordFiles(library.store, [
      { name: "before.mp4", startMs: T0 + DAY_MS, durationMs: MINUTE_MS },
      { name: "after.mp4", startMs: T0 + 9 * DAY_MS, durationMs: MINUTE_MS },
    ]);
    await read(T0, 0);
    await read(T0 + 10 * DAY_MS, -HOUR_MS, { newEpoch: true });
  }

  it("has an epoch on either side, and footage follows the one it was recorded in", async () => {
    await setBack();
    expect(await epochs()).toMatchObject([{ errorMs: 0 }, { errorMs: -HOUR_MS }]);
    expect((await recordings()).map((r) => r.startMs - T0)).toEqual([DAY_MS, 9 * DAY_MS + HOUR_MS]);
  });

  it("is doubted by what the other epoch would say, between the readings", async () => {
    await setBack();
    const [before] = await recordings();
    // People see two standard deviations: the other place, an hour away, lies within them.
    expect(2 * before!.uncertaintyMs!).toBeGreaterThanOrEqual(HOUR_MS);
  });

  it("takes a further reading into the epoch that its true time lies nearest to", async () => {
    await setBack();
    await read(T0 + 2 * DAY_MS, 0);
    await read(T0 + 9 * DAY_MS, -HOUR_MS);
    expect((await epochs()).map((epoch) => epoch.readings.map((reading) => (reading.cameraMs - T0) / DAY_MS))).toEqual([[0, 2], [9, 10]]);
  });

  it("is one clock again when the reading of the second epoch is taken back", async () => {
    await setBack();
    const [, second] = await epochs();
    await library.engine.call("clock.remove", { readingId: second!.readings[0]!.readingId });
    expect(await epochs()).toMatchObject([{ errorMs: 0 }]);
    expect((await recordings()).map((r) => r.startMs - T0)).toEqual([DAY_MS, 9 * DAY_MS]);
  });

  it.each([["with footage", true], ["without footage", false]])("stands in the list as it runs at the end, in whatever order its epochs were entered, %s", async (_, hasFootage) => {
    if (hasFootage) await recordFiles(library.store, [{ name: "after.mp4", startMs: T0 + 9 * DAY_MS, durationMs: MINUTE_MS }]);
    else await library.store.write("cameras.ensure", { cameraId: "c1", name: "c1", provisional: false }, ACTOR);
    await read(T0 + 10 * DAY_MS, -HOUR_MS);
    await read(T0, 0, { newEpoch: true });
    expect((await library.engine.call("cameras.list", {}))[0]!.clock).toMatchObject({ state: "offset", errorMs: -HOUR_MS });
  });
});

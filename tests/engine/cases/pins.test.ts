// Pins stand on frames. What they keep when the clock, the files or the case around them change, and what is told of the time
// between their frames.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asCameraMs, asTrueMs } from "../../../contract/time.ts";
import type { Pin } from "../../../contract/model.ts";
import { ACTOR, addReading, DAY_MS, HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
let caseId: number;

beforeEach(async () => {
  library = await makeLibrary();
  ({ caseId } = await library.engine.call("cases.create", { number: "2021-1", title: "虾皮失窃" }));
});
afterEach(() => library.remove());

/** A pin from and to milliseconds after T0. */
const add = (fromMs: number, toMs: number, more: { readonly cameraId?: string; readonly title?: string; readonly caseId?: number; readonly shownFileId?: number } = {}) =>
  library.engine.call("pins.add", { caseId, cameraId: "c1", startMs: asTrueMs(T0 + fromMs), endMs: asTrueMs(T0 + toMs), title: "t", ...more });
const pins = async (): Promise<Pin[]> => (await library.engine.call("cases.read", { caseId })).pins;
const code = (expected: string, params: object = {}) => expect.objectContaining({ code: expected, params: expect.objectContaining(params) });

/** What of a pin never moves. */
const stand = (pin: Pin) => ({
  camera: [pin.cameraStartMs, pin.cameraEndMs],
  frames: pin.sources.map((s) => [s.fileId, s.mediaStartMs, s.mediaEndMs, s.startPts, s.endPts, s.timeBase]),
});
const sources = (pin: Pin) => pin.sources.map((s) => [s.fileId, s.mediaStartMs, s.mediaEndMs]);

describe("a pin", () => {
  it("stands on the frames shown then, by their exact stamps", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(1_000, 3_000);
    expect(pin).toMatchObject({
      startMs: T0 + 1_000, endMs: T0 + 3_000, cameraStartMs: T0 + 1_000, cameraEndMs: T0 + 3_000, uncertaintyMs: null, gaps: [], by: ACTOR.name,
      sources: [{ fileId: 1, mediaStartMs: 1_000, mediaEndMs: 3_000, startPts: 90_000, endPts: 90_000 * 3 - 3_600, timeBase: "1/90000", path: "/footage/a.mp4" }],
    });
  });

  it("cites first the version that was looked at, and keeps the others", async () => {
    await recordFiles(library.store, [{ name: "main.mp4" }, { name: "sub.mp4" }, { name: "later.mp4", startMs: T0 + 2_000 }]);
    const files = async (shownFileId?: number) => (await add(1_000, 3_000, shownFileId === undefined ? {} : { shownFileId })).sources.map((s) => s.fileId);
    const plain = await files();
    const [first, second] = plain;
    expect(plain).toHaveLength(3);
    expect(await files(second!)).toEqual([second, first, plain[2]]);
    expect(await files(first!)).toEqual(plain);
    // One that begins later does not show the pin's beginning, and one that nobody knows shows nothing of it.
    expect(await files(plain[2]!)).toEqual(plain);
    expect(await files(999)).toEqual(plain);
    expect((await add(1_000, 3_000, { shownFileId: second! }))).toMatchObject({ startMs: T0 + 1_000, endMs: T0 + 3_000, cameraStartMs: T0 + 1_000 });
  });

  it("of a moment stands on the one frame shown then", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(1_010, 1_010);
    expect(pin.endMs - pin.startMs).toBe(1);
    expect(pin.sources).toMatchObject([{ startPts: 90_000, endPts: 90_000 }]);
  });

  it("over the border of two files stands on both", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "b.mp4", startMs: T0 + MINUTE_MS }, { name: "c.mp4", startMs: T0 + 2 * MINUTE_MS }]);
    const pin = await add(50_000, 130_000);
    expect(sources(pin)).toEqual([[1, 50_000, 60_000], [2, 0, 60_000], [3, 0, 10_000]]);
    expect([pin.startMs - T0, pin.endMs - T0, pin.gaps]).toEqual([50_000, 130_000, []]);
  });

  it("over a gap says where nothing was recorded", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "broken.mp4", state: "failed", claim: [T0 + MINUTE_MS, T0 + 90_000] }, { name: "b.mp4", startMs: T0 + 2 * MINUTE_MS }]);
    const pin = await add(30_000, 150_000);
    expect(sources(pin)).toEqual([[1, 30_000, 60_000], [2 + 1, 0, 30_000]]);
    expect(pin.gaps.map((gap) => [gap.startMs - T0, gap.endMs - T0, gap.cause])).toEqual([[60_000, 90_000, "damaged"], [90_000, 120_000, "recorder-gap"]]);
  });

  it("that begins or ends where there is nothing keeps the ends that were asked for", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(-10_000, 90_000);
    expect([pin.startMs - T0, pin.endMs - T0, pin.cameraStartMs - T0, pin.cameraEndMs - T0]).toEqual([-10_000, 90_000, -10_000, 90_000]);
    expect(sources(pin)).toEqual([[1, 0, 60_000]]);
    expect(pin.gaps.map((gap) => [gap.startMs - T0, gap.endMs - T0])).toEqual([[-10_000, 0], [60_000, 90_000]]);
  });

  it("over a hole in one file stands on the frames on either side of it", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", pieces: [[0, 20_000], [40_000, 60_000]] }]);
    const pin = await add(10_000, 50_000);
    expect(sources(pin)).toEqual([[1, 10_000, 20_000], [1, 40_000, 50_000]]);
    expect(pin.gaps).toEqual([{ startMs: T0 + 20_000, endMs: T0 + 40_000, cause: "recorder-gap" }]);
  });

  it("over files that show the same time twice takes the frames of both", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "again.mp4", startMs: T0 + 30_000 }]);
    expect(sources(await add(20_000, 70_000))).toEqual([[1, 20_000, 60_000], [2, 0, 40_000]]);
  });

  it("of hours is not parted where the store cuts its rows", async () => {
    await recordFiles(library.store, [{ name: "day.mp4", durationMs: DAY_MS, framesPerSecond: 1 }]);
    expect(sources(await add(HOUR_MS - 5_000, 5 * HOUR_MS))).toEqual([[1, HOUR_MS - 5_000, 5 * HOUR_MS]]);
  });

  it.each([
    ["where the camera has no footage", () => add(2 * MINUTE_MS, 3 * MINUTE_MS), "no-footage-there", { cameraId: "c1" }],
    ["that ends before it begins", () => add(2_000, 1_000), "input-invalid", { field: "endMs" }],
    ["on a case that is not there", () => add(0, 1_000, { caseId: 99 }), "case-unknown", {}],
    ["of a camera that is not there", () => add(0, 1_000, { cameraId: "nobody" }), "camera-unknown", { cameraId: "nobody" }],
    ["without a title", () => add(0, 1_000, { title: "  " }), "input-invalid", { field: "title" }],
  ] as const)("is refused %s, and none is made", async (_, make, expected, params) => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    await expect(make()).rejects.toThrowError(code(expected, params));
    expect(await pins()).toEqual([]);
  });
});

describe("a pin whose camera's clock is read afterwards", () => {
  const FAST_MS = 127_000;

  it.each([
    ["inside one file", 30_000, 50_000],
    ["over the border of two", 50_000, 70_000],
    ["that reaches into a gap", 50_000, 200_000],
    ["that begins in one", -30_000, 20_000],
  ])("%s keeps its frames and its camera time; its true time moves", async (_, fromMs, toMs) => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "b.mp4", startMs: T0 + MINUTE_MS }]);
    const before = await add(fromMs, toMs);
    const readingId = await addReading(library.store, T0, FAST_MS, { uncertaintyMs: 300 });
    const [after] = await pins();
    expect(stand(after!)).toEqual(stand(before));
    expect([after!.startMs, after!.endMs]).toEqual([before.startMs - FAST_MS, before.endMs - FAST_MS]);
    expect(after!.sources.map((s) => [s.startMs, s.endMs])).toEqual(before.sources.map((s) => [s.startMs - FAST_MS, s.endMs - FAST_MS]));
    expect(after!.uncertaintyMs).toBeCloseTo(300, -1);
    await library.engine.call("clock.remove", { readingId });
    expect(await pins()).toEqual([before]);
  });

  it("to drift is stretched with it, and lies on the timeline where its frames lie", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 10 * HOUR_MS, framesPerSecond: 1 }]);
    const before = await add(5 * HOUR_MS, 6 * HOUR_MS);
    await addReading(library.store, T0, 0);
    await addReading(library.store, T0 + 10 * HOUR_MS, 36_000);
    const [after] = await pins();
    expect(stand(after!)).toEqual(stand(before));
    expect(after!.startMs - T0).toBe(5 * HOUR_MS - 18_000);
    expect(after!.endMs - after!.startMs).toBe(HOUR_MS - 3_600);
    const frame = await library.engine.call("recordings.list", { cameraIds: ["c1"], fromMs: after!.startMs, toMs: after!.endMs });
    expect(frame[0]!.mediaStartMs + ((after!.startMs - frame[0]!.startMs) * (frame[0]!.mediaEndMs - frame[0]!.mediaStartMs)) / (frame[0]!.endMs - frame[0]!.startMs)).toBeCloseTo(5 * HOUR_MS, 0);
  });

  it("to bend inside the pin stays one stretch of frames", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 10 * HOUR_MS, framesPerSecond: 1 }]);
    const before = await add(HOUR_MS, 9 * HOUR_MS);
    for (const [hour, fastMs] of [[0, 0], [5, 10_000], [10, 10_000]] as const) await addReading(library.store, T0 + hour * HOUR_MS, fastMs);
    const [after] = await pins();
    expect(stand(after!)).toEqual(stand(before));
    expect([after!.startMs - T0, after!.endMs - T0]).toEqual([HOUR_MS - 2_000, 9 * HOUR_MS - 10_000]);
    // One made now over the same true time stands on the same frames.
    const again = await library.engine.call("pins.add", { caseId, cameraId: "c1", startMs: after!.startMs, endMs: after!.endMs, title: "again" });
    expect(sources(again)).toEqual(sources(after!));
  });

  it("is asked for by true time, and remembers what the camera showed", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    await addReading(library.store, T0, FAST_MS);
    const pin = await add(-FAST_MS + 10_000, -FAST_MS + 20_000);
    expect(sources(pin)).toEqual([[1, 10_000, 20_000]]);
    expect([pin.cameraStartMs, pin.cameraEndMs]).toEqual([asCameraMs(T0 + 10_000), asCameraMs(T0 + 20_000)]);
  });

  it("of two epochs follows the one its frames were recorded in", async () => {
    await recordFiles(library.store, [{ name: "before.mp4", startMs: T0 + DAY_MS }, { name: "after.mp4", startMs: T0 + 9 * DAY_MS }]);
    const first = await add(DAY_MS, DAY_MS + 10_000);
    const second = await add(9 * DAY_MS, 9 * DAY_MS + 10_000);
    await addReading(library.store, T0, 0);
    await addReading(library.store, T0 + 10 * DAY_MS, -HOUR_MS, { newEpoch: true });
    const told = await pins();
    expect(told.map((pin) => pin.startMs - T0)).toEqual([DAY_MS, 9 * DAY_MS + HOUR_MS]);
    expect(told.map(stand)).toEqual([first, second].map(stand));
  });
});

describe("a pin whose file changes", () => {
  it("moves with a start that is read better", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const before = await add(10_000, 20_000);
    await recordFiles(library.store, [{ name: "a.mp4", startMs: T0 + HOUR_MS }]);
    const [after] = await pins();
    expect(sources(after!)).toEqual(sources(before));
    expect([after!.startMs, after!.endMs, after!.cameraStartMs, after!.cameraEndMs]).toEqual([before.startMs, before.endMs, before.cameraStartMs, before.cameraEndMs].map((ms) => ms + HOUR_MS));
  });

  it("stays where it was when its file turns out to be a copy", async () => {
    const [first, second] = await recordFiles(library.store, [{ name: "a.mp4", startMs: T0 + HOUR_MS }, { name: "copy.mp4" }]);
    const before = await add(10_000, 20_000);
    expect(sources(before)).toEqual([[second, 10_000, 20_000]]);
    await library.store.write("files.setHashes", { hashes: [first!, second!].map((fileId) => ({ fileId, sha256: "a".repeat(64) })) }, ACTOR);
    const [after] = await pins();
    expect([after!.startMs, after!.endMs, sources(after!)]).toEqual([before.startMs, before.endMs, sources(before)]);
  });
});

describe("pins on a case", () => {
  it("are told in the order of true time, whichever was made first and whatever clock moved them", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "b.mp4", cameraId: "c2" }]);
    await add(10_000, 11_000, { title: "c1" });
    await add(5_000, 6_000, { title: "c2", cameraId: "c2" });
    expect((await pins()).map((pin) => pin.title)).toEqual(["c2", "c1"]);
    await addReading(library.store, T0, 127_000);
    expect((await pins()).map((pin) => pin.title)).toEqual(["c1", "c2"]);
  });

  it("go and come back, with all that was on them", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(10_000, 20_000);
    await library.engine.call("pins.remove", { pinId: pin.pinId });
    expect(await pins()).toEqual([]);
    expect((await library.engine.call("cases.list", {}))[0]!.pinCount).toBe(0);
    await expect(library.engine.call("pins.remove", { pinId: pin.pinId })).rejects.toThrowError(code("pin-unknown"));
    expect(await library.engine.call("pins.restore", { pinId: pin.pinId })).toEqual(pin);
    expect(await pins()).toEqual([pin]);
    expect((await library.engine.call("custody.list", { caseId })).map((entry) => entry.action)).toEqual(["case.create", "pin.add", "pin.remove", "pin.restore"]);
  });

  it("change their words and nothing else", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(10_000, 20_000);
    expect(await library.engine.call("pins.update", { pinId: pin.pinId, title: "Boot is shut", note: "n", tags: ["boot"] })).toEqual({ ...pin, title: "Boot is shut", note: "n", tags: ["boot"] });
    await expect(library.engine.call("pins.update", { pinId: 99, title: "x", tags: [] })).rejects.toThrowError(code("pin-unknown", { pinId: 99 }));
  });

  it("that were taken off are not changed behind their back", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const pin = await add(10_000, 20_000);
    await library.engine.call("pins.remove", { pinId: pin.pinId });
    await expect(library.engine.call("pins.update", { pinId: pin.pinId, title: "x", tags: [] })).rejects.toThrowError(code("pin-unknown"));
  });
});

describe("an observation", () => {
  it("made on a camera follows its clock; one made elsewhere does not", async () => {
    await recordFiles(library.store, [{ name: "a.mp4" }]);
    const { exhibitId } = await library.engine.call("exhibits.add", { caseId, name: "虾皮", count: 3 });
    const observe = (cameraId: string | null) => library.engine.call("observations.add", { caseId, exhibitId, atMs: asTrueMs(T0 + 10_000), toMs: asTrueMs(T0 + 20_000), state: "seen", count: 3, cameraId });
    expect(await observe("c1")).toMatchObject({ atMs: T0 + 10_000, cameraMs: T0 + 10_000 });
    expect(await observe(null)).toMatchObject({ atMs: T0 + 10_000, cameraMs: null });
    await addReading(library.store, T0, 127_000);
    const { observations } = await library.engine.call("cases.read", { caseId });
    expect(observations.map(({ atMs, toMs, cameraMs }) => [atMs - T0, toMs! - T0, cameraMs])).toEqual([[10_000 - 127_000, 20_000 - 127_000, T0 + 10_000], [10_000, 20_000, null]]);
  });

  it.each([
    ["an exhibit of another case", { exhibitId: 1, caseId: 2 }, "exhibit-unknown"],
    ["an exhibit that is not there", { exhibitId: 9, caseId: 1 }, "exhibit-unknown"],
    ["a camera that is not there", { exhibitId: 1, caseId: 1, cameraId: "nobody" }, "camera-unknown"],
    ["an end before its beginning", { exhibitId: 1, caseId: 1, toMs: asTrueMs(T0 - 1) }, "input-invalid"],
  ] as const)("is refused for %s", async (_, input, expected) => {
    await library.engine.call("cases.create", { number: "2", title: "t" });
    await library.engine.call("exhibits.add", { caseId, name: "虾皮" });
    await expect(library.engine.call("observations.add", { atMs: asTrueMs(T0), state: "seen", ...input })).rejects.toThrowError(code(expected));
    expect((await library.engine.call("cases.read", { caseId })).observations).toEqual([]);
  });
});

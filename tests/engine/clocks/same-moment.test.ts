// A clock read from another camera that shows the same moment: what that makes of true time and its uncertainty, what it
// keeps of where it came from, and that no clock tells itself the time. And what a reading would do, before it is kept.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InputOf } from "../../../contract/methods.ts";
import { asCameraMs, asTrueMs } from "../../../contract/time.ts";
import { openEngine } from "../../../engine/engine.ts";
import { ACTOR, addReading, DAY_MS, HOUR_MS, makeLibrary, MINUTE_MS, newFolder, openStore, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";
import { makeOlderLibrary, versionWithout } from "../../support/older-library.ts";

let library: MadeLibrary;

beforeEach(async () => {
  library = await makeLibrary();
  await recordFiles(library.store, [
    { name: "a.mp4", cameraId: "a", durationMs: 10 * MINUTE_MS, framesPerSecond: 25 },
    { name: "b.mp4", cameraId: "b", durationMs: 10 * MINUTE_MS, framesPerSecond: 5 },
    { name: "c.mp4", cameraId: "c", durationMs: 10 * MINUTE_MS },
  ]);
});
afterEach(() => library.remove());

const moment = (cameraId: string, atMs: number, otherId: string, otherAtMs: number, spreadMs = 0): InputOf<"clock.sameMoment"> =>
  ({ cameraId, atMs: asTrueMs(T0 + atMs), other: { cameraId: otherId, atMs: asTrueMs(T0 + otherAtMs) }, spreadMs });
const epochs = async (cameraId: string) => (await library.engine.call("clock.read", { cameraId })).epochs;

describe("a moment that two cameras show", () => {
  it("reads the one's clock from the other's, as surely as that was read and the frames follow each other", async () => {
    await addReading(library.store, T0, 127_000, { cameraId: "a", uncertaintyMs: 300 });
    // a's frame at its own 60.000 s is truly 127 s earlier; b's frame at its own 30.000 s shows the same.
    const { readingId } = await library.engine.call("clock.addSameMoment", moment("b", 30_000, "a", 60_000 - 127_000));
    const [epoch] = await epochs("b");
    const reading = epoch!.readings[0]!;
    expect(reading).toMatchObject({ readingId, cameraMs: T0 + 30_000, method: "same-moment", tie: { cameraId: "a", cameraName: "camera a", cameraMs: T0 + 60_000, trueMs: T0 - 67_000, nowTrueMs: T0 - 67_000 } });
    // b shows a frame every 200 ms, a every 40: b shows the moment 80 ms later than a on average.
    expect(reading.trueMs).toBe(T0 - 67_000 + 80);
    const drift = (MINUTE_MS / DAY_MS) * 2_000;
    expect(reading.uncertaintyMs).toBeCloseTo(Math.hypot(300, drift, 40 / Math.sqrt(12), 200 / Math.sqrt(12)), 0);
    expect((await library.engine.call("recordings.list", { cameraIds: ["b"], fromMs: asTrueMs(T0 - DAY_MS), toMs: asTrueMs(T0 + DAY_MS) }))[0]!.startMs).toBe(reading.trueMs - 30_000);
  });

  it("counts how near the two can be told and how the file's own start is known", async () => {
    await addReading(library.store, T0, 0, { cameraId: "a", uncertaintyMs: 300 });
    await recordFiles(library.store, [{ name: "d.mp4", cameraId: "d", timeUncertaintyMs: 289 }]);
    const told = await library.engine.call("clock.sameMoment", moment("d", 30_000, "a", 30_000, 200));
    expect(told.uncertaintyMs).toBeCloseTo(Math.hypot(told.otherUncertaintyMs, told.framesUncertaintyMs, 289, 200), 3);
    expect(await epochs("d")).toEqual([]);
  });

  it("keeps the time it was given when the other clock is corrected otherwise, and tells both", async () => {
    const first = await addReading(library.store, T0, 0, { cameraId: "a", uncertaintyMs: 300 });
    await library.engine.call("clock.addSameMoment", moment("b", 30_000, "a", 60_000));
    const before = (await epochs("b"))[0]!.readings[0]!;
    await library.engine.call("clock.remove", { readingId: first });
    expect((await epochs("b"))[0]!.readings[0]!).toMatchObject({ trueMs: before.trueMs, tie: { trueMs: T0 + 60_000, nowTrueMs: T0 + 60_000, nowUncertaintyMs: null } });
    await addReading(library.store, T0, 41_000, { cameraId: "a", uncertaintyMs: 300 });
    const after = (await epochs("b"))[0]!.readings[0]!;
    expect(after).toMatchObject({ trueMs: before.trueMs, tie: { trueMs: T0 + 60_000, nowTrueMs: T0 + 19_000 } });
  });

  it("is in the custody log with the camera that it was read from", async () => {
    await addReading(library.store, T0, 0, { cameraId: "a" });
    await library.engine.call("clock.addSameMoment", moment("c", 30_000, "a", 60_000));
    const log = await library.engine.call("custody.list", {});
    expect(log.at(-1)).toMatchObject({ action: "clock.add", object: { id: "c" }, details: { method: "same-moment", tie: { cameraId: "a", cameraMs: T0 + 60_000, trueMs: T0 + 60_000 } } });
  });

  it("is put back with its tie after it was removed", async () => {
    await addReading(library.store, T0, 0, { cameraId: "a" });
    const { readingId } = await library.engine.call("clock.addSameMoment", moment("c", 30_000, "a", 60_000));
    const before = await epochs("c");
    await library.engine.call("clock.remove", { readingId });
    expect(await epochs("c")).toEqual([]);
    await library.engine.call("clock.restore", { readingId });
    expect(await epochs("c")).toEqual(before);
  });

  it.each([
    ["whose clock nobody has read", "b", 60_000, "tie-clock-unread"],
    ["that shows nothing then", "a", 20 * MINUTE_MS, "no-footage-there"],
    ["that is not there", "nobody", 0, "camera-unknown"],
    ["that is the same one", "c", 0, "input-invalid"],
  ])("is refused from a camera %s", async (_, otherId, otherAtMs, code) => {
    await addReading(library.store, T0, 0, { cameraId: "a" });
    await expect(library.engine.call("clock.addSameMoment", moment("c", 30_000, otherId, otherAtMs))).rejects.toMatchObject({ code });
    expect(await epochs("c")).toEqual([]);
  });

  it("is refused where the other knows the time from this one, however far around", async () => {
    await addReading(library.store, T0, 0, { cameraId: "a" });
    await library.engine.call("clock.addSameMoment", moment("b", 30_000, "a", 60_000));
    await library.engine.call("clock.addSameMoment", moment("c", 30_000, "b", 60_000));
    await expect(library.engine.call("clock.addSameMoment", moment("a", 120_000, "c", 120_000))).rejects.toMatchObject({ code: "tie-circular" });
    await expect(library.engine.call("clock.addSameMoment", moment("b", 120_000, "c", 120_000))).rejects.toMatchObject({ code: "tie-circular" });
    expect(await library.engine.call("clock.sameMoment", moment("c", 120_000, "a", 120_000))).toMatchObject({ otherCameraMs: T0 + 120_000 });
  });
});

describe("a reading before it is kept", () => {
  const preview = (fastMs: number, more: { newEpoch?: boolean; shownMs?: number } = {}) => {
    const shownMs = T0 + (more.shownMs ?? 0);
    return library.engine.call("clock.preview", { cameraId: "a", cameraMs: asCameraMs(shownMs), trueMs: asTrueMs(shownMs - fastMs), uncertaintyMs: 300, newEpoch: more.newEpoch ?? false });
  };
  const now = async () => (await library.engine.call("recordings.list", { cameraIds: ["a"], fromMs: asTrueMs(T0 - DAY_MS), toMs: asTrueMs(T0 + 40 * DAY_MS) })).map(({ startMs, endMs }) => ({ startMs, endMs }));

  it("moves the recordings on the lane as it will when it is kept, and moves nothing yet", async () => {
    await recordFiles(library.store, [{ name: "a2.mp4", cameraId: "a", startMs: T0 + HOUR_MS }]);
    const before = await now();
    const told = await preview(127_000);
    expect(told).toEqual({ epochId: null, before, after: before.map((r) => ({ startMs: r.startMs - 127_000, endMs: r.endMs - 127_000 })) });
    expect(await now()).toEqual(before);
    await addReading(library.store, T0, 127_000, { cameraId: "a", uncertaintyMs: 300 });
    expect(await now()).toEqual(told.after);
  });

  it("of a new epoch moves only the footage that belongs to it", async () => {
    await recordFiles(library.store, [{ name: "later.mp4", cameraId: "a", startMs: T0 + 10 * DAY_MS }]);
    await addReading(library.store, T0, 0, { cameraId: "a" });
    const told = await preview(-HOUR_MS, { newEpoch: true, shownMs: 10 * DAY_MS });
    expect(told.after.map((r, i) => r.startMs - told.before[i]!.startMs)).toEqual([0, HOUR_MS]);
  });

  it("is refused where it would be when kept", async () => {
    await addReading(library.store, T0, 0, { cameraId: "a" });
    await expect(preview(-HOUR_MS, { shownMs: HOUR_MS })).rejects.toMatchObject({ code: "clock-rate-refused" });
  });
});

describe("an epoch", () => {
  it("says which footage it corrects", async () => {
    await recordFiles(library.store, [{ name: "later.mp4", cameraId: "a", startMs: T0 + 10 * DAY_MS }]);
    await addReading(library.store, T0, 0, { cameraId: "a" });
    expect((await epochs("a")).map((epoch) => epoch.holds)).toEqual([{ startMs: T0, endMs: T0 + 10 * DAY_MS + MINUTE_MS }]);
    await addReading(library.store, T0 + 10 * DAY_MS, -HOUR_MS, { cameraId: "a", newEpoch: true });
    expect((await epochs("a")).map((epoch) => epoch.holds)).toEqual([
      { startMs: T0, endMs: T0 + 10 * MINUTE_MS }, { startMs: T0 + 10 * DAY_MS + HOUR_MS, endMs: T0 + 10 * DAY_MS + HOUR_MS + MINUTE_MS },
    ]);
  });
});

it("a library of before ties keeps its readings, which are tied to nothing, and takes new ones", async () => {
  const folder = await newFolder();
  makeOlderLibrary(folder, versionWithout("clock_ties"), (db) => {
    db.prepare("INSERT INTO clock_epochs (epoch_id, camera_id, created_ms) VALUES (1, 'c1', 1)").run();
    db.prepare("INSERT INTO clock_readings (epoch_id, camera_ms, true_ms, uncertainty_ms, method, by_name, at_ms) VALUES (1, ?, ?, 455, 'by-eye', '王警官', 1)").run(T0, T0 - 127_000);
  });
  const store = await openStore(folder);
  await recordFiles(store, [{ name: "b.mp4", cameraId: "b" }, { name: "c2.mp4", cameraId: "c2" }]);
  await addReading(store, T0, 0, { cameraId: "c2" });
  await store.close();
  const engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  expect((await engine.call("clock.read", { cameraId: "c1" })).epochs[0]!.readings).toMatchObject([{ cameraMs: T0, tie: null }]);
  await engine.call("clock.addSameMoment", moment("b", 10_000, "c2", 10_000));
  expect((await engine.call("clock.read", { cameraId: "b" })).epochs[0]!.readings[0]!.tie).toMatchObject({ cameraId: "c2" });
  await engine.close();
});

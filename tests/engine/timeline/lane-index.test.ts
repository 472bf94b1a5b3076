// The lanes that the engine holds in memory are those of the store: after anything that changes a camera's lane the next look
// tells the new one, whoever wrote it.

import { afterEach, beforeEach, expect, it } from "vitest";
import { gapCauses } from "../../../contract/model.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { openEngine } from "../../../engine/engine.ts";
import { ACTOR, addReading, fileRecord, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";

let library: MadeLibrary;

beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

type Told = readonly [what: string, fromMin: number, toMin: number];
const STRETCH = { fromMs: asTrueMs(T0 - 60 * MINUTE_MS), toMs: asTrueMs(T0 + 120 * MINUTE_MS), msPerPixel: 1_000 };

async function lane(engine = library.engine, cameraId = "c1"): Promise<Told[]> {
  const { coverage, gaps } = (await engine.call("timeline.read", { cameraIds: [cameraId], ...STRETCH })).lanes[0]!;
  const minute = (ms: number): number => (ms - T0) / MINUTE_MS;
  return [
    ...[...coverage.startMs].map((ms, i): Told => ["footage", minute(ms), minute(coverage.endMs[i]!)]),
    ...[...gaps.startMs].map((ms, i): Told => [gapCauses[gaps.cause[i]!]!, minute(ms), minute(gaps.endMs[i]!)]),
  ].sort((a, b) => a[1] - b[1]);
}

const clip = (fromMin: number, minutes: number) => ({ name: `${fromMin}.mp4`, startMs: T0 + fromMin * MINUTE_MS, durationMs: minutes * MINUTE_MS, framesPerSecond: 1 });

it("footage that comes, goes and moves is in the next look", async () => {
  expect(await lane()).toEqual([]);
  const [first] = await recordFiles(library.store, [clip(0, 10), clip(20, 10)]);
  expect(await lane()).toEqual([["footage", 0, 10], ["recorder-gap", 10, 20], ["footage", 20, 30]]);
  await addReading(library.store, T0, 5 * MINUTE_MS);
  expect(await lane()).toEqual([["footage", -5, 5], ["recorder-gap", 5, 15], ["footage", 15, 25]]);
  await library.store.write("files.record", { files: [fileRecord({ ...clip(0, 2), sizeBytes: 2_000 })] }, ACTOR);
  expect((await lane())[0]).toEqual(["footage", -5, -3]);
  await library.engine.call("files.assign", { fileIds: [first!], cameraId: "c2" });
  expect(await lane()).toEqual([["footage", 15, 25]]);
  // No name and no header says when these were: under another camera a person's word is still to come.
  expect(await lane(library.engine, "c2")).toEqual([["time-unknown", -60, 120]]);
});

it("a file that cannot be read turns a gap into damage although no coverage has changed", async () => {
  await recordFiles(library.store, [clip(0, 10), clip(20, 10)]);
  await lane();
  await recordFiles(library.store, [{ name: "broken.mp4", state: "failed", claim: [T0 + 10 * MINUTE_MS, T0 + 20 * MINUTE_MS] }]);
  expect(await lane()).toEqual([["footage", 0, 10], ["damaged", 10, 20], ["footage", 20, 30]]);
});

it("damage found by decoding is in the next look", async () => {
  const [fileId] = await recordFiles(library.store, [clip(0, 10)]);
  expect(await lane()).toEqual([["footage", 0, 10]]);
  await library.store.write("checks.set", {
    fileId: fileId!, sizeBytes: 1_000, mtimeMs: 5, damaged: [{ startMs: 2 * MINUTE_MS as never, endMs: 4 * MINUTE_MS as never }], framesExpected: 600, framesSound: 480, tool: "t",
  }, ACTOR);
  expect(await lane()).toEqual([["footage", 0, 2], ["damaged", 2, 4], ["footage", 4, 10]]);
});

it("what another process writes is in the next look too", async () => {
  await recordFiles(library.store, [clip(0, 10)]);
  const reader = await openEngine({ libraryPath: library.folder, create: false, actor: null });
  expect(reader.isWritable).toBe(false);
  expect(await lane(reader)).toEqual([["footage", 0, 10]]);
  await recordFiles(library.store, [clip(10, 10)]);
  expect(await lane(reader)).toEqual([["footage", 0, 20]]);
  await reader.close();
});

it("a library of the version before is looked at as it is, and its changes are seen", async () => {
  await onOlderLibrary(versionWithout("lane_stamps"), null, async (engine) => {
    expect(await lane(engine)).toEqual([["footage", 0, 60]]);
    const [file] = await engine.call("files.list", {});
    await engine.call("files.assign", { fileIds: [file!.fileId], cameraId: "c2" });
    expect(await lane(engine)).toEqual([]);
    expect(await lane(engine, "c2")).toEqual([["footage", 0, 60]]);
  });
});

it("cameras are merged into one lane that says how many have footage", async () => {
  await recordFiles(library.store, [clip(0, 10), { ...clip(5, 10), cameraId: "c2", name: "b.mp4" }]);
  const { groups } = await library.engine.call("timeline.merged", { groups: [["c1", "c2"], ["c2"], []], ...STRETCH });
  const runs = groups.map(({ startMs, endMs, laneCount }) => [...startMs].map((ms, i) => [(ms - T0) / MINUTE_MS, (endMs[i]! - T0) / MINUTE_MS, laneCount[i]]));
  expect(runs).toEqual([[[0, 5, 1], [5, 10, 2], [10, 15, 1]], [[5, 15, 1]], []]);
  await expect(library.engine.call("timeline.merged", { groups: [["c1"]], ...STRETCH, msPerPixel: 0.001 })).rejects.toMatchObject({ code: "input-invalid" });
});

it("clock readings are told as marks in true time, those taken back left out", async () => {
  await recordFiles(library.store, [clip(0, 10)]);
  const gone = await addReading(library.store, T0 + 60_000, 10_000);
  await addReading(library.store, T0 + 100_000, 12_000, { uncertaintyMs: 300 });
  await library.engine.call("clock.remove", { readingId: gone });
  const { readings } = await library.engine.call("timeline.readings", {});
  expect(readings).toMatchObject([{ cameraId: "c1", trueMs: T0 + 88_000, errorMs: 12_000, uncertaintyMs: 300 }]);
});

it.each([
  ["gap", "next", -1, ["gap", 10, 20]], ["gap", "next", 10, null], ["gap", "previous", 10, null], ["gap", "previous", 11, ["gap", 10, 20]],
  ["edge", "next", 0, ["end", 10]], ["edge", "next", -1, ["start", 0]], ["edge", "next", 10, ["start", 20]], ["edge", "previous", 20, ["end", 10]], ["edge", "next", 30, null], ["edge", "previous", 0, null],
] as const)("the %s that is %s of minute %s is found", async (what, direction, atMin, expected) => {
  await recordFiles(library.store, [clip(0, 10), clip(20, 10)]);
  const { found } = await library.engine.call("timeline.next", { cameraIds: ["c1"], atMs: asTrueMs(Math.round(T0 + atMin * MINUTE_MS)), what, direction });
  const minute = (ms: number): number => Math.round((ms - T0) / MINUTE_MS);
  expect(found === null ? null : [found.kind, minute(found.atMs), ...(found.endMs === null ? [] : [minute(found.endMs)])]).toEqual(expected);
});

it("of all cameras the nearest gap or edge is found, and said whose it is", async () => {
  await recordFiles(library.store, [clip(0, 10), clip(20, 10), { ...clip(3, 10), cameraId: "c2", name: "b.mp4" }]);
  const next = async (atMin: number) => (await library.engine.call("timeline.next", { atMs: asTrueMs(T0 + atMin * MINUTE_MS), what: "edge", direction: "next" })).found;
  expect(await next(0)).toMatchObject({ cameraId: "c2", kind: "start", atMs: T0 + 3 * MINUTE_MS });
  expect(await next(11)).toMatchObject({ cameraId: "c2", kind: "end", atMs: T0 + 13 * MINUTE_MS - 1 });
});

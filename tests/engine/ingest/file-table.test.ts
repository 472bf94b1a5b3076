// What the table of files asks the engine: which files a filter leaves, by path, and which lie behind a gap.

import { afterEach, beforeEach, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;
beforeEach(async () => {
  library = await makeLibrary();
  await recordFiles(library.store, [
    { name: "b/1.mp4" }, { name: "a/2.mp4", startMs: null }, { name: "a/3.mp4", state: "failed", claim: [T0 + HOUR_MS, T0 + 2 * HOUR_MS] },
    { name: "a/4.mp4", state: "failed", claim: [T0 + 5 * HOUR_MS, T0 + 6 * HOUR_MS] }, { name: "a/5.mp4", cameraId: "c2" },
  ]);
  const problems = [[2, "time-unknown"], [3, "no-moov"], [4, "container-unreadable"], [5, "camera-provisional"]] as const;
  for (const [fileId, code] of problems) await library.store.write("files.addProblem", { fileId, code, params: {} }, { name: "t", unit: null, number: null });
});
afterEach(() => library.remove());

const find = async (filter: Parameters<typeof library.engine.call<"files.find">>[1]) => [...(await library.engine.call("files.find", filter)).fileIds];
const stretch = (fromMs: number, toMs: number) => ({ fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs) });

it("finds files by each condition and by all of them together, in the order of their paths", async () => {
  expect(await find({})).toEqual([2, 3, 4, 5, 1]);
  expect(await find({ cameraId: "c2" })).toEqual([5]);
  expect(await find({ isTimeless: true })).toEqual([2]);
  expect(await find({ problem: "unreadable" })).toEqual([3, 4]);
  expect(await find({ problem: "any", cameraId: "c1" })).toEqual([2, 3, 4]);
  expect(await find({ text: "B/1.MP" })).toEqual([1]);
  expect(await find({ text: "%" })).toEqual([]);
});

it("answers the rows that are asked for, in that order, without those that are not there", async () => {
  expect((await library.engine.call("files.rows", { fileIds: [5, 99, 1] })).map(({ fileId, isOffline }) => [fileId, isOffline])).toEqual([[5, false], [1, false]]);
});

it("tells the files that claim the time of a gap, and those without a time only where none does", async () => {
  expect(await find({ cameraId: "c1", behind: stretch(T0 + HOUR_MS + MINUTE_MS, T0 + HOUR_MS + 2 * MINUTE_MS) })).toEqual([3]);
  expect(await find({ cameraId: "c1", behind: stretch(T0 + 3 * HOUR_MS, T0 + 4 * HOUR_MS) })).toEqual([2]);
  const { counts, files } = await library.engine.call("files.problems", { cameraId: "c1", behind: stretch(T0, T0 + 6 * HOUR_MS) });
  expect(counts).toEqual({ unreadable: 2, doubtful: 0, notice: 0 });
  expect(files.map(({ fileId }) => fileId)).toEqual([3, 4]);
});

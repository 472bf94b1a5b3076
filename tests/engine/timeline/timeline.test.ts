// What the timeline and the wall are told: coverage joined to the pixel, recordings whole, frames by their stamps, files to play.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asMediaMs, asTrueMs, type TrueMs } from "../../../contract/time.ts";
import { gapCauses } from "../../../contract/model.ts";
import { addReading, DAY_MS, HOUR_MS, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";

let library: MadeLibrary;

beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

const range = (fromMs: number, toMs: number): { readonly fromMs: TrueMs; readonly toMs: TrueMs } => ({ fromMs: asTrueMs(T0 + fromMs), toMs: asTrueMs(T0 + toMs) });

/** Coverage, its uncertainty and gaps of one camera, milliseconds after T0. */
async function lane(fromMs: number, toMs: number, msPerPixel: number) {
  const { lanes } = await library.engine.call("timeline.read", { cameraIds: ["c1"], ...range(fromMs, toMs), msPerPixel });
  const { coverage, gaps } = lanes[0]!;
  return {
    coverage: [...coverage.startMs].map((startMs, i) => [startMs - T0, coverage.endMs[i]! - T0]),
    uncertaintyMs: [...coverage.uncertaintyMs],
    gaps: [...gaps.startMs].map((startMs, i) => [startMs - T0, gaps.endMs[i]! - T0, gapCauses[gaps.cause[i]!]]),
  };
}

describe("timeline.read", () => {
  it("joins files that follow each other, and parts only where footage is missing", async () => {
    await recordFiles(library.store, [0, 1, 2, 4].map((i) => ({ name: `${i}.mp4`, startMs: T0 + i * MINUTE_MS, durationMs: MINUTE_MS })));
    expect(await lane(0, HOUR_MS, 1)).toMatchObject({ coverage: [[0, 3 * MINUTE_MS], [4 * MINUTE_MS, 5 * MINUTE_MS]], gaps: [[3 * MINUTE_MS, 4 * MINUTE_MS, "recorder-gap"]] });
  });

  it("shows a recording of days as one, whatever it is cut into inside", async () => {
    await recordFiles(library.store, [{ name: "days.mp4", durationMs: 3 * DAY_MS, framesPerSecond: 25 }]);
    expect((await lane(-DAY_MS, 4 * DAY_MS, 60_000)).coverage).toEqual([[0, 3 * DAY_MS]]);
    const recordings = await library.engine.call("recordings.list", { cameraIds: ["c1"], ...range(DAY_MS, DAY_MS + 1) });
    expect(recordings).toMatchObject([{ startMs: T0, endMs: T0 + 3 * DAY_MS, mediaStartMs: 0, mediaEndMs: 3 * DAY_MS }]);
  });

  it.each([
    { msPerPixel: 1, coverage: [[0, 10_000], [12_000, 22_000], [40_000, 50_000]], gaps: 2 },
    { msPerPixel: 2_000, coverage: [[0, 10_000], [12_000, 22_000], [40_000, 50_000]], gaps: 2 },
    { msPerPixel: 2_001, coverage: [[0, 22_000], [40_000, 50_000]], gaps: 1 },
    { msPerPixel: 60_000, coverage: [[0, 50_000]], gaps: 0 },
  ])("at $msPerPixel ms a pixel draws as one what would lie on one", async ({ msPerPixel, coverage, gaps }) => {
    await recordFiles(library.store, [0, 12_000, 40_000].map((startMs) => ({ name: `${startMs}.mp4`, startMs: T0 + startMs, durationMs: 10_000 })));
    const told = await lane(0, 60_000, msPerPixel);
    expect(told.coverage).toEqual(coverage);
    expect(told.gaps).toHaveLength(gaps);
  });

  it("takes the less sure of two for what is drawn as one, and unknown for the least sure", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 10_000, timeUncertaintyMs: 30 }, { name: "b.mp4", startMs: T0 + 12_000, durationMs: 10_000, timeUncertaintyMs: 400 }]);
    expect((await lane(0, 60_000, 1)).uncertaintyMs).toEqual([-1, -1]);
    await addReading(library.store, T0, 0, { uncertaintyMs: 100 });
    const [first, second] = (await lane(0, 60_000, 1)).uncertaintyMs;
    expect(first).toBeCloseTo(Math.hypot(100, 30), 0);
    expect(second).toBeCloseTo(Math.hypot(100, 400), 0);
    expect((await lane(0, 60_000, 5_000)).uncertaintyMs).toEqual([second]);
  });

  it("answers a lane for each camera asked for, in that order, and for all where none is named", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", cameraId: "b" }, { name: "b.mp4", cameraId: "a" }]);
    const asked = await library.engine.call("timeline.read", { cameraIds: ["b", "a", "nobody"], ...range(0, 1), msPerPixel: 1 });
    expect(asked.lanes.map(({ cameraId }) => cameraId)).toEqual(["b", "a", "nobody"]);
    const all = await library.engine.call("timeline.read", { ...range(0, 1), msPerPixel: 1 });
    expect(all.lanes.map(({ cameraId }) => cameraId)).toEqual(["a", "b"]);
  });

  it.each(["timeline.read", "recordings.list", "gaps.list", "playback.read"] as const)("like every question about a stretch, %s refuses one that ends before it begins", async (method) => {
    for (const [fromMs, toMs] of [[5, 5], [6, 5]] as const) {
      await expect(library.engine.call(method, { cameraIds: [], ...range(fromMs, toMs), msPerPixel: 1 } as never)).rejects.toThrowError(expect.objectContaining({ code: "input-invalid", params: expect.objectContaining({ field: "toMs" }) }));
    }
  });
});

describe("recordings", () => {
  it("are half-open: one that ends where the stretch begins is not in it", async () => {
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 10_000 }]);
    const count = async (fromMs: number, toMs: number) => (await library.engine.call("recordings.list", { cameraIds: ["c1"], ...range(fromMs, toMs) })).length;
    expect([await count(-5, 0), await count(-5, 1), await count(9_999, 10_005), await count(10_000, 10_005)]).toEqual([0, 1, 1, 0]);
  });

  it("of a copy are not counted beside those of the file that came first", async () => {
    const [first, copy] = await recordFiles(library.store, [{ name: "a.mp4" }, { name: "copy of a.mp4" }]);
    await library.store.write("files.setHashes", { hashes: [first!, copy!].map((fileId) => ({ fileId, sha256: "a".repeat(64) })) }, { name: "q", unit: null, number: null });
    const recordings = await library.engine.call("recordings.list", { cameraIds: ["c1"], ...range(0, HOUR_MS) });
    expect(recordings.map(({ fileId }) => fileId)).toEqual([first]);
  });
});

describe("frames.list", () => {
  const media = async (fileId: number, fromMediaMs: number, toMediaMs: number): Promise<number[]> =>
    [...(await library.engine.call("frames.list", { fileId, fromMediaMs: asMediaMs(fromMediaMs), toMediaMs: asMediaMs(toMediaMs) })).mediaMs];

  it.each([
    ["the first few", 0, 100, [0, 40, 80]],
    ["from the middle of one", 41, 161, [80, 120, 160]],
    ["none past the end", 60_000, 70_000, []],
    ["the last", 59_960, 60_000, [59_960]],
  ] as const)("answers %s", async (_, fromMs, toMs, expected) => {
    const [fileId] = await recordFiles(library.store, [{ name: "a.mp4", durationMs: MINUTE_MS, framesPerSecond: 25 }]);
    expect(await media(fileId!, fromMs, toMs)).toEqual(expected);
  });

  it("stops at five thousand", async () => {
    const [fileId] = await recordFiles(library.store, [{ name: "a.mp4", durationMs: 5 * MINUTE_MS, framesPerSecond: 25 }]);
    const times = await media(fileId!, 0, 5 * MINUTE_MS);
    expect([times.length, times.at(-1)]).toEqual([5_000, 4_999 * 40]);
  });

  it("is empty for a file without an index and refuses one that is not there", async () => {
    const [fileId] = await recordFiles(library.store, [{ name: "broken.mp4", state: "failed" }]);
    expect(await media(fileId!, 0, 1_000)).toEqual([]);
    await expect(media(99, 0, 1)).rejects.toThrowError(expect.objectContaining({ code: "file-unknown" }));
  });
});

describe("playback.read", () => {
  it("tells each file once, by its name alone, with how far its copy is", async () => {
    const [fileId] = await recordFiles(library.store, [{ name: "秘密/ch01.mp4", durationMs: 30_000, pieces: [[0, 10_000], [20_000, 30_000]] }]);
    const told = await library.engine.call("playback.read", { cameraIds: ["c1"], ...range(0, 60_000) });
    expect(told.recordings.map(({ mediaStartMs, mediaEndMs }) => [mediaStartMs, mediaEndMs])).toEqual([[0, 10_000], [20_000, 30_000]]);
    expect(told.files).toEqual([expect.objectContaining({ fileId, name: "ch01.mp4", videoCodec: "h264", proxy: "none", proxyJobId: null })]);
    expect(told.gaps.map((gap) => [gap.startMs - T0, gap.endMs - T0, gap.cause])).toEqual([[10_000, 20_000, "recorder-gap"], [30_000, 60_000, "no-footage"]]);
  });
});

// Stored frames: each shows the picture that the file has at the time which is told of it, in every kind of container, and none is
// kept whose time is not sure. Made behind all other work, once, within a limit, and taken away again.

import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jpegInRun, nearestFrameNo, nearestFrameWithin, type PreviewResult } from "../../../contract/previews.ts";
import type { Engine } from "../../../engine/engine.ts";
import { makePreview } from "../../../engine/media/make-preview.ts";
import { readPackIndex } from "../../../engine/media/preview-pack.ts";
import { makeLibrary, type MadeLibrary } from "../../support/made-library.ts";
import { AAC, HEVC, makeClip, readJpegNumber, type ClipOptions } from "../../support/numbered-footage.ts";
import { footageOnDisk, forgetFootage, readFootage, upTo } from "../../support/read-footage.ts";
import { dhavFile, rawClip, xmeyeFile } from "../../support/recorder-files.ts";

const { signal } = new AbortController();

/** Reordered frames, and a keyframe each ten exactly. */
const KEYS = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-x264-params", "keyint=10:min-keyint=10:scenecut=0", "-crf", "18", "-pix_fmt", "yuv420p"];

async function packOf(name: string, bytes: Uint8Array, everyMs: number) {
  const file = await readFootage(bytes);
  const outputPath = await footageOnDisk(`${name}.jpegs`, Buffer.alloc(0));
  const { timeBase, firstPts, frameIndex, frameCount, durationMs } = file.facts;
  const made = await makePreview({ path: file.path, outputPath, container: file.container, timeBase, firstPts, frameIndex, frameCount, durationMs, everyMs, signal });
  return { file, made, outputPath, index: made === null ? null : await readPackIndex(outputPath) };
}

/** Number that each frame of a pack shows. */
async function numbersIn(path: string): Promise<(number | undefined)[]> {
  const [index, bytes] = [await readPackIndex(path), await readFile(path)];
  return Promise.all([...index!.mediaMs].map((_, i) => readJpegNumber(bytes.subarray(index!.startBytes[i], index!.startBytes[i + 1]))));
}

describe("a file's pack", () => {
  afterEach(forgetFootage);

  const clip = async (options: ClipOptions): Promise<Buffer> => readFile(await makeClip({ encode: KEYS, ...options }));
  it.each<[string, () => Promise<Uint8Array>, readonly number[], number?]>([
    ["mp4 with sound", () => clip({ fileName: "a.mp4", audio: AAC }), [0, 20, 40]],
    ["mp4 with H.265", () => clip({ fileName: "a.mp4", encode: HEVC }), [0, 20, 40]],
    ["mkv", () => clip({ fileName: "a.mkv" }), [0, 20, 40]],
    ["ts", () => clip({ fileName: "a.ts" }), [0, 20, 40]],
    // Keyframes at their own times: a hole of ten seconds behind frame 25.
    ["mp4 with a hole", () => clip({ fileName: "a.mp4", setpts: "N+100*gt(N\\,25)" }), [0, 20, 30, 40]],
    // Stamps that ffmpeg makes up: counted.
    ["raw H.264", async () => readFile(await rawClip("h264", 50)), [0, 20, 40], 800],
    ["programme stream", () => clip({ fileName: "a.mpg", mux: ["-f", "vob"] }), [0, 20, 40]],
    ["Dahua chunks", () => dhavFile({ deviceMs: upTo(50).map((i) => 1_714_550_400_000 + i * 100) }), [0, 20, 40]],
    ["Xiongmai chunks", () => xmeyeFile({ deviceMs: upTo(50).map((i) => 1_714_550_400_000 + i * 100) }), [0, 20, 40]],
  ])("of %s shows at each time what the file shows then", async (name, make, numbers, everyMs = 2_000) => {
    const { file, made, outputPath, index } = await packOf(name.replaceAll(" ", "-"), await make(), everyMs);
    expect(await numbersIn(outputPath)).toEqual(numbers);
    expect([...index!.mediaMs].map(Math.round)).toEqual(numbers.map((number) => file.timesMs[number]));
    expect(made).toMatchObject({ frameCount: numbers.length, sizeBytes: (await stat(outputPath)).size });
    expect(made!.command).toMatch(/^ffmpeg .* OUTPUT$/);
  });

  it("has each keyframe where they lie further apart than asked for", async () => {
    const { outputPath } = await packOf("a", await clip({ fileName: "a.mp4" }), 1);
    expect(await numbersIn(outputPath)).toEqual([0, 10, 20, 30, 40]);
  });

  it("is not made where another number of frames decodes than was indexed: their times would be guesses", async () => {
    const [file, longer] = [await readFootage(await readFile(await rawClip("h264", 50))), await readFootage(await readFile(await rawClip("h264", 60)))];
    const { timeBase, firstPts, frameIndex, frameCount, durationMs } = longer.facts;
    const outputPath = await footageOnDisk("raw.jpegs", Buffer.alloc(0));
    expect(await makePreview({ path: file.path, outputPath, container: "h264", timeBase, firstPts, frameIndex, frameCount, durationMs, everyMs: 800, signal })).toBeNull();
    expect(await readdir(join(outputPath, ".."))).toEqual(["raw.jpegs"]);
  });

  it("is none where it was cut short", async () => {
    const { outputPath } = await packOf("a", await clip({ fileName: "a.mp4" }), 2_000);
    const bytes = await readFile(outputPath);
    for (const keep of [0, 5, bytes.length - 1, bytes.length - 30]) {
      await writeFile(outputPath, bytes.subarray(0, keep));
      expect(await readPackIndex(outputPath), String(keep)).toBeNull();
    }
  });
});

describe("the nearest frame of a recording", () => {
  const times = Float64Array.of(0, 1_000, 2_000, 3_000);

  it("is never one of another recording of the same file", () => {
    expect(nearestFrameWithin(times, 900, 2_500, 2_900)).toBe(2);
    expect(nearestFrameWithin(times, 900, 2_500, 100)).toBe(1);
    expect(nearestFrameWithin(times, 3_100, 9_000, 3_200)).toBeNull();
  });
});

describe("the nearest of some times", () => {
  it.each([[-5, 0], [0, 0], [49, 0], [50, 0], [51, 1], [100, 1], [1_000, 2]])("to %d is frame %d", (atMs, frameNo) => {
    expect(nearestFrameNo(Float64Array.of(0, 100, 200), atMs)).toBe(frameNo);
  });
  it("is none of none", () => expect(nearestFrameNo(new Float64Array(0), 5)).toBeNull());
});

describe("stored frames of a library", () => {
  let library: MadeLibrary;
  let engine: Engine;
  let footage: string;
  beforeEach(async () => {
    library = await makeLibrary();
    ({ engine } = library);
    footage = join(library.folder, "..", `${library.folder.split("/").at(-1)}-footage`);
    await mkdir(join(footage, "cam1"), { recursive: true });
    for (const [i, name] of ["20211112_140000.mp4", "20211112_150000.mp4"].entries()) {
      await copyFile(await makeClip({ fileName: "a.mp4", frames: 50 + i * 10, encode: KEYS }), join(footage, "cam1", name));
    }
    await writeFile(join(footage, "cam1", "20211112_160000.mp4"), Buffer.alloc(2_000, 7));
    await over(await engine.call("index.start", { paths: [footage] }));
  });
  afterEach(async () => {
    await library.remove();
    await rm(footage, { recursive: true, force: true });
  });

  const over = async ({ jobId }: { readonly jobId: number | null }) => (jobId === null ? null : engine.waitForJob(jobId));
  const makeAll = async (everyMs: number | null = 1_000) => (await over(await engine.call("previews.make", { everyMs })))?.result as PreviewResult | undefined;
  const T = Date.UTC(2021, 10, 12, 6) as never;

  it("are found by camera and true time, and with those around one", async () => {
    expect(await engine.call("previews.at", { cameraId: "folder:cam1", atMs: T })).toMatchObject({ mediaMs: new Float64Array(0), nearest: null });
    expect(await makeAll()).toMatchObject({ made: 2, failed: 0, left: 0 });
    const { recording, mediaMs, nearest } = await engine.call("previews.at", { cameraId: "folder:cam1", atMs: (T + 3_200) as never });
    expect(nearest!.frameNo).toBe(3);
    expect(await readJpegNumber(Buffer.from(nearest!.jpeg))).toBe(30);
    expect([...mediaMs]).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    const { fileId } = recording!;
    const numbersAround = async (frameNo: number, limitBytes: number): Promise<readonly (readonly [frameNo: number, shown: number | undefined])[]> => {
      const run = await engine.call("previews.around", { fileId, frameNo, limitBytes });
      return Promise.all(Array.from(run!.startBytes.slice(1), async (_, i) => [run!.firstFrameNo + i, await readJpegNumber(Buffer.from(jpegInRun(run!, run!.firstFrameNo + i)!))] as const));
    };
    expect(await numbersAround(2, 0)).toEqual([[2, 20]]);
    expect(await numbersAround(2, 3 * nearest!.jpeg.length)).toEqual([[1, 10], [2, 20], [3, 30]]);
    expect(await numbersAround(4, 16_000_000)).toEqual([[0, 0], [1, 10], [2, 20], [3, 30], [4, 40]]);
    const alone = await engine.call("previews.around", { fileId, frameNo: 4, limitBytes: 0 });
    expect([3, 4, 5].map((frameNo) => jpegInRun(alone!, frameNo) !== null)).toEqual([false, true, false]);
    expect(await engine.call("previews.around", { fileId, frameNo: 5, limitBytes: 0 })).toBeNull();
    expect((await engine.call("previews.at", { cameraId: "folder:cam1", atMs: (T - 5) as never })).recording).toBeNull();
  });

  it("are made once, and again only of a file that has changed", async () => {
    await makeAll();
    expect(await engine.call("previews.make", { everyMs: 1_000 })).toEqual({ jobId: null });
    const [name] = await readdir(join(footage, "cam1"));
    await utimes(join(footage, "cam1", name!), new Date(), new Date(1_700_000_000_000));
    await over(await engine.call("index.start", { paths: [footage] }));
    const { recording, mediaMs } = await engine.call("previews.at", { cameraId: "folder:cam1", atMs: T });
    expect(recording).toMatchObject({ fileId: 1 });
    expect(mediaMs).toHaveLength(0);
    expect(await makeAll()).toMatchObject({ made: 1 });
  });

  it("stop at the limit and say how many files are without; a higher one goes on from there", async () => {
    await engine.call("previews.set", { everyMs: 1_000, limitBytes: 1 });
    expect(await makeAll(null)).toMatchObject({ made: 1, left: 1 });
    await engine.call("previews.set", { everyMs: 1_000, limitBytes: 1_000_000 });
    expect(await makeAll(null)).toMatchObject({ made: 1, left: 0 });
    expect(await engine.call("previews.read", {})).toMatchObject({ everyMs: 1_000, limitBytes: 1_000_000, madeCount: 2, fileCount: 2 });
  });

  it("are not made where the library wants none, and taken away with all their bytes", async () => {
    await engine.call("previews.set", { everyMs: null, limitBytes: 1_000_000 });
    expect(await engine.call("previews.make", {})).toEqual({ jobId: null });
    await makeAll();
    const { bytes } = await engine.call("previews.read", {});
    expect(await engine.call("previews.remove", {})).toEqual({ files: 2, bytes });
    expect(await engine.call("previews.read", {})).toMatchObject({ bytes: 0, madeCount: 0 });
    await expect(stat(join(library.folder, "previews"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("leave a file alone that is not there, and take it up once it is back", async () => {
    await makeAll();
    await engine.call("previews.remove", {});
    await rm(join(footage, "cam1", "20211112_140000.mp4"));
    expect(await makeAll()).toMatchObject({ made: 1, failed: 0 });
    expect(await engine.call("previews.make", { everyMs: 1_000 })).not.toEqual({ jobId: null });
  });

  it("say what they were made with", async () => {
    await makeAll();
    const derived = library.store.db.prepare("SELECT command, tool FROM derived WHERE kind = 'preview' AND name <> ''").all() as { command: string; tool: string }[];
    expect(derived).toHaveLength(2);
    for (const { command, tool } of derived) {
      expect(command).toContain("-skip_frame nokey");
      expect(tool).not.toBe("");
    }
  });
});

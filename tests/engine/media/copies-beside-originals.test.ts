// A copy beside its original, frame by frame: what ffprobe and a decoder say of the original, never through our index, against what they say
// of the copy, made in one piece and joined of parts. The same pictures at the same times, for originals as hostile as they come.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { aviFile, packedChunks } from "../../support/avi-writer.ts";
import { copiesFolder, endCopies, untilStanding, wishAt } from "../../support/copy-wishes.ts";
import { ACTOR, newFolder } from "../../support/made-library.ts";
import { AAC, convert, ffmpegOutput, folderWith, makeClip, readFrameNumbers } from "../../support/numbered-footage.ts";

/** At 5 a second: as long as what is made in parts. */
const FRAMES = 160;
const FPS = 5;
const HEAD_MS = 15_000;
const run = promisify(execFile);
const clip = (fileName: string, more: Omit<Parameters<typeof makeClip>[0], "fileName"> = {}) => makeClip({ fileName, frames: FRAMES, framesPerSecond: FPS, ...more });

const OPEN_HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=35:min-keyint=35:bframes=3:open-gop=1:scenecut=0:log-level=error"];
const CLOSED_HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=35:min-keyint=35:bframes=0:scenecut=0:log-level=error", "-pix_fmt", "yuv420p"];
const MPEG4 = ["-c:v", "mpeg4", "-q:v", "2", "-g", "24"];
const MJPEG = ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"];
const MPEG2 = ["-c:v", "mpeg2video", "-q:v", "2", "-bf", "2", "-g", "12"];

/** The packets of a file's pictures as they lie in it. */
async function packetsOf(path: string): Promise<Buffer[]> {
  const bytes = await readFile(path);
  const { stdout } = await run("ffprobe", ["-v", "error", "-select_streams", "V:0", "-show_entries", "packet=pos,size", "-of", "csv=p=0", path]);
  return stdout.trim().split("\n").map((line) => line.split(",").map(Number)).map(([size = 0, pos = 0]) => bytes.subarray(pos, pos + size));
}

interface Shown {
  readonly number: number;
  /** NaN where ffprobe says nothing of its own. */
  readonly ms: number;
}

/** What is shown when, ms after the first frame: numbers by decoding, times by the stamps that ffprobe gives to decoded frames. */
async function shownBy(path: string): Promise<Shown[]> {
  const { stdout } = await run("ffprobe", ["-v", "error", "-select_streams", "V:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path], { maxBuffer: 1e8 });
  const times = stdout.split("\n").filter((line) => /^[-\dN]/.test(line)).map((line) => Number(line.split(",")[0]) * 1000);
  const numbers = await readFrameNumbers(path);
  expect(numbers.length).toBe(times.length);
  return numbers.map((number, i) => ({ number, ms: times[i]! - times[0]! }));
}

async function shapeOf(path: string): Promise<{ readonly ratio: number; readonly turn: number; readonly format: string }> {
  const { stdout } = await run("ffprobe", ["-v", "error", "-select_streams", "V:0", "-show_entries", "stream=width,height,sample_aspect_ratio,pix_fmt:stream_side_data=rotation", "-of", "json", path]);
  const [stream] = (JSON.parse(stdout) as { streams: { width: number; height: number; sample_aspect_ratio?: string; pix_fmt: string; side_data_list?: { rotation?: number }[] }[] }).streams;
  const [across = 1, down = 1] = (stream!.sample_aspect_ratio ?? "1:1").split(":").map(Number);
  const turn = Math.abs(stream!.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0) % 180;
  const ratio = (stream!.width * (across || 1)) / (stream!.height * (down || 1));
  return { ratio: turn === 90 ? 1 / ratio : ratio, turn, format: stream!.pix_fmt };
}

let folders: string[];
let engine: Engine;
beforeEach(async () => {
  folders = [await newFolder()];
  engine = await openEngine({ libraryPath: join(folders[0]!, "library"), create: true, actor: ACTOR });
});
afterEach(() => endCopies(engine, folders));

/** `timeOf`: where a frame stands by how the original was made, ms after number 0; null: ffprobe alone says. */
interface Original {
  readonly make: () => Promise<string | Uint8Array>;
  readonly timeOf?: (n: number) => number;
  /** Its smaller copy, made in one piece, is looked at as well. */
  readonly isSmallToo?: boolean;
}
const every = (n: number): number => n * 200;
const shifted = (n: number): number => every(n + Math.floor(n / 3));
const DROPPED: ReadonlySet<number> = new Set([3, 4, 5, 70, 80, 81, 158]);

const ORIGINALS: readonly (readonly [what: string, ending: string, Original])[] = [
  ["H.264 with B-frames at a varying rate", "mp4", { make: () => clip("v.mp4", { setpts: "N+floor(N/3)" }), timeOf: shifted }],
  ["HEVC with sound that begins earlier, far from 0", "ts", { make: () => clip("far.ts", { encode: [...OPEN_HEVC, "-pix_fmt", "yuv420p"], audio: AAC, mux: ["-output_ts_offset", "7000"] }), timeOf: every }],
  ["HEVC with gaps in its stamps", "mkv", { make: () => clip("gap.mkv", { encode: CLOSED_HEVC, setpts: "N+if(gte(N\\,70)\\,300\\,0)+if(gte(N\\,71)\\,70\\,0)" }), timeOf: (n) => every(n + (n >= 70 ? 300 : 0) + (n >= 71 ? 70 : 0)) }],
  ["H.264 with a gap in an open group, whose keyframe is decoded before the pictures in front of the gap", "mkv", {
    make: () => clip("open-gap.mkv", { encode: ["-c:v", "libx264", "-preset", "medium", "-crf", "18", "-x264-params", "keyint=35:min-keyint=35:bframes=3:b-adapt=0:open-gop=1:scenecut=0", "-pix_fmt", "yuv420p"], setpts: "N+if(gte(N\\,70)\\,300\\,0)" }),
    timeOf: (n) => every(n + (n >= 70 ? 300 : 0)),
  }],
  ["HEVC cut by an edit list within an open group", "mp4", { make: async () => convert("edit.mp4", await clip("edit-long.mp4", { encode: [...OPEN_HEVC, "-pix_fmt", "yuv420p"], frames: FRAMES + 40 }), ["-ss", "2.5"], ["-c", "copy"]), timeOf: every }],
  ["HEVC whose first leading pictures no decoder shows", "ts", { make: async () => convert("cra.ts", await clip("cra.mp4", { encode: [...OPEN_HEVC, "-pix_fmt", "yuv420p"], frames: FRAMES + 40 }), ["-ss", "7.2"], ["-c", "copy", "-muxdelay", "0"]), isSmallToo: true }],
  ["HEVC 4:2:2 of 10 bit", "mp4", { make: () => clip("deep.mp4", { encode: [...OPEN_HEVC, "-pix_fmt", "yuv422p10le"] }), timeOf: every }],
  ["H.264 4:2:2 of 10 bit", "mp4", { make: () => clip("h422.mp4", { encode: ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "20", "-crf", "18", "-pix_fmt", "yuv422p10le"] }), timeOf: every }],
  ["MPEG-4 with B-frames", "mp4", { make: () => clip("b.mp4", { encode: [...MPEG4, "-bf", "2"] }), timeOf: every }],
  ["MPEG-4 with packed B-frames", "avi", {
    isSmallToo: true,
    make: async () => aviFile(packedChunks(await ffmpegOutput(["-i", `file:${await clip("lossless.mkv", { encode: ["-c:v", "ffv1"] })}`, ...MPEG4, "-bf", "1", "-f", "m4v", "pipe:1"])), { fourcc: "DX50", widthPx: 192, heightPx: 64, framesPerSecond: FPS }), timeOf: every,
  }],
  ["MJPEG with chunks without a byte", "avi", {
    make: async () => aviFile((await packetsOf(await clip("j.avi", { encode: MJPEG }))).map((bytes, n) => ({ bytes: DROPPED.has(n) ? Buffer.alloc(0) : bytes, isKey: true })), { fourcc: "MJPG", widthPx: 192, heightPx: 64, framesPerSecond: FPS }), timeOf: every,
  }],
  ["MJPEG of odd width and height", "avi", { make: () => clip("odd.avi", { encode: ["-vf", "scale=191:63", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj444p"] }), timeOf: every }],
  ["MPEG-2, interlaced, with pixels that are not square", "ts", { make: () => clip("i.ts", { encode: [...MPEG2, "-flags", "+ildct+ilme", "-aspect", "16:9"], framesPerSecond: 25, frames: 780 }), timeOf: (n) => n * 40, isSmallToo: true }],
  ["MPEG-4 upside down", "mp4", { make: async () => convert("turned.mp4", await clip("b0.mp4", { encode: MPEG4 }), [], ["-c", "copy", "-metadata:s:v:0", "rotate=180"]) }],
];

it.each(ORIGINALS)("%s (%s)", async (_, ending, { make, timeOf, isSmallToo = false }) => {
  const folder = await folderWith({ [`ch01_20211112140000.${ending}`]: await make() });
  folders.push(folder);
  const path = join(folder, `ch01_20211112140000.${ending}`);
  await engine.waitForJob((await engine.call("index.start", { paths: [folder], hash: false })).jobId);
  const { fileId } = (await engine.call("files.list", {}))[0]!;
  const wishes = isSmallToo ? [wishAt(fileId, HEAD_MS), wishAt(fileId, null, { size: "small" })] : [wishAt(fileId, HEAD_MS)];
  await untilStanding(engine, wishes, (now) => now.every(({ state }) => state === "ready"));

  const original = await shownBy(path);
  const places = original.map(({ number, ms }) => (timeOf === undefined ? ms : timeOf(number) - timeOf(original[0]!.number)));
  // How it was made and what ffprobe says agree.
  expect(original.filter(({ ms }, i) => Math.abs(ms - places[i]!) >= 1.5)).toEqual([]);
  const shape = await shapeOf(path);
  for (const name of isSmallToo ? [`${fileId}.mp4`, `${fileId}.small.mp4`] : [`${fileId}.mp4`]) {
    const copy = await shownBy(join(copiesFolder(engine), name));
    expect(copy.map(({ number }) => number)).toEqual(original.map(({ number }) => number));
    expect(copy.filter(({ ms }, i) => !(Math.abs(ms - places[i]!) < 1.5))).toEqual([]);
    const made = await shapeOf(join(copiesFolder(engine), name));
    expect(made.format).toMatch(/^yuvj?420p$/);
    // Height and width of the smaller one are whole and even.
    expect(Math.abs(made.ratio / shape.ratio - 1)).toBeLessThan(0.02);
  }
});

// Small clips whose every frame shows its own number as twelve black or white blocks, so that a test can say which frame
// it got. Drawn by ffmpeg from raw frames, kept under the system's temporary folder by the arguments they were made with.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

export const WIDTH_PX = 192;
export const HEIGHT_PX = 64;
const BITS = 12;
/** Changing how frames are drawn must not meet clips drawn before. */
const DRAWING = 1;

const CACHE = join(tmpdir(), "quayline-test-footage");
const FFMPEG = process.env["QUAYLINE_FFMPEG"] ?? "ffmpeg";

export interface ClipOptions {
  /** Its ending decides the container unless `format` says otherwise. */
  readonly fileName: string;
  readonly frames?: number;
  readonly framesPerSecond?: number;
  /** ffmpeg options of the video encoder; default H.264 with B-frames, a keyframe each 10 frames. */
  readonly encode?: readonly string[];
  /** Expression for `setpts`, in units of one frame (`N` is the frame's number): for footage whose rate varies or that has holes. */
  readonly setpts?: string;
  /** Adds a tone, encoded so. */
  readonly audio?: readonly string[];
  /** Further output options: `-f`, `-movflags`, `-output_ts_offset` … */
  readonly mux?: readonly string[];
}

export const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "10", "-crf", "18", "-pix_fmt", "yuv420p"] as const;
export const HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=10:log-level=error", "-pix_fmt", "yuv420p"] as const;
export const AAC = ["-c:a", "aac", "-b:a", "32k"] as const;

/** One frame in yuv420p: the number's bits from left to right, highest first, in blocks over the whole height. */
function drawFrame(frameNo: number): Buffer {
  const luma = WIDTH_PX * HEIGHT_PX;
  const frame = Buffer.alloc(luma * 1.5, 128);
  const blockPx = WIDTH_PX / BITS;
  for (let x = 0; x < WIDTH_PX; x++) {
    const isSet = (frameNo >> (BITS - 1 - Math.floor(x / blockPx))) & 1;
    for (let y = 0; y < HEIGHT_PX; y++) frame[y * WIDTH_PX + x] = isSet === 1 ? 220 : 30;
  }
  return frame;
}

async function run(args: readonly string[], input: Iterable<Buffer> | null): Promise<Buffer> {
  const child = spawn(FFMPEG, ["-v", "error", "-y", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const output: Buffer[] = [];
  let messages = "";
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => (messages += chunk.toString()));
  child.stdin.on("error", () => undefined);
  const end = new Promise<number | null>((resolve) => child.on("close", resolve));
  for (const frame of input ?? []) {
    // An encoder that refused its options reads no further.
    if (child.exitCode !== null) break;
    if (!child.stdin.write(frame)) await Promise.race([end, new Promise((resolve) => child.stdin.once("drain", resolve))]);
  }
  child.stdin.end();
  const code = await end;
  if (code !== 0) throw new Error(`ffmpeg ${args.join(" ")}: ${messages}`);
  return Buffer.concat(output);
}

function* numberedFrames(count: number): Generator<Buffer> {
  for (let frameNo = 0; frameNo < count; frameNo++) yield drawFrame(frameNo);
}

/** Makes a file once: `make` writes it to the path it is given. Answers where the file is kept; never change it there. */
export async function cached(fileName: string, key: unknown, make: (path: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, createHash("sha256").update(JSON.stringify([DRAWING, key])).digest("hex").slice(0, 20));
  const path = join(folder, basename(fileName));
  if (await stat(path).then(() => true, () => false)) return path;
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(join(CACHE, "making-"));
  await make(join(making, basename(fileName)));
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  return path;
}

/** A clip of numbered frames, from the cache where it was drawn before. */
export async function makeClip(options: ClipOptions): Promise<string> {
  const { fileName, frames = 50, framesPerSecond = 10, encode = H264, setpts, audio, mux = [] } = options;
  return cached(fileName, options, async (path) => {
    await run([
      "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${WIDTH_PX}x${HEIGHT_PX}`, "-r", String(framesPerSecond), "-i", "pipe:0",
      ...(audio === undefined ? [] : ["-f", "lavfi", "-i", `sine=frequency=440:duration=${frames / framesPerSecond}`, ...audio]),
      ...(setpts === undefined ? [] : ["-vf", `setpts='round(${setpts})'`]),
      "-fps_mode", "passthrough", ...encode, ...mux, `file:${path}`,
    ], numberedFrames(frames));
  });
}

/** Another file made from a clip by ffmpeg: `-c copy` cuts, remuxes and the like. */
export async function convert(fileName: string, fromPath: string, inputOptions: readonly string[], outputOptions: readonly string[]): Promise<string> {
  return cached(fileName, [fromPath, inputOptions, outputOptions], async (path) => {
    await run([...inputOptions, "-i", `file:${fromPath}`, ...outputOptions, `file:${path}`], null);
  });
}

/** Runs ffmpeg for its standard output. */
export async function ffmpegOutput(args: readonly string[]): Promise<Buffer> {
  return run(args, null);
}

/** Numbers of all frames that a file shows, in order, as ffmpeg decodes them. */
export async function readFrameNumbers(path: string): Promise<number[]> {
  const gray = await run(["-i", `file:${path}`, "-map", "0:v:0", "-fps_mode", "passthrough", "-s", `${WIDTH_PX}x${HEIGHT_PX}`, "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"], null);
  const size = WIDTH_PX * HEIGHT_PX;
  return Array.from({ length: Math.floor(gray.length / size) }, (_, i) => readNumber(gray.subarray(i * size, (i + 1) * size)));
}

/** The number that a JPEG of one frame shows. */
export async function readJpegNumber(jpeg: Uint8Array): Promise<number | undefined> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "still-"));
  try {
    await writeFile(join(folder, "still.jpg"), jpeg);
    return (await readFrameNumbers(join(folder, "still.jpg")))[0];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readNumber(gray: Uint8Array): number {
  let frameNo = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const x = Math.floor((bit + 0.5) * (WIDTH_PX / BITS));
    frameNo = frameNo * 2 + (gray[(HEIGHT_PX / 2) * WIDTH_PX + x]! > 125 ? 1 : 0);
  }
  return frameNo;
}

/** A folder for one test, with the named copies of cached clips in it. Remove it with `rm`. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "quayline-test-"));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(join(path, ".."), { recursive: true });
    if (typeof content === "string") await copyFile(content, path);
    else await writeFile(path, content);
  }
  return folder;
}

// Makes a copy of a file that a window can play: H.264 in mp4, every frame at its own time. Where the pictures are H.264
// already they are taken over bit for bit and only the container changes. Checked frame by frame before it counts.

import { rename, rm, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { readContainer } from "./read-container.ts";
import { demuxerFor } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg, runFfprobe } from "./ffmpeg.ts";
import { evenStep, frameMediaTimes } from "./frame-index.ts";

export interface ProxyRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly timeBase: string | null;
  readonly frameIndex: Uint8Array | null;
  readonly durationMs: number;
  readonly signal: AbortSignal;
  /** Footage made so far, milliseconds. */
  readonly onProgress: (footageMs: number) => void;
}

/** What was made and how, for the derivation record. */
export interface MadeProxy {
  readonly sizeBytes: number;
  readonly command: string;
  readonly tool: string;
  readonly isTranscoded: boolean;
}

/** Frames may differ by this much in time after the change of container: mp4 counts in 1/90000 s, Matroska in milliseconds. */
const FRAME_TOLERANCE_MS = 1.5;
/** A transcode on a slow office computer; a hang is something else. */
const TIME_LIMIT_PER_FOOTAGE = 20;
const TIME_LIMIT_BASE_MS = 300_000;

/** `-fps_mode passthrough` keeps each frame's own time; PTS-STARTPTS puts the first shown frame at 0. */
const TRANSCODE = ["-map", "0:v:0", "-an", "-vf", "setpts=PTS-STARTPTS", "-fps_mode", "passthrough", "-enc_time_base", "1:90000",
  "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-bf", "0", "-force_key_frames", "expr:gte(t,n_forced*2)"];

/** Takes the packets as they are; their stamps begin at 0. */
const STREAM_COPY = ["-map", "0:v:0", "-an", "-c:v", "copy", "-bsf:v", "setts=pts=PTS-STARTPTS:dts=DTS-STARTDTS"];

/**
 * The same for footage that leaves packets without a stamp, as programme streams do: ffmpeg guesses those wrongly. Where our
 * index says that all frames stand at one step, and the stream shows its pictures in the order in which it holds them, each
 * packet gets its own place. Null where that is not so.
 */
async function evenStreamCopy(request: ProxyRequest): Promise<string[] | null> {
  const step = request.frameIndex === null ? null : evenStep(request.frameIndex);
  if (step === null) return null;
  const { output } = await runFfprobe({
    inputPath: request.inputPath, demuxer: demuxerFor(request.container), signal: request.signal, timeLimitMs: 60_000,
    args: ["-select_streams", "v:0", "-show_entries", "stream=has_b_frames", "-of", "csv=p=0"],
  });
  return output.trim().split("\n")[0] === "0" ? ["-map", "0:v:0", "-an", "-c:v", "copy", "-bsf:v", `setts=ts=N*${step}`] : null;
}

const MP4 = ["-video_track_timescale", "90000", "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "mp4"];

/** True where the copy shows the same frames at the same times as the original's index says. */
async function hasSameFrames(request: ProxyRequest, path: string): Promise<boolean> {
  if (request.frameIndex === null || request.timeBase === null) return true;
  const made = await readContainer(path, "mp4", request.signal);
  if ("refused" in made) return false;
  const wanted = frameMediaTimes(request.frameIndex, request.timeBase, -1, Infinity, Infinity);
  const got = frameMediaTimes(made.frameIndex, made.timeBase, -1, Infinity, Infinity);
  // A damaged frame that no decoder shows is missing in the copy: one in a thousand is forgiven, a shift is not.
  if (Math.abs(wanted.length - got.length) > wanted.length / 1000) return false;
  if (wanted.length !== got.length) return Math.abs(wanted.at(-1)! - got.at(-1)!) <= 1_000;
  return wanted.every((at, i) => Math.abs(at - got[i]!) <= FRAME_TOLERANCE_MS);
}

async function make(request: ProxyRequest, options: readonly string[], isTranscoded: boolean): Promise<MadeProxy | null> {
  const partial = `${request.outputPath}.partial`;
  try {
    const run = await runFfmpeg({
      inputPath: request.inputPath, inputOptions: inputOptions(demuxerFor(request.container)),
      outputOptions: [...options, ...MP4], outputPath: partial, signal: request.signal,
      timeLimitMs: TIME_LIMIT_BASE_MS + request.durationMs * TIME_LIMIT_PER_FOOTAGE, onProgress: request.onProgress,
    });
    if (!(await hasSameFrames(request, partial))) return null;
    await rename(partial, request.outputPath);
    return { sizeBytes: (await stat(request.outputPath)).size, command: run.command, tool: await ffmpegVersion(), isTranscoded };
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed" && !isTranscoded) return null;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** The pictures bit for bit in a new container; null where they are no H.264 or the frames would not keep their times. */
async function copyStream(request: ProxyRequest): Promise<MadeProxy | null> {
  if (request.videoCodec !== "h264") return null;
  const copied = await make(request, STREAM_COPY, false);
  if (copied !== null) return copied;
  const even = await evenStreamCopy(request);
  return even === null ? null : make(request, even, false);
}

/**
 * Makes the proxy; nothing is left behind where it fails or is cancelled.
 * @throws AppError proxy-failed, disk-full, ffmpeg-missing, cancelled
 */
export async function makeProxy(request: ProxyRequest): Promise<MadeProxy> {
  try {
    const made = (await copyStream(request)) ?? (await make(request, TRANSCODE, true));
    if (made !== null) return made;
  } catch (error) {
    if (error instanceof AppError && error.code !== "ffmpeg-failed") throw error;
    throw new AppError("proxy-failed", { path: request.inputPath, detail: error instanceof AppError ? String(error.params["detail"] ?? "") : String(error) }, { cause: error });
  }
  throw new AppError("proxy-failed", { path: request.inputPath, detail: "frames differ" });
}

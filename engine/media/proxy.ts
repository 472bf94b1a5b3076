// Makes a copy of a file that a window can play: H.264 in mp4, every frame at its own time. Where the pictures are H.264
// already they are taken over bit for bit and only the container changes. Checked frame by frame before it counts.

import { rename, rm, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { demuxerFor } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { frameMediaTimes, stampRuns } from "./frame-index.ts";
import { isLaterPicture } from "./main-picture.ts";
import { pictureMap } from "./picture-map.ts";
import { hasOwnStamps, isReordered } from "./own-stamps.ts";
import { proxyAttempts, type ProxyAttempt, type ProxySource } from "./proxy-attempts.ts";
import { readContainer } from "./read-container.ts";
import { requireStillReadable } from "./still-readable.ts";
import { isTakenOver } from "./taken-over.ts";
import { wholeStreamOf } from "./whole-stream.ts";

export interface ProxyRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly audioCodec?: string | null;
  readonly timeBase: string | null;
  readonly frameIndex: Uint8Array | null;
  readonly durationMs: number;
  /** Makes a lower picture, without sound: for small tiles. Null keeps the size. */
  readonly maxHeightPx?: number | null;
  readonly isBackground?: boolean;
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
export const FRAME_TOLERANCE_MS = 1.5;
/** What no decoder shows (a start between keyframes, damage) is missing in the copy; less than this share is no copy of the file. */
const SHOWN_SHARE_MIN = 0.5;
/** A transcode on a slow office computer; a hang is something else. */
const TIME_LIMIT_PER_FOOTAGE = 20;
const TIME_LIMIT_BASE_MS = 300_000;

type Comparison = "same" | "some-missing" | "differs";

/** Whether every frame of a copy stands where one of the original does, both counted from the same place. */
export function compareTimes(wanted: Float64Array, got: Float64Array): Comparison {
  let at = 0;
  for (const time of got) {
    while (at < wanted.length && wanted[at]! < time - FRAME_TOLERANCE_MS) at++;
    if (at >= wanted.length || wanted[at]! > time + FRAME_TOLERANCE_MS) return "differs";
    at++;
  }
  if (got.length === wanted.length) return "same";
  return got.length >= wanted.length * SHOWN_SHARE_MIN ? "some-missing" : "differs";
}

/** Times of the frames of a copy, or of a part of one, ms from its own beginning; null where it cannot be read. */
export async function mediaTimesOf(path: string, signal: AbortSignal): Promise<Float64Array | null> {
  const made = await readContainer(path, "mp4", signal);
  if ("refused" in made) return null;
  const firstMs = (made.firstPts * 1000) / Number(made.timeBase.split("/")[1] ?? 90_000);
  return frameMediaTimes(made.frameIndex, made.timeBase, -1, Infinity, Infinity).map((time) => time + firstMs);
}

async function compareFrames(request: ProxyRequest, path: string): Promise<Comparison> {
  if (request.frameIndex === null || request.timeBase === null) return "same";
  const got = await mediaTimesOf(path, request.signal);
  return got === null ? "differs" : compareTimes(frameMediaTimes(request.frameIndex, request.timeBase, -1, Infinity, Infinity), got);
}

/** Takes a copy that was made into its place; null where its frames are not those of the original. @throws AppError source-offline, file-unreadable where the original went away meanwhile */
export async function finishProxy(request: ProxyRequest, partial: string, facts: Omit<MadeProxy, "sizeBytes">, mayMiss = true): Promise<MadeProxy | null> {
  const comparison = await compareFrames(request, partial);
  if (comparison === "differs" || (comparison === "some-missing" && !mayMiss)) return null;
  if (comparison === "some-missing") await requireStillReadable(request.inputPath);
  await rename(partial, request.outputPath);
  return { sizeBytes: (await stat(request.outputPath)).size, ...facts };
}

/** Asked only of H.264, whose packets may be taken over as they are. */
async function orderOf(request: ProxyRequest): Promise<Pick<ProxySource, "hasOwnStamps" | "isReordered">> {
  if (request.videoCodec !== "h264" || (await hasOwnStamps(request.inputPath, request.container, request.timeBase, request.signal))) return { hasOwnStamps: true, isReordered: true };
  return { hasOwnStamps: false, isReordered: isLaterPicture(request.timeBase) || await isReordered(request.inputPath, request.container, request.signal) };
}

async function attempt(request: ProxyRequest, { input, output, isTranscoded, countsFrames }: ProxyAttempt): Promise<MadeProxy | null> {
  const partial = `${request.outputPath}.partial`;
  try {
    const run = await runFfmpeg({
      inputPath: request.inputPath, inputStream: await wholeStreamOf(request.inputPath, request.container, request.timeBase, request.signal), inputOptions: [...inputOptions(demuxerFor(request.container)), ...input],
      outputOptions: output, outputPath: partial, signal: request.signal, isBackground: request.isBackground === true,
      timeLimitMs: TIME_LIMIT_BASE_MS + request.durationMs * TIME_LIMIT_PER_FOOTAGE, onProgress: request.onProgress,
    });
    return await finishProxy(request, partial, { command: run.command, tool: await ffmpegVersion(), isTranscoded }, !countsFrames);
  } finally {
    await rm(partial, { force: true });
  }
}

/**
 * Makes the proxy; nothing is left behind where it fails or is cancelled.
 * @throws AppError proxy-failed, source-offline, file-unreadable, disk-full, ffmpeg-missing, cancelled
 */
export async function makeProxy(request: ProxyRequest): Promise<MadeProxy> {
  const { audioCodec = null, container, timeBase, maxHeightPx = null } = request;
  const index = request.frameIndex === null ? null : stampRuns(request.frameIndex, Infinity);
  const takesOver = await isTakenOver(request);
  let failure: AppError | null = null;
  const attempts = proxyAttempts({ map: await pictureMap(request.inputPath, container, timeBase, request.signal), container, takesOver, audioCodec, timeBase, index, maxHeightPx, ...(await orderOf(request)) });
  for (const planned of attempts) {
    try {
      const made = await attempt(request, planned);
      if (made !== null) return made;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "ffmpeg-failed") throw error;
      failure = error;
    }
  }
  throw new AppError("proxy-failed", { path: request.inputPath, detail: failure === null ? "frames differ" : String(failure.params["detail"] ?? "") }, { cause: failure });
}

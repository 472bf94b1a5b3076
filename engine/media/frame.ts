// One frame as a JPEG: exactly the one that is shown at a media time, found by its stamp in the frame index.

import { AppError } from "../../contract/errors.ts";
import { demuxerFor } from "./containers.ts";
import { inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { frameShownAt, neighbourStampMs, type IndexedFrame } from "./frame-index.ts";

const TIME_LIMIT_MS = 60_000;

export interface FrameRequest {
  readonly path: string;
  readonly container: string | null;
  readonly timeBase: string | null;
  readonly frameIndex: Uint8Array | null;
  /** Position after the first shown frame, milliseconds. */
  readonly mediaMs: number;
  readonly maxWidthPx: number | null;
  /** JPEG quality of ffmpeg, 2 (best) to 31. */
  readonly quality?: number;
  readonly signal: AbortSignal;
}

/**
 * Extracts the frame shown at `mediaMs`: of all frames not later, the last.
 * @throws AppError frame-unreadable, ffmpeg-missing, cancelled
 */
export async function extractFrame(request: FrameRequest): Promise<IndexedFrame & { readonly jpeg: Uint8Array<ArrayBuffer> }> {
  const { frameIndex, timeBase } = request;
  const frame = frameIndex === null || timeBase === null ? null : frameShownAt(frameIndex, timeBase, request.mediaMs);
  if (frame === null || timeBase === null || frameIndex === null) throw new AppError("frame-unreadable", { path: request.path });
  // Between the wanted frame and the one before it: seeking drops what is earlier, so the wanted one comes out first.
  const seekMs = Math.max(0, frame.mediaMs - neighbourStampMs(frameIndex, timeBase, frame.pts) / 2);
  const jpeg = await grab(request, seekMs);
  if (jpeg.length === 0) throw new AppError("frame-unreadable", { path: request.path });
  return { ...frame, jpeg: new Uint8Array(jpeg) };
}

/** Containers with an index of their keyframes: ffmpeg seeks in them to the frame. */
export const SEEKS_EXACTLY: ReadonlySet<string> = new Set(["mp4", "mov", "mkv", "webm"]);
/**
 * Elsewhere ffmpeg guesses a byte position and may land on a keyframe after the wanted moment (seen in TS: one second late). It
 * begins this much earlier there and drops what it decodes until the moment comes. Longer than any recorder's keyframe distance.
 */
const PREROLL_MS = 20_000;

const seconds = (ms: number): string => (ms / 1000).toFixed(6);

/** ffmpeg options before and after the input that begin exactly at a media time, whatever the container. Only for decoding. */
export function seekOptions(container: string | null, seekMs: number): { readonly before: readonly string[]; readonly after: readonly string[] } {
  if (container !== null && SEEKS_EXACTLY.has(container)) return { before: ["-ss", seconds(seekMs)], after: [] };
  const fromMs = Math.max(0, seekMs - PREROLL_MS);
  return { before: fromMs === 0 ? [] : ["-ss", seconds(fromMs)], after: ["-ss", seconds(seekMs - fromMs)] };
}

async function grab(request: FrameRequest, seekMs: number): Promise<Buffer> {
  const scale = request.maxWidthPx === null ? [] : ["-vf", `scale='min(${request.maxWidthPx},iw)':-2`];
  const seek = seekOptions(request.container, seekMs);
  try {
    const { output } = await runFfmpeg({
      inputPath: request.path,
      // Audio that begins earlier would move the origin that seeking counts from.
      inputOptions: [...inputOptions(demuxerFor(request.container)), "-an", ...seek.before],
      outputOptions: [...seek.after, "-map", "0:v:0", "-frames:v", "1", ...scale, "-q:v", String(request.quality ?? 2), "-f", "mjpeg"],
      outputPath: null, signal: request.signal, timeLimitMs: TIME_LIMIT_MS,
    });
    return output;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed") throw new AppError("frame-unreadable", { path: request.path, detail: String(error.params["detail"] ?? "") }, { cause: error });
    throw error;
  }
}


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

async function grab(request: FrameRequest, seekMs: number): Promise<Buffer> {
  const scale = request.maxWidthPx === null ? [] : ["-vf", `scale='min(${request.maxWidthPx},iw)':-2`];
  try {
    const { output } = await runFfmpeg({
      inputPath: request.path,
      // Audio that begins earlier would move the origin that seeking counts from.
      inputOptions: [...inputOptions(demuxerFor(request.container)), "-an", "-ss", (seekMs / 1000).toFixed(6)],
      outputOptions: ["-map", "0:v:0", "-frames:v", "1", ...scale, "-q:v", String(request.quality ?? 2), "-f", "mjpeg"],
      outputPath: null, signal: request.signal, timeLimitMs: TIME_LIMIT_MS,
    });
    return output;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed") throw new AppError("frame-unreadable", { path: request.path, detail: String(error.params["detail"] ?? "") }, { cause: error });
    throw error;
  }
}


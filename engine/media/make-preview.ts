// Makes one file's pack of stored frames: keyframes alone are decoded, of each stretch of the wished spacing the first. The times
// are the decoder's own stamps, checked against the file's index; where ffmpeg makes stamps up, all frames are decoded and counted.

import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { demuxerFor } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { frameMediaTimes, frameShownAt, msPerStamp } from "./frame-index.ts";
import { pictureMap } from "./picture-map.ts";
import { hasOwnStamps } from "./own-stamps.ts";
import { jpegLengths, PACK_FRAMES_MAX, packTrailer } from "./preview-pack.ts";
import { wholeStreamOf } from "./whole-stream.ts";

export interface PreviewRequest {
  readonly path: string;
  readonly outputPath: string;
  readonly container: string | null;
  readonly timeBase: string;
  readonly firstPts: number;
  readonly frameIndex: Uint8Array;
  readonly frameCount: number;
  readonly durationMs: number;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

export interface MadePreview {
  readonly sizeBytes: number;
  readonly frameCount: number;
  readonly command: string;
  readonly tool: string;
}

const WIDTH_PX = 320;
/** Of ffmpeg's 2 (best) to 31: measured, 320 pixels wide, 5.7 KB a frame against 7.3 at 4; WebP of the same look 3.7, which not every ffmpeg writes. */
const JPEG_QUALITY = 6;
/** Keyframes alone are decoded some hundred times faster than real time; a hang is something else. */
const TIME_LIMIT_MS = 120_000;
const TIME_LIMIT_PER_FOOTAGE = 2;
/** A wrapping rounds stamps to milliseconds. */
const SAME_MS = 1.5;

/** Without `-discard nokey`, which would save reading: with reordered frames ffmpeg 5.1 then gives mp4's keyframes the times of others. */
const KEYFRAMES_ONLY = ["-skip_frame", "nokey", "-skip_loop_filter", "all"];

interface Plan {
  readonly input: readonly string[];
  readonly filter: string;
  /** Media time of an output frame, from the line that showinfo wrote of it; null where no such frame is known. */
  timeFrom(frame: { readonly frameNo: number; readonly pts: number }): number | null;
  /** Frames that must have come out of the decoder so that counting holds; null where stamps tell. */
  readonly decodedCount: number | null;
}

function planByStamp({ timeBase, firstPts, frameIndex, everyMs }: PreviewRequest): Plan {
  const unitMs = msPerStamp(timeBase);
  const cell = (stamp: string): string => `floor((${stamp}-${firstPts})*TB/${everyMs / 1000})`;
  return {
    input: KEYFRAMES_ONLY, decodedCount: null,
    filter: `select='gte(pts\\,${firstPts})*(isnan(prev_selected_pts)+gt(${cell("pts")}\\,${cell("prev_selected_pts")}))',showinfo=checksum=0`,
    timeFrom: ({ pts }) => {
      const mediaMs = (pts - firstPts) * unitMs;
      const known = frameShownAt(frameIndex, timeBase, mediaMs + SAME_MS);
      // What the index does not have is no frame of this file as it was indexed, or one before the first that is shown.
      return known === null || Math.abs(known.mediaMs - mediaMs) > SAME_MS ? null : known.mediaMs;
    },
  };
}

function planByCount({ frameIndex, timeBase, frameCount, durationMs, everyMs }: PreviewRequest): Plan {
  const timesMs = frameMediaTimes(frameIndex, timeBase, 0, Infinity, Infinity);
  const step = Math.max(1, Math.round((everyMs * frameCount) / Math.max(1, durationMs)));
  return {
    input: [], decodedCount: timesMs.length,
    filter: `showinfo=checksum=0,select='not(mod(n\\,${step}))'`,
    timeFrom: ({ frameNo }) => (frameNo % step === 0 ? (timesMs[frameNo] ?? null) : null),
  };
}

/**
 * Writes the pack; nothing is left behind where it fails or is cancelled. Null where the file gives no frame whose time is sure.
 * @throws AppError ffmpeg-failed, ffmpeg-missing, file-unreadable, frame-unreadable, disk-full, cancelled
 */
export async function makePreview(request: PreviewRequest): Promise<MadePreview | null> {
  const everyMs = Math.max(request.everyMs, Math.ceil(request.durationMs / PACK_FRAMES_MAX));
  const planned = { ...request, everyMs };
  const plan = (await hasOwnStamps(request.path, request.container, request.timeBase, request.signal)) ? planByStamp(planned) : planByCount(planned);
  const partial = `${request.outputPath}.partial`;
  try {
    const { command, times } = await decode(request, plan, partial);
    const file = await open(partial, "r+");
    try {
      const made = await addIndex(file, times);
      if (made === null) return null;
      await file.sync();
      await rename(partial, request.outputPath);
      return { ...made, command, tool: await ffmpegVersion() };
    } finally {
      await file.close();
    }
  } finally {
    await rm(partial, { force: true });
  }
}

/** Times of the frames that were written, in their order; null among them where a frame's is not sure, and empty where counting does not hold. */
async function decode(request: PreviewRequest, plan: Plan, outputPath: string): Promise<{ readonly command: string; readonly times: readonly (number | null)[] }> {
  const times: (number | null)[] = [];
  let decodedCount = 0;
  const { command } = await runFfmpeg({
    inputPath: request.path, inputStream: await wholeStreamOf(request.path, request.container, request.timeBase, request.signal),
    inputOptions: [...inputOptions(demuxerFor(request.container)), "-v", "repeat+level+info", "-nostats", "-an", "-copyts", "-threads", "1", ...plan.input],
    outputOptions: ["-map", await pictureMap(request.path, request.container, request.timeBase, request.signal), "-vf", `${plan.filter},scale='min(${WIDTH_PX},iw)':-2:flags=area`, "-fps_mode", "passthrough", "-c:v", "mjpeg", "-threads", "1", "-q:v", String(JPEG_QUALITY), "-f", "image2pipe"],
    outputPath, isBackground: true, signal: request.signal, timeLimitMs: TIME_LIMIT_MS + request.durationMs * TIME_LIMIT_PER_FOOTAGE,
    onMessage: (line) => {
      const shown = /showinfo.*\] n: *(\d+) pts: *(-?\d+) /.exec(line);
      if (shown === null) return;
      const frame = { frameNo: Number(shown[1]), pts: Number(shown[2]) };
      decodedCount++;
      const isWritten = plan.decodedCount === null || plan.timeFrom(frame) !== null;
      if (isWritten) times.push(plan.timeFrom(frame));
    },
  });
  const isCounted = plan.decodedCount === null || plan.decodedCount === decodedCount;
  return { command, times: isCounted ? times : [] };
}

/** Puts the index behind the frames. Null: they are not those whose times were told. */
async function addIndex(file: FileHandle, times: readonly (number | null)[]): Promise<Pick<MadePreview, "sizeBytes" | "frameCount"> | null> {
  const lengths = await jpegLengths(file);
  const isSure = lengths.length === times.length && lengths.length > 0 && times.every((ms, i) => ms !== null && (i === 0 || ms > (times[i - 1] ?? Infinity)));
  if (!isSure) return null;
  const trailer = packTrailer(times as readonly number[], lengths);
  const framesBytes = lengths.reduce((sum, length) => sum + length, 0);
  await file.write(trailer, 0, trailer.length, framesBytes);
  return { sizeBytes: framesBytes + trailer.length, frameCount: lengths.length };
}

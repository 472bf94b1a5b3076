// One frame as a JPEG: exactly the one that is shown at a media time. It is asked for by its own stamp, and taken only where the
// decoder gives that stamp back; where a container has no stamp for each frame, frames are counted instead.

import { AppError } from "../../contract/errors.ts";
import { bytesOfParts, cardPartsOf } from "./card-track.ts";
import { chunkTrackOf, frameNoAt, isChunkContainer, keyframeBefore, matroskaFromChunks, type ChunkContainer } from "./chunk-track.ts";
import { demuxerFor } from "./containers.ts";
import { inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { frameShownAt, msPerStamp, rankOfStamp, type IndexedFrame } from "./frame-index.ts";
import { joinedStream } from "./joined-stream.ts";
import { isJoined } from "./joined-time-base.ts";
import { pictureMap } from "./picture-map.ts";
import { hasOwnStamps } from "./own-stamps.ts";
import { isRawContainer, rawBytes, rawPicturesOf, rawRun, type RawContainer } from "./raw-pictures.ts";

const TIME_LIMIT_MS = 60_000;
/** Counting decodes from the first frame on; slower than this many times real time is a hang. */
const COUNTING_TIME_LIMIT_PER_FOOTAGE = 1;

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

/**
 * Extracts the frame shown at `mediaMs`: of all frames not later, the last.
 * @throws AppError frame-unreadable, ffmpeg-missing, cancelled
 */
export async function extractFrame(request: FrameRequest): Promise<IndexedFrame & { readonly jpeg: Uint8Array<ArrayBuffer> }> {
  const { frameIndex, timeBase } = request;
  const frame = frameIndex === null || timeBase === null ? null : frameShownAt(frameIndex, timeBase, request.mediaMs);
  if (frame === null || timeBase === null || frameIndex === null) throw new AppError("frame-unreadable", { path: request.path });
  if (isChunkContainer(request.container)) return { ...frame, jpeg: new Uint8Array(await grabFromChunks(request, request.container, frame)) };
  if (request.container === "hikvision-sd") return { ...frame, jpeg: new Uint8Array(await grabFromCard(request, frame)) };
  if (isJoined(timeBase)) return { ...frame, jpeg: new Uint8Array(await grabFromJoined(request, frame)) };
  if (isRawContainer(request.container)) return { ...frame, jpeg: new Uint8Array(await grabFromRaw(request, request.container, rankOfStamp(frameIndex, frame.pts), frame)) };
  const jpeg = (await hasOwnStamps(request.path, request.container, timeBase, request.signal))
    ? await grabByStamp(request, frame, timeBase)
    : await grabByCount(request, frame, rankOfStamp(frameIndex, frame.pts));
  return { ...frame, jpeg: new Uint8Array(jpeg) };
}

/** Of chunks only those from the keyframe on are handed over, each with the stamp that the index has. */
async function grabFromChunks(request: FrameRequest, container: ChunkContainer, frame: IndexedFrame): Promise<Buffer> {
  const track = await chunkTrackOf(request.path, container, request.signal);
  const frameNo = track === null ? -1 : frameNoAt(track, frame.pts);
  // The file is another one now.
  if (track?.mediaMs[frameNo] !== frame.pts) throw new AppError("frame-unreadable", { path: request.path });
  const frames = matroskaFromChunks({ path: request.path, container, track, fromKeyframe: keyframeBefore(track, frameNo), endFrameNo: frameNo + 1 });
  const jpeg = await grab(request, ["-copyts"], filterForStamp(frame), TIME_LIMIT_MS, frames);
  if (jpeg.length === 0) throw new AppError("frame-unreadable", { path: request.path });
  return jpeg;
}

/** Counts the frames of the recording that the frame is in. */
async function grabFromCard(request: FrameRequest, frame: IndexedFrame): Promise<Buffer> {
  const part = (await cardPartsOf(request.path, request.signal)).findLast(({ stamps }) => stamps[0]! <= frame.pts);
  const rank = part?.stamps.indexOf(frame.pts) ?? -1;
  // The file is another one now.
  if (part === undefined || rank < 0) throw new AppError("frame-unreadable", { path: request.path });
  const jpeg = await grab(request, [], `select=eq(n\\,${rank})`, countingLimitMs(frame), bytesOfParts(request.path, [part]));
  if (jpeg.length === 0) throw new AppError("frame-unreadable", { path: request.path });
  return jpeg;
}

/** Of files that were joined those from the one on that holds the frame. */
async function grabFromJoined(request: FrameRequest, frame: IndexedFrame): Promise<Buffer> {
  const jpeg = await grab(request, ["-copyts"], filterForStamp(frame), countingLimitMs(frame), joinedStream(request.path, request.container, request.signal, frame.pts));
  if (jpeg.length === 0) throw new AppError("frame-unreadable", { path: request.path });
  return jpeg;
}

/** Ends as soon as a later frame comes, so that a frame which is not there costs no reading to the end. */
const filterForStamp = (frame: IndexedFrame): string => `trim=start_pts=${frame.pts}:end_pts=${frame.pts + 1}`;

/** Tries the nearest place to begin decoding first; the last begins at the file's start and finds every frame that decodes. */
async function grabByStamp(request: FrameRequest, frame: IndexedFrame, timeBase: string): Promise<Buffer> {
  // Seeking counts from 0 of the stamps, not from the file's first packet: audio may begin earlier than the pictures.
  const atMs = frame.pts * msPerStamp(timeBase);
  const prerolls = request.container !== null && SEEKS_EXACTLY.has(request.container) ? [0, PREROLL_MS] : [PREROLL_MS];
  const seeks = [...prerolls.filter((prerollMs) => frame.mediaMs > prerollMs).map((prerollMs) => ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", seconds(atMs - prerollMs)]), []];
  const filter = filterForStamp(frame);
  for (const [i, seek] of seeks.entries()) {
    const isLast = i === seeks.length - 1;
    const jpeg = await grab(request, ["-copyts", ...seek], filter, isLast ? countingLimitMs(frame) : TIME_LIMIT_MS).catch((error: unknown) => {
      if (isLast || !(error instanceof AppError) || error.code !== "frame-unreadable") throw error;
      return null;
    });
    if (jpeg !== null && jpeg.length > 0) return jpeg;
  }
  throw new AppError("frame-unreadable", { path: request.path });
}

/** Of a raw stream the pictures from the nearest on that decoding can begin with; all from its beginning where pictures and index differ. */
async function grabFromRaw(request: FrameRequest, container: RawContainer, rank: number, frame: IndexedFrame): Promise<Buffer> {
  const pictures = await rawPicturesOf(request.path, container, request.signal);
  const run = pictures.pictureCount === rankOfStamp(request.frameIndex!, Infinity) + 1 ? rawRun(pictures, rank, rank + 1) : null;
  const jpeg = run === null ? null : await grab(request, [], `select=eq(n\\,${rank - run.firstRank})`, countingLimitMs(frame), rawBytes(request.path, run));
  return jpeg === null || jpeg.length === 0 ? grabByCount(request, frame, rank) : jpeg;
}

async function grabByCount(request: FrameRequest, frame: IndexedFrame, rank: number): Promise<Buffer> {
  const jpeg = await grab(request, [], `select=eq(n\\,${rank})`, countingLimitMs(frame));
  if (jpeg.length === 0) throw new AppError("frame-unreadable", { path: request.path });
  return jpeg;
}

const countingLimitMs = (frame: IndexedFrame): number => TIME_LIMIT_MS + frame.mediaMs * COUNTING_TIME_LIMIT_PER_FOOTAGE;

async function grab(request: FrameRequest, seek: readonly string[], filter: string, timeLimitMs: number, inputStream: AsyncIterable<Buffer> | null = null): Promise<Buffer> {
  const scale = request.maxWidthPx === null ? "" : `,scale='min(${request.maxWidthPx},iw)':-2`;
  try {
    const { output } = await runFfmpeg({
      inputPath: request.path, inputStream,
      inputOptions: [...inputOptions(demuxerFor(request.container)), "-an", ...seek],
      outputOptions: ["-map", await pictureMap(request.path, request.container, request.timeBase, request.signal), "-vf", `${filter}${scale}`, "-frames:v", "1", "-fps_mode", "passthrough", "-q:v", String(request.quality ?? 2), "-f", "mjpeg"],
      outputPath: null, signal: request.signal, timeLimitMs,
    });
    return output;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed") throw new AppError("frame-unreadable", { path: request.path, detail: String(error.params["detail"] ?? "") }, { cause: error });
    throw error;
  }
}

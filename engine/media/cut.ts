// Cuts a stretch out of a file without touching its pictures: a stream copy begins at the keyframe at or before the wanted
// moment, and how much earlier that is, is told. What no browser plays, or ffmpeg cannot seek in exactly, is re-encoded instead,
// from just the wanted frame.

import { AppError } from "../../contract/errors.ts";
import { bytesOfParts, cardPartsOf, type CardPart } from "./card-track.ts";
import { chunkTrackOf, frameNoAt, isChunkContainer, keyframeBefore, matroskaFromChunks, type ChunkContainer } from "./chunk-track.ts";
import { PLACED_PER_MS, PLACED_TIME_BASE } from "./clock-jumps.ts";
import { demuxerFor, isWebPlayable } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { SEEKS_EXACTLY, seekOptions } from "./frame.ts";
import { msPerStamp, packStamps, stampRuns } from "./frame-index.ts";
import { joinedStream } from "./joined-stream.ts";
import { isJoined } from "./joined-time-base.ts";
import { isLaterPicture } from "./main-picture.ts";
import { pictureMap } from "./picture-map.ts";
import { placeExpression } from "./proxy-attempts.ts";
import { readContainer } from "./read-container.ts";

export interface CutRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly container: string | null;
  readonly videoCodec: string | null;
  /** Of the file's stamps; null where they were not read. */
  readonly timeBase: string | null;
  /** Stamp of the first shown frame. */
  readonly firstPts: number | null;
  /** Wanted stretch, milliseconds after the first shown frame. */
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
  readonly signal: AbortSignal;
}

export interface MadeCut {
  readonly command: string;
  readonly tool: string;
  readonly isTranscoded: boolean;
  /** How much earlier than wanted the cut begins. */
  readonly leadMs: number;
  readonly durationMs: number;
}

const TIME_LIMIT_MS = 600_000;

/** The part of a request that depends on how ffmpeg gets at the wanted stretch. */
interface CutInput {
  readonly isTranscoded: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** From the beginning of what is cut to the wanted end. */
  readonly lengthMs: number;
  /** How much earlier than wanted a stream copy begins: at its keyframe. */
  readonly leadMs: number;
  readonly stream: AsyncIterable<Buffer> | null;
}

/** Chunks are handed over from the keyframe before the wanted moment on. */
async function inputFromChunks(request: CutRequest, container: ChunkContainer): Promise<CutInput> {
  const track = await chunkTrackOf(request.inputPath, container, request.signal);
  if (track === null) throw new AppError("ffmpeg-failed", { detail: "no keyframe" });
  // The frame shown at the wanted moment is the last that is not later.
  const fromKeyframe = keyframeBefore(track, Math.max(0, frameNoAt(track, request.mediaStartMs + 0.5) - 1));
  const leadMs = Math.max(0, request.mediaStartMs - track.mediaMs[fromKeyframe.frameNo]!);
  const isTranscoded = track.videoCodec !== "h264";
  return {
    isTranscoded, before: [], after: isTranscoded ? ["-ss", (leadMs / 1000).toFixed(3)] : [],
    lengthMs: request.mediaEndMs - request.mediaStartMs + (isTranscoded ? 0 : leadMs), leadMs,
    stream: matroskaFromChunks({ path: request.inputPath, container, track, fromKeyframe, endFrameNo: frameNoAt(track, request.mediaEndMs) }),
  };
}

const mapOf = ({ inputPath, container, timeBase, signal }: CutRequest): Promise<string> => pictureMap(inputPath, container, timeBase, signal);

/** Stamp in milliseconds of the keyframe that ffmpeg goes to under these options. @throws AppError ffmpeg-failed, cancelled */
async function keyframeStampMs(request: CutRequest, before: readonly string[]): Promise<number> {
  const { output } = await runFfmpeg({
    inputPath: request.inputPath, inputOptions: [...inputOptions(demuxerFor(request.container)), ...before],
    outputOptions: ["-map", await mapOf(request), "-an", "-c:v", "copy", "-copyts", "-frames:v", "1", "-f", "framecrc"],
    outputPath: null, signal: request.signal, timeLimitMs: TIME_LIMIT_MS,
  });
  // `#tb 0: 1/10240`, then a line for the packet: stream, dts, pts, …
  const text = output.toString("latin1");
  const timeBase = /^#tb 0: (\d+\/\d+)$/m.exec(text)?.[1];
  const pts = /^0,\s*-?\d+,\s*(-?\d+),/m.exec(text)?.[1];
  if (timeBase === undefined || pts === undefined) throw new AppError("ffmpeg-failed", { detail: "no keyframe" });
  return Number(pts) * msPerStamp(timeBase);
}

/** Recordings on a card are counted through: what is wanted may lie in several, and their own stamps say nothing of each other. */
async function inputFromCard(request: CutRequest): Promise<CutInput> {
  const parts = await cardPartsOf(request.inputPath, request.signal);
  const startMs = ({ stamps }: CardPart): number => stamps[0]! / PLACED_PER_MS;
  const wanted = parts.filter((part, i) => startMs(part) < request.mediaEndMs && (parts[i + 1] === undefined || startMs(parts[i + 1]!) > request.mediaStartMs));
  const fromMs = wanted[0] === undefined ? 0 : startMs(wanted[0]);
  const runs = stampRuns(packStamps(Float64Array.from(wanted.flatMap((part) => [...part.stamps]))), Infinity)?.runs ?? [];
  const places = placeExpression(runs, PLACED_TIME_BASE);
  if (places === null) throw new AppError("ffmpeg-failed", { detail: "uneven frames" });
  return {
    isTranscoded: true, before: [], after: ["-vf", `settb=1/90000,setpts=${places}`, "-ss", (Math.max(0, request.mediaStartMs - fromMs) / 1000).toFixed(3)],
    lengthMs: request.mediaEndMs - request.mediaStartMs, leadMs: 0, stream: bytesOfParts(request.inputPath, wanted),
  };
}

function cutInput(request: CutRequest): Promise<CutInput> {
  if (isChunkContainer(request.container)) return inputFromChunks(request, request.container);
  if (isJoined(request.timeBase) && request.firstPts !== null) return inputFromJoined(request, request.timeBase, request.firstPts);
  return request.container === "hikvision-sd" ? inputFromCard(request) : inputFromFile(request);
}

/** Parts that were joined are handed over from the one on that holds the wanted moment, with the stamps of the index. */
async function inputFromJoined(request: CutRequest, timeBase: string, firstPts: number): Promise<CutInput> {
  const fromPts = firstPts + Math.round(request.mediaStartMs / msPerStamp(timeBase));
  return {
    isTranscoded: true, before: ["-copyts"], after: ["-vf", `trim=start_pts=${fromPts},setpts=PTS-(${fromPts})`],
    lengthMs: request.mediaEndMs - request.mediaStartMs, leadMs: 0, stream: joinedStream(request.inputPath, request.container, request.signal, fromPts),
  };
}

/**
 * What ffmpeg can seek in exactly is copied from the keyframe at or before the wanted moment. Which one that is, ffmpeg is
 * asked: the length of the copy does not tell, because it runs past the wanted end where frames are kept out of order.
 */
async function inputFromFile(request: CutRequest): Promise<CutInput> {
  const { container, videoCodec, timeBase, firstPts, mediaStartMs } = request;
  const lengthMs = request.mediaEndMs - mediaStartMs;
  // A seek goes by the keyframes of the first picture stream, which may be a still.
  const canCopy = !isLaterPicture(timeBase) && container !== null && SEEKS_EXACTLY.has(container) && (videoCodec === "h264" || isWebPlayable(container, videoCodec, timeBase));
  if (!canCopy || timeBase === null || firstPts === null) return { isTranscoded: true, ...seekOptions(container, mediaStartMs), lengthMs, leadMs: 0, stream: null };
  // By stamps, not from the file's first packet: audio may begin earlier than the pictures.
  const wantedStampMs = firstPts * msPerStamp(timeBase) + mediaStartMs;
  const before = ["-seek_timestamp", "1", "-ss", (wantedStampMs / 1000).toFixed(6)];
  return { isTranscoded: false, before, after: [], lengthMs, leadMs: Math.max(0, wantedStampMs - await keyframeStampMs(request, before)), stream: null };
}

/** @throws AppError ffmpeg-failed, ffmpeg-missing, disk-full, cancelled */
export async function makeCut(request: CutRequest): Promise<MadeCut> {
  const { isTranscoded, before, after, lengthMs, leadMs, stream } = await cutInput(request);
  const { command } = await runFfmpeg({
    inputPath: request.inputPath, inputStream: stream,
    inputOptions: [...inputOptions(demuxerFor(request.container)), ...before],
    outputOptions: [
      ...after, "-t", (Math.max(1, lengthMs) / 1000).toFixed(3), "-map", await mapOf(request), "-an",
      ...(isTranscoded ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-fps_mode", "passthrough"] : ["-c:v", "copy", "-avoid_negative_ts", "make_zero"]),
      "-video_track_timescale", "90000", "-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0", "-map_metadata", "-1", "-f", "mp4",
    ],
    outputPath: request.outputPath, signal: request.signal, timeLimitMs: TIME_LIMIT_MS,
  });
  const made = await readContainer(request.outputPath, "mp4", request.signal);
  if ("refused" in made) throw new AppError("ffmpeg-failed", { detail: made.refused.code });
  return { command, tool: await ffmpegVersion(), isTranscoded, leadMs: isTranscoded ? 0 : Math.round(leadMs), durationMs: made.durationMs };
}

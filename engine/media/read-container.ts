// Reads one footage file's header and the time of every video packet; no picture is decoded. mediabunny where it can, ourselves
// where the format is a recorder's own, ffprobe for the rest. What it finds are facts and problems; which time to believe is decided elsewhere.

import { stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { readBmff } from "./bmff-boxes.ts";
import { hasTrueSampleTables } from "./bmff-samples.ts";
import { isBrokenOff } from "./broken-end.ts";
import { readWithCardIndex } from "./card-track.ts";
import { isChunkContainer } from "./chunk-track.ts";
import { CONTAINER_READING, type Container } from "./containers.ts";
import { readEbml } from "./ebml-head.ts";
import { TIME_LIMIT_DETAIL } from "./ffmpeg.ts";
import { msPerStamp, packStamps } from "./frame-index.ts";
import { mayBeJoined, readJoined } from "./joined-stream.ts";
import { isFilledUp, lostBehindRiff, lostInMatroska, lostInProgramme, lostInTransport } from "./lost-bytes.ts";
import { openFootage } from "./open-footage.ts";
import { readWithChunks } from "./read-chunks.ts";
import { readWithFfprobe } from "./read-ffprobe.ts";
import { readWithMediabunny } from "./read-mediabunny.ts";
import { refusal, type FoundProblem, type RawTrack, type Refusal } from "./raw-track.ts";
import { TimeLimit } from "./time-limit.ts";

export type { FoundProblem } from "./raw-track.ts";

/** How long a tool may say nothing of a file that it reads. It prints in blocks: a block may be 20 MB of footage on a slow disk. */
const SILENCE_MS = 120_000;
/** One file may not hold up the others for longer than this, even where the disk gives it slowly: a megabyte a second. */
const TIME_LIMIT_MS = 600_000;
const TIME_LIMIT_MS_PER_GB = 1_000_000;

/** A continuous run of frames: media time, first shown frame of the file 0, half-open. */
export interface FoundPiece {
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
}

export interface ContainerFacts {
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** From the median step between frames; null for a single frame. */
  readonly framesPerSecond: number | null;
  readonly frameCount: number;
  /** Sum of the pieces: gaps inside the file left out. */
  readonly durationMs: number;
  readonly timeBase: string;
  /** Stamp of the first shown frame. */
  readonly firstPts: number;
  readonly frameIndex: Uint8Array;
  readonly pieces: readonly FoundPiece[];
  /** What the container says its creation was, UTC ms; null where absent or one of the empty values (1904, 1970). */
  readonly creationTimeMs: number | null;
  /** Absolute time of the first packet where the container's stamps are one (DHAV: device local time taken as UTC). */
  readonly absoluteStartMs: number | null;
  readonly problems: readonly FoundProblem[];
}

/** A header may round to its own units, and count audio that runs on. Beyond this a claim is not kept. */
const CLAIM_TOLERANCE_MS = 2_000;
const CLAIM_TOLERANCE_SHARE = 0.02;
/** AVI counts its frames and gives them no times: each that is missing moves all later ones. */
const COUNTED_TOLERANCE_FRAMES = 5;
/** What claims more says that it does not know: all bits set, in units of its own. */
const CLAIM_MAX_MS = 366 * 86_400_000;
/** One frame alone lasts as long as one of 25 a second. */
const LONE_FRAME_MS = 40;

/**
 * Cuts the frames into continuous runs. A step above max(1 s, 3 × median) is a gap in the recording (DOMAIN §2).
 * Each run lasts one frame beyond its last stamp, and ends where the next begins. `anewMs`: frames that begin one in any case.
 */
export function piecesFromTimes(mediaMs: Float64Array, frameMs: number, anewMs: ReadonlySet<number> = new Set()): FoundPiece[] {
  const gapMs = Math.max(1_000, 3 * frameMs);
  const pieces: FoundPiece[] = [];
  let startMs = mediaMs[0] ?? 0;
  for (let i = 1; i <= mediaMs.length; i++) {
    const previous = mediaMs[i - 1]!;
    const next = mediaMs[i];
    if (next !== undefined && next - previous <= gapMs && !anewMs.has(next)) continue;
    pieces.push({ mediaStartMs: startMs, mediaEndMs: Math.min(previous + frameMs, next ?? Infinity) });
    if (next !== undefined) startMs = next;
  }
  return pieces;
}

/** Median of the steps between frames; frames that share a stamp do not count. 0 where there is no step. */
function medianStep(mediaMs: Float64Array): number {
  const steps = Float64Array.from({ length: Math.max(0, mediaMs.length - 1) }, (_, i) => mediaMs[i + 1]! - mediaMs[i]!).filter((step) => step > 0).sort();
  return steps[steps.length >> 1] ?? 0;
}

/** 1904 and 1970 are what a device writes that has no time. */
const saneCreation = (ms: number | null): number | null => (ms !== null && ms >= Date.UTC(2000, 0, 1) ? ms : null);

function claimToleranceMs(claimedMs: number, frameMs: number, container: Container): number {
  return container === "avi" ? COUNTED_TOLERANCE_FRAMES * frameMs : Math.max(CLAIM_TOLERANCE_MS, CLAIM_TOLERANCE_SHARE * claimedMs);
}

function factsFromTrack(track: RawTrack, container: Container): ContainerFacts | Refusal {
  const stamps = Float64Array.from(track.stamps).sort();
  const firstPts = stamps[0];
  if (firstPts === undefined) return refusal("no-video-track");
  const unitMs = msPerStamp(track.timeBase);
  const mediaMs = stamps.map((stamp) => (stamp - firstPts) * unitMs);
  const step = medianStep(mediaMs);
  const frameMs = step > 0 ? step : LONE_FRAME_MS;
  const pieces = piecesFromTimes(mediaMs, frameMs, new Set(track.startsAnewAt.map((stamp) => (stamp - firstPts) * unitMs)));
  const spanMs = pieces.at(-1)!.mediaEndMs;
  const problems = [...track.problems];
  if (track.claimedMs !== null && track.claimedMs > 0 && track.claimedMs < CLAIM_MAX_MS && Math.abs(track.claimedMs - spanMs) > claimToleranceMs(track.claimedMs, frameMs, container)) {
    problems.push({ code: "duration-disagrees", params: { claimedBy: "container", claimedS: Math.round(track.claimedMs / 1000), used: "packets", foundS: Math.round(spanMs / 1000) } });
  }
  return {
    videoCodec: track.videoCodec, audioCodec: track.audioCodec, widthPx: track.widthPx, heightPx: track.heightPx,
    framesPerSecond: step > 0 ? Math.round((1000 / step) * 1000) / 1000 : null,
    frameCount: stamps.length, durationMs: Math.round(pieces.reduce((sum, piece) => sum + piece.mediaEndMs - piece.mediaStartMs, 0)),
    timeBase: track.timeBase, firstPts, frameIndex: packStamps(stamps), pieces,
    creationTimeMs: saneCreation(track.creationTimeMs), absoluteStartMs: track.absoluteStartMs, problems,
  };
}

/** What a look at the container's outline tells before its packets are read. */
interface Outline {
  readonly creationTimeMs: number | null;
  readonly isTruncated: boolean;
  readonly hasNoMoov: boolean;
  /** Between or behind what is read. */
  readonly unreadBytes: number;
  /** It may be several files, of which each is read by itself. */
  readonly isJoined: boolean;
  /** Read right by ffprobe only. */
  readonly needsFfprobe: boolean;
}

async function readOutline(path: string, container: Container, signal: AbortSignal): Promise<Outline> {
  const file = await openFootage(path);
  try {
    const { size: sizeBytes } = await file.stat();
    const plain: Outline = { creationTimeMs: null, isTruncated: false, hasNoMoov: false, unreadBytes: 0, isJoined: container === "flv" || container === "asf", needsFfprobe: CONTAINER_READING[container].reader === "ffprobe" };
    if (container === "mp4" || container === "mov") {
      const { moov, missingBytes, creationTimeMs, hasComplexEdits, isHalfFragmented, isFragmented, secondFileAt, rubbishAt } = await readBmff(file);
      const isJoined = secondFileAt !== null && isFragmented;
      const isReadUpTo = rubbishAt === null || (await isFilledUp(file, rubbishAt, sizeBytes, signal)) ? sizeBytes : rubbishAt;
      return {
        ...plain, creationTimeMs, isJoined, unreadBytes: sizeBytes - Math.min(isReadUpTo, isJoined ? sizeBytes : (secondFileAt ?? sizeBytes)), isTruncated: missingBytes > 0, hasNoMoov: moov === null,
        needsFfprobe: missingBytes > 0 || isReadUpTo < sizeBytes || hasComplexEdits || isHalfFragmented || (moov !== null && !(await hasTrueSampleTables(file, moov))),
      };
    }
    if (container === "mkv" || container === "webm") {
      const { missingBytes, creationTimeMs, hasSecondFile } = await readEbml(file);
      const { lostBytes, isCut } = await lostInMatroska(file, sizeBytes, signal);
      return { ...plain, creationTimeMs, unreadBytes: lostBytes, isTruncated: missingBytes > 0 || isCut, needsFfprobe: missingBytes > 0 || isCut || hasSecondFile || lostBytes > 0 };
    }
    if (container === "mpeg-ts") {
      const lostBytes = await lostInTransport(file, sizeBytes, signal);
      return { ...plain, unreadBytes: lostBytes, isTruncated: await isBrokenOff(file, sizeBytes, container), needsFfprobe: lostBytes > 0 };
    }
    const lostBytes = container === "avi" ? await lostBehindRiff(file, sizeBytes, signal) : container === "mpeg-ps" || container === "hikvision-ps" ? await lostInProgramme(file, sizeBytes, signal) : 0;
    return { ...plain, unreadBytes: lostBytes, isTruncated: await isBrokenOff(file, sizeBytes, container) };
  } finally {
    await file.close();
  }
}

async function readTrack(path: string, container: Container, outline: Outline, signal: AbortSignal, silenceMs: number): Promise<RawTrack | Refusal> {
  if (isChunkContainer(container)) return readWithChunks(path, container, signal);
  if (container === "hikvision-sd") return readWithCardIndex(path, signal, silenceMs);
  if (outline.isJoined && mayBeJoined(container)) return readJoined(path, container, signal, silenceMs);
  if (!outline.needsFfprobe) {
    try {
      const read = await readWithMediabunny(path, container, signal);
      // Pictures of a kind that it does not know, such as MPEG-2 in a transport stream, are none to it.
      if (!("refused" in read) && read.stamps.length > 0 && read.videoCodec !== null) return read;
    } catch (error) {
      if (signal.aborted) throw error;
    }
  }
  return readWithFfprobe(path, container, signal, silenceMs);
}

function withOutline(track: RawTrack, outline: Outline): RawTrack {
  const isTold = track.problems.some((problem) => problem.code === "truncated");
  const problems = [...track.problems];
  if (outline.isTruncated && !isTold) problems.push({ code: "truncated", params: {} });
  if (outline.unreadBytes > 0) problems.push({ code: "bytes-skipped", params: { bytes: outline.unreadBytes } });
  return { ...track, creationTimeMs: track.creationTimeMs ?? outline.creationTimeMs, problems };
}

const detailOf = (error: unknown): string =>
  (error instanceof AppError ? String(error.params["detail"] ?? error.code) : error instanceof Error ? error.message : String(error)).slice(0, 200);

/**
 * Reads a file that `sniff` took for footage. Answers its facts, or the problem for which it gives no footage.
 * @throws AppError cancelled, ffmpeg-missing; never for what the file contains
 */
export async function readContainer(path: string, container: Container, signal: AbortSignal): Promise<ContainerFacts | Refusal> {
  let limit: TimeLimit | null = null;
  try {
    limit = new TimeLimit(signal, TIME_LIMIT_MS + Math.round(((await stat(path)).size / 1e9) * TIME_LIMIT_MS_PER_GB));
    const outline = await readOutline(path, container, limit.signal);
    if (outline.hasNoMoov) return refusal("no-moov");
    const track = await readTrack(path, container, outline, limit.signal, SILENCE_MS);
    return "refused" in track ? track : factsFromTrack(withOutline(track, outline), container);
  } catch (error) {
    if (signal.aborted) throw new AppError("cancelled", {}, { cause: error });
    if (error instanceof AppError && error.code === "ffmpeg-missing") throw error;
    if (limit?.isOver === true || detailOf(error) === TIME_LIMIT_DETAIL) return refusal("read-timeout");
    return refusal("container-unreadable", { detail: detailOf(error) });
  } finally {
    limit?.end();
  }
}

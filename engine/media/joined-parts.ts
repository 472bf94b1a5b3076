// Files of one kind that were joined byte by byte: ffmpeg reads the first and no further. Each is read by itself, and placed on one clock.
// How the parts of a file are found, and given to ffmpeg as one, each container says (joined-stream.ts).

import { AppError } from "../../contract/errors.ts";
import { jumpProblems, LEAP_MS, PLACED_TIME_BASE } from "./clock-jumps.ts";
import type { Container } from "./containers.ts";
import { TIME_LIMIT_DETAIL, type ByteRange } from "./ffmpeg.ts";
import { msPerStamp } from "./frame-index.ts";
import { joinedTimeBase } from "./joined-time-base.ts";
import { isLaterPicture } from "./main-picture.ts";
import type { FoundProblem, RawTrack, Refusal } from "./raw-track.ts";
import { readWithFfprobe } from "./read-ffprobe.ts";

/** A day of minutes. What is joined beyond that is told as not read. */
const PARTS_MAX = 1_440;
const DEFAULT_STEP_MS = 40;

/** What lies where in a file. */
export interface JoinedLayout {
  /** The files that were joined, in their order; the whole file where it is one. */
  readonly recordings: readonly ByteRange[];
  /** Between or behind them, and part of none. */
  readonly skippedBytes: number;
  readonly isCut: boolean;
  /** What is skipped would disturb ffmpeg: it must be given the recordings, also where there is but one. */
  readonly mustBeParted?: boolean;
}

/** One of the files that were joined. */
export interface JoinedPart extends ByteRange {
  /** What its own stamps are moved by, in units of the first's time base. */
  readonly shift: number;
  /** Of the file, ascending. */
  readonly stamps: Float64Array;
  /** Its clock began anew: it stands behind what came before. How far its clock went, ms; null where it went on. */
  readonly jumpMs: number | null;
}

export interface JoinedTrack {
  readonly first: RawTrack;
  /** Empty where the clock of the first jumps inside it: then it is read alone, as it is. */
  readonly parts: readonly JoinedPart[];
  /** Of files that were joined and are not read. */
  readonly unreadBytes: number;
  /** What is to be told of parts besides what their clocks do. */
  readonly problems: readonly FoundProblem[];
}

/** Whether its stamps are ffmpeg's own, of the stream that ffmpeg takes for the footage. */
const hasOneClock = ({ timeBase }: RawTrack): boolean => timeBase !== PLACED_TIME_BASE && !isLaterPicture(timeBase);
/** What a part must have in common with the first, so that one decoder and one picture can show both. */
const isAlike = (a: RawTrack, b: RawTrack): boolean => a.timeBase === b.timeBase && a.videoCodec === b.videoCodec && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** Null where it holds no pictures. A file that takes too long is not told as damage. */
async function readPart(path: string, container: Container, range: ByteRange, signal: AbortSignal, silenceMs: number): Promise<RawTrack | null> {
  try {
    const track = await readWithFfprobe(path, container, signal, silenceMs, range);
    return "refused" in track || track.stamps.length === 0 ? null : track;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed" && error.params["detail"] !== TIME_LIMIT_DETAIL) return null;
    throw error;
  }
}

/** A clock that goes on is believed; one that began anew, or leaps further ahead than any recorder pauses, stands behind what came before. */
function placePart(range: ByteRange, own: Float64Array, unitMs: number, before: JoinedPart | undefined): JoinedPart {
  if (before === undefined) return { ...range, shift: 0, stamps: own, jumpMs: null };
  const last = before.stamps.at(-1)!;
  const first = own[0]! + before.shift;
  const step = before.stamps.length > 1 ? (last - before.stamps[0]!) / (before.stamps.length - 1) : DEFAULT_STEP_MS / unitMs;
  const aheadMs = (first - last) * unitMs;
  const goesOn = first > last && aheadMs <= LEAP_MS;
  const shift = goesOn ? before.shift : Math.round(last + step) - own[0]!;
  return { ...range, shift, stamps: own.map((stamp) => stamp + shift), jumpMs: goesOn ? null : aheadMs };
}

/** Null where none of them holds pictures. @throws AppError ffmpeg-missing, ffmpeg-failed where one takes too long, cancelled */
export async function readParts(path: string, container: Container, recordings: readonly ByteRange[], signal: AbortSignal, silenceMs: number): Promise<JoinedTrack | null> {
  let first: RawTrack | null = null;
  const parts: JoinedPart[] = [];
  const problems: FoundProblem[] = [];
  let unreadBytes = 0;
  for (const [i, range] of recordings.entries()) {
    const track: RawTrack | null = i < PARTS_MAX ? await readPart(path, container, range, signal, silenceMs) : null;
    if (track === null || (first !== null && !isAlike(first, track))) {
      unreadBytes += range.endAt - range.startAt;
      continue;
    }
    first ??= track;
    if (!hasOneClock(first)) return { first, parts: [], unreadBytes: recordings.reduce((sum, other) => sum + (other === range ? 0 : other.endAt - other.startAt), 0), problems: [] };
    parts.push(placePart(range, Float64Array.from(track.stamps).sort(), msPerStamp(first.timeBase), parts.at(-1)));
    problems.push(...track.problems.filter(({ code }) => code === "fields-unpaired" && !problems.some((told) => told.code === code)));
  }
  return first === null ? null : { first, parts, unreadBytes, problems };
}

/** The parts as one track. */
export function trackOfParts({ first, parts, problems }: JoinedTrack): RawTrack {
  if (parts.length === 0) return first;
  const anew = parts.filter(({ jumpMs }) => jumpMs !== null);
  return {
    ...first, timeBase: joinedTimeBase(first.timeBase), stamps: Float64Array.from(parts.flatMap(({ stamps }) => [...stamps])), startsAnewAt: anew.map(({ stamps }) => stamps[0]!),
    claimedMs: null, problems: [...problems, ...jumpProblems(anew.map(({ jumpMs }, index) => ({ index, ms: jumpMs! })))],
  };
}

/** Reads a file by its layout; of one that is not joined what ffprobe says. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function readByLayout(path: string, container: Container, layout: JoinedLayout, signal: AbortSignal, silenceMs: number): Promise<RawTrack | Refusal> {
  const joined = layout.recordings.length > 1 || layout.mustBeParted === true ? await readParts(path, container, layout.recordings, signal, silenceMs) : null;
  const track = joined === null ? await readWithFfprobe(path, container, signal, silenceMs) : trackOfParts(joined);
  if ("refused" in track) return track;
  const problems: FoundProblem[] = [...track.problems];
  if (layout.isCut && !problems.some(({ code }) => code === "truncated")) problems.push({ code: "truncated", params: {} });
  const bytes = layout.skippedBytes + (joined?.unreadBytes ?? 0);
  if (bytes > 0) problems.push({ code: "bytes-skipped", params: { bytes } });
  return { ...track, problems };
}

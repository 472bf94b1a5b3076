// The frames of a card's file (hikvision-card.ts): each recording in it is a programme stream of its own, placed by the index.

import { AppError } from "../../contract/errors.ts";
import { PLACED_PER_MS, PLACED_TIME_BASE } from "./clock-jumps.ts";
import { msPerStamp } from "./frame-index.ts";
import { readCardSegments, type CardSegment } from "./hikvision-card.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { openFootage } from "./open-footage.ts";
import { bytesInRange } from "./range-bytes.ts";
import { refusal, type FoundProblem, type RawTrack, type Refusal } from "./raw-track.ts";
import { readWithFfprobe } from "./read-ffprobe.ts";

export interface CardPart {
  readonly segment: CardSegment;
  /** In units of PLACED_TIME_BASE after the first frame of the file, ascending. */
  readonly stamps: Float64Array;
}

export interface CardTrack {
  /** What the first readable recording says of codecs and size. */
  readonly first: RawTrack;
  readonly parts: readonly CardPart[];
  readonly problems: readonly FoundProblem[];
}


/** Times of one recording's frames after its first, ms, ascending. */
function timesOf(track: RawTrack): Float64Array {
  const unitMs = msPerStamp(track.timeBase);
  const stamps = Float64Array.from(track.stamps).sort();
  return stamps.map((stamp) => (stamp - stamps[0]!) * unitMs);
}

async function readCardTrack(path: string, signal: AbortSignal, timeLimitMs: number): Promise<CardTrack | Refusal> {
  const segments = await readCardSegments(path);
  let first: RawTrack | null = null;
  const parts: CardPart[] = [];
  const problems: FoundProblem[] = [];
  let skippedBytes = 0;
  let endMs = 0;
  for (const segment of segments ?? []) {
    const track = await readWithFfprobe(path, "hikvision-sd", signal, timeLimitMs, segment).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "ffmpeg-failed") return null;
      throw error;
    });
    if (track === null || "refused" in track || track.stamps.length === 0) {
      skippedBytes += segment.endAt - segment.startAt;
      continue;
    }
    first ??= track;
    problems.push(...track.problems.filter(({ code }) => code === "timestamps-jump" || (code === "fields-unpaired" && !problems.some((told) => told.code === code))));
    const timesMs = timesOf(track);
    // Where the index says whole seconds, what begins before the end of what came before follows it.
    const fromMs = Math.max(segment.startMs - (parts[0] ?? { segment }).segment.startMs, endMs);
    parts.push({ segment, stamps: timesMs.map((ms) => Math.round((fromMs + ms) * PLACED_PER_MS)) });
    const lastMs = timesMs.at(-1)!;
    endMs = fromMs + lastMs + (timesMs.length > 1 ? lastMs / (timesMs.length - 1) : 0);
  }
  if (first === null) return refusal("no-video-track");
  if (skippedBytes > 0) problems.push({ code: "bytes-skipped", params: { bytes: skippedBytes } });
  return { first, parts, problems };
}

/** For read-container.ts. @throws AppError ffmpeg-missing, cancelled */
export async function readWithCardIndex(path: string, signal: AbortSignal, timeLimitMs: number): Promise<RawTrack | Refusal> {
  const track = await readCardTrack(path, signal, timeLimitMs);
  if ("refused" in track) return track;
  const stamps = Float64Array.from(track.parts.flatMap((part) => [...part.stamps]));
  return {
    ...track.first, stamps, timeBase: PLACED_TIME_BASE, startsAnewAt: track.parts.slice(1).map((part) => part.stamps[0]!),
    claimedMs: null, creationTimeMs: null, absoluteStartMs: null, problems: track.problems,
  };
}

const known = new KnownOfFiles<CardTrack | Refusal>(16);
const TIME_LIMIT_MS = 120_000;

/** The parts of a file, remembered while it stays as it is. @throws AppError frame-unreadable, ffmpeg-missing, cancelled */
export async function cardPartsOf(path: string, signal: AbortSignal): Promise<readonly CardPart[]> {
  const track = await known.of(path, "hikvision-sd", signal, () => readCardTrack(path, signal, TIME_LIMIT_MS));
  if ("refused" in track) throw new AppError("frame-unreadable", { path });
  return track.parts;
}

/** The bytes of some parts one after the other: ffmpeg takes them for one programme stream whose clock jumps. */
export async function* bytesOfParts(path: string, parts: readonly CardPart[]): AsyncGenerator<Buffer> {
  const file = await openFootage(path);
  try {
    for (const { segment } of parts) {
      if (!(yield* bytesInRange(file, segment))) return;
    }
  } finally {
    await file.close();
  }
}

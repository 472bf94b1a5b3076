// FLV, and FLV files that were joined byte by byte: ffmpeg takes the second's head for a tag and reads no further. Each is read by itself,
// and ffmpeg is given all of them as one, with the times that they have here. For read-container.ts and whole-stream.ts.

import { AppError } from "../../contract/errors.ts";
import { jumpProblems } from "./clock-jumps.ts";
import { TIME_LIMIT_DETAIL } from "./ffmpeg.ts";
import { FILE_HEAD_BYTES, flvSteps, LENGTH_BYTES, readFlvLayout, SCRIPT, type FlvLayout, type FlvRecording } from "./flv-tags.ts";
import { msPerStamp } from "./frame-index.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { openFootage } from "./open-footage.ts";
import type { FoundProblem, RawTrack, Refusal } from "./raw-track.ts";
import { readWithFfprobe } from "./read-ffprobe.ts";
import { noteRead } from "./read-progress.ts";

/**
 * Milliseconds, as FLV counts, written as no container writes them: it says that ffmpeg must be given the parts. Its stamps are then
 * those of the index.
 */
export const JOINED_TIME_BASE = "3/3000";

/** A day of minutes. What is joined beyond that is told as not read. */
const PARTS_MAX = 1_440;
const DEFAULT_STEP_MS = 40;

interface FlvPart extends FlvRecording {
  /** What its own stamps are moved by, ms. */
  readonly shiftMs: number;
  /** Of the file, ms, ascending. */
  readonly stamps: Float64Array;
  /** Its clock began anew: it stands behind what came before. How far its clock went, ms; null where it went on. */
  readonly jumpMs: number | null;
}

interface FlvTrack {
  readonly first: RawTrack;
  /** Empty where the clock of the first jumps inside it: then it is read alone, as it is. */
  readonly parts: readonly FlvPart[];
  /** Of files that were joined and are not read. */
  readonly unreadBytes: number;
}

/** Whether its stamps are ffmpeg's own. */
const hasOneClock = (track: RawTrack): boolean => msPerStamp(track.timeBase) === 1;
/** What a part must have in common with the first, so that one decoder and one picture can show both. */
const isAlike = (a: RawTrack, b: RawTrack): boolean => hasOneClock(b) && a.videoCodec === b.videoCodec && a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** Null where it holds no pictures. A file that takes too long is not told as damage. */
async function readPart(path: string, range: FlvRecording, signal: AbortSignal, silenceMs: number): Promise<RawTrack | null> {
  try {
    const track = await readWithFfprobe(path, "flv", signal, silenceMs, range);
    return "refused" in track || track.stamps.length === 0 ? null : track;
  } catch (error) {
    if (error instanceof AppError && error.code === "ffmpeg-failed" && error.params["detail"] !== TIME_LIMIT_DETAIL) return null;
    throw error;
  }
}

/** A clock that goes on is believed; one that began anew stands behind what came before. */
function placePart(range: FlvRecording, own: Float64Array, before: FlvPart | undefined): FlvPart {
  if (before === undefined) return { ...range, shiftMs: 0, stamps: own, jumpMs: null };
  const lastMs = before.stamps.at(-1)!;
  const firstMs = own[0]! + before.shiftMs;
  const stepMs = before.stamps.length > 1 ? (lastMs - before.stamps[0]!) / (before.stamps.length - 1) : DEFAULT_STEP_MS;
  const goesOn = firstMs > lastMs;
  const shiftMs = goesOn ? before.shiftMs : Math.round(lastMs + stepMs) - own[0]!;
  return { ...range, shiftMs, stamps: own.map((ms) => ms + shiftMs), jumpMs: goesOn ? null : firstMs - lastMs };
}

async function readJoined(path: string, { recordings }: FlvLayout, signal: AbortSignal, silenceMs: number): Promise<FlvTrack | null> {
  let first: RawTrack | null = null;
  const parts: FlvPart[] = [];
  let unreadBytes = 0;
  for (const [i, range] of recordings.entries()) {
    const track: RawTrack | null = i < PARTS_MAX ? await readPart(path, range, signal, silenceMs) : null;
    if (track === null || (first !== null && !isAlike(first, track))) {
      unreadBytes += range.endAt - range.startAt;
      continue;
    }
    first ??= track;
    if (!hasOneClock(first)) return { first, parts: [], unreadBytes: recordings.reduce((sum, other) => sum + (other === range ? 0 : other.endAt - other.startAt), 0) };
    parts.push(placePart(range, Float64Array.from(track.stamps).sort(), parts.at(-1)));
  }
  return first === null ? null : { first, parts, unreadBytes };
}

async function layoutOf(path: string, signal: AbortSignal): Promise<FlvLayout> {
  const file = await openFootage(path);
  try {
    return await readFlvLayout(file, (await file.stat()).size, signal);
  } finally {
    await file.close();
  }
}

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled; what reading the disk throws */
export async function readFlv(path: string, signal: AbortSignal, silenceMs: number): Promise<RawTrack | Refusal> {
  const layout = await layoutOf(path, signal);
  const joined = layout.recordings.length > 1 ? await readJoined(path, layout, signal, silenceMs) : null;
  const track = joined === null ? await readWithFfprobe(path, "flv", signal, silenceMs) : fromParts(joined);
  if ("refused" in track) return track;
  const problems: FoundProblem[] = [...track.problems];
  if (layout.isCut && !problems.some(({ code }) => code === "truncated")) problems.push({ code: "truncated", params: {} });
  const bytes = layout.skippedBytes + (joined?.unreadBytes ?? 0);
  if (bytes > 0) problems.push({ code: "bytes-skipped", params: { bytes } });
  return { ...track, problems };
}

function fromParts({ first, parts }: FlvTrack): RawTrack {
  if (parts.length === 0) return first;
  const anew = parts.filter(({ jumpMs }) => jumpMs !== null);
  return {
    ...first, timeBase: JOINED_TIME_BASE, stamps: Float64Array.from(parts.flatMap(({ stamps }) => [...stamps])), startsAnewAt: anew.map(({ stamps }) => stamps[0]!),
    claimedMs: null, problems: jumpProblems(anew.map(({ jumpMs }, index) => ({ index, ms: jumpMs! }))),
  };
}

const known = new KnownOfFiles<FlvTrack | null>(16);
const SILENCE_MS = 120_000;

/** The parts of a file, remembered while it stays as it is. */
async function partsOf(path: string, signal: AbortSignal): Promise<readonly FlvPart[]> {
  const track = await known.of(path, "flv", signal, async () => readJoined(path, await layoutOf(path, signal), signal, SILENCE_MS));
  if (track === null) throw new AppError("file-unreadable", { path, detail: "no pictures" });
  return track.parts;
}

/** What a head says of sound and pictures, and no more. */
function asPlainHead(head: Buffer): Buffer {
  head.writeUInt32BE(FILE_HEAD_BYTES, 5);
  head.writeUInt32BE(0, FILE_HEAD_BYTES);
  return head;
}

/** A tag with its time moved: 24 bits, and the highest 8 behind them. */
function moved(tag: Buffer, shiftMs: number): Buffer {
  const ms = (tag.readUIntBE(4, 3) + tag[7]! * 2 ** 24 + shiftMs) % 2 ** 32;
  tag.writeUIntBE(ms % 2 ** 24, 4, 3);
  tag[7] = Math.floor(ms / 2 ** 24);
  return tag;
}

/**
 * The parts as one FLV file whose stamps are those of the index, from the part on that holds `fromPts`.
 * @throws AppError file-unreadable, ffmpeg-missing, cancelled; what reading the disk throws
 */
export async function* joinedFlv(path: string, signal: AbortSignal, fromPts = -Infinity): AsyncGenerator<Buffer> {
  const parts = await partsOf(path, signal);
  const from = Math.max(0, parts.findLastIndex(({ stamps }) => stamps[0]! <= fromPts));
  const file = await openFootage(path);
  try {
    for (const [i, part] of parts.slice(from).entries()) {
      for await (const { kind, at, endAt } of flvSteps(file, part.startAt, part.endAt, signal)) {
        if (kind === "lost" || (kind === "head" && i > 0)) continue;
        // A head may claim to be as long as the file.
        const bytes = Buffer.alloc(kind === "head" ? FILE_HEAD_BYTES + LENGTH_BYTES : endAt - at);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
        noteRead(bytesRead);
        if (bytesRead < bytes.length) return;
        // A description tells of one part alone, and where its own keyframes were.
        if (kind === "tag" && (bytes[0]! & 0x1f) === SCRIPT) continue;
        yield kind === "head" ? asPlainHead(bytes) : moved(bytes, part.shiftMs);
      }
    }
  } finally {
    await file.close();
  }
}

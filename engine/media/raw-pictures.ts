// Where the pictures of a raw H.264 or HEVC stream are: it has no index and no stamps, but decoding can begin at some pictures, and how many
// are shown before each of those can be counted (ITU-T H.264, 7.3 and 7.4.1.2; H.265, 7.3.1.2 and 8.1.3). Its bytes from one such place to
// another, for ffmpeg. Nothing is decoded here.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { ByteRange } from "./ffmpeg.ts";
import { FieldPairs, readSequence } from "./h264-pictures.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { openFootage } from "./open-footage.ts";
import { bytesInRange } from "./range-bytes.ts";
import { noteRead } from "./read-progress.ts";

export type RawContainer = "h264" | "hevc";
export const isRawContainer = (container: string | null): container is RawContainer => container === "h264" || container === "hevc";

/** A picture that decoding can begin with. */
export interface RawStart {
  readonly startAt: number;
  /** Where the picture itself ends, and where the pictures end that follow it and are shown before it. */
  readonly endAt: number;
  readonly leadingEndAt: number;
  readonly leadingCount: number;
  /** How many of those need pictures from before it: where decoding begins here no decoder shows them. */
  readonly undecodableCount: number;
  /** How many pictures are shown before it, counted from the first start. */
  readonly rank: number;
  /** Parameters that hold from here on and do not stand here themselves. */
  readonly parameters: readonly ByteRange[];
}

export interface RawPictures {
  readonly starts: readonly RawStart[];
  /** All that a decoder shows of the file from the first start on. */
  readonly pictureCount: number;
  /** Those at the beginning that no decoder shows: parameters, or pictures that they need, are not there. */
  readonly undecodableCount: number;
  readonly sizeBytes: number;
}

/** What one unit of the stream is to its pictures. */
interface UnitKind {
  readonly kind: "first-slice" | "slice" | "parameters" | "before-picture" | "other";
  readonly isStart: boolean;
  /** Shown before the start that it follows; undecodable without what is before that. */
  readonly leading: "decodable" | "undecodable" | null;
  readonly isSecondField: boolean;
}

const OTHER: UnitKind = { kind: "other", isStart: false, leading: null, isSecondField: false };
const READ_BYTES = 1024 * 1024;
/** As much of a unit as is looked at. */
const UNIT_BYTES = 256;
const START_CODE = Buffer.of(0, 0, 1);

/** Tells units of H.264. */
class H264Units {
  #pairs: FieldPairs | null = null;
  #sequence: Buffer = Buffer.alloc(0);

  take(unit: Buffer): UnitKind {
    const type = (unit[0] ?? 0) & 0x1f;
    if (type === 7) this.#takeSequence(unit);
    if (type === 7 || type === 8) return { ...OTHER, kind: "parameters" };
    if (type === 6 || type === 9) return { ...OTHER, kind: "before-picture" };
    if (type < 1 || type > 5) return OTHER;
    // The first slice of a picture begins at its first block, which is written as a single bit.
    if (((unit[1] ?? 0) & 0x80) === 0) return { ...OTHER, kind: "slice" };
    const isSecondField = this.#pairs?.isSecondField(Buffer.concat([START_CODE, unit])) === true;
    return { ...OTHER, kind: "first-slice", isStart: type === 5 && !isSecondField, isSecondField };
  }

  #takeSequence(unit: Buffer): void {
    if (this.#pairs !== null && unit.subarray(0, this.#sequence.length).equals(this.#sequence)) return;
    const sequence = readSequence(unit);
    if (sequence === null) return;
    const next = unit.indexOf(START_CODE);
    this.#sequence = Buffer.from(next === -1 ? unit : unit.subarray(0, next));
    this.#pairs = new FieldPairs(sequence, null);
  }
}

/** Tells units of HEVC. */
class HevcUnits {
  take(unit: Buffer): UnitKind {
    const [head = 0, more = 0, slice = 0] = unit;
    const type = (head >> 1) & 0x3f;
    // Of several layers only the first is shown.
    if (((head & 1) << 5 | more >> 3) !== 0) return OTHER;
    if (type >= 32 && type <= 34) return { ...OTHER, kind: "parameters" };
    if (type === 35 || type === 39) return { ...OTHER, kind: "before-picture" };
    if (type > 31) return OTHER;
    if ((slice & 0x80) === 0) return { ...OTHER, kind: "slice" };
    return { ...OTHER, kind: "first-slice", isStart: type >= 16 && type <= 21, leading: type === 6 || type === 7 ? "decodable" : type === 8 || type === 9 ? "undecodable" : null };
  }
}

type MadeStart = { -readonly [K in keyof RawStart]: RawStart[K] };

/** Takes units in the order of the file, and counts. */
class PictureCounter {
  readonly starts: MadeStart[] = [];
  readonly #units: H264Units | HevcUnits;
  /** From the first start on, in decoding order. */
  pictureCount = 0;
  /** Before the first start, and before there were parameters. */
  skippedCount = 0;
  /** Where the next picture's own units begin; null: in the picture before. */
  #nextAt: number | null = null;
  readonly #parameters = new Map<string, ByteRange>();
  #openParameters: { readonly key: string; readonly startAt: number } | null = null;
  /** Of the picture to come. */
  #ownParameters = new Set<string>();

  constructor(container: RawContainer) {
    this.#units = container === "h264" ? new H264Units() : new HevcUnits();
  }

  /** @param at where its start code begins */
  take(unit: Buffer, at: number): void {
    this.#endParameters(at);
    const what = this.#units.take(unit);
    if (what.kind === "parameters") {
      // Kept by kind and number: sets of one kind may stand beside each other. What comes later takes the place of what it renews.
      this.#openParameters = { key: unit.subarray(0, 4).toString("hex"), startAt: at };
      this.#ownParameters.add(this.#openParameters.key);
    }
    if (what.kind === "parameters" || what.kind === "before-picture") this.#nextAt ??= at;
    if (what.kind !== "first-slice") return;
    const startAt = this.#nextAt ?? at;
    this.#nextAt = null;
    const own = this.#ownParameters;
    this.#ownParameters = new Set();
    if (what.isSecondField) return;
    const open = this.starts.at(-1);
    if (open !== undefined && open.endAt < 0) open.endAt = startAt;
    if (open !== undefined && open.leadingEndAt < 0 && what.leading === null) open.leadingEndAt = startAt;
    if (open !== undefined && open.leadingEndAt < 0) {
      open.leadingCount++;
      open.rank++;
      if (what.leading === "undecodable") open.undecodableCount++;
    }
    if (what.isStart) this.starts.push({ startAt, endAt: -1, leadingEndAt: -1, leadingCount: 0, undecodableCount: 0, rank: this.pictureCount, parameters: this.#parametersBut(own) });
    if (this.starts.length > 0) this.pictureCount++;
    else if (own.size === 0 && this.#parameters.size === 0) this.skippedCount++;
  }

  end(sizeBytes: number): void {
    this.#endParameters(sizeBytes);
    const open = this.starts.at(-1);
    if (open === undefined) return;
    if (open.endAt < 0) open.endAt = sizeBytes;
    if (open.leadingEndAt < 0) open.leadingEndAt = sizeBytes;
  }

  /** By kind: those that others refer to first. Of one kind the latest comes last, and holds. */
  #parametersBut(own: ReadonlySet<string>): ByteRange[] {
    const kindOf = (key: string): number => Number.parseInt(key.slice(0, 2), 16);
    return [...this.#parameters].filter(([key]) => !own.has(key)).sort(([a], [b]) => kindOf(a) - kindOf(b)).map(([, bytes]) => bytes);
  }

  #endParameters(at: number): void {
    if (this.#openParameters === null) return;
    const { key, startAt } = this.#openParameters;
    this.#parameters.delete(key);
    this.#parameters.set(key, { startAt, endAt: at });
    this.#openParameters = null;
  }
}

/** @param isEnough whether what was counted so far will do */
async function readPictures(path: string, container: RawContainer, signal: AbortSignal, isEnough: (counter: PictureCounter) => boolean = () => false): Promise<RawPictures> {
  const file = await openFootage(path);
  try {
    const counter = new PictureCounter(container);
    const { size: sizeBytes } = await file.stat();
    let held: Buffer = Buffer.alloc(0);
    for (let at = 0; at < sizeBytes && !isEnough(counter);) {
      if (signal.aborted) throw new AppError("cancelled");
      const bytes = Buffer.allocUnsafe(held.length + Math.min(READ_BYTES, sizeBytes - at));
      held.copy(bytes);
      const { bytesRead } = await file.read(bytes, held.length, bytes.length - held.length, at);
      if (bytesRead === 0) break;
      noteRead(bytesRead);
      const there = bytes.subarray(0, held.length + bytesRead);
      at += bytesRead;
      held = takeUnits(counter, there, at - there.length, at >= sizeBytes);
    }
    counter.end(sizeBytes);
    const { starts, pictureCount, skippedCount } = counter;
    const lost = starts[0]?.undecodableCount ?? 0;
    return { starts: starts.map((start) => ({ ...start, rank: start.rank - lost })), pictureCount: pictureCount - lost, undecodableCount: skippedCount + lost, sizeBytes };
  } finally {
    await file.close();
  }
}

/** Hands over the units whose head is there; answers what has to be looked at again with what follows. */
function takeUnits(counter: PictureCounter, bytes: Buffer, bytesAt: number, isLast: boolean): Buffer {
  let found = bytes.indexOf(START_CODE);
  while (found !== -1 && (isLast || found + START_CODE.length + UNIT_BYTES <= bytes.length)) {
    counter.take(bytes.subarray(found + START_CODE.length, found + START_CODE.length + UNIT_BYTES), bytesAt + found);
    found = bytes.indexOf(START_CODE, found + START_CODE.length);
  }
  // Part of a start code may stand at the end.
  return Buffer.from(bytes.subarray(found === -1 ? Math.max(0, bytes.length - START_CODE.length + 1) : found));
}

const known = new KnownOfFiles<RawPictures>(16);

/** Remembered while the file stays as it is. @throws AppError cancelled; what reading the disk throws */
export function rawPicturesOf(path: string, container: RawContainer, signal: AbortSignal): Promise<RawPictures> {
  return known.of(path, container, signal, () => readPictures(path, container, signal));
}

/** How many pictures at the beginning of a stream no decoder shows. Reads no further than it has to. @throws AppError cancelled; what reading the disk throws */
export const undecodableAtStart = async (path: string, container: RawContainer, signal: AbortSignal): Promise<number> =>
  (await readPictures(path, container, signal, ({ starts }) => (starts[0]?.leadingEndAt ?? -1) >= 0)).undecodableCount;

/** Bytes of a raw stream, and what a decoder makes of them. */
export interface RawRun {
  readonly parts: readonly ByteRange[];
  /** Which picture, in the order in which they are shown, it shows first, and how many in all. */
  readonly firstRank: number;
  readonly pictureCount: number;
}

/** The shortest run that shows all pictures of [fromRank, endRank), and of others only whole ones. Null: none does. */
export function rawRun({ starts, pictureCount, sizeBytes }: RawPictures, fromRank: number, endRank: number): RawRun | null {
  // Only at the file's beginning what is shown before a start is made from it alone.
  const shownFrom = (start: RawStart): number => (start === starts[0] ? 0 : start.rank);
  const first = starts.findLast((start) => shownFrom(start) <= fromRank);
  if (first === undefined || endRank > pictureCount) return null;
  const last = starts.find(({ rank, startAt }) => rank >= endRank && startAt > first.startAt);
  // Pictures that are shown before a start and stand behind it are decoded with it.
  const hasLeading = last !== undefined && last.leadingCount > 0;
  const endAt = last === undefined ? sizeBytes : hasLeading ? last.leadingEndAt : last.startAt;
  const keepsLeading = first === starts[0];
  const parts = [...first.parameters, { startAt: first.startAt, endAt: first.endAt }, { startAt: keepsLeading ? first.endAt : first.leadingEndAt, endAt }];
  return {
    parts: parts.filter(({ startAt, endAt: end }) => end > startAt), firstRank: shownFrom(first),
    pictureCount: (last === undefined ? pictureCount : last.rank + (hasLeading ? 1 : 0)) - shownFrom(first),
  };
}

/** The farthest that decoding has to begin before a picture, in pictures. */
export const longestGroup = ({ starts, pictureCount }: RawPictures): number => starts.reduce((most, { rank }, i) => Math.max(most, (starts[i + 1]?.rank ?? pictureCount) - rank), 0);

/** @throws what reading the disk throws */
export async function* rawBytes(path: string, { parts }: RawRun): AsyncGenerator<Buffer> {
  const file: FileHandle = await openFootage(path);
  try {
    for (const part of parts) {
      if (!(yield* bytesInRange(file, part))) throw new Error("shorter than it was");
    }
  } finally {
    await file.close();
  }
}

// mp4 files in fragments that were joined byte by byte: where each begins, and which go together. ffmpeg takes the index of the first for all of
// them, so that it hides pictures of the second, or takes other bytes for them. Boxes: ISO/IEC 14496-12, 8.3, 8.8.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { boxesIn, childOf, descendantOf, hasSamplesIn, readBody, type Box } from "./bmff-boxes.ts";
import { LEAP_MS } from "./clock-jumps.ts";
import type { JoinedLayout } from "./joined-parts.ts";
import { WindowReader } from "./window-reader.ts";

/** As much of a box as two files are compared by; the reader of windows gives no more. */
const COMPARED_BYTES = 4_096;
/** A flag of a fragment's head: places are counted from a byte of the file that it names. */
export const BASE_IS_THERE = 0x1;

interface MovedFile {
  readonly startAt: number;
  endAt: number;
  moov: Box | null;
  /** Whether its fragments say where their pictures lie by the beginning of the file. */
  hasPlaces: boolean;
  timescales: ReadonlyMap<number, number>;
  /** By the track's number, when its first and its last fragment begin, in units of its own. */
  readonly firstTimes: Map<number, number>;
  readonly lastTimes: Map<number, number>;
}

const newFile = (startAt: number): MovedFile => ({ startAt, endAt: startAt, moov: null, hasPlaces: false, timescales: new Map(), firstTimes: new Map(), lastTimes: new Map() });

/** By the track's number, units a second. */
export async function timescalesOf(file: WindowReader, moov: Box): Promise<Map<number, number>> {
  const timescales = new Map<number, number>();
  for await (const trak of boxesIn(file, moov.bodyAt, moov.endAt)) {
    const [tkhd, mdhd] = trak.type === "trak" ? [await childOf(file, trak, "tkhd"), await descendantOf(file, trak, "mdia", "mdhd")] : [null, null];
    if (tkhd === null || mdhd === null) continue;
    const head = Buffer.from(await readBody(file, tkhd, 24));
    const media = await readBody(file, mdhd, 24);
    if (head.length === 24 && media.length === 24) timescales.set(head.readUInt32BE(head[0] === 1 ? 20 : 12), media.readUInt32BE(media[0] === 1 ? 20 : 12));
  }
  return timescales;
}

async function takeFragment(file: WindowReader, moof: Box, into: MovedFile): Promise<void> {
  for await (const traf of boxesIn(file, moof.bodyAt, moof.endAt)) {
    if (traf.type !== "traf") continue;
    const tfhd = await childOf(file, traf, "tfhd");
    const head = tfhd === null ? null : await readBody(file, tfhd, 8);
    if (head === null || head.length < 8) continue;
    into.hasPlaces ||= (head[3]! & BASE_IS_THERE) !== 0;
    const trackId = head.readUInt32BE(4);
    const tfdt = await childOf(file, traf, "tfdt");
    const body = tfdt === null ? null : await readBody(file, tfdt, 12);
    if (body === null || body.length < 8) continue;
    const time = body[0] === 1 && body.length === 12 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
    if (!into.firstTimes.has(trackId)) into.firstTimes.set(trackId, time);
    into.lastTimes.set(trackId, time);
  }
}

/** All that two files must have in common, so that one index serves both: tracks, their units, codecs, edits and what fragments leave out. */
async function likenessOf(file: WindowReader, moov: Box): Promise<Buffer> {
  const parts: Buffer[] = [];
  const take = async (box: Box | null, fromByte = 0, bytesMax = COMPARED_BYTES): Promise<void> => {
    if (box !== null) parts.push(Buffer.from((await readBody(file, box, bytesMax)).subarray(fromByte)));
  };
  for await (const box of boxesIn(file, moov.bodyAt, moov.endAt)) {
    if (box.type === "mvex") for await (const trex of boxesIn(file, box.bodyAt, box.endAt)) if (trex.type === "trex") await take(trex);
    if (box.type !== "trak") continue;
    const mdhd = await descendantOf(file, box, "mdia", "mdhd");
    const times = mdhd === null ? null : await readBody(file, mdhd, 24);
    // Behind the times of creation and change, which differ.
    await take(mdhd, times?.[0] === 1 ? 20 : 12, times?.[0] === 1 ? 24 : 16);
    const tkhd = await childOf(file, box, "tkhd");
    const head = tkhd === null ? null : await readBody(file, tkhd, 24);
    await take(tkhd, head?.[0] === 1 ? 20 : 12, head?.[0] === 1 ? 24 : 16);
    await take(await descendantOf(file, box, "mdia", "minf", "stbl", "stsd"));
    await take(await descendantOf(file, box, "edts", "elst"));
  }
  return Buffer.concat(parts);
}

/** Recorders repeat the head before each stretch of one recording: then the times go on, and every fragment says itself where its pictures lie. */
function goesOn(before: MovedFile, next: MovedFile): boolean {
  return !before.hasPlaces && !next.hasPlaces && [...next.firstTimes].every(([trackId, time]) => {
    const aheadMs = ((time - (before.lastTimes.get(trackId) ?? Infinity)) * 1_000) / (before.timescales.get(trackId) ?? 0);
    return aheadMs > 0 && aheadMs <= LEAP_MS;
  });
}

async function filesIn(file: WindowReader, sizeBytes: number, signal: AbortSignal): Promise<MovedFile[]> {
  let current = newFile(0);
  const files = [current];
  for await (const box of boxesIn(file, 0, sizeBytes)) {
    if (signal.aborted) throw new AppError("cancelled");
    if (box.type === "ftyp" && current.moov !== null) files.push(current = newFile(current.endAt));
    current.endAt = Math.min(sizeBytes, box.endAt);
    if (box.type === "moov" && current.moov === null) {
      current.moov = box;
      current.timescales = await timescalesOf(file, box);
    }
    if (box.type === "moof") await takeFragment(file, box, current);
  }
  // What is behind the last box is part of the last file, or a cut.
  current.endAt = sizeBytes;
  return files;
}

/**
 * The files in one that holds several, of which the first is in fragments. One that needs an index of its own, of other pictures or because it
 * is not in fragments, counts among the bytes that are skipped. One recording where it is the same that goes on.
 * @throws AppError cancelled; what reading the disk throws
 */
export async function readBmffLayout(handle: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<JoinedLayout> {
  const file = new WindowReader(handle);
  const [first, ...others] = await filesIn(file, sizeBytes, signal);
  const recordings = [{ startAt: 0, endAt: first!.endAt }];
  let skippedBytes = 0;
  const likeness = first!.moov === null ? null : await likenessOf(file, first!.moov);
  let before = first!;
  for (const next of others) {
    // Without a time of their own its fragments cannot be moved.
    const isAlike = likeness !== null && next.moov !== null && next.firstTimes.size > 0 && !(await hasSamplesIn(file, next.moov)) && (await likenessOf(file, next.moov)).equals(likeness);
    if (!isAlike) {
      skippedBytes += next.endAt - next.startAt;
      continue;
    }
    const isBeside = recordings.at(-1)!.endAt === next.startAt;
    if (isBeside && goesOn(before, next)) recordings[recordings.length - 1]!.endAt = next.endAt;
    else recordings.push({ startAt: next.startAt, endAt: next.endAt });
    before = next;
  }
  // Fragments of what is skipped would be taken for the first's.
  return { recordings, skippedBytes, isCut: false, mustBeParted: skippedBytes > 0 };
}

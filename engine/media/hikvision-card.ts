// The index that Hikvision and EZVIZ devices keep on their SD cards: `index00.bin`, and `index01.bin` as its copy, say which
// stretches of the preallocated hivNNNNN.mp4 beside it are recordings and when each was made. Layout: DOMAIN §1.

import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { openFootage } from "./open-footage.ts";

/** A recording inside a card's file: a programme stream of its own. */
export interface CardSegment {
  /** Bytes [startAt, endAt) of the file. */
  readonly startAt: number;
  readonly endAt: number;
  /** By the device's clock since 1970, ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** False where the index gives whole seconds only. */
  readonly isToTheMs: boolean;
}

const CARD_FILE = /^hiv(\d{5})\.mp4$/i;
const INDEX_NAMES = ["index00.bin", "index01.bin"] as const;
const HEADER_BYTES = 1_280;
const FILE_COUNT_AT = 12;
const FILE_BYTES = 32;
const SEGMENT_BYTES = 80;
const SEGMENTS_A_FILE = 256;
/** A card of 2 TB holds 8,192 files of 256 MB. */
const FILES_MAX = 65_536;
const MICROS_A_SECOND = 1_000_000;
const EARLIEST_S = Date.UTC(2000, 0, 1) / 1000;

/** The number in the name of a card's file; null for any other name. */
export function cardFileNo(name: string): number | null {
  const match = CARD_FILE.exec(name);
  return match === null ? null : Number(match[1]);
}

/**
 * Null for an unused place, one still being recorded to, and what cannot be.
 *
 * A time is seconds in the lower half of 64 bits. In the upper half of a genuine index (version 2, 5,492 recordings of a
 * DS-2CD2443G0-IW) stand microseconds: always below a million, and the differences agree with the streams' own stamps at
 * offsets 32 and 36. Where they are no microseconds they are not believed.
 */
function readSegment(bytes: Buffer, sizeBytes: number): CardSegment | null {
  const type = bytes[0];
  const [startS, endS] = [bytes.readUInt32LE(8), bytes.readUInt32LE(16)];
  const [startMicros, endMicros] = [bytes.readUInt32LE(12), bytes.readUInt32LE(20)];
  const [startAt, endAt] = [bytes.readUInt32LE(40), bytes.readUInt32LE(44)];
  if (type === 0 || endS === 0 || startS < EARLIEST_S || endS < startS || endAt <= startAt || endAt > sizeBytes) return null;
  const isToTheMs = startMicros + endMicros > 0 && startMicros < MICROS_A_SECOND && endMicros < MICROS_A_SECOND;
  const partMs = (micros: number): number => (isToTheMs ? Math.round(micros / 1000) : 0);
  return { startAt, endAt, startMs: startS * 1000 + partMs(startMicros), endMs: endS * 1000 + partMs(endMicros), isToTheMs };
}

/** Where two claim the same bytes, the later recording overwrote the earlier. */
function withoutOverwritten(segments: readonly CardSegment[]): CardSegment[] {
  const kept: CardSegment[] = [];
  for (const segment of [...segments].sort((a, b) => b.startMs - a.startMs)) {
    if (!kept.some((later) => segment.startAt < later.endAt && later.startAt < segment.endAt)) kept.push(segment);
  }
  return kept.reverse();
}

async function readIndex(file: FileHandle, fileNo: number, sizeBytes: number): Promise<CardSegment[]> {
  const header = Buffer.alloc(HEADER_BYTES);
  if ((await file.read(header, 0, HEADER_BYTES, 0)).bytesRead < HEADER_BYTES) return [];
  const fileCount = header.readUInt32LE(FILE_COUNT_AT);
  if (fileNo >= fileCount || fileCount > FILES_MAX) return [];
  const table = Buffer.alloc(SEGMENTS_A_FILE * SEGMENT_BYTES);
  const { bytesRead } = await file.read(table, 0, table.length, HEADER_BYTES + fileCount * FILE_BYTES + fileNo * table.length);
  const segments: CardSegment[] = [];
  for (let at = 0; at + SEGMENT_BYTES <= bytesRead; at += SEGMENT_BYTES) {
    const segment = readSegment(table.subarray(at, at + SEGMENT_BYTES), sizeBytes);
    if (segment !== null) segments.push(segment);
  }
  return withoutOverwritten(segments);
}

/**
 * The recordings in a card's file in the order of their times, by the first of the two indexes that knows any. Null where the
 * name is none of a card's, or no index beside it says anything. Never throws for what lies on the disk.
 */
export async function readCardSegments(path: string): Promise<readonly CardSegment[] | null> {
  const fileNo = cardFileNo(basename(path));
  if (fileNo === null) return null;
  for (const name of INDEX_NAMES) {
    let index: FileHandle | null = null;
    let footage: FileHandle | null = null;
    try {
      index = await openFootage(join(dirname(path), name));
      footage = await openFootage(path);
      const segments = await readIndex(index, fileNo, (await footage.stat()).size);
      if (segments.length > 0) return segments;
    } catch {
      // Not there, or not readable: its copy is asked.
    } finally {
      await index?.close();
      await footage?.close();
    }
  }
  return null;
}

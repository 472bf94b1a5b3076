// A pack: all stored frames of one footage file in one file. JPEGs one after the other, so that any tool finds them; behind them
// when each is shown and how long it is. Knows no library and no ffmpeg.
//
//     JPEG JPEG … JPEG | mediaMs as float64 × n | bytes as uint32 × n | n as uint32 | "QLPREV01"        all little-endian

import { open, type FileHandle } from "node:fs/promises";

const MAGIC = "QLPREV01";
const FOOT_BYTES = 12;
const ENTRY_BYTES = 12;
/** More than a day at one a second; a larger number is no pack. */
export const PACK_FRAMES_MAX = 100_000;

export interface PackIndex {
  /** Of each frame, ms after the file's first shown frame, ascending. */
  readonly mediaMs: Float64Array<ArrayBuffer>;
  /** Where each frame begins; one more than there are frames, the last is where they end. */
  readonly startBytes: Float64Array<ArrayBuffer>;
}

/** What is written behind the frames. */
export function packTrailer(mediaMs: readonly number[], frameBytes: readonly number[]): Buffer {
  const trailer = Buffer.alloc(mediaMs.length * ENTRY_BYTES + FOOT_BYTES);
  mediaMs.forEach((ms, i) => trailer.writeDoubleLE(ms, i * 8));
  frameBytes.forEach((bytes, i) => trailer.writeUInt32LE(bytes, mediaMs.length * 8 + i * 4));
  trailer.writeUInt32LE(mediaMs.length, trailer.length - FOOT_BYTES);
  trailer.write(MAGIC, trailer.length - MAGIC.length, "latin1");
  return trailer;
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

/** Null where it is no whole pack. @throws what opening and reading the disk throws */
export async function readPackIndex(path: string): Promise<PackIndex | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const foot = size < FOOT_BYTES ? Buffer.alloc(0) : await readAt(file, size - FOOT_BYTES, FOOT_BYTES);
    if (foot.length < FOOT_BYTES || foot.toString("latin1", 4) !== MAGIC) return null;
    const count = foot.readUInt32LE(0);
    const trailerAt = size - FOOT_BYTES - count * ENTRY_BYTES;
    if (count > PACK_FRAMES_MAX || trailerAt < 0) return null;
    const entries = await readAt(file, trailerAt, count * ENTRY_BYTES);
    if (entries.length < count * ENTRY_BYTES) return null;
    const mediaMs = new Float64Array(count);
    const startBytes = new Float64Array(count + 1);
    for (let i = 0; i < count; i++) {
      mediaMs[i] = entries.readDoubleLE(i * 8);
      startBytes[i + 1] = startBytes[i]! + entries.readUInt32LE(count * 8 + i * 4);
    }
    return startBytes[count] === trailerAt ? { mediaMs, startBytes } : null;
  } finally {
    await file.close();
  }
}

/** End of one JPEG and beginning of the next: inside a picture no FF D9 stands, its bytes FF are escaped (ITU-T T.81, B.1.1.5). */
const SEAM = Buffer.from([0xff, 0xd9, 0xff, 0xd8]);
const STEP_BYTES = 1024 * 1024;

/** Lengths of the JPEGs that a file consists of. */
export async function jpegLengths(file: FileHandle): Promise<number[]> {
  const { size } = await file.stat();
  const seams: number[] = [];
  for (let at = 0; at < size; at += STEP_BYTES) {
    // Over the step's end, for a seam that lies across it.
    const bytes = await readAt(file, at, Math.min(STEP_BYTES + SEAM.length - 1, size - at));
    for (let found = bytes.indexOf(SEAM); found >= 0 && found < STEP_BYTES; found = bytes.indexOf(SEAM, found + 1)) seams.push(at + found + 2);
  }
  return [...seams, ...(size > 0 ? [size] : [])].map((end, i) => end - (seams[i - 1] ?? 0));
}

// A Hikvision SD card's folder: preallocated files with several recordings in each, and the index beside them. DOMAIN §1.

import { readFile } from "node:fs/promises";
import { makeClip } from "./numbered-footage.ts";

export interface CardRecording {
  /** Seconds since 1970 by the device. */
  readonly startS: number;
  /** Behind the second, in the upper half of the time; 0 where the index has whole seconds only. */
  readonly startMicros?: number;
  readonly frames: number;
  /** Where it lies; its end follows from what is recorded. */
  readonly startAt: number;
  /** Its row says it is unused, though its bytes are there. */
  readonly isStale?: boolean;
}

/** A programme stream of numbered frames, ten a second. */
const recordingBytes = async (frames: number, startS: number): Promise<Buffer> =>
  readFile(await makeClip({ fileName: "card.mpg", frames, mux: ["-f", "vob", "-output_ts_offset", String(startS % 1000)] }));

/** `hiv00001.mp4` and `index00.bin` of a card with three files, of which the second one holds the recordings. */
export async function hikvisionCard(recordings: readonly CardRecording[], sizeBytes: number): Promise<{ readonly footage: Buffer; readonly index: Buffer }> {
  const footage = Buffer.alloc(sizeBytes);
  const fileCount = 3;
  const index = Buffer.alloc(1_280 + fileCount * 32 + fileCount * 256 * 80);
  index.writeUInt32LE(fileCount, 12);
  for (const [i, { startS, startMicros = 0, frames, startAt, isStale }] of recordings.entries()) {
    const bytes = await recordingBytes(frames, startS);
    bytes.copy(footage, startAt);
    const row = index.subarray(1_280 + fileCount * 32 + (256 + i) * 80);
    row[0] = isStale === true ? 0 : 1;
    row.writeUInt32LE(startS, 8);
    row.writeUInt32LE(startMicros, 12);
    row.writeUInt32LE(startS + Math.ceil(frames / 10), 16);
    row.writeUInt32LE(startMicros, 20);
    row.writeUInt32LE(startAt, 40);
    row.writeUInt32LE(startAt + bytes.length, 44);
  }
  return { footage, index };
}

// mp4 files in fragments that were joined byte by byte, for ffmpeg as one: the index of the first, then the fragments of all with their times and
// places moved. For joined-stream.ts. Boxes: ISO/IEC 14496-12, 8.8.

import type { FileHandle } from "node:fs/promises";
import { boxesIn } from "./bmff-boxes.ts";
import { BASE_IS_THERE, timescalesOf } from "./bmff-files.ts";
import type { JoinedPart } from "./joined-parts.ts";
import { bytesInRange } from "./range-bytes.ts";
import { WindowReader } from "./window-reader.ts";

/** A fragment's head lists its pictures, some bytes each. */
const MOOF_MAX_BYTES = 64 * 1024 * 1024;
/** They tell where fragments lie in the file that is read, and nothing of pictures. */
const LEFT_OUT: ReadonlySet<string> = new Set(["ftyp", "moov", "sidx", "ssix", "mfra"]);

interface InnerBox {
  readonly type: string;
  readonly bodyAt: number;
  readonly endAt: number;
}

/** Boxes that lie side by side in [fromAt, toAt) of bytes; those of a size that makes no sense end it. */
function* boxesOf(bytes: Buffer, fromAt: number, toAt: number): Generator<InnerBox> {
  for (let at = fromAt; at + 8 <= toAt;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > toAt) return;
    yield { type: bytes.toString("latin1", at + 4, at + 8), bodyAt: at + 8, endAt: at + size };
    at += size;
  }
}

/** How a fragment's head is changed: its times by `seconds`, places that are counted from the beginning of the file by `bytes`. */
interface Shift {
  readonly seconds: number;
  readonly bytes: number;
  /** By the track's number, units a second. */
  readonly timescales: ReadonlyMap<number, number>;
}

function moveTime(bytes: Buffer, { bodyAt, endAt }: InnerBox, by: number): void {
  if (bytes[bodyAt] === 1) {
    if (endAt - bodyAt >= 12) bytes.writeBigUInt64BE(BigInt(Math.max(0, Number(bytes.readBigUInt64BE(bodyAt + 4)) + by)), bodyAt + 4);
  } else if (endAt - bodyAt >= 8) {
    bytes.writeUInt32BE(Math.max(0, bytes.readUInt32BE(bodyAt + 4) + by), bodyAt + 4);
  }
}

/** @throws RangeError where a time has no room in the 32 bits that it has */
function moveFragment(moof: Buffer, shift: Shift): void {
  for (const traf of boxesOf(moof, 8, moof.length)) {
    if (traf.type !== "traf") continue;
    let timescale = 0;
    for (const box of boxesOf(moof, traf.bodyAt, traf.endAt)) {
      if (box.type === "tfhd" && box.endAt - box.bodyAt >= 8) {
        timescale = shift.timescales.get(moof.readUInt32BE(box.bodyAt + 4)) ?? 0;
        const hasBase = (moof[box.bodyAt + 3]! & BASE_IS_THERE) !== 0 && box.endAt - box.bodyAt >= 16;
        if (hasBase) moof.writeBigUInt64BE(BigInt(Math.max(0, Number(moof.readBigUInt64BE(box.bodyAt + 8)) + shift.bytes)), box.bodyAt + 8);
      }
      if (box.type === "tfdt") moveTime(moof, box, Math.round(shift.seconds * timescale));
    }
  }
}

/**
 * The parts as one file in fragments whose stamps are those of the index. Parts are those that bmff-files.ts found alike. Ends where a time
 * has no room.
 * @param unitMs length of a stamp
 * @throws AppError cancelled; what reading the disk throws
 */
export async function* joinedBmff(file: FileHandle, parts: readonly JoinedPart[], signal: AbortSignal, unitMs: number): AsyncGenerator<Buffer> {
  const window = new WindowReader(file);
  let timescales: ReadonlyMap<number, number> = new Map();
  let writtenBytes = 0;
  for (const [i, part] of parts.entries()) {
    let at = part.startAt;
    let isHeadDone = i > 0;
    for await (const box of boxesIn(window, part.startAt, part.endAt)) {
      const [boxAt, endAt] = [at, Math.min(box.endAt, part.endAt)];
      at = box.endAt;
      if (box.type === "moov" && !isHeadDone) timescales = await timescalesOf(window, box);
      const isLeftOut = LEFT_OUT.has(box.type) && (isHeadDone || (box.type !== "ftyp" && box.type !== "moov"));
      isHeadDone ||= box.type === "moov";
      if (isLeftOut || (box.type === "moof" && endAt - boxAt > MOOF_MAX_BYTES)) continue;
      const pieces = bytesInRange(file, { startAt: boxAt, endAt }, signal);
      if (box.type !== "moof") {
        for await (const piece of pieces) {
          writtenBytes += piece.length;
          yield piece;
        }
        continue;
      }
      const read: Buffer[] = [];
      for await (const piece of pieces) read.push(piece);
      const moof = Buffer.concat(read);
      try {
        // Places count from where the part began.
        moveFragment(moof, { seconds: (part.shift * unitMs) / 1_000, bytes: writtenBytes - (boxAt - part.startAt), timescales });
      } catch (error) {
        if (error instanceof RangeError) return;
        throw error;
      }
      writtenBytes += moof.length;
      yield moof;
    }
  }
}

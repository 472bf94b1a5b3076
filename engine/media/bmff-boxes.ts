// Looks at the boxes of an ISO media file (mp4, mov) without reading its pictures: is there an index, does the file end before
// its last box does, when does it say it was made. Not here: samples and their times (mediabunny and ffprobe read those).

import type { FileHandle } from "node:fs/promises";

export interface BmffFacts {
  readonly hasMoov: boolean;
  /** Bytes that the last box claims and the file does not have; 0 for a whole file. */
  readonly missingBytes: number;
  /** `mvhd` creation time, UTC ms; null where absent or before 1970, which is what a device without a time writes. */
  readonly creationTimeMs: number | null;
  /** An edit list with several parts or another speed: mediabunny takes the first part of such a list only. */
  readonly hasComplexEdits: boolean;
}

interface Box {
  readonly type: string;
  readonly bodyAt: number;
  /** One past the last byte that the box claims. */
  readonly endAt: number;
}

/** A file of one-second fragments over a day has twice 86,400 boxes. */
const BOXES_MAX = 400_000;
/** From the epoch of QuickTime, 1904-01-01, to 1970-01-01. ISO/IEC 14496-12, 8.2.2. */
const SECONDS_1904_TO_1970 = 2_082_844_800;

async function* boxesIn(file: FileHandle, fromAt: number, toAt: number): AsyncGenerator<Box> {
  const head = Buffer.alloc(16);
  let at = fromAt;
  for (let count = 0; count < BOXES_MAX && at + 8 <= toAt; count++) {
    const { bytesRead } = await file.read(head, 0, 16, at);
    if (bytesRead < 8) return;
    const size32 = head.readUInt32BE(0);
    const isLong = size32 === 1 && bytesRead === 16;
    // Size 0 means: to the end of what holds it.
    const sizeBytes = isLong ? Number(head.readBigUInt64BE(8)) : size32 === 0 ? toAt - at : size32;
    const headBytes = isLong ? 16 : 8;
    if (sizeBytes < headBytes) return;
    yield { type: head.toString("latin1", 4, 8), bodyAt: at + headBytes, endAt: at + sizeBytes };
    at += sizeBytes;
  }
}

async function readBody(file: FileHandle, box: Box, bytesMax: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(bytesMax, Math.max(0, box.endAt - box.bodyAt)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, box.bodyAt);
  return buffer.subarray(0, bytesRead);
}

async function creationTime(file: FileHandle, mvhd: Box): Promise<number | null> {
  const body = await readBody(file, mvhd, 12);
  if (body.length < 12) return null;
  const seconds = body[0] === 1 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  const ms = (seconds - SECONDS_1904_TO_1970) * 1000;
  return ms > 0 && Number.isSafeInteger(ms) ? ms : null;
}

/** True where an edit list holds more than one part besides empty ones, or plays one at another speed. */
async function isComplexEditList(file: FileHandle, elst: Box): Promise<boolean> {
  const body = await readBody(file, elst, 4096);
  if (body.length < 8) return false;
  const isVersion1 = body[0] === 1;
  const entryBytes = isVersion1 ? 20 : 12;
  let parts = 0;
  for (let at = 8, left = body.readUInt32BE(4); left > 0 && at + entryBytes <= body.length; at += entryBytes, left--) {
    const mediaTime = isVersion1 ? Number(body.readBigInt64BE(at + 8)) : body.readInt32BE(at + 4);
    if (mediaTime === -1) continue;
    parts++;
    if (body.readInt32BE(at + entryBytes - 4) !== 0x0001_0000) return true;
  }
  return parts > 1;
}

async function hasComplexEditsIn(file: FileHandle, trak: Box): Promise<boolean> {
  for await (const child of boxesIn(file, trak.bodyAt, trak.endAt)) {
    if (child.type !== "edts") continue;
    for await (const elst of boxesIn(file, child.bodyAt, child.endAt)) {
      if (elst.type === "elst" && (await isComplexEditList(file, elst))) return true;
    }
  }
  return false;
}

/** Reads the box structure of a file that begins like ISO media. Never throws for what the file holds. */
export async function readBmff(file: FileHandle): Promise<BmffFacts> {
  const { size } = await file.stat();
  let hasMoov = false;
  let creationTimeMs: number | null = null;
  let hasComplexEdits = false;
  let endAt = 0;
  for await (const box of boxesIn(file, 0, size)) {
    endAt = box.endAt;
    if (box.type !== "moov") continue;
    hasMoov = true;
    for await (const child of boxesIn(file, box.bodyAt, box.endAt)) {
      if (child.type === "mvhd") creationTimeMs = await creationTime(file, child);
      if (child.type === "trak") hasComplexEdits ||= await hasComplexEditsIn(file, child);
    }
  }
  return { hasMoov, missingBytes: Math.max(0, endAt - size), creationTimeMs, hasComplexEdits };
}

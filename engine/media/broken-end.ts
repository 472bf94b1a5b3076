// Signs that a file breaks off, by what its own structure says should still follow: lengths that lead beyond the end, a packet cut in two.
// A cut that falls between two packets of a stream without a length of its own leaves no sign; no sign is guessed at.

import type { FileHandle } from "node:fs/promises";
import type { Container } from "./containers.ts";

/** How much of a programme stream's end is read to find its last pack: most recorders put one before each frame, the largest frame is far below the second. */
const PS_TAILS_BYTES = [256 * 1024, 4 * 1024 * 1024] as const;
export const PACK_CODE = Buffer.of(0, 0, 1, 0xba);
const TS_HEAD_BYTES = 8 * 1024;

/** True where the file surely ends too early. Others are walked through elsewhere (bmff-boxes.ts, ebml-head.ts, flv-tags.ts, asf-objects.ts). */
export async function isBrokenOff(file: FileHandle, sizeBytes: number, container: Container): Promise<boolean> {
  switch (container) {
    case "avi": return isRiffCut(file, sizeBytes);
    case "mpeg-ps":
    case "hikvision-ps": return isProgrammeStreamCut(await tailWithPack(file, sizeBytes));
    case "mpeg-ts": return isTransportStreamCut(file, sizeBytes);
    default: return false;
  }
}

async function readAt(file: FileHandle, at: number, bytesMax: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytesMax);
  return buffer.subarray(0, (await file.read(buffer, 0, bytesMax, at)).bytesRead);
}

/** RIFF says its own length; 0 is what a recorder leaves that lost its power. */
async function isRiffCut(file: FileHandle, sizeBytes: number): Promise<boolean> {
  const head = await readAt(file, 0, 8);
  if (head.length < 8) return true;
  const claimedBytes = head.readUInt32LE(4);
  return claimedBytes === 0 || claimedBytes + 8 > sizeBytes;
}

/** A stream identifier of the systems layer, which no video unit has: those of MPEG-2 end at B8, of H.264 and H.265 below 80 (ISO/IEC 13818-1, 2.4.4.1). */
export const isSystemCode = (tail: Buffer, at: number): boolean => tail[at] === 0 && tail[at + 1] === 0 && tail[at + 2] === 1 && tail[at + 3]! >= 0xb9;

/** Length of a pack's head; null where it is cut. */
export function packBytes(tail: Buffer, at: number): number | null {
  const fifth = tail[at + 4];
  if (fifth === undefined) return null;
  // MPEG-1 writes 0010, MPEG-2 writes 01 and says how much is stuffed.
  if ((fifth & 0xf0) === 0x20) return 12;
  const stuffing = tail[at + 13];
  return stuffing === undefined ? null : 14 + (stuffing & 7);
}

async function tailWithPack(file: FileHandle, sizeBytes: number): Promise<Buffer> {
  let tail: Buffer = Buffer.alloc(0);
  for (const tailBytes of PS_TAILS_BYTES) {
    const at = Math.max(0, sizeBytes - tailBytes);
    tail = await readAt(file, at, sizeBytes - at);
    if (at === 0 || tail.includes(PACK_CODE)) break;
  }
  return tail;
}

/**
 * From the last pack on, packet by packet: the last one's length leads beyond the end. Many recorders never write the end code (B9) and
 * some fill up with zeros, so neither says anything. Exported for its test.
 */
export function isProgrammeStreamCut(tail: Buffer): boolean {
  let at = tail.lastIndexOf(PACK_CODE);
  if (at === -1) return false;
  while (at + 4 <= tail.length && isSystemCode(tail, at)) {
    const code = tail[at + 3]!;
    if (code === 0xb9) return false;
    if (code === 0xba) {
      const bytes = packBytes(tail, at);
      if (bytes === null || at + bytes > tail.length) return true;
      at += bytes;
      continue;
    }
    if (at + 6 > tail.length) return true;
    const lengthBytes = tail.readUInt16BE(at + 4);
    // An open length is against the rules here, but says nothing of the end.
    if (lengthBytes === 0) return false;
    at += 6 + lengthBytes;
  }
  if (at > tail.length) return true;
  // What is left is too short for a code: its beginning is a cut, zeros may be what the file was filled up with.
  return tail.subarray(at).equals(Buffer.of(0, 0, 1));
}

/** Packets of 188, 192 (with a time code before each) or 204 bytes: the last one is not whole. */
async function isTransportStreamCut(file: FileHandle, sizeBytes: number): Promise<boolean> {
  const head = await readAt(file, 0, TS_HEAD_BYTES);
  for (const packetBytes of [188, 192, 204]) {
    for (let first = 0; first < packetBytes; first++) {
      let seen = 0;
      while (seen < 5 && head[first + seen * packetBytes] === 0x47) seen++;
      if (seen < 5) continue;
      const restBytes = (sizeBytes - first) % packetBytes;
      if (restBytes === 0 || (packetBytes === 192 && restBytes === packetBytes - 4)) return false;
      return (await readAt(file, sizeBytes - restBytes, 1))[0] === 0x47;
    }
  }
  return false;
}

// ASF files that were joined byte by byte, for ffmpeg as one: it reads no further than the data of the first. Their packets are handed over behind
// the head of the first, with other times. For joined-stream.ts. Layout: Advanced Systems Format specification, 5.2.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { asfHead, DATA_HEAD_BYTES, IS_BROADCAST, type AsfHead } from "./asf-objects.ts";
import type { JoinedPart } from "./joined-parts.ts";
import { noteRead } from "./read-progress.ts";
import { WindowReader } from "./window-reader.ts";

const BATCH_BYTES = 256 * 1024;
const HAS_CORRECTION = 0x80;
const HAS_SEVERAL = 1;
const COUNT_MASK = 0x3f;
/** Of what comes before a payload: the sizes of a field by the two bits that say it (5.2.2). */
const FIELD_BYTES = [0, 1, 2, 4] as const;
const fieldBytes = (flags: number, shift: number): number => FIELD_BYTES[(flags >> shift) & 3]!;
/** A payload of several small ones: its time stands where another has its offset. */
const IS_COMPRESSED = 1;
/** Size of the whole and presentation time. */
const TIMED_BYTES = 8;

function moveAt(packet: Buffer, at: number, shiftMs: number): void {
  packet.writeUInt32LE(Math.max(0, packet.readUInt32LE(at) + shiftMs) % 2 ** 32, at);
}

/**
 * Moves the times of one packet: when it is sent, and those of what is in it. One that is damaged keeps what lies behind the damage.
 * @param shiftMs at least as much as keeps every time at 0 or above
 */
export function moveAsfPacket(packet: Buffer, shiftMs: number): void {
  try {
    movePacket(packet, shiftMs);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function movePacket(packet: Buffer, shiftMs: number): void {
  let at = 0;
  if ((packet.readUInt8(0) & HAS_CORRECTION) !== 0) at = 1 + (packet[0]! & 0x0f);
  const lengthFlags = packet.readUInt8(at);
  const fields = packet.readUInt8(at + 1);
  at += 2 + fieldBytes(lengthFlags, 5) + fieldBytes(lengthFlags, 1) + fieldBytes(lengthFlags, 3);
  moveAt(packet, at, shiftMs);
  at += 6;
  const isSeveral = (lengthFlags & HAS_SEVERAL) !== 0;
  const payloadFlags = isSeveral ? packet.readUInt8(at++) : 0;
  for (let left = isSeveral ? payloadFlags & COUNT_MASK : 1; left > 0; left--) {
    at += 1 + fieldBytes(fields, 4);
    const offsetAt = at;
    at += fieldBytes(fields, 2);
    const replicatedSize = fieldBytes(fields, 0);
    const replicatedBytes = replicatedSize === 0 ? 0 : packet.readUIntLE(at, replicatedSize);
    at += replicatedSize;
    if (replicatedBytes === IS_COMPRESSED && fieldBytes(fields, 2) === 4) moveAt(packet, offsetAt, shiftMs);
    else if (replicatedBytes >= TIMED_BYTES) moveAt(packet, at + 4, shiftMs);
    at += replicatedBytes;
    if (!isSeveral) return;
    const lengthSize = fieldBytes(payloadFlags, 6);
    at += lengthSize + (lengthSize === 0 ? 0 : packet.readUIntLE(at, lengthSize));
  }
}

async function readWhole(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  noteRead(bytesRead);
  return buffer.subarray(0, bytesRead);
}

/** A head that says that what follows was sent as it was made: its length is open, all packets are read. */
async function openHead(file: FileHandle, head: AsfHead): Promise<Buffer> {
  const bytes = await readWhole(file, head.startAt, head.packetsAt - head.startAt);
  const flagsAt = head.flagsAt - head.startAt;
  const dataAt = bytes.length - DATA_HEAD_BYTES;
  bytes.writeUInt32LE((bytes.readUInt32LE(flagsAt) | IS_BROADCAST) >>> 0, flagsAt);
  bytes.writeBigUInt64LE(0n, dataAt + 16);
  bytes.writeBigUInt64LE(0n, dataAt + 40);
  return bytes;
}

/**
 * The parts as one ASF file whose stamps are those of the index. Parts are those that asf-objects.ts found alike.
 * @throws AppError cancelled; what reading the disk throws
 */
export async function* joinedAsf(file: FileHandle, parts: readonly JoinedPart[], signal: AbortSignal): AsyncGenerator<Buffer> {
  let prerollMs: number | null = null;
  for (const part of parts) {
    const head = await asfHead(new WindowReader(file), part.startAt);
    // The file is another one now.
    if (head === null || head.packetBytes === null) return;
    if (prerollMs === null) yield await openHead(file, head);
    prerollMs ??= head.prerollMs;
    const shiftMs = part.shift + prerollMs - head.prerollMs;
    const endAt = Math.min(head.packetsEndAt, part.endAt);
    const batchBytes = Math.max(1, Math.floor(BATCH_BYTES / head.packetBytes)) * head.packetBytes;
    for (let at = head.packetsAt; at + head.packetBytes <= endAt; at += batchBytes) {
      if (signal.aborted) throw new AppError("cancelled");
      const batch = await readWhole(file, at, Math.min(batchBytes, endAt - at));
      const wholeBytes = batch.length - (batch.length % head.packetBytes);
      for (let from = 0; from < wholeBytes; from += head.packetBytes) moveAsfPacket(batch.subarray(from, from + head.packetBytes), shiftMs);
      yield batch.subarray(0, wholeBytes);
    }
  }
}

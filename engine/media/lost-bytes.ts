// How many bytes of a file belong to nothing that its container knows: what was zeroed, overwritten or inserted. Readers find their way behind such
// a place, or do not, and say nothing of it. Heads alone are looked at. MPEG transport and
// programme streams: ISO/IEC 13818-1, 2.4.3 and 2.5.3; Matroska: RFC 9559, section 5.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { isSystemCode, packBytes, PACK_CODE } from "./broken-end.ts";
import { ByteWindow } from "./byte-window.ts";
import { EBML, readElement, SEGMENT } from "./ebml-head.ts";

const SYNC = 0x47;
/** So many packets in a row are no accident. */
const SYNC_COUNT = 5;
const PACKET_BYTES = [188, 192, 204] as const;
const ZEROS = Buffer.alloc(1024 * 1024);

const stopIfGivenUp = (signal: AbortSignal): void => {
  if (signal.aborted) throw new AppError("cancelled");
};

/** Whether all bytes in [fromAt, sizeBytes) are zero: a recorder sets room aside. @throws AppError cancelled; what reading the disk throws */
export async function isFilledUp(file: FileHandle, fromAt: number, sizeBytes: number, signal: AbortSignal): Promise<boolean> {
  const bytes = new ByteWindow(file, sizeBytes);
  for (let at = fromAt; at < sizeBytes;) {
    stopIfGivenUp(signal);
    await bytes.load(at, 1);
    const held = bytes.view(at, ZEROS.length);
    if (held.length === 0) return true;
    if (!held.equals(ZEROS.subarray(0, held.length))) return false;
    at += held.length;
  }
  return true;
}

async function isZero(bytes: ByteWindow, at: number, length: number): Promise<boolean> {
  await bytes.load(at, length);
  return bytes.view(at, length).equals(ZEROS.subarray(0, length));
}

/** The next place at which packets follow each other; null where none do. `packetBytes` 0: of any length. */
async function nextSync(bytes: ByteWindow, fromAt: number, packetBytes: number, signal: AbortSignal): Promise<{ readonly at: number; readonly packetBytes: number } | null> {
  const lengths = packetBytes === 0 ? PACKET_BYTES : [packetBytes];
  for (let at = fromAt; at < bytes.sizeBytes;) {
    stopIfGivenUp(signal);
    await bytes.load(at, SYNC_COUNT * 204);
    const held = bytes.view(at, ZEROS.length);
    const tried = Math.max(1, held.length - SYNC_COUNT * 204);
    for (let i = held.indexOf(SYNC); i !== -1 && i < tried; i = held.indexOf(SYNC, i + 1)) {
      for (const length of lengths) {
        let count = 1;
        while (count < SYNC_COUNT && held[i + count * length] === SYNC) count++;
        // At the end of the file fewer are left.
        if (count === SYNC_COUNT || (packetBytes !== 0 && i + count * length >= held.length && at + held.length === bytes.sizeBytes && count > 1)) return { at: at + i, packetBytes: length };
      }
    }
    if (held.length === 0) return null;
    at += tried;
  }
  return null;
}

/** Of a transport stream the bytes between its first packet and its end that are no packets. @throws AppError cancelled; what reading the disk throws */
export async function lostInTransport(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<number> {
  const bytes = new ByteWindow(file, sizeBytes);
  const first = await nextSync(bytes, 0, 0, signal);
  if (first === null) return 0;
  let lostBytes = 0;
  for (let at = first.at; at < sizeBytes;) {
    stopIfGivenUp(signal);
    await bytes.load(at, 1);
    const held = bytes.view(at, ZEROS.length);
    if (held.length === 0) break;
    let inside = 0;
    while (inside < held.length && held[inside] === SYNC) inside += first.packetBytes;
    at += inside;
    // Of 192 bytes four stand before each packet: none do behind the last.
    if (inside >= held.length) continue;
    if (sizeBytes - at <= first.packetBytes - 188) break;
    const next = await nextSync(bytes, at + 1, first.packetBytes, signal);
    lostBytes += (next?.at ?? sizeBytes) - at;
    at = next?.at ?? sizeBytes;
  }
  return lostBytes;
}

/**
 * Of the packets of an ASF file in [fromAt, endAt), all of one length, those that do not begin like one (Advanced Systems Format specification, 5.2.1).
 * @throws AppError cancelled; what reading the disk throws
 */
export async function lostInAsf(file: FileHandle, fromAt: number, endAt: number, packetBytes: number, signal: AbortSignal): Promise<number> {
  const bytes = new ByteWindow(file, endAt);
  let lostBytes = 0;
  for (let at = fromAt; at + packetBytes <= endAt; at += packetBytes) {
    stopIfGivenUp(signal);
    await bytes.load(at, 3);
    const head = bytes.view(at, 3);
    if (head.length < 3) break;
    // With two bytes of correction, which are 0, or without any.
    const isPacket = (head[0]! & 0x80) !== 0 ? head[0] === 0x82 && head[1] === 0 && head[2] === 0 : head[0] !== 0 || head[1] !== 0;
    if (!isPacket) lostBytes += packetBytes;
  }
  return lostBytes;
}

/** A recorder that begins its packs at even places fills up with zeros before them. */
const FILLED_MAX_BYTES = 4_096;
/** Of a pack with what it says of its stuffing. */
const PACK_HEAD_BYTES = 14;

/** Of a programme stream the bytes behind its first pack that belong to no packet, up to the next pack. @throws AppError cancelled; what reading the disk throws */
export async function lostInProgramme(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<number> {
  const bytes = new ByteWindow(file, sizeBytes);
  let lostBytes = 0;
  for (let at = await bytes.find(PACK_CODE, 0, sizeBytes) ?? sizeBytes; at < sizeBytes;) {
    stopIfGivenUp(signal);
    await bytes.load(at, PACK_HEAD_BYTES);
    const head = bytes.view(at, PACK_HEAD_BYTES);
    // What is cut is told as such.
    if (head.length < 6) break;
    const code = isSystemCode(head, 0) ? head[3]! : 0;
    const packetBytes = code === 0xba ? (packBytes(head, 0) ?? head.length) : code === 0xb9 ? 4 : code === 0 ? 0 : 6 + head.readUInt16BE(4);
    // A packet may leave its length open: what follows is its own.
    const isOpen = code > 0xba && packetBytes === 6;
    if (packetBytes > 0 && !isOpen) {
      at += packetBytes;
      continue;
    }
    const next = await bytes.find(PACK_CODE, at + 4, sizeBytes);
    const gapBytes = (next ?? sizeBytes) - at;
    const isFilling = next === null ? await isFilledUp(file, at, sizeBytes, signal) : gapBytes <= FILLED_MAX_BYTES && (await isZero(bytes, at, gapBytes));
    if (!isOpen && !isFilling) lostBytes += gapBytes;
    at = next ?? sizeBytes;
  }
  return lostBytes;
}

/** Each is a gigabyte or so. */
const RIFFS_MAX = 10_000;
/** What stands inside a RIFF. Behind it, its length was written before all was there: ffmpeg reads on. */
const IN_RIFF: ReadonlySet<string> = new Set(["LIST", "JUNK", "idx1"]);

/** Behind the last RIFF of an AVI file, which may have several: of another file, or of none. @throws AppError cancelled; what reading the disk throws */
export async function lostBehindRiff(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<number> {
  // Lengths of 32 bits say nothing of a file that is longer.
  if (sizeBytes > 2 ** 32) return 0;
  const head = Buffer.alloc(12);
  let at = 0;
  for (let count = 0; at < sizeBytes && count < RIFFS_MAX; count++) {
    const { bytesRead } = await file.read(head, 0, head.length, at);
    if (at > 0 && IN_RIFF.has(head.toString("latin1", 0, Math.min(4, bytesRead)))) return 0;
    if (bytesRead < head.length || head.toString("latin1", 0, 4) !== "RIFF" || !head.toString("latin1", 8, 12).startsWith("AVI")) break;
    const claimedBytes = head.readUInt32LE(4);
    // Lost its power before it could write it: what follows is its own.
    if (claimedBytes === 0) return 0;
    at += 8 + claimedBytes + (claimedBytes % 2);
  }
  return at === 0 || at >= sizeBytes || (await isFilledUp(file, at, sizeBytes, signal)) ? 0 : sizeBytes - at;
}

const CLUSTER = 0x1f43b675;
const CLUSTER_MARK = Buffer.of(0x1f, 0x43, 0xb6, 0x75);
/** Seek head, information, tracks, index, attachments, chapters, tags. */
const IN_SEGMENT: ReadonlySet<number> = new Set([0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367]);
/** Time, block, group of blocks, position, length of the one before, silent tracks, encrypted block. */
const IN_CLUSTER: ReadonlySet<number> = new Set([0xe7, 0xa3, 0xa0, 0xa7, 0xab, 0x5854, 0xaf]);
/** Nothing, and a checksum: they may stand everywhere. */
const ANYWHERE: ReadonlySet<number> = new Set([0xec, 0xbf]);
const HEAD_BYTES_MAX = 12;

/** An id has four bytes at most. */
const isIdStart = (first: number): boolean => first >= 0x10;

/**
 * Of a Matroska file the bytes that stand where an element should, in clusters and between them, up to the next one. `isCut`: its last element leads
 * beyond its end. @throws AppError cancelled; what reading the disk throws
 */
export async function lostInMatroska(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<{ readonly lostBytes: number; readonly isCut: boolean }> {
  const bytes = new ByteWindow(file, sizeBytes);
  let [at, clusterEndAt, lostBytes] = [0, 0, 0];
  while (at < sizeBytes) {
    stopIfGivenUp(signal);
    await bytes.load(at, HEAD_BYTES_MAX);
    const head = bytes.view(at, HEAD_BYTES_MAX);
    const element = readElement(head, 0);
    // What begins like an element and has no room for its head.
    if (element === null && head.length < HEAD_BYTES_MAX && isIdStart(head[0] ?? 0)) return { lostBytes, isCut: true };
    const isInCluster = at < clusterEndAt;
    const isOpen = element?.endAt === Infinity;
    const endAt = at + (isOpen ? element.bodyAt : element?.endAt ?? 0);
    if (element !== null && (element.id === EBML || element.id === SEGMENT || element.id === CLUSTER)) {
      // What holds others is gone into; a cluster of open length ends where another begins.
      if (element.id === CLUSTER) clusterEndAt = isOpen ? Infinity : endAt;
      at = element.id === EBML ? endAt : at + element.bodyAt;
      continue;
    }
    const isKnown = element !== null && !isOpen && (ANYWHERE.has(element.id) || (isInCluster && IN_CLUSTER.has(element.id)) || ((!isInCluster || clusterEndAt === Infinity) && IN_SEGMENT.has(element.id)));
    if (isKnown && endAt > sizeBytes) return { lostBytes, isCut: true };
    if (isKnown && (!isInCluster || endAt <= clusterEndAt)) {
      at = endAt;
      continue;
    }
    const next = await bytes.find(CLUSTER_MARK, at + 1, sizeBytes) ?? sizeBytes;
    // A few bytes that a copying program left behind the end are nothing of the file's.
    if (element !== null || head.length === HEAD_BYTES_MAX) lostBytes += next - at;
    at = next;
  }
  return { lostBytes, isCut: false };
}

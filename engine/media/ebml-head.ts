// Looks at the head of a Matroska or WebM file: does the file end before its segment does, when does it say it was made.
// Not here: packets and their times. Element ids: RFC 9559, section 5.

import type { FileHandle } from "node:fs/promises";

export interface EbmlFacts {
  /** Bytes that the segment claims and the file does not have; 0 for a whole file, and where the size was never written. */
  readonly missingBytes: number;
  /** Another file stands behind the segment: recordings that were joined byte by byte. */
  readonly hasSecondFile: boolean;
  /** `DateUTC`, UTC ms; null where absent. */
  readonly creationTimeMs: number | null;
}

export const EBML = 0x1a45dfa3;
export const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DATE_UTC = 0x4461;
/** DateUTC counts nanoseconds from here. */
const EPOCH_2001_MS = Date.UTC(2001, 0, 1);
const HEAD_BYTES = 64 * 1024;

export interface Element {
  readonly id: number;
  readonly bodyAt: number;
  /** Infinity where the size is unknown (a file that was written while it was watched). */
  readonly endAt: number;
}

/** Length of a variable-size integer from its first byte; 0 where it is none. */
const vintBytes = (first: number): number => (first === 0 ? 0 : Math.clz32(first) - 23);

/** The element whose head stands at `at` of these bytes; null where none does, or its head is cut. */
export function readElement(head: Buffer, at: number): Element | null {
  const idBytes = vintBytes(head[at] ?? 0);
  if (idBytes === 0 || idBytes > 4 || at + idBytes >= head.length) return null;
  const sizeAt = at + idBytes;
  const sizeBytes = vintBytes(head[sizeAt]!);
  if (sizeBytes === 0 || sizeAt + sizeBytes > head.length) return null;
  let size = head[sizeAt]! & ((1 << (8 - sizeBytes)) - 1);
  let isUnknown = size === (1 << (8 - sizeBytes)) - 1;
  for (let i = 1; i < sizeBytes; i++) {
    size = size * 256 + head[sizeAt + i]!;
    isUnknown &&= head[sizeAt + i] === 0xff;
  }
  const bodyAt = sizeAt + sizeBytes;
  return { id: head.readUIntBE(at, idBytes), bodyAt, endAt: isUnknown ? Infinity : bodyAt + size };
}

function dateInInfo(head: Buffer, info: Element): number | null {
  for (let at = info.bodyAt; at < Math.min(info.endAt, head.length);) {
    const element = readElement(head, at);
    if (element === null) return null;
    if (element.id === DATE_UTC && element.endAt - element.bodyAt === 8 && element.endAt <= head.length) {
      return EPOCH_2001_MS + Number(head.readBigInt64BE(element.bodyAt) / 1_000_000n);
    }
    at = element.endAt;
  }
  return null;
}

async function startsLikeEbml(file: FileHandle, at: number): Promise<boolean> {
  const bytes = Buffer.alloc(4);
  return (await file.read(bytes, 0, 4, at)).bytesRead === 4 && bytes.readUInt32BE(0) === EBML;
}

/** Reads the head of a file that begins like EBML. Never throws for what the file holds. */
export async function readEbml(file: FileHandle): Promise<EbmlFacts> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  const bytes = head.subarray(0, bytesRead);
  const { size } = await file.stat();
  let missingBytes = 0;
  let hasSecondFile = false;
  let creationTimeMs: number | null = null;
  for (let at = 0; at < bytes.length;) {
    const element = readElement(bytes, at);
    if (element === null) break;
    if (element.id === SEGMENT) {
      if (element.endAt !== Infinity) missingBytes = Math.max(0, element.endAt - size);
      hasSecondFile = element.endAt < size && (await startsLikeEbml(file, element.endAt));
      at = element.bodyAt;
      continue;
    }
    if (element.id === INFO) {
      creationTimeMs = dateInInfo(bytes, element);
      break;
    }
    at = element.endAt;
  }
  return { missingBytes, creationTimeMs, hasSecondFile };
}

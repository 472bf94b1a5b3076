// The objects of an ASF (WMV) file that lie side by side: its head, its packets, what lies behind them; whether it ends too early, and where another
// file was joined to it. Not here: packets and their times. Layout: Advanced Systems Format specification, 2.1, 3.1–3.3 and 5.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { ByteWindow } from "./byte-window.ts";
import type { JoinedLayout } from "./joined-parts.ts";
import { lostInAsf } from "./lost-bytes.ts";
import { WindowReader } from "./window-reader.ts";

const GUID_BYTES = 16;
const OBJECT_HEAD_BYTES = 24;
const HEADER = Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex");
const DATA = Buffer.from("3626b2758e66cf11a6d900aa0062ce6c", "hex");
const FILE_PROPERTIES = Buffer.from("a1dcab8c47a9cf118ee400c00c205365", "hex");
const STREAM_PROPERTIES = Buffer.from("9107dcb7b7a9cf118ee600c00c205365", "hex");
/** Simple index, index, media object index, timecode index (6.1–6.4). */
const INDEXES = ["90080033b1e5cf1189f400a0c90349cb", "d329e2d6da35d111903400a0c90349be", "f803b1fead12644c840f2a1d2f7ad48c", "d03fb73c4a0c0348953dedf7b6228f0c"].map((guid) => Buffer.from(guid, "hex"));
/** Fields of the file's properties. */
const SIZE_AT = 40;
const PREROLL_AT = 80;
const FLAGS_AT = 88;
const PACKET_MIN_AT = 92;
const PACKET_MAX_AT = 96;
const PROPERTIES_BYTES = 100;
/** A flag: it was sent as it was made. */
export const IS_BROADCAST = 1;
/** What stands between the beginning of the data and the first packet. */
export const DATA_HEAD_BYTES = 50;
/** Less is what a recorder leaves that was to come back and write the length. ffmpeg's asf demuxer draws the line here too. */
const DATA_MIN_BYTES = 100;
const PACKET_MAX_BYTES = 64 * 1024 * 1024;
const HEAD_MAX_BYTES = 16 * 1024 * 1024;
const STREAM_MAX_BYTES = 4_096;
/** Each is one read; a file of smaller ones is not ASF. */
const OBJECTS_MAX = 1_000;

interface AsfObject {
  readonly guid: Buffer;
  readonly at: number;
  readonly endAt: number;
}

async function objectAt(file: WindowReader, at: number): Promise<AsfObject | null> {
  const head = await file.read(at, OBJECT_HEAD_BYTES);
  if (head.length < OBJECT_HEAD_BYTES) return null;
  const sizeBytes = Number(head.readBigUInt64LE(GUID_BYTES));
  return { guid: Buffer.from(head.subarray(0, GUID_BYTES)), at, endAt: at + sizeBytes };
}

/** @param guid as much of one as there is */
const isIndex = (guid: Buffer): boolean => INDEXES.some((known) => known.subarray(0, guid.length).equals(guid));

/** What stands before the packets of one file. */
export interface AsfHead {
  readonly startAt: number;
  readonly endAt: number;
  /** Null where it does not say. */
  readonly properties: {
    /** Of the whole file. */
    readonly sizeBytes: number;
    /** Sent as it was made: then no length in it counts. */
    readonly isBroadcast: boolean;
  } | null;
  readonly flagsAt: number;
  /** All times in packets are later by this. */
  readonly prerollMs: number;
  /** Of each packet; null where they are not all of one length. */
  readonly packetBytes: number | null;
  /** What it says of its streams, as it stands there. */
  readonly streams: Buffer;
  readonly packetsAt: number;
  /** As the data say themselves; Infinity where they leave it open, or are no data. */
  readonly packetsEndAt: number;
}

/** The head of a file that begins at `at`; null where none begins there. Never throws for what the file holds. */
export async function asfHead(file: WindowReader, at: number): Promise<AsfHead | null> {
  const header = await objectAt(file, at);
  if (header === null || !header.guid.equals(HEADER) || header.endAt - at > HEAD_MAX_BYTES) return null;
  let properties: AsfHead["properties"] = null;
  let [flagsAt, prerollMs, packetBytes]: [number, number, number | null] = [0, 0, null];
  const streams: Buffer[] = [];
  for (let inner = at + OBJECT_HEAD_BYTES + 6, count = 0; inner < header.endAt && count < OBJECTS_MAX; count++) {
    const object = await objectAt(file, inner);
    if (object === null || object.endAt < inner + OBJECT_HEAD_BYTES) break;
    if (object.guid.equals(FILE_PROPERTIES)) {
      const fields = await file.read(inner, PROPERTIES_BYTES);
      if (fields.length < PROPERTIES_BYTES) break;
      properties = { sizeBytes: Number(fields.readBigUInt64LE(SIZE_AT)), isBroadcast: (fields.readUInt32LE(FLAGS_AT) & IS_BROADCAST) !== 0 };
      flagsAt = inner + FLAGS_AT;
      prerollMs = Number(fields.readBigUInt64LE(PREROLL_AT));
      const least = fields.readUInt32LE(PACKET_MIN_AT);
      packetBytes = least > 0 && least <= PACKET_MAX_BYTES && least === fields.readUInt32LE(PACKET_MAX_AT) ? least : null;
    } else if (object.guid.equals(STREAM_PROPERTIES)) {
      streams.push(Buffer.from(await file.read(inner, Math.min(STREAM_MAX_BYTES, object.endAt - inner))));
    }
    inner = object.endAt;
  }
  const data = await objectAt(file, header.endAt);
  const isOpen = data === null || !data.guid.equals(DATA) || data.endAt - data.at < DATA_MIN_BYTES || properties?.isBroadcast === true;
  return {
    startAt: at, endAt: header.endAt, properties, flagsAt, prerollMs, packetBytes, streams: Buffer.concat(streams),
    packetsAt: header.endAt + DATA_HEAD_BYTES, packetsEndAt: isOpen ? Infinity : data.endAt,
  };
}

/** Whether one decoder can be given the packets of both behind the head of one. */
const areAlike = (a: AsfHead, b: AsfHead): boolean => a.packetBytes !== null && a.packetBytes === b.packetBytes && a.streams.equals(b.streams);

/** The head of the next file, whatever stands before it; null where none follows. It must say what a file is. */
async function nextHead(handle: FileHandle, file: WindowReader, fromAt: number, sizeBytes: number, signal: AbortSignal): Promise<AsfHead | null> {
  const bytes = new ByteWindow(handle, sizeBytes);
  for (let at = fromAt, count = 0; count < OBJECTS_MAX; count++) {
    if (signal.aborted) throw new AppError("cancelled");
    const found = await bytes.find(HEADER, at, sizeBytes);
    if (found === null) return null;
    const head = await asfHead(file, found);
    if (head !== null && head.properties !== null) return head;
    at = found + 1;
  }
  return null;
}

/** Where what belongs to a file ends: behind the indexes that follow its packets. */
async function endOf(file: WindowReader, head: AsfHead, sizeBytes: number): Promise<number> {
  let at = head.packetsEndAt;
  for (let count = 0; at < sizeBytes && count < OBJECTS_MAX; count++) {
    const object = await objectAt(file, at);
    // An index that is cut off is told as a file that breaks off.
    if ((object === null || object.endAt > sizeBytes) && isIndex(await file.read(at, GUID_BYTES))) return sizeBytes;
    if (object === null || object.guid.equals(HEADER) || object.endAt < at + OBJECT_HEAD_BYTES || object.endAt > sizeBytes) return at;
    at = object.endAt;
  }
  return Math.min(at, sizeBytes);
}

/**
 * The files in one that begins like ASF. Recorders that sent a file, or lost their power, leave its lengths open: then all that follows is its
 * own, and is read so. A file that one decoder cannot show with the first counts among the bytes that are skipped.
 * @throws AppError cancelled; what reading the disk throws
 */
export async function readAsfLayout(handle: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<JoinedLayout> {
  const file = new WindowReader(handle);
  const first = await asfHead(file, 0);
  const recordings: { readonly startAt: number; readonly endAt: number }[] = [];
  let skippedBytes = 0;
  let isCut = false;
  for (let head = first; head !== null;) {
    const { startAt, properties } = head;
    const endAt: number = head.packetsEndAt === Infinity ? sizeBytes : await endOf(file, head, sizeBytes);
    if (first === head || areAlike(first!, head)) {
      recordings.push({ startAt, endAt });
      // Of an open length another file may follow, whose packets are read too.
      if (head.packetBytes !== null && head.packetsEndAt !== Infinity) skippedBytes += await lostInAsf(handle, head.packetsAt, Math.min(head.packetsEndAt, endAt), head.packetBytes, signal);
    } else {
      skippedBytes += endAt - startAt;
    }
    head = endAt === sizeBytes ? null : await nextHead(handle, file, endAt, sizeBytes, signal);
    skippedBytes += (head?.startAt ?? sizeBytes) - endAt;
    isCut = head === null && properties !== null && !properties.isBroadcast && properties.sizeBytes > sizeBytes - startAt;
  }
  return recordings.length === 0 ? { recordings: [{ startAt: 0, endAt: sizeBytes }], skippedBytes: 0, isCut: false } : { recordings, skippedBytes, isCut };
}

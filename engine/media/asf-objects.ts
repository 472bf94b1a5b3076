// The objects of an ASF (WMV) file that lie side by side: whether it ends too early, and which bytes lie behind the last one that ffmpeg reads. A
// second file that was joined to the first is read by nobody. Not here: packets and their times. Layout: Advanced Systems Format specification, 2.1, 3.1, 3.2 and 5.

import type { FileHandle } from "node:fs/promises";
import { WindowReader } from "./window-reader.ts";

const GUID_BYTES = 16;
const OBJECT_HEAD_BYTES = 24;
const HEADER = Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex");
const DATA = Buffer.from("3626b2758e66cf11a6d900aa0062ce6c", "hex");
const FILE_PROPERTIES = Buffer.from("a1dcab8c47a9cf118ee400c00c205365", "hex");
/** Simple index, index, media object index, timecode index (6.1–6.4). */
const INDEXES = ["90080033b1e5cf1189f400a0c90349cb", "d329e2d6da35d111903400a0c90349be", "f803b1fead12644c840f2a1d2f7ad48c", "d03fb73c4a0c0348953dedf7b6228f0c"].map((guid) => Buffer.from(guid, "hex"));
const SIZE_AT = 40;
const FLAGS_AT = 88;
const IS_BROADCAST = 1;
/** Less is what a recorder leaves that was to come back and write the length. ffmpeg's asf demuxer draws the line here too. */
const DATA_MIN_BYTES = 100;
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

interface Properties {
  /** Of the whole file. */
  readonly sizeBytes: number;
  /** Sent as it was made: then no length in it counts. */
  readonly isBroadcast: boolean;
}

/** What the head says of the file. Null where it says nothing. */
async function propertiesOf(file: WindowReader, header: AsfObject): Promise<Properties | null> {
  for (let at = header.at + OBJECT_HEAD_BYTES + 6, count = 0; at < header.endAt && count < OBJECTS_MAX; count++) {
    const object = await objectAt(file, at);
    if (object?.guid.equals(FILE_PROPERTIES) === true) {
      const fields = await file.read(at, FLAGS_AT + 4);
      return fields.length < FLAGS_AT + 4 ? null : { sizeBytes: Number(fields.readBigUInt64LE(SIZE_AT)), isBroadcast: (fields.readUInt32LE(FLAGS_AT) & IS_BROADCAST) !== 0 };
    }
    if (object === null || object.endAt <= at) return null;
    at = object.endAt;
  }
  return null;
}

/** Bytes behind all that is read: of another file, or of none. 0 where the data's length is left open: all up to the end is read then. */
async function bytesBehind(file: WindowReader, header: AsfObject, sizeBytes: number): Promise<number> {
  const data = await objectAt(file, header.endAt);
  if (data === null || !data.guid.equals(DATA) || data.endAt - data.at < DATA_MIN_BYTES) return 0;
  let at = data.endAt;
  for (let count = 0; at < sizeBytes && count < OBJECTS_MAX; count++) {
    const object = await objectAt(file, at);
    // An index that is cut off is told as a file that breaks off.
    if ((object === null || object.endAt > sizeBytes) && isIndex(await file.read(at, GUID_BYTES))) return 0;
    const isObject = object !== null && !object.guid.equals(HEADER) && object.endAt >= at + OBJECT_HEAD_BYTES && object.endAt <= sizeBytes;
    if (!isObject) return sizeBytes - at;
    at = object.endAt;
  }
  return Math.max(0, sizeBytes - at);
}

export interface AsfFacts {
  /** It surely ends before what its head says. */
  readonly isCut: boolean;
  /** How many bytes lie behind what is read. */
  readonly unreadBytes: number;
}

/** Recorders that sent a file, or lost their power, leave its lengths open: then neither is told. Never throws for what the file holds. */
export async function readAsf(handle: FileHandle, sizeBytes: number): Promise<AsfFacts> {
  const file = new WindowReader(handle);
  const header = await objectAt(file, 0);
  if (header === null || !header.guid.equals(HEADER)) return { isCut: false, unreadBytes: 0 };
  const properties = await propertiesOf(file, header);
  if (properties?.isBroadcast === true) return { isCut: false, unreadBytes: 0 };
  return { isCut: properties !== null && properties.sizeBytes > sizeBytes, unreadBytes: await bytesBehind(file, header, sizeBytes) };
}

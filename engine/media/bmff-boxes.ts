// Looks at the boxes of an ISO media file (mp4, mov) without reading its pictures: is there an index, does the file end before
// its last box does, when does it say it was made, what does its video track claim. Not here: samples and their times
// (mediabunny and ffprobe read those). Boxes: ISO/IEC 14496-12.

import type { FileHandle } from "node:fs/promises";
import { mainPicture } from "./main-picture.ts";
import { WindowReader } from "./window-reader.ts";

export interface BmffFacts {
  /** Bytes that the last box claims and the file does not have; 0 for a whole file. */
  readonly missingBytes: number;
  /** `mvhd` creation time, UTC ms; null where absent or before 1970, which is what a device without a time writes. */
  readonly creationTimeMs: number | null;
  /** Where the index lies; null where there is none. */
  readonly moov: Box | null;
  /** An edit list with several parts or another speed: mediabunny takes the first part of such a list only. */
  readonly hasComplexEdits: boolean;
  /** Samples in the index and more of them in fragments behind it: mediabunny takes the index's only. */
  readonly isHalfFragmented: boolean;
  /** Files in one: where the second begins, and null where there is none. */
  readonly secondFileAt: number | null;
  /** The index lists no sample itself: all are in fragments behind it. */
  readonly isFragmented: boolean;
  /** Where behind the index something stands that is no box, and nobody can read on; null where all are boxes. */
  readonly rubbishAt: number | null;
}

/** A box inside a file, by what its header says. */
export interface Box {
  readonly type: string;
  readonly bodyAt: number;
  /** One past the last byte that the box claims. */
  readonly endAt: number;
}

/** A file of one-second fragments over a day has twice 86,400 boxes. */
const BOXES_MAX = 400_000;
/** From the epoch of QuickTime, 1904-01-01, to 1970-01-01. ISO/IEC 14496-12, 8.2.2. */
const SECONDS_1904_TO_1970 = 2_082_844_800;

/** Four letters, signs or digits; QuickTime begins some with ©. What was zeroed or damaged has none. */
const isBoxType = (type: string): boolean => /^[\x20-\x7e\xa9]{4}$/.test(type);

/** Boxes that lie side by side in [fromAt, toAt), as their heads say. */
export async function* boxesIn(file: WindowReader, fromAt: number, toAt: number): AsyncGenerator<Box> {
  let at = fromAt;
  for (let count = 0; count < BOXES_MAX && at + 8 <= toAt; count++) {
    const head = await file.read(at, 16);
    if (head.length < 8) return;
    const size32 = head.readUInt32BE(0);
    const isLong = size32 === 1 && head.length === 16;
    // Size 0 means: to the end of what holds it.
    const sizeBytes = isLong ? Number(head.readBigUInt64BE(8)) : size32 === 0 ? toAt - at : size32;
    const headBytes = isLong ? 16 : 8;
    if (sizeBytes < headBytes) return;
    yield { type: head.toString("latin1", 4, 8), bodyAt: at + headBytes, endAt: at + sizeBytes };
    at += sizeBytes;
  }
}

/** What of a box's body lies in its first `bytesMax` bytes. */
export const readBody = (file: WindowReader, box: Box, bytesMax: number): Promise<Buffer> => file.read(box.bodyAt, Math.min(bytesMax, Math.max(0, box.endAt - box.bodyAt)));

async function creationTime(file: WindowReader, mvhd: Box): Promise<number | null> {
  const body = await readBody(file, mvhd, 12);
  if (body.length < 12) return null;
  const seconds = body[0] === 1 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  const ms = (seconds - SECONDS_1904_TO_1970) * 1000;
  return ms > 0 && Number.isSafeInteger(ms) ? ms : null;
}

/** True where an edit list holds more than one part besides empty ones, or plays one at another speed. */
async function isComplexEditList(file: WindowReader, elst: Box): Promise<boolean> {
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

async function hasComplexEditsIn(file: WindowReader, trak: Box): Promise<boolean> {
  for await (const child of boxesIn(file, trak.bodyAt, trak.endAt)) {
    if (child.type !== "edts") continue;
    for await (const elst of boxesIn(file, child.bodyAt, child.endAt)) {
      if (elst.type === "elst" && (await isComplexEditList(file, elst))) return true;
    }
  }
  return false;
}

export async function childOf(file: WindowReader, parent: Box, type: string): Promise<Box | null> {
  for await (const child of boxesIn(file, parent.bodyAt, parent.endAt)) if (child.type === type) return child;
  return null;
}

export async function descendantOf(file: WindowReader, parent: Box, ...types: readonly string[]): Promise<Box | null> {
  let box: Box | null = parent;
  for (const type of types) box = box === null ? null : await childOf(file, box, type);
  return box;
}

/** True where the index itself lists samples, of any track. */
export async function hasSamplesIn(file: WindowReader, moov: Box): Promise<boolean> {
  for await (const trak of boxesIn(file, moov.bodyAt, moov.endAt)) {
    const stts = trak.type === "trak" ? await descendantOf(file, trak, "mdia", "minf", "stbl", "stts") : null;
    const body = stts === null ? null : await readBody(file, stts, 8);
    if (body !== null && body.length === 8 && body.readUInt32BE(4) > 0) return true;
  }
  return false;
}

/** Reads the box structure of a file that begins like ISO media. Never throws for what the file holds. */
export async function readBmff(handle: FileHandle): Promise<BmffFacts> {
  const { size } = await handle.stat();
  const file = new WindowReader(handle);
  let moov: Box | null = null;
  let creationTimeMs: number | null = null;
  let hasComplexEdits = false;
  let hasFragments = false;
  let endAt = 0;
  let secondFileAt: number | null = null;
  let rubbishAt: number | null = null;
  for await (const box of boxesIn(file, 0, size)) {
    // Before the index a strange name is passed over by its length, as players do: padding of eight zeros, a name with a damaged letter.
    if (moov !== null && !isBoxType(box.type)) {
      rubbishAt = endAt;
      break;
    }
    if (box.type === "ftyp" && moov !== null) secondFileAt ??= endAt;
    endAt = box.endAt;
    hasFragments ||= box.type === "moof";
    // ffmpeg takes the first one too.
    if (box.type !== "moov" || moov !== null) continue;
    moov = box;
    for await (const child of boxesIn(file, box.bodyAt, box.endAt)) {
      if (child.type === "mvhd") creationTimeMs = await creationTime(file, child);
      if (child.type === "trak") hasComplexEdits ||= await hasComplexEditsIn(file, child);
    }
  }
  const hasSamples = hasFragments && moov !== null && (await hasSamplesIn(file, moov));
  return { moov, missingBytes: Math.max(0, endAt - size), creationTimeMs, hasComplexEdits, isHalfFragmented: hasSamples, isFragmented: hasFragments && !hasSamples, secondFileAt, rubbishAt };
}

export interface BmffVideoTrack {
  /** ffmpeg's name; null for a kind that is not listed here. */
  readonly videoCodec: string | null;
  /** As shown: rotation applied. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Length of the track's media, ms; null where the header leaves it open, as in a fragmented file. */
  readonly durationMs: number | null;
}

const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc1: "h264", avc3: "h264", hvc1: "hevc", hev1: "hevc", mp4v: "mpeg4", av01: "av1", vp09: "vp9", vp08: "vp8", "jpeg": "mjpeg", mjpg: "mjpeg", mjpa: "mjpeg",
};

/** A fixed-point 16.16 matrix whose first row has no x in it turns the picture on its side. */
function shownSize(tkhd: Buffer): Pick<BmffVideoTrack, "widthPx" | "heightPx"> {
  const at = tkhd[0] === 1 ? 52 : 40;
  if (tkhd.length < at + 44) return { widthPx: null, heightPx: null };
  const widthPx = tkhd.readUInt32BE(at + 36) >>> 16;
  const heightPx = tkhd.readUInt32BE(at + 40) >>> 16;
  if (widthPx === 0 || heightPx === 0) return { widthPx: null, heightPx: null };
  return tkhd.readInt32BE(at) === 0 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
}

function mediaDurationMs(mdhd: Buffer): number | null {
  const isVersion1 = mdhd[0] === 1;
  if (mdhd.length < (isVersion1 ? 32 : 20)) return null;
  const timescale = mdhd.readUInt32BE(isVersion1 ? 20 : 12);
  const duration = isVersion1 ? Number(mdhd.readBigUInt64BE(24)) : mdhd.readUInt32BE(16);
  const isOpen = duration === 0 || timescale === 0 || duration === 0xffff_ffff || !Number.isSafeInteger(duration);
  return isOpen ? null : (duration / timescale) * 1000;
}

async function codecOf(file: WindowReader, mdia: Box): Promise<string | null> {
  const box = await descendantOf(file, mdia, "minf", "stbl", "stsd");
  // After version, flags and count comes the first entry: its size and its four letters.
  const body = box === null ? null : await readBody(file, box, 16);
  return body === null || body.length < 16 ? null : (CODEC_NAMES[body.toString("latin1", 12, 16)] ?? null);
}

/** Whether a track's table lists one sample and no more. */
async function isStill(file: WindowReader, mdia: Box): Promise<boolean> {
  const stsz = await descendantOf(file, mdia, "minf", "stbl", "stsz");
  const body = stsz === null ? null : await readBody(file, stsz, 12);
  return body !== null && body.length === 12 && body.readUInt32BE(8) === 1;
}

/** The main video track of an index (main-picture.ts); null where it has none. Never throws for what the file holds. */
export async function readVideoTrack(handle: FileHandle, moov: Box): Promise<BmffVideoTrack | null> {
  const file = new WindowReader(handle);
  const tracks: { readonly trak: Box; readonly mdia: Box }[] = [];
  for await (const trak of boxesIn(file, moov.bodyAt, moov.endAt)) {
    const mdia = trak.type === "trak" ? await childOf(file, trak, "mdia") : null;
    const hdlr = mdia === null ? null : await childOf(file, mdia, "hdlr");
    if (mdia === null || hdlr === null || (await readBody(file, hdlr, 12)).toString("latin1", 8, 12) !== "vide") continue;
    tracks.push({ trak, mdia });
  }
  const main = await mainPicture(tracks, ({ mdia }) => isStill(file, mdia));
  if (main === null) return null;
  const tkhd = await childOf(file, main.trak, "tkhd");
  const size = tkhd === null ? { widthPx: null, heightPx: null } : shownSize(await readBody(file, tkhd, 96));
  const mdhd = await childOf(file, main.mdia, "mdhd");
  return { ...size, videoCodec: await codecOf(file, main.mdia), durationMs: mdhd === null ? null : mediaDurationMs(await readBody(file, mdhd, 32)) };
}

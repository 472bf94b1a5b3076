// What a file is, by its bytes. Its ending is not asked: recorders write PS into .mp4, people rename.

import { codecOfAnnexB } from "../media/annex-b.ts";
import { msFromPackedDate } from "../media/packed-date.ts";
import type { Container } from "../media/containers.ts";

/** Bytes needed from the start of a file. */
export const SNIFF_BYTES = 64 * 1024;

export type Sniffed =
  | { readonly kind: "footage"; readonly container: Container }
  /** `what`: a short name of what it is instead, such as `text`, `zip`, `unknown`. */
  | { readonly kind: "other"; readonly what: string };

const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));

function startsWith(bytes: Uint8Array, ...pattern: readonly number[]): boolean {
  return bytes.length >= pattern.length && pattern.every((byte, i) => bytes[i] === byte);
}

const BMFF_BOXES = new Set(["ftyp", "moov", "mdat", "wide", "free", "skip", "styp", "pnot"]);

/** How far into a file its first whole packet may begin: recorders and carving tools cut where they like. */
const TS_START_MAX_BYTES = 4_096;

/** Sync bytes at a regular distance: 188 (plain), 192 (with a 4-byte time code, M2TS), 204 (with error correction). */
function isTransportStream(bytes: Uint8Array, startMaxBytes = TS_START_MAX_BYTES): boolean {
  for (const packetBytes of [188, 192, 204]) {
    for (let first = 0; first < startMaxBytes; first++) {
      let seen = 0;
      while (seen < 5 && bytes[first + seen * packetBytes] === 0x47) seen++;
      if (seen === 5 || (first <= 4 && seen >= 2 && first + seen * packetBytes >= bytes.length)) return true;
    }
  }
  return false;
}

/** Source: DOMAIN of XMEye/Xiongmai exports, chunks `00 00 01 FC|FD|FA|F9`; the first is an I-frame or an info chunk. */
function isXmeye(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0, 0, 1) && (bytes[3] === 0xfc || bytes[3] === 0xf9) && bytes.length > 16;
}

function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 2048);
  if (head.length === 0) return false;
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  return controls === 0;
}

/** Footage that is not read here, by how it begins; found by people under an ending of footage. */
const FOREIGN: readonly (readonly [name: string, head: readonly number[]])[] = [
  ["MXF", [0x06, 0x0e, 0x2b, 0x34]], ["IVF", [0x44, 0x4b, 0x49, 0x46]], ["NUT", [0x6e, 0x75, 0x74, 0x2f]], ["RealMedia", [0x2e, 0x52, 0x4d, 0x46]], ["Ogg", [0x4f, 0x67, 0x67, 0x53]],
  ["MPEG-1/2 video", [0, 0, 1, 0xb3]], ["MPEG-4 video", [0, 0, 1, 0xb0]],
];
const TWO_JPEGS = Buffer.of(0xff, 0xd9, 0xff, 0xd8, 0xff);

/** The name of a format of footage that is known and not read; null for all else. Two JPEG pictures in a row are MJPEG. */
export function foreignFormat(bytes: Buffer): string | null {
  const foreign = FOREIGN.find(([, head]) => startsWith(bytes, ...head));
  if (foreign !== undefined) return foreign[0];
  return startsWith(bytes, 0xff, 0xd8, 0xff) && bytes.includes(TWO_JPEGS) ? "MJPEG" : null;
}

function otherKind(bytes: Uint8Array): string {
  if (bytes.length === 0) return "empty";
  if (startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46)) return "program";
  if (startsWith(bytes, 0x4d, 0x5a)) return "program";
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return "zip";
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "jpeg";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return "png";
  if (ascii(bytes, 0, 7) === "#EXTM3U" || ascii(bytes, 0, 9) === "ffconcat ") return "playlist";
  return isText(bytes) ? "text" : "unknown";
}

function matroskaKind(bytes: Uint8Array): Container {
  return ascii(bytes, 0, Math.min(bytes.length, 128)).includes("webm") ? "webm" : "mkv";
}

/** @param bytes the first SNIFF_BYTES of the file, or all of it where it is shorter */
export function sniff(bytes: Uint8Array): Sniffed {
  const footage = (container: Container): Sniffed => ({ kind: "footage", container });
  const head4 = ascii(bytes, 0, 4);
  const hasPackHeader = (at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1 && bytes[at + 3] === 0xba;
  if (head4 === "IMKH" || head4 === "4HKH") return footage("hikvision-ps");
  if (hasPackHeader(0)) return footage("mpeg-ps");
  if (head4 === "DHAV" || ascii(bytes, 0, 6) === "DAHUA\0" || head4 === "DAHU") return footage("dhav");
  const box = ascii(bytes, 4, 4);
  if (BMFF_BOXES.has(box)) return footage(box === "ftyp" && ascii(bytes, 8, 4) === "qt  " ? "mov" : "mp4");
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return footage(matroskaKind(bytes));
  if (head4 === "RIFF" && ascii(bytes, 8, 4) === "AVI ") return footage("avi");
  if (ascii(bytes, 0, 3) === "FLV") return footage("flv");
  if (startsWith(bytes, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11)) return footage("asf");
  if (isXmeye(bytes)) return footage("xmeye");
  const raw = codecOfAnnexB(bytes);
  if (raw !== null) return footage(raw);
  if (isTransportStream(bytes)) return footage("mpeg-ts");
  return { kind: "other", what: otherKind(bytes) };
}

/** How far into a file that begins like nothing its footage is looked for. */
export const BURIED_BYTES = 4 * 1024 * 1024;

/** A pack of a programme stream: besides its code, the bits that ISO/IEC 13818-1, 2.5.3.3 (and 11172-1) set at fixed places. */
function isPack(bytes: Buffer, at: number): boolean {
  const isMpeg2 = (bytes[at + 4]! & 0xc4) === 0x44 && (bytes[at + 6]! & 4) === 4 && (bytes[at + 8]! & 4) === 4 && (bytes[at + 9]! & 1) === 1;
  return isMpeg2 || ((bytes[at + 4]! & 0xf1) === 0x21 && (bytes[at + 6]! & 1) === 1 && (bytes[at + 8]! & 1) === 1);
}

/** A packet of pictures with a time, as ISO/IEC 13818-1, 2.4.3.6 writes it. Short recordings have a pack at their start only. */
const isPicturePacket = (bytes: Buffer, at: number): boolean =>
  (bytes[at + 3]! & 0xf0) === 0xe0 && (bytes[at + 6]! & 0xc0) === 0x80 && bytes[at + 7]! >= 0x80 && bytes[at + 8]! >= 5
  && (bytes[at + 9]! & 0xe1) === 0x21 && (bytes[at + 11]! & 1) === 1 && (bytes[at + 13]! & 1) === 1;

/** A head of DHAV: a kind of frame that there is, a length and a date. */
const isDhavHead = (bytes: Buffer, at: number): boolean =>
  bytes[at + 4]! >= 0xf0 && bytes.readUInt32LE(at + 12) < BURIED_BYTES && msFromPackedDate(bytes.readUInt32LE(at + 16)) !== null;

/** A date in an I-frame's head of XMEye, which no other format has behind this code. */
const isXmeyeHead = (bytes: Buffer, at: number): boolean =>
  bytes[at + 3] === 0xfc && bytes[at + 6] !== 0 && bytes[at + 7] !== 0 && bytes.readUInt32LE(at + 12) < BURIED_BYTES && msFromPackedDate(bytes.readUInt32LE(at + 8)) !== null;

const HEAD_BYTES = 24;
const START_CODE = Buffer.of(0, 0, 1);
const DHAV = Buffer.from("DHAV");

function firstFound(bytes: Buffer, pattern: Buffer, isIt: (at: number) => boolean): number | null {
  for (let at = bytes.indexOf(pattern); at !== -1 && at + HEAD_BYTES <= bytes.length; at = bytes.indexOf(pattern, at + 1)) if (isIt(at)) return at;
  return null;
}

/** Endings of raw streams. In a maker's own container stands raw video too, with more between its frames than a decoder bears. */
const RAW_ENDING = /\.(264|h264|265|h265|hevc)$/i;

/**
 * Footage behind rubbish, zeros, or the rest of a frame: the start was overwritten, or a disk was carved. Only formats whose
 * readers find their way from anywhere. Null where nothing is found that surely is footage.
 * @param bytes the first BURIED_BYTES of a file that `sniff` takes for nothing
 */
export function sniffBuried(bytes: Buffer, name: string): { readonly container: Container; readonly at: number } | null {
  // Before the others: the packets of pictures stand in it too.
  if (isTransportStream(bytes, bytes.length)) return { container: "mpeg-ts", at: 0 };
  const packAt = firstFound(bytes, START_CODE, (at) => (bytes[at + 3] === 0xba && isPack(bytes, at)) || isPicturePacket(bytes, at));
  if (packAt !== null) return { container: "mpeg-ps", at: packAt };
  const dhavAt = firstFound(bytes, DHAV, (at) => isDhavHead(bytes, at));
  if (dhavAt !== null) return { container: "dhav", at: dhavAt };
  const xmeyeAt = firstFound(bytes, START_CODE, (at) => isXmeyeHead(bytes, at));
  if (xmeyeAt !== null) return { container: "xmeye", at: xmeyeAt };
  // Only what a stream begins anew with: any slice's code stands in much that is none.
  const rawAt = RAW_ENDING.test(name) ? firstFound(bytes, START_CODE, (at) => isParameterSet(bytes, at + 3)) : null;
  return rawAt === null ? null : { container: codecOfAnnexB(bytes.subarray(rawAt))!, at: rawAt };
}

/** A sequence's parameters in H.264, a video's in H.265. */
const isParameterSet = (bytes: Buffer, at: number): boolean =>
  ((bytes[at]! & 0x9f) === 7 && (bytes[at]! & 0x60) !== 0) || (bytes[at] === 0x40 && bytes[at + 1] === 1 && bytes[at + 2] === 0x0c);

// What a file is, by its bytes. Its ending is not asked: recorders write PS into .mp4, people rename.

import { codecOfAnnexB } from "../media/annex-b.ts";
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
export function isTransportStream(bytes: Uint8Array, startMaxBytes = TS_START_MAX_BYTES): boolean {
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

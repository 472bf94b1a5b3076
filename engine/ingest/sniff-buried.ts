// Footage in a file that begins like nothing: behind rubbish, zeros, or the rest of a frame. sniff.ts asks the start alone.

import { codecOfAnnexB } from "../media/annex-b.ts";
import type { Container } from "../media/containers.ts";
import { msFromPackedDate } from "../media/packed-date.ts";
import { isTransportStream } from "./sniff.ts";

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

/** A date in an I-frame's head of XMEye, which no other format has behind this code; where the recorder wrote none, the start code behind it. */
function isXmeyeHead(bytes: Buffer, at: number): boolean {
  if (bytes[at + 3] !== 0xfc || bytes[at + 6] === 0 || bytes[at + 7] === 0 || bytes.readUInt32LE(at + 12) >= BURIED_BYTES) return false;
  const packedDate = bytes.readUInt32LE(at + 8);
  return packedDate === 0 ? codecOfAnnexB(bytes.subarray(at + 16, at + HEAD_BYTES)) !== null : msFromPackedDate(packedDate) !== null;
}

const HEAD_BYTES = 24;
const START_CODE = Buffer.of(0, 0, 1);
const DHAV = Buffer.from("DHAV");

function firstFound(bytes: Buffer, pattern: Buffer, isIt: (at: number) => boolean): number | null {
  for (let at = bytes.indexOf(pattern); at !== -1 && at + HEAD_BYTES <= bytes.length; at = bytes.indexOf(pattern, at + 1)) if (isIt(at)) return at;
  return null;
}

/** A sequence's parameters in H.264, a video's in H.265. */
const isParameterSet = (bytes: Buffer, at: number): boolean =>
  ((bytes[at]! & 0x9f) === 7 && (bytes[at]! & 0x60) !== 0) || (bytes[at] === 0x40 && bytes[at + 1] === 1 && bytes[at + 2] === 0x0c);

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

// What an H.264 stream says itself of its pictures (ITU-T H.264, 7.3.2.1.1 and 7.3.3): how large they are as shown, and whether one is a
// whole frame or one of its two fields. Interlaced streams may give each field a packet of its own: two packets are then one picture.
// Nothing is decoded here.

const NAL_SLICE = 1;
const NAL_IDR = 5;
const NAL_SEQUENCE = 7;
/** As much of a slice as its header can need up to the fields' flags. */
const SLICE_HEAD_BYTES = 32;
/** Profiles whose sequences tell chroma, depths and scaling. */
const LONG_PROFILES: ReadonlySet<number> = new Set([44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244]);
/** Table E-1: width and height of a pixel, by aspect_ratio_idc. */
const PIXEL_SHAPES = [[1, 1], [1, 1], [12, 11], [10, 11], [16, 11], [40, 33], [24, 11], [20, 11], [32, 11], [80, 33], [18, 11], [15, 11], [64, 33], [160, 99], [4, 3], [3, 2], [2, 1]] as const;
const OWN_SHAPE = 255;

/** Bits of a unit, its emulation bytes (00 00 03) taken out. Reads zeros behind the end: a header that is cut says nothing wild. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(unit: Uint8Array) {
    this.#bytes = unit.filter((byte, i) => !(byte === 3 && i > 1 && unit[i - 1] === 0 && unit[i - 2] === 0));
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++) value = value * 2 + (((this.#bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    return value;
  }

  isSet(): boolean {
    return this.bits(1) === 1;
  }

  /** ue(v), 9.1. */
  unsigned(): number {
    let zeros = 0;
    while (zeros < 32 && this.bits(1) === 0) zeros++;
    return zeros === 32 ? 0 : 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v). */
  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  }
}

export interface H264Sequence {
  /** Of whole frames, cropped; pixels as they are coded. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Width to height of one pixel. */
  readonly pixelShape: readonly [across: number, down: number];
  /** Whether pictures may be fields. */
  readonly mayHaveFields: boolean;
  readonly hasColourPlanes: boolean;
  readonly frameNumberBits: number;
}

function skipScalingLists(reader: BitReader, count: number): void {
  for (let list = 0; list < count; list++) {
    if (!reader.isSet()) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + reader.signed() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** Chroma format and whether its planes are coded apart; leaves the reader behind the scaling lists. */
function readChroma(reader: BitReader): { readonly format: number; readonly hasColourPlanes: boolean } {
  const format = reader.unsigned();
  const hasColourPlanes = format === 3 && reader.isSet();
  reader.unsigned();
  reader.unsigned();
  reader.bits(1);
  if (reader.isSet()) skipScalingLists(reader, format === 3 ? 12 : 8);
  return { format, hasColourPlanes };
}

function skipOrderCount(reader: BitReader): void {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.bits(1);
  reader.signed();
  reader.signed();
  for (let left = Math.min(reader.unsigned(), 255); left > 0; left--) reader.signed();
}

function readPixelShape(reader: BitReader): readonly [number, number] {
  if (!reader.isSet() || !reader.isSet()) return [1, 1];
  const named = reader.bits(8);
  const shape = named === OWN_SHAPE ? ([reader.bits(16), reader.bits(16)] as const) : (PIXEL_SHAPES[named] ?? [1, 1]);
  return shape[0] > 0 && shape[1] > 0 ? shape : [1, 1];
}

/** @param unit one NAL unit without its start code or length. Null: it is no sequence, or none that makes sense. */
export function readSequence(unit: Uint8Array): H264Sequence | null {
  if (((unit[0] ?? 0) & 0x1f) !== NAL_SEQUENCE) return null;
  const reader = new BitReader(unit);
  reader.bits(8);
  const profile = reader.bits(8);
  reader.bits(16);
  reader.unsigned();
  const { format, hasColourPlanes } = LONG_PROFILES.has(profile) ? readChroma(reader) : { format: 1, hasColourPlanes: false };
  const frameNumberBits = reader.unsigned() + 4;
  skipOrderCount(reader);
  reader.unsigned();
  reader.bits(1);
  const acrossMbs = reader.unsigned() + 1;
  const downUnits = reader.unsigned() + 1;
  const mayHaveFields = !reader.isSet();
  if (mayHaveFields) reader.bits(1);
  reader.bits(1);
  const fieldsHigh = mayHaveFields ? 2 : 1;
  const [left, right, top, bottom] = reader.isSet() ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()] : [0, 0, 0, 0];
  const planes = hasColourPlanes ? 0 : format;
  const cropAcross = planes === 1 || planes === 2 ? 2 : 1;
  const cropDown = (planes === 1 ? 2 : 1) * fieldsHigh;
  const widthPx = 16 * acrossMbs - cropAcross * (left + right);
  const heightPx = 16 * downUnits * fieldsHigh - cropDown * (top + bottom);
  if (widthPx <= 0 || heightPx <= 0 || frameNumberBits > 16) return null;
  return { widthPx, heightPx, pixelShape: readPixelShape(reader), mayHaveFields, hasColourPlanes, frameNumberBits };
}

/** The NAL units of one packet. `lengthBytes`: how long each unit's length before it is; null: start codes stand between them (Annex B). */
export function* unitsIn(data: Uint8Array, lengthBytes: number | null): Generator<Uint8Array> {
  if (lengthBytes === null) {
    let from = -1;
    for (let at = data.indexOf(1, 2); at !== -1; at = data.indexOf(1, at + 1)) {
      if (data[at - 1] !== 0 || data[at - 2] !== 0) continue;
      if (from !== -1) yield data.subarray(from, at - 2);
      from = at + 1;
    }
    if (from !== -1) yield data.subarray(from);
    return;
  }
  for (let at = 0; at + lengthBytes <= data.length;) {
    const length = data.subarray(at, at + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    yield data.subarray(at + lengthBytes, at + lengthBytes + length);
    at += lengthBytes + length;
  }
}

/** The first sequence of an `avcC` box (ISO/IEC 14496-15, 5.3.3), as a unit. */
export function sequenceOfConfiguration(bytes: Uint8Array): Uint8Array | null {
  const count = (bytes[5] ?? 0) & 0x1f;
  const length = count === 0 ? 0 : (bytes[6] ?? 0) * 256 + (bytes[7] ?? 0);
  return length === 0 ? null : bytes.subarray(8, 8 + length);
}

/** An `avcC` box: its first sequence, and how long the lengths before units are. */
export function readAvcConfiguration(bytes: Uint8Array): { readonly sequence: H264Sequence | null; readonly lengthBytes: number } {
  const unit = sequenceOfConfiguration(bytes);
  return { sequence: unit === null ? null : readSequence(unit), lengthBytes: ((bytes[4] ?? 3) & 3) + 1 };
}

type Parity = "frame" | "top" | "bottom";

interface Picture { readonly parity: Parity; readonly frameNumber: number; readonly isIdr: boolean }

/** What the first slice of a packet is a slice of; null: it has none. */
function pictureOf(data: Uint8Array, lengthBytes: number | null, sequence: H264Sequence): Picture | null {
  for (const unit of unitsIn(data, lengthBytes)) {
    const type = (unit[0] ?? 0) & 0x1f;
    if (type !== NAL_SLICE && type !== NAL_IDR) continue;
    const reader = new BitReader(unit.subarray(0, SLICE_HEAD_BYTES));
    reader.bits(8);
    for (let skipped = 0; skipped < 3; skipped++) reader.unsigned();
    if (sequence.hasColourPlanes) reader.bits(2);
    const frameNumber = reader.bits(sequence.frameNumberBits);
    const parity = !sequence.mayHaveFields || !reader.isSet() ? "frame" : reader.isSet() ? "bottom" : "top";
    return { parity, frameNumber, isIdr: type === NAL_IDR };
  }
  return null;
}

/** Between fields a packet in which no picture can be read: one of the two, nobody knows which. */
const UNREADABLE = "unreadable";

/** Goes through the packets of a stream in their order and tells which are the second field of the picture before. */
export class FieldPairs {
  readonly #sequence: H264Sequence;
  readonly #lengthBytes: number | null;
  /** The field whose other one may come next. */
  #open: Picture | typeof UNREADABLE | null = null;
  /** What the last packet that could be read was one of. */
  #isAmongFields = false;
  /** Which field comes second in this stream, as far as is known. */
  #secondParity: Parity | null = null;
  #fieldCount = 0;

  constructor(sequence: H264Sequence, lengthBytes: number | null) {
    this.#sequence = sequence;
    this.#lengthBytes = lengthBytes;
  }

  /** Fields met so far. */
  get fieldCount(): number {
    return this.#fieldCount;
  }

  /**
   * True: this packet is no picture of its own. A field whose other one is missing stays one; a packet that cannot be read stands for the field that
   * would come there.
   */
  isSecondField(data: Uint8Array): boolean {
    const picture = pictureOf(data, this.#lengthBytes, this.#sequence);
    const open = this.#open;
    this.#open = null;
    if (picture === null) return this.#isAmongFields && this.#pairUnreadable(open);
    this.#isAmongFields = picture.parity !== "frame";
    if (!this.#isAmongFields) return false;
    this.#fieldCount++;
    if (open !== null && this.#belongsTo(open, picture)) return true;
    this.#open = picture;
    return false;
  }

  #pairUnreadable(open: Picture | typeof UNREADABLE | null): boolean {
    if (open === null) this.#open = UNREADABLE;
    return open !== null;
  }

  #belongsTo(open: Picture | typeof UNREADABLE, picture: Picture): boolean {
    // Of an IDR picture only the first field is one (7.4.1.2.4).
    if (picture.isIdr) return false;
    if (open === UNREADABLE) return picture.parity === this.#secondParity;
    if (open.parity === picture.parity || open.frameNumber !== picture.frameNumber) return false;
    this.#secondParity = picture.parity;
    return true;
  }
}

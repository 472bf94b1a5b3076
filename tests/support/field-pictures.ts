// H.264 whose pictures are two fields each, coded apart (PAFF), which no encoder at hand writes: every macroblock is stored as it is
// (I_PCM, ITU-T H.264 7.3.5), so the "encoder" is these few headers. Each picture shows its number as numbered-footage.ts does.

import { HEIGHT_PX, WIDTH_PX } from "./numbered-footage.ts";

const BLOCKS = 12;
const MB = 16;

class Bits {
  readonly #bits: number[] = [];

  u(count: number, value: number): this {
    for (let i = count - 1; i >= 0; i--) this.#bits.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  ue(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.u(length, 0).u(length + 1, value + 1);
  }

  align(): this {
    while (this.#bits.length % 8 !== 0) this.#bits.push(0);
    return this;
  }

  /** With the stop bit of a unit, and 03 wherever 00 00 would be followed by what a start code begins with. */
  unit(header: number): Buffer {
    this.u(1, 1).align();
    const bytes = [header];
    for (let at = 0; at < this.#bits.length; at += 8) {
      const byte = this.#bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0);
      if (byte <= 3 && bytes.length > 2 && bytes.at(-1) === 0 && bytes.at(-2) === 0) bytes.push(3);
      bytes.push(byte);
    }
    return Buffer.from([0, 0, 0, 1, ...bytes]);
  }
}

/** `cropDownPx`: rows cut off below, a multiple of 4 as fields crop. `shape`: width to height of a pixel. */
export interface FieldOptions { readonly cropDownPx?: number; readonly shape?: readonly [number, number] }

function sequence({ cropDownPx = 0, shape }: FieldOptions): Buffer {
  const bits = new Bits().u(8, 77).u(8, 0).u(8, 30).ue(0).ue(0).ue(2).ue(1).u(1, 0);
  // Rows of macroblocks are counted in one field; fields, none adaptive in a frame, direct_8x8.
  bits.ue(WIDTH_PX / MB - 1).ue(HEIGHT_PX / MB / 2 - 1).u(1, 0).u(1, 0).u(1, 1);
  if (cropDownPx > 0) bits.u(1, 1).ue(0).ue(0).ue(0).ue(cropDownPx / 4);
  else bits.u(1, 0);
  if (shape === undefined) return bits.u(1, 0).unit(0x67);
  return bits.u(1, 1).u(1, 1).u(8, 255).u(16, shape[0]).u(16, shape[1]).u(8, 0).unit(0x67);
}

const parameters = (): Buffer => new Bits().ue(0).ue(0).u(2, 0).ue(0).ue(0).ue(0).u(3, 0).ue(0).ue(0).ue(0).u(3, 4).unit(0x68);

function field(frameNo: number, isBottom: boolean): Buffer {
  // The second field of an IDR picture is none itself.
  const bits = new Bits().ue(0).ue(7).ue(0).u(4, 0).u(1, 1).u(1, isBottom ? 1 : 0);
  if (isBottom) bits.u(1, 0);
  else bits.ue(frameNo % 2).u(2, 0);
  bits.ue(0).ue(1);
  for (let mb = 0; mb < (WIDTH_PX / MB) * (HEIGHT_PX / MB / 2); mb++) {
    const isSet = (frameNo >> (BLOCKS - 1 - (mb % (WIDTH_PX / MB)))) & 1;
    bits.ue(25).align();
    for (let i = 0; i < 256; i++) bits.u(8, isSet === 1 ? 220 : 30);
    for (let i = 0; i < 128; i++) bits.u(8, 128);
  }
  return bits.unit(isBottom ? 0x61 : 0x65);
}

/** Annex B: as many pictures as asked, each two fields. */
export function fieldStream(pictures: number, options: FieldOptions = {}): Buffer {
  return Buffer.concat([sequence(options), parameters(), ...Array.from({ length: pictures }, (_, frameNo) => [field(frameNo, false), field(frameNo, true)]).flat()]);
}

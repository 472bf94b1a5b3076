// Digits learnt from the clip itself: the last digit of a clock shows all ten in turn, and where the one before it changes
// it is 0. So every picture of it is labelled without knowing the font. What they are then found in is digit-line.ts.

import type { PixelBox } from "./gray-frames.ts";
import { brightStrokes, darkStrokes, grayPicture, mapped, type GrayPicture } from "./gray-picture.ts";

/** How letters are set free of what is behind them before they are compared. */
export const preparations = ["as-is", "bright", "dark"] as const;
export type Preparation = (typeof preparations)[number];

/** A picture of a place with its mean taken out and its length made 1: two of them multiply to their correlation. */
export type Patch = Float32Array;

export interface DigitFont {
  /** By digit. */
  readonly templates: readonly Patch[];
  /** Where the units of seconds stand, in the line's pixels. */
  readonly units: PixelBox;
  /** From one digit of a number to the next. */
  readonly pitchPx: number;
  /** The mean picture of each second, prepared as the templates are. */
  readonly means: readonly GrayPicture[];
  /** Share of seconds whose digit was known again from the other seconds. */
  readonly selfKnown: number;
}

/** The mean picture of each second, without the pictures around its tick; the pictures themselves are not kept. */
export class SecondMeans {
  readonly #size: readonly [widthPx: number, heightPx: number];
  readonly #framesPerSecond: number;
  readonly #phase: number;
  readonly #sums: GrayPicture[] = [];
  #count = 0;

  /** `phase`: the first picture of a second, counted within the second. */
  constructor(widthPx: number, heightPx: number, framesPerSecond: number, phase: number) {
    this.#size = [widthPx, heightPx];
    this.#framesPerSecond = framesPerSecond;
    this.#phase = phase;
  }

  add(pixels: Uint8Array): void {
    const at = this.#count++ - this.#phase;
    const within = at % this.#framesPerSecond;
    if (at < 0 || within < 2 || within === this.#framesPerSecond - 1) return;
    const sum = (this.#sums[Math.floor(at / this.#framesPerSecond)] ??= grayPicture(...this.#size));
    for (let i = 0; i < pixels.length; i++) sum.pixels[i]! += pixels[i]!;
  }

  /** Of the seconds that are whole. */
  means(): GrayPicture[] {
    const whole = Math.floor((this.#count - this.#phase) / this.#framesPerSecond);
    return this.#sums.slice(0, Math.max(0, whole)).map((sum) => mapped(sum, (value) => value / (this.#framesPerSecond - 3)));
  }
}

function prepare(picture: GrayPicture, preparation: Preparation, radius: number): GrayPicture {
  return preparation === "as-is" ? picture : preparation === "bright" ? brightStrokes(picture, radius) : darkStrokes(picture, radius);
}

/** Null where the place is flat: nothing stands there. */
export function patchAt(picture: GrayPicture, x: number, y: number, width: number, height: number): Patch | null {
  if (x < 0 || y < 0 || x + width > picture.widthPx || y + height > picture.heightPx) return null;
  const patch = new Float32Array(width * height);
  let sum = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = picture.pixels[(y + row) * picture.widthPx + x + column]!;
      patch[row * width + column] = value;
      sum += value;
    }
  }
  return normalised(patch, sum / patch.length);
}

/** Less contrast than this is noise of the encoder. */
const CONTRAST_MIN = 4;

function normalised(patch: Float32Array, mean: number): Patch | null {
  let squares = 0;
  for (let i = 0; i < patch.length; i++) {
    patch[i]! -= mean;
    squares += patch[i]! ** 2;
  }
  const length = Math.sqrt(squares);
  if (length < CONTRAST_MIN * Math.sqrt(patch.length)) return null;
  for (let i = 0; i < patch.length; i++) patch[i]! /= length;
  return patch;
}

export function correlation(a: Patch, b: Patch): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function meanPatch(patches: readonly Patch[]): Patch | null {
  const mean = new Float32Array(patches[0]?.length ?? 0);
  for (const patch of patches) for (let i = 0; i < mean.length; i++) mean[i]! += patch[i]!;
  return patches.length === 0 ? null : normalisedAny(mean);
}

function normalisedAny(patch: Float32Array): Patch {
  const length = Math.hypot(...patch) || 1;
  return patch.map((value) => value / length);
}

/** How much each pixel of a box changes from second to second on average; of the seconds in `when`. */
function tickMap(means: readonly GrayPicture[], box: PixelBox, when: (second: number) => boolean): Float32Array {
  const map = new Float32Array(box.width * box.height);
  let count = 0;
  for (let second = 1; second < means.length; second++) {
    if (!when(second)) continue;
    count++;
    const [now, before] = [means[second]!, means[second - 1]!];
    for (let y = 0; y < box.height; y++) {
      for (let x = 0; x < box.width; x++) {
        const at = (box.y + y) * now.widthPx + box.x + x;
        map[y * box.width + x]! += Math.abs(now.pixels[at]! - before.pixels[at]!);
      }
    }
  }
  return count === 0 ? map : map.map((value) => value / count);
}

/** The run around the greatest value in which all are above a share of it; a single lower one does not end it. */
function runAround(values: Float32Array, share: number): readonly [from: number, to: number] {
  const top = values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
  const limit = values[top]! * share;
  let [from, to] = [top, top];
  while (from > 0 && (values[from - 1]! >= limit || (values[from - 2] ?? 0) >= limit)) from--;
  while (to < values.length - 1 && (values[to + 1]! >= limit || (values[to + 2] ?? 0) >= limit)) to++;
  return [from, to];
}

function profile(map: Float32Array, width: number, height: number, isByColumn: boolean): Float32Array {
  const made = new Float32Array(isByColumn ? width : height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) made[isByColumn ? x : y]! += map[y * width + x]!;
  return made;
}

const EDGE_SHARE = 0.22;

/** Where exactly the units stand inside the place that ticks. */
function unitsBox(means: readonly GrayPicture[], around: PixelBox): PixelBox {
  const map = tickMap(means, around, () => true);
  const [left, right] = runAround(profile(map, around.width, around.height, true), EDGE_SHARE);
  const [upper, lower] = runAround(profile(map, around.width, around.height, false), EDGE_SHARE);
  return { x: around.x + left, y: around.y + upper, width: right - left + 1, height: lower - upper + 1 };
}

/** In which of ten seconds the digit before the units changes: then they are 0. Null where none stands out. */
function rolloverOf(means: readonly GrayPicture[], units: PixelBox): number | null {
  const left = Math.max(0, Math.round(units.x - 1.7 * units.width));
  const before: PixelBox = { x: left, y: units.y, width: Math.max(1, units.x - 1 - left), height: units.height };
  const sums = Array.from({ length: 10 }, (_, residue) => {
    const map = tickMap(means, before, (second) => second % 10 === residue);
    return map.reduce((sum, value) => sum + Math.max(0, value - 6), 0);
  });
  const [best, next] = sums.map((sum, residue) => ({ sum, residue })).sort((a, b) => b.sum - a.sum) as [{ sum: number; residue: number }, { sum: number; residue: number }];
  return best.sum > 0 && best.sum >= 2 * next.sum ? best.residue : null;
}

/** Each second's patch against the templates of the others. */
function knownAgain(patches: readonly (Patch | null)[], labels: readonly number[]): number {
  let [known, asked] = [0, 0];
  for (const [second, patch] of patches.entries()) {
    if (patch === null) continue;
    const others = Array.from({ length: 10 }, (_, digit) => meanPatch(patches.filter((each, i): each is Patch => each !== null && i !== second && labels[i] === digit)));
    if (others[labels[second]!] === null) continue;
    asked++;
    const scores = others.map((other) => (other === null ? -1 : correlation(patch, other)));
    if (scores.indexOf(Math.max(...scores)) === labels[second]) known++;
  }
  return asked < 8 ? 0 : known / asked;
}

/** From the units to the tens: where the templates fit best to the left. */
function pitchOf(means: readonly GrayPicture[], templates: readonly Patch[], box: PixelBox): number | null {
  let best = { score: 0.5, pitch: 0 };
  for (let pitch = Math.max(3, Math.round(box.width * 0.65)); pitch <= box.width * 1.9; pitch++) {
    let [sum, count] = [0, 0];
    for (const mean of means) {
      const patch = patchAt(mean, box.x - pitch, box.y, box.width, box.height);
      if (patch === null) continue;
      sum += Math.max(...templates.map((template) => correlation(patch, template)));
      count++;
    }
    if (count > 0 && sum / count > best.score) best = { score: sum / count, pitch };
  }
  return best.pitch === 0 ? null : best.pitch;
}

/** Smaller digits are no shapes any more. */
const DIGIT_HEIGHT_MIN_PX = 7;

/**
 * Learns the digits at a place that ticks. Null where they are not learnt: no clock, too short, or too small.
 * @param around the place in the line's pixels, a little larger than it
 */
export function learnDigits(rawMeans: readonly GrayPicture[], around: PixelBox, preparation: Preparation): DigitFont | null {
  if (rawMeans.length < 12) return null;
  const units = unitsBox(rawMeans, around);
  if (units.height < DIGIT_HEIGHT_MIN_PX || units.width < 3 || units.width > 1.3 * units.height) return null;
  const rollover = rolloverOf(rawMeans, units);
  if (rollover === null) return null;
  const means = rawMeans.map((mean) => prepare(mean, preparation, Math.max(2, Math.round(units.height * 0.16))));
  const labels = means.map((_, second) => (((second - rollover) % 10) + 10) % 10);
  const wide: PixelBox = { x: Math.max(0, units.x - 1), y: Math.max(0, units.y - 1), width: units.width + 2, height: units.height + 2 };
  const first = templatesAt(means, labels, wide);
  const pitchPx = first === null ? null : pitchOf(means, first.templates, wide);
  if (first === null || pitchPx === null) return null;
  // A box wider than a digit's place would hold parts of its neighbours, which change by themselves.
  const spare = Math.max(0, wide.width - pitchPx - 1);
  const box = spare === 0 ? wide : { ...wide, x: wide.x + Math.floor(spare / 2), width: wide.width - spare };
  const learnt = spare === 0 ? first : templatesAt(means, labels, box);
  if (learnt === null) return null;
  return { templates: learnt.templates, units: box, pitchPx, means, selfKnown: knownAgain(learnt.patches, labels) };
}

/** Null where a digit was never seen in the box. */
function templatesAt(means: readonly GrayPicture[], labels: readonly number[], box: PixelBox): { readonly templates: readonly Patch[]; readonly patches: readonly (Patch | null)[] } | null {
  const patches = means.map((mean) => patchAt(mean, box.x, box.y, box.width, box.height));
  const templates = Array.from({ length: 10 }, (_, digit) => meanPatch(patches.filter((patch, i): patch is Patch => patch !== null && labels[i] === digit)));
  return templates.every((template) => template !== null) ? { templates, patches } : null;
}

// Digits learnt from the clip itself: the last digit of a clock shows all ten in turn, and where the one before it changes
// it is 0. So every picture of it is labelled without knowing the font. What they are then found in is digit-line.ts.

import type { PixelBox } from "./gray-frames.ts";
import { brightStrokes, darkStrokes, grayPicture, mapped, type GrayPicture } from "./gray-picture.ts";

/** How letters are set free of what is behind them before they are compared. */
export const preparations = ["as-is", "bright", "dark", "ink"] as const;
export type Preparation = (typeof preparations)[number];

/** A picture of a place with its mean taken out and its length made 1, each pixel by its weight: two of them multiply to their correlation. */
export type Patch = Float32Array;
/** How much each pixel of a digit's place tells the ten apart, 0–1: what lies behind and beside them tells nothing. */
export type Weights = Float32Array;

export interface DigitFont {
  /** By digit. */
  readonly templates: readonly Patch[];
  readonly weights: Weights;
  /** Where the units of seconds stand, in the line's pixels. */
  readonly units: PixelBox;
  /** From one digit of a number to the next. */
  readonly pitchPx: number;
  /** How far a digit may stand off from its line, up or down. */
  readonly offPx: number;
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

/** How far below the brightest of a digit's place its letters reach, of all that lies between its darkest and its brightest. */
const INK_SHARE = 0.25;

/** Above this grey stand white letters, and neither their outline nor most of what lies behind it. */
function inkLevel(means: readonly GrayPicture[], units: PixelBox): number {
  const values = Float32Array.from(means.flatMap((mean) => [...(pixelsAt(mean, units) ?? [])]));
  const [low, high] = [quantileOf(values, 0.02), quantileOf(values, 0.98)];
  return high - INK_SHARE * (high - low);
}

function prepare(picture: GrayPicture, preparation: Preparation, radius: number, level: number): GrayPicture {
  if (preparation === "ink") return mapped(picture, (value) => Math.max(0, value - level));
  return preparation === "as-is" ? picture : preparation === "bright" ? brightStrokes(picture, radius) : darkStrokes(picture, radius);
}

/** The pixels of a box; null where it reaches beyond the picture. */
function pixelsAt(picture: GrayPicture, { x, y, width, height }: PixelBox): Float32Array | null {
  if (x < 0 || y < 0 || x + width > picture.widthPx || y + height > picture.heightPx) return null;
  const pixels = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * picture.widthPx + x;
    pixels.set(picture.pixels.subarray(from, from + width), row * width);
  }
  return pixels;
}

/** Less contrast than this is noise of the encoder. */
const CONTRAST_MIN = 4;

/** Null where the place is flat: nothing stands there. */
function patchFrom(pixels: Float32Array, weights: Weights): Patch | null {
  let [sum, sumWeights] = [0, 0];
  for (let i = 0; i < pixels.length; i++) {
    sum += weights[i]! * pixels[i]!;
    sumWeights += weights[i]!;
  }
  const mean = sum / sumWeights;
  const patch = new Float32Array(pixels.length);
  let squares = 0;
  for (let i = 0; i < pixels.length; i++) {
    squares += weights[i]! * (pixels[i]! - mean) ** 2;
    patch[i] = Math.sqrt(weights[i]!) * (pixels[i]! - mean);
  }
  const length = Math.sqrt(squares);
  if (!(length >= CONTRAST_MIN * Math.sqrt(sumWeights))) return null;
  for (let i = 0; i < patch.length; i++) patch[i]! /= length;
  return patch;
}

/** Null where the place is flat or reaches beyond the picture. */
export function patchAt(picture: GrayPicture, box: PixelBox, weights: Weights): Patch | null {
  const pixels = pixelsAt(picture, box);
  return pixels === null ? null : patchFrom(pixels, weights);
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

/** How much each pixel of a box changes from a second to the next. */
function changesAt(means: readonly GrayPicture[], box: PixelBox, second: number): Float32Array {
  const made = new Float32Array(box.width * box.height);
  const [now, before] = [means[second]!, means[second - 1]!];
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * now.widthPx + box.x;
    for (let x = 0; x < box.width; x++) made[y * box.width + x] = Math.abs(now.pixels[from + x]! - before.pixels[from + x]!);
  }
  return made;
}

const quantileOf = (values: Float32Array, share: number): number => values.toSorted()[Math.floor(values.length * share)] ?? 0;

/** Between two digits a pixel changes or does not; what merely passes by changes it in a few seconds. */
const TICKING_SHARE = 0.7;

/** How much each pixel of a box changes from second to second, most of the time. */
function tickMap(means: readonly GrayPicture[], box: PixelBox): Float32Array {
  const bySecond = means.slice(1).map((_, i) => changesAt(means, box, i + 1));
  const values = new Float32Array(bySecond.length);
  return new Float32Array(box.width * box.height).map((_, at) => {
    for (let i = 0; i < values.length; i++) values[i] = bySecond[i]![at]!;
    return quantileOf(values, TICKING_SHARE);
  });
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
const NOISE_SHARE = 0.4;

/** Where exactly the units stand inside the place that ticks. */
export function unitsBox(means: readonly GrayPicture[], around: PixelBox): PixelBox {
  const changes = tickMap(means, around);
  // Most of the place is no digit and changes by noise alone.
  const noise = 1.5 * quantileOf(changes, NOISE_SHARE);
  const map = changes.map((value) => Math.max(0, value - noise));
  const [left, right] = runAround(profile(map, around.width, around.height, true), EDGE_SHARE);
  const [upper, lower] = runAround(profile(map, around.width, around.height, false), EDGE_SHARE);
  return { x: around.x + left, y: around.y + upper, width: right - left + 1, height: lower - upper + 1 };
}

/** In which of ten seconds the digit before the units changes: then they are 0. Null where none stands out. */
function rolloverOf(means: readonly GrayPicture[], units: PixelBox): number | null {
  const left = Math.max(0, Math.round(units.x - 1.7 * units.width));
  const before: PixelBox = { x: left, y: units.y, width: Math.max(1, units.x - 1 - left), height: units.height };
  const changed = means.map((_, second) => (second === 0 ? 0 : changesAt(means, before, second).reduce((sum, value) => sum + Math.max(0, value - 6), 0)));
  // In every ten seconds alike: what passes by once is no change of the tens.
  const sums = Array.from({ length: 10 }, (_, residue) => Math.min(...changed.filter((_, second) => second > 0 && second % 10 === residue)));
  const [best, next] = sums.map((sum, residue) => ({ sum, residue })).sort((a, b) => b.sum - a.sum) as [{ sum: number; residue: number }, { sum: number; residue: number }];
  return best.sum > 0 && best.sum >= 2 * next.sum ? best.residue : null;
}

/** A box and those that stand a little off from it, itself first. */
function boxesNear(box: PixelBox, reachPx: number): readonly PixelBox[] {
  const steps = Array.from({ length: 2 * reachPx + 1 }, (_, i) => i - reachPx).sort((a, b) => Math.abs(a) - Math.abs(b));
  return steps.flatMap((dy) => steps.map((dx) => ({ ...box, x: box.x + dx, y: box.y + dy })));
}

/** Where in each second the digit really stands: some write their line anew each time, a pixel off with the shapes that are in it. */
function alignedBoxes(means: readonly GrayPicture[], labels: readonly number[], box: PixelBox, { templates, weights }: Templates, reachPx: number): readonly PixelBox[] {
  return means.map((mean, second) => {
    const template = templates[labels[second]!]!;
    let best = { box, score: -1 };
    for (const near of boxesNear(box, reachPx)) {
      const patch = patchAt(mean, near, weights);
      const score = patch === null ? -1 : correlation(patch, template);
      if (score > best.score + 0.001) best = { box: near, score };
    }
    return best.box;
  });
}

/** Share of the seconds whose digit is known by the templates of the other seconds, wherever near the box it fits best. */
function knownAgain(means: readonly GrayPicture[], labels: readonly number[], box: PixelBox, { patches, weights }: Templates, reachPx: number): number {
  let [known, asked] = [0, 0];
  for (const [second, mean] of means.entries()) {
    const others = Array.from({ length: 10 }, (_, digit) => meanPatch(patches.filter((each, i): each is Patch => each !== null && i !== second && labels[i] === digit)));
    if (others[labels[second]!] === null) continue;
    const near = boxesNear(box, reachPx).map((each) => patchAt(mean, each, weights)).filter((patch) => patch !== null);
    if (near.length === 0) continue;
    asked++;
    const scores = others.map((other) => (other === null ? -1 : Math.max(...near.map((patch) => correlation(patch, other)))));
    if (scores.indexOf(Math.max(...scores)) === labels[second]) known++;
  }
  return asked < 8 ? 0 : known / asked;
}

/** From the units to the tens: where the templates fit best to the left. */
function pitchOf(means: readonly GrayPicture[], { templates, weights }: Pick<DigitFont, "templates" | "weights">, box: PixelBox): number | null {
  let best = { score: 0.5, pitch: 0 };
  for (let pitch = Math.max(3, Math.round(box.width * 0.65)); pitch <= box.width * 1.9; pitch++) {
    let [sum, count] = [0, 0];
    for (const mean of means) {
      const patch = patchAt(mean, { ...box, x: box.x - pitch }, weights);
      if (patch === null) continue;
      sum += Math.max(...templates.map((template) => correlation(patch, template)));
      count++;
    }
    if (count > 0 && sum / count > best.score) best = { score: sum / count, pitch };
  }
  return best.pitch === 0 ? null : best.pitch;
}

/**
 * Learns the digits at a place that ticks. Null where they are not learnt: no clock, too short, or too small.
 * @param around the place in the line's pixels, a little larger than it
 * @param leastPx lower digits are no shapes any more
 */
export function learnDigits(rawMeans: readonly GrayPicture[], around: PixelBox, leastPx: number, preparation: Preparation): DigitFont | null {
  if (rawMeans.length < 12) return null;
  const units = unitsBox(rawMeans, around);
  if (units.height < leastPx || units.width < 3 || units.width > 1.3 * units.height) return null;
  const rollover = rolloverOf(rawMeans, units);
  if (rollover === null) return null;
  const level = preparation === "ink" ? inkLevel(rawMeans, units) : 0;
  const means = rawMeans.map((mean) => prepare(mean, preparation, Math.max(2, Math.round(units.height * 0.16)), level));
  const labels = means.map((_, second) => (((second - rollover) % 10) + 10) % 10);
  const edge = Math.max(1, Math.round(units.height * 0.06));
  const wide: PixelBox = { x: Math.max(0, units.x - edge), y: Math.max(0, units.y - edge), width: units.width + 2 * edge, height: units.height + 2 * edge };
  const first = templatesAt(means, labels, means.map(() => wide));
  const pitchPx = first === null ? null : pitchOf(means, first, wide);
  if (first === null || pitchPx === null) return null;
  // A box wider than a digit's place would hold parts of its neighbours, which change by themselves.
  const spare = Math.max(0, wide.width - pitchPx - 1);
  const box = spare === 0 ? wide : { ...wide, x: wide.x + Math.floor(spare / 2), width: wide.width - spare };
  const rough = spare === 0 ? first : templatesAt(means, labels, means.map(() => box));
  const learnt = rough === null ? null : templatesAt(means, labels, alignedBoxes(means, labels, box, rough, edge));
  if (learnt === null) return null;
  return { templates: learnt.templates, weights: learnt.weights, units: box, pitchPx, offPx: edge, means, selfKnown: knownAgain(means, labels, box, learnt, edge) };
}

interface Templates {
  readonly templates: readonly Patch[];
  readonly weights: Weights;
  /** By second. */
  readonly patches: readonly (Patch | null)[];
}

/** `boxes`: one for each second, of one size. Null where a digit was never seen. */
function templatesAt(means: readonly GrayPicture[], labels: readonly number[], boxes: readonly PixelBox[]): Templates | null {
  const pixels = means.map((mean, second) => pixelsAt(mean, boxes[second]!));
  const weights = weightsOf(pixels, labels);
  if (weights === null) return null;
  const patches = pixels.map((each) => (each === null ? null : patchFrom(each, weights)));
  const templates = Array.from({ length: 10 }, (_, digit) => meanPatch(patches.filter((patch, i): patch is Patch => patch !== null && labels[i] === digit)));
  return templates.every((template) => template !== null) ? { templates, weights, patches } : null;
}

/** The spread of the ten digits' mean pictures at each pixel, the greatest made 1. Null where a digit was never seen. */
function weightsOf(pixels: readonly (Float32Array | null)[], labels: readonly number[]): Weights | null {
  const digits = Array.from({ length: 10 }, (_, digit) => pixels.filter((each, i): each is Float32Array => each !== null && labels[i] === digit));
  if (digits.some((seen) => seen.length === 0)) return null;
  const means = digits.map((seen) => seen[0]!.map((_, i) => seen.reduce((sum, each) => sum + each[i]!, 0) / seen.length));
  const spreads = means[0]!.map((_, i) => {
    const mean = means.reduce((sum, each) => sum + each[i]!, 0) / means.length;
    return Math.sqrt(means.reduce((sum, each) => sum + (each[i]! - mean) ** 2, 0) / means.length);
  });
  const most = Math.max(...spreads);
  return most === 0 ? null : spreads.map((spread) => spread / most);
}

// Where in the picture something changes once a second, every second, and not between: where the seconds of a clock stand.
// It always finds the best place there is; whether a clock stands there is for those who read it.

import type { PixelBox } from "./gray-frames.ts";

export interface TickPlace {
  /** In pixels of the frames that were looked at. */
  readonly box: PixelBox;
  /** First picture of each second: counted within the second. */
  readonly phase: number;
  /** It changes by hardly more than noise: letters without contrast, which no text recogniser reads, or nothing at all. */
  readonly isFaint: boolean;
}

const CELL_PX = 8;
/** Noise of sensor and encoder stays below the greater; white digits on a light ground change by little more than the smaller. */
const CHANGES_MIN = [20, 9] as const;
/** Of each strength. */
const PLACES_MAX = 4;

/** Pictures of one size at an even rate, of which only what changed in each cell from each to the next is kept. */
export class TickFrames {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
  readonly columns: number;
  readonly rows: number;
  readonly #before: Uint8Array;
  /** By picture, then by strength, then by cell. */
  readonly #changes: (readonly [strong: Float32Array, faint: Float32Array])[] = [];

  constructor(widthPx: number, heightPx: number, framesPerSecond: number) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.framesPerSecond = framesPerSecond;
    this.columns = Math.floor(widthPx / CELL_PX);
    this.rows = Math.floor(heightPx / CELL_PX);
    this.#before = new Uint8Array(widthPx * heightPx);
  }

  add(pixels: Uint8Array): void {
    const { columns, rows, widthPx } = this;
    const [strong, faint] = [new Float32Array(columns * rows), new Float32Array(columns * rows)];
    for (let y = 0; this.#changes.length > 0 && y < rows * CELL_PX; y++) {
      const row = y * widthPx;
      const cellRow = Math.floor(y / CELL_PX) * columns;
      for (let x = 0; x < columns * CELL_PX; x++) {
        const change = Math.abs(pixels[row + x]! - this.#before[row + x]!);
        if (change < CHANGES_MIN[1]) continue;
        const cell = cellRow + Math.floor(x / CELL_PX);
        faint[cell]! += change;
        if (change >= CHANGES_MIN[0]) strong[cell]! += change;
      }
    }
    this.#changes.push([strong, faint]);
    this.#before.set(pixels);
  }

  /** Change of a cell from each picture to the next. */
  changesOf(cell: number, isFaint: boolean): Float32Array {
    return Float32Array.from(this.#changes, (changes) => changes[isFaint ? 1 : 0][cell]!);
  }
}

const quantile = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** How much a cell changes at one phase of every second, beyond what it changes at the others. A tick may fall between two pictures. */
function tickScore(changes: Float32Array, perSecond: number, phase: number): number {
  const ticks: number[] = [];
  const others: number[] = [];
  for (let second = phase; second + 1 < changes.length; second += perSecond) {
    if (second === 0) continue;
    ticks.push(changes[second]! + changes[second + 1]!);
    for (let step = 2; step < perSecond && second + step < changes.length; step++) others.push(changes[second + step]!);
  }
  return ticks.length < 5 ? 0 : quantile(ticks, 0.2) - 2 * quantile(others, 0.8);
}

/** The best places, best first, those that hardly change behind all others; empty where nothing ticks. */
export function findTickPlaces(frames: TickFrames): TickPlace[] {
  const taken = new Uint8Array(frames.columns * frames.rows);
  return [...placesOf(frames, false, taken), ...placesOf(frames, true, taken)];
}

function placesOf(frames: TickFrames, isFaint: boolean, taken: Uint8Array): TickPlace[] {
  const { columns, rows } = frames;
  const best = Array.from({ length: columns * rows }, (_, cell) => {
    const changes = frames.changesOf(cell, isFaint);
    let found = { score: 0, phase: 0 };
    if (changes.every((change) => change === 0)) return found;
    for (let phase = 0; phase < frames.framesPerSecond; phase++) {
      const score = tickScore(changes, frames.framesPerSecond, phase);
      if (score > found.score) found = { score, phase };
    }
    return found;
  });
  const places: TickPlace[] = [];
  const least = CELL_PX * CHANGES_MIN[isFaint ? 1 : 0];
  while (places.length < PLACES_MAX) {
    let top = -1;
    for (let cell = 0; cell < best.length; cell++) if (taken[cell] === 0 && best[cell]!.score > (best[top]?.score ?? least)) top = cell;
    if (top < 0) break;
    const box = grow(best, taken, top, columns, rows);
    places.push({ box, phase: best[top]!.phase, isFaint });
    // What is left of the same digits is no place of its own.
    for (let y = box.y / CELL_PX - 2; y < (box.y + box.height) / CELL_PX + 2; y++) {
      for (let x = box.x / CELL_PX - 2; x < (box.x + box.width) / CELL_PX + 2; x++) if (x >= 0 && y >= 0 && x < columns && y < rows) taken[y * columns + x] = 1;
    }
  }
  return places;
}

/** The cells around the best one that tick with it, as a box of pixels. */
function grow(best: readonly { readonly score: number; readonly phase: number }[], taken: Uint8Array, top: number, columns: number, rows: number): PixelBox {
  const open = [top];
  const limit = best[top]!.score * 0.25;
  let [left, right, upper, lower] = [columns, 0, rows, 0];
  taken[top] = 1;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const x = cell % columns;
    const y = Math.floor(cell / columns);
    left = Math.min(left, x);
    right = Math.max(right, x);
    upper = Math.min(upper, y);
    lower = Math.max(lower, y);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      const [nx, ny] = [x + dx, y + dy];
      const next = ny * columns + nx;
      if (nx < 0 || ny < 0 || nx >= columns || ny >= rows || taken[next] === 1 || best[next]!.score < limit) continue;
      taken[next] = 1;
      open.push(next);
    }
  }
  return { x: left * CELL_PX, y: upper * CELL_PX, width: (right - left + 1) * CELL_PX, height: (lower - upper + 1) * CELL_PX };
}

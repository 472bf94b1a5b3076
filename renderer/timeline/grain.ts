// What is too fine to be drawn one by one: bars of a few pixels, thousands of them in a lane. They are added up by pixel
// column, so that a lane costs what its width is and not what it holds. Pure; drawn by paint-grain.ts.

import type { Ink } from "./scene.ts";

/** For each pixel column of the picture from the left: how much of it the ink takes, 0–1. */
export interface GrainLayer {
  readonly ink: Ink;
  readonly shares: Float32Array;
}

/** Rows for the grain of one paint after the other: a megabyte of new ones at each is what collecting garbage would mostly be about. */
export class GrainRows {
  readonly #all: Float32Array[] = [];
  #usedCount = 0;

  /** What was drawn before is not looked at any more: its rows are given out again. */
  reuse(): void {
    this.#usedCount = 0;
  }

  /** A row of zeros. */
  take(length: number): Float32Array {
    const known = this.#all[this.#usedCount];
    const row = known?.length === length ? known.fill(0) : new Float32Array(length);
    this.#all[this.#usedCount++] = row;
    return row;
  }
}

export class Grain {
  readonly #widthPx: number;
  readonly #rows: GrainRows;
  readonly #layers = new Map<Ink, Float32Array>();

  constructor(widthPx: number, rows: GrainRows) {
    this.#widthPx = Math.max(1, Math.ceil(widthPx));
    this.#rows = rows;
  }

  /** Layers in the order in which their inks were first added: later ones lie over earlier ones. */
  get layers(): readonly GrainLayer[] {
    return [...this.#layers].map(([ink, shares]) => ({ ink, shares }));
  }

  /** Adds a stretch fromPx ≤ x < toPx, cut to the picture; `strength`: how much of a column that it fills it takes, 0–1. */
  add(ink: Ink, fromPx: number, toPx: number, strength: number): void {
    const from = Math.max(0, fromPx);
    const to = Math.min(this.#widthPx, toPx);
    if (!(to > from)) return;
    const shares = this.#sharesOf(ink);
    const first = Math.floor(from);
    const last = Math.min(this.#widthPx - 1, Math.floor(to));
    if (first === last) {
      shares[first]! += (to - from) * strength;
      return;
    }
    shares[first]! += (first + 1 - from) * strength;
    for (let x = first + 1; x < last; x++) shares[x]! += strength;
    shares[last]! += (to - last) * strength;
  }

  /** Adds a fade from nothing at `clearPx` to all at `fullPx`, whichever of the two lies further left. */
  addFade(ink: Ink, clearPx: number, fullPx: number): void {
    const from = Math.max(0, Math.min(clearPx, fullPx));
    const to = Math.min(this.#widthPx, Math.max(clearPx, fullPx));
    if (!(to > from)) return;
    const shares = this.#sharesOf(ink);
    const end = Math.min(this.#widthPx, Math.ceil(to));
    for (let x = Math.floor(from); x < end; x++) {
      const share = (x + 0.5 - clearPx) / (fullPx - clearPx);
      if (share > 0 && share <= 1) shares[x]! += share;
    }
  }

  #sharesOf(ink: Ink): Float32Array {
    const known = this.#layers.get(ink);
    if (known !== undefined) return known;
    const made = this.#rows.take(this.#widthPx);
    this.#layers.set(ink, made);
    return made;
  }
}

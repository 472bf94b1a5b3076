// Where rows of different heights lie, so that of ten thousand only those in view are made. Pure: heights are given, whether they are
// known beforehand or were measured (use-measured-rows.ts).

import { firstWhere } from "../../contract/sorted-search.ts";

export class RowPlaces {
  readonly count: number;
  /** Where each row begins; one more for where the last one ends. */
  readonly #tops: Float64Array;
  readonly #openAt: number;
  readonly #openPx: number;

  /** `openAt`: the row that is opened, by `openPx` more than it is high otherwise; −1: none. */
  constructor(heightsPx: ArrayLike<number>, openAt = -1, openPx = 0) {
    this.count = heightsPx.length;
    this.#tops = new Float64Array(heightsPx.length + 1);
    for (let i = 0; i < heightsPx.length; i++) this.#tops[i + 1] = this.#tops[i]! + heightsPx[i]!;
    this.#openAt = openAt;
    this.#openPx = openAt < 0 ? 0 : openPx;
  }

  /** Where a row begins; of the count of rows, where the last one ends. */
  topPx(index: number): number {
    return this.#tops[index]! + (this.#openAt >= 0 && index > this.#openAt ? this.#openPx : 0);
  }

  get totalPx(): number {
    return this.topPx(this.count);
  }

  /** The row at a height; the first or the last one beyond the ends. */
  indexAt(yPx: number): number {
    return Math.max(0, firstWhere(this.count, (i) => this.topPx(i) > yPx) - 1);
  }

  /** Rows that are in view between two heights, with a few beyond: first ≤ index < end. */
  inView(fromPx: number, toPx: number, beyond = 4): { readonly first: number; readonly end: number } {
    if (this.count === 0) return { first: 0, end: 0 };
    return { first: Math.max(0, this.indexAt(fromPx) - beyond), end: Math.min(this.count, this.indexAt(toPx) + 1 + beyond) };
  }
}

// Where rows of different heights lie, so that of ten thousand only those in view are made. Heights are known before anything is
// drawn, but for the one row that is opened. Pure.

import { firstWhere } from "../../contract/sorted-search.ts";
import type { ListRow } from "./event-list.ts";

/** Of events.module.css. */
export const ROW_PX = { group: 28, event: 62, order: 18 } as const;

const heightPx = (row: ListRow): number =>
  row.row === "group" ? ROW_PX.group : ROW_PX.event + (row.order !== null && !row.order.established ? ROW_PX.order : 0);

export class RowPlaces {
  /** Where each row begins; one more for where the last one ends. */
  readonly #tops: Float64Array;
  readonly #openAt: number;
  readonly #openPx: number;

  /** `openAt`: the row that is opened, by `openPx` more than it is high otherwise; −1: none. */
  constructor(rows: readonly ListRow[], openAt = -1, openPx = 0) {
    this.#tops = new Float64Array(rows.length + 1);
    rows.forEach((row, i) => { this.#tops[i + 1] = this.#tops[i]! + heightPx(row); });
    this.#openAt = openAt;
    this.#openPx = openAt < 0 ? 0 : openPx;
  }

  /** Where a row begins; of the count of rows, where the last one ends. */
  topPx(index: number): number {
    return this.#tops[index]! + (this.#openAt >= 0 && index > this.#openAt ? this.#openPx : 0);
  }

  get totalPx(): number {
    return this.topPx(this.#tops.length - 1);
  }

  /** The row at a height; the first or the last one beyond the ends. */
  indexAt(yPx: number): number {
    return Math.max(0, firstWhere(this.#tops.length - 1, (i) => this.topPx(i) > yPx) - 1);
  }

  /** Rows that are in view between two heights, with a few beyond: first ≤ index < end. */
  inView(fromPx: number, toPx: number, beyond = 4): { readonly first: number; readonly end: number } {
    const count = this.#tops.length - 1;
    if (count === 0) return { first: 0, end: 0 };
    return { first: Math.max(0, this.indexAt(fromPx) - beyond), end: Math.min(count, this.indexAt(toPx) + 1 + beyond) };
  }
}

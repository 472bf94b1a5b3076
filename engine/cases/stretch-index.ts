// Many stretches of time, asked again and again which of them meet a short one. Answers in the time of a binary search and of
// what it finds. Pure; knows nothing of what the stretches are.

import { firstWhere } from "../../contract/sorted-search.ts";
import { intersectRanges, type Range, type TrueMs } from "../../contract/time.ts";

export class StretchIndex<S extends Range<TrueMs>> {
  /** By start; any of them may overlap. */
  readonly #sorted: readonly S[];
  /** The latest end among the stretches up to each. */
  readonly #latestEnds: readonly number[];

  constructor(stretches: readonly S[]) {
    let latestMs = -Infinity;
    this.#sorted = [...stretches].sort((a, b) => a.startMs - b.startMs);
    this.#latestEnds = this.#sorted.map(({ endMs }) => (latestMs = Math.max(latestMs, endMs)));
  }

  /** Those that share time with a range, whole, by start. */
  meeting(range: Range<TrueMs>): S[] {
    const found: S[] = [];
    for (let i = this.#indexEndingFrom(range.startMs); i < this.#sorted.length && this.#sorted[i]!.startMs < range.endMs; i++) {
      if (this.#sorted[i]!.endMs > range.startMs) found.push(this.#sorted[i]!);
    }
    return found;
  }

  /** The same, cut to the range. */
  inside(range: Range<TrueMs>): S[] {
    return this.meeting(range).flatMap((stretch) => {
      const part = intersectRanges(stretch, range);
      return part === null ? [] : [{ ...stretch, ...part }];
    });
  }

  /** True where any of them, its two ends included, meets the time from one instant to another, both included. */
  touches(fromMs: number, toMs: number): boolean {
    const first = this.#sorted[this.#indexEndingFrom(fromMs)];
    return first !== undefined && first.startMs <= toMs;
  }

  /** Index of the first stretch up to which one ends at `ms` or later: it is that one itself. */
  #indexEndingFrom(ms: number): number {
    return firstWhere(this.#latestEnds.length, (i) => this.#latestEnds[i]! >= ms);
  }
}

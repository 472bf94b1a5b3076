// What footage there is around the intervals of one question, read from the library once for each camera and stretch and cut
// to any interval inside from memory: a count that falls a hundred times asks for the same hour a hundred times. Good for one
// question; it says nothing of which camera had a view.

import type { Gap } from "../../contract/model.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { mergeRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { listCoverage } from "../store/recordings.ts";
import { listWatchers } from "../store/watched.ts";
import { gapsBetween, readGapReasons, type GapReasons } from "../timeline/gaps.ts";
import { StretchIndex } from "./stretch-index.ts";
import { watchedStretches, type WatchedStretch } from "./watched-footage.ts";

/** Intervals nearer than this are read together: a few rows between them cost less than asking again. */
const JOIN_MS = 3_600_000;

/** What is read of one camera in one stretch. */
interface Near {
  readonly covered: StretchIndex<Range<TrueMs>>;
  readonly gaps: StretchIndex<Gap>;
  readonly watched: StretchIndex<WatchedStretch>;
}

export class FootageNear {
  readonly #db: ReadDb;
  /** Sorted and disjoint; what is asked for lies inside of one of them, or is read by itself. */
  readonly #stretches: readonly Range<TrueMs>[];
  readonly #near = new Map<string, (Near | undefined)[]>();
  readonly #reasons = new Map<string, GapReasons>();
  #watchers: ReturnType<typeof listWatchers> | null = null;

  /** `intervals`: those that will be asked about, and parts of them. */
  constructor(db: ReadDb, intervals: readonly Range<TrueMs>[]) {
    this.#db = db;
    this.#stretches = mergeRanges(intervals, JOIN_MS);
  }

  /** The parts of a range that a camera has footage of, by start. */
  covered(cameraId: string, range: Range<TrueMs>): Range<TrueMs>[] {
    return this.#nearOf(cameraId, range).covered.inside(range);
  }

  /** The gaps of a camera inside a range, as listGaps tells them. */
  gaps(cameraId: string, range: Range<TrueMs>): Gap[] {
    return this.#nearOf(cameraId, range).gaps.inside(range);
  }

  /** What was on a screen of a camera inside a range, by start; stretches may overlap. */
  watched(cameraId: string, range: Range<TrueMs>): WatchedStretch[] {
    return this.#nearOf(cameraId, range).watched.inside(range);
  }

  #nearOf(cameraId: string, range: Range<TrueMs>): Near {
    const index = this.#stretchOf(range);
    if (index === null) return this.#read(cameraId, range);
    let known = this.#near.get(cameraId);
    if (known === undefined) this.#near.set(cameraId, (known = []));
    return (known[index] ??= this.#read(cameraId, this.#stretches[index]!));
  }

  /** Index of the stretch that holds a range; null where none does. */
  #stretchOf(range: Range<TrueMs>): number | null {
    const index = firstWhere(this.#stretches.length, (i) => this.#stretches[i]!.startMs > range.startMs) - 1;
    const before = this.#stretches[index];
    return before !== undefined && range.endMs <= before.endMs ? index : null;
  }

  #read(cameraId: string, stretch: Range<TrueMs>): Near {
    const coverage = listCoverage(this.#db, cameraId, stretch.startMs, stretch.endMs).map(({ startMs, endMs }) => ({ startMs, endMs }));
    let reasons = this.#reasons.get(cameraId);
    if (reasons === undefined) this.#reasons.set(cameraId, (reasons = readGapReasons(this.#db, cameraId)));
    return {
      covered: new StretchIndex(coverage), gaps: new StretchIndex(gapsBetween(reasons, stretch, coverage)),
      watched: new StretchIndex(watchedStretches(this.#db, cameraId, stretch, () => (this.#watchers ??= listWatchers(this.#db)))),
    };
  }
}

// Lanes as columns, and the coarser lanes made of them: what would lie on one pixel is told as one. Pure arithmetic on
// sorted arrays. Not here: where the columns come from and how long they are kept (lane-index.ts).

import { gapCauses } from "../../contract/model.ts";
import { firstWhere } from "../../contract/sorted-search.ts";

type Column = Float64Array<ArrayBuffer>;

/** One lane at a resolution. All columns sorted by start and disjoint; times are true time in milliseconds, half-open. */
export interface LaneColumns {
  /** `uncertaintyMs` is one standard deviation, −1 where unknown. */
  readonly coverage: { readonly startMs: Column; readonly endMs: Column; readonly uncertaintyMs: Column };
  /** Gaps that are at least a pixel long; `cause` indexes gapCauses. */
  readonly gaps: { readonly startMs: Column; readonly endMs: Column; readonly cause: Column };
  /** Shorter gaps, those on neighbouring pixels told as one: from the first one's start to the last one's end, and how many. */
  readonly breaks: { readonly startMs: Column; readonly endMs: Column; readonly count: Column };
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

const NONE = new Float64Array();
export const NO_COLUMNS: LaneColumns = {
  coverage: { startMs: NONE, endMs: NONE, uncertaintyMs: NONE }, gaps: { startMs: NONE, endMs: NONE, cause: NONE }, breaks: { startMs: NONE, endMs: NONE, count: NONE },
};

/** A lane with nothing left out, from rows in order. Gaps before and after all footage are none of a lane's. */
export function lanesFromRows(
  coverage: readonly (Stretch & { readonly uncertaintyMs: number | null })[], gaps: readonly (Stretch & { readonly cause: (typeof gapCauses)[number] })[],
): LaneColumns {
  const shown = gaps.filter((gap) => gap.cause !== "no-footage");
  return {
    coverage: { startMs: Float64Array.from(coverage, (c) => c.startMs), endMs: Float64Array.from(coverage, (c) => c.endMs), uncertaintyMs: Float64Array.from(coverage, (c) => c.uncertaintyMs ?? -1) },
    gaps: { startMs: Float64Array.from(shown, (g) => g.startMs), endMs: Float64Array.from(shown, (g) => g.endMs), cause: Float64Array.from(shown, (g) => gapCauses.indexOf(g.cause)) },
    breaks: NO_COLUMNS.breaks,
  };
}

/** The first index whose value is over `limit`; the length where none is. */
const firstOver = (sorted: Column, limit: number): number => firstWhere(sorted.length, (i) => sorted[i]! > limit);

/** The first index whose value is at least `limit`. */
const firstFrom = (sorted: Column, limit: number): number => firstWhere(sorted.length, (i) => sorted[i]! >= limit);

/** What of the lane reaches into fromMs ≤ t < toMs, stretches whole. The columns are views, not copies. */
export function sliceLane({ coverage, gaps, breaks }: LaneColumns, fromMs: number, toMs: number): LaneColumns {
  const bounds = (part: { readonly startMs: Column; readonly endMs: Column }): readonly [number, number] => [firstOver(part.endMs, fromMs), firstFrom(part.startMs, toMs)];
  const [c0, c1] = bounds(coverage);
  const [g0, g1] = bounds(gaps);
  const [b0, b1] = bounds(breaks);
  return {
    coverage: { startMs: coverage.startMs.subarray(c0, c1), endMs: coverage.endMs.subarray(c0, c1), uncertaintyMs: coverage.uncertaintyMs.subarray(c0, c1) },
    gaps: { startMs: gaps.startMs.subarray(g0, g1), endMs: gaps.endMs.subarray(g0, g1), cause: gaps.cause.subarray(g0, g1) },
    breaks: { startMs: breaks.startMs.subarray(b0, b1), endMs: breaks.endMs.subarray(b0, b1), count: breaks.count.subarray(b0, b1) },
  };
}

function coarserCoverage({ startMs, endMs, uncertaintyMs }: LaneColumns["coverage"], msPerPixel: number): LaneColumns["coverage"] {
  const starts = new Float64Array(startMs.length);
  const ends = new Float64Array(startMs.length);
  const doubts = new Float64Array(startMs.length);
  let count = 0;
  for (let i = 0; i < startMs.length; i++) {
    const last = count - 1;
    if (last >= 0 && startMs[i]! - ends[last]! < msPerPixel) {
      ends[last] = endMs[i]!;
      // The less sure of the two speaks for the whole, and unknown (−1) is the least sure.
      doubts[last] = doubts[last]! >= 0 && uncertaintyMs[i]! >= 0 ? Math.max(doubts[last]!, uncertaintyMs[i]!) : -1;
    } else {
      starts[count] = startMs[i]!;
      ends[count] = endMs[i]!;
      doubts[count] = uncertaintyMs[i]!;
      count++;
    }
  }
  if (count === startMs.length) return { startMs, endMs, uncertaintyMs };
  return { startMs: starts.slice(0, count), endMs: ends.slice(0, count), uncertaintyMs: doubts.slice(0, count) };
}

/** Gaps that have become shorter than a pixel, and the breaks of the finer lane, in one order and joined where they touch. */
function coarserBreaks(gaps: LaneColumns["gaps"], breaks: LaneColumns["breaks"], msPerPixel: number): LaneColumns["breaks"] {
  // Mostly nothing becomes shorter than a pixel and no two breaks meet: then there is nothing to make anew.
  if (!gaps.startMs.some((startMs, i) => gaps.endMs[i]! - startMs < msPerPixel) && !breaks.startMs.some((startMs, i) => i > 0 && startMs - breaks.endMs[i - 1]! < msPerPixel)) return breaks;
  const capacity = gaps.startMs.length + breaks.startMs.length;
  const starts = new Float64Array(capacity);
  const ends = new Float64Array(capacity);
  const counts = new Float64Array(capacity);
  let count = 0;
  const take = (startMs: number, endMs: number, n: number): void => {
    const last = count - 1;
    if (last >= 0 && startMs - ends[last]! < msPerPixel) {
      ends[last] = Math.max(ends[last]!, endMs);
      counts[last] = counts[last]! + n;
      return;
    }
    starts[count] = startMs;
    ends[count] = endMs;
    counts[count] = n;
    count++;
  };
  let b = 0;
  for (let g = 0; g <= gaps.startMs.length; g++) {
    const gapStartMs = gaps.startMs[g] ?? Infinity;
    for (; b < breaks.startMs.length && breaks.startMs[b]! <= gapStartMs; b++) take(breaks.startMs[b]!, breaks.endMs[b]!, breaks.count[b]!);
    if (g < gaps.startMs.length && gaps.endMs[g]! - gapStartMs < msPerPixel) take(gapStartMs, gaps.endMs[g]!, 1);
  }
  return { startMs: starts.slice(0, count), endMs: ends.slice(0, count), count: counts.slice(0, count) };
}

function longGaps(gaps: LaneColumns["gaps"], msPerPixel: number): LaneColumns["gaps"] {
  const kept: number[] = [];
  for (let i = 0; i < gaps.startMs.length; i++) if (gaps.endMs[i]! - gaps.startMs[i]! >= msPerPixel) kept.push(i);
  if (kept.length === gaps.startMs.length) return gaps;
  return { startMs: Float64Array.from(kept, (i) => gaps.startMs[i]!), endMs: Float64Array.from(kept, (i) => gaps.endMs[i]!), cause: Float64Array.from(kept, (i) => gaps.cause[i]!) };
}

/**
 * The lane as it is drawn at a resolution that is coarser than its own.
 *
 *     finer      ├────┤├──┤ ├┤              ├───┤
 *     a pixel    ├─┤
 *     coverage   ├──────────┤               ├───┤
 *     gaps                  ├───────────────┤
 *     breaks          ├────┤ (2)
 */
export function coarserLane(lane: LaneColumns, msPerPixel: number): LaneColumns {
  return { coverage: coarserCoverage(lane.coverage, msPerPixel), gaps: longGaps(lane.gaps, msPerPixel), breaks: coarserBreaks(lane.gaps, lane.breaks, msPerPixel) };
}

/** How many rows a lane's columns hold. */
export const rowCountOf = ({ coverage, gaps, breaks }: LaneColumns): number => coverage.startMs.length + gaps.startMs.length + breaks.startMs.length;

export interface MergedColumns {
  readonly startMs: Column;
  readonly endMs: Column;
  /** How many of the lanes have footage there, at least 1. */
  readonly laneCount: Column;
}

/**
 * Coverage of several lanes as one: where at least one has footage, and how many have. Exact to a pixel: a lane counts on
 * every pixel that it has footage on.
 *
 *     lanes    ├──────┤   ├──┤
 *                 ├────────┤
 *     merged   ├1─┤2──┤1──┤2┤1┤
 */
export function mergedCoverage(lanes: readonly LaneColumns[], fromMs: number, toMs: number, msPerPixel: number): MergedColumns {
  const pixelCount = Math.max(1, Math.ceil((toMs - fromMs) / msPerPixel));
  const steps = new Int32Array(pixelCount + 1);
  for (const { coverage } of lanes) {
    let lastPixel = -1;
    for (let i = 0; i < coverage.startMs.length; i++) {
      const ownPixel = Math.floor((coverage.startMs[i]! - fromMs) / msPerPixel);
      const first = Math.max(lastPixel + 1, ownPixel, 0);
      const end = Math.min(pixelCount, Math.max(ownPixel + 1, Math.ceil((coverage.endMs[i]! - fromMs) / msPerPixel)));
      if (first >= end) continue;
      steps[first]!++;
      steps[end]!--;
      lastPixel = end - 1;
    }
  }
  const startMs: number[] = [];
  const endMs: number[] = [];
  const laneCount: number[] = [];
  let open = 0;
  for (let pixel = 0; pixel <= pixelCount; pixel++) {
    const next = pixel === pixelCount ? 0 : open + steps[pixel]!;
    if (next === open) continue;
    const atMs = Math.min(toMs, fromMs + pixel * msPerPixel);
    if (open > 0) endMs.push(atMs);
    if (next > 0) {
      startMs.push(atMs);
      laneCount.push(next);
    }
    open = next;
  }
  return { startMs: Float64Array.from(startMs), endMs: Float64Array.from(endMs), laneCount: Float64Array.from(laneCount) };
}

/** A place on a lane to go to. */
export interface PlaceNear {
  readonly atMs: number;
  readonly kind: "gap" | "start" | "end";
  /** Of a gap: where it ends. */
  readonly endMs: number | null;
  readonly causeIndex: number | null;
}

type Direction = "next" | "previous";

/** The index of the nearest value strictly after or before, or −1. */
function indexNear(sorted: Column, atMs: number, direction: Direction): number {
  if (direction === "previous") return firstFrom(sorted, atMs) - 1;
  const index = firstOver(sorted, atMs);
  return index < sorted.length ? index : -1;
}

/** The nearest gap that begins after or before the instant; one without a beginning is nowhere to go to. */
export function gapNear({ gaps }: LaneColumns, atMs: number, direction: Direction): PlaceNear[] {
  const i = indexNear(gaps.startMs, atMs, direction);
  if (i < 0 || gaps.startMs[i]! <= -8.64e15) return [];
  return [{ atMs: gaps.startMs[i]!, kind: "gap", endMs: gaps.endMs[i]!, causeIndex: gaps.cause[i]! }];
}

/** The nearest beginning and the nearest last millisecond of footage after or before the instant. */
export function edgesNear({ coverage }: LaneColumns, atMs: number, direction: Direction): PlaceNear[] {
  const start = indexNear(coverage.startMs, atMs, direction);
  const end = indexNear(coverage.endMs, atMs + 1, direction);
  return [
    ...(start < 0 ? [] : [{ atMs: coverage.startMs[start]!, kind: "start", endMs: null, causeIndex: null } as const]),
    ...(end < 0 ? [] : [{ atMs: coverage.endMs[end]! - 1, kind: "end", endMs: null, causeIndex: null } as const]),
  ];
}

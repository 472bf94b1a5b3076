// What to look at next: the footage inside an interval of loss that would narrow it most. A look somewhere inside says
// whether the larger or the smaller count is there, and leaves one side of it; so the middle first, and what nobody watched.

import type { LookNext } from "../../contract/continuity.ts";
import { asTrueMs, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import type { BareLoss } from "./continuity.ts";
import { coveredParts, VIEW_BASES, type CameraView } from "./interval-footage.ts";
import { watchedParts, watchedStretches } from "./watched-footage.ts";

/** Shorter than this nothing can be told apart: a frame or two. */
const SHORTEST_MS = 80;

/**
 * Where to look in a stretch: the interval's middle where the stretch holds it, else the stretch's own middle.
 *
 *     interval   ├───────────┼───────────┤
 *     stretch  ──────────────×────────       looked at ×
 *     stretch      ├──×──┤
 */
function lookAt(stretch: Range<TrueMs>, interval: Range<TrueMs>): number {
  const middleMs = (interval.startMs + interval.endMs) / 2;
  return Math.round(stretch.startMs <= middleMs && middleMs < stretch.endMs ? middleMs : (stretch.startMs + stretch.endMs) / 2);
}

function looksIn(stretches: readonly Range<TrueMs>[], view: CameraView, interval: Range<TrueMs>, why: LookNext["why"], lossIndex: number): LookNext[] {
  return stretches.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_MS).map((stretch) => {
    const atMs = lookAt(stretch, interval);
    return {
      cameraId: view.cameraId, basis: view.basis, startMs: stretch.startMs, endMs: stretch.endMs, atMs: asTrueMs(atMs), why, lossIndex,
      leavesMs: Math.max(atMs - interval.startMs, interval.endMs - atMs),
    };
  });
}

/** The looks that one interval offers, best first. */
export function looksFor(db: ReadDb, loss: BareLoss, views: readonly CameraView[], lossIndex: number): LookNext[] {
  const interval = { startMs: loss.fromMs, endMs: loss.toMs };
  const looks = views.flatMap((view) => {
    const covered = coveredParts(db, view.cameraId, view.ranges);
    const watched = watchedParts(watchedStretches(db, view.cameraId, interval), covered);
    const unwatched = covered.flatMap((part) => uncoveredRanges(part, watched));
    return [...looksIn(unwatched, view, interval, "unwatched", lossIndex), ...looksIn(watched, view, interval, "watched-without-finding", lossIndex)];
  });
  return looks.sort(bestFirst);
}

const lengthMs = ({ startMs, endMs }: LookNext): number => endMs - startMs;

/** Unwatched before watched; then what leaves least of the interval; then the surer view, the longer stretch. */
export function bestFirst(a: LookNext, b: LookNext): number {
  if (a.why !== b.why) return a.why === "unwatched" ? -1 : 1;
  return a.leavesMs - b.leavesMs || VIEW_BASES.indexOf(a.basis) - VIEW_BASES.indexOf(b.basis) || lengthMs(b) - lengthMs(a) || (a.cameraId < b.cameraId ? -1 : a.cameraId > b.cameraId ? 1 : a.startMs - b.startMs);
}

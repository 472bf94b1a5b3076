// What to look at next: the footage inside an interval of loss that would narrow it most. A look somewhere inside says
// whether the larger or the smaller count is there, and leaves one side of it; so the middle first, and what nobody watched.
// A look that finds the boot shut leaves the interval as it was, and so would its neighbours: then the longest stretch that
// nobody looked into comes next. Where a shut boot on one side meets a sight on the other, it was opened or shut between them:
// that stretch comes before all others.

import type { LookNext } from "../../contract/continuity.ts";
import { isSight } from "../../contract/container-rule.ts";
import { asTrueMs, mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { BareLoss } from "./continuity.ts";
import type { FootageNear } from "./footage-near.ts";
import { coveredParts, VIEW_BASES, type CameraView } from "./interval-footage.ts";
import type { PlacedObservation } from "./sights.ts";
import { StretchIndex } from "./stretch-index.ts";
import { watchedParts } from "./watched-footage.ts";

/** Shorter than this nothing can be told apart: a frame or two. */
const SHORTEST_MS = 80;
/** A look at a moment answers for what lies this near as well. */
const LOOK_REACH_MS = 500;
/** Shorter than this, where a container was opened or shut is known well enough. */
const TURN_SHORTEST_MS = 1_000;

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

/**
 * True where one side of a stretch is an end of the interval, which is a sight, and the other a look in vain.
 *
 *     interval   ├─────────────────────────┤
 *     in vain          ├┤   ├┤
 *     turn       ├─────┤      ├────────────┤
 */
function isTurn({ startMs, endMs }: Range<TrueMs>, interval: Range<TrueMs>, inVain: readonly Range<TrueMs>[]): boolean {
  if (endMs - startMs < TURN_SHORTEST_MS) return false;
  const meets = (atMs: number, edge: "startMs" | "endMs"): boolean => inVain.some((range) => Math.abs(range[edge] - atMs) < LOOK_REACH_MS);
  return (interval.endMs - endMs < LOOK_REACH_MS && meets(startMs, "endMs")) || (startMs - interval.startMs < LOOK_REACH_MS && meets(endMs, "startMs"));
}

function looksIn(stretches: readonly Range<TrueMs>[], view: CameraView, interval: Range<TrueMs>, inVain: readonly Range<TrueMs>[], why: LookNext["why"], lossIndex: number): LookNext[] {
  return stretches.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_MS).map((stretch) => {
    const atMs = lookAt(stretch, interval);
    return {
      cameraId: view.cameraId, basis: view.basis, startMs: stretch.startMs, endMs: stretch.endMs, atMs: asTrueMs(atMs), why, lossIndex,
      isTurn: isTurn(stretch, interval, inVain),
      leavesMs: Math.max(atMs - interval.startMs, interval.endMs - atMs),
    };
  });
}

/** Where it was looked for without seeing the thing itself: what hides it hides it from one camera, what contains it from all. */
export class LooksInVain {
  readonly #everywhere: StretchIndex<Range<TrueMs>>;
  readonly #byCamera: ReadonlyMap<string, StretchIndex<Range<TrueMs>>>;

  /** `observations`: those of the exhibit. */
  constructor(observations: readonly PlacedObservation[]) {
    const reached = ({ atMs, toMs }: PlacedObservation): Range<TrueMs> => ({ startMs: asTrueMs(atMs - LOOK_REACH_MS), endMs: asTrueMs((toMs ?? atMs) + LOOK_REACH_MS) });
    const inVain = observations.filter((o) => !isSight(o.state));
    this.#everywhere = new StretchIndex(inVain.filter((o) => o.state === "contained").map(reached));
    const hidden = Map.groupBy(inVain.filter((o) => o.state !== "contained" && o.cameraId !== null), (o) => o.cameraId!);
    this.#byCamera = new Map([...hidden].map(([cameraId, list]) => [cameraId, new StretchIndex(list.map(reached))]));
  }

  /** Those that lie inside an interval or about its ends. */
  near(cameraId: string, { startMs, endMs }: Range<TrueMs>): Range<TrueMs>[] {
    const around = { startMs: asTrueMs(startMs - LOOK_REACH_MS), endMs: asTrueMs(endMs + LOOK_REACH_MS) };
    return [...this.#everywhere.meeting(around), ...(this.#byCamera.get(cameraId)?.meeting(around) ?? [])];
  }
}

/** The looks that one interval offers, best first. */
export function looksFor(footage: FootageNear, loss: BareLoss, views: readonly CameraView[], looksInVain: LooksInVain, lossIndex: number): LookNext[] {
  const interval = { startMs: loss.fromMs, endMs: loss.toMs };
  const looks = views.flatMap((view) => {
    const covered = coveredParts(footage, view.cameraId, view.ranges);
    const watched = watchedParts(footage.watched(view.cameraId, interval), covered);
    const inVain = looksInVain.near(view.cameraId, interval);
    const known = mergeRanges([...watched, ...inVain]);
    const unwatched = covered.flatMap((part) => uncoveredRanges(part, known));
    return [...looksIn(unwatched, view, interval, inVain, "unwatched", lossIndex), ...looksIn(watched, view, interval, inVain, "watched-without-finding", lossIndex)];
  });
  return looks.sort(bestFirst);
}

/** How often a stretch was halved, so that stretches of about one length count as equal. */
const halvings = ({ startMs, endMs }: LookNext): number => -Math.floor(Math.log2(endMs - startMs));

/** Unwatched before watched; then where a container was opened or shut; then the longest; then what leaves least of the interval; then the surer view. */
export function bestFirst(a: LookNext, b: LookNext): number {
  if (a.why !== b.why) return a.why === "unwatched" ? -1 : 1;
  return Number(b.isTurn) - Number(a.isTurn) || halvings(a) - halvings(b) || a.leavesMs - b.leavesMs || VIEW_BASES.indexOf(a.basis) - VIEW_BASES.indexOf(b.basis) || (a.cameraId < b.cameraId ? -1 : a.cameraId > b.cameraId ? 1 : a.startMs - b.startMs);
}

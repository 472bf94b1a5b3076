// The footage that lies inside an interval of loss: which cameras had a view, what each holds, what of it was watched, and
// when none of them had footage, with the causes.

import type { Loss } from "../../contract/continuity.ts";
import { asTrueMs, intersectRanges, mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ExhibitView } from "../../contract/reconstruction.ts";
import type { CameraRow } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { listCoverage } from "../store/recordings.ts";
import { listGaps } from "../timeline/gaps.ts";
import { viewsMeet } from "./field-of-view.ts";
import { lengthMs, watchedParts, watchedStretches, watchersOf } from "./watched-footage.ts";

export type ViewBasis = Loss["footage"][number]["basis"];

/** A camera that counts as having had a view, and when inside the interval. */
export interface CameraView {
  readonly cameraId: string;
  readonly basis: ViewBasis;
  /** Sorted and disjoint. */
  readonly ranges: readonly Range<TrueMs>[];
}

/** What says which cameras had a view. */
export interface ViewEvidence {
  readonly cameras: readonly CameraRow[];
  /** Named with the question; they alone count. Null: none named. */
  readonly asked: readonly string[] | null;
  readonly chosen: readonly ExhibitView[];
  /** Cameras of observations that end the interval or lie inside it. */
  readonly observed: ReadonlySet<string>;
  /** Cameras of pins that lie inside it. */
  readonly pinned: ReadonlySet<string>;
}

/** Surest first: what a person says, what was seen there, what the map says. */
export const VIEW_BASES: readonly ViewBasis[] = ["chosen", "observed", "pinned", "map", "site", "all"];

function basisByItself(camera: CameraRow, { cameras, observed, pinned }: ViewEvidence): ViewBasis | null {
  if (observed.has(camera.cameraId)) return "observed";
  if (pinned.has(camera.cameraId)) return "pinned";
  const known = cameras.filter(({ cameraId }) => observed.has(cameraId) || pinned.has(cameraId));
  if (known.length === 0) return "all";
  const meets = known.map((other) => viewsMeet(other, camera));
  if (meets.includes(true)) return "map";
  // Where the map says no, a common site does not make it yes.
  return known.some((other, i) => meets[i] === null && other.site !== null && other.site === camera.site) ? "site" : null;
}

/** A chosen view's time inside the interval. */
function clipped(view: ExhibitView, interval: Range<TrueMs>): Range<TrueMs> | null {
  return intersectRanges<TrueMs>(interval, { startMs: view.fromMs ?? interval.startMs, endMs: view.toMs ?? interval.endMs });
}

/** The cameras that count as having had a view of an interval, surest first. */
export function viewsOf(evidence: ViewEvidence, interval: Range<TrueMs>): CameraView[] {
  const { cameras, asked, chosen } = evidence;
  const whole = interval.startMs < interval.endMs ? [interval] : [];
  if (asked !== null) return asked.map((cameraId) => ({ cameraId, basis: "chosen", ranges: whole }));
  const rangesOf = (cameraId: string, hasView: boolean): Range<TrueMs>[] =>
    mergeRanges(chosen.filter((view) => view.cameraId === cameraId && view.hasView === hasView).map((view) => clipped(view, interval)).filter((range) => range !== null));
  const isByHand = chosen.some((view) => view.hasView);
  const views = cameras.flatMap((camera): CameraView[] => {
    const basis = isByHand ? (chosen.some((view) => view.hasView && view.cameraId === camera.cameraId) ? "chosen" : null) : basisByItself(camera, evidence);
    if (basis === null) return [];
    const excluded = rangesOf(camera.cameraId, false);
    const ranges = (isByHand ? rangesOf(camera.cameraId, true) : whole).flatMap((range) => uncoveredRanges(range, excluded));
    return ranges.length === 0 && whole.length > 0 ? [] : [{ cameraId: camera.cameraId, basis, ranges }];
  });
  return views.sort((a, b) => VIEW_BASES.indexOf(a.basis) - VIEW_BASES.indexOf(b.basis) || (a.cameraId < b.cameraId ? -1 : 1));
}

/** The parts of `ranges` that a camera has footage of, merged. */
export function coveredParts(db: ReadDb, cameraId: string, ranges: readonly Range<TrueMs>[]): Range<TrueMs>[] {
  return mergeRanges(ranges.flatMap((range) => listCoverage(db, cameraId, range.startMs, range.endMs).map((row) => intersectRanges<TrueMs>(row, range)).filter((part) => part !== null)));
}

/** Of each camera the cause that takes most of a stretch without footage. */
export function causesOf(db: ReadDb, cameraIds: readonly string[], stretch: Range<TrueMs>): Loss["blind"][number]["causes"] {
  return cameraIds.flatMap((cameraId) => {
    const gaps = listGaps(db, cameraId, stretch).sort((a, b) => (b.endMs - b.startMs) - (a.endMs - a.startMs));
    return gaps[0] === undefined ? [] : [{ cameraId, cause: gaps[0].cause }];
  });
}

/** Cut where any camera's cause changes, so that each stretch has one cause a camera. */
function blindStretches(db: ReadDb, views: readonly CameraView[], blind: readonly Range<TrueMs>[]): Loss["blind"] {
  return blind.flatMap((range) => {
    const cuts = new Set<number>([range.startMs, range.endMs]);
    for (const { cameraId } of views) for (const gap of listGaps(db, cameraId, range)) cuts.add(gap.startMs).add(gap.endMs);
    const sorted = [...cuts].sort((a, b) => a - b);
    return sorted.slice(1).map((endMs, i) => {
      const part = { startMs: asTrueMs(sorted[i]!), endMs: asTrueMs(endMs) };
      return { ...part, causes: causesOf(db, views.filter((view) => view.ranges.some((r) => intersectRanges(r, part) !== null)).map((view) => view.cameraId), part) };
    });
  });
}

/** What footage covers an interval, and what of it nobody could have seen. */
export function footageOf(db: ReadDb, views: readonly CameraView[], interval: Range<TrueMs>): Pick<Loss, "footage" | "blindMs" | "blind"> {
  if (interval.startMs >= interval.endMs) return { footage: [], blindMs: 0, blind: [] };
  const covered: Range<TrueMs>[] = [];
  const footage = views.flatMap(({ cameraId, basis, ranges }) => {
    const watched = watchedStretches(db, cameraId, interval);
    return coveredParts(db, cameraId, ranges).map((part) => {
      covered.push(part);
      return { cameraId, basis, startMs: part.startMs, endMs: part.endMs, watchedMs: lengthMs(watchedParts(watched, [part])), watchers: watchersOf(watched, [part]) };
    });
  });
  const blind = uncoveredRanges(interval, mergeRanges(covered));
  return { footage, blindMs: lengthMs(blind), blind: blindStretches(db, views, blind) };
}

// The footage that lies inside an interval of loss: which cameras had a view, what each holds, what of it was watched, and
// when none of them had footage, with the causes.

import type { Loss } from "../../contract/continuity.ts";
import { asTrueMs, intersectRanges, mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ExhibitView } from "../../contract/reconstruction.ts";
import type { CameraRow } from "../store/cameras.ts";
import { viewsMeet } from "./field-of-view.ts";
import type { FootageNear } from "./footage-near.ts";
import { lengthMs, watchedParts, watchersOf } from "./watched-footage.ts";

export type ViewBasis = Loss["footage"][number]["basis"];

/** A camera that counts as having had a view, and when inside the interval. */
export interface CameraView {
  readonly cameraId: string;
  readonly basis: ViewBasis;
  /** Sorted and disjoint. */
  readonly ranges: readonly Range<TrueMs>[];
}

/** What says which cameras had a view, whatever the interval. */
export interface ViewRules {
  readonly cameras: readonly CameraRow[];
  /** Named with the question; they alone count. Null: none named. */
  readonly asked: readonly string[] | null;
  readonly chosen: readonly ExhibitView[];
}

/** What says so of one interval. */
export interface ViewEvidence {
  /** Cameras of observations that end the interval or lie inside it. */
  readonly observed: ReadonlySet<string>;
  /** Cameras of pins that lie inside it. */
  readonly pinned: ReadonlySet<string>;
}

/** Surest first: what a person says, what was seen there, what the map says. */
export const VIEW_BASES: readonly ViewBasis[] = ["chosen", "observed", "pinned", "map", "site", "all"];

function basisByItself(camera: CameraRow, known: readonly CameraRow[], { observed, pinned }: ViewEvidence): ViewBasis | null {
  if (observed.has(camera.cameraId)) return "observed";
  if (pinned.has(camera.cameraId)) return "pinned";
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

interface CameraBasis { readonly cameraId: string; readonly basis: ViewBasis }

/** Answers which cameras count as having had a view; remembers what it found for the same evidence. */
export class ViewFinder {
  readonly #rules: ViewRules;
  readonly #isByHand: boolean;
  readonly #chosen: ReadonlyMap<string, readonly ExhibitView[]>;
  readonly #found = new Map<string, readonly CameraBasis[]>();

  constructor(rules: ViewRules) {
    this.#rules = rules;
    this.#isByHand = rules.chosen.some((view) => view.hasView);
    this.#chosen = Map.groupBy(rules.chosen, (view) => view.cameraId);
  }

  /** The cameras that count as having had a view of an interval, surest first. */
  viewsOf(evidence: ViewEvidence, interval: Range<TrueMs>): CameraView[] {
    const whole = interval.startMs < interval.endMs ? [interval] : [];
    const { asked } = this.#rules;
    if (asked !== null) return asked.map((cameraId) => ({ cameraId, basis: "chosen", ranges: whole }));
    const views: CameraView[] = [];
    for (const { cameraId, basis } of this.#basesOf(evidence)) {
      const chosen = this.#chosen.get(cameraId);
      const ranges = chosen === undefined ? whole : this.#rangesOf(chosen, interval, whole);
      if (ranges.length > 0 || whole.length === 0) views.push({ cameraId, basis, ranges });
    }
    return views;
  }

  #rangesOf(chosen: readonly ExhibitView[], interval: Range<TrueMs>, whole: readonly Range<TrueMs>[]): Range<TrueMs>[] {
    const said = (hasView: boolean): Range<TrueMs>[] =>
      mergeRanges(chosen.filter((view) => view.hasView === hasView).map((view) => clipped(view, interval)).filter((range) => range !== null));
    const excluded = said(false);
    return (this.#isByHand ? said(true) : whole).flatMap((range) => uncoveredRanges(range, excluded));
  }

  #basesOf(evidence: ViewEvidence): readonly CameraBasis[] {
    const key = JSON.stringify([[...evidence.observed].sort(), [...evidence.pinned].sort()]);
    let bases = this.#found.get(key);
    if (bases === undefined) this.#found.set(key, (bases = this.#findBases(evidence)));
    return bases;
  }

  #findBases(evidence: ViewEvidence): CameraBasis[] {
    const { cameras } = this.#rules;
    const known = cameras.filter(({ cameraId }) => evidence.observed.has(cameraId) || evidence.pinned.has(cameraId));
    const found = cameras.flatMap((camera): CameraBasis[] => {
      const isChosen = this.#chosen.get(camera.cameraId)?.some((view) => view.hasView) === true;
      const basis = this.#isByHand ? (isChosen ? "chosen" : null) : basisByItself(camera, known, evidence);
      return basis === null ? [] : [{ cameraId: camera.cameraId, basis }];
    });
    return found.sort((a, b) => VIEW_BASES.indexOf(a.basis) - VIEW_BASES.indexOf(b.basis) || (a.cameraId < b.cameraId ? -1 : 1));
  }
}

/** The parts of `ranges` that a camera has footage of, merged. */
export function coveredParts(footage: FootageNear, cameraId: string, ranges: readonly Range<TrueMs>[]): Range<TrueMs>[] {
  return mergeRanges(ranges.flatMap((range) => footage.covered(cameraId, range)));
}

/** Of each camera the cause that takes most of a stretch without footage. */
export function causesOf(footage: FootageNear, cameraIds: readonly string[], stretch: Range<TrueMs>): Loss["blind"][number]["causes"] {
  return cameraIds.flatMap((cameraId) => {
    const gaps = footage.gaps(cameraId, stretch).sort((a, b) => (b.endMs - b.startMs) - (a.endMs - a.startMs));
    return gaps[0] === undefined ? [] : [{ cameraId, cause: gaps[0].cause }];
  });
}

/** Cut where any camera's cause changes, so that each stretch has one cause a camera. */
function blindStretches(footage: FootageNear, views: readonly CameraView[], blind: readonly Range<TrueMs>[]): Loss["blind"] {
  return blind.flatMap((range) => {
    const cuts = new Set<number>([range.startMs, range.endMs]);
    for (const { cameraId } of views) for (const gap of footage.gaps(cameraId, range)) cuts.add(gap.startMs).add(gap.endMs);
    const sorted = [...cuts].sort((a, b) => a - b);
    return sorted.slice(1).map((endMs, i) => {
      const part = { startMs: asTrueMs(sorted[i]!), endMs: asTrueMs(endMs) };
      return { ...part, causes: causesOf(footage, views.filter((view) => view.ranges.some((r) => intersectRanges(r, part) !== null)).map((view) => view.cameraId), part) };
    });
  });
}

/** What footage covers an interval, and what of it nobody could have seen. */
export function footageOf(footage: FootageNear, views: readonly CameraView[], interval: Range<TrueMs>): Pick<Loss, "footage" | "blindMs" | "blind"> {
  if (interval.startMs >= interval.endMs) return { footage: [], blindMs: 0, blind: [] };
  const covered: Range<TrueMs>[] = [];
  const viewed = views.flatMap(({ cameraId, basis, ranges }) => {
    const watched = footage.watched(cameraId, interval);
    return coveredParts(footage, cameraId, ranges).map((part) => {
      covered.push(part);
      const isWatched = watched.length > 0;
      return { cameraId, basis, startMs: part.startMs, endMs: part.endMs, watchedMs: isWatched ? lengthMs(watchedParts(watched, [part])) : 0, watchers: isWatched ? watchersOf(watched, [part]) : [] };
    });
  });
  const blind = uncoveredRanges(interval, mergeRanges(covered));
  return { footage: viewed, blindMs: lengthMs(blind), blind: blindStretches(footage, views, blind) };
}

// From observations to sights: which of them are looks at the exhibit (the container rule), how many each shows, and of
// which place. Pure. What follows from sights is in losses.ts and contradictions.ts.

import { isSight } from "../../contract/container-rule.ts";
import { placeOf } from "../../contract/exhibit-span.ts";
import type { ObservationState } from "../../contract/model.ts";
import { normalLabel } from "./subjects.ts";

/** An observation on the true clock, with what tells its clock and place apart from another's. */
export interface PlacedObservation {
  readonly observationId: number;
  readonly atMs: number;
  /** Null: a moment. */
  readonly toMs: number | null;
  readonly state: ObservationState;
  readonly count: number | null;
  readonly cameraId: string | null;
  readonly site: string | null;
  readonly place: string | null;
  readonly holder: string | null;
  readonly container: string | null;
  readonly statementId: number | null;
  readonly uncertaintyMs: number | null;
  /** See ObservedTime. */
  readonly clock: string | null;
}

/** A look at the exhibit. `startMs` ≤ `endMs`; a moment has both the same. */
export interface Sight {
  readonly observationId: number;
  readonly startMs: number;
  readonly endMs: number;
  /** How many are seen there; null: some, nobody said how many. */
  readonly level: number | null;
  /** Sights are of one place where this is the same; "" where none is named. */
  readonly placeKey: string;
  readonly placeName: string | null;
  readonly isPlaceAssumed: boolean;
  readonly cameraId: string | null;
  readonly site: string | null;
  readonly statementId: number | null;
  readonly uncertaintyMs: number | null;
  readonly clock: string | null;
}

const NO_PLACE = "";
/** Carried by someone whom nobody named: nowhere in particular, and not where the unnamed others are. */
const UNNAMED_HOLDER = "?";

/** Order of time, and of making where the time is the same: the input's order never matters. */
export const inOrder = (a: { readonly startMs: number; readonly observationId: number }, b: typeof a): number => a.startMs - b.startMs || a.observationId - b.observationId;

/** How many an observation shows. `mostCount`: of the exhibit, or the most that was ever counted. */
function levelOf({ state, count }: PlacedObservation, exhibitCount: number | null, mostCount: number | null): number | null {
  if (state !== "absent") return count ?? ((exhibitCount ?? mostCount ?? 1) === 1 ? 1 : null);
  // "Absent" with a number says how many are still there; all of them still there cannot be meant.
  return count === null || count >= (mostCount ?? 1) ? 0 : count;
}

/** The most that were ever seen at once; null where nobody counted. */
function mostCounted(observations: readonly PlacedObservation[]): number | null {
  return observations.reduce<number | null>((most, o) => (o.count === null || o.state === "absent" || !isSight(o.state) ? most : Math.max(most ?? 0, o.count)), null);
}

/** How many there are in all: as entered, else the most that were seen at once, else one thing. */
export function wholeCount(observations: readonly PlacedObservation[], exhibitCount: number | null): number {
  return exhibitCount ?? mostCounted(observations) ?? 1;
}

/**
 * The sights among the observations, in order. An observation that names no place is of the place named before it where
 * only one was named until then, as a note-taker means it; that is marked. Where several were named it stays unplaced.
 */
export function sightsOf(observations: readonly PlacedObservation[], exhibitCount: number | null): Sight[] {
  const looks = observations.filter((o) => isSight(o.state)).map((o) => ({ o, startMs: o.atMs, observationId: o.observationId })).sort(inOrder);
  const mostCount = exhibitCount ?? mostCounted(observations);
  const named = new Map<string, string>();
  const keys = new Map<string, string>();
  return looks.map(({ o }) => {
    const text = placeOf(o) ?? (o.state === "carried" ? UNNAMED_HOLDER : null);
    let placeKey = NO_PLACE;
    let placeName = text;
    let isPlaceAssumed = false;
    if (text !== null) {
      const known = keys.get(text);
      placeKey = known ?? normalLabel(text);
      if (known === undefined) keys.set(text, placeKey);
      if (o.state !== "carried" && !named.has(placeKey)) named.set(placeKey, text);
    } else if (named.size === 1) {
      [[placeKey, placeName]] = [...named] as [[string, string]];
      isPlaceAssumed = true;
    }
    return {
      observationId: o.observationId, startMs: o.atMs, endMs: Math.max(o.atMs, o.toMs ?? o.atMs), level: levelOf(o, exhibitCount, mostCount),
      placeKey, placeName, isPlaceAssumed, cameraId: o.cameraId, site: o.site, statementId: o.statementId, uncertaintyMs: o.uncertaintyMs, clock: o.clock,
    };
  });
}

/** Sights by place, each list in order. */
export function byPlace(sights: readonly Sight[]): Map<string, Sight[]> {
  const places = new Map<string, Sight[]>();
  for (const sight of sights) {
    const list = places.get(sight.placeKey);
    if (list === undefined) places.set(sight.placeKey, [sight]);
    else list.push(sight);
  }
  return places;
}

// Continuity of one exhibit: its band along true time, the falls of its count, what contradicts. A pure function of the
// observations; the footage that lies inside an interval is asked for in interval-footage.ts.

import type { Contradiction, Continuity, ContinuityWarning, Loss, Span } from "../../contract/continuity.ts";
import { isSight } from "../../contract/container-rule.ts";
import { asTrueMs } from "../../contract/time.ts";
import { contradictionsOf, warningsOf } from "./contradictions.ts";
import { FirstUnder } from "./first-under.ts";
import { fallsOf, indexFrom, type Fall } from "./losses.ts";
import { byPlace, inOrder, sightsOf, wholeCount, type PlacedObservation, type Sight } from "./sights.ts";

/** An interval of loss without what footage says of it. */
export type BareLoss = Omit<Loss, "footage" | "blindMs" | "blind" | "pins">;
export type BareContinuity = Omit<Continuity, "loss" | "exhibitId"> & { readonly loss: BareLoss[] };

function spanOf(o: PlacedObservation): Span {
  return {
    startMs: asTrueMs(o.atMs), endMs: asTrueMs(Math.max(o.atMs, o.toMs ?? o.atMs)), observationId: o.observationId, state: o.state, count: o.count,
    cameraId: o.cameraId, holder: o.holder, container: o.container, place: o.place, isSight: isSight(o.state), statementId: o.statementId, uncertaintyMs: o.uncertaintyMs,
  };
}

/** Between the first observation and the last: where none says anything. `spans` by start. */
function gapsBetween(spans: readonly Span[]): Continuity["gaps"] {
  const gaps: Continuity["gaps"] = [];
  let knownMs: number | null = null;
  for (const { startMs, endMs } of spans) {
    if (knownMs !== null && startMs > knownMs) gaps.push({ startMs: asTrueMs(knownMs), endMs: startMs });
    knownMs = Math.max(knownMs ?? endMs, endMs);
  }
  return gaps;
}

/** What footage shows at one place, ready to be held against what was told. */
class SeenThere {
  readonly #seen: readonly Sight[];
  readonly #falls: readonly Fall[];
  readonly #stillOn: FirstUnder;
  readonly #fallen: FirstUnder;

  /** `seen` in order of time. */
  constructor(seen: readonly Sight[], falls: readonly Fall[]) {
    this.#seen = seen;
    this.#falls = falls.filter((f) => f.isOrderEstablished);
    this.#stillOn = new FirstUnder(seen.map((s) => [-s.endMs, s.level ?? Infinity] as const));
    this.#fallen = new FirstUnder(this.#falls.map((f) => [f.toMs, f.toCount] as const));
  }

  /** What was said and what the footage shows cannot both be: fewer are seen at that time, or it had fallen to fewer before. */
  refuting(told: Sight): Sight | null {
    const fewer = (told.level ?? 1) - 1;
    const atOnce = this.#seen[this.#stillOn.find(-told.startMs, fewer)];
    if (atOnce !== undefined && atOnce.startMs <= told.endMs) return atOnce;
    return this.#falls[this.#fallen.find(told.startMs, fewer)]?.to ?? null;
  }
}

interface Reasoned { readonly falls: readonly Fall[]; readonly footageFalls: readonly Fall[]; readonly refuted: readonly Contradiction[] }

/**
 * Falls by all that is seen and told. What was told never takes a fall away that footage shows: then it is the statement
 * that is contradicted. Where it moves an end, the end is marked and the interval without it is kept beside.
 */
function reason(sights: readonly Sight[], whole: number): Reasoned {
  const seen = sights.filter((s) => s.statementId === null);
  const footageFalls = fallsOf(seen, whole);
  if (seen.length === sights.length) return { falls: footageFalls, footageFalls, refuted: [] };
  const fallsByPlace = Map.groupBy(footageFalls, (fall) => fall.placeKey);
  const shown = new Map([...byPlace(seen)].map(([placeKey, there]) => [placeKey, new SeenThere(there, fallsByPlace.get(placeKey) ?? [])]));
  const refuted: Contradiction[] = [];
  const used = sights.filter((told) => {
    if (told.statementId === null) return true;
    const by = shown.get(told.placeKey)?.refuting(told) ?? null;
    if (by === null) return true;
    refuted.push({
      code: "statement-against-footage", observationIds: [told.observationId, by.observationId], statementId: told.statementId,
      atMs: asTrueMs(told.startMs), fromCount: told.level, toCount: by.level, marginMs: null,
    });
    return false;
  });
  return { falls: fallsOf(used, whole), footageFalls, refuted };
}

/** Finds the interval of the same fall without statements. */
class FootageFalls {
  readonly #places: ReadonlyMap<string, { readonly falls: readonly Fall[]; readonly around: FirstUnder }>;

  constructor(footageFalls: readonly Fall[]) {
    const byKey = Map.groupBy(footageFalls, (fall) => fall.placeKey);
    this.#places = new Map([...byKey].map(([placeKey, falls]) => [placeKey, { falls, around: new FirstUnder(falls.map((f) => [f.fromMs, -f.toMs] as const)) }]));
  }

  /** Null where there is none or it is the same. */
  of(fall: Fall): BareLoss["footageOnly"] {
    if (fall.from.statementId === null && fall.to.statementId === null) return null;
    const place = this.#places.get(fall.placeKey);
    const same = place?.falls[place.around.find(fall.fromMs, -fall.toMs)];
    return same === undefined ? null : { fromMs: asTrueMs(same.fromMs), toMs: asTrueMs(same.toMs) };
  }
}

/** Observation ids of sights at other places that begin inside an interval; `sights` in order. */
function elsewhere(sights: readonly Sight[], fall: Fall): number[] {
  const found: number[] = [];
  for (let i = indexFrom(sights, fall.fromMs); i < sights.length && sights[i]!.startMs <= fall.toMs; i++) {
    const sight = sights[i]!;
    if (sight.placeKey !== fall.placeKey && sight.level !== 0) found.push(sight.observationId);
  }
  return found;
}

function lossOf(fall: Fall, sights: readonly Sight[], footageFalls: FootageFalls): BareLoss {
  const { from, to } = fall;
  const fromRestsOnStatement = from.statementId !== null;
  const toRestsOnStatement = to.statementId !== null;
  return {
    fromMs: asTrueMs(fall.fromMs), toMs: asTrueMs(fall.toMs), fromCount: fall.fromCount, toCount: fall.toCount,
    fromUncertaintyMs: from.uncertaintyMs, toUncertaintyMs: to.uncertaintyMs, marginMs: fall.marginMs, isOrderEstablished: fall.isOrderEstablished,
    restsOnStatement: fromRestsOnStatement || toRestsOnStatement, fromRestsOnStatement, toRestsOnStatement,
    footageOnly: footageFalls.of(fall),
    fromObservationId: from.observationId, toObservationId: to.observationId,
    place: to.placeName ?? from.placeName, isPlaceAssumed: from.isPlaceAssumed || to.isPlaceAssumed, isFromElsewhere: fall.isFromElsewhere,
    alsoSeen: elsewhere(sights, fall),
  };
}

/**
 * What follows from an exhibit's observations, whatever their order. `exhibitCount`: how many there are, null for one thing
 * or where nobody counted. 10,000 observations take a few milliseconds (tests/bench).
 */
export function continuityOf(observations: readonly PlacedObservation[], exhibitCount: number | null): BareContinuity {
  const spans = observations.map(spanOf).sort(inOrder);
  const sights = sightsOf(observations, exhibitCount);
  const { falls, footageFalls, refuted } = reason(sights, wholeCount(observations, exhibitCount));
  const contradictions = contradictionsOf(sights, exhibitCount, falls, refuted);
  const warnings: ContinuityWarning[] = warningsOf(sights, falls);
  const withoutStatements = new FootageFalls(footageFalls);
  return { count: exhibitCount, spans, gaps: gapsBetween(spans), loss: falls.map((fall) => lossOf(fall, sights, withoutStatements)), contradictions, warnings };
}

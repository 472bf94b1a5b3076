// Continuity of one exhibit: its band along true time, the falls of its count, what contradicts. A pure function of the
// observations; the footage that lies inside an interval is asked for in interval-footage.ts.

import type { Contradiction, Continuity, ContinuityWarning, Loss, Span } from "../../contract/continuity.ts";
import { isSight } from "../../contract/container-rule.ts";
import { asTrueMs } from "../../contract/time.ts";
import { contradictionsOf, warningsOf } from "./contradictions.ts";
import { fallsOf, type Fall } from "./losses.ts";
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

/** What was said and what the footage shows cannot both be: footage had shown fewer before, and a fall to that. */
function isRefuted(told: Sight, seenThere: readonly Sight[], falls: readonly Fall[]): Sight | null {
  const level = told.level ?? 1;
  const atOnce = seenThere.find((s) => s.level !== null && s.level < level && s.startMs <= told.endMs && told.startMs <= s.endMs);
  if (atOnce !== undefined) return atOnce;
  const fall = falls.find((f) => f.placeKey === told.placeKey && f.isOrderEstablished && f.toMs <= told.startMs && level > f.toCount);
  return fall?.to ?? null;
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
  const seenByPlace = byPlace(seen);
  const refuted: Contradiction[] = [];
  const used = sights.filter((told) => {
    if (told.statementId === null) return true;
    const by = isRefuted(told, seenByPlace.get(told.placeKey) ?? [], footageFalls);
    if (by === null) return true;
    refuted.push({
      code: "statement-against-footage", observationIds: [told.observationId, by.observationId], statementId: told.statementId,
      atMs: asTrueMs(told.startMs), fromCount: told.level, toCount: by.level, marginMs: null,
    });
    return false;
  });
  return { falls: fallsOf(used, whole), footageFalls, refuted };
}

/** The interval of the same fall without statements; null where there is none or it is the same. */
function footageOnlyOf(fall: Fall, footageFalls: readonly Fall[]): BareLoss["footageOnly"] {
  if (fall.from.statementId === null && fall.to.statementId === null) return null;
  const same = footageFalls.find((f) => f.placeKey === fall.placeKey && f.fromMs <= fall.fromMs && f.toMs >= fall.toMs);
  return same === undefined ? null : { fromMs: asTrueMs(same.fromMs), toMs: asTrueMs(same.toMs) };
}

/** Observation ids of sights at other places that begin inside an interval; `sights` in order. */
function elsewhere(sights: readonly Sight[], fall: Fall): number[] {
  let low = 0;
  let high = sights.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sights[middle]!.startMs < fall.fromMs) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < sights.length && sights[i]!.startMs <= fall.toMs; i++) {
    const sight = sights[i]!;
    if (sight.placeKey !== fall.placeKey && sight.level !== 0) found.push(sight.observationId);
  }
  return found;
}

function lossOf(fall: Fall, sights: readonly Sight[], footageFalls: readonly Fall[]): BareLoss {
  const { from, to } = fall;
  const fromRestsOnStatement = from.statementId !== null;
  const toRestsOnStatement = to.statementId !== null;
  return {
    fromMs: asTrueMs(fall.fromMs), toMs: asTrueMs(fall.toMs), fromCount: fall.fromCount, toCount: fall.toCount,
    fromUncertaintyMs: from.uncertaintyMs, toUncertaintyMs: to.uncertaintyMs, marginMs: fall.marginMs, isOrderEstablished: fall.isOrderEstablished,
    restsOnStatement: fromRestsOnStatement || toRestsOnStatement, fromRestsOnStatement, toRestsOnStatement,
    footageOnly: footageOnlyOf(fall, footageFalls),
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
  const contradictions: Contradiction[] = [...contradictionsOf(sights, exhibitCount, falls), ...refuted].sort((a, b) => a.atMs - b.atMs || a.code.localeCompare(b.code) || a.observationIds[0]! - b.observationIds[0]!);
  const warnings: ContinuityWarning[] = warningsOf(sights, falls);
  return { count: exhibitCount, spans, gaps: gapsBetween(spans), loss: falls.map((fall) => lossOf(fall, sights, footageFalls)), contradictions, warnings };
}

// What does not fit together in the sights of an exhibit: shown, never resolved. Pure.

import type { Contradiction, ContinuityWarning } from "../../contract/continuity.ts";
import { asTrueMs } from "../../contract/time.ts";
import type { Fall } from "./losses.ts";
import { orderOf } from "./sight-order.ts";
import { byPlace, inOrder, type Sight } from "./sights.ts";

function contradictionOf(code: Contradiction["code"], a: Sight, b: Sight | null, marginMs: number | null = null): Contradiction {
  return {
    code, observationIds: b === null ? [a.observationId] : [a.observationId, b.observationId],
    statementId: b?.statementId ?? a.statementId, atMs: asTrueMs((b ?? a).startMs),
    fromCount: a.level, toCount: (b ?? a).level, marginMs,
  };
}

/** Neighbours at one place: more than before, or different numbers at one time; and whether their order is established. */
function alongPlace(sights: readonly Sight[], found: Contradiction[]): void {
  for (let i = 1; i < sights.length; i++) {
    const before = sights[i - 1]!;
    const after = sights[i]!;
    const differs = before.level !== null && after.level !== null ? before.level !== after.level : before.level === 0 || after.level === 0;
    if (!differs) continue;
    const isAtOnce = after.startMs < before.endMs || after.startMs === before.startMs;
    if (isAtOnce) found.push(contradictionOf("counts-differ-at-once", before, after));
    else if ((after.level ?? 1) > (before.level ?? 1)) found.push(contradictionOf("count-rises", before, after));
    const order = orderOf(before, after);
    if (!order.isEstablished && !isAtOnce) found.push(contradictionOf("order-not-established", before, after, order.marginMs));
  }
}

/** True where the two cannot be one place: differently named, or on cameras of different sites. */
function areApart(a: Sight, b: Sight): boolean {
  if (a.placeKey !== b.placeKey) return a.placeKey !== "" && b.placeKey !== "";
  return a.site !== null && b.site !== null && a.site !== b.site;
}

// A moment lasts a millisecond, as a frame that is pinned does.
const overMs = (sight: Sight): number => Math.max(sight.endMs, sight.startMs + 1);
const countOf = (sight: Sight): number => sight.level ?? 1;

/** Sights of one place on cameras of one site, in order, of which some may be over. */
class OpenGroup {
  readonly first: Sight;
  mostCount = 0;
  /** When all of them are over. */
  overMs = 0;
  #sights: Sight[] = [];
  /** How long the list may grow before those that are over are taken out. */
  #tidyAt = 16;

  constructor(first: Sight) {
    this.first = first;
    this.add(first);
  }

  add(sight: Sight): void {
    if (this.#sights.length >= this.#tidyAt) {
      this.#sights = this.#sights.filter((s) => overMs(s) > sight.startMs);
      this.mostCount = this.#sights.reduce((most, s) => Math.max(most, countOf(s)), 0);
      this.#tidyAt = Math.max(16, 2 * this.#sights.length);
    }
    this.#sights.push(sight);
    this.mostCount = Math.max(this.mostCount, countOf(sight));
    this.overMs = Math.max(this.overMs, overMs(sight));
  }

  firstOfMoreThan(count: number, atMs: number): Sight | undefined {
    return this.#sights.find((s) => countOf(s) > count && overMs(s) > atMs);
  }
}

/** Sights that are still going on, by where they are: those that cannot clash are passed over together. */
class OpenSights {
  #groups: OpenGroup[] = [];

  add(sight: Sight): void {
    const group = this.#groups.find(({ first }) => first.placeKey === sight.placeKey && first.site === sight.site);
    if (group === undefined) this.#groups.push(new OpenGroup(sight));
    else group.add(sight);
  }

  /** The first that is elsewhere at the same time and leaves too few for this one; null where none does. */
  clashWith(sight: Sight, exhibitCount: number): Sight | null {
    const mostElsewhere = exhibitCount - countOf(sight);
    let earliest: Sight | null = null;
    let isAnyOver = false;
    for (const group of this.#groups) {
      if (group.overMs <= sight.startMs) isAnyOver = true;
      else if (group.mostCount > mostElsewhere && areApart(group.first, sight)) {
        const clash = group.firstOfMoreThan(mostElsewhere, sight.startMs);
        if (clash !== undefined && (earliest === null || inOrder(clash, earliest) < 0)) earliest = clash;
      }
    }
    if (isAnyOver) this.#groups = this.#groups.filter((group) => group.overMs > sight.startMs);
    return earliest;
  }
}

/** More at once in two places than there are. `sights` in order. Reports the first clash of each sight. */
function atTwoPlaces(sights: readonly Sight[], exhibitCount: number, found: Contradiction[]): void {
  const open = new OpenSights();
  for (const sight of sights) {
    if (sight.level === 0) continue;
    const other = open.clashWith(sight, exhibitCount);
    if (other !== null) found.push(contradictionOf("two-places-at-once", other, sight));
    else open.add(sight);
  }
}

function exceeding(sights: readonly Sight[], exhibitCount: number | null, found: Contradiction[]): void {
  if (exhibitCount === null) return;
  for (const sight of sights) if (sight.level !== null && sight.level > exhibitCount) found.push(contradictionOf("count-exceeds", sight, null));
}

/** By time, then by code, then by the observation. */
const byTime = (a: Contradiction, b: Contradiction): number => a.atMs - b.atMs || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.observationIds[0]! - b.observationIds[0]!);

const pairKey = ({ observationIds: [a = 0, b = 0] }: Contradiction): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Adds the orders that the falls' ends need; what neighbours at a place said of the same two gives way to it. */
function inFalls(falls: readonly Fall[], found: Contradiction[]): void {
  const unsure = falls.flatMap((fall) => fall.unsure);
  if (unsure.length === 0) return;
  const known = new Map<string, number>();
  for (const [i, one] of found.entries()) if (one.code === "order-not-established") known.set(pairKey(one), i);
  for (const [larger, smaller] of unsure) {
    const one = contradictionOf("order-not-established", larger, smaller, Math.abs(smaller.startMs - larger.endMs));
    const key = pairKey(one);
    const at = known.get(key) ?? found.length;
    known.set(key, at);
    found[at] = one;
  }
}

/** Contradictions among sights (in order) and in the falls drawn from them, and those known already, by time, each once. */
export function contradictionsOf(sights: readonly Sight[], exhibitCount: number | null, falls: readonly Fall[], known: readonly Contradiction[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const list of byPlace(sights).values()) alongPlace(list, found);
  const most = exhibitCount ?? sights.reduce((count, s) => Math.max(count, s.level ?? 1), 1);
  atTwoPlaces(sights, most, found);
  exceeding(sights, exhibitCount, found);
  inFalls(falls, found);
  return [...found, ...known].sort(byTime);
}

/** What should be filled in: places that are not named, times that nothing stands behind, clocks that nobody read. */
export function warningsOf(sights: readonly Sight[], falls: readonly Fall[]): ContinuityWarning[] {
  const warnings: ContinuityWarning[] = [];
  const named = sights.some((s) => s.placeKey !== "" && !s.isPlaceAssumed && s.placeKey !== "?");
  const unnamed = named ? sights.filter((s) => s.placeKey === "" || s.isPlaceAssumed) : [];
  if (unnamed.length > 0) warnings.push({ code: "place-not-named", observationIds: unnamed.map((s) => s.observationId), cameraId: null });
  const told = falls.filter((fall) => fall.isAsTold).flatMap(({ from, to }) => [from, to]).filter((s) => s.clock === null && s.uncertaintyMs === null);
  if (told.length > 0) warnings.push({ code: "time-as-told", observationIds: [...new Set(told.map((s) => s.observationId))].sort((a, b) => a - b), cameraId: null });
  const unread = new Map<string, number[]>();
  for (const { observationId, clock, cameraId, uncertaintyMs } of sights) {
    if (clock === null || cameraId === null || uncertaintyMs !== null) continue;
    const list = unread.get(cameraId);
    if (list === undefined) unread.set(cameraId, [observationId]);
    else list.push(observationId);
  }
  for (const cameraId of [...unread.keys()].sort()) warnings.push({ code: "clock-unread", observationIds: unread.get(cameraId)!, cameraId });
  return warnings;
}

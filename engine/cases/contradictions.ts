// What does not fit together in the sights of an exhibit: shown, never resolved. Pure.

import type { Contradiction, ContinuityWarning } from "../../contract/continuity.ts";
import { asTrueMs } from "../../contract/time.ts";
import type { Fall } from "./losses.ts";
import { orderOf } from "./sight-order.ts";
import { byPlace, type Sight } from "./sights.ts";

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

/** More at once in two places than there are. `sights` in order. Reports the first clash of each sight. */
function atTwoPlaces(sights: readonly Sight[], exhibitCount: number, found: Contradiction[]): void {
  let open: Sight[] = [];
  for (const sight of sights) {
    // A moment lasts a millisecond, as a frame that is pinned does.
    open = open.filter((o) => Math.max(o.endMs, o.startMs + 1) > sight.startMs);
    if (sight.level === 0) continue;
    const other = open.find((o) => areApart(o, sight) && (o.level ?? 1) + (sight.level ?? 1) > exhibitCount);
    if (other !== undefined) found.push(contradictionOf("two-places-at-once", other, sight));
    else open.push(sight);
  }
}

function exceeding(sights: readonly Sight[], exhibitCount: number | null, found: Contradiction[]): void {
  if (exhibitCount === null) return;
  for (const sight of sights) if (sight.level !== null && sight.level > exhibitCount) found.push(contradictionOf("count-exceeds", sight, null));
}

/** Contradictions among sights (in order) and in the falls drawn from them, by time, each once. */
export function contradictionsOf(sights: readonly Sight[], exhibitCount: number | null, falls: readonly Fall[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const list of byPlace(sights).values()) alongPlace(list, found);
  const most = exhibitCount ?? sights.reduce((count, s) => Math.max(count, s.level ?? 1), 1);
  atTwoPlaces(sights, most, found);
  exceeding(sights, exhibitCount, found);
  for (const fall of falls) {
    for (const [larger, smaller] of fall.unsure) found.push(contradictionOf("order-not-established", larger, smaller, Math.abs(smaller.startMs - larger.endMs)));
  }
  const once = new Map(found.map((c) => [`${c.code} ${[...c.observationIds].sort((a, b) => a - b).join(" ")}`, c]));
  return [...once.values()].sort((a, b) => a.atMs - b.atMs || a.code.localeCompare(b.code) || a.observationIds[0]! - b.observationIds[0]!);
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
    unread.set(cameraId, [...(unread.get(cameraId) ?? []), observationId]);
  }
  for (const cameraId of [...unread.keys()].sort()) warnings.push({ code: "clock-unread", observationIds: unread.get(cameraId)!, cameraId });
  return warnings;
}

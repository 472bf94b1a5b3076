// The same answers as the rules give when they are followed by comparing everything with everything, on thousands of small
// cases drawn at random: what makes continuity fast must not be seen in it. The reference below is slow and short on purpose.

import { describe, expect, it } from "vitest";
import { observationState } from "../../../contract/model.ts";
import { continuityOf } from "../../../engine/cases/continuity.ts";
import { FirstUnder } from "../../../engine/cases/first-under.ts";
import { orderOf } from "../../../engine/cases/sight-order.ts";
import { sightsOf, wholeCount, type PlacedObservation, type Sight } from "../../../engine/cases/sights.ts";
import { StretchIndex } from "../../../engine/cases/stretch-index.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

const T = Date.UTC(2024, 10, 15, 6);
type Within = ReturnType<typeof seededIntegers>;

/** Few instants, places and counts, so that ties and overlaps are common; clocks c and d were never read. */
function anyCase(within: Within): PlacedObservation[] {
  const pick = <V>(values: readonly V[]): V => values[within(0, values.length - 1)]!;
  return Array.from({ length: within(1, 26) }, (_, i) => {
    const atMs = T + within(0, 30) * 500;
    const cameraId = pick(["a", "b", "c", "d", null]);
    const isTold = cameraId === null || within(0, 9) === 0;
    return {
      observationId: i + 1, atMs, toMs: pick([null, null, atMs + within(0, 20) * 500]), state: pick([...observationState.options, "seen", "seen"] as const),
      count: pick([null, 0, 1, 2, 3, 4, 5, 6]), cameraId, site: cameraId === null ? null : pick(["port", "street", null]),
      place: pick([null, "seat"]), holder: pick([null, null, "driver"]), container: pick([null, "boot", "box"]),
      statementId: isTold ? 1 : null, uncertaintyMs: cameraId === "a" || cameraId === "b" ? pick([50, 400]) : cameraId === null ? pick([null, 300]) : null,
      clock: cameraId,
    };
  });
}

const inOrder = (a: Sight, b: Sight): number => a.startMs - b.startMs || a.observationId - b.observationId;
const at = (sights: readonly Sight[], placeKey: string): Sight[] => sights.filter((s) => s.placeKey === placeKey);
/** Of some sights in order the one that ends last, the first of several. */
const endingLast = (sights: readonly Sight[]): Sight | undefined => sights.reduce<Sight | undefined>((last, s) => (last === undefined || s.endMs > last.endMs ? s : last), undefined);
const byFallingLevel = (a: Sight, b: Sight): number => b.level! - a.level! || inOrder(a, b);
const showing = (sights: readonly Sight[], level: number): Sight[] => sights.filter((s) => s.level !== null && s.level > 0 && s.level >= level).sort(byFallingLevel);
const firstFrom = (sights: readonly Sight[], fromMs: number): Sight | undefined => sights.find((s) => s.startMs >= fromMs || s.endMs > fromMs);

/** Each fall as the instants and observations at its ends, before an unsure order widens it. */
function fallEnds(sights: readonly Sight[], whole: number): { readonly placeKey: string; readonly from: Sight; readonly to: Sight }[] {
  return [...new Set(sights.map((s) => s.placeKey))].flatMap((placeKey) => {
    const here = at(sights, placeKey).filter((s) => s.level !== null);
    const someEndMs = Math.max(-Infinity, ...at(sights, placeKey).filter((s) => s.level === null).map((s) => s.endMs));
    const stairs = here.filter((s) => !here.some((o) => (o.endMs > s.endMs && o.level! >= s.level!) || (o.endMs === s.endMs && (o.level! > s.level! || (o.level === s.level && inOrder(o, s) > 0))))).sort((a, b) => a.endMs - b.endMs);
    return stairs.slice(1).flatMap((lower, i) => {
      const upper = stairs[i]!.level!;
      const last = endingLast(showing(here, upper))!;
      const elsewhere = endingLast(showing(sights, Math.max(upper, whole)));
      const from = elsewhere !== undefined && elsewhere.endMs > last.endMs ? elsewhere : last;
      const boundMs = lower.level === 0 ? Math.max(from.endMs, someEndMs) : from.endMs;
      const to = firstFrom(here.filter((s) => s.level === lower.level), boundMs) ?? firstFrom(here.filter((s) => s.level! < upper), boundMs);
      return to === undefined ? [] : [{ placeKey, from, to }];
    });
  });
}

function twoPlaces(sights: readonly Sight[], most: number): number[][] {
  const apart = (a: Sight, b: Sight): boolean => (a.placeKey !== b.placeKey ? a.placeKey !== "" && b.placeKey !== "" : a.site !== null && b.site !== null && a.site !== b.site);
  const kept: Sight[] = [];
  return sights.filter((s) => s.level !== 0).flatMap((s) => {
    const other = kept.find((o) => Math.max(o.endMs, o.startMs + 1) > s.startMs && apart(o, s) && (o.level ?? 1) + (s.level ?? 1) > most);
    if (other === undefined) kept.push(s);
    return other === undefined ? [] : [[other.observationId, s.observationId]];
  });
}

/** What was told and is contradicted by footage at the same time, or by a fall before it whose order is established. */
function refutedStatements(sights: readonly Sight[], established: readonly { readonly placeKey: string; readonly toMs: number; readonly toCount: number }[]): Set<number> {
  return new Set(sights.filter((told) => told.statementId !== null && (
    at(sights, told.placeKey).some((s) => s.statementId === null && s.level !== null && s.level < (told.level ?? 1) && s.startMs <= told.endMs && told.startMs <= s.endMs)
    || established.some((f) => f.placeKey === told.placeKey && f.toMs <= told.startMs && f.toCount < (told.level ?? 1)))).map((s) => s.observationId));
}

const idsOf = (answer: ReturnType<typeof continuityOf>, code: string): number[][] => answer.contradictions.filter((c) => c.code === code).map((c) => c.observationIds);
const sorted = (lists: readonly (readonly number[])[]): number[][] => lists.map((list) => [...list]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);

const SEEDS = Array.from({ length: 4_000 }, (_, i) => i + 1);
const countFor = (seed: number): number | null => [5, 3, null, 5][seed % 4]!;

describe("continuity, against the rules followed the slow way", () => {
  it("finds the same falls, each where its order is established or at its first smaller sight", () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const said = anyCase(seededIntegers(seed)).map((o) => ({ ...o, statementId: null }));
      const exhibitCount = countFor(seed);
      const sights = sightsOf(said, exhibitCount);
      const { loss } = continuityOf(said, exhibitCount);
      for (const { from, to } of fallEnds(sights, wholeCount(said, exhibitCount))) {
        const found = loss.filter((l) => l.fromObservationId === from.observationId && l.toMs >= Math.max(to.startMs, from.endMs));
        expect(found.length, `seed ${seed}: ${from.observationId} to ${to.observationId}`).toBeGreaterThan(0);
        if (orderOf(from, to).isEstablished && found.every((l) => l.isOrderEstablished) && found.some((l) => l.toObservationId === to.observationId)) compared++;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  it("finds as many falls as there are, where one clock showed everything, with the same ends", () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const said = anyCase(seededIntegers(seed)).map((o) => ({ ...o, statementId: null, cameraId: "a", site: "port", clock: "a", uncertaintyMs: 100 }));
      const exhibitCount = countFor(seed);
      const sights = sightsOf(said, exhibitCount);
      const ends = fallEnds(sights, wholeCount(said, exhibitCount)).map(({ from, to }) => [from.observationId, to.observationId]);
      const counted = continuityOf(said, exhibitCount).loss.filter((l) => l.fromCount !== null);
      expect(sorted(counted.map((l) => [l.fromObservationId, l.toObservationId])), `seed ${seed}`).toEqual(sorted(ends));
      compared += ends.length;
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it("finds the same clashes of two places", () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const said = anyCase(seededIntegers(seed));
      const exhibitCount = countFor(seed);
      const sights = sightsOf(said, exhibitCount);
      const clashes = twoPlaces(sights, exhibitCount ?? Math.max(1, ...sights.map((s) => s.level ?? 1)));
      expect(sorted(idsOf(continuityOf(said, exhibitCount), "two-places-at-once")), `seed ${seed}`).toEqual(sorted(clashes));
      compared += clashes.length;
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it("finds the same statements refuted", () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const said = anyCase(seededIntegers(seed));
      const exhibitCount = countFor(seed);
      const sights = sightsOf(said, exhibitCount);
      const answer = continuityOf(said, exhibitCount);
      // Whether an order is established is taken from the answer about footage alone.
      const ids = new Set(sights.filter((s) => s.statementId === null).map((s) => s.observationId));
      const placeOf = new Map(sights.map((s) => [s.observationId, s.placeKey]));
      const footage = continuityOf(said.filter((o) => ids.has(o.observationId)), exhibitCount);
      const established = footage.loss.filter((l) => l.isOrderEstablished).map((l) => ({ placeKey: placeOf.get(l.toObservationId)!, toMs: l.toMs, toCount: l.toCount }));
      // A place that only a statement names changes what unnamed observations are taken for: such cases have no simple reference.
      if (sights.some((s) => s.isPlaceAssumed)) continue;
      if (exhibitCount === null) continue;
      const refuted = new Set(idsOf(answer, "statement-against-footage").map(([told]) => told!));
      expect(refuted, `seed ${seed}`).toEqual(refutedStatements(sights, established));
      compared += refuted.size;
    }
    expect(compared).toBeGreaterThan(300);
  });

  it("tells each pair of observations whose order is not established once", () => {
    for (const seed of SEEDS) {
      const pairs = idsOf(continuityOf(anyCase(seededIntegers(seed)), countFor(seed)), "order-not-established").map((ids) => [...ids].sort((a, b) => a - b).join(" "));
      expect(new Set(pairs).size, `seed ${seed}`).toBe(pairs.length);
    }
  });
});

describe("searching instead of going through", () => {
  it("finds the first under two bounds that going through finds", () => {
    for (const seed of SEEDS.slice(0, 2_000)) {
      const within = seededIntegers(seed);
      const pairs = Array.from({ length: within(0, 20) }, () => [within(0, 9), within(0, 5) === 0 ? Infinity : within(0, 9)] as const);
      const tree = new FirstUnder(pairs);
      for (let ask = 0; ask < 10; ask++) {
        const [a, b] = [within(-1, 10), within(-1, 10)];
        expect(tree.find(a, b), `seed ${seed}`).toBe(pairs.findIndex(([pa, pb]) => pa <= a && pb <= b));
      }
    }
  });

  it("finds the stretches that meet a time which going through finds, and cuts them to it", () => {
    for (const seed of SEEDS.slice(0, 2_000)) {
      const within = seededIntegers(seed);
      const stretches = Array.from({ length: within(0, 20) }, (_, name) => {
        const startMs = within(0, 40);
        return { name, startMs: asTrueMs(startMs), endMs: asTrueMs(startMs + within(0, 15)) };
      }).sort((a, b) => a.startMs - b.startMs);
      const index = new StretchIndex(stretches);
      const [fromMs, lengthMs] = [within(-2, 50), within(0, 10)];
      const range = { startMs: asTrueMs(fromMs), endMs: asTrueMs(fromMs + lengthMs) };
      const meeting = stretches.filter((s) => s.startMs < range.endMs && s.endMs > range.startMs);
      expect(index.meeting(range), `seed ${seed}`).toEqual(meeting);
      expect(index.inside(range).map((s) => [s.name, s.startMs, s.endMs]), `seed ${seed}`)
        .toEqual(meeting.map((s) => [s.name, Math.max(s.startMs, range.startMs), Math.min(s.endMs, range.endMs)] as const).filter(([, startMs, endMs]) => startMs < endMs));
      expect(index.touches(fromMs, fromMs + lengthMs), `seed ${seed}`).toBe(stretches.some((s) => s.startMs <= fromMs + lengthMs && s.endMs >= fromMs));
    }
  });
});

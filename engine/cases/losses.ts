// Intervals of loss from sights: for every fall of the count at a place, from the last instant at which the larger count was
// itself seen to the first at which the smaller was seen. Pure. docs/continuity.md tells the rules with an example.
//
//     count   5 ──●────●                          the larger count: the last of its sights ends at `from`
//             3              ●────●──             the smaller: the first of its sights after that begins at `to`
//                      ├─────┤
//                      from  to

import { firstWhere } from "../../contract/sorted-search.ts";
import { FirstUnder } from "./first-under.ts";
import { isToldPlainly, orderOf } from "./sight-order.ts";
import { byPlace, type Sight } from "./sights.ts";

/** A fall of the count, its ends as sights. */
export interface Fall {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromCount: number | null;
  readonly toCount: number;
  readonly from: Sight;
  readonly to: Sight;
  readonly placeKey: string;
  readonly isFromElsewhere: boolean;
  readonly isOrderEstablished: boolean;
  readonly marginMs: number | null;
  /** One of the ends was told, with nothing said about how sure. */
  readonly isAsTold: boolean;
  /** Sights of the larger count that, by the clocks, may have been after the first sight of the smaller, with that sight. */
  readonly unsure: readonly (readonly [larger: Sight, smaller: Sight])[];
}

/** How many sights around an end are asked whether their order is established: beyond these the clocks are unread anyway. */
const ORDER_LOOKS = 200;

/** The sight of at least some count that ends last, for every count, over all places. */
class LastSeen {
  /** By falling level; `last` is the one that ends last among this and all before. */
  readonly #levels: number[] = [];
  readonly #last: Sight[] = [];

  /** `sights` in order. */
  constructor(sights: readonly Sight[]) {
    const lastOf = new Map<number, Sight>();
    for (const sight of sights) {
      if (sight.level === null || sight.level === 0) continue;
      const last = lastOf.get(sight.level);
      if (last === undefined || sight.endMs > last.endMs) lastOf.set(sight.level, sight);
    }
    for (const level of [...lastOf.keys()].sort((a, b) => b - a)) {
      const sight = lastOf.get(level)!;
      const best = this.#last.at(-1);
      this.#levels.push(level);
      this.#last.push(best === undefined || sight.endMs > best.endMs ? sight : best);
    }
  }

  /** Undefined where none shows as many. */
  of(level: number): Sight | undefined {
    if (this.#levels.length < 2) return this.#levels.length === 1 && this.#levels[0]! >= level ? this.#last[0] : undefined;
    return this.#last[firstWhere(this.#levels.length, (i) => this.#levels[i]! < level) - 1];
  }
}

/** Sights that are the last of their count: nothing at this place that ends later shows as many. By rising end. */
function stairsOf({ byLevel }: Place): Sight[] {
  const stairs: Sight[] = [];
  for (const level of [...byLevel.keys()].sort((a, b) => b - a)) {
    const last = byLevel.get(level)!.reduce((best, sight) => (sight.endMs >= best.endMs ? sight : best));
    const above = stairs.at(-1);
    if (above === undefined || last.endMs > above.endMs) stairs.push(last);
  }
  return stairs;
}

/** The first sight, of those in order, that is still going on at `fromMs` or begins after it. */
function firstFrom(sights: readonly Sight[], fromMs: number): Sight | null {
  return sights.find((s) => s.startMs >= fromMs || s.endMs > fromMs) ?? null;
}

/** Finds, of sights in order, the first of fewer than some that is still going on at a time or begins after it. */
class FirstFrom {
  readonly #sights: readonly Sight[];
  readonly #byEnd: FirstUnder;

  constructor(sights: readonly Sight[]) {
    this.#sights = sights;
    // A moment is not over at its own time.
    this.#byEnd = new FirstUnder(sights.map((s) => [-Math.max(s.endMs, s.startMs + 1), s.level!] as const));
  }

  find(fromMs: number, level: number): Sight | null {
    return this.#sights[this.#byEnd.find(-(fromMs + 1), level - 1)] ?? null;
  }
}

interface Place {
  readonly placeKey: string;
  /** Counted sights in order. */
  readonly sights: readonly Sight[];
  readonly byLevel: ReadonlyMap<number, readonly Sight[]>;
  /** Made when it is first asked. */
  readonly firstFrom: () => FirstFrom;
  /** End of the last sight of an unknown number. */
  readonly someEndMs: number;
  readonly some: Sight | null;
}

function placeFrom(placeKey: string, all: readonly Sight[]): Place {
  const sights = all.filter((s) => s.level !== null);
  const byLevel = new Map<number, Sight[]>();
  for (const sight of sights) {
    const list = byLevel.get(sight.level!);
    if (list === undefined) byLevel.set(sight.level!, [sight]);
    else list.push(sight);
  }
  const some = all.reduce<Sight | null>((last, s) => (s.level === null && (last === null || s.endMs > last.endMs) ? s : last), null);
  let firstFrom: FirstFrom | null = null;
  return { placeKey, sights, byLevel, firstFrom: () => (firstFrom ??= new FirstFrom(sights)), some, someEndMs: some?.endMs ?? -Infinity };
}

/** Index of the first sight in order that begins at `ms` or later. */
export const indexFrom = (sights: readonly Sight[], ms: number): number => firstWhere(sights.length, (i) => sights[i]!.startMs >= ms);

/** The last sight of each clock that shows at least some count: within a clock no later one can be missed. */
class LastSeenByClock {
  readonly #clocks: readonly LastSeen[];
  #found: { readonly level: number; readonly last: readonly Sight[] } | null = null;

  constructor(sights: readonly Sight[]) {
    const lists = new Map<string | null, Sight[]>();
    for (const sight of sights) {
      const list = lists.get(sight.clock);
      if (list === undefined) lists.set(sight.clock, [sight]);
      else list.push(sight);
    }
    this.#clocks = [...lists.values()].map((list) => new LastSeen(list));
  }

  /** The same list as before where the same level is asked for again. */
  of(level: number): readonly Sight[] {
    if (level === this.#found?.level) return this.#found.last;
    const last: Sight[] = [];
    for (const clock of this.#clocks) {
      const sight = clock.of(level);
      if (sight !== undefined) last.push(sight);
    }
    this.#found = { level, last };
    return last;
  }
}

interface Ends { readonly fromCount: number | null; readonly from: Sight; readonly to: Sight; readonly rivals: readonly Sight[] }

/** Larger sights that the clocks do not keep from lying after this smaller one. */
const mayFollow = (rivals: readonly Sight[], smaller: Sight): Sight[] =>
  rivals.filter((larger) => !orderOf(larger, smaller, larger.endMs, Math.max(smaller.startMs, larger.endMs)).isEstablished);

/** The first smaller sight that every larger one is established to lie before; null where the clocks establish none. */
function firstSure(place: Place, { from, fromCount, to, rivals }: Ends): Sight | null {
  const first = indexFrom(place.sights, to.startMs);
  for (let i = first; i < Math.min(place.sights.length, first + ORDER_LOOKS); i++) {
    const sight = place.sights[i]!;
    if (sight.level! < (fromCount ?? 1) && sight.startMs >= from.endMs && mayFollow(rivals, sight).length === 0) return sight;
  }
  return null;
}

/** By how much a clock would have to be wrong for one of the larger sights to lie after this smaller one. */
function marginOf(rivals: readonly Sight[], smaller: Sight): number | null {
  let least: number | null = null;
  for (const larger of rivals) {
    const { marginMs } = orderOf(larger, smaller, larger.endMs, smaller.startMs);
    if (marginMs !== null && (least === null || marginMs < least)) least = marginMs;
  }
  return least;
}

/**
 * An interval, widened to the next smaller sight whose order is established where that of the first is not. An end that was told
 * is not replaced: it is marked, and the interval without it stands beside.
 */
function fallFrom(place: Place, ends: Ends): Fall {
  const { from, fromCount, rivals } = ends;
  const unsure = mayFollow(rivals, ends.to);
  const sure = unsure.length === 0 ? ends.to : isToldPlainly(ends.to) ? null : firstSure(place, ends);
  const to = sure ?? ends.to;
  const toMs = Math.max(to.startMs, from.endMs);
  return {
    fromMs: from.endMs, toMs, fromCount, toCount: to.level!, from, to, placeKey: place.placeKey, isFromElsewhere: from.placeKey !== place.placeKey,
    isOrderEstablished: sure !== null, marginMs: marginOf(rivals, to), isAsTold: orderOf(from, to).isAsTold,
    unsure: unsure.map((larger) => [larger, ends.to] as const),
  };
}

/** A smaller sight before this larger one that the clocks do not keep from lying after it: the nearest, or null. */
function possiblyAfter(place: Place, from: Sight): Sight | null {
  const end = indexFrom(place.sights, from.endMs);
  for (let i = end - 1; i >= Math.max(0, end - ORDER_LOOKS); i--) {
    const sight = place.sights[i]!;
    if (sight.level! < from.level! && !orderOf(sight, from, sight.startMs, from.endMs).isEstablished) return sight;
  }
  return null;
}

/**
 * When at least some count was last seen: at the place itself, or all that there are, anywhere. A part that is seen elsewhere
 * says nothing of the part that was here.
 */
class Seen {
  readonly #here: LastSeen;
  readonly #hereByClock: LastSeenByClock;
  readonly #all: { readonly whole: number; readonly anywhere: LastSeen; readonly byClock: LastSeenByClock };

  /** `isOnlyPlace`: here is everywhere, and what was made for all places is for this one too. */
  constructor(here: readonly Sight[], isOnlyPlace: boolean, all: { readonly whole: number; readonly anywhere: LastSeen; readonly byClock: LastSeenByClock }) {
    this.#here = isOnlyPlace ? all.anywhere : new LastSeen(here);
    this.#hereByClock = isOnlyPlace ? all.byClock : new LastSeenByClock(here);
    this.#all = all;
  }

  last(level: number): Sight {
    const here = this.#here.of(level)!;
    const whole = this.#all.anywhere.of(Math.max(level, this.#all.whole));
    return whole !== undefined && whole.endMs > here.endMs ? whole : here;
  }

  byClock(level: number): Sight[] {
    const here = this.#hereByClock.of(level);
    // One for each clock: short lists.
    return [...here, ...this.#all.byClock.of(Math.max(level, this.#all.whole)).filter((sight) => !here.includes(sight))];
  }
}

/** The fall from one stair to the next, or null where the larger count was seen again after all of the smaller. */
function fallBetween(place: Place, upper: Sight, lower: Sight, seen: Seen): Fall | null {
  const fromCount = upper.level!;
  const from = seen.last(fromCount);
  const boundMs = lower.level === 0 ? Math.max(from.endMs, place.someEndMs) : from.endMs;
  const to = firstFrom(place.byLevel.get(lower.level!)!, boundMs) ?? place.firstFrom().find(boundMs, fromCount);
  return to === null ? null : fallFrom(place, { from, fromCount, to, rivals: seen.byClock(fromCount) });
}

/** Some, nobody said how many, and then none. */
function fallOfSome(place: Place): Fall | null {
  const { some } = place;
  const isCounted = place.sights.some((s) => s.level! > 0);
  const none = place.byLevel.get(0);
  if (some === null || isCounted || none === undefined) return null;
  const to = firstFrom(none, some.endMs);
  return to === null ? null : fallFrom(place, { from: some, fromCount: null, to, rivals: [some] });
}

/** No fall by the clocks as they are, and one if they are as wrong as they may be: the smaller count lies just before the larger. */
function possibleFall(place: Place, last: Sight): Fall | null {
  const early = possiblyAfter(place, last);
  return early === null ? null : {
    fromMs: Math.min(early.startMs, last.endMs), toMs: Math.max(early.startMs, last.endMs), fromCount: last.level, toCount: early.level!, from: last, to: early,
    placeKey: place.placeKey, isFromElsewhere: false, isOrderEstablished: false, isAsTold: false,
    marginMs: Math.abs(early.startMs - last.endMs), unsure: [[last, early]],
  };
}

/** All falls of the count, in order of time. `sights` in order; `whole`: how many there are in all. */
export function fallsOf(sights: readonly Sight[], whole: number): Fall[] {
  const all = { whole, anywhere: new LastSeen(sights), byClock: new LastSeenByClock(sights) };
  const falls: (Fall | null)[] = [];
  for (const [placeKey, here] of byPlace(sights)) {
    const place = placeFrom(placeKey, here);
    const seen = new Seen(here, here.length === sights.length, all);
    const stairs = stairsOf(place);
    for (let i = 1; i < stairs.length; i++) falls.push(fallBetween(place, stairs[i - 1]!, stairs[i]!, seen));
    const last = stairs.at(-1);
    if (last !== undefined && last.level! > 0 && seen.last(last.level!) === last) falls.push(possibleFall(place, last));
    falls.push(fallOfSome(place));
  }
  return falls.filter((fall) => fall !== null)
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs || a.from.observationId - b.from.observationId);
}

// Which part of a playable copy is made next, so that pictures come first where somebody looks: from the play head on, then what
// lies before it. Pure; stamps are those of the original, ranges half-open. Making a part is make-stretch.ts.

import { firstWhere } from "../../contract/sorted-search.ts";

export interface StampRange {
  readonly fromPts: number;
  readonly endPts: number;
}

/** The first part under a play head: short, because somebody waits for it. Milliseconds. */
export const FIRST_MS = 6_000;
/** It begins this much earlier, so that a step back finds its frame. */
const BEFORE_MS = 1_000;
/** The longest part. Each begins by decoding from a keyframe before it: shorter ones cost more. */
const LONG_MS = 60_000;
/** What would be left over shorter than this is taken along. */
const SLIVER_MS = 4_000;

export interface StretchSituation {
  /** Of all frames of the original, ascending, at least one. */
  readonly stamps: Float64Array;
  readonly msPerStamp: number;
  /** What is there, in order, not overlapping, each begins on a frame. */
  readonly made: readonly StampRange[];
  /** Where the play head is. */
  readonly atPts: number;
  /** It goes back: what lies before it is wanted first. */
  readonly isBackwards?: boolean;
}

/** The first place at or after the play head that no part covers; the end of all where none follows. */
export function coveredUntil({ made, atPts }: Pick<StretchSituation, "made" | "atPts">): number {
  let until = atPts;
  for (const { fromPts, endPts } of made) if (fromPts <= until && until < endPts) until = endPts;
  return until;
}

/** The last place at or before the play head down to which parts cover all without a hole; null where none covers the play head. */
function coveredFrom({ made, atPts }: Pick<StretchSituation, "made" | "atPts">): number | null {
  const at = made.findLastIndex(({ fromPts, endPts }) => fromPts <= atPts && atPts < endPts);
  if (at < 0) return null;
  let i = at;
  while (i > 0 && made[i - 1]!.endPts >= made[i]!.fromPts) i--;
  return made[i]!.fromPts;
}

/** How much is there ahead of the play head, in the direction in which it goes, milliseconds; Infinity where that is all. */
export function aheadMs(situation: StretchSituation): number {
  const { stamps, msPerStamp, atPts, isBackwards = false } = situation;
  if (!isBackwards) {
    const until = coveredUntil(situation);
    return until > stamps.at(-1)! ? Infinity : (until - atPts) * msPerStamp;
  }
  const from = coveredFrom({ made: situation.made, atPts: Math.min(atPts, stamps.at(-1)!) });
  return from === null ? 0 : from <= stamps[0]! ? Infinity : (atPts - from) * msPerStamp;
}

/** The stretches that no part covers, in order. */
function missingRanges({ stamps, made }: StretchSituation): StampRange[] {
  const missing: StampRange[] = [];
  let fromPts = stamps[0]!;
  for (const part of made) {
    if (part.fromPts > fromPts) missing.push({ fromPts, endPts: part.fromPts });
    fromPts = Math.max(fromPts, part.endPts);
  }
  const endPts = stamps.at(-1)! + 1;
  return fromPts < endPts ? [...missing, { fromPts, endPts }] : missing;
}

/** The stamp of the frame that is shown at a place. */
function shownAt(stamps: Float64Array, pts: number): number {
  return stamps[Math.max(0, firstWhere(stamps.length, (i) => stamps[i]! > pts) - 1)]!;
}

/** On frames, within what is missing, and so that nothing short is left behind it. */
function onFrames({ stamps, msPerStamp }: StretchSituation, missing: StampRange, fromPts: number, lengthMs: number): StampRange {
  const from = Math.max(missing.fromPts, shownAt(stamps, fromPts));
  const wanted = from + lengthMs / msPerStamp;
  const end = missing.endPts - wanted < SLIVER_MS / msPerStamp ? missing.endPts : wanted;
  // Between two frames that lie far apart there is none: then it is the one frame.
  const next = firstWhere(stamps.length, (i) => stamps[i]! >= end && stamps[i]! > from);
  return { fromPts: from, endPts: next < stamps.length ? Math.min(stamps[next]!, missing.endPts) : missing.endPts };
}

/**
 * The part to make next; null where nothing is missing.
 *
 *     made                 ├──────┤          ├───┤
 *     atPts                   ↑                        made on from the end of the first, as far as the second
 *     atPts       ↑                                    made from a little before it
 *
 * Going back, the same the other way round.
 *
 * Parts behind the play head are as long as what is there between: whoever plays on finds the next one in time.
 */
export function nextStretch(situation: StretchSituation): StampRange | null {
  const { stamps, msPerStamp } = situation;
  const missing = missingRanges(situation);
  if (missing.length === 0) return null;
  const atPts = Math.min(Math.max(situation.atPts, stamps[0]!), stamps.at(-1)!);
  const behind = situation.isBackwards === true ? nextBefore({ ...situation, atPts }, missing) : null;
  if (behind !== null) return behind;
  const until = coveredUntil({ made: situation.made, atPts });
  const ahead = missing.find(({ fromPts, endPts }) => fromPts <= until && until < endPts);
  if (ahead !== undefined) {
    if (until === atPts) return onFrames(situation, ahead, atPts - BEFORE_MS / msPerStamp, FIRST_MS);
    return onFrames(situation, ahead, until, Math.min(LONG_MS, Math.max(FIRST_MS, (until - atPts) * msPerStamp)));
  }
  // All is there from here to the end: what lies before, the nearest first.
  const before = missing.at(-1)!;
  const fromPts = before.endPts - LONG_MS / msPerStamp;
  return onFrames(situation, before, fromPts - before.fromPts < SLIVER_MS / msPerStamp ? before.fromPts : fromPts, Infinity);
}

/** For a play head that goes back; null where all is there from the beginning to it. */
function nextBefore(situation: StretchSituation, missing: readonly StampRange[]): StampRange | null {
  const { msPerStamp, atPts } = situation;
  const from = coveredFrom(situation);
  if (from === null) {
    const here = missing.find(({ fromPts, endPts }) => fromPts <= atPts && atPts < endPts);
    return here === undefined ? null : onFrames(situation, here, atPts - (FIRST_MS - BEFORE_MS) / msPerStamp, FIRST_MS);
  }
  const before = missing.findLast(({ endPts }) => endPts <= from);
  if (before === undefined) return null;
  const fromPts = before.endPts - Math.min(LONG_MS, Math.max(FIRST_MS, (atPts - from) * msPerStamp)) / msPerStamp;
  return onFrames(situation, before, fromPts - before.fromPts < SLIVER_MS / msPerStamp ? before.fromPts : fromPts, Infinity);
}

/** Further ahead than this of the play head there is no hurry. */
const ENOUGH_MS = 10_000;

/**
 * Whether what is being made should be left for another place: nothing, or next to nothing, is there where the play head is now, and
 * this would not bring it soon. `reachedMs`: how much of it is made.
 */
export function isWantedElsewhere(situation: StretchSituation, running: StampRange, reachedMs: number): boolean {
  const { stamps, msPerStamp, isBackwards = false } = situation;
  const atPts = Math.min(Math.max(situation.atPts, stamps[0]!), stamps.at(-1)!);
  const here = { ...situation, atPts };
  if (aheadMs(here) >= ENOUGH_MS) return false;
  const from = isBackwards ? coveredFrom(here) : null;
  if (from !== null) return from > running.endPts || from <= running.fromPts;
  const until = isBackwards ? atPts : coveredUntil(here);
  if (until < running.fromPts || until >= running.endPts) return true;
  if (until > atPts) return false;
  const lengthMs = (running.endPts - running.fromPts) * msPerStamp;
  const leftMs = lengthMs - reachedMs;
  return leftMs > 2 * FIRST_MS && leftMs > lengthMs / 2;
}

/** How much of the original no part covers, milliseconds. */
export const missingMs = (situation: StretchSituation): number =>
  missingRanges(situation).reduce((sum, { fromPts, endPts }) => sum + (endPts - fromPts) * situation.msPerStamp, 0);

// What footage says of a claim that something did not happen between two instants: how much of that time cameras that
// would have seen it covered, and how much of that was looked at. Never a yes: that is for a person to say, with these figures.

import type { Elimination } from "../../contract/continuity.ts";
import { mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { FootageNear } from "./footage-near.ts";
import { causesOf } from "./interval-footage.ts";
import { lengthMs, watchedParts, watchersOf } from "./watched-footage.ts";

function longestOf(ranges: readonly Range<TrueMs>[]): Range<TrueMs> | null {
  return ranges.reduce<Range<TrueMs> | null>((longest, range) => (longest === null || range.endMs - range.startMs > longest.endMs - longest.startMs ? { startMs: range.startMs, endMs: range.endMs } : longest), null);
}

/** One camera that saw it is enough for an instant to be covered, and one look at one of them for it to be watched. */
export function eliminate(db: ReadDb, cameraIds: readonly string[], asked: Range<TrueMs>): Elimination {
  const footage = new FootageNear(db, [asked]);
  const covered = mergeRanges(cameraIds.flatMap((cameraId) => footage.covered(cameraId, asked)));
  const watched = cameraIds.flatMap((cameraId) => footage.watched(cameraId, asked));
  const watchedRanges = watchedParts(watched, covered);
  const uncovered = uncoveredRanges(asked, covered);
  const wholeMs = asked.endMs - asked.startMs;
  return {
    fromMs: asked.startMs, toMs: asked.endMs, cameraIds: [...cameraIds],
    coveredMs: lengthMs(covered), coveredShare: lengthMs(covered) / wholeMs, longestUncovered: longestOf(uncovered),
    uncovered: uncovered.map((range) => ({ startMs: range.startMs, endMs: range.endMs, causes: causesOf(footage, cameraIds, range) })),
    watchedMs: lengthMs(watchedRanges), watchedShare: lengthMs(watchedRanges) / wholeMs,
    longestUnwatched: longestOf(uncoveredRanges(asked, watchedRanges)),
    watchers: watchersOf(watched, covered),
  };
}

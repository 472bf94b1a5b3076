// Sums of what was watched, in true time: each second of a camera counts once, however often and by however many it was seen.

import type { WatchedSum } from "../../contract/watched.ts";
import { asTrueMs, intersectRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { listCoverage } from "../store/recordings.ts";
import { listWatchedSpans, listWatchers, type WatchedSpanRow } from "../store/watched.ts";

type Span = Range<TrueMs>;

/** Sorted ranges joined where they meet or lie less than `withinMs` apart. */
export function joinedSpans(sorted: readonly Span[], withinMs = 0): Span[] {
  const joined: { startMs: TrueMs; endMs: TrueMs }[] = [];
  for (const { startMs, endMs } of sorted) {
    const open = joined.at(-1);
    if (open !== undefined && startMs - open.endMs <= withinMs) open.endMs = asTrueMs(Math.max(open.endMs, endMs));
    else joined.push({ startMs, endMs });
  }
  return joined;
}

const lengthMs = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);

const clipped = (spans: readonly Span[], range: Span): Span[] => spans.flatMap((span) => {
  const part = intersectRanges<TrueMs>(span, range);
  return part === null ? [] : [part];
});

/** What was watched of one camera in a range, disjoint and in order. */
export function watchedSpans(db: ReadDb, cameraId: string, range: Span): Span[] {
  return joinedSpans(clipped(listWatchedSpans(db, cameraId, range.startMs, range.endMs), range));
}

/** How much of one camera's footage in a range anybody watched, in milliseconds of footage. */
export function watchedMs(db: ReadDb, cameraId: string, range: Span): number {
  return lengthMs(watchedSpans(db, cameraId, range));
}

interface Share { watchedMs: number; focusedMs: number }

function addShares(shares: Map<number, Share>, rows: readonly WatchedSpanRow[], range: Span): void {
  for (const [watcherId, own] of Map.groupBy(rows, (row) => row.watcherId)) {
    const share = shares.get(watcherId) ?? { watchedMs: 0, focusedMs: 0 };
    share.watchedMs += lengthMs(joinedSpans(clipped(own, range)));
    share.focusedMs += lengthMs(joinedSpans(clipped(own.filter((row) => row.isFocused), range)));
    shares.set(watcherId, share);
  }
}

/** Sums over ranges and cameras. Ranges that overlap are taken together; cameras without footage there are left out. */
export function sumWatched(db: ReadDb, cameraIds: readonly string[], ranges: readonly Span[]): WatchedSum {
  const asked = joinedSpans([...ranges].sort((a, b) => a.startMs - b.startMs));
  const shares = new Map<number, Share>();
  const cameras = cameraIds.flatMap((cameraId) => {
    const sum = { cameraId, footageMs: 0, watchedMs: 0 };
    for (const range of asked) {
      sum.footageMs += lengthMs(clipped(listCoverage(db, cameraId, range.startMs, range.endMs), range));
      const rows = listWatchedSpans(db, cameraId, range.startMs, range.endMs);
      sum.watchedMs += lengthMs(joinedSpans(clipped(rows, range)));
      addShares(shares, rows, range);
    }
    return sum.footageMs > 0 || sum.watchedMs > 0 ? [sum] : [];
  });
  const watchers = listWatchers(db);
  const people = [...shares].flatMap(([watcherId, share]) => {
    const watcher = watchers.get(watcherId);
    return watcher === undefined || share.watchedMs === 0 ? [] : [{ ...watcher, ...share }];
  }).sort((a, b) => b.watchedMs - a.watchedMs);
  return {
    footageMs: cameras.reduce((sum, c) => sum + c.footageMs, 0), watchedMs: cameras.reduce((sum, c) => sum + c.watchedMs, 0),
    ranges: asked, cameras, people,
  };
}

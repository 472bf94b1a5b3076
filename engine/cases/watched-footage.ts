// Which footage was really shown to whom, as the reconstruction asks for it.

import { intersectRanges, mergeRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { listWatchedSpans, listWatchers } from "../store/watched.ts";

/** A stretch of one camera's footage that was displayed to someone. */
export interface WatchedStretch extends Range<TrueMs> {
  readonly cameraId: string;
  /** Null: nobody had said who they are. */
  readonly by: string | null;
}

/** What was on the screen of one camera in a stretch of true time, by whom; stretches may overlap. */
export function watchedStretches(db: ReadDb, cameraId: string, asked: Range<TrueMs>, watchersOnce: () => ReturnType<typeof listWatchers> = () => listWatchers(db)): WatchedStretch[] {
  const rows = listWatchedSpans(db, cameraId, asked.startMs, asked.endMs);
  if (rows.length === 0) return [];
  const watchers = watchersOnce();
  return rows.flatMap((row) => {
    const part = intersectRanges<TrueMs>(row, asked);
    return part === null ? [] : [{ ...part, cameraId, by: watchers.get(row.watcherId)?.name ?? null }];
  });
}

/** Milliseconds in ranges that do not overlap. */
export const lengthMs = (ranges: readonly Range<TrueMs>[]): number => ranges.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs), 0);

/** Parts of `ranges` that were watched by anyone, merged. */
export function watchedParts(watched: readonly WatchedStretch[], ranges: readonly Range<TrueMs>[]): Range<TrueMs>[] {
  return mergeRanges(watched.flatMap((stretch) => ranges.map((range) => intersectRanges<TrueMs>(stretch, range)).filter((part) => part !== null)));
}

/** How much of `ranges` each person watched, by name; what two watched counts for both. */
export function watchersOf(watched: readonly WatchedStretch[], ranges: readonly Range<TrueMs>[]): { by: string | null; watchedMs: number }[] {
  const names = [...new Set(watched.map(({ by }) => by))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  return names.map((by) => ({ by, watchedMs: lengthMs(watchedParts(watched.filter((stretch) => stretch.by === by), ranges)) })).filter(({ watchedMs }) => watchedMs > 0);
}

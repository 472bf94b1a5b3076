// Who watched which frames. Kept by file and media time, so that it moves with its frames; the tables' own triggers derive
// true time. Overlapping stretches of one person, speed and focus are one row: the table grows with what was seen, not with
// how often. A sitting sums up what the custody log is told once, when it is over.

import type { Actor } from "../../contract/model.ts";
import type { Range, TrueMs } from "../../contract/time.ts";
import { ROW_MAX_MS } from "../../contract/time.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

/** Stretches this near are one: less than a frame of the slowest usual footage is missing between them. */
const MERGE_MS = 50;
/** As recordings are cut; see ROW_BOUND_MS there. */
const ROW_BOUND_MS = ROW_MAX_MS * 1.01;

export interface WatchedStretch {
  readonly fileId: number;
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
  readonly speed: number;
  readonly isFocused: boolean;
}

/** Null: nobody had said who they are. */
export type Watcher = Actor | null;

function ensureWatcher(db: WriteDb, watcher: Watcher): number {
  const key = [watcher?.name ?? null, watcher?.unit ?? null, watcher?.number ?? null];
  const known = prepared(db, "SELECT watcher_id FROM watchers WHERE name IS ? AND unit IS ? AND number IS ?").pluck().get(...key) as number | undefined;
  return known ?? Number(prepared(db, "INSERT INTO watchers (name, unit, number) VALUES (?, ?, ?)").run(...key).lastInsertRowid);
}

interface FileFacts { readonly cameraId: string | null; readonly sizeBytes: number; readonly mtimeMs: number }

/** Puts a stretch together with those of the same person, speed and focus that it meets. */
function mergeStretch(db: WriteDb, watcherId: number, stretch: WatchedStretch, file: FileFacts, nowMs: number): void {
  const same = [stretch.fileId, watcherId, stretch.speed, stretch.isFocused ? 1 : 0, file.sizeBytes, file.mtimeMs];
  const met = prepared(db, `
    SELECT watched_id AS watchedId, media_start_ms AS mediaStartMs, media_end_ms AS mediaEndMs, first_ms AS firstMs FROM watched
    WHERE file_id = ? AND watcher_id = ? AND speed = ? AND focused = ? AND size_bytes = ? AND mtime_ms = ? AND media_start_ms <= ? AND media_end_ms >= ?`)
    .all(...same, stretch.mediaEndMs + MERGE_MS, stretch.mediaStartMs - MERGE_MS) as { watchedId: number; mediaStartMs: number; mediaEndMs: number; firstMs: number }[];
  for (const { watchedId } of met) prepared(db, "DELETE FROM watched WHERE watched_id = ?").run(watchedId);
  prepared(db, `INSERT INTO watched (file_id, watcher_id, speed, focused, size_bytes, mtime_ms, media_start_ms, media_end_ms, first_ms, last_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(...same, Math.min(stretch.mediaStartMs, ...met.map((m) => m.mediaStartMs)), Math.max(stretch.mediaEndMs, ...met.map((m) => m.mediaEndMs)), Math.min(nowMs, ...met.map((m) => m.firstMs)), nowMs);
}

function openSitting(db: WriteDb, watcherId: number, caseId: number | null, nowMs: number): number {
  const open = prepared(db, "SELECT sitting_id FROM watched_sittings WHERE watcher_id = ? AND case_id IS ?").pluck().get(watcherId, caseId) as number | undefined;
  if (open === undefined) {
    return Number(prepared(db, "INSERT INTO watched_sittings (watcher_id, case_id, first_ms, last_ms) VALUES (?, ?, ?, ?)").run(watcherId, caseId, nowMs, nowMs).lastInsertRowid);
  }
  prepared(db, "UPDATE watched_sittings SET last_ms = ? WHERE sitting_id = ?").run(nowMs, open);
  return open;
}

export interface Sitting {
  readonly sittingId: number;
  readonly watcher: Watcher;
  readonly caseId: number | null;
  readonly lastMs: number;
}

/** Sittings that the log has not been told of yet. */
export function listSittings(db: ReadDb): Sitting[] {
  const rows = prepared(db, `
    SELECT s.sitting_id AS sittingId, s.case_id AS caseId, s.last_ms AS lastMs, w.name, w.unit, w.number
    FROM watched_sittings s JOIN watchers w ON w.watcher_id = s.watcher_id ORDER BY s.sitting_id`).all() as (Omit<Sitting, "watcher"> & { name: string | null; unit: string | null; number: string | null })[];
  return rows.map(({ name, unit, number, ...sitting }) => ({ ...sitting, watcher: name === null ? null : { name, unit, number } }));
}

export interface WatchedSpanRow extends Range<TrueMs> {
  readonly watcherId: number;
  readonly isFocused: boolean;
}

/** What was watched of one camera in [fromMs, toMs), whole stretches, by start; they may overlap. */
export function listWatchedSpans(db: ReadDb, cameraId: string, fromMs: number, toMs: number): WatchedSpanRow[] {
  const rows = prepared(db, `
    SELECT s.start_ms AS startMs, s.end_ms AS endMs, w.watcher_id AS watcherId, w.focused AS isFocused
    FROM watched_spans s JOIN watched w ON w.watched_id = s.watched_id
    WHERE s.camera_id = ? AND s.start_ms > CAST(? AS INTEGER) AND s.start_ms < CAST(? AS INTEGER) AND s.end_ms > CAST(? AS INTEGER)
    ORDER BY s.start_ms`).all(cameraId, Math.floor(fromMs - ROW_BOUND_MS), Math.ceil(toMs), Math.floor(fromMs)) as (Range<TrueMs> & { watcherId: number; isFocused: number })[];
  return rows.map((row) => ({ ...row, isFocused: row.isFocused === 1 }));
}

/** Everybody who ever watched, by id. */
export function listWatchers(db: ReadDb): Map<number, { readonly name: string | null; readonly unit: string | null; readonly number: string | null }> {
  const rows = prepared(db, "SELECT watcher_id AS watcherId, name, unit, number FROM watchers").all() as { watcherId: number; name: string | null; unit: string | null; number: string | null }[];
  return new Map(rows.map(({ watcherId, ...watcher }) => [watcherId, watcher]));
}

export const watchedWrites = {
  /** Keeps what was on the screen. A file that is gone from the library meanwhile is left out. */
  "watched.add": (context: WriteContext, input: { watcher: Watcher; caseId: number | null; stretches: readonly WatchedStretch[] }): void => {
    const { db, nowMs } = context;
    const watcherId = ensureWatcher(db, input.watcher);
    const sittingId = openSitting(db, watcherId, input.caseId, nowMs);
    for (const stretch of input.stretches) {
      const file = prepared(db, "SELECT camera_id AS cameraId, size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM files WHERE file_id = ?").get(stretch.fileId) as FileFacts | undefined;
      if (file === undefined) continue;
      mergeStretch(db, watcherId, stretch, file, nowMs);
      const shownMs = stretch.mediaEndMs - stretch.mediaStartMs;
      prepared(db, `INSERT INTO watched_tallies (sitting_id, camera_id, shown_ms, focused_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET shown_ms = shown_ms + excluded.shown_ms, focused_ms = focused_ms + excluded.focused_ms`)
        .run(sittingId, file.cameraId ?? "", shownMs, stretch.isFocused ? shownMs : 0);
    }
  },
  /** Ends a sitting with one entry in the log: who, when, how much of which camera. */
  "watched.endSitting": (context: WriteContext, input: { sittingId: number }): void => {
    const { db } = context;
    const sitting = prepared(db, "SELECT case_id AS caseId, first_ms AS firstMs, last_ms AS lastMs FROM watched_sittings WHERE sitting_id = ?").get(input.sittingId) as { caseId: number | null; firstMs: number; lastMs: number } | undefined;
    if (sitting === undefined) return;
    const tallies = prepared(db, "SELECT camera_id AS cameraId, shown_ms AS shownMs, focused_ms AS focusedMs FROM watched_tallies WHERE sitting_id = ? ORDER BY camera_id").all(input.sittingId) as { cameraId: string; shownMs: number; focusedMs: number }[];
    prepared(db, "DELETE FROM watched_sittings WHERE sitting_id = ?").run(input.sittingId);
    context.log({
      action: "footage.watch", caseId: sitting.caseId, object: { type: "library", id: null, sha256: null },
      details: {
        fromMs: sitting.firstMs, toMs: sitting.lastMs,
        cameras: tallies.map(({ cameraId, shownMs, focusedMs }) => ({ cameraId, shownMs: Math.round(shownMs), focusedMs: Math.round(focusedMs) })),
      },
    });
  },
};

// Folders that the window watches, kept over restarts, with what they brought last. The watching itself is the engine's.

import { AppError } from "../../contract/errors.ts";
import { prepared, type ReadDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

export interface WatchRow {
  readonly watchId: number;
  readonly path: string;
  readonly cameraId: string | null; readonly timezone: string | null;
  readonly by: string; readonly addedMs: number;
  /** Since when the folder has not been there; null: it is. */
  readonly offlineMs: number | null;
  readonly lastFile: string | null; readonly lastTakenMs: number | null;
  /** Files taken up since it was added. */
  readonly takenCount: number;
}

const COLUMNS = `watch_id AS watchId, path, camera_id AS cameraId, timezone, by_name AS "by", added_ms AS addedMs, offline_ms AS offlineMs,
  last_file AS lastFile, last_taken_ms AS lastTakenMs, taken_count AS takenCount`;

export function listWatches(db: ReadDb): WatchRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM watches ORDER BY watch_id`).all() as WatchRow[];
}

/** @throws AppError watch-unknown */
export function requireWatch(db: ReadDb, watchId: number): WatchRow {
  const row = prepared(db, `SELECT ${COLUMNS} FROM watches WHERE watch_id = ?`).get(watchId) as WatchRow | undefined;
  if (row === undefined) throw new AppError("watch-unknown", { watchId });
  return row;
}

export const watchWrites = {
  /** One that is watched already stays as it is. */
  "watches.add": (context: WriteContext, input: { path: string; cameraId: string | null; timezone: string | null }): { watchId: number } => {
    const { db } = context;
    const known = prepared(db, "SELECT watch_id FROM watches WHERE path = ?").pluck().get(input.path) as number | undefined;
    if (known !== undefined) return { watchId: known };
    const watchId = Number(prepared(db, "INSERT INTO watches (path, camera_id, timezone, by_name, added_ms) VALUES (?, ?, ?, ?, ?)")
      .run(input.path, input.cameraId, input.timezone, context.actor.name, context.nowMs).lastInsertRowid);
    context.log({ action: "watch.add", caseId: null, object: { type: "watch", id: String(watchId), sha256: null }, details: input });
    return { watchId };
  },
  "watches.remove": (context: WriteContext, { watchId }: { watchId: number }): void => {
    const { path } = requireWatch(context.db, watchId);
    prepared(context.db, "DELETE FROM watches WHERE watch_id = ?").run(watchId);
    context.log({ action: "watch.remove", caseId: null, object: { type: "watch", id: String(watchId), sha256: null }, details: { path } });
  },
  "watches.note": ({ db }: WriteContext, input: { watchId: number; offlineMs: number | null; taken: number; lastFile: string | null; atMs: number }): void => {
    prepared(db, `UPDATE watches SET offline_ms = @offlineMs, taken_count = taken_count + CAST(@taken AS INTEGER),
      last_file = CASE WHEN @lastFile IS NULL THEN last_file ELSE @lastFile END, last_taken_ms = CASE WHEN @lastFile IS NULL THEN last_taken_ms ELSE @atMs END
      WHERE watch_id = @watchId`).run(input);
  },
};

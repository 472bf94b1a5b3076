// What decoding whole files found: which were checked, and the stretches in which their pictures are damaged. Damage is no
// recording: it is taken out of a file's pieces and kept here, so that checking anew can put it back.

import { AppError } from "../../contract/errors.ts";
import type { CameraMs, MediaMs, Range } from "../../contract/time.ts";
import { mergeRanges, uncoveredRanges } from "../../contract/time.ts";
import { correctionsOf } from "./clocks.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import { stampLane } from "./lane-stamps.ts";
import { CoverageChanges, deriveFiles } from "./recordings.ts";
import type { WriteContext } from "./write-context.ts";

export interface FileCheck {
  readonly fileId: number;
  /** Of the bytes that were decoded: a file that has changed since is not checked. */
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Media time, sorted, disjoint. */
  readonly damaged: readonly Range<MediaMs>[];
  readonly framesExpected: number;
  readonly framesSound: number;
  readonly tool: string;
}

/** True where the file was checked as it is now. */
export function isChecked(db: ReadDb, fileId: number): boolean {
  return prepared(db, `SELECT 1 FROM checks c JOIN files f ON f.file_id = c.file_id AND f.size_bytes = c.size_bytes AND f.mtime_ms = c.mtime_ms
    WHERE c.file_id = ?`).get(fileId) !== undefined;
}

const readRanges = (db: ReadDb, table: "pieces" | "damage", fileId: number): Range<MediaMs>[] =>
  prepared(db, `SELECT media_start_ms AS startMs, media_end_ms AS endMs FROM ${table} WHERE file_id = ? ORDER BY media_start_ms`).all(fileId) as Range<MediaMs>[];

/** The pieces of a file, damaged stretches not taken out. */
export function wholePieces(db: ReadDb, fileId: number): Range<MediaMs>[] {
  const damage = readRanges(db, "damage", fileId);
  const pieces = readRanges(db, "pieces", fileId);
  return damage.length === 0 ? pieces : mergeRanges([...pieces, ...damage].sort((a, b) => a.startMs - b.startMs));
}

/** Damaged stretches of a camera's files in camera time; files without a place on the clock have none. */
export function listDamage(db: ReadDb, cameraId: string): Range<CameraMs>[] {
  return prepared(db, `
    SELECT f.start_camera_ms + d.media_start_ms AS startMs, f.start_camera_ms + d.media_end_ms AS endMs
    FROM damage d CROSS JOIN files f ON f.file_id = d.file_id
    WHERE f.camera_id = ? AND f.start_camera_ms IS NOT NULL AND f.duplicate_of IS NULL`).all(cameraId) as Range<CameraMs>[];
}

/** Forgets what was found in bytes that the file has no longer. */
export function dropCheck(db: WriteDb, fileId: number): void {
  prepared(db, "DELETE FROM damage WHERE file_id = ?").run(fileId);
  prepared(db, "DELETE FROM checks WHERE file_id = ?").run(fileId);
}

function replacePieces(db: WriteDb, fileId: number, pieces: readonly Range<MediaMs>[]): void {
  prepared(db, "DELETE FROM recordings WHERE file_id = ?").run(fileId);
  prepared(db, "DELETE FROM pieces WHERE file_id = ?").run(fileId);
  for (const { startMs, endMs } of pieces) prepared(db, "INSERT INTO pieces (file_id, media_start_ms, media_end_ms) VALUES (?, ?, ?)").run(fileId, startMs, endMs);
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

export const checkWrites = {
  /** Keeps what a check found; damaged stretches are recordings no longer. Not an act of a person: the job logs once. */
  "checks.set": (context: WriteContext, input: FileCheck): void => {
    const { db } = context;
    const { fileId, damaged } = input;
    const file = prepared(db, "SELECT camera_id AS cameraId FROM files WHERE file_id = ?").get(fileId) as { cameraId: string | null } | undefined;
    if (file === undefined) throw new AppError("file-unknown", { fileId });
    const changes = new CoverageChanges(db);
    if (file.cameraId !== null) changes.note(file.cameraId, [fileId]);
    const pieces = wholePieces(db, fileId).flatMap((piece) => uncoveredRanges(piece, damaged));
    replacePieces(db, fileId, pieces);
    dropCheck(db, fileId);
    for (const { startMs, endMs } of damaged) prepared(db, "INSERT INTO damage (file_id, media_start_ms, media_end_ms) VALUES (?, ?, ?)").run(fileId, startMs, endMs);
    prepared(db, "INSERT INTO checks (file_id, size_bytes, mtime_ms, frames_expected, frames_sound, tool, checked_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(fileId, input.sizeBytes, input.mtimeMs, input.framesExpected, input.framesSound, input.tool, context.nowMs);
    prepared(db, "UPDATE files SET duration_ms = ? WHERE file_id = ?").run(pieces.reduce((sum, piece) => sum + piece.endMs - piece.startMs, 0), fileId);
    prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = 'pictures-damaged'").run(fileId);
    if (damaged.length > 0) {
      const damagedMs = damaged.reduce((sum, range) => sum + range.endMs - range.startMs, 0);
      prepared(db, "INSERT INTO problems (file_id, code, params) VALUES (?, 'pictures-damaged', ?)").run(fileId, JSON.stringify({
        stretches: damaged.length, damagedS: seconds(damagedMs), fromS: seconds(damaged[0]!.startMs), toS: seconds(damaged.at(-1)!.endMs),
      }));
    }
    if (file.cameraId !== null) {
      // Damage may be all that has changed: then no coverage is joined anew, but the cause of a gap is another.
      stampLane(db, file.cameraId);
      deriveFiles(db, file.cameraId, [fileId], correctionsOf(db, file.cameraId));
      changes.note(file.cameraId, [fileId]);
    }
    changes.apply();
  },
};

// Recordings and coverage: derived rows. What was recorded when, in true time, follows from a file's pieces, its start
// on the camera's clock and the camera's clock readings; changing any of these derives the rows anew.

import type { Recording } from "../../contract/model.ts";
import {
  asCameraMs, asMediaMs, asTrueMs, ROW_MAX_MS, trueFromCamera,
  type ClockCorrection, type Range, type TrueMs,
} from "../../contract/time.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";

/**
 * Two files of one recorder are one stretch of coverage when their ends lie this near: names carry whole seconds (one
 * standard deviation 0.29 s each), and the last frame's own length is often missing.
 */
export const COVERAGE_JOIN_MS = 1_500;

/** The longest a row of one hour of camera time can be in true time; see RATE_MAX. */
const ROW_BOUND_MS = ROW_MAX_MS * 1.01;

/** The correction that holds for a camera time of one camera; see correctionAt in clocks.ts. */
export type CorrectionFor = (cameraMs: number) => ClockCorrection;

interface PlacedPiece {
  readonly pieceId: number;
  readonly fileId: number;
  readonly startCameraMs: number;
  readonly fileUncertaintyMs: number;
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
}

/** Where a piece has to be cut: every hour, and at readings, where the correction's slope changes. */
function cutPoints(startMs: number, endMs: number, correction: ClockCorrection): number[] {
  const cuts = [startMs, endMs];
  for (let at = startMs + ROW_MAX_MS; at < endMs; at += ROW_MAX_MS) cuts.push(at);
  for (const { cameraMs } of correction.points) if (cameraMs > startMs && cameraMs < endMs) cuts.push(cameraMs);
  return cuts.sort((a, b) => a - b);
}

function insertPiece(db: WriteDb, cameraId: string, piece: PlacedPiece, correctionFor: CorrectionFor): void {
  const cameraStartMs = piece.startCameraMs + piece.mediaStartMs;
  const cameraEndMs = piece.startCameraMs + piece.mediaEndMs;
  const correction = correctionFor(cameraStartMs);
  const cuts = cutPoints(cameraStartMs, cameraEndMs, correction);
  const insert = prepared(db, `
    INSERT INTO recordings (piece_id, part_no, camera_id, file_id, start_ms, end_ms, media_start_ms, media_end_ms, camera_start_ms, uncertainty_ms)
    VALUES (?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?, ?, CAST(? AS INTEGER), ?)`);
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1]!;
    const to = cuts[i]!;
    const start = trueFromCamera(correction, asCameraMs(from));
    const end = trueFromCamera(correction, asCameraMs(to));
    const uncertaintyMs = start.uncertaintyMs === null ? null : Math.hypot(start.uncertaintyMs, piece.fileUncertaintyMs);
    insert.run(
      piece.pieceId, i - 1, cameraId, piece.fileId, Math.round(start.trueMs), Math.max(Math.round(start.trueMs) + 1, Math.round(end.trueMs)),
      from - piece.startCameraMs, to - piece.startCameraMs, Math.round(from), uncertaintyMs,
    );
  }
}

const PLACED_PIECES = `
  SELECT p.piece_id AS pieceId, p.file_id AS fileId, f.start_camera_ms AS startCameraMs,
         coalesce(f.time_uncertainty_ms, 0) AS fileUncertaintyMs,
         p.media_start_ms AS mediaStartMs, p.media_end_ms AS mediaEndMs
  FROM files f JOIN pieces p ON p.file_id = f.file_id
  WHERE f.start_camera_ms IS NOT NULL AND f.duplicate_of IS NULL`;

/** Derives the recordings of some files of one camera; coverage is not touched. */
export function deriveFiles(db: WriteDb, cameraId: string, fileIds: readonly number[], correctionFor: CorrectionFor): void {
  for (const fileId of fileIds) {
    prepared(db, "DELETE FROM recordings WHERE file_id = ?").run(fileId);
    const pieces = prepared(db, `${PLACED_PIECES} AND f.file_id = ? ORDER BY p.piece_id`).all(fileId) as PlacedPiece[];
    for (const piece of pieces) insertPiece(db, cameraId, piece, correctionFor);
  }
}

/** Derives everything of one camera anew: after its clock or its files changed. */
export function rederiveCamera(db: WriteDb, cameraId: string, correctionFor: CorrectionFor): void {
  prepared(db, "DELETE FROM recordings WHERE camera_id = ?").run(cameraId);
  const pieces = prepared(db, `${PLACED_PIECES} AND f.camera_id = ? ORDER BY p.piece_id`).all(cameraId) as PlacedPiece[];
  for (const piece of pieces) insertPiece(db, cameraId, piece, correctionFor);
  rebuildCoverage(db, cameraId);
}

interface CoverageRow extends Range<TrueMs> {
  readonly uncertaintyMs: number | null;
}

/** Joins the camera's recordings into coverage. */
export function rebuildCoverage(db: WriteDb, cameraId: string): void {
  prepared(db, "DELETE FROM coverage WHERE camera_id = ?").run(cameraId);
  const insert = prepared(db, "INSERT INTO coverage (camera_id, start_ms, end_ms, uncertainty_ms) VALUES (?, ?, ?, ?)");
  let open: { startMs: number; endMs: number; uncertaintyMs: number | null } | null = null;
  const rows = prepared(db, `
    SELECT start_ms AS startMs, end_ms AS endMs, uncertainty_ms AS uncertaintyMs
    FROM recordings WHERE camera_id = ? ORDER BY start_ms`).all(cameraId) as CoverageRow[];
  for (const row of rows) {
    if (open !== null && row.startMs - open.endMs <= COVERAGE_JOIN_MS) {
      open.endMs = Math.max(open.endMs, row.endMs);
      // The less sure of the two speaks for the whole.
      open.uncertaintyMs = open.uncertaintyMs === null || row.uncertaintyMs === null ? null : Math.max(open.uncertaintyMs, row.uncertaintyMs);
      continue;
    }
    if (open !== null) insert.run(cameraId, open.startMs, open.endMs, open.uncertaintyMs);
    open = { startMs: row.startMs, endMs: row.endMs, uncertaintyMs: row.uncertaintyMs };
  }
  if (open !== null) insert.run(cameraId, open.startMs, open.endMs, open.uncertaintyMs);
}

/** Merged coverage of one camera that overlaps [fromMs, toMs), whole stretches, sorted. */
export function listCoverage(db: ReadDb, cameraId: string, fromMs: number, toMs: number): CoverageRow[] {
  return prepared(db, `
    SELECT start_ms AS startMs, end_ms AS endMs, uncertainty_ms AS uncertaintyMs FROM coverage
    WHERE camera_id = @cameraId
      AND start_ms >= coalesce((SELECT max(start_ms) FROM coverage WHERE camera_id = @cameraId AND start_ms <= @fromMs), @fromMs)
      AND start_ms < @toMs AND end_ms > @fromMs
    ORDER BY start_ms`).all({ cameraId, fromMs: Math.floor(fromMs), toMs: Math.ceil(toMs) }) as CoverageRow[];
}

export function coverageExtent(db: ReadDb, cameraId: string | null): Range<TrueMs> | null {
  const row = (cameraId === null
    ? prepared(db, "SELECT min(start_ms) AS startMs, max(end_ms) AS endMs FROM coverage").get()
    : prepared(db, "SELECT min(start_ms) AS startMs, max(end_ms) AS endMs FROM coverage WHERE camera_id = ?").get(cameraId)) as { startMs: TrueMs | null; endMs: TrueMs | null };
  return row.startMs === null || row.endMs === null ? null : { startMs: row.startMs, endMs: row.endMs };
}

export function coveredMs(db: ReadDb, cameraId: string): number {
  return prepared(db, "SELECT coalesce(sum(end_ms - start_ms), 0) FROM coverage WHERE camera_id = ?").pluck().get(cameraId) as number;
}

interface PartRow {
  readonly pieceId: number;
  readonly partNo: number;
  readonly cameraId: string;
  readonly fileId: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
  readonly cameraStartMs: number;
  readonly uncertaintyMs: number | null;
}

const PARTS = `
  SELECT piece_id AS pieceId, part_no AS partNo, camera_id AS cameraId, file_id AS fileId, start_ms AS startMs, end_ms AS endMs,
         media_start_ms AS mediaStartMs, media_end_ms AS mediaEndMs, camera_start_ms AS cameraStartMs, uncertainty_ms AS uncertaintyMs
  FROM recordings`;

/** Slope of a part: true milliseconds per media millisecond. */
const slope = (part: Pick<PartRow, "startMs" | "endMs" | "mediaStartMs" | "mediaEndMs">): number =>
  (part.endMs - part.startMs) / (part.mediaEndMs - part.mediaStartMs);

/**
 * Joins neighbouring parts of a piece that lie on one line: a cut at an hour is ours and is not seen. At a change of slope
 * the parts stay apart, because one straight line would place the frames between wrongly.
 */
function joinParts(parts: readonly PartRow[]): Recording[] {
  const joined: { -readonly [K in keyof Recording]: Recording[K] }[] = [];
  let last: PartRow | null = null;
  for (const part of parts) {
    const open = joined.at(-1);
    // Part ends are whole milliseconds: over an hour that allows 1e-6 of slope.
    const isSameLine = last !== null && last.pieceId === part.pieceId && Math.abs(slope(last) - slope(part)) < 2e-6;
    if (open !== undefined && isSameLine) {
      open.endMs = asTrueMs(part.endMs);
      open.mediaEndMs = asMediaMs(part.mediaEndMs);
      open.uncertaintyMs = open.uncertaintyMs === null || part.uncertaintyMs === null ? null : Math.max(open.uncertaintyMs, part.uncertaintyMs);
    } else {
      joined.push({
        recordingId: part.pieceId, cameraId: part.cameraId, fileId: part.fileId,
        startMs: asTrueMs(part.startMs), endMs: asTrueMs(part.endMs),
        mediaStartMs: asMediaMs(part.mediaStartMs), mediaEndMs: asMediaMs(part.mediaEndMs),
        cameraStartMs: asCameraMs(part.cameraStartMs), uncertaintyMs: part.uncertaintyMs,
      });
    }
    last = part;
  }
  return joined;
}

/** Recordings of one camera that overlap [fromMs, toMs), whole, by start. */
export function listRecordings(db: ReadDb, cameraId: string, fromMs: number, toMs: number): Recording[] {
  const pieceIds = prepared(db, `
    SELECT DISTINCT piece_id FROM recordings
    WHERE camera_id = ? AND start_ms > CAST(? AS INTEGER) AND start_ms < CAST(? AS INTEGER) AND end_ms > CAST(? AS INTEGER)`)
    .pluck().all(cameraId, Math.floor(fromMs - ROW_BOUND_MS), Math.ceil(toMs), Math.floor(fromMs)) as number[];
  const parts = pieceIds.flatMap((pieceId) => prepared(db, `${PARTS} WHERE piece_id = ? ORDER BY part_no`).all(pieceId) as PartRow[]);
  return joinParts(parts).sort((a, b) => a.startMs - b.startMs || a.recordingId - b.recordingId);
}

/** Recordings of one file by media time. Empty for a file without a place on the clock. */
export function listFileRecordings(db: ReadDb, fileId: number): Recording[] {
  return joinParts(prepared(db, `${PARTS} WHERE file_id = ? ORDER BY piece_id, part_no`).all(fileId) as PartRow[]);
}

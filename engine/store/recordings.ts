// Recordings and coverage: derived rows. What was recorded when, in true time, follows from a file's pieces, its start
// on the camera's clock and the camera's clock readings; changing any of these derives the rows anew.

import type { Recording } from "../../contract/model.ts";
import {
  asCameraMs, asMediaMs, asTrueMs, ROW_MAX_MS, trueFromCamera,
  type CameraMs, type ClockCorrection, type CorrectedInstant, type Range, type TrueMs,
} from "../../contract/time.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import { stampLane } from "./lane-stamps.ts";

/**
 * Two files of one recorder are one stretch of coverage when their ends lie this near: names carry whole seconds (one
 * standard deviation 0.29 s each), and the last frame's own length is often missing. Inside a file times are exact, and
 * what is missing there is missing.
 */
export const COVERAGE_JOIN_MS = 1_500;

/** Parts of one piece meet, but for the rounding of their ends. */
const PART_JOIN_MS = 1;

/** The longest a row of one hour of camera time can be in true time; see RATE_MAX. */
const ROW_BOUND_MS = ROW_MAX_MS * 1.01;

/** Which correction holds for a camera time, and by how much it would be another under an epoch that might hold as well. */
export interface EpochChoice {
  readonly correction: ClockCorrection;
  readonly doubtMs: number;
  /** Null where nobody has read the clock. */
  readonly epochId: number | null;
}
/** The choice for a camera time of one camera; see chooseEpoch in clocks.ts. */
export type CorrectionFor = (cameraMs: number) => EpochChoice;

/** True time under a choice. People see two standard deviations: that covers the epoch which might hold as well. */
export function trueFromChoice({ correction, doubtMs }: EpochChoice, cameraMs: CameraMs): CorrectedInstant {
  const { trueMs, uncertaintyMs } = trueFromCamera(correction, cameraMs);
  return { trueMs, uncertaintyMs: uncertaintyMs === null || doubtMs === 0 ? uncertaintyMs : Math.hypot(uncertaintyMs, doubtMs / 2) };
}

interface PlacedPiece {
  readonly pieceId: number;
  readonly fileId: number;
  readonly startCameraMs: number;
  readonly fileUncertaintyMs: number;
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
}

/** Parts are whole milliseconds long; a shorter one would have no slope. */
const PART_MIN_MS = 2;

/** Where a piece has to be cut: every hour, and at readings, where the correction's slope changes. Ends included. */
function cutPoints(startMs: number, endMs: number, correction: ClockCorrection): number[] {
  const inside: number[] = [];
  for (let at = startMs + ROW_MAX_MS; at < endMs; at += ROW_MAX_MS) inside.push(at);
  for (const { cameraMs } of correction.points) if (cameraMs > startMs && cameraMs < endMs) inside.push(cameraMs);
  const cuts = [startMs];
  for (const at of inside.sort((a, b) => a - b)) if (at - cuts.at(-1)! >= PART_MIN_MS && endMs - at >= PART_MIN_MS) cuts.push(at);
  return [...cuts, endMs];
}

function insertPiece(db: WriteDb, cameraId: string, piece: PlacedPiece, correctionFor: CorrectionFor): void {
  const cameraStartMs = piece.startCameraMs + piece.mediaStartMs;
  const cameraEndMs = piece.startCameraMs + piece.mediaEndMs;
  const choice = correctionFor(cameraStartMs);
  const cuts = cutPoints(cameraStartMs, cameraEndMs, choice.correction);
  const insert = prepared(db, `
    INSERT INTO recordings (piece_id, part_no, camera_id, file_id, start_ms, end_ms, media_start_ms, media_end_ms, camera_start_ms, uncertainty_ms)
    VALUES (?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?, ?, CAST(? AS INTEGER), ?)`);
  for (let i = 1; i < cuts.length; i++) {
    const from = cuts[i - 1]!;
    const to = cuts[i]!;
    const start = trueFromChoice(choice, asCameraMs(from));
    const end = trueFromChoice(choice, asCameraMs(to));
    const clockMs = start.uncertaintyMs === null || end.uncertaintyMs === null ? null : Math.max(start.uncertaintyMs, end.uncertaintyMs);
    const uncertaintyMs = clockMs === null ? null : Math.hypot(clockMs, piece.fileUncertaintyMs);
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

/** A stretch of footage of one camera; `uncertaintyMs` as of a recording. */
export interface CoverageRow extends Range<TrueMs> {
  readonly uncertaintyMs: number | null;
}

/** Collects where recordings came or went in one write, so that coverage is joined anew there and once. */
export class CoverageChanges {
  readonly #db: WriteDb;
  readonly #stretches = new Map<string, Range<TrueMs>>();

  constructor(db: WriteDb) {
    this.#db = db;
  }

  /** To be told before recordings of these files are taken away, and after new ones were derived. */
  note(cameraId: string, fileIds: readonly number[]): void {
    const { startMs, endMs } = prepared(this.#db, "SELECT min(start_ms) AS startMs, max(end_ms) AS endMs FROM recordings WHERE file_id IN (SELECT value FROM json_each(?))")
      .get(JSON.stringify(fileIds)) as { startMs: TrueMs | null; endMs: TrueMs | null };
    if (startMs === null || endMs === null) return;
    const known = this.#stretches.get(cameraId);
    this.#stretches.set(cameraId, known === undefined ? { startMs, endMs } : { startMs: asTrueMs(Math.min(known.startMs, startMs)), endMs: asTrueMs(Math.max(known.endMs, endMs)) });
  }

  apply(): void {
    for (const [cameraId, stretch] of this.#stretches) rebuildCoverage(this.#db, cameraId, stretch);
  }
}

/**
 * Joins the camera's recordings into coverage, all of it or only where recordings in `around` came or went.
 *
 *     coverage       ├─────┤  ├────┤        ├────┤  ├──┤
 *     around                     ├────────────┤
 *     joined anew             ├──────────────────┤
 */
export function rebuildCoverage(db: WriteDb, cameraId: string, around: Range<TrueMs> | null = null): void {
  stampLane(db, cameraId);
  const touched = around === null ? null : touchedCoverage(db, cameraId, around);
  const [fromMs, toMs] = touched === null ? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] : [touched.startMs, touched.endMs];
  prepared(db, "DELETE FROM coverage WHERE camera_id = ? AND start_ms >= CAST(? AS INTEGER) AND start_ms <= CAST(? AS INTEGER)").run(cameraId, fromMs, toMs);
  const insert = prepared(db, "INSERT INTO coverage (camera_id, start_ms, end_ms, uncertainty_ms) VALUES (?, ?, ?, ?)");
  let open: { fileId: number; startMs: number; endMs: number; uncertaintyMs: number | null } | null = null;
  const rows = prepared(db, `
    SELECT file_id AS fileId, start_ms AS startMs, end_ms AS endMs, uncertainty_ms AS uncertaintyMs
    FROM recordings WHERE camera_id = ? AND start_ms >= CAST(? AS INTEGER) AND start_ms <= CAST(? AS INTEGER) ORDER BY start_ms`).all(cameraId, fromMs, toMs) as (CoverageRow & { readonly fileId: number })[];
  for (const row of rows) {
    if (open !== null && row.startMs - open.endMs <= (row.fileId === open.fileId ? PART_JOIN_MS : COVERAGE_JOIN_MS)) {
      if (row.endMs >= open.endMs) open.fileId = row.fileId;
      open.endMs = Math.max(open.endMs, row.endMs);
      // The less sure of the two speaks for the whole.
      open.uncertaintyMs = open.uncertaintyMs === null || row.uncertaintyMs === null ? null : Math.max(open.uncertaintyMs, row.uncertaintyMs);
      continue;
    }
    if (open !== null) insert.run(cameraId, open.startMs, open.endMs, open.uncertaintyMs);
    open = { fileId: row.fileId, startMs: row.startMs, endMs: row.endMs, uncertaintyMs: row.uncertaintyMs };
  }
  if (open !== null) insert.run(cameraId, open.startMs, open.endMs, open.uncertaintyMs);
}

/** `around` and the whole stretches of coverage that it meets or would be joined with: recordings lie in one of these or outside. */
function touchedCoverage(db: ReadDb, cameraId: string, around: Range<TrueMs>): Range<TrueMs> {
  const met = listCoverage(db, cameraId, around.startMs - COVERAGE_JOIN_MS - 1, around.endMs + COVERAGE_JOIN_MS + 1);
  return { startMs: asTrueMs(Math.min(around.startMs, met[0]?.startMs ?? Infinity)), endMs: asTrueMs(Math.max(around.endMs, met.at(-1)?.endMs ?? -Infinity)) };
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

/** First start and last end of a camera's coverage, or of the whole library's. Coverage is disjoint: its last row ends last. */
export function coverageExtent(db: ReadDb, cameraId: string | null): Range<TrueMs> | null {
  const row = prepared(db, `
    SELECT min((SELECT min(start_ms) FROM coverage c WHERE c.camera_id = cameras.camera_id)) AS startMs,
           max((SELECT end_ms FROM coverage c WHERE c.camera_id = cameras.camera_id ORDER BY start_ms DESC LIMIT 1)) AS endMs
    FROM cameras ${cameraId === null ? "" : "WHERE camera_id = ?"}`).get(...(cameraId === null ? [] : [cameraId])) as { startMs: TrueMs | null; endMs: TrueMs | null };
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

/** How far a joint may lie off the line: its own end and those of the line are each rounded to a millisecond. */
const JOINT_TOLERANCE_MS = 1;

interface Run {
  readonly first: PartRow;
  last: PartRow;
  uncertaintyMs: number | null;
}

/** True where every joint of the run, its last end included, lies on the straight line from its beginning to the part's end. */
function staysStraight(run: Run, joints: readonly PartRow[], part: PartRow): boolean {
  const rate = (part.endMs - run.first.startMs) / (part.mediaEndMs - run.first.mediaStartMs);
  return joints.every((joint) => Math.abs(run.first.startMs + (joint.mediaEndMs - run.first.mediaStartMs) * rate - joint.endMs) <= JOINT_TOLERANCE_MS);
}

/**
 * Joins neighbouring parts of a piece that lie on one line: a cut at an hour is ours and is not seen. Where a reading bends
 * the line by more than a frame could show the parts stay apart, because one straight line would place the frames between wrongly.
 */
function joinParts(parts: readonly PartRow[]): Recording[] {
  const runs: Run[] = [];
  let joints: PartRow[] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run !== undefined && run.last.pieceId === part.pieceId && staysStraight(run, joints, part)) {
      run.uncertaintyMs = run.uncertaintyMs === null || part.uncertaintyMs === null ? null : Math.max(run.uncertaintyMs, part.uncertaintyMs);
      run.last = part;
    } else {
      runs.push({ first: part, last: part, uncertaintyMs: part.uncertaintyMs });
      joints = [];
    }
    joints.push(part);
  }
  return runs.map(({ first, last, uncertaintyMs }) => ({
    recordingId: first.pieceId, cameraId: first.cameraId, fileId: first.fileId,
    startMs: asTrueMs(first.startMs), endMs: asTrueMs(last.endMs),
    mediaStartMs: asMediaMs(first.mediaStartMs), mediaEndMs: asMediaMs(last.mediaEndMs),
    cameraStartMs: asCameraMs(first.cameraStartMs), uncertaintyMs,
  }));
}

/** Recordings of one camera that overlap [fromMs, toMs), whole, by start. */
export function listRecordings(db: ReadDb, cameraId: string, fromMs: number, toMs: number): Recording[] {
  const pieceIds = prepared(db, `
    SELECT DISTINCT piece_id FROM recordings
    WHERE camera_id = ? AND start_ms > CAST(? AS INTEGER) AND start_ms < CAST(? AS INTEGER) AND end_ms > CAST(? AS INTEGER)`)
    .pluck().all(cameraId, Math.floor(fromMs - ROW_BOUND_MS), Math.ceil(toMs), Math.floor(fromMs)) as number[];
  const parts = pieceIds.flatMap((pieceId) => prepared(db, `${PARTS} WHERE piece_id = ? ORDER BY part_no`).all(pieceId) as PartRow[]);
  return joinParts(parts).filter((r) => r.startMs < toMs && r.endMs > fromMs).sort((a, b) => a.startMs - b.startMs || a.recordingId - b.recordingId);
}

/** A run of frames on the camera's own clock, before any correction. */
export interface CameraStretch {
  readonly cameraStartMs: CameraMs;
  readonly cameraEndMs: CameraMs;
}

const asStretches = (rows: unknown[]): CameraStretch[] =>
  (rows as { cameraStartMs: number; mediaMs: number }[]).map(({ cameraStartMs, mediaMs }) => ({ cameraStartMs: asCameraMs(cameraStartMs), cameraEndMs: asCameraMs(Math.round(cameraStartMs + mediaMs)) }));

/** All that a camera recorded, on its own clock. */
export function listCameraStretches(db: ReadDb, cameraId: string): CameraStretch[] {
  return asStretches(prepared(db, `
    SELECT min(camera_start_ms) AS cameraStartMs, sum(media_end_ms - media_start_ms) AS mediaMs FROM recordings WHERE camera_id = ? GROUP BY piece_id`).all(cameraId));
}

/** Rows of the camera's recordings that lie nearest to a true time, `limit` on either side of it, on the camera's own clock. */
export function listStretchesAround(db: ReadDb, cameraId: string, atMs: TrueMs, limit: number): CameraStretch[] {
  const part = "SELECT camera_start_ms AS cameraStartMs, media_end_ms - media_start_ms AS mediaMs FROM recordings WHERE camera_id = ?";
  const before = prepared(db, `${part} AND start_ms <= CAST(? AS INTEGER) ORDER BY start_ms DESC LIMIT CAST(? AS INTEGER)`).all(cameraId, atMs, limit);
  const after = prepared(db, `${part} AND start_ms > CAST(? AS INTEGER) ORDER BY start_ms LIMIT CAST(? AS INTEGER)`).all(cameraId, atMs, limit);
  return asStretches([...before.reverse(), ...after]);
}

/** Recordings of one file by media time. Empty for a file without a place on the clock. */
export function listFileRecordings(db: ReadDb, fileId: number): Recording[] {
  return joinParts(prepared(db, `${PARTS} WHERE file_id = ? ORDER BY piece_id, part_no`).all(fileId) as PartRow[]);
}

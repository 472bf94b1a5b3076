// Footage files, their pieces, problems and derived copies as rows. Paths are kept as the bytes that the disk has.

import { AppError } from "../../contract/errors.ts";
import type { ErrorParams } from "../../contract/errors.ts";
import { problemWeights, type ProblemCode } from "../../contract/problems.ts";
import type { TimeBasis, TimeCandidate, TimeConfidence, TimeSource } from "../../contract/model.ts";
import type { CameraMs } from "../../contract/time.ts";
import { dropCheck } from "./checks.ts";
import { layChoice } from "./choices.ts";
import { correctionsOf } from "./clocks.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import { CoverageChanges, deriveFiles } from "./recordings.ts";
import type { WriteContext } from "./write-context.ts";

/** All that indexing learnt of one file. Nothing here is chosen twice: `start…` is what the rules took from the candidates. */
export interface FileRecord {
  readonly pathBytes: Uint8Array;
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly state: "found" | "indexed" | "failed";
  readonly cameraId: string | null;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly framesPerSecond: number | null;
  readonly frameCount: number | null;
  /** Footage that it really holds: the sum of its pieces. */
  readonly durationMs: number | null;
  /** Time base of the stamps as a fraction, `1/90000`. */
  readonly timeBase: string | null;
  /** Stamp of the first shown frame. */
  readonly firstPts: number | null;
  /** Stamps of all frames, packed by engine/media/frame-index.ts. */
  readonly frameIndex: Uint8Array | null;
  readonly pieces: readonly { readonly mediaStartMs: number; readonly mediaEndMs: number }[];
  /** Camera time of the first shown frame; null where nothing tells it. */
  readonly startCameraMs: CameraMs | null;
  readonly timeSource: TimeSource | null;
  readonly timeBasis: TimeBasis | null;
  readonly timeConfidence: TimeConfidence | null;
  readonly timeUncertaintyMs: number | null;
  readonly candidates: readonly TimeCandidate[];
  readonly problems: readonly { readonly code: ProblemCode; readonly params: ErrorParams }[];
}

export interface FileRow {
  readonly fileId: number;
  readonly path: string; readonly pathBytes: Buffer;
  readonly sizeBytes: number; readonly mtimeMs: number;
  readonly state: "found" | "indexed" | "failed";
  readonly sha256: string | null; readonly duplicateOf: number | null; readonly cameraId: string | null;
  readonly container: string | null; readonly videoCodec: string | null; readonly audioCodec: string | null;
  readonly widthPx: number | null; readonly heightPx: number | null;
  readonly framesPerSecond: number | null; readonly frameCount: number | null; readonly durationMs: number | null;
  readonly timeBase: string | null; readonly firstPts: number | null;
  readonly timeSource: TimeSource | null; readonly timeBasis: TimeBasis | null; readonly timeConfidence: TimeConfidence | null;
  readonly timeUncertaintyMs: number | null;
  readonly startCameraMs: CameraMs | null;
  /** JSON of TimeCandidate[]. */
  readonly candidates: string;
}

const COLUMNS = `file_id AS fileId, path, path_bytes AS pathBytes, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, state, sha256,
  duplicate_of AS duplicateOf, camera_id AS cameraId, container, video_codec AS videoCodec, audio_codec AS audioCodec,
  width_px AS widthPx, height_px AS heightPx, frames_per_second AS framesPerSecond, frame_count AS frameCount, duration_ms AS durationMs,
  time_base AS timeBase, first_pts AS firstPts, time_source AS timeSource, time_basis AS timeBasis, time_confidence AS timeConfidence,
  time_uncertainty_ms AS timeUncertaintyMs, start_camera_ms AS startCameraMs, candidates`;

export interface ProblemRow {
  readonly fileId: number;
  readonly code: ProblemCode;
  /** JSON of the problem's params. */
  readonly params: string;
}

/** A path's bytes in base64 where its text does not tell them (names that are no UTF-8); else null. */
export const exactBytes = (path: string, pathBytes: Buffer): string | null => (Buffer.from(path, "utf8").equals(pathBytes) ? null : pathBytes.toString("base64"));

export function listFiles(db: ReadDb, filter: { readonly problemsOnly: boolean; readonly cameraId: string | null }): FileRow[] {
  const withProblems = filter.problemsOnly ? "AND EXISTS (SELECT 1 FROM problems p WHERE p.file_id = files.file_id)" : "";
  return (filter.cameraId === null
    ? prepared(db, `SELECT ${COLUMNS} FROM files WHERE 1 ${withProblems} ORDER BY path_bytes`).all()
    : prepared(db, `SELECT ${COLUMNS} FROM files WHERE camera_id = ? ${withProblems} ORDER BY path_bytes`).all(filter.cameraId)) as FileRow[];
}

export function findFile(db: ReadDb, fileId: number): FileRow | null {
  return (prepared(db, `SELECT ${COLUMNS} FROM files WHERE file_id = ?`).get(fileId) ?? null) as FileRow | null;
}

/** @throws AppError file-unknown */
export function requireFile(db: ReadDb, fileId: number): FileRow {
  const file = findFile(db, fileId);
  if (file === null) throw new AppError("file-unknown", { fileId });
  return file;
}

export function listFileIds(db: ReadDb): number[] {
  return prepared(db, "SELECT file_id FROM files ORDER BY file_id").pluck().all() as number[];
}

export function listProblems(db: ReadDb, fileId: number | null): ProblemRow[] {
  return (fileId === null
    ? prepared(db, "SELECT file_id AS fileId, code, params FROM problems ORDER BY file_id, code").all()
    : prepared(db, "SELECT file_id AS fileId, code, params FROM problems WHERE file_id = ? ORDER BY code").all(fileId)) as ProblemRow[];
}

/** The packed frame stamps of a file; null where they were not read. See engine/media/frame-index.ts. */
export function readFrameIndex(db: ReadDb, fileId: number): Uint8Array | null {
  return (prepared(db, "SELECT frame_index FROM files WHERE file_id = ?").pluck().get(fileId) ?? null) as Uint8Array | null;
}

export interface KnownFile {
  readonly fileId: number;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly state: "found" | "indexed" | "failed";
  readonly isHashed: boolean;
  readonly cameraId: string | null;
}

/** What the library has under a path, for telling unchanged files apart quickly; null where it is new. */
export function findKnownFile(db: ReadDb, pathBytes: Uint8Array): KnownFile | null {
  const row = prepared(db, "SELECT file_id AS fileId, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, state, sha256 IS NOT NULL AS isHashed, camera_id AS cameraId FROM files WHERE path_bytes = ?")
    .get(pathBytes) as (Omit<KnownFile, "isHashed"> & { isHashed: number }) | undefined;
  return row === undefined ? null : { ...row, isHashed: row.isHashed === 1 };
}

/** The little that the passes of indexing need of each of many files. */
export interface FileStamp {
  readonly fileId: number;
  readonly path: string; readonly pathBytes: Buffer;
  readonly sizeBytes: number; readonly mtimeMs: number;
  readonly state: FileRow["state"];
  readonly isHashed: boolean;
  readonly isDuplicate: boolean;
  readonly durationMs: number | null;
  /** When its row was written last. */
  readonly indexedMs: number;
}

/** Null where there is no such file. */
export function stampOf(db: ReadDb, fileId: number): FileStamp | null {
  const row = prepared(db, `SELECT file_id AS fileId, path, path_bytes AS pathBytes, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, state,
    sha256 IS NOT NULL AS isHashed, duplicate_of IS NOT NULL AS isDuplicate, duration_ms AS durationMs, indexed_ms AS indexedMs FROM files WHERE file_id = ?`)
    .get(fileId) as (Omit<FileStamp, "isHashed" | "isDuplicate"> & { isHashed: number; isDuplicate: number }) | undefined;
  return row === undefined ? null : { ...row, isHashed: row.isHashed === 1, isDuplicate: row.isDuplicate === 1 };
}

export interface DerivedRow {
  readonly fileId: number;
  readonly kind: "proxy" | "proxy-small" | "poster" | "preview";
  /** File name inside the library's folder for that kind. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly sourceSizeBytes: number;
  readonly sourceMtimeMs: number;
  /** Exact command line that made it, and the tool's version. */
  readonly command: string;
  readonly tool: string;
  readonly madeMs: number;
}

/** The derived copy of a file as it is now; one made from an earlier state of the file does not count. */
export function findDerived(db: ReadDb, fileId: number, kind: DerivedRow["kind"]): DerivedRow | null {
  return (prepared(db, `
    SELECT d.file_id AS fileId, d.kind, d.name, d.size_bytes AS sizeBytes, d.source_size_bytes AS sourceSizeBytes,
           d.source_mtime_ms AS sourceMtimeMs, d.command, d.tool, d.made_ms AS madeMs
    FROM derived d JOIN files f ON f.file_id = d.file_id AND f.size_bytes = d.source_size_bytes AND f.mtime_ms = d.source_mtime_ms
    WHERE d.file_id = ? AND d.kind = ?`).get(fileId, kind) ?? null) as DerivedRow | null;
}

function upsertFile(db: WriteDb, f: FileRecord, nowMs: number): number {
  return prepared(db, `
    INSERT INTO files (path_bytes, path, size_bytes, mtime_ms, state, camera_id, container, video_codec, audio_codec, width_px, height_px,
      frames_per_second, frame_count, duration_ms, time_base, first_pts, frame_index, time_source, time_basis, time_confidence,
      time_uncertainty_ms, start_camera_ms, candidates, indexed_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (path_bytes) DO UPDATE SET path = excluded.path, size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms,
      state = excluded.state, camera_id = excluded.camera_id, container = excluded.container, video_codec = excluded.video_codec,
      audio_codec = excluded.audio_codec, width_px = excluded.width_px, height_px = excluded.height_px,
      frames_per_second = excluded.frames_per_second, frame_count = excluded.frame_count, duration_ms = excluded.duration_ms,
      time_base = excluded.time_base, first_pts = excluded.first_pts, frame_index = excluded.frame_index,
      time_source = excluded.time_source, time_basis = excluded.time_basis, time_confidence = excluded.time_confidence,
      time_uncertainty_ms = excluded.time_uncertainty_ms, start_camera_ms = excluded.start_camera_ms, candidates = excluded.candidates,
      indexed_ms = excluded.indexed_ms,
      -- The fingerprint belongs to the bytes: size or date changed, it has to be taken again.
      sha256 = CASE WHEN files.size_bytes = excluded.size_bytes AND files.mtime_ms = excluded.mtime_ms THEN files.sha256 END,
      ends_sha256 = CASE WHEN files.size_bytes = excluded.size_bytes AND files.mtime_ms = excluded.mtime_ms THEN files.ends_sha256 END,
      duplicate_of = CASE WHEN files.size_bytes = excluded.size_bytes AND files.mtime_ms = excluded.mtime_ms THEN files.duplicate_of END
    RETURNING file_id`).pluck().get(
    f.pathBytes, f.path, f.sizeBytes, f.mtimeMs, f.state, f.cameraId, f.container, f.videoCodec, f.audioCodec, f.widthPx, f.heightPx,
    f.framesPerSecond, f.frameCount, f.durationMs, f.timeBase, f.firstPts, f.frameIndex, f.timeSource, f.timeBasis, f.timeConfidence,
    f.timeUncertaintyMs, f.startCameraMs === null ? null : Math.round(f.startCameraMs), JSON.stringify(f.candidates), nowMs) as number;
}

function replacePieces(db: WriteDb, fileId: number, record: FileRecord): void {
  prepared(db, "DELETE FROM recordings WHERE file_id = ?").run(fileId);
  prepared(db, "DELETE FROM pieces WHERE file_id = ?").run(fileId);
  for (const piece of record.pieces) {
    prepared(db, "INSERT INTO pieces (file_id, media_start_ms, media_end_ms) VALUES (?, ?, ?)").run(fileId, piece.mediaStartMs, piece.mediaEndMs);
  }
}

function replaceProblems(db: WriteDb, fileId: number, record: FileRecord): void {
  prepared(db, "DELETE FROM problems WHERE file_id = ?").run(fileId);
  for (const problem of record.problems) {
    prepared(db, "INSERT INTO problems (file_id, code, params) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET params = excluded.params")
      .run(fileId, problem.code, JSON.stringify(problem.params));
  }
}

export const fileWrites = {
  /** Takes in what was learnt of some files, with their recordings and coverage. Not an act of a person: the job logs once. */
  "files.record": (context: WriteContext, input: { files: readonly FileRecord[] }): { fileIds: number[] } => {
    const { db } = context;
    const changes = new CoverageChanges(db);
    const idsByCamera = new Map<string, number[]>();
    const fileIds = input.files.map((record) => {
      const former = findKnownFile(db, record.pathBytes);
      if (former !== null && former.cameraId !== null) changes.note(former.cameraId, [former.fileId]);
      const fileId = upsertFile(db, record, context.nowMs);
      if (former !== null && (former.sizeBytes !== record.sizeBytes || former.mtimeMs !== record.mtimeMs)) releaseCopies(db, fileId, changes);
      dropCheck(db, fileId);
      replacePieces(db, fileId, record);
      replaceProblems(db, fileId, record);
      const cameraId = layChoice(db, fileId, record.cameraId);
      if (cameraId !== null) idsByCamera.set(cameraId, [...(idsByCamera.get(cameraId) ?? []), fileId]);
      return fileId;
    });
    for (const [cameraId, ids] of idsByCamera) {
      deriveFiles(db, cameraId, ids, correctionsOf(db, cameraId));
      changes.note(cameraId, ids);
    }
    changes.apply();
    return { fileIds };
  },
  /** Keeps the fingerprints; equal content is marked as a duplicate of the file that came first and counts once in coverage. */
  "files.setHashes": (context: WriteContext, input: { hashes: readonly { fileId: number; sha256: string; endsSha256?: string }[] }): void => {
    const { db } = context;
    const changes = new CoverageChanges(db);
    for (const { fileId, sha256, endsSha256 } of input.hashes) {
      const first = prepared(db, "SELECT min(file_id) FROM files WHERE sha256 = ? AND duplicate_of IS NULL").pluck().get(sha256) as number | null;
      prepared(db, "UPDATE files SET sha256 = ?, ends_sha256 = ? WHERE file_id = ?").run(sha256, endsSha256 ?? null, fileId);
      // It could not be opened once, when its disk was away; now it was read from end to end.
      prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = 'cannot-open' AND (SELECT state FROM files f WHERE f.file_id = problems.file_id) = 'indexed'").run(fileId);
      if (first === null || first === fileId) continue;
      const [original, copy] = firstOfTwins(findFile(db, first)!, findFile(db, fileId)!);
      markDuplicate(db, original, copy, changes);
    }
    changes.apply();
  },
  /** A problem found after the first pass. */
  "files.addProblem": (context: WriteContext, input: { fileId: number; code: ProblemCode; params: ErrorParams }): void => {
    prepared(context.db, "INSERT INTO problems (file_id, code, params) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET params = excluded.params")
      .run(input.fileId, input.code, JSON.stringify(input.params));
  },
  "files.setDerived": (context: WriteContext, input: Omit<DerivedRow, "madeMs">): void => {
    prepared(context.db, `
      INSERT INTO derived (file_id, kind, name, size_bytes, source_size_bytes, source_mtime_ms, command, tool, made_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (file_id, kind) DO UPDATE SET name = excluded.name, size_bytes = excluded.size_bytes, source_size_bytes = excluded.source_size_bytes,
        source_mtime_ms = excluded.source_mtime_ms, command = excluded.command, tool = excluded.tool, made_ms = excluded.made_ms`)
      .run(input.fileId, input.kind, input.name, input.sizeBytes, input.sourceSizeBytes, input.sourceMtimeMs, input.command, input.tool, context.nowMs);
  },
  /** The copy was taken away; it can be made again. */
  "files.dropDerived": (context: WriteContext, input: Pick<DerivedRow, "fileId" | "kind">): void => {
    prepared(context.db, "DELETE FROM derived WHERE file_id = ? AND kind = ?").run(input.fileId, input.kind);
  },
};

/** Copies of a file whose bytes have changed are copies of it no longer: the first of them takes its place and counts from now on. */
function releaseCopies(db: WriteDb, changedId: number, changes: CoverageChanges): void {
  const copies = prepared(db, "SELECT file_id FROM files WHERE duplicate_of = ? ORDER BY file_id").pluck().all(changedId) as number[];
  const heir = copies[0];
  if (heir === undefined) return;
  prepared(db, "UPDATE files SET duplicate_of = ? WHERE duplicate_of = ?").run(heir, changedId);
  prepared(db, "UPDATE files SET duplicate_of = NULL WHERE file_id = ?").run(heir);
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = 'duplicate-content'").run(heir);
  rederiveFile(db, heir, changes);
}

/**
 * Which of two files with equal content counts: one whose time is known before one without, else the one that came first,
 * whichever was hashed first.
 */
function firstOfTwins(a: FileRow, b: FileRow): [number, number] {
  const isTimed = (file: FileRow): boolean => file.startCameraMs !== null;
  const isAFirst = isTimed(a) === isTimed(b) ? a.fileId < b.fileId : isTimed(a);
  return isAFirst ? [a.fileId, b.fileId] : [b.fileId, a.fileId];
}

/** Names and dates of copies agree to within this, or one of them was renamed. */
const TWINS_AGREE_MS = 2_000;

/** Two names that give the same pictures two times: one of them is wrong, and nothing says which. Told of both. */
function tellTimesOfTwins(db: WriteDb, original: number, copy: number): void {
  const [used, other] = [findFile(db, original)!, findFile(db, copy)!];
  if (used.startCameraMs === null || other.startCameraMs === null) return;
  const apartMs = Math.abs(other.startCameraMs - used.startCameraMs);
  if (apartMs <= TWINS_AGREE_MS) return;
  const params = JSON.stringify({ first: used.path, second: other.path, apartS: Math.round(apartMs / 1000), firstRule: "duplicate-content", secondRule: "duplicate-content", zoneHours: null });
  for (const fileId of [original, copy]) prepared(db, "INSERT INTO problems (file_id, code, params) VALUES (?, 'time-sources-disagree', ?) ON CONFLICT DO NOTHING").run(fileId, params);
}

function markDuplicate(db: WriteDb, original: number, copy: number, changes: CoverageChanges): void {
  prepared(db, "UPDATE files SET duplicate_of = ? WHERE file_id = ? OR duplicate_of = ?").run(original, copy, copy);
  prepared(db, "UPDATE files SET duplicate_of = NULL WHERE file_id = ?").run(original);
  prepared(db, "INSERT INTO problems (file_id, code, params) VALUES (?, 'duplicate-content', ?) ON CONFLICT DO NOTHING")
    .run(copy, JSON.stringify({ duplicateOf: findFile(db, original)?.path ?? null }));
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = 'duplicate-content'").run(original);
  tellTimesOfTwins(db, original, copy);
  for (const fileId of [original, copy]) rederiveFile(db, fileId, changes);
}

/** Derives the recordings of one file under its camera's clock; a duplicate has none. */
function rederiveFile(db: WriteDb, fileId: number, changes: CoverageChanges): void {
  const cameraId = findFile(db, fileId)?.cameraId ?? null;
  if (cameraId === null) return;
  changes.note(cameraId, [fileId]);
  deriveFiles(db, cameraId, [fileId], correctionsOf(db, cameraId));
  changes.note(cameraId, [fileId]);
}

/** A stretch of camera time that a file's name claims although the file gives no footage there. */
export interface ClaimedStretch {
  readonly startCameraMs: CameraMs;
  readonly endCameraMs: CameraMs;
  /** `found`: not read yet. `failed`: it cannot be read. */
  readonly state: "found" | "failed";
}

/** Files of a camera that give no coverage: what those claim that could not be read, and how many have no place on the clock. */
export function listUnplacedFiles(db: ReadDb, cameraId: string): { readonly claims: readonly ClaimedStretch[]; readonly timelessCount: number } {
  const rows = prepared(db, "SELECT candidates, state FROM files WHERE camera_id = ? AND state <> 'indexed'").all(cameraId) as { candidates: string; state: "found" | "failed" }[];
  const claims = rows.flatMap(({ candidates, state }) => {
    const claim = (JSON.parse(candidates) as TimeCandidate[]).find((c) => c.startMs !== null && c.endMs !== null && c.startMs < c.endMs);
    return claim === undefined ? [] : [{ startCameraMs: claim.startMs!, endCameraMs: claim.endMs!, state }];
  });
  const timelessCount = prepared(db, "SELECT count(*) FROM files WHERE camera_id = ? AND state = 'indexed' AND start_camera_ms IS NULL AND duplicate_of IS NULL").pluck().get(cameraId) as number;
  return { claims, timelessCount };
}

export interface CameraFileCounts { readonly fileCount: number; readonly problemCount: number }

/** How many files each camera has, and how many of them something is wrong with (notices left out). */
export function countFilesByCamera(db: ReadDb): Map<string, CameraFileCounts> {
  const rows = prepared(db, `
    SELECT f.camera_id AS cameraId, count(*) AS fileCount,
           coalesce((SELECT sum(files) FROM problem_counts c WHERE c.camera_id = f.camera_id AND c.rank < CAST(? AS INTEGER)), 0) AS problemCount
    FROM files f WHERE f.camera_id IS NOT NULL GROUP BY f.camera_id`).all(problemWeights.indexOf("notice")) as (CameraFileCounts & { cameraId: string })[];
  return new Map(rows.map(({ cameraId, ...counts }) => [cameraId, counts]));
}

export interface LibraryCounts { readonly cameraCount: number; readonly fileCount: number; readonly recordingCount: number; readonly caseCount: number }

export function countLibrary(db: ReadDb): LibraryCounts {
  return prepared(db, `SELECT (SELECT count(*) FROM cameras) AS cameraCount, (SELECT count(*) FROM files) AS fileCount,
    (SELECT count(*) FROM pieces) AS recordingCount, (SELECT count(*) FROM cases) AS caseCount`).get() as LibraryCounts;
}

/** How many recordings a file holds. */
export function countPieces(db: ReadDb, fileId: number): number {
  return prepared(db, "SELECT count(*) FROM pieces WHERE file_id = ?").pluck().get(fileId) as number;
}

// What a person decided about files: which camera one is of, when it starts. Kept apart from what indexing learns, laid over it
// whenever a file's row is written, so that indexing anew never loses it and taking it back shows what the rules say.

import { AppError, type ErrorParams } from "../../contract/errors.ts";
import type { TimeCandidate } from "../../contract/model.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import type { CameraMs } from "../../contract/time.ts";
import { findCamera } from "./cameras.ts";
import { correctionsOf } from "./clocks.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import { CoverageChanges, deriveFiles } from "./recordings.ts";
import type { WriteContext } from "./write-context.ts";

/** Problems that say how far the rules got with time and camera; a decision brings all of them anew. */
const TIME_PROBLEMS = ["time-unknown", "time-guessed", "time-sources-disagree", "time-nonexistent", "time-ambiguous"] as const satisfies readonly ProblemCode[];
const CAMERA_PROBLEM = "camera-provisional" satisfies ProblemCode;
export const DECIDED_PROBLEMS: readonly ProblemCode[] = [...TIME_PROBLEMS, CAMERA_PROBLEM];

/** What the rules say of one file, without the person. */
export interface FileDecision {
  readonly fileId: number;
  readonly cameraId: string | null;
  readonly chosen: TimeCandidate | null;
  readonly candidates: readonly TimeCandidate[];
  /** Of DECIDED_PROBLEMS. */
  readonly problems: readonly { readonly code: ProblemCode; readonly params: ErrorParams }[];
}

/** When a file's first frame was, as a person says: camera time, and in `said` how they know. */
export interface GivenStart {
  readonly cameraMs: CameraMs;
  readonly uncertaintyMs: number;
  readonly timezone: string;
  readonly said: string;
}

interface ChoiceRow {
  readonly cameraId: string | null;
  readonly automaticCameraId: string | null;
  /** JSON of GivenStart; null: none was given, or for other bytes than the file has now. */
  readonly start: string | null;
}

function readChoice(db: ReadDb, fileId: number): ChoiceRow | null {
  return (prepared(db, `
    SELECT c.camera_id AS cameraId, c.automatic_camera_id AS automaticCameraId,
           CASE WHEN f.size_bytes = c.start_size_bytes AND f.mtime_ms = c.start_mtime_ms THEN c.start END AS start
    FROM file_choices c JOIN files f ON f.file_id = c.file_id WHERE c.file_id = ?`).get(fileId) ?? null) as ChoiceRow | null;
}

/** The camera that the rules give a file, whatever a person chose. */
export function automaticCamera(db: ReadDb, fileId: number): string | null {
  return prepared(db, `SELECT CASE WHEN c.camera_id IS NULL THEN f.camera_id ELSE c.automatic_camera_id END
    FROM files f LEFT JOIN file_choices c ON c.file_id = f.file_id WHERE f.file_id = ?`).pluck().get(fileId) as string | null;
}

/** The camera that a person chose for a file; null: none. */
export function chosenCamera(db: ReadDb, fileId: number): string | null {
  return readChoice(db, fileId)?.cameraId ?? null;
}

/** Cameras that people chose, by the files' paths. */
export function chosenCameras(db: ReadDb): Map<string, string> {
  const rows = prepared(db, "SELECT f.path, c.camera_id AS cameraId FROM file_choices c JOIN files f ON f.file_id = c.file_id WHERE c.camera_id IS NOT NULL").all() as { path: string; cameraId: string }[];
  return new Map(rows.map(({ path, cameraId }) => [path, cameraId]));
}

function layStart(db: WriteDb, fileId: number, start: GivenStart): void {
  const manual: TimeCandidate = {
    source: "manual", basis: "local", confidence: "high", startMs: start.cameraMs, endMs: null,
    raw: start.said, rule: "by-hand", timezone: start.timezone, uncertaintyMs: start.uncertaintyMs,
  };
  const others = JSON.parse(prepared(db, "SELECT candidates FROM files WHERE file_id = ?").pluck().get(fileId) as string) as TimeCandidate[];
  prepared(db, `UPDATE files SET start_camera_ms = CAST(? AS INTEGER), time_source = 'manual', time_basis = 'local', time_confidence = 'high', time_uncertainty_ms = ?, candidates = ? WHERE file_id = ?`)
    .run(start.cameraMs, start.uncertaintyMs, JSON.stringify([manual, ...others.filter((c) => c.source !== "manual")]), fileId);
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code IN (SELECT value FROM json_each(?))").run(fileId, JSON.stringify(TIME_PROBLEMS));
}

/**
 * Lays what a person decided over a row that the rules have just written. A start holds for the bytes it was given for: a
 * file that another took the place of has none. Answers the file's camera.
 */
export function layChoice(db: WriteDb, fileId: number, automaticCameraId: string | null): string | null {
  const choice = readChoice(db, fileId);
  if (choice === null) return automaticCameraId;
  if (choice.start !== null) layStart(db, fileId, JSON.parse(choice.start) as GivenStart);
  if (choice.cameraId === null) return automaticCameraId;
  prepared(db, "UPDATE file_choices SET automatic_camera_id = ? WHERE file_id = ?").run(automaticCameraId, fileId);
  prepared(db, "UPDATE files SET camera_id = ? WHERE file_id = ?").run(choice.cameraId, fileId);
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = ?").run(fileId, CAMERA_PROBLEM);
  return choice.cameraId;
}

function writeDecision(db: WriteDb, { fileId, cameraId, chosen, candidates, problems }: FileDecision): void {
  prepared(db, `UPDATE files SET camera_id = ?, start_camera_ms = CAST(? AS INTEGER), time_source = ?, time_basis = ?, time_confidence = ?, time_uncertainty_ms = ?, candidates = ? WHERE file_id = ?`)
    .run(cameraId, chosen?.startMs ?? null, chosen?.source ?? null, chosen?.basis ?? null, chosen?.confidence ?? null, chosen?.uncertaintyMs ?? null, JSON.stringify(candidates), fileId);
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code IN (SELECT value FROM json_each(?))").run(fileId, JSON.stringify(DECIDED_PROBLEMS));
  for (const { code, params } of problems) prepared(db, "INSERT INTO problems (file_id, code, params) VALUES (?, ?, ?)").run(fileId, code, JSON.stringify(params));
}

const cameraOf = (db: ReadDb, fileId: number): string | null => prepared(db, "SELECT camera_id FROM files WHERE file_id = ?").pluck().get(fileId) as string | null;

/** Pins whose frames all went to one camera go with them; one that would be torn apart stays where it was made. */
function movePins(db: WriteDb, fileIds: readonly number[]): void {
  prepared(db, `
    UPDATE pins SET camera_id = (SELECT min(f.camera_id) FROM pin_sources s JOIN files f ON f.file_id = s.file_id WHERE s.pin_id = pins.pin_id)
    WHERE pin_id IN (SELECT pin_id FROM pin_sources WHERE file_id IN (SELECT value FROM json_each(?)))
      AND (SELECT count(DISTINCT f.camera_id) FROM pin_sources s JOIN files f ON f.file_id = s.file_id WHERE s.pin_id = pins.pin_id) = 1`).run(JSON.stringify(fileIds));
}

/** Writes decisions with the choices over them, and derives all that follows. */
function applyDecisions(db: WriteDb, decisions: readonly FileDecision[]): void {
  const changes = new CoverageChanges(db);
  const idsByCamera = new Map<string, number[]>();
  for (const decision of decisions) {
    const { fileId } = decision;
    const formerCameraId = cameraOf(db, fileId);
    if (formerCameraId !== null) changes.note(formerCameraId, [fileId]);
    writeDecision(db, decision);
    const cameraId = layChoice(db, fileId, decision.cameraId);
    if (cameraId !== null) idsByCamera.set(cameraId, [...(idsByCamera.get(cameraId) ?? []), fileId]);
  }
  for (const [cameraId, fileIds] of idsByCamera) {
    deriveFiles(db, cameraId, fileIds, correctionsOf(db, cameraId));
    changes.note(cameraId, fileIds);
  }
  changes.apply();
  movePins(db, decisions.map(({ fileId }) => fileId));
}

/** One row a file that somebody decided something about. @throws AppError file-unknown */
function ensureChoice({ db, actor, nowMs }: WriteContext, fileId: number): void {
  if (prepared(db, "SELECT 1 FROM files WHERE file_id = ?").get(fileId) === undefined) throw new AppError("file-unknown", { fileId });
  prepared(db, `INSERT INTO file_choices (file_id, by_name, at_ms) VALUES (?, ?, ?)
    ON CONFLICT (file_id) DO UPDATE SET by_name = excluded.by_name, at_ms = excluded.at_ms`).run(fileId, actor.name, nowMs);
}

/** Choices that say nothing any more leave no row; the log has who made and who took them back. */
function dropEmpty(db: WriteDb): void {
  prepared(db, "DELETE FROM file_choices WHERE camera_id IS NULL AND start IS NULL").run();
}

const fileObject = (fileIds: readonly number[]): { type: string; id: string | null; sha256: null } =>
  ({ type: fileIds.length === 1 ? "file" : "files", id: fileIds.length === 1 ? String(fileIds[0]) : null, sha256: null });

/** The start that a person gave for the bytes that the file has now; null: none. */
function givenStart(db: ReadDb, fileId: number): GivenStart | null {
  const start = readChoice(db, fileId)?.start ?? null;
  return start === null ? null : (JSON.parse(start) as GivenStart);
}

/** How people know the files: by the first one's name, the others by their number. */
function titleOfFiles(db: ReadDb, fileIds: readonly number[]): string {
  const path = prepared(db, "SELECT path FROM files WHERE file_id = ?").pluck().get(fileIds[0]) as string | undefined;
  const name = path === undefined ? "" : splitPath(path).name;
  return fileIds.length > 1 ? `${name} +${fileIds.length - 1}` : name;
}

export interface Placement {
  readonly fileId: number;
  /** Null takes the start back that was given by hand. */
  readonly start: GivenStart | null;
}

export const choiceWrites = {
  /** Gives files to a camera, made where it is new; null: back to what the rules say. `decisions` are those of the rules under that camera. */
  "files.assign": (context: WriteContext, input: { cameraId: string | null; fileIds: readonly number[]; decisions: readonly FileDecision[] }): void => {
    const { db } = context;
    const { cameraId, fileIds, decisions } = input;
    const formerChoices = Map.groupBy(fileIds, (fileId) => chosenCamera(db, fileId));
    const isNewCamera = cameraId !== null && findCamera(db, cameraId) === null;
    const formerly = Object.fromEntries([...Map.groupBy(fileIds, (fileId) => cameraOf(db, fileId) ?? "")].map(([former, ids]) => [former, ids]));
    if (cameraId !== null) {
      prepared(db, "INSERT INTO cameras (camera_id, name, provisional, created_ms) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING").run(cameraId, cameraId, context.nowMs);
    }
    for (const fileId of fileIds) {
      ensureChoice(context, fileId);
      prepared(db, "UPDATE file_choices SET camera_id = ? WHERE file_id = ?").run(cameraId, fileId);
    }
    applyDecisions(db, decisions);
    dropEmpty(db);
    context.log({ action: "files.assign", caseId: null, object: fileObject(fileIds), details: { cameraId, fileIds, formerly } });
    const giveBack = [...formerChoices].map(([former, ids]) => ["files.assign", { cameraId: former, fileIds: ids }] as const);
    context.remember({
      caseId: null, kind: "files-assigned", title: cameraId ?? titleOfFiles(db, fileIds), touches: fileIds.map((fileId) => `file-camera:${fileId}`),
      undo: isNewCamera ? [...giveBack, ["cameras.forget", { cameraId }]] : giveBack, redo: [["files.assign", { cameraId, fileIds }]],
    });
  },
  /** Gives files a start, or takes it back. */
  "files.place": (context: WriteContext, input: { placements: readonly Placement[]; decisions: readonly FileDecision[] }): void => {
    const { db } = context;
    const former = input.placements.map(({ fileId }): Placement => ({ fileId, start: givenStart(db, fileId) }));
    for (const { fileId, start } of input.placements) {
      ensureChoice(context, fileId);
      prepared(db, `UPDATE file_choices SET start = ?, start_size_bytes = (SELECT size_bytes FROM files f WHERE f.file_id = file_choices.file_id),
        start_mtime_ms = (SELECT mtime_ms FROM files f WHERE f.file_id = file_choices.file_id) WHERE file_id = ?`).run(start === null ? null : JSON.stringify(start), fileId);
    }
    applyDecisions(db, input.decisions);
    dropEmpty(db);
    context.log({
      action: "files.place", caseId: null, object: fileObject(input.placements.map(({ fileId }) => fileId)),
      details: { placements: input.placements.map(({ fileId, start }) => ({ fileId, cameraMs: start?.cameraMs ?? null, uncertaintyMs: start === null ? null : Math.round(start.uncertaintyMs), said: start?.said ?? null })) },
    });
    const fileIds = input.placements.map(({ fileId }) => fileId);
    context.remember({
      caseId: null, kind: "files-placed", title: titleOfFiles(db, fileIds), touches: fileIds.map((fileId) => `file-start:${fileId}`),
      undo: [["files.place", { placements: former }]], redo: [["files.place", { placements: input.placements }]],
    });
  },
  /** What the rules say now: after the library's own patterns changed. `patternsDigest` says under which. */
  "files.decide": (context: WriteContext, input: { decisions: readonly FileDecision[]; patternsDigest: string | null }): void => {
    applyDecisions(context.db, input.decisions);
    if (input.patternsDigest === null) return;
    prepared(context.db, "INSERT INTO settings (key, value) VALUES ('patterns-digest', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(input.patternsDigest);
  },
};

// Intake sheets, and the clock readings that follow from them. A sheet may be written before its folder is read, or long after:
// each camera of the folder gets the sheet's reading once, as soon as it is known.

import { AppError } from "../../contract/errors.ts";
import { intakeFacts, type Intake, type IntakeFacts } from "../../contract/intake.ts";
import { DAY_MS, EYE_READING_UNCERTAINTY_MS } from "../../contract/time.ts";
import { clockWrites } from "./clocks.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { asPartOfAct, type CustodyAct, type WriteContext } from "./write-context.ts";

/** How a reading says where it comes from, where the sheet names no reference. */
const INTAKE_METHOD = "intake-sheet";

interface IntakeRow { readonly intakeId: number; readonly facts: string; readonly photoSha256: string | null; readonly by: string; readonly createdMs: number; readonly changedMs: number }

function intakeFromRow(db: ReadDb, { facts, ...row }: IntakeRow): Intake {
  const cameras = prepared(db, "SELECT camera_id AS cameraId, reading_id AS readingId, refusal FROM intake_readings WHERE intake_id = ? ORDER BY camera_id").all(row.intakeId) as Intake["cameras"];
  return { ...row, facts: intakeFacts.parse(JSON.parse(facts)), cameras };
}

const COLUMNS = `intake_id AS intakeId, facts, photo_sha256 AS photoSha256, by_name AS "by", created_ms AS createdMs, changed_ms AS changedMs`;

export function listIntakes(db: ReadDb): Intake[] {
  return (prepared(db, `SELECT ${COLUMNS} FROM intakes WHERE removed_ms IS NULL ORDER BY intake_id`).all() as IntakeRow[]).map((row) => intakeFromRow(db, row));
}

/** The sheets that speak of a camera, first to last. */
export function listCameraIntakes(db: ReadDb, cameraId: string): IntakeFacts[] {
  const rows = prepared(db, `SELECT i.facts FROM intake_readings r JOIN intakes i ON i.intake_id = r.intake_id WHERE r.camera_id = ? AND i.removed_ms IS NULL ORDER BY r.intake_id`).pluck().all(cameraId) as string[];
  return rows.map((facts) => intakeFacts.parse(JSON.parse(facts)));
}

/** @throws AppError intake-unknown */
export function requireIntake(db: ReadDb, intakeId: number): Intake {
  const row = prepared(db, `SELECT ${COLUMNS} FROM intakes WHERE intake_id = ? AND removed_ms IS NULL`).get(intakeId) as IntakeRow | undefined;
  if (row === undefined) throw new AppError("intake-unknown", { intakeId });
  return intakeFromRow(db, row);
}

/** A camera of the files below a sheet's folder, and what the sheet has given it so far. */
interface SheetCamera {
  readonly cameraId: string;
  /** When its footage there begins; null while that is not known. */
  readonly startMs: number | null;
  readonly isNew: boolean;
  readonly givenDays: number | null;
}

function camerasBelow(db: ReadDb, intakeId: number, folder: string): SheetCamera[] {
  const below = folder.replace(/[\\/]+$/, "");
  const rows = prepared(db, `
    SELECT f.camera_id AS cameraId, min((SELECT min(start_ms) FROM recordings r WHERE r.file_id = f.file_id)) AS startMs, i.camera_id IS NULL AS isNew, i.retention_days AS givenDays
    FROM files f LEFT JOIN intake_readings i ON i.intake_id = @intakeId AND i.camera_id = f.camera_id
    WHERE (f.path = @below OR substr(f.path, 1, length(@below) + 1) IN (@below || '/', @below || '\\')) AND f.camera_id IS NOT NULL
    GROUP BY f.camera_id ORDER BY f.camera_id`).all({ below, intakeId }) as (Omit<SheetCamera, "isNew"> & { isNew: number })[];
  return rows.map((row) => ({ ...row, isNew: row.isNew === 1 }));
}

/** Whole days that a recorder keeps, where the sheet says; null where it does not. */
function retentionDays({ retentionDays: days, overwriteMs }: IntakeFacts, startMs: number | null): number | null {
  if (days !== null) return days;
  if (overwriteMs === null || startMs === null || overwriteMs <= startMs) return null;
  return Math.floor((overwriteMs - startMs) / DAY_MS);
}

/** Notes a camera of the sheet, with its reading where there is a comparison. A clock that it does not fit refuses it, and the sheet says so; the others get theirs. */
function addReading(context: WriteContext, intakeId: number, facts: IntakeFacts, cameraId: string): void {
  const { db } = context;
  let readingId: number | null = null;
  let refusal: string | null = null;
  try {
    if (facts.recorderMs !== null) readingId = db.transaction(() => clockWrites["clocks.add"](asPartOfAct(context), {
      cameraId, cameraMs: facts.recorderMs!, trueMs: facts.beijingMs!, uncertaintyMs: facts.uncertaintyMs ?? EYE_READING_UNCERTAINTY_MS,
      method: facts.reference ?? INTAKE_METHOD, newEpoch: false,
    }).readingId)();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusal = error.code;
  }
  prepared(db, "INSERT INTO intake_readings (intake_id, camera_id, reading_id, refusal) VALUES (?, ?, ?, ?)").run(intakeId, cameraId, readingId, refusal);
}

/** Tells a camera how long its recorder keeps, again where more of its footage has come, and no more where the sheet has ceased to say so (null). What somebody else entered stays, and so does what somebody took away. */
function giveRetention({ db }: WriteContext, intakeId: number, { cameraId, givenDays }: SheetCamera, days: number | null): void {
  const { changes } = prepared(db, "UPDATE cameras SET retention_days = @days WHERE camera_id = @cameraId AND retention_days IS @givenDays").run({ days, cameraId, givenDays });
  if (changes > 0) prepared(db, "UPDATE intake_readings SET retention_days = ? WHERE intake_id = ? AND camera_id = ?").run(days, intakeId, cameraId);
}

/** Gives the folder's cameras what the sheet says: a reading once each, and the retention. */
function applySheet(context: WriteContext, { intakeId, facts }: Pick<Intake, "intakeId" | "facts">): void {
  for (const camera of camerasBelow(context.db, intakeId, facts.folder)) {
    if (camera.isNew) addReading(context, intakeId, facts, camera.cameraId);
    const days = retentionDays(facts, camera.startMs);
    if (days !== camera.givenDays) giveRetention(context, intakeId, camera, days);
  }
}

/** Takes back what an earlier state of the sheet gave. */
function withdraw(context: WriteContext, { intakeId, cameras }: Intake): void {
  for (const { readingId } of cameras) {
    const isThere = readingId !== null && prepared(context.db, "SELECT 1 FROM clock_readings WHERE reading_id = ? AND removed_ms IS NULL").get(readingId) !== undefined;
    if (isThere) clockWrites["clocks.remove"](asPartOfAct(context), { readingId });
  }
  prepared(context.db, `UPDATE cameras SET retention_days = NULL WHERE camera_id IN (SELECT camera_id FROM intake_readings i WHERE i.intake_id = ? AND i.retention_days = cameras.retention_days)`).run(intakeId);
  prepared(context.db, "DELETE FROM intake_readings WHERE intake_id = ?").run(intakeId);
}

const COMPARED = ["folder", "recorderMs", "beijingMs", "uncertaintyMs", "reference"] as const satisfies readonly (keyof IntakeFacts)[];

export interface SavedSheet {
  /** Null: a new one. */
  readonly intakeId: number | null;
  readonly facts: IntakeFacts;
  readonly photoSha256: string | null;
}

const intakeAct = (action: string, intakeId: number, details: Record<string, unknown>): CustodyAct =>
  ({ action, caseId: null, object: { type: "intake", id: String(intakeId), sha256: null }, details });

export const intakeWrites = {
  /** Keeps a sheet, new or changed, and gives its cameras what it says. */
  "intakes.save": (context: WriteContext, { intakeId, facts, photoSha256 }: SavedSheet): { intakeId: number } => {
    const { db, nowMs, actor } = context;
    const former = intakeId === null ? null : requireIntake(db, intakeId);
    const text = JSON.stringify(facts);
    const savedId = former === null
      ? Number(prepared(db, "INSERT INTO intakes (facts, photo_sha256, by_name, created_ms, changed_ms) VALUES (?, ?, ?, ?, ?)").run(text, photoSha256, actor.name, nowMs, nowMs).lastInsertRowid)
      : former.intakeId;
    if (former !== null) prepared(db, "UPDATE intakes SET facts = ?, photo_sha256 = ?, by_name = ?, changed_ms = ? WHERE intake_id = ?").run(text, photoSha256, actor.name, nowMs, savedId);
    context.log(intakeAct(former === null ? "intake.add" : "intake.change", savedId, { ...facts, photoSha256, ...(former === null ? {} : { former: former.facts }) }));
    // Only another comparison of clocks makes other readings; a word corrected leaves them.
    if (former !== null && COMPARED.some((field) => former.facts[field] !== facts[field])) withdraw(context, former);
    applySheet(context, { intakeId: savedId, facts });
    const sheet = { intakeId: savedId, facts, photoSha256 };
    context.remember({
      caseId: null, kind: former === null ? "sheet-added" : "sheet-changed", title: facts.folder, touches: [`intake:${savedId}`],
      undo: [former === null ? ["intakes.remove", { intakeId: savedId }] : ["intakes.save", { intakeId: savedId, facts: former.facts, photoSha256: former.photoSha256 }]],
      redo: former === null ? [["intakes.restore", { intakeId: savedId }]] : [["intakes.save", sheet]],
    });
    return { intakeId: savedId };
  },
  /** Takes a sheet back with the readings and the retention that it gave. The row stays, marked. */
  "intakes.remove": (context: WriteContext, { intakeId }: { intakeId: number }): void => {
    const sheet = requireIntake(context.db, intakeId);
    withdraw(context, sheet);
    prepared(context.db, "UPDATE intakes SET removed_ms = ? WHERE intake_id = ?").run(context.nowMs, intakeId);
    context.log(intakeAct("intake.remove", intakeId, { folder: sheet.facts.folder }));
  },
  /** Puts a sheet back that was taken back. Its cameras get their readings anew. */
  "intakes.restore": (context: WriteContext, { intakeId }: { intakeId: number }): void => {
    prepared(context.db, "UPDATE intakes SET removed_ms = NULL WHERE intake_id = ?").run(intakeId);
    const sheet = requireIntake(context.db, intakeId);
    context.log(intakeAct("intake.restore", intakeId, { folder: sheet.facts.folder }));
    applySheet(context, sheet);
  },
  /** Gives cameras that have come since what the sheets of their folders say. */
  "intakes.apply": (context: WriteContext): void => {
    for (const sheet of listIntakes(context.db)) applySheet(context, sheet);
  },
};

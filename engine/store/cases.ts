// Cases and pins as rows. Pins keep camera time and frames; their true time is derived in engine/cases.

import { AppError } from "../../contract/errors.ts";
import type { Case } from "../../contract/model.ts";
import type { CameraMs } from "../../contract/time.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type CustodyAct, type WriteContext } from "./write-context.ts";

const CASE_COLUMNS = `case_id AS caseId, number, title, cause, place, period_from_ms AS periodFromMs, period_to_ms AS periodToMs, officers, created_ms AS createdMs`;

const caseFromRow = (row: unknown): Case => {
  const found = row as Omit<Case, "officers"> & { officers: string };
  return { ...found, officers: JSON.parse(found.officers) as string[] };
};

export function listCases(db: ReadDb): (Case & { pinCount: number })[] {
  return prepared(db, `SELECT ${CASE_COLUMNS}, (SELECT count(*) FROM pins p WHERE p.case_id = cases.case_id AND p.removed_ms IS NULL) AS pinCount
    FROM cases ORDER BY case_id DESC`).all().map((row) => caseFromRow(row) as Case & { pinCount: number });
}

/** @throws AppError case-unknown */
export function requireCase(db: ReadDb, caseId: number): Case {
  const row = prepared(db, `SELECT ${CASE_COLUMNS} FROM cases WHERE case_id = ?`).get(caseId);
  if (row === undefined) throw new AppError("case-unknown", { number: String(caseId) });
  return caseFromRow(row);
}

/** By number, else by id. @throws AppError case-unknown */
export function findCase(db: ReadDb, numberOrId: string): Case {
  const byNumber = prepared(db, `SELECT ${CASE_COLUMNS} FROM cases WHERE number = ?`).get(numberOrId);
  if (byNumber !== undefined) return caseFromRow(byNumber);
  if (/^\d{1,15}$/.test(numberOrId)) return requireCase(db, Number(numberOrId));
  throw new AppError("case-unknown", { number: numberOrId });
}

export interface PinRow {
  readonly pinId: number; readonly caseId: number; readonly cameraId: string;
  readonly title: string; readonly note: string | null;
  /** JSON of string[]. */
  readonly tags: string;
  readonly cameraStartMs: CameraMs; readonly cameraEndMs: CameraMs;
  readonly by: string; readonly createdMs: number; readonly removedMs: number | null;
}
export interface PinSourceRow {
  readonly fileId: number;
  readonly mediaStartMs: number; readonly mediaEndMs: number;
  readonly startPts: number | null; readonly endPts: number | null; readonly timeBase: string | null;
  /** Camera time of the source's first frame. */
  readonly cameraStartMs: CameraMs;
}

const PIN_COLUMNS = `pin_id AS pinId, case_id AS caseId, camera_id AS cameraId, title, note, tags, camera_start_ms AS cameraStartMs,
  camera_end_ms AS cameraEndMs, by_name AS "by", created_ms AS createdMs, removed_ms AS removedMs`;

/** Pins on a case (removed ones left out), in the order of their making. */
export function listPins(db: ReadDb, caseId: number): PinRow[] {
  return prepared(db, `SELECT ${PIN_COLUMNS} FROM pins WHERE case_id = ? AND removed_ms IS NULL ORDER BY pin_id`).all(caseId) as PinRow[];
}

/** A pin, removed or not. @throws AppError pin-unknown */
export function requirePin(db: ReadDb, pinId: number): PinRow {
  const row = prepared(db, `SELECT ${PIN_COLUMNS} FROM pins WHERE pin_id = ?`).get(pinId);
  if (row === undefined) throw new AppError("pin-unknown", { pinId });
  return row as PinRow;
}

/** A pin that stands on its case now. @throws AppError pin-unknown where it was taken off */
function requireStandingPin(db: ReadDb, pinId: number): PinRow {
  const pin = requirePin(db, pinId);
  if (pin.removedMs !== null) throw new AppError("pin-unknown", { pinId });
  return pin;
}

/** A pin that stands on this case. @throws AppError pin-unknown */
export function requirePinOf(db: ReadDb, caseId: number, pinId: number): PinRow {
  const pin = requireStandingPin(db, pinId);
  if (pin.caseId !== caseId) throw new AppError("pin-unknown", { pinId });
  return pin;
}

export function listPinSources(db: ReadDb, pinId: number): PinSourceRow[] {
  return prepared(db, `SELECT file_id AS fileId, media_start_ms AS mediaStartMs, media_end_ms AS mediaEndMs, start_pts AS startPts,
    end_pts AS endPts, time_base AS timeBase, camera_start_ms AS cameraStartMs FROM pin_sources WHERE pin_id = ? ORDER BY source_no`).all(pinId) as PinSourceRow[];
}

type CaseInput = Omit<Case, "caseId" | "createdMs">;

/** An act on something of a case, for the log. */
export const caseAct = (action: string, caseId: number, type: string, id: number, details: Record<string, unknown>): CustodyAct =>
  ({ action, caseId, object: { type, id: String(id), sha256: null }, details });

function refuseTakenNumber(db: ReadDb, number: string, ownCaseId: number | null): void {
  const holder = prepared(db, "SELECT case_id FROM cases WHERE number = ?").pluck().get(number) as number | undefined;
  if (holder !== undefined && holder !== ownCaseId) throw new AppError("case-number-taken", { number });
}

interface PinText { readonly title: string; readonly note: string | null; readonly tags: readonly string[] }

export const caseWrites = {
  "cases.create": (context: WriteContext, input: CaseInput): { caseId: number } => {
    refuseTakenNumber(context.db, input.number, null);
    const caseId = Number(prepared(context.db, "INSERT INTO cases (number, title, cause, place, period_from_ms, period_to_ms, officers, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(input.number, input.title, input.cause, input.place, input.periodFromMs, input.periodToMs, JSON.stringify(input.officers), context.nowMs).lastInsertRowid);
    context.log(caseAct("case.create", caseId, "case", caseId, { ...input }));
    return { caseId };
  },
  "cases.update": (context: WriteContext, input: CaseInput & { caseId: number; expected?: CaseInput }): void => {
    const { caseId, createdMs: _, ...former } = requireCase(context.db, input.caseId);
    if (input.expected !== undefined) refuseOvertaken(former, input.expected, former.title);
    refuseTakenNumber(context.db, input.number, input.caseId);
    prepared(context.db, "UPDATE cases SET number = ?, title = ?, cause = ?, place = ?, period_from_ms = ?, period_to_ms = ?, officers = ? WHERE case_id = ?")
      .run(input.number, input.title, input.cause, input.place, input.periodFromMs, input.periodToMs, JSON.stringify(input.officers), input.caseId);
    const { expected: _expected, ...next } = input;
    context.log(caseAct("case.update", input.caseId, "case", input.caseId, { ...next }));
    const { caseId: _caseId, ...text } = next;
    context.remember({
      caseId, kind: "case-changed", title: input.title, touches: [`case:${caseId}`],
      undo: [["cases.update", { ...former, caseId, expected: text }]], redo: [["cases.update", { ...text, caseId, expected: former }]],
    });
  },
  "pins.add": (context: WriteContext, input: Omit<PinRow, "pinId" | "by" | "createdMs" | "removedMs" | "tags"> & { tags: readonly string[]; sources: readonly PinSourceRow[] }): { pinId: number } => {
    const { db } = context;
    const pinId = Number(prepared(db, "INSERT INTO pins (case_id, camera_id, title, note, tags, camera_start_ms, camera_end_ms, by_name, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(input.caseId, input.cameraId, input.title, input.note, JSON.stringify(input.tags), input.cameraStartMs, input.cameraEndMs, context.actor.name, context.nowMs).lastInsertRowid);
    input.sources.forEach((source, sourceNo) => {
      prepared(db, "INSERT INTO pin_sources (pin_id, source_no, file_id, media_start_ms, media_end_ms, start_pts, end_pts, time_base, camera_start_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(pinId, sourceNo, source.fileId, source.mediaStartMs, source.mediaEndMs, source.startPts, source.endPts, source.timeBase, source.cameraStartMs);
    });
    context.log(caseAct("pin.add", input.caseId, "pin", pinId, {
      title: input.title, note: input.note, tags: input.tags, cameraId: input.cameraId, cameraStartMs: input.cameraStartMs, cameraEndMs: input.cameraEndMs,
      sources: input.sources.map((s) => ({ fileId: s.fileId, mediaStartMs: Math.round(s.mediaStartMs), mediaEndMs: Math.round(s.mediaEndMs), startPts: s.startPts, endPts: s.endPts, timeBase: s.timeBase })),
    }));
    context.remember({ caseId: input.caseId, kind: "pin-added", title: input.title, touches: [`pin:${pinId}`], undo: [["pins.remove", { pinId }]], redo: [["pins.restore", { pinId }]] });
    return { pinId };
  },
  "pins.update": (context: WriteContext, input: PinText & { pinId: number; expected?: PinText }): void => {
    const pin = requireStandingPin(context.db, input.pinId);
    const { pinId } = input;
    const former: PinText = { title: pin.title, note: pin.note, tags: JSON.parse(pin.tags) as string[] };
    const next: PinText = { title: input.title, note: input.note, tags: input.tags };
    if (input.expected !== undefined) refuseOvertaken(former, input.expected, pin.title);
    prepared(context.db, "UPDATE pins SET title = ?, note = ?, tags = ? WHERE pin_id = ?").run(input.title, input.note, JSON.stringify(input.tags), input.pinId);
    context.log(caseAct("pin.update", pin.caseId, "pin", input.pinId, { ...next, former }));
    context.remember({
      caseId: pin.caseId, kind: "pin-changed", title: input.title, touches: [`pin:${pinId}`],
      undo: [["pins.update", { ...former, pinId, expected: next }]], redo: [["pins.update", { ...next, pinId, expected: former }]],
    });
  },
  "pins.remove": (context: WriteContext, input: { pinId: number }): void => {
    const pin = requireStandingPin(context.db, input.pinId);
    prepared(context.db, "UPDATE pins SET removed_ms = ? WHERE pin_id = ?").run(context.nowMs, input.pinId);
    context.log(caseAct("pin.remove", pin.caseId, "pin", input.pinId, { title: pin.title }));
    context.remember({ caseId: pin.caseId, kind: "pin-removed", title: pin.title, touches: [`pin:${input.pinId}`], undo: [["pins.restore", input]], redo: [["pins.remove", input]] });
  },
  "pins.restore": (context: WriteContext, input: { pinId: number }): void => {
    const pin = requirePin(context.db, input.pinId);
    if (pin.removedMs === null) return;
    prepared(context.db, "UPDATE pins SET removed_ms = NULL WHERE pin_id = ?").run(input.pinId);
    context.log(caseAct("pin.restore", pin.caseId, "pin", input.pinId, { title: pin.title }));
  },
};

// Undo and redo as rows: each act that can be taken back, with the writes that do so. A write says how it is undone with
// context.remember, in its own transaction; undoing runs those writes in one transaction with the mark that it was done, so that
// a crash leaves neither half. Which acts those are is in the writes themselves.

import { AppError } from "../../contract/errors.ts";
import type { Change } from "../../contract/changes.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import { custodyHead } from "./custody.ts";
import type { ChangeStep, UndoableAct, WriteContext } from "./write-context.ts";

const COLUMNS = `change_id AS changeId, case_id AS caseId, kind, title, json_extract(touches, '$[0]') AS subject, by_name AS "by", at_ms AS atMs, state, stepped_by AS steppedBy, stepped_ms AS steppedMs`;

type Direction = "undo" | "redo";
/** The state in which a change can be taken a step in that direction. */
const STATE_FOR = { undo: "done", redo: "undone" } as const satisfies Record<Direction, Change["state"]>;

interface ChangeRow extends Change {
  /** JSON of string[]. */
  readonly touches: string;
  /** JSON of ChangeStep[]. */
  readonly undo: string;
  readonly redo: string;
  readonly seq: number;
}

/** Changes of a case and of the library (`caseId` null: of the library alone), newest first. */
export function listChanges(db: ReadDb, caseId: number | null, limit: number): Change[] {
  return prepared(db, `SELECT ${COLUMNS} FROM changes WHERE case_id IS NULL OR case_id = ? ORDER BY change_id DESC LIMIT CAST(? AS INTEGER)`).all(caseId, limit) as Change[];
}

const END_OF = { undo: "max", redo: "min" } as const;

/** The change that undo (the last one done) or redo (the first one undone) would take next; null: none. */
export function nextChange(db: ReadDb, caseId: number | null, direction: Direction): Change | null {
  const at = (scope: number | null): number | null =>
    prepared(db, `SELECT ${END_OF[direction]}(change_id) FROM changes WHERE case_id IS ? AND state = ?`).pluck().get(scope, STATE_FOR[direction]) as number | null;
  const ids = [at(null), caseId === null ? null : at(caseId)].filter((id) => id !== null);
  if (ids.length === 0) return null;
  return prepared(db, `SELECT ${COLUMNS} FROM changes WHERE change_id = ?`).get(direction === "undo" ? Math.max(...ids) : Math.min(...ids)) as Change;
}

/** @throws AppError change-not-there where it cannot be taken that way now */
function requireChange(db: ReadDb, changeId: number, direction: Direction): ChangeRow {
  const row = prepared(db, `SELECT ${COLUMNS}, touches, undo, redo, seq FROM changes WHERE change_id = ?`).get(changeId) as ChangeRow | undefined;
  if (row === undefined || row.state !== STATE_FOR[direction]) throw new AppError("change-not-there", { changeId });
  return row;
}

/** The steps of a change, for whoever has to find out what they need. @throws AppError change-not-there */
export function stepsOfChange(db: ReadDb, changeId: number, direction: Direction): readonly ChangeStep[] {
  return JSON.parse(requireChange(db, changeId, direction)[direction]) as readonly ChangeStep[];
}

/** A later act on the same things stands on this one. @throws AppError change-needed */
function refuseWhereNeeded(db: ReadDb, change: ChangeRow): void {
  const touched = new Set(JSON.parse(change.touches) as string[]);
  const later = prepared(db, `SELECT kind, title, touches FROM changes WHERE change_id > ? AND state = 'done' ORDER BY change_id`).all(change.changeId) as Pick<ChangeRow, "kind" | "title" | "touches">[];
  const holder = later.find((other) => (JSON.parse(other.touches) as string[]).some((thing) => touched.has(thing)));
  if (holder !== undefined) throw new AppError("change-needed", { kind: change.kind, title: change.title, byKind: holder.kind, byTitle: holder.title });
}

/** Remembers an act that was just logged. What was undone before it cannot come back, except in other cases. */
export function insertChange({ db, actor, nowMs }: Pick<WriteContext, "db" | "actor" | "nowMs">, act: UndoableAct): void {
  const dropped = act.caseId === null ? "state = 'undone'" : "state = 'undone' AND (case_id IS NULL OR case_id = @caseId)";
  prepared(db, `UPDATE changes SET state = 'dropped' WHERE ${dropped}`).run({ caseId: act.caseId });
  prepared(db, "INSERT INTO changes (case_id, kind, title, touches, undo, redo, seq, by_name, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(act.caseId, act.kind, act.title, JSON.stringify(act.touches), JSON.stringify(act.undo), JSON.stringify(act.redo), custodyHead(db)?.seq ?? 0, actor.name, nowMs);
}

function mark(db: WriteDb, changeId: number, state: Change["state"], { actor, nowMs }: Pick<WriteContext, "actor" | "nowMs">): void {
  prepared(db, "UPDATE changes SET state = ?, stepped_by = ?, stepped_ms = ? WHERE change_id = ?").run(state, actor.name, nowMs, changeId);
}

export const changeWrites = {
  /** Takes a change back or does it again, by its steps as they were completed. @throws AppError change-not-there, change-needed, and what a step refuses with */
  "changes.step": (context: WriteContext, input: { changeId: number; direction: Direction; steps: readonly ChangeStep[] }): void => {
    const change = requireChange(context.db, input.changeId, input.direction);
    refuseWhereNeeded(context.db, change);
    const isUndo = input.direction === "undo";
    context.replay(input.steps, isUndo ? { undoes: change.seq } : { redoes: change.seq });
    mark(context.db, input.changeId, isUndo ? "undone" : "done", context);
  },
};

// Facts that no camera saw, assumptions and events of a case, as rows. What is taken off stays and can be put back; a table of
// them is entered, taken off and put back as one act.

import { AppError } from "../../contract/errors.ts";
import type { Fact, FactTexts } from "../../contract/reconstruction.ts";
import { caseAct, requireCase } from "./cases.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { shortTitle } from "./statements.ts";
import { refuseOvertaken, type UndoableAct, type WriteContext } from "./write-context.ts";

const FACT_COLUMNS = `fact_id AS factId, case_id AS caseId, kind, text, from_ms AS fromMs, to_ms AS toMs, uncertainty_ms AS uncertaintyMs,
  time_text AS timeText, place, source, camera_id AS cameraId, exhibit_id AS exhibitId, subject_id AS subjectId,
  removed_ms AS removedMs, by_name AS "by", created_ms AS createdMs`;

export function listFacts(db: ReadDb, caseId: number): Fact[] {
  return prepared(db, `SELECT ${FACT_COLUMNS} FROM facts WHERE case_id = ? AND removed_ms IS NULL ORDER BY fact_id`).all(caseId) as Fact[];
}

/** From the first to the last time that facts of a case tell (Infinity and −Infinity where none does), and the cameras that they name. */
export function spanOfFacts(db: ReadDb, caseId: number): { readonly fromMs: number; readonly toMs: number; readonly cameraIds: readonly string[] } {
  const span = prepared(db, "SELECT min(coalesce(from_ms, to_ms)) AS fromMs, max(coalesce(to_ms, from_ms)) AS toMs FROM facts WHERE case_id = ? AND removed_ms IS NULL")
    .get(caseId) as { readonly fromMs: number | null; readonly toMs: number | null };
  const cameraIds = prepared(db, "SELECT camera_id FROM facts WHERE case_id = ? AND removed_ms IS NULL AND camera_id IS NOT NULL").pluck().all(caseId) as string[];
  return { fromMs: span.fromMs ?? Infinity, toMs: span.toMs ?? -Infinity, cameraIds };
}

/** A fact that stands on this case; null where none of that id does. */
export function findFact(db: ReadDb, caseId: number, factId: number): Fact | null {
  const row = prepared(db, `SELECT ${FACT_COLUMNS} FROM facts WHERE fact_id = ? AND case_id = ? AND removed_ms IS NULL`).get(factId, caseId);
  return (row as Fact | undefined) ?? null;
}

/** A fact, removed or not. @throws AppError fact-unknown */
export function requireFact(db: ReadDb, factId: number): Fact {
  const row = prepared(db, `SELECT ${FACT_COLUMNS} FROM facts WHERE fact_id = ?`).get(factId);
  if (row === undefined) throw new AppError("fact-unknown", { factId });
  return row as Fact;
}

/** @throws AppError fact-unknown where it was taken off its case */
function requireStandingFact(db: ReadDb, factId: number): Fact {
  const fact = requireFact(db, factId);
  if (fact.removedMs !== null) throw new AppError("fact-unknown", { factId });
  return fact;
}

/** A fact that stands on this case. @throws AppError fact-unknown */
export function requireFactOf(db: ReadDb, caseId: number, factId: number): Fact {
  const fact = requireStandingFact(db, factId);
  if (fact.caseId !== caseId) throw new AppError("fact-unknown", { factId });
  return fact;
}

/** Steps kept by an earlier version know nothing of camera, exhibit and person. */
const factTextsOf = ({ kind, text, fromMs, toMs, uncertaintyMs, timeText, place, source, cameraId, exhibitId, subjectId }: FactTexts): FactTexts =>
  ({ kind, text, fromMs, toMs, uncertaintyMs, timeText, place, source, cameraId: cameraId ?? null, exhibitId: exhibitId ?? null, subjectId: subjectId ?? null });

/** What of it is in the log: a whole number of milliseconds, and what it is about only where it says so. */
function loggedFact(fact: FactTexts): Record<string, unknown> {
  const { cameraId, exhibitId, subjectId, ...texts } = factTextsOf(fact);
  const about = Object.fromEntries(Object.entries({ cameraId, exhibitId, subjectId }).filter(([, value]) => value !== null));
  return { ...texts, uncertaintyMs: texts.uncertaintyMs === null ? null : Math.round(texts.uncertaintyMs), ...about };
}

/** What a fact is about must be on its case (a person, an exhibit) or in the library (a camera). @throws AppError exhibit-unknown, subject-unknown, camera-unknown */
function refuseForeign(db: ReadDb, caseId: number, { cameraId, exhibitId, subjectId }: FactTexts): void {
  const isThere = (sql: string, ...values: unknown[]): boolean => prepared(db, sql).get(...values) !== undefined;
  if (cameraId !== null && !isThere("SELECT 1 FROM cameras WHERE camera_id = ?", cameraId)) throw new AppError("camera-unknown", { cameraId });
  if (exhibitId !== null && !isThere("SELECT 1 FROM exhibits WHERE exhibit_id = ? AND case_id = ?", exhibitId, caseId)) throw new AppError("exhibit-unknown", { exhibitId });
  if (subjectId !== null && !isThere("SELECT 1 FROM subjects WHERE subject_id = ? AND case_id = ?", subjectId, caseId)) throw new AppError("subject-unknown", { subjectId });
}

function insertFact(context: WriteContext, caseId: number, given: FactTexts): number {
  const fact = factTextsOf(given);
  refuseForeign(context.db, caseId, fact);
  return Number(prepared(context.db, `INSERT INTO facts (case_id, kind, text, from_ms, to_ms, uncertainty_ms, time_text, place, source, camera_id, exhibit_id, subject_id, by_name, created_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(caseId, fact.kind, fact.text, fact.fromMs, fact.toMs, fact.uncertaintyMs, fact.timeText, fact.place, fact.source, fact.cameraId, fact.exhibitId, fact.subjectId, context.actor.name, context.nowMs).lastInsertRowid);
}

/** One fact that was entered, changed, taken off or put back. */
function aboutFact(kind: UndoableAct["kind"], caseId: number, factId: number, text: string): Pick<UndoableAct, "kind" | "caseId" | "title" | "touches"> {
  return { kind, caseId, title: shortTitle(text), touches: [`fact:${factId}`] };
}

/** Where a table came from, for the log. */
export interface FactFile { readonly name: string; readonly sha256: string; readonly sizeBytes: number }

export const factWrites = {
  "facts.add": (context: WriteContext, input: { caseId: number; fact: FactTexts }): { factId: number } => {
    requireCase(context.db, input.caseId);
    const factId = insertFact(context, input.caseId, input.fact);
    context.log(caseAct("fact.add", input.caseId, "fact", factId, loggedFact(input.fact)));
    context.remember({ ...aboutFact("fact-added", input.caseId, factId, input.fact.text), undo: [["facts.remove", { factId }]], redo: [["facts.restore", { factId }]] });
    return { factId };
  },
  /** All of them or none, in one entry of the log. */
  "facts.import": (context: WriteContext, input: { caseId: number; facts: readonly FactTexts[]; file?: FactFile | null }): { factIds: number[] } => {
    requireCase(context.db, input.caseId);
    const factIds = input.facts.map((fact) => insertFact(context, input.caseId, fact));
    if (factIds.length === 0) return { factIds };
    context.log(caseAct("fact.import", input.caseId, "fact", factIds[0]!, { factIds, facts: input.facts.map(loggedFact), ...(input.file == null ? {} : { file: { ...input.file } }) }));
    const step = { caseId: input.caseId, factIds };
    context.remember({
      caseId: input.caseId, kind: "facts-imported", title: String(factIds.length), touches: factIds.map((factId) => `fact:${factId}`),
      undo: [["facts.removeAll", step]], redo: [["facts.restoreAll", step]],
    });
    return { factIds };
  },
  /** Takes an import back: those of its facts that still stand, in one entry of the log. */
  "facts.removeAll": (context: WriteContext, input: { caseId: number; factIds: readonly number[] }): void => {
    const remove = prepared(context.db, "UPDATE facts SET removed_ms = ? WHERE fact_id = ? AND case_id = ? AND removed_ms IS NULL");
    const factIds = input.factIds.filter((factId) => remove.run(context.nowMs, factId, input.caseId).changes > 0);
    context.log(caseAct("fact.removeAll", input.caseId, "case", input.caseId, { factIds }));
  },
  "facts.restoreAll": (context: WriteContext, input: { caseId: number; factIds: readonly number[] }): void => {
    const restore = prepared(context.db, "UPDATE facts SET removed_ms = NULL WHERE fact_id = ? AND case_id = ? AND removed_ms IS NOT NULL");
    const factIds = input.factIds.filter((factId) => restore.run(factId, input.caseId).changes > 0);
    context.log(caseAct("fact.restoreAll", input.caseId, "case", input.caseId, { factIds }));
  },
  "facts.update": (context: WriteContext, input: { factId: number; fact: FactTexts; expected?: FactTexts }): void => {
    const former = requireStandingFact(context.db, input.factId);
    const { factId, caseId } = former;
    const [before, fact] = [factTextsOf(former), factTextsOf(input.fact)];
    if (input.expected !== undefined) refuseOvertaken(before, factTextsOf(input.expected), shortTitle(former.text));
    refuseForeign(context.db, caseId, fact);
    prepared(context.db, `UPDATE facts SET kind = ?, text = ?, from_ms = ?, to_ms = ?, uncertainty_ms = ?, time_text = ?, place = ?, source = ?, camera_id = ?, exhibit_id = ?, subject_id = ? WHERE fact_id = ?`)
      .run(fact.kind, fact.text, fact.fromMs, fact.toMs, fact.uncertaintyMs, fact.timeText, fact.place, fact.source, fact.cameraId, fact.exhibitId, fact.subjectId, factId);
    context.log(caseAct("fact.update", caseId, "fact", factId, { ...loggedFact(fact), former: loggedFact(before) }));
    context.remember({
      ...aboutFact("fact-changed", caseId, factId, fact.text),
      undo: [["facts.update", { factId, fact: before, expected: fact }]], redo: [["facts.update", { factId, fact, expected: before }]],
    });
  },
  "facts.remove": (context: WriteContext, input: { factId: number }): void => {
    const fact = requireStandingFact(context.db, input.factId);
    prepared(context.db, "UPDATE facts SET removed_ms = ? WHERE fact_id = ?").run(context.nowMs, input.factId);
    context.log(caseAct("fact.remove", fact.caseId, "fact", input.factId, { text: fact.text }));
    context.remember({ ...aboutFact("fact-removed", fact.caseId, input.factId, fact.text), undo: [["facts.restore", input]], redo: [["facts.remove", input]] });
  },
  "facts.restore": (context: WriteContext, input: { factId: number }): void => {
    const fact = requireFact(context.db, input.factId);
    if (fact.removedMs === null) return;
    prepared(context.db, "UPDATE facts SET removed_ms = NULL WHERE fact_id = ?").run(input.factId);
    context.log(caseAct("fact.restore", fact.caseId, "fact", input.factId, { text: fact.text }));
    context.remember({ ...aboutFact("fact-restored", fact.caseId, input.factId, fact.text), undo: [["facts.remove", input]], redo: [["facts.restore", input]] });
  },
};

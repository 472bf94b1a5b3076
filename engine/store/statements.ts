// People and vehicles, statements with what the footage was found to say of them, and the story, as rows. What is taken off
// a case stays and can be put back; assessments are only ever added. Facts are facts.ts.

import { AppError, type ErrorCode } from "../../contract/errors.ts";
import type { Finding, Statement, StorySection, Subject } from "../../contract/reconstruction.ts";
import { caseAct, requireCase } from "./cases.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type ChangeStep, type UndoableAct, type WriteContext } from "./write-context.ts";

const SUBJECT_COLUMNS = "subject_id AS subjectId, case_id AS caseId, kind, label, plate, note, removed_ms AS removedMs, created_ms AS createdMs";

export function listSubjects(db: ReadDb, caseId: number): Subject[] {
  return prepared(db, `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE case_id = ? AND removed_ms IS NULL ORDER BY subject_id`).all(caseId) as Subject[];
}

/** People and vehicles that were taken off a case, last first. */
export function listRemovedSubjects(db: ReadDb, caseId: number): Subject[] {
  return prepared(db, `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE case_id = ? AND removed_ms IS NOT NULL ORDER BY removed_ms DESC, subject_id DESC`).all(caseId) as Subject[];
}

/** A subject, removed or not. @throws AppError subject-unknown */
export function requireSubject(db: ReadDb, subjectId: number): Subject {
  const row = prepared(db, `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE subject_id = ?`).get(subjectId);
  if (row === undefined) throw new AppError("subject-unknown", { subjectId });
  return row as Subject;
}

/** A statement without what the footage says of it. */
export type StatementRow = Omit<Statement, "speakerId" | "finding" | "pinIds" | "note" | "assessments">;
const STATEMENT_COLUMNS = `statement_id AS statementId, case_id AS caseId, speaker, kind, text, made_ms AS madeMs, from_ms AS fromMs, to_ms AS toMs,
  removed_ms AS removedMs, by_name AS "by", created_ms AS createdMs`;

export function listStatements(db: ReadDb, caseId: number): StatementRow[] {
  return prepared(db, `SELECT ${STATEMENT_COLUMNS} FROM statements WHERE case_id = ? AND removed_ms IS NULL ORDER BY statement_id`).all(caseId) as StatementRow[];
}

/** A statement, removed or not. @throws AppError statement-unknown */
export function requireStatement(db: ReadDb, statementId: number): StatementRow {
  const row = prepared(db, `SELECT ${STATEMENT_COLUMNS} FROM statements WHERE statement_id = ?`).get(statementId);
  if (row === undefined) throw new AppError("statement-unknown", { statementId });
  return row as StatementRow;
}

/** A statement that stands on this case. @throws AppError statement-unknown */
export function requireStatementOf(db: ReadDb, caseId: number, statementId: number): StatementRow {
  const statement = requireStanding(requireStatement(db, statementId), "statement-unknown", { statementId });
  if (statement.caseId !== caseId) throw new AppError("statement-unknown", { statementId });
  return statement;
}

/** First to last. */
export function listAssessments(db: ReadDb, statementId: number): Statement["assessments"] {
  const rows = prepared(db, `SELECT assessment_id AS assessmentId, finding, pin_ids AS pinIds, note, by_name AS "by", created_ms AS createdMs
    FROM assessments WHERE statement_id = ? ORDER BY assessment_id`).all(statementId) as (Omit<Statement["assessments"][number], "pinIds"> & { pinIds: string })[];
  return rows.map((row) => ({ ...row, pinIds: JSON.parse(row.pinIds) as number[] }));
}

/** What the last assessment of each statement of a case found, by statement; null where it was taken back. */
export function listLastFindings(db: ReadDb, caseId: number): Map<number, Finding | null> {
  const rows = prepared(db, `SELECT a.statement_id AS statementId, a.finding FROM statements s JOIN assessments a ON a.statement_id = s.statement_id
    WHERE s.case_id = ? ORDER BY s.statement_id, a.assessment_id`).all(caseId) as { statementId: number; finding: Finding | null }[];
  return new Map(rows.map(({ statementId, finding }) => [statementId, finding]));
}

type SectionRow = Omit<StorySection, "citations">;
type SectionTexts = Pick<SectionRow, "title" | "text">;
const SECTION_COLUMNS = "section_id AS sectionId, case_id AS caseId, position, title, text, removed_ms AS removedMs, changed_ms AS changedMs";

export function listSections(db: ReadDb, caseId: number): SectionRow[] {
  return prepared(db, `SELECT ${SECTION_COLUMNS} FROM story_sections WHERE case_id = ? AND removed_ms IS NULL ORDER BY position, section_id`).all(caseId) as SectionRow[];
}

/** A section, removed or not. @throws AppError section-unknown */
export function requireSection(db: ReadDb, sectionId: number): SectionRow {
  const row = prepared(db, `SELECT ${SECTION_COLUMNS} FROM story_sections WHERE section_id = ?`).get(sectionId);
  if (row === undefined) throw new AppError("section-unknown", { sectionId });
  return row as SectionRow;
}

/** @throws AppError with `code` where it was taken off its case */
function requireStanding<R extends { readonly removedMs: number | null }>(row: R, code: ErrorCode, params: Record<string, number>): R {
  if (row.removedMs !== null) throw new AppError(code, params);
  return row;
}

type SubjectTexts = Pick<Subject, "kind" | "label" | "plate" | "note">;
type StatementTexts = Pick<Statement, "speaker" | "kind" | "text" | "madeMs" | "fromMs" | "toMs">;

/** Observations name people and vehicles by label, so a label means one thing in a case. */
function refuseTakenLabel(db: ReadDb, caseId: number, label: string, ownId: number | null): void {
  const holder = prepared(db, "SELECT subject_id FROM subjects WHERE case_id = ? AND label = ? AND removed_ms IS NULL").pluck().get(caseId, label) as number | undefined;
  if (holder !== undefined && holder !== ownId) throw new AppError("subject-label-taken", { label });
}

const subjectTexts = ({ kind, label, plate, note }: SubjectTexts): SubjectTexts => ({ kind, label, plate, note });
const statementTexts = ({ speaker, kind, text, madeMs, fromMs, toMs }: StatementTexts): StatementTexts => ({ speaker, kind, text, madeMs, fromMs, toMs });

/** How the history names a text: its first words. */
export const shortTitle = (text: string): string => {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : characters.join("");
};
const sectionTitle = ({ sectionId, title, text }: Pick<SectionRow, "sectionId" | "title" | "text">): string => shortTitle(title) || shortTitle(text) || String(sectionId);

/** An act whose undoing is one write and whose doing again is another. */
const between = (about: Omit<UndoableAct, "undo" | "redo">, undo: ChangeStep, redo: ChangeStep): UndoableAct => ({ ...about, undo: [undo], redo: [redo] });

type Verdict = Pick<Statement["assessments"][number], "finding" | "pinIds" | "note">;
const verdictOf = ({ finding, pinIds, note }: Verdict): Verdict => ({ finding, pinIds, note });
const NO_VERDICT: Verdict = { finding: null, pinIds: [], note: null };

export const statementWrites = {
  "subjects.add": (context: WriteContext, input: SubjectTexts & { caseId: number }): { subjectId: number } => {
    requireCase(context.db, input.caseId);
    refuseTakenLabel(context.db, input.caseId, input.label, null);
    const subjectId = Number(prepared(context.db, "INSERT INTO subjects (case_id, kind, label, plate, note, created_ms) VALUES (?, ?, ?, ?, ?, ?)")
      .run(input.caseId, input.kind, input.label, input.plate, input.note, context.nowMs).lastInsertRowid);
    context.log(caseAct("subject.add", input.caseId, "subject", subjectId, { ...subjectTexts(input) }));
    context.remember(between({ caseId: input.caseId, kind: "subject-added", title: input.label, touches: [`subject:${subjectId}`] }, ["subjects.remove", { subjectId }], ["subjects.restore", { subjectId }]));
    return { subjectId };
  },
  "subjects.update": (context: WriteContext, input: SubjectTexts & { subjectId: number; expected?: SubjectTexts }): void => {
    const former = requireStanding(requireSubject(context.db, input.subjectId), "subject-unknown", { subjectId: input.subjectId });
    const { subjectId } = input;
    const [before, next] = [subjectTexts(former), subjectTexts(input)];
    if (input.expected !== undefined) refuseOvertaken(before, input.expected, former.label);
    refuseTakenLabel(context.db, former.caseId, input.label, input.subjectId);
    prepared(context.db, "UPDATE subjects SET kind = ?, label = ?, plate = ?, note = ? WHERE subject_id = ?").run(input.kind, input.label, input.plate, input.note, input.subjectId);
    context.log(caseAct("subject.update", former.caseId, "subject", input.subjectId, { ...next, former: before }));
    context.remember(between({ caseId: former.caseId, kind: "subject-changed", title: input.label, touches: [`subject:${subjectId}`] },
      ["subjects.update", { ...before, subjectId, expected: next }], ["subjects.update", { ...next, subjectId, expected: before }]));
  },
  "subjects.remove": (context: WriteContext, input: { subjectId: number }): void => {
    const subject = requireStanding(requireSubject(context.db, input.subjectId), "subject-unknown", { subjectId: input.subjectId });
    prepared(context.db, "UPDATE subjects SET removed_ms = ? WHERE subject_id = ?").run(context.nowMs, input.subjectId);
    context.log(caseAct("subject.remove", subject.caseId, "subject", input.subjectId, { label: subject.label }));
    context.remember(between({ caseId: subject.caseId, kind: "subject-removed", title: subject.label, touches: [`subject:${input.subjectId}`] }, ["subjects.restore", input], ["subjects.remove", input]));
  },
  "subjects.restore": (context: WriteContext, input: { subjectId: number }): void => {
    const subject = requireSubject(context.db, input.subjectId);
    if (subject.removedMs === null) return;
    refuseTakenLabel(context.db, subject.caseId, subject.label, input.subjectId);
    prepared(context.db, "UPDATE subjects SET removed_ms = NULL WHERE subject_id = ?").run(input.subjectId);
    context.log(caseAct("subject.restore", subject.caseId, "subject", input.subjectId, { label: subject.label }));
    context.remember(between({ caseId: subject.caseId, kind: "subject-restored", title: subject.label, touches: [`subject:${input.subjectId}`] }, ["subjects.remove", input], ["subjects.restore", input]));
  },

  "statements.add": (context: WriteContext, input: StatementTexts & { caseId: number }): { statementId: number } => {
    requireCase(context.db, input.caseId);
    const statementId = Number(prepared(context.db, "INSERT INTO statements (case_id, speaker, kind, text, made_ms, from_ms, to_ms, by_name, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(input.caseId, input.speaker, input.kind, input.text, input.madeMs, input.fromMs, input.toMs, context.actor.name, context.nowMs).lastInsertRowid);
    context.log(caseAct("statement.add", input.caseId, "statement", statementId, { ...statementTexts(input) }));
    context.remember(between({ caseId: input.caseId, kind: "statement-added", title: input.speaker, touches: [`statement:${statementId}`] }, ["statements.remove", { statementId }], ["statements.restore", { statementId }]));
    return { statementId };
  },
  "statements.update": (context: WriteContext, input: StatementTexts & { statementId: number; expected?: StatementTexts }): void => {
    const former = requireStanding(requireStatement(context.db, input.statementId), "statement-unknown", { statementId: input.statementId });
    const { statementId } = input;
    const [before, next] = [statementTexts(former), statementTexts(input)];
    if (input.expected !== undefined) refuseOvertaken(before, input.expected, former.speaker);
    prepared(context.db, "UPDATE statements SET speaker = ?, kind = ?, text = ?, made_ms = ?, from_ms = ?, to_ms = ? WHERE statement_id = ?")
      .run(input.speaker, input.kind, input.text, input.madeMs, input.fromMs, input.toMs, input.statementId);
    context.log(caseAct("statement.update", former.caseId, "statement", input.statementId, { ...next, former: before }));
    context.remember(between({ caseId: former.caseId, kind: "statement-changed", title: input.speaker, touches: [`statement:${statementId}`] },
      ["statements.update", { ...before, statementId, expected: next }], ["statements.update", { ...next, statementId, expected: before }]));
  },
  /**
   * `expected`, given where an assessment is taken back: what the one before must be; its pins may have left the case since.
   * @throws AppError pin-unknown for a pin that does not stand on the statement's case
   */
  "statements.assess": (context: WriteContext, input: { statementId: number; finding: Finding | null; pinIds: readonly number[]; note: string | null; expected?: Verdict }): { assessmentId: number } => {
    const { statementId } = input;
    const { caseId, speaker } = requireStanding(requireStatement(context.db, statementId), "statement-unknown", { statementId });
    const last = listAssessments(context.db, statementId).at(-1);
    const before = last === undefined ? NO_VERDICT : verdictOf(last);
    const next: Verdict = { finding: input.finding, pinIds: [...input.pinIds], note: input.note };
    if (input.expected !== undefined) refuseOvertaken(before, input.expected, speaker);
    else for (const pinId of input.pinIds) {
      const owner = prepared(context.db, "SELECT case_id FROM pins WHERE pin_id = ? AND removed_ms IS NULL").pluck().get(pinId) as number | undefined;
      if (owner !== caseId) throw new AppError("pin-unknown", { pinId });
    }
    const assessmentId = Number(prepared(context.db, "INSERT INTO assessments (statement_id, finding, pin_ids, note, by_name, created_ms) VALUES (?, ?, ?, ?, ?, ?)")
      .run(statementId, input.finding, JSON.stringify(input.pinIds), input.note, context.actor.name, context.nowMs).lastInsertRowid);
    context.log(caseAct("statement.assess", caseId, "statement", statementId, { assessmentId, ...next }));
    context.remember(between({ caseId, kind: "statement-assessed", title: speaker, touches: [`statement:${statementId}`, ...input.pinIds.map((pinId) => `pin:${pinId}`)] },
      ["statements.assess", { ...before, statementId, expected: next }], ["statements.assess", { ...next, statementId, expected: before }]));
    return { assessmentId };
  },
  "statements.remove": (context: WriteContext, input: { statementId: number }): void => {
    const statement = requireStanding(requireStatement(context.db, input.statementId), "statement-unknown", { statementId: input.statementId });
    prepared(context.db, "UPDATE statements SET removed_ms = ? WHERE statement_id = ?").run(context.nowMs, input.statementId);
    context.log(caseAct("statement.remove", statement.caseId, "statement", input.statementId, { speaker: statement.speaker }));
    context.remember(between({ caseId: statement.caseId, kind: "statement-removed", title: statement.speaker, touches: [`statement:${input.statementId}`] }, ["statements.restore", input], ["statements.remove", input]));
  },
  "statements.restore": (context: WriteContext, input: { statementId: number }): void => {
    const statement = requireStatement(context.db, input.statementId);
    if (statement.removedMs === null) return;
    prepared(context.db, "UPDATE statements SET removed_ms = NULL WHERE statement_id = ?").run(input.statementId);
    context.log(caseAct("statement.restore", statement.caseId, "statement", input.statementId, { speaker: statement.speaker }));
    context.remember(between({ caseId: statement.caseId, kind: "statement-restored", title: statement.speaker, touches: [`statement:${input.statementId}`] }, ["statements.remove", input], ["statements.restore", input]));
  },

  "story.save": (context: WriteContext, input: { caseId: number; sectionId: number | null; title: string; text: string; expected?: SectionTexts }): { sectionId: number } => {
    const { db, nowMs } = context;
    requireCase(db, input.caseId);
    if (input.sectionId === null) {
      const last = prepared(db, "SELECT max(position) FROM story_sections WHERE case_id = ?").pluck().get(input.caseId) as number | null;
      const sectionId = Number(prepared(db, "INSERT INTO story_sections (case_id, position, title, text, changed_ms) VALUES (?, CAST(? AS INTEGER), ?, ?, ?)")
        .run(input.caseId, (last ?? 0) + 1, input.title, input.text, nowMs).lastInsertRowid);
      context.log(caseAct("story.add", input.caseId, "section", sectionId, { title: input.title, text: input.text }));
      context.remember(between({ caseId: input.caseId, kind: "section-added", title: sectionTitle({ ...input, sectionId }), touches: [`section:${sectionId}`] }, ["story.remove", { sectionId }], ["story.restore", { sectionId }]));
      return { sectionId };
    }
    const former = requireStanding(requireSection(db, input.sectionId), "section-unknown", { sectionId: input.sectionId });
    if (former.caseId !== input.caseId) throw new AppError("section-unknown", { sectionId: input.sectionId });
    const { sectionId, caseId } = input;
    const [before, next]: [SectionTexts, SectionTexts] = [{ title: former.title, text: former.text }, { title: input.title, text: input.text }];
    if (input.expected !== undefined) refuseOvertaken(before, input.expected, sectionTitle(former));
    prepared(db, "UPDATE story_sections SET title = ?, text = ?, changed_ms = ? WHERE section_id = ?").run(input.title, input.text, nowMs, input.sectionId);
    context.log(caseAct("story.update", input.caseId, "section", input.sectionId, { ...next, former: before }));
    context.remember(between({ caseId, kind: "section-changed", title: sectionTitle({ ...next, sectionId }), touches: [`section:${sectionId}`] },
      ["story.save", { ...before, caseId, sectionId, expected: next }], ["story.save", { ...next, caseId, sectionId, expected: before }]));
    return { sectionId: input.sectionId };
  },
  /** Puts the named sections first, in this order; the others follow as they were. */
  "story.order": (context: WriteContext, input: { caseId: number; sectionIds: readonly number[] }): void => {
    const former = listSections(context.db, input.caseId).map((section) => section.sectionId);
    for (const sectionId of input.sectionIds) if (!former.includes(sectionId)) throw new AppError("section-unknown", { sectionId });
    const named = new Set(input.sectionIds);
    const next = [...named, ...former.filter((sectionId) => !named.has(sectionId))];
    next.forEach((sectionId, at) => {
      prepared(context.db, "UPDATE story_sections SET position = CAST(? AS INTEGER) WHERE section_id = ?").run(at + 1, sectionId);
    });
    context.log(caseAct("story.order", input.caseId, "case", input.caseId, { sectionIds: next, former }));
    const { caseId } = input;
    context.remember(between({ caseId, kind: "story-ordered", title: requireCase(context.db, caseId).title, touches: [`story:${caseId}`, ...next.map((sectionId) => `section:${sectionId}`)] },
      ["story.order", { caseId, sectionIds: former }], ["story.order", { caseId, sectionIds: next }]));
  },
  "story.remove": (context: WriteContext, input: { sectionId: number }): void => {
    const section = requireStanding(requireSection(context.db, input.sectionId), "section-unknown", { sectionId: input.sectionId });
    prepared(context.db, "UPDATE story_sections SET removed_ms = ? WHERE section_id = ?").run(context.nowMs, input.sectionId);
    context.log(caseAct("story.remove", section.caseId, "section", input.sectionId, { title: section.title }));
    context.remember(between({ caseId: section.caseId, kind: "section-removed", title: sectionTitle(section), touches: [`section:${input.sectionId}`] }, ["story.restore", input], ["story.remove", input]));
  },
  "story.restore": (context: WriteContext, input: { sectionId: number }): void => {
    const section = requireSection(context.db, input.sectionId);
    if (section.removedMs === null) return;
    prepared(context.db, "UPDATE story_sections SET removed_ms = NULL WHERE section_id = ?").run(input.sectionId);
    context.log(caseAct("story.restore", section.caseId, "section", input.sectionId, { title: section.title }));
    context.remember(between({ caseId: section.caseId, kind: "section-restored", title: sectionTitle(section), touches: [`section:${input.sectionId}`] }, ["story.remove", input], ["story.restore", input]));
  },
};

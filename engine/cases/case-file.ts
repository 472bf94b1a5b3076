// A case with all that is on it, put together from its rows: times under the clocks as they are corrected now.

import type { CaseFile, CaseView, Statement, StorySection, Subject } from "../../contract/reconstruction.ts";
import { listPins, requireCase } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { firstIdOf, listExhibits, listObservations } from "../store/exhibits.ts";
import { findFact, listFacts } from "../store/facts.ts";
import { listAssessments, listSections, listStatements, listSubjects, type StatementRow } from "../store/statements.ts";
import { ObservationReader } from "./observations.ts";
import { PinReader } from "./pins.ts";
import { citationsOf } from "./story.ts";
import { subjectOf } from "./subjects.ts";

/** A statement with its assessments; what the last one says holds. */
export function statementFromRow(db: ReadDb, row: StatementRow, subjects: readonly Subject[]): Statement {
  const assessments = listAssessments(db, row.statementId);
  const last = assessments.at(-1);
  return {
    ...row, speakerId: subjectOf(subjects, row.speaker)?.subjectId ?? null,
    finding: last?.finding ?? null, pinIds: last?.pinIds ?? [], note: last?.note ?? null, assessments,
  };
}

/** A case with all that is on it but facts, pins by true time. @throws AppError case-unknown */
export function readCaseView(db: ReadDb, caseId: number): CaseView {
  const theCase = requireCase(db, caseId);
  const subjects = listSubjects(db, caseId);
  const reader = new ObservationReader(db);
  const pinReader = new PinReader(db);
  const parts = {
    pins: listPins(db, caseId).map((row) => pinReader.pin(row)).sort((a, b) => a.startMs - b.startMs),
    exhibits: listExhibits(db, caseId),
    observations: listObservations(db, caseId).map((row) => reader.observation(row, subjects)),
    statements: listStatements(db, caseId).map((row) => statementFromRow(db, row, subjects)),
    subjects,
  };
  const citable = { ...parts, factOf: (factId: number) => findFact(db, caseId, factId), firstIdOf: (observationId: number) => firstIdOf(db, observationId) };
  const story = listSections(db, caseId).map((row): StorySection => ({ ...row, citations: citationsOf(row.text, citable) }));
  return { ...theCase, ...parts, story };
}

/** A case with all that is on it. @throws AppError case-unknown */
export function readCaseFile(db: ReadDb, caseId: number): CaseFile {
  const { story, ...view } = readCaseView(db, caseId);
  return { ...view, facts: listFacts(db, caseId), story };
}

// The case timeline: pins, observations that hold, statements, facts and assumptions, and readings of the case's clocks taken
// meanwhile, in one list in true time. Filters and words are the clients'.

import { basisOf, entryOf, entryOfFact, inTrueTime } from "../../contract/case-entries.ts";
import type { CaseEvent } from "../../contract/case-events.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { Subject } from "../../contract/reconstruction.ts";
import { listPins, requireCase, type PinRow } from "../store/cases.ts";
import { listReadings, type ReadingMark } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { listExhibits, listObservations, type ObservationRow } from "../store/exhibits.ts";
import { listFacts, spanOfFacts } from "../store/facts.ts";
import { listLastFindings, listStatements, listSubjects, type StatementRow } from "../store/statements.ts";
import { momentOfStatement, MomentReader } from "./moments.ts";
import { subjectOf, subjectsIn } from "./subjects.ts";

/** People and vehicles of the list that texts name, each once. */
const named = (subjects: readonly Subject[], texts: readonly (string | null)[]): number[] =>
  [...new Set(texts.flatMap((text) => subjectOf(subjects, text)?.subjectId ?? []))];

function pinEvent(reader: MomentReader, row: PinRow, subjects: readonly Subject[]): CaseEvent {
  const { moment, endMs } = reader.ofPin(row);
  return entryOf({
    kind: "pin", id: row.pinId, moment, endMs, basis: basisOf("pin", moment), title: row.title, text: row.note,
    cameraId: row.cameraId, subjectIds: subjectsIn(subjects, [...(JSON.parse(row.tags) as string[]), row.title]).map(({ subjectId }) => subjectId), by: row.by,
  });
}

function observationEvent(reader: MomentReader, row: ObservationRow, subjects: readonly Subject[], exhibits: ReadonlyMap<number, Exhibit>): CaseEvent {
  const { moment, endMs } = reader.ofObservation(row);
  return entryOf({
    key: `observation:${row.firstId ?? row.observationId}`, kind: "observation", id: row.observationId, moment, endMs, basis: basisOf("observation", moment),
    title: exhibits.get(row.exhibitId)?.name ?? "", text: row.note, cameraId: row.cameraId, place: row.place ?? row.container,
    exhibitId: row.exhibitId, subjectIds: named(subjects, [row.holder, row.container]), state: row.state, count: row.count, by: row.by,
  });
}

function statementEvent(row: StatementRow, finding: CaseEvent["finding"], subjects: readonly Subject[]): CaseEvent {
  const moment = momentOfStatement(row);
  return entryOf({
    kind: "statement", id: row.statementId, moment, endMs: row.fromMs === null ? null : row.toMs, basis: basisOf("statement", moment),
    title: row.speaker, text: row.text, subjectIds: named(subjects, [row.speaker]), finding, by: row.by,
  });
}

interface CaseSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cameraIds: Iterable<string>;
}

function spanOfEvents(events: readonly CaseEvent[]): CaseSpan {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const { moment, endMs } of events) {
    if (moment === null) continue;
    fromMs = Math.min(fromMs, moment.trueMs);
    toMs = Math.max(toMs, endMs ?? moment.trueMs);
  }
  return { fromMs, toMs, cameraIds: events.flatMap(({ cameraId }) => cameraId ?? []) };
}

/** Readings are mostly taken days later; those between the first and the last entry belong to what happened. */
function readingEvents(readings: readonly ReadingMark[], spans: readonly CaseSpan[]): CaseEvent[] {
  const cameras = new Set(spans.flatMap(({ cameraIds }) => [...cameraIds]));
  const [fromMs, toMs] = [Math.min(...spans.map((span) => span.fromMs)), Math.max(...spans.map((span) => span.toMs))];
  return readings.filter(({ cameraId, trueMs }) => cameras.has(cameraId) && trueMs >= fromMs && trueMs <= toMs).map(({ readingId, cameraId, trueMs, errorMs, uncertaintyMs }) => entryOf({
    // What a reading says is when it was truly so: no camera's clock told that.
    kind: "reading", id: readingId, moment: { trueMs, uncertaintyMs, cameraMs: null, clock: null }, basis: "told", cameraId, errorMs,
  }));
}

/** Everything on the case, in true time; without its facts where `withFacts` is false. @throws AppError case-unknown */
export function readCaseEvents(db: ReadDb, caseId: number, withFacts = true): CaseEvent[] {
  requireCase(db, caseId);
  const reader = new MomentReader(db);
  const subjects = listSubjects(db, caseId);
  const exhibits = new Map(listExhibits(db, caseId).map((exhibit) => [exhibit.exhibitId, exhibit]));
  const findings = listLastFindings(db, caseId);
  const found = [
    ...listPins(db, caseId).map((row) => pinEvent(reader, row, subjects)),
    ...listObservations(db, caseId).map((row) => observationEvent(reader, row, subjects, exhibits)),
    ...listStatements(db, caseId).map((row) => statementEvent(row, findings.get(row.statementId) ?? null, subjects)),
  ];
  const facts = withFacts ? listFacts(db, caseId).map(entryOfFact) : [];
  return [...found, ...facts, ...readingEvents(listReadings(db), [spanOfEvents(found), spanOfFacts(db, caseId)])].sort(inTrueTime);
}

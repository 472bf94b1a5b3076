// The case timeline: pins, observations that hold, statements, facts and assumptions, and readings of the case's clocks taken
// meanwhile, in one list in true time. Filters and words are the clients'.

import type { CaseEvent, CaseEventKind, TimeBasis } from "../../contract/case-events.ts";
import type { Moment } from "../../contract/moment.ts";
import type { Exhibit } from "../../contract/model.ts";
import type { Fact, Subject } from "../../contract/reconstruction.ts";
import { listPins, requireCase, type PinRow } from "../store/cases.ts";
import { listReadings, type ReadingMark } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { listExhibits, listObservations, type ObservationRow } from "../store/exhibits.ts";
import { listFacts } from "../store/facts.ts";
import { listLastFindings, listStatements, listSubjects, type StatementRow } from "../store/statements.ts";
import { momentOfFact, momentOfStatement, MomentReader } from "./moments.ts";
import { subjectOf, subjectsIn } from "./subjects.ts";

type Given = Pick<CaseEvent, "kind" | "id" | "moment"> & Partial<CaseEvent>;

const event = (given: Given): CaseEvent => ({
  key: `${given.kind === "assumption" || given.kind === "event" ? "fact" : given.kind}:${given.id}`,
  endMs: null, timeText: null, basis: "none", title: "", text: null, cameraId: null, place: null, source: null, exhibitId: null, subjectIds: [],
  state: null, count: null, finding: null, errorMs: null, by: null, ...given,
});

function basisOf(kind: CaseEventKind, moment: Moment | null): TimeBasis {
  if (moment === null) return "none";
  if (moment.clock !== null) return moment.uncertaintyMs === null ? "clock-unread" : "clock";
  return kind === "assumption" ? "assumed" : "told";
}

/** People and vehicles of the list that texts name, each once. */
const named = (subjects: readonly Subject[], texts: readonly (string | null)[]): number[] =>
  [...new Set(texts.flatMap((text) => subjectOf(subjects, text)?.subjectId ?? []))];

function pinEvent(reader: MomentReader, row: PinRow, subjects: readonly Subject[]): CaseEvent {
  const { moment, endMs } = reader.ofPin(row);
  return event({
    kind: "pin", id: row.pinId, moment, endMs, basis: basisOf("pin", moment), title: row.title, text: row.note,
    cameraId: row.cameraId, subjectIds: subjectsIn(subjects, [...(JSON.parse(row.tags) as string[]), row.title]).map(({ subjectId }) => subjectId), by: row.by,
  });
}

function observationEvent(reader: MomentReader, row: ObservationRow, subjects: readonly Subject[], exhibits: ReadonlyMap<number, Exhibit>): CaseEvent {
  const { moment, endMs } = reader.ofObservation(row);
  return event({
    key: `observation:${row.firstId ?? row.observationId}`, kind: "observation", id: row.observationId, moment, endMs, basis: basisOf("observation", moment),
    title: exhibits.get(row.exhibitId)?.name ?? "", text: row.note, cameraId: row.cameraId, place: row.place ?? row.container,
    exhibitId: row.exhibitId, subjectIds: named(subjects, [row.holder, row.container]), state: row.state, count: row.count, by: row.by,
  });
}

function statementEvent(row: StatementRow, finding: CaseEvent["finding"], subjects: readonly Subject[]): CaseEvent {
  const moment = momentOfStatement(row);
  return event({
    kind: "statement", id: row.statementId, moment, endMs: row.fromMs === null ? null : row.toMs, basis: basisOf("statement", moment),
    title: row.speaker, text: row.text, subjectIds: named(subjects, [row.speaker]), finding, by: row.by,
  });
}

function factEvent(row: Fact): CaseEvent {
  const moment = momentOfFact(row);
  return event({
    kind: row.kind, id: row.factId, moment, endMs: row.fromMs === null ? null : row.toMs, timeText: row.timeText, basis: basisOf(row.kind, moment), title: row.text,
    cameraId: row.cameraId, place: row.place, source: row.source, exhibitId: row.exhibitId, subjectIds: row.subjectId === null ? [] : [row.subjectId], by: row.by,
  });
}

/** Readings are mostly taken days later; those between the first and the last entry belong to what happened. */
function readingEvents(readings: readonly ReadingMark[], others: readonly CaseEvent[]): CaseEvent[] {
  const cameras = new Set(others.map(({ cameraId }) => cameraId));
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const { moment, endMs } of others) {
    if (moment === null) continue;
    fromMs = Math.min(fromMs, moment.trueMs);
    toMs = Math.max(toMs, endMs ?? moment.trueMs);
  }
  return readings.filter(({ cameraId, trueMs }) => cameras.has(cameraId) && trueMs >= fromMs && trueMs <= toMs).map(({ readingId, cameraId, trueMs, errorMs, uncertaintyMs }) => event({
    // What a reading says is when it was truly so: no camera's clock told that.
    kind: "reading", id: readingId, moment: { trueMs, uncertaintyMs, cameraMs: null, clock: null }, basis: "told", cameraId, errorMs,
  }));
}

/** By true time, then by key, so that the order of what is at one instant is always the same; what has no time comes last. */
function inTrueTime(a: CaseEvent, b: CaseEvent): number {
  if (a.moment === null || b.moment === null) return a.moment === b.moment ? (a.key < b.key ? -1 : 1) : a.moment === null ? 1 : -1;
  return a.moment.trueMs - b.moment.trueMs || (a.key < b.key ? -1 : 1);
}

/** Everything on the case, in true time. @throws AppError case-unknown */
export function readCaseEvents(db: ReadDb, caseId: number): CaseEvent[] {
  requireCase(db, caseId);
  const reader = new MomentReader(db);
  const subjects = listSubjects(db, caseId);
  const exhibits = new Map(listExhibits(db, caseId).map((exhibit) => [exhibit.exhibitId, exhibit]));
  const findings = listLastFindings(db, caseId);
  const found = [
    ...listPins(db, caseId).map((row) => pinEvent(reader, row, subjects)),
    ...listObservations(db, caseId).map((row) => observationEvent(reader, row, subjects, exhibits)),
    ...listStatements(db, caseId).map((row) => statementEvent(row, findings.get(row.statementId) ?? null, subjects)),
    ...listFacts(db, caseId).map(factEvent),
  ];
  return [...found, ...readingEvents(listReadings(db), found)].sort(inTrueTime);
}

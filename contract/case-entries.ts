// Entries of the case timeline made from what is on the case, and their order. Pure, so that a client which holds the facts of a case
// already makes their entries itself: tables of payments have ten thousand. All others are the engine's (engine/cases/case-events.ts).

import type { CaseEvent, CaseEventKind, TimeBasis } from "./case-events.ts";
import { momentOfTold, type Moment } from "./moment.ts";
import type { Fact } from "./reconstruction.ts";

type Given = Pick<CaseEvent, "kind" | "id" | "moment"> & Partial<CaseEvent>;

/** Field by field: every entry gets the same shape, which thousands of them are made and written out by much faster than by spreading. */
export const entryOf = (given: Given): CaseEvent => ({
  key: given.key ?? `${given.kind === "assumption" || given.kind === "event" ? "fact" : given.kind}:${given.id}`,
  kind: given.kind, id: given.id, moment: given.moment, endMs: given.endMs ?? null, timeText: given.timeText ?? null, basis: given.basis ?? "none",
  title: given.title ?? "", text: given.text ?? null, cameraId: given.cameraId ?? null, place: given.place ?? null, source: given.source ?? null,
  exhibitId: given.exhibitId ?? null, subjectIds: given.subjectIds ?? [], state: given.state ?? null, count: given.count ?? null,
  finding: given.finding ?? null, errorMs: given.errorMs ?? null, by: given.by ?? null,
});

/** What an entry's time rests on. */
export function basisOf(kind: CaseEventKind, moment: Moment | null): TimeBasis {
  if (moment === null) return "none";
  if (moment.clock !== null) return moment.uncertaintyMs === null ? "clock-unread" : "clock";
  return kind === "assumption" ? "assumed" : "told";
}

/** A fact, an assumption or an event. */
export function entryOfFact(fact: Fact): CaseEvent {
  const moment = momentOfTold(fact);
  return entryOf({
    kind: fact.kind, id: fact.factId, moment, endMs: fact.fromMs === null ? null : fact.toMs, timeText: fact.timeText, basis: basisOf(fact.kind, moment), title: fact.text,
    cameraId: fact.cameraId, place: fact.place, source: fact.source, exhibitId: fact.exhibitId, subjectIds: fact.subjectId === null ? [] : [fact.subjectId], by: fact.by,
  });
}

/** By true time, then by key, so that the order of what is at one instant is always the same; what has no time comes last. */
export function inTrueTime(a: CaseEvent, b: CaseEvent): number {
  if (a.moment === null || b.moment === null) return a.moment === b.moment ? (a.key < b.key ? -1 : 1) : a.moment === null ? 1 : -1;
  return a.moment.trueMs - b.moment.trueMs || (a.key < b.key ? -1 : 1);
}

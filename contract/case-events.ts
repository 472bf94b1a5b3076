// The case timeline: everything that is on a case in one list, each entry with its moment, so that whoever shows it puts any
// two of them in order by orderMoments (moment.ts) without asking. Words are made by whoever shows it.

import { z } from "zod";
import { cameraId, observationState, rowId, trueMs } from "./model.ts";
import { moment } from "./moment.ts";
import { finding } from "./reconstruction.ts";

export const caseEventKinds = ["pin", "observation", "statement", "fact", "assumption", "event", "reading"] as const;
export const caseEventKind = z.enum(caseEventKinds);
export type CaseEventKind = (typeof caseEventKinds)[number];

/**
 * What an entry's time rests on. `clock`: a camera's clock that somebody read. `clock-unread`: one that nobody has. `told`: as
 * whoever tells it knew. `assumed`: nobody knew, it is taken to be so. `none`: it has no time, or one in words alone.
 */
export const timeBasis = z.enum(["clock", "clock-unread", "told", "assumed", "none"]);
export type TimeBasis = z.infer<typeof timeBasis>;

export const caseEvent = z.object({
  /** Unique within a case: `pin:12`; of an observation its first revision's. */
  key: z.string(),
  kind: caseEventKind,
  /** Of the pin, the observation (the revision that holds), the statement, the fact, the clock reading. */
  id: rowId,
  /** Where it begins; null where it has no time. */
  moment: moment.nullable(),
  /** Null: it is an instant, or nobody knows when it ended. */
  endMs: trueMs.nullable(),
  /** A rough time in words. */
  timeText: z.string().nullable(),
  basis: timeBasis,
  /** The pin's title, the exhibit's name, the speaker, what the fact says; empty for a clock reading. */
  title: z.string(),
  /** A note, or a statement's words. */
  text: z.string().nullable(),
  cameraId: cameraId.nullable(), place: z.string().nullable(), source: z.string().nullable(),
  exhibitId: rowId.nullable(),
  /** People and vehicles of the case's list that it names. */
  subjectIds: z.array(rowId),
  /** Of an observation. */
  state: observationState.nullable(), count: z.number().int().nullable(),
  /** Of a statement; null where it was not assessed. */
  finding: finding.nullable(),
  /** Of a clock reading: camera − true. */
  errorMs: z.number().nullable(),
  by: z.string().nullable(),
});
export type CaseEvent = z.infer<typeof caseEvent>;

/** One standard deviation of an entry's time; null where it has none or nobody knows. */
export const eventUncertaintyMs = (event: Pick<CaseEvent, "moment">): number | null => event.moment?.uncertaintyMs ?? null;

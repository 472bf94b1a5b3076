// What a case is reconstructed from beside pins: people and vehicles, statements, facts that no camera saw, the story, and
// which cameras had a view. What follows from them is in continuity.ts. Absent is null, never undefined.

import { z } from "zod";
import { cameraId, caseState, exhibit, observation, pin, rowId, trueMs, uncertaintyMs } from "./model.ts";

/** A person or vehicle of the story, by the label that the investigator gives. Nothing biometric. */
export const subjectKind = z.enum(["person", "vehicle"]);
export const subject = z.object({
  subjectId: rowId, caseId: rowId, kind: subjectKind,
  label: z.string(), plate: z.string().nullable(), note: z.string().nullable(),
  removedMs: z.number().nullable(), createdMs: z.number(),
});
export type Subject = z.infer<typeof subject>;

/** What a statement is as evidence: 被害人陈述, 证人证言, 犯罪嫌疑人供述和辩解, 其他. */
export const testimonyKind = z.enum(["victim", "witness", "suspect", "other"]);
export const finding = z.enum(["confirmed", "contradicted", "not-observable"]);
export type Finding = z.infer<typeof finding>;

/** What the footage was found to say of a statement. A later one replaces an earlier one and leaves it standing. */
export const assessment = z.object({
  assessmentId: rowId,
  /** Null: the assessment before it was taken back, nothing put in its place. */
  finding: finding.nullable(),
  pinIds: z.array(rowId), note: z.string().nullable(),
  by: z.string(), createdMs: z.number(),
});
export const statement = z.object({
  statementId: rowId, caseId: rowId,
  /** Who said it, and the person of the case of that label. */
  speaker: z.string(), speakerId: rowId.nullable(),
  kind: testimonyKind, text: z.string(),
  /** When it was made. */
  madeMs: trueMs.nullable(),
  /** The time that it speaks of. */
  fromMs: trueMs.nullable(), toMs: trueMs.nullable(),
  /** The last of `assessments`. */
  finding: finding.nullable(), pinIds: z.array(rowId), note: z.string().nullable(),
  assessments: z.array(assessment),
  removedMs: z.number().nullable(), by: z.string(), createdMs: z.number(),
});
export type Statement = z.infer<typeof statement>;

/** `fact`: known from elsewhere (a payment, a toll record). `assumption`: held to be so, marked as such. `event`: anything else on the timeline. */
export const factKind = z.enum(["fact", "assumption", "event"]);
export const factTexts = z.object({
  kind: factKind.default("fact"),
  text: z.string().trim().min(1).max(10_000),
  /** Null: no time is known, or only `timeText`. */
  fromMs: trueMs.nullable().default(null), toMs: trueMs.nullable().default(null),
  uncertaintyMs: uncertaintyMs.default(null),
  /** A rough time in words, such as "after lunch". */
  timeText: z.string().trim().max(200).nullable().default(null),
  place: z.string().trim().max(500).nullable().default(null),
  /** Where it is known from. */
  source: z.string().trim().max(1_000).nullable().default(null),
  /** What it is about, where it says so: a camera of the library, an exhibit and a person or vehicle of the case. */
  cameraId: cameraId.nullable().default(null), exhibitId: rowId.nullable().default(null), subjectId: rowId.nullable().default(null),
});
export type FactTexts = z.infer<typeof factTexts>;
export const fact = z.object({
  factId: rowId, caseId: rowId, kind: factKind, text: z.string(),
  fromMs: trueMs.nullable(), toMs: trueMs.nullable(), uncertaintyMs, timeText: z.string().nullable(),
  place: z.string().nullable(), source: z.string().nullable(),
  /** Older bundles have none of these. */
  cameraId: cameraId.nullable().default(null), exhibitId: rowId.nullable().default(null), subjectId: rowId.nullable().default(null),
  removedMs: z.number().nullable(), by: z.string(), createdMs: z.number(),
});
export type Fact = z.infer<typeof fact>;

/** What a section of the story may cite: `[[pin:12]]`. */
export const citationKind = z.enum(["pin", "observation", "statement", "fact", "exhibit", "subject"]);
/** A token of the text and what it stands for now: times are those of the cited thing, corrected. */
export const citation = z.object({
  token: z.string(), kind: citationKind, citedId: rowId,
  /** Null where nothing of that id is on the case (any more). */
  title: z.string().nullable(),
  startMs: trueMs.nullable(), endMs: trueMs.nullable(), uncertaintyMs,
  cameraId: cameraId.nullable(),
});
export type Citation = z.infer<typeof citation>;
export const storySection = z.object({
  sectionId: rowId, caseId: rowId, position: z.number().int(),
  title: z.string(), text: z.string(),
  citations: z.array(citation),
  removedMs: z.number().nullable(), changedMs: z.number(),
});
export type StorySection = z.infer<typeof storySection>;

/** Which cameras a person says had (or had not) a view of an exhibit; ends null: all the time. */
export const exhibitView = z.object({
  cameraId, hasView: z.boolean(), fromMs: trueMs.nullable().default(null), toMs: trueMs.nullable().default(null),
});
export type ExhibitView = z.infer<typeof exhibitView>;

/** A case with all that is on it. What was taken off is left out. */
export const caseFile = caseState.extend({
  pins: z.array(pin), exhibits: z.array(exhibit), observations: z.array(observation),
  statements: z.array(statement), subjects: z.array(subject), facts: z.array(fact), story: z.array(storySection),
});
export type CaseFile = z.infer<typeof caseFile>;

/** A case without its facts, of which it may have ten thousand: what is shown of it while it is worked on. */
export const caseView = caseFile.omit({ facts: true });
export type CaseView = z.infer<typeof caseView>;

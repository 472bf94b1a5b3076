// Requests of the reconstruction: exhibits, observations, people and vehicles, statements, facts, the story, and what
// follows from them. Part of methods.ts, which spreads it. Everything that is taken off a case can be put back.

import { z } from "zod";
import { caseEvent } from "./case-events.ts";
import { access, continuity, elimination, lookNext } from "./continuity.ts";
import { factTable, factTableInput, factTableProblem } from "./fact-table.ts";
import { gapColumns, gapReport } from "./gap-report.ts";
import { casePath } from "./path.ts";
import * as model from "./model.ts";
import * as parts from "./reconstruction.ts";

const ok = z.object({});
const optionalText = (max: number) => z.string().trim().max(max).transform((t) => (t === "" ? null : t)).nullable().default(null);
const requiredText = (max: number) => z.string().trim().min(1).max(max);
const caseId = model.rowId;

/** A frame of a camera by true time; the engine keeps which frame of which file that is. */
const frameAt = z.object({ cameraId: model.cameraId, atMs: model.trueMs });

const exhibitTexts = z.object({
  name: requiredText(500), kind: optionalText(200),
  count: z.number().int().positive().max(1_000_000).nullable().default(null),
  note: optionalText(10_000),
});

const observationFacts = z.object({
  atMs: model.trueMs, toMs: model.trueMs.nullable().default(null),
  state: model.observationState,
  count: z.number().int().nonnegative().max(1_000_000).nullable().default(null),
  cameraId: model.cameraId.nullable().default(null),
  place: optionalText(500), holder: optionalText(200), container: optionalText(200), note: optionalText(10_000),
  statementId: model.rowId.nullable().default(null),
  /** Of a time that was told; a camera's own is known from its clock. */
  uncertaintyMs: z.number().nonnegative().max(31_536_000_000).nullable().default(null),
});

const subjectTexts = z.object({ kind: parts.subjectKind.default("person"), label: requiredText(200), plate: optionalText(50), note: optionalText(10_000) });

const statementTexts = z.object({
  speaker: requiredText(200), kind: parts.testimonyKind.default("other"), text: requiredText(20_000),
  madeMs: model.trueMs.nullable().default(null),
  fromMs: model.trueMs.nullable().default(null), toMs: model.trueMs.nullable().default(null),
});

const factRow = parts.factTexts;

/** Cameras that are taken to have a view, for this question alone; null: as chosen for the exhibit, or as the map says. */
const cameraIds = z.array(model.cameraId).min(1).max(1_000).nullable().default(null);
const question = z.object({ caseId, exhibitId: model.rowId, cameraIds });

const gapQuestion = z.object({
  caseId: caseId.nullable().default(null), site: optionalText(200),
  fromMs: model.trueMs.nullable().default(null), toMs: model.trueMs.nullable().default(null),
  cameraIds,
});
const lang = z.enum(["zh-CN", "en"]);
const paper = z.object({ name: z.string(), text: z.string() });

export const reconstructionMethods = {
  // — exhibits and observations —
  "exhibits.add": { input: exhibitTexts.extend({ caseId, picture: frameAt.nullable().default(null) }), output: model.exhibit },
  /** `picture` undefined leaves it as it is. */
  "exhibits.update": { input: exhibitTexts.extend({ exhibitId: model.rowId, picture: frameAt.nullable().optional() }), output: model.exhibit },
  /** Takes an exhibit off the case; its observations stay and come back with it. */
  "exhibits.retire": { input: z.object({ exhibitId: model.rowId }), output: model.exhibit },
  "exhibits.restore": { input: z.object({ exhibitId: model.rowId }), output: model.exhibit },
  /** Exhibits, people and vehicles that were taken off a case, and withdrawn observations of the exhibits that stand on it: what can be put back. */
  "exhibits.takenOff": { input: z.object({ caseId }), output: z.object({ exhibits: z.array(model.exhibit), observations: z.array(model.observation), subjects: z.array(parts.subject) }) },
  /** Says which cameras had a view of it; replaces what was said before. */
  "exhibits.setViews": { input: z.object({ exhibitId: model.rowId, views: z.array(parts.exhibitView).max(1_000) }), output: z.object({ views: z.array(parts.exhibitView) }) },
  "exhibits.views": { input: z.object({ exhibitId: model.rowId }), output: z.object({ views: z.array(parts.exhibitView) }) },
  "observations.add": { input: observationFacts.extend({ caseId, exhibitId: model.rowId }), output: model.observation },
  /** Corrects: a new revision with a new id, which says why. The one before stays readable. */
  "observations.revise": { input: observationFacts.extend({ observationId: model.rowId, reason: requiredText(2_000) }), output: model.observation },
  /** Takes it back: a last revision that says why. */
  "observations.withdraw": { input: z.object({ observationId: model.rowId, reason: requiredText(2_000) }), output: ok },
  /** Puts the last content of a withdrawn observation back, as a new revision. `observationId`: any of its revisions. */
  "observations.reinstate": { input: z.object({ observationId: model.rowId, reason: requiredText(2_000) }), output: model.observation },
  /** All revisions of one observation, first to last. */
  "observations.history": { input: z.object({ observationId: model.rowId }), output: z.array(model.observation.extend({ isWithdrawn: z.boolean() })) },

  // — people and vehicles —
  "subjects.add": { input: subjectTexts.extend({ caseId }), output: parts.subject },
  "subjects.update": { input: subjectTexts.extend({ subjectId: model.rowId }), output: parts.subject },
  "subjects.remove": { input: z.object({ subjectId: model.rowId }), output: ok },
  "subjects.restore": { input: z.object({ subjectId: model.rowId }), output: parts.subject },

  // — statements —
  "statements.add": { input: statementTexts.extend({ caseId }), output: parts.statement },
  "statements.update": { input: statementTexts.extend({ statementId: model.rowId }), output: parts.statement },
  /** `finding` null takes the last assessment back. `caseId`, where given, must be the statement's. */
  "statements.assess": {
    input: z.object({ statementId: model.rowId, finding: parts.finding.nullable(), pinIds: z.array(model.rowId).max(200).default([]), note: optionalText(10_000) }),
    output: parts.statement,
  },
  "statements.remove": { input: z.object({ statementId: model.rowId }), output: ok },
  "statements.restore": { input: z.object({ statementId: model.rowId }), output: parts.statement },

  // — facts, assumptions, events —
  /** Facts, assumptions and events of a case, as they were entered. Changes of them have a topic of their own. */
  "facts.list": { input: z.object({ caseId }), output: z.object({ caseId, facts: z.array(parts.fact) }) },
  "facts.add": { input: factRow.extend({ caseId }), output: parts.fact },
  "facts.update": { input: factRow.extend({ factId: model.rowId }), output: parts.fact },
  "facts.remove": { input: z.object({ factId: model.rowId }), output: ok },
  "facts.restore": { input: z.object({ factId: model.rowId }), output: parts.fact },
  /**
   * Reads a table and writes nothing: what each row would become, what is wrong with it, and whether it is there already.
   * `caseId` null: no case to compare with. @see fact-table.ts
   */
  "facts.preview": { input: factTableInput.safeExtend({ caseId: caseId.nullable().default(null) }), output: factTable },
  /**
   * Enters the rows of a table that are right, as one act. `onlyWhole`: none at all where any is wrong. `keepSame`: also those
   * that stand on the case already; `same` names the ones that were left out for that.
   */
  "facts.import": {
    input: factTableInput.safeExtend({ caseId, onlyWhole: z.boolean().default(false), keepSame: z.boolean().default(false), fileName: optionalText(500) }),
    output: z.object({
      factIds: z.array(model.rowId),
      problems: z.array(factTableProblem.extend({ row: z.number().int() })),
      same: z.array(z.object({ row: z.number().int(), factId: model.rowId })),
    }),
  },
  /** The case timeline as CSV, cells that a spreadsheet would run as formulas made harmless. */
  "facts.export": { input: z.object({ caseId }), output: z.object({ text: z.string() }) },
  /** The case timeline: everything on the case in true time; what has no time comes last. `withFacts` false: for who has the facts (facts.list) and makes their entries (case-entries.ts). */
  "events.read": { input: z.object({ caseId, withFacts: z.boolean().default(true) }), output: z.object({ events: z.array(caseEvent) }) },

  // — the story —
  /** `sectionId` null: a new one at the end. */
  "story.save": { input: z.object({ caseId, sectionId: model.rowId.nullable().default(null), title: z.string().trim().max(500).default(""), text: z.string().max(200_000) }), output: parts.storySection },
  "story.order": { input: z.object({ caseId, sectionIds: z.array(model.rowId).max(1_000) }), output: ok },
  "story.remove": { input: z.object({ sectionId: model.rowId }), output: ok },
  "story.restore": { input: z.object({ sectionId: model.rowId }), output: parts.storySection },

  // — what follows —
  "continuity.read": { input: question, output: continuity },
  /** The footage that would narrow the intervals of loss most, best first. */
  "continuity.lookNext": { input: question.extend({ limit: z.number().int().positive().max(200).default(20) }), output: z.array(lookNext) },
  /** Who was near the exhibit inside each interval of loss. `lossIndex` null: in any. */
  "continuity.access": { input: question.extend({ lossIndex: z.number().int().nonnegative().nullable().default(null) }), output: z.array(access) },
  "continuity.eliminate": {
    input: z.object({ cameraIds: z.array(model.cameraId).min(1).max(1_000), fromMs: model.trueMs, toMs: model.trueMs }).refine((q) => q.fromMs < q.toMs, { path: ["toMs"], error: "from < to" }),
    output: elimination,
  },
  /** From camera to camera: of an exhibit, of a person or vehicle by label, or (neither) through all pins; and whether there was time enough. */
  "map.path": {
    input: z.object({
      caseId, exhibitId: model.rowId.nullable().default(null), subject: optionalText(200),
      /** Faster than this is told as not plausible, km/h; null: than anything on a road. */
      limitKmh: z.number().positive().max(10_000).nullable().default(null),
    }).refine((q) => q.exhibitId === null || q.subject === null, { path: ["subject"], error: "an exhibit or a subject, not both" }),
    output: casePath,
  },
  /** Every gap with its cause, of a case (its period and cameras), a site, or all. */
  "gaps.report": { input: gapQuestion, output: gapReport },
  "gaps.columns": { input: gapQuestion, output: gapColumns },
  /** The same as a page that prints (`page`), a table for a spreadsheet (`table`), or one page with every draft notice. `name`: for the file. */
  "gaps.paper": { input: gapQuestion.extend({ form: z.enum(["page", "table", "notices"]), lang }), output: paper },
  /** The draft notice (调取证据通知书) for one stretch of one camera: as text in `lang`, and as a page in both languages. */
  "gaps.notice": {
    input: z.object({ caseId: caseId.nullable().default(null), cameraId: model.cameraId, startMs: model.trueMs, endMs: model.trueMs, lang })
      .refine((n) => n.startMs < n.endMs, { path: ["endMs"], error: "start < end" }),
    output: paper.extend({ page: z.string() }),
  },
} as const;

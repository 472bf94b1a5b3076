// Requests for what follows from a case's observations: continuity, what to look at next, who had access, what footage says
// of a claim that nothing happened, and the report of gaps.

import { AppError } from "../../contract/errors.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { eliminate } from "./elimination.ts";
import { AccessList, ExhibitQuestion } from "./exhibit-continuity.ts";
import { gapColumnsOf, reportGaps, requestAt } from "./gap-report.ts";
import { gapPaper } from "./gap-paper.ts";
import { readCaseView } from "./case-file.ts";
import { noticePaper } from "./notice-paper.ts";
import { bestFirst } from "./look-next.ts";

type ContinuityMethods = "continuity.read" | "continuity.lookNext" | "continuity.access" | "continuity.eliminate" | "gaps.report" | "gaps.columns" | "gaps.paper" | "gaps.notice";

export function continuityHandlers(context: EngineContext): SomeHandlers<ContinuityMethods> {
  const { db } = context.store;
  return {
    "continuity.read": ({ caseId, exhibitId, cameraIds }) => new ExhibitQuestion(db, caseId, exhibitId, cameraIds).continuity(),
    "continuity.lookNext": ({ caseId, exhibitId, cameraIds, limit }) => new ExhibitQuestion(db, caseId, exhibitId, cameraIds).looks().sort(bestFirst).slice(0, limit),
    "continuity.access": ({ caseId, exhibitId, cameraIds, lossIndex }) => {
      const question = new ExhibitQuestion(db, caseId, exhibitId, cameraIds);
      const { loss } = question.bareContinuity();
      if (lossIndex !== null && lossIndex >= loss.length) throw new AppError("input-invalid", { field: "lossIndex", detail: `0–${loss.length - 1}` });
      const list = new AccessList();
      for (const [i, one] of loss.entries()) if (lossIndex === null || i === lossIndex) list.addAll(question.accessOf(one));
      return list.sorted();
    },
    "continuity.eliminate": ({ cameraIds, fromMs, toMs }) => {
      for (const cameraId of cameraIds) requireCamera(db, cameraId);
      return eliminate(db, [...new Set(cameraIds)], { startMs: fromMs, endMs: toMs });
    },
    "gaps.report": (question, signal) => reportGaps(db, question, Date.now(), signal),
    "gaps.columns": async (question, signal) => gapColumnsOf(await reportGaps(db, question, Date.now(), signal)),
    "gaps.paper": async ({ form, lang, ...question }, signal) => {
      const madeMs = Date.now();
      const facts = { report: await reportGaps(db, question, madeMs, signal), site: question.site, file: question.caseId === null ? null : readCaseView(db, question.caseId), timezone: context.store.timezone, madeMs };
      return gapPaper(facts, form, lang);
    },
    "gaps.notice": ({ caseId, cameraId, startMs, endMs, lang }) => {
      const madeMs = Date.now();
      const request = requestAt(db, cameraId, { startMs, endMs }, madeMs);
      return noticePaper({ request, file: caseId === null ? null : readCaseView(db, caseId), timezone: context.store.timezone, madeMs }, lang);
    },
  };
}

// From what a person chose to the question for the engine: what about, and when. Pure.

import type { InputOf } from "../../contract/methods.ts";
import { asTrueMs, DAY_MS, type Range } from "../../contract/time.ts";

/** `place`: one that may have no camera at all, by its name. */
export type GapScope = { readonly kind: "case" } | { readonly kind: "library" } | { readonly kind: "site" | "place"; readonly name: string };

/** `whole`: the case's own time, or all footage. `weeks`: the last ones that have footage. */
export type GapPeriod =
  | { readonly kind: "whole" }
  | { readonly kind: "loss"; readonly index: number }
  | { readonly kind: "weeks"; readonly count: 1 | 4 }
  | { readonly kind: "own"; readonly fromMs: number | null; readonly toMs: number | null };

export type GapQuestion = InputOf<"gaps.columns">;

export interface QuestionFacts {
  readonly caseId: number | null;
  /** Intervals of loss of the exhibit in focus. */
  readonly losses: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Of the whole library. */
  readonly coverage: Range<number> | null;
  readonly nowMs: number;
}

/** What still has to be said before anything can be asked. */
export type Lack = "place" | "time" | "order";

const WEEK_MS = 7 * DAY_MS;

/** Weeks end with the footage, so that an old case has its last weeks too; a recorder's clock may run ahead of ours. */
function weeksOf(count: number, { coverage, nowMs }: QuestionFacts): { fromMs: number; toMs: number } {
  const toMs = coverage === null ? nowMs : Math.min(coverage.endMs, Math.max(nowMs, coverage.startMs + 1));
  return { fromMs: toMs - count * WEEK_MS, toMs };
}

function timeOf(scope: GapScope, period: GapPeriod, facts: QuestionFacts): { readonly fromMs: number | null; readonly toMs: number | null } | Lack {
  switch (period.kind) {
    case "own":
      if (period.fromMs === null || period.toMs === null) return "time";
      return period.fromMs < period.toMs ? period : "order";
    case "weeks": return weeksOf(period.count, facts);
    case "loss": {
      const loss = facts.losses[period.index];
      // An interval that is no more, or has no length, leaves the whole.
      if (loss !== undefined && loss.fromMs < loss.toMs) return loss;
      break;
    }
    case "whole": break;
  }
  // A place without cameras has no footage that its time could be taken from.
  return scope.kind === "place" && facts.coverage !== null ? { fromMs: facts.coverage.startMs, toMs: facts.coverage.endMs } : { fromMs: null, toMs: null };
}

export function gapQuestion(scope: GapScope, period: GapPeriod, facts: QuestionFacts): GapQuestion | Lack {
  if (scope.kind === "place" && scope.name.trim() === "") return "place";
  const time = timeOf(scope, period, facts);
  if (typeof time === "string") return time;
  const at = (ms: number | null) => (ms === null ? null : asTrueMs(Math.round(ms)));
  return {
    caseId: scope.kind === "case" ? facts.caseId : null, site: scope.kind === "site" || scope.kind === "place" ? scope.name.trim() : null,
    fromMs: at(time.fromMs), toMs: at(time.toMs), cameraIds: null,
  };
}

/** What the report is about when nobody chose: the open case. A case that was closed meanwhile leaves the whole library. */
export const scopeInUse = (scope: GapScope | null, caseId: number | null): GapScope =>
  scope === null || scope.kind === "case" ? (caseId === null ? { kind: "library" } : { kind: "case" }) : scope;

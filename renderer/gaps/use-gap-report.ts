// The report for what was chosen: asked anew when the footage changed, stopped when a person says so. What was watched meanwhile is
// not followed: the report stands where the wall would, and nothing is watched behind it.

import { useMemo, useState } from "react";
import type { GapColumns } from "../../contract/gap-report.ts";
import type { AppError } from "../../contract/errors.ts";
import { useLibrary } from "../engine/library.ts";
import { queryKey } from "../engine/query-key.ts";
import { useQuery } from "../engine/use-query.ts";
import { useFocusedExhibit } from "../reconstruct/exhibit-focus.ts";
import { useView } from "../state/view-store.ts";
import { gapQuestion, scopeInUse, type GapQuestion, type GapScope, type Lack } from "./gap-question.ts";
import { useGapView } from "./gap-store.ts";

const TOPICS = ["recordings", "clocks", "cameras", "files", "cases"] as const;

export interface LossChoice { readonly fromMs: number; readonly toMs: number; readonly fromCount: number | null; readonly toCount: number }

export interface AskedReport {
  readonly scope: GapScope;
  readonly losses: readonly LossChoice[];
  readonly question: GapQuestion | null;
  readonly lack: Lack | null;
  readonly report: GapColumns | null;
  readonly error: AppError | null;
  readonly isReading: boolean;
  readonly isStopped: boolean;
  stop(): void;
  again(): void;
}

export function useGapReport(): AskedReport {
  const caseId = useView((s) => s.caseId);
  const { scope: chosen, period } = useGapView();
  const coverage = useLibrary().data?.coverage ?? null;
  const exhibit = useFocusedExhibit();
  const losses = useQuery("continuity.read", exhibit === null ? null : { caseId: exhibit.caseId, exhibitId: exhibit.exhibitId }, { topics: ["cases", "clocks", "recordings"] }).data?.loss ?? [];
  const scope = scopeInUse(chosen, caseId);
  // Weeks end at most now; the day they were asked on is near enough.
  const nowMs = useMemo(() => Date.now(), [period]);
  const asked = gapQuestion(scope, period, { caseId, losses, coverage, nowMs });
  const question = typeof asked === "string" ? null : asked;
  const key = question === null ? null : queryKey("gaps.columns", question);
  const [stoppedKey, setStoppedKey] = useState<string | null>(null);
  const isStopped = key !== null && key === stoppedKey;
  const answer = useQuery("gaps.columns", isStopped ? null : question, { topics: TOPICS });
  return {
    scope, losses, question, lack: typeof asked === "string" ? asked : null, report: isStopped ? null : answer.data, error: answer.error,
    isReading: answer.loading, isStopped, stop: () => setStoppedKey(key), again: () => setStoppedKey(null),
  };
}

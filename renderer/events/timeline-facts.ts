// The facts of the open case that have a time, for the timeline to draw along the foot of its case lane.

import { useMemo } from "react";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import type { SceneFact } from "../timeline/scene-facts.ts";

const NONE: readonly SceneFact[] = [];

export function useTimelineFacts(): readonly SceneFact[] {
  const caseId = useView((s) => s.caseId);
  const file = useQuery("cases.read", caseId === null ? null : { caseId }, { topics: ["cases", "clocks"] }).data;
  const facts = file !== null && file.caseId === caseId ? file.facts : null;
  return useMemo(() => facts === null ? NONE : facts.flatMap(({ factId, kind, fromMs, toMs, uncertaintyMs, text, source, place, cameraId }): SceneFact[] => {
    const startMs = fromMs ?? toMs;
    return startMs === null ? [] : [{ factId, kind, startMs, endMs: fromMs === null ? null : toMs, uncertaintyMs, text, source, place, cameraId }];
  }), [facts]);
}

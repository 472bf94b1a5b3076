// The facts of the open case that have a time, for the timeline to draw along the foot of its case lane.

import { useMemo } from "react";
import { useCaseFacts } from "../case/open-case.ts";
import { useView } from "../state/view-store.ts";
import type { SceneFact } from "../timeline/scene-facts.ts";

const NONE: readonly SceneFact[] = [];

export function useTimelineFacts(): readonly SceneFact[] {
  const facts = useCaseFacts(useView((s) => s.caseId));
  return useMemo(() => facts === null ? NONE : facts.flatMap(({ factId, kind, fromMs, toMs, uncertaintyMs, text, source, place, cameraId }): SceneFact[] => {
    const startMs = fromMs ?? toMs;
    return startMs === null ? [] : [{ factId, kind, startMs, endMs: fromMs === null ? null : toMs, uncertaintyMs, text, source, place, cameraId }];
  }), [facts]);
}

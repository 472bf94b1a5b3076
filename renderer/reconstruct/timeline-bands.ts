// The bands of the case's exhibits for the timeline: the one in focus first, then as many others as there is room for.

import { useMemo } from "react";
import { useOpenCase } from "../case/open-case.ts";
import { useQueries } from "../engine/use-query.ts";
import { BANDS_MAX, type SceneBand } from "../timeline/scene-bands.ts";
import { BAND_TOPICS, focusedExhibit, useExhibitFocus } from "./exhibit-focus.ts";

const NONE: readonly SceneBand[] = [];

export interface TimelineBands {
  readonly bands: readonly SceneBand[];
  /** Of the case, those without a band too. */
  readonly exhibitIds: readonly number[];
}

/** `isAll`: of every exhibit, for the list, which has room for them. */
export function useTimelineBands(isAll: boolean): TimelineBands {
  const chosenId = useExhibitFocus((s) => s.exhibitId);
  const exhibits = useOpenCase()?.exhibits ?? [];
  const focused = focusedExhibit(exhibits, chosenId);
  const shown = focused === null ? [] : [focused, ...exhibits.filter((one) => one !== focused)].slice(0, isAll ? Infinity : BANDS_MAX);
  const answers = useQueries("continuity.read", shown.map(({ caseId: of, exhibitId }) => ({ caseId: of, exhibitId })), { topics: BAND_TOPICS });
  const names = shown.map(({ name }) => name).join("\n");
  const ids = exhibits.map(({ exhibitId }) => exhibitId).join(" ");
  const bands = useMemo(() => {
    const found = shown.flatMap(({ exhibitId, name }, i): SceneBand[] => {
      const continuity = answers[i]?.data ?? null;
      if (continuity === null || continuity.exhibitId !== exhibitId) return [];
      return [{ exhibitId, name, spans: continuity.spans, gaps: continuity.gaps, contradictions: continuity.contradictions }];
    });
    // The first is the one in focus, drawn in full: without its answer there is none yet. Where nothing was observed at all, lanes have the room.
    return found[0]?.exhibitId === focused?.exhibitId && found.some(({ spans }) => spans.length > 0) ? found : NONE;
  }, [answers, names, focused?.exhibitId]);
  return useMemo(() => ({ bands, exhibitIds: ids === "" ? [] : ids.split(" ").map(Number) }), [bands, ids]);
}

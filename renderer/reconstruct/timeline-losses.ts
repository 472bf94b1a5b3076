// The intervals of loss of the exhibit in focus, for the timeline to draw as brackets over its lanes.

import { useMemo } from "react";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";
import type { SceneLoss } from "../timeline/scene-losses.ts";
import { BAND_TOPICS, useFocusedExhibit } from "./exhibit-focus.ts";
import { useReconstructWords } from "./use-reconstruct-words.ts";

const NONE: readonly SceneLoss[] = [];

export function useTimelineLosses(): readonly SceneLoss[] {
  const { t, i18n } = useWords();
  const exhibit = useFocusedExhibit();
  const words = useReconstructWords();
  const found = useQuery("continuity.read", exhibit === null ? null : { caseId: exhibit.caseId, exhibitId: exhibit.exhibitId }, { topics: BAND_TOPICS }).data;
  // Words change with the language alone, and the canvas is drawn anew for each new list.
  return useMemo(() => exhibit === null || found === null || found.exhibitId !== exhibit.exhibitId ? NONE : found.loss.map((loss, i) => ({
    key: `${exhibit.exhibitId} ${i}`, fromMs: loss.fromMs, toMs: loss.toMs, fromUncertaintyMs: loss.fromUncertaintyMs, toUncertaintyMs: loss.toUncertaintyMs,
    label: `${exhibit.name} ${t("loss.change", { from: loss.fromCount ?? t("loss.some"), to: loss.toCount })} · ${words.length(loss.toMs - loss.fromMs)}`,
  })), [exhibit?.exhibitId, exhibit?.name, found, i18n.language]);
}

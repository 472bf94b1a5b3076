// How the timeline says what is known of an exhibit: the card at the pointer and the list say the same.

import { useTranslation } from "react-i18next";
import type { Contradiction, Span } from "../../contract/continuity.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";

export interface BandWords {
  /** `seen 5 · back seat · Gate (SJM-02)` */
  span(span: Span): string;
  open: string;
  contradiction(one: Contradiction): string;
  time(atMs: number, uncertaintyMs?: number | null): string;
}

export function useBandWords(): BandWords {
  const { t } = useTranslation(["window", "common", "lanes"]);
  const words = useReconstructWords();
  return {
    open: t("lanes:band.open"),
    span: (span) => [
      `${t(`common:observation.${span.state}`)}${span.count === null ? "" : ` ${span.count}`}`, span.holder, span.container, span.place,
      span.cameraId === null ? t("lanes:band.told") : words.camera(span.cameraId),
    ].filter((part) => part !== null && part !== "").join(" · "),
    contradiction: (one) => t(`window:contradiction.${one.code}`, { at: words.time(one.atMs), from: one.fromCount ?? t("window:loss.some"), to: one.toCount ?? t("window:loss.some") }),
    time: words.time,
  };
}

// A leg of a way in words: for the mark on the map and for the list beside it.

import { useTranslation } from "react-i18next";
import type { PathLeg } from "../../contract/path.ts";
import { useReconstructWords } from "../reconstruct/use-reconstruct-words.ts";
import { verdictOf } from "./path-geometry.ts";

/** Tenths only where they say something. */
const speedText = (kmh: number): string => (kmh < 10 ? kmh.toFixed(1) : String(Math.round(kmh)));

export interface LegWords {
  /** Short, for the line itself. */
  readonly mark: string;
  readonly length: string;
  readonly speed: string | null;
  readonly verdict: string;
}

export function useLegWords(): (leg: PathLeg) => LegWords {
  const { t } = useTranslation("map");
  const words = useReconstructWords();
  return (leg) => {
    const distance = String(Math.round(leg.distanceM));
    const elapsed = words.length(leg.elapsedMs);
    const speed = leg.speedKmh === null ? null : speedText(leg.speedKmh);
    const verdict = verdictOf(leg);
    return {
      mark: speed === null ? t("path.legMarkNoTime", { distance }) : t("path.legMark", { distance, elapsed, speed }),
      length: speed === null ? t("path.legNoTime", { distance, elapsed }) : t("path.leg", { distance, elapsed }),
      speed: speed === null ? null : t("path.speed", { speed }),
      verdict: t(`path.verdict.${verdict === "implausible" && leg.leastKmh === null ? "impossible" : verdict}`, {
        pace: t(`path.pace.${leg.pace ?? "standing"}`), least: speedText(leg.leastKmh ?? 0),
      }),
    };
  };
}

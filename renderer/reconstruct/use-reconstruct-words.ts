// How this part says cameras, times with their margins, and lengths. Sentences are in the locales.

import { displayTime, doubledSecondsText, timeParts } from "../../contract/time-text.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { nameWithId } from "../cameras/camera-name.ts";
import { useOrderWords } from "../clocks/use-order-words.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useWords } from "../i18n.ts";

export interface ReconstructWords {
  camera(cameraId: string | null): string;
  /** `14:00:12.250 ±0.8 s`, or that nobody knows how sure. `uncertaintyMs` left out says nothing of it. */
  time(atMs: number, uncertaintyMs?: number | null): string;
  /** With its date and zone. */
  whole(atMs: number): string;
  /** `rounding`: a margin is told rounded down. */
  length(lengthMs: number, rounding?: "down" | "nearest" | "up"): string;
}

export function useReconstructWords(): ReconstructWords {
  const { t } = useWords();
  const say = useOrderWords();
  const timezone = useTimezone();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "clocks"] }).data;
  return {
    camera: (cameraId) => {
      const known = cameras?.find((camera) => camera.cameraId === cameraId);
      return known === undefined ? (cameraId ?? "") : nameWithId(known);
    },
    time: (atMs, uncertaintyMs) => {
      const { time, millis } = timeParts(atMs, timezone);
      const sure = uncertaintyMs === undefined ? "" : ` ${uncertaintyMs === null ? t("common:clock.uncertaintyUnknown") : doubledSecondsText(uncertaintyMs)}`;
      return `${time}${millis === "000" ? "" : `.${millis}`}${sure}`;
    },
    whole: (atMs) => displayTime(atMs, timezone),
    length: (lengthMs, rounding) => lengthWords(lengthMs, say, rounding),
  };
}

// The words for clocks in the language of the window: "fast by 2 min 7 s", "uncorrected". The numbers are clock-words.ts's.

import type { Camera } from "../../contract/model.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { useWords } from "../i18n.ts";
import { directionOfError } from "./clock-words.ts";
import { useOrderWords } from "./use-order-words.ts";

export interface ClockWords {
  /** `41 s`, `2 min 7 s`. */
  amount(lengthMs: number): string;
  /** `fast by 2 min 7 s`. */
  error(errorMs: number): string;
  /** `2 readings: the clock drifts by 40 ppm (3.5 s a day).`; 0 ppm where no drift can be told. */
  drift(ppm: number, readingCount: number): string;
  /** What is known of a camera's clock, in three words. */
  state(clock: Camera["clock"]): string;
}

export function useClockWords(): ClockWords {
  const { t } = useWords();
  const say = useOrderWords();
  const amount = (lengthMs: number): string => lengthWords(lengthMs, say);
  const error = (errorMs: number): string => {
    const direction = directionOfError(errorMs);
    if (direction === "exact") return t("common:clock.exact");
    return direction === "fast" ? t("common:clock.fast", { amount: amount(errorMs) }) : t("common:clock.slow", { amount: amount(errorMs) });
  };
  return {
    amount,
    error,
    drift: (ppm, count) => (ppm === 0 ? t("clock.effect.noDrift", { count }) : t("clock.effect.drift", { count, ppm: Math.round(ppm), seconds: Math.round(ppm * 0.864) / 10 })),
    state: (clock) => (clock.state === "uncorrected" || clock.errorMs === null ? t("common:clock.uncorrected") : error(clock.errorMs)),
  };
}

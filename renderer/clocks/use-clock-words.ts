// The words for clocks in the language of the window: "fast by 127 s", "uncorrected". The numbers are clock-words.ts's.

import type { Camera } from "../../contract/model.ts";
import { useWords } from "../i18n.ts";
import { spokenAmount, spokenError } from "./clock-words.ts";

export interface ClockWords {
  /** `127 s`, `1:02:05`. */
  amount(lengthMs: number): string;
  /** `fast by 127 s`. */
  error(errorMs: number): string;
  /** What is known of a camera's clock, in three words. */
  state(clock: Camera["clock"]): string;
}

export function useClockWords(): ClockWords {
  const { t } = useWords();
  const amount = (lengthMs: number): string => {
    const spoken = spokenAmount(lengthMs);
    return spoken.isSeconds ? t("time.seconds", { seconds: spoken.amount }) : spoken.amount;
  };
  const error = (errorMs: number): string => {
    const { direction } = spokenError(errorMs);
    if (direction === "exact") return t("common:clock.exact");
    return direction === "fast" ? t("common:clock.fast", { amount: amount(errorMs) }) : t("common:clock.slow", { amount: amount(errorMs) });
  };
  return {
    amount,
    error,
    state: (clock) => (clock.state === "uncorrected" || clock.errorMs === null ? t("common:clock.uncorrected") : error(clock.errorMs)),
  };
}

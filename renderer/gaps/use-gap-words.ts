// How the report of gaps says causes, lengths and times. Sentences are in the locales.

import { useTranslation } from "react-i18next";
import type { ReportCause } from "../../contract/gap-report.ts";
import { isGapCause } from "../../contract/gap-week.ts";
import { displayTime, doubledSecondsText } from "../../contract/time-text.ts";
import { lengthWords } from "../../resources/locales/order-sentence.ts";
import { useOrderWords } from "../clocks/use-order-words.ts";
import { useTimezone } from "../engine/library.ts";

const HOUR_MS = 3_600_000;
/** Shorter gaps are told with their milliseconds. */
const EXACT_BELOW_MS = 10_000;

export interface GapWords {
  readonly timezone: string;
  cause(cause: ReportCause): string;
  /** What the cause means, in a sentence. */
  why(cause: ReportCause): string;
  length(ms: number): string;
  /** Sums: hours, smaller ones as lengths. */
  hours(ms: number): string;
  /** Date and time on the wall clock, as fine as the length of what begins or ends there needs. */
  time(atMs: number, lengthMs?: number): string;
  /** The end of a stretch, without its date where that is the beginning's. */
  end(startMs: number, endMs: number): string;
  /** `±0.9 s`, or that the clock was never read. */
  sure(uncertaintyMs: number | null): string;
}

export function useGapWords(): GapWords {
  const { t } = useTranslation(["gaps", "common", "timeline"]);
  const say = useOrderWords();
  const timezone = useTimezone();
  const time = (atMs: number, lengthMs = Infinity): string => displayTime(atMs, timezone).slice(0, lengthMs < EXACT_BELOW_MS ? 23 : 19);
  return {
    timezone, time,
    cause: (cause) => (isGapCause(cause) ? t(`common:gap.${cause}`) : t(`common:reportCause.${cause}`)),
    why: (cause) => (isGapCause(cause) ? t(`timeline:gap.${cause}`) : t(`view.why.${cause}`)),
    length: (ms) => lengthWords(ms, say),
    hours: (ms) => (ms < HOUR_MS ? lengthWords(ms, say) : t("hours", { hours: (ms / HOUR_MS).toFixed(1) })),
    end: (startMs, endMs) => {
      const [start, end] = [time(startMs, endMs - startMs), time(endMs, endMs - startMs)];
      return start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end;
    },
    sure: (uncertaintyMs) => (uncertaintyMs === null ? t("view.uncorrected") : doubledSecondsText(uncertaintyMs)),
  };
}

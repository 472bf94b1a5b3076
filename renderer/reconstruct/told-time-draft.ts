// The time of an observation that rests on a statement, while it is typed. Pure.

import { deviationFromSeconds } from "../clocks/reading-draft.ts";
import type { FieldTime } from "../design/field-time.ts";

/** A told time as it is typed. */
export interface ToldTimeDraft {
  readonly atMs: FieldTime;
  readonly toMs: FieldTime;
  /** ± seconds; empty: nothing was said of it. */
  readonly within: string;
}

/** What is wrong with a told time; null where it may be kept. */
export function toldTimeFault({ atMs, toMs, within }: ToldTimeDraft): "no-time" | "order" | "within" | null {
  if (typeof atMs !== "number" || toMs === "unreadable") return "no-time";
  if (toMs !== null && toMs <= atMs) return "order";
  return within.trim() !== "" && deviationFromSeconds(within) === null ? "within" : null;
}

/** The field's text of an uncertainty, one standard deviation: people see twice that. */
export const withinText = (uncertaintyMs: number | null): string => (uncertaintyMs === null ? "" : String((2 * uncertaintyMs) / 1000));

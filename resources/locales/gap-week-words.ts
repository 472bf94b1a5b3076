// The picture of missing hours by weekday told in words, for those who cannot see it; the window and the page say the same.

import type { HourRun } from "../../contract/gap-week.ts";
import { twoDigits } from "../../contract/time-text.ts";
import type { gaps as en } from "./en/gaps.ts";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Says a word of `gaps:week` in the language of whoever asks. */
export type SayWeek = (word: keyof (typeof en)["week"], params?: Readonly<Record<string, string | number>>) => string;

/** One sentence part a day that misses something; days that miss the same hours are told together. */
export function weekWords(runs: readonly HourRun[], say: SayWeek): string[] {
  const byDay = WEEKDAYS.map((_, weekday) => runs.filter((run) => run.weekday === weekday)
    .map((run) => say("run", { from: twoDigits(run.fromHour), to: twoDigits(run.toHour), share: Math.max(1, Math.round(run.share * 100)) }))
    .reduce((before, next) => (before === "" ? next : say("hours", { before, next })), ""));
  const told = new Map<string, string[]>();
  for (const [weekday, hours] of byDay.entries()) if (hours !== "") told.set(hours, [...(told.get(hours) ?? []), say(WEEKDAYS[weekday]!)]);
  return [...told].map(([hours, days]) => say("day", { days: days.reduce((before, next) => say("days", { before, next })), hours }));
}

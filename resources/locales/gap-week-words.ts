// The picture of missing hours by weekday told in words, for those who cannot see it; the window and the page say the same.

import type { HourRun } from "../../contract/gap-week.ts";
import type { gaps as en } from "./en/gaps.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const two = (n: number): string => String(n).padStart(2, "0");

/** Says a word of `gaps:week` in the language of whoever asks. */
export type SayWeek = (word: keyof (typeof en)["week"], params?: Readonly<Record<string, string | number>>) => string;

/** One sentence part a day that misses something; days that miss the same hours are told together. */
export function weekWords(runs: readonly HourRun[], say: SayWeek): string[] {
  const byDay = DAYS.map((_, weekday) => runs.filter((run) => run.weekday === weekday)
    .map((run) => say("run", { from: two(run.fromHour), to: two(run.toHour), share: Math.max(1, Math.round(run.share * 100)) }))
    .reduce((before, next) => (before === "" ? next : say("hours", { before, next })), ""));
  const told = new Map<string, string[]>();
  for (const [weekday, hours] of byDay.entries()) if (hours !== "") told.set(hours, [...(told.get(hours) ?? []), say(DAYS[weekday]!)]);
  return [...told].map(([hours, days]) => say("day", { days: days.reduce((before, next) => say("days", { before, next })), hours }));
}

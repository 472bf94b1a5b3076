// Missing footage by hour of the week: the picture in which one sees at once that a camera is blind every night. Pure counting
// over the rows of a gap report; what it looks like is the window's and the page's business.

import { gapCauses, type GapCause } from "./model.ts";
import type { ReportCause } from "./gap-report.ts";
import type { Range } from "./time.ts";
import { localFromInstant } from "./zone.ts";

const HOUR_MS = 3_600_000;
export const WEEK_HOURS = 168;

/** Whether a cause is that of a gap in the footage, which `common:gap` has a word for; the others are in `common:reportCause`. */
export const isGapCause = (cause: ReportCause): cause is GapCause => (gapCauses as readonly string[]).includes(cause);

/** Whether a cause means that there is no footage to look at; unwatched and hidden time has footage. */
export const isMissing = (cause: ReportCause): boolean => isGapCause(cause) || cause === "no-camera";

export interface HourSlot extends Range<number> {
  /** 0: Monday 00–01, 167: Sunday 23–24, on the wall clock of the zone. */
  readonly slot: number;
}

/** The hours of a stretch by the wall clock. A year has 8,760 of them: made once for all cameras. */
export function hourSlots({ startMs, endMs }: Range<number>, timezone: string): HourSlot[] {
  const slots: HourSlot[] = [];
  for (let at = startMs; at < endMs;) {
    const local = localFromInstant(at, timezone);
    const intoHourMs = (local.minute * 60 + local.second) * 1_000 + local.millisecond;
    const next = Math.min(endMs, at + HOUR_MS - intoHourMs);
    const weekday = (new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay() + 6) % 7;
    slots.push({ startMs: at, endMs: next, slot: weekday * 24 + local.hour });
    at = next;
  }
  return slots;
}

/** The days of a stretch by the wall clock, `slot` counting from the first one. */
export function daySlots({ startMs, endMs }: Range<number>, timezone: string): HourSlot[] {
  const days: HourSlot[] = [];
  let weekdayOfLast = -1;
  for (const hour of hourSlots({ startMs, endMs }, timezone)) {
    const weekday = Math.floor(hour.slot / 24);
    const last = days.at(-1);
    if (last === undefined || weekday !== weekdayOfLast) days.push({ startMs: hour.startMs, endMs: hour.endMs, slot: days.length });
    else days[days.length - 1] = { ...last, endMs: hour.endMs };
    weekdayOfLast = weekday;
  }
  return days;
}

/** Of each hour of the week the share without footage, 0 to 1; null for hours that the stretch does not reach. `missing` is sorted and disjoint. */
export function weekShares(slots: readonly HourSlot[], missing: readonly Range<number>[], slotCount = WEEK_HOURS): (number | null)[] {
  const wholeMs = new Float64Array(slotCount);
  const missingMs = new Float64Array(slotCount);
  let near = 0;
  for (const { startMs, endMs, slot } of slots) {
    wholeMs[slot]! += endMs - startMs;
    while (near < missing.length && missing[near]!.endMs <= startMs) near++;
    for (let i = near; i < missing.length && missing[i]!.startMs < endMs; i++) missingMs[slot]! += Math.min(endMs, missing[i]!.endMs) - Math.max(startMs, missing[i]!.startMs);
  }
  return Array.from(wholeMs, (whole, slot) => (whole === 0 ? null : Math.min(1, missingMs[slot]! / whole)));
}

/** Hours of one day in which about as much is missing, for telling the picture in words. */
export interface HourRun {
  /** 0 is Monday. */
  readonly weekday: number;
  readonly fromHour: number;
  /** Exclusive, up to 24. */
  readonly toHour: number;
  /** Of the run as a whole, 0 to 1. */
  readonly share: number;
}

/** Runs of hours within the same tenth, those with nothing missing left out; by day and hour. */
export function hourRuns(shares: readonly (number | null)[]): HourRun[] {
  const runs: HourRun[] = [];
  const tenth = (share: number): number => (share >= 1 ? 11 : Math.floor(share * 10));
  for (let slot = 0; slot < WEEK_HOURS;) {
    const [weekday, fromHour] = [Math.floor(slot / 24), slot % 24];
    const first = shares[slot] ?? null;
    let [sum, end] = [first ?? 0, slot + 1];
    for (; end % 24 !== 0; end++) {
      const share = shares[end] ?? null;
      if (first === null || share === null || (share > 0) !== (first > 0) || tenth(share) !== tenth(first)) break;
      sum += share;
    }
    if (first !== null && first > 0) runs.push({ weekday, fromHour, toHour: fromHour + (end - slot), share: sum / (end - slot) });
    slot = end;
  }
  return runs;
}

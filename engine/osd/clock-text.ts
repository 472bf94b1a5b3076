// What the digits of a clock in the picture may mean: which fields they are, and which instants. Pure. Two answers where
// the digits alone do not decide (day before month, hours of a half day): who asks knows more, or stays silent.

import { instantsFromLocal, isLocalTime, localFromInstant, type LocalTime } from "../../contract/zone.ts";
import { DAY_MS } from "../../contract/time.ts";

/** Half of the day, where the clock writes one. */
export type HalfDay = "am" | "pm" | null;

/** A clock as it stands in the picture, its fields told apart. */
export interface WrittenClock {
  /** Digits of the date in the order they stand, such as ["2024", "11", "15"]; null where none stands there. */
  readonly date: readonly [string, string, string] | null;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: HalfDay;
}

/** Recorders are set to years like these; another is a misread digit. */
const YEAR_MIN = 2000;
const YEAR_MAX = 2099;

const isTime = (hour: number, minute: number, second: number): boolean => hour < 24 && minute < 60 && second < 60;

interface DateFields { readonly year: number; readonly month: number; readonly day: number }

/** Year first is always year, month, day; year last is month first as recorders write it, or day first. */
function datesFrom(date: readonly [string, string, string]): DateFields[] {
  const [a, b, c] = date.map(Number) as [number, number, number];
  const found: DateFields[] = date[0].length === 4 ? [{ year: a, month: b, day: c }] : date[2].length === 4 ? [{ year: c, month: a, day: b }, { year: c, month: b, day: a }] : [];
  return found.filter(({ year, month, day }, i) => year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 && day <= 31 && !found.slice(0, i).some((f) => f.month === month && f.day === day));
}

/** Hours of the day that the written ones may be. `isHalfDay`: the picture may hold a word for the half that was not read. */
function hoursFrom({ hour, half }: Pick<WrittenClock, "hour" | "half">, isHalfDay: boolean): number[] {
  if (half !== null) return hour >= 1 && hour <= 12 ? [(hour % 12) + (half === "pm" ? 12 : 0)] : [];
  if (!isHalfDay || hour === 0 || hour > 12) return [hour];
  return [hour % 12, (hour % 12) + 12];
}

/**
 * The instants that a written clock may mean. Without a date it is the day that puts it nearest to `nearMs`.
 * @param nearMs what the file's own time says; null where nobody knows
 */
export function instantsOf(clock: WrittenClock, timezone: string, nearMs: number | null, isHalfDay = false): number[] {
  if (!isTime(clock.hour, clock.minute, clock.second)) return [];
  const hours = hoursFrom(clock, isHalfDay);
  const locals: LocalTime[] = [];
  for (const hour of hours) {
    const time = { hour, minute: clock.minute, second: clock.second, millisecond: 0 };
    if (clock.date !== null) locals.push(...datesFrom(clock.date).map((date) => ({ ...date, ...time })));
    else if (nearMs !== null) locals.push(...[-DAY_MS, 0, DAY_MS].map((awayMs) => ({ ...localFromInstant(nearMs + awayMs, timezone), ...time })));
  }
  const instants = locals.filter(isLocalTime).flatMap((local) => instantsFromLocal(local, timezone));
  if (clock.date !== null || nearMs === null) return instants;
  const nearest = Math.min(...instants.map((at) => Math.abs(at - nearMs)));
  return instants.filter((at) => Math.abs(at - nearMs) === nearest).slice(0, 1);
}

/** What a text recogniser answered, read as a clock. Letters that it takes for digits are not put right: another vote is. */
export function clockFromText(text: string): WrittenClock | null {
  const plain = text.replace(/\s+/g, " ");
  const time = /(?<!\d)(\d{1,2}) ?[:.;] ?(\d{2}) ?[:.;] ?(\d{2})(?!\d) ?([AP]\.?M)?/.exec(plain);
  if (time === null) return null;
  const date = /(?<!\d)(\d{4}) ?[-/.年] ?(\d{2}) ?[-/.月] ?(\d{2})(?!\d)/.exec(plain) ?? /(?<!\d)(\d{2}) ?[-/.] ?(\d{2}) ?[-/.] ?(\d{4})(?!\d)/.exec(plain);
  const half = time[4] === undefined ? null : time[4].startsWith("A") ? "am" : "pm";
  return {
    date: date === null ? null : [date[1]!, date[2]!, date[3]!],
    hour: Number(time[1]), minute: Number(time[2]), second: Number(time[3]), half,
  };
}

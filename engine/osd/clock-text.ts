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
  return hoursFrom(clock, isHalfDay).flatMap((hour) => {
    const time = { hour, minute: clock.minute, second: clock.second, millisecond: 0 };
    const instantsAt = (locals: readonly LocalTime[]): number[] => locals.filter(isLocalTime).flatMap((local) => instantsFromLocal(local, timezone));
    if (clock.date !== null) return instantsAt(datesFrom(clock.date).map((date) => ({ ...date, ...time })));
    if (nearMs === null) return [];
    const near = instantsAt([-DAY_MS, 0, DAY_MS].map((awayMs) => ({ ...localFromInstant(nearMs + awayMs, timezone), ...time })));
    return near.sort((a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs)).slice(0, 1);
  });
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

/** What a line that stands still says: a date, a time to the minute, or both. */
export interface StillStamp {
  readonly date: WrittenClock["date"];
  /** `second` is null where none is written; `isHalfDay`: something stands beside the time that may be a word for half of the day. */
  readonly time: (Pick<WrittenClock, "hour" | "minute" | "half"> & { readonly second: number | null; readonly isHalfDay: boolean }) | null;
}

const STILL_DATE = /(?<![\d])(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?![\d/.-])|(?<![\d/.-])(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})(?!\d)/;
const STILL_TIME = /(?<![\d:.])(\d{1,2}) ?: ?(\d{2})(?: ?[:.] ?(\d{2}))?(?![\d:.])(?: ?([AP]) ?\.?M)?/g;

/** Read as a line that stands still; null where neither a date nor a time is in it, or more than one time. */
export function stampFromText(text: string): StillStamp | null {
  const plain = text.replace(/\s+/g, " ").trim();
  const date = STILL_DATE.exec(plain);
  const rest = date === null ? plain : `${plain.slice(0, date.index)}|${plain.slice(date.index + date[0].length)}`;
  const times = [...rest.matchAll(STILL_TIME)];
  if (times.length > 1 || (date === null && times.length === 0)) return null;
  const parts = date === null ? null : ([date[1] ?? date[4]!, date[2] ?? date[5]!, date[3] ?? date[6]!] as const).map((part) => part.padStart(2, "0"));
  const [time] = times;
  // Behind the time or between it and its date; a name before both is none.
  const before = time === undefined ? "" : rest.slice(0, time.index);
  const between = date === null || before.includes("|") ? before.slice(before.indexOf("|") + 1) : "";
  const beside = time === undefined ? "" : (between + rest.slice(time.index + time[0].length).split("|")[0]!).trim();
  return {
    date: parts === null ? null : [parts[0]!, parts[1]!, parts[2]!],
    time: time === undefined ? null : {
      hour: Number(time[1]), minute: Number(time[2]), second: time[3] === undefined ? null : Number(time[3]),
      half: time[4] === undefined ? null : time[4] === "A" ? "am" : "pm", isHalfDay: time[4] === undefined && beside !== "",
    },
  };
}

// Times as people type them in a hurry: `14:03`, `1403`, `+2m`, `11月12日 14:03`, `昨天 下午2点`, `12 Nov 14:03`, a pasted stamp.
// What the words leave open is taken from the play head or by a rule, and told, so that it can be shown how a time was read.
// Complete stamps and the command line's forms are time-text.ts's.

import { AppError } from "./errors.ts";
import { asTyped, instantFromText, onlyInstant } from "./time-text.ts";
import { plainWriting } from "./typed-numerals.ts";
import { DAY_MS } from "./time.ts";
import { dayAfter, isLocalTime, localFromInstant, type LocalTime } from "./zone.ts";

/** What was not typed but assumed, or could have meant something else. */
export const typedTimeAssumptions = ["from-head", "head-day", "day-before-head", "day-after-head", "head-year", "month-first", "midnight", "epoch-ms", "epoch-s"] as const;
export type TypedTimeAssumption = (typeof typedTimeAssumptions)[number];

export interface TypedTime {
  /** Milliseconds since the epoch, UTC. */
  readonly atMs: number;
  readonly assumed: readonly TypedTimeAssumption[];
}

/** Units of a length of time as people write them, in milliseconds. */
export const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1, s: 1_000, sec: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: DAY_MS,
  毫秒: 1, 秒: 1_000, 秒钟: 1_000, 分: 60_000, 分钟: 60_000, 小时: 3_600_000, 时: 3_600_000, 天: DAY_MS, 日: DAY_MS,
};
const UNITS = Object.keys(UNIT_MS).sort((a, b) => b.length - a.length).join("|");
const RELATIVE = new RegExp(`^([+-])\\s*((?:\\d+(?:\\.\\d+)?\\s*(?:${UNITS})\\s*)+)$`, "i");
const RELATIVE_PART = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${UNITS})`, "gi");
const RELATIVE_CLOCK = /^([+-])\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.(\d{1,3}))?$/;
const EPOCH_S = /^1\d{9}$/;
const EPOCH_MS = /^-?\d{12,13}$/;

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:今天|今日|当天|当日|today)/i, 0], [/^(?:昨天|昨日|前一天|yesterday)/i, -1], [/^(?:前天|前日)/, -2], [/^大前天/, -3], [/^(?:明天|次日|第二天|tomorrow)/i, 1], [/^(?:后天|后日)/, 2],
];
const FULL_DATE = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=[\sT,，一-鿿]|$)/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})(?=[\sT]|$)/;
const CHINESE_DATE = /^(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?/;
const SHORT_DATE = /^(\d{1,2})([-/.])(\d{1,2})(?=\s|$)/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAME = `(${MONTHS.join("|")})[a-z]*\\.?`;
const DAY_MONTH = new RegExp(`^(\\d{1,2})\\s*${MONTH_NAME}(?:,?\\s+(\\d{4}))?(?=\\s|,|$)`, "i");
const MONTH_DAY = new RegExp(`^${MONTH_NAME}\\s*(\\d{1,2})(?:,?\\s+(\\d{4}))?(?=\\s|,|$)`, "i");

const HALF_WORD = "(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?";
const CLOCK = new RegExp(`^${HALF_WORD}\\s*(\\d{1,2})[:h](\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,3})\\d*)?)?\\s*([ap]m)?$`, "i");
const COMPACT = /^(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,3}))?)?$/;
const CHINESE_CLOCK = new RegExp(`^${HALF_WORD}\\s*(\\d{1,2})\\s*[点时](?:钟|\\s*(半|[13]\\s*刻|(\\d{1,2})\\s*分?)(?:\\s*(\\d{1,2})\\s*秒?)?)?(?:整)?$`);
const HOUR_HALF = /^(\d{1,2})\s*([ap]m)$/i;

type TimeOfDay = Pick<LocalTime, "hour" | "minute" | "second" | "millisecond">;
const number = (text: string | undefined): number => (text === undefined ? 0 : Number(text));
const millis = (text: string | undefined): number => (text === undefined ? 0 : Number(text.padEnd(3, "0")));

/** The hour of 24 that an hour of 12 means; −1 where the word and the hour exclude each other. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || half === "") return hour;
  const isAfternoon = /^(?:下午|傍晚|晚上|pm)$/i.test(half);
  if (/^[ap]m$/i.test(half) && (hour < 1 || hour > 12)) return -1;
  if (half === "中午") return hour < 4 ? hour + 12 : hour;
  if (isAfternoon) return hour < 12 ? hour + 12 : hour === 12 && half === "晚上" ? 24 : hour;
  // 夜里 11 点 is 23:00, 夜里 2 点 is 2:00.
  if (half === "夜里") return hour >= 7 && hour < 12 ? hour + 12 : hour === 12 ? 0 : hour;
  return hour === 12 ? 0 : hour;
}

/** 半 is half past, 1刻 a quarter past, 3刻 a quarter to. */
function spokenMinute(spoken: string | undefined): number | null {
  if (spoken === "半") return 30;
  return spoken?.endsWith("刻") === true ? Number(spoken[0]) * 15 : null;
}

function timeOfDay(text: string): TimeOfDay | null {
  const clock = CLOCK.exec(text);
  if (clock !== null) return { hour: hourOfDay(number(clock[2]), clock[1] ?? clock[6]), minute: number(clock[3]), second: number(clock[4]), millisecond: millis(clock[5]) };
  const compact = COMPACT.exec(text);
  if (compact !== null) return { hour: number(compact[1]), minute: number(compact[2]), second: number(compact[3]), millisecond: millis(compact[4]) };
  const chinese = CHINESE_CLOCK.exec(text);
  if (chinese !== null) return { hour: hourOfDay(number(chinese[2]), chinese[1]), minute: spokenMinute(chinese[3]) ?? number(chinese[4]), second: number(chinese[5]), millisecond: 0 };
  const half = HOUR_HALF.exec(text);
  return half === null ? null : { hour: hourOfDay(number(half[1]), half[2]), minute: 0, second: 0, millisecond: 0 };
}

interface DayRead {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly assumed: readonly TypedTimeAssumption[];
  /** What stands behind the day. */
  readonly rest: string;
}

function dayWord(text: string, today: LocalTime): DayRead | null {
  for (const [word, steps] of DAY_WORDS) {
    const match = word.exec(text);
    if (match === null) continue;
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + steps));
    const assumed: TypedTimeAssumption = steps === 0 ? "head-day" : steps < 0 ? "day-before-head" : "day-after-head";
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), assumed: [assumed], rest: text.slice(match[0].length) };
  }
  return null;
}

/** A day at the beginning of the text; null where none stands there. */
function dayRead(text: string, today: LocalTime): DayRead | null {
  const word = dayWord(text, today);
  if (word !== null) return word;
  const inYear = (year: string | undefined, month: number, day: number, match: RegExpExecArray, more: readonly TypedTimeAssumption[] = []): DayRead => ({
    year: year === undefined ? today.year : Number(year), month, day, assumed: [...(year === undefined ? ["head-year" as const] : []), ...more], rest: text.slice(match[0].length),
  });
  const full = FULL_DATE.exec(text);
  if (full !== null) return inYear(full[1], number(full[3]), number(full[4]), full);
  const digits = EIGHT_DIGITS.exec(text);
  if (digits !== null) return inYear(digits[1], number(digits[2]), number(digits[3]), digits);
  const chinese = CHINESE_DATE.exec(text);
  if (chinese !== null) return inYear(chinese[1], number(chinese[2]), number(chinese[3]), chinese);
  const short = SHORT_DATE.exec(text);
  if (short !== null) {
    const [first, second] = [number(short[1]), number(short[3])];
    // 11-12 is how a date is written here; 11/12 is read the other way round in other places.
    return inYear(undefined, first, second, short, short[2] !== "-" && first !== second && second <= 12 ? ["month-first"] : []);
  }
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth !== null) return inYear(dayMonth[3], MONTHS.indexOf(dayMonth[2]!.toLowerCase()) + 1, number(dayMonth[1]), dayMonth);
  const monthDay = MONTH_DAY.exec(text);
  return monthDay === null ? null : inYear(monthDay[3], MONTHS.indexOf(monthDay[1]!.toLowerCase()) + 1, number(monthDay[2]), monthDay);
}

function relativeMs(text: string): number | null {
  const clock = RELATIVE_CLOCK.exec(text);
  if (clock !== null) return (clock[1] === "-" ? -1 : 1) * (((number(clock[2]) * 60 + number(clock[3])) * 60 + number(clock[4])) * 1_000 + millis(clock[5]));
  const match = RELATIVE.exec(text);
  if (match === null) return null;
  const sum = [...match[2]!.matchAll(RELATIVE_PART)].reduce((ms, part) => ms + Number(part[1]) * UNIT_MS[part[2]!.toLowerCase()]!, 0);
  return match[1] === "-" ? -sum : sum;
}

/** 24:00 is the end of its day, as recorders and people write it. */
function instantOn(day: Pick<DayRead, "year" | "month" | "day">, time: TimeOfDay, timezone: string, text: string): number {
  const local = { year: day.year, month: day.month, day: day.day, ...time };
  const isMidnight = time.hour === 24 && time.minute === 0 && time.second === 0 && time.millisecond === 0;
  if (!isMidnight) return onlyInstant(local, timezone, text);
  if (!isLocalTime({ ...local, hour: 0 })) throw new AppError("time-unreadable", { text });
  return onlyInstant({ ...dayAfter(local), hour: 0 }, timezone, text);
}

/** Years that are written with four digits: nothing else can be shown, or typed again. */
const EARLIEST_MS = Date.parse("0000-01-02T00:00:00Z");
const LATEST_MS = Date.UTC(9999, 11, 31);

/**
 * Reads what a person types into a time field. `nowMs` is the play head: days, years and steps are relative to it.
 * @throws AppError time-unreadable, time-nonexistent, time-ambiguous
 */
export function readTypedTime(input: string, timezone: string, nowMs: number): TypedTime {
  const text = plainWriting(asTyped(input));
  const read = understood(text, timezone, nowMs);
  if (!(read.atMs > EARLIEST_MS && read.atMs < LATEST_MS)) throw new AppError("time-unreadable", { text: input.trim() });
  return read;
}

function understood(text: string, timezone: string, nowMs: number): TypedTime {
  const stepMs = relativeMs(text);
  if (stepMs !== null) return { atMs: Math.round(nowMs + stepMs), assumed: ["from-head"] };
  if (EPOCH_S.test(text)) return { atMs: Number(text) * 1_000, assumed: ["epoch-s"] };
  if (EPOCH_MS.test(text)) return { atMs: Number(text), assumed: ["epoch-ms"] };
  const today = localFromInstant(nowMs, timezone);
  const bare = timeOfDay(text);
  if (bare !== null) return { atMs: instantOn(today, bare, timezone, text), assumed: ["head-day"] };
  const day = dayRead(text, today);
  // Complete stamps with an offset, and fourteen digits.
  if (day === null) return { atMs: instantFromText(text, timezone), assumed: [] };
  const rest = day.rest.replace(/^(?:T|[\s,，的]+)/, "");
  const time = rest === "" ? { hour: 0, minute: 0, second: 0, millisecond: 0 } : timeOfDay(rest);
  if (time === null) return { atMs: instantFromText(text, timezone), assumed: [] };
  return { atMs: instantOn(day, time, timezone, text), assumed: [...day.assumed, ...(rest === "" ? ["midnight" as const] : [])] };
}

/** The instant alone; see readTypedTime. */
export const instantFromTyping = (input: string, timezone: string, nowMs: number): number => readTypedTime(input, timezone, nowMs).atMs;

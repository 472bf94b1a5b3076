// Times as people write and read them: complete stamps, and the one form that we show. Short forms are typed-time.ts's.
// Words ("fast by 12 s") are not made here but from the translations.

import { AppError } from "./errors.ts";
import { instantsFromLocal, isLocalTime, localFromInstant, offsetMsAt, type LocalTime } from "./zone.ts";

/** `07`. */
export const twoDigits = (n: number): string => String(n).padStart(2, "0");
const three = (n: number): string => String(n).padStart(3, "0");

/** `+08:00`, or `Z`-less `+00:00`. */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** The parts of an instant as text in a zone, for places that set them apart typographically. */
export interface TimeParts {
  readonly date: string;
  readonly time: string;
  readonly millis: string;
  readonly offset: string;
}

/** `2021-11-12`, `14:03:05`, `250`, `+08:00`. */
export function timeParts(epochMs: number, timezone: string): TimeParts {
  const t = localFromInstant(epochMs, timezone);
  return {
    date: `${String(t.year).padStart(4, "0")}-${twoDigits(t.month)}-${twoDigits(t.day)}`,
    time: `${twoDigits(t.hour)}:${twoDigits(t.minute)}:${twoDigits(t.second)}`,
    millis: three(t.millisecond),
    offset: offsetText(offsetMsAt(timezone, epochMs)),
  };
}

/** ISO 8601 with milliseconds and offset: `2021-11-12T14:03:05.250+08:00`. */
export function isoFromInstant(epochMs: number, timezone: string): string {
  const parts = timeParts(epochMs, timezone);
  return `${parts.date}T${parts.time}.${parts.millis}${parts.offset}`;
}

/** The form people read: `2021-11-12 14:03:05.250 +08:00`. */
export function displayTime(epochMs: number, timezone: string): string {
  const parts = timeParts(epochMs, timezone);
  return `${parts.date} ${parts.time}.${parts.millis} ${parts.offset}`;
}

/** People see ±2 standard deviations, in seconds with one digit where that says something: `±0.9 s`, `±12 s`. Never ±0.0 s of a doubt that is there. */
export function doubledSecondsText(uncertaintyMs: number): string {
  const seconds = uncertaintyMs === 0 ? 0 : Math.max(0.1, (2 * uncertaintyMs) / 1000);
  return `±${seconds < 10 ? seconds.toFixed(1) : String(Math.ceil(seconds))} s`;
}

/** A length of time: `1:02:03`, `2:03`, with milliseconds only under a minute: `3.250`. Negative keeps its sign. */
export function durationText(durationMs: number): string {
  const ms = Math.abs(Math.round(durationMs));
  const sign = durationMs < 0 && ms > 0 ? "-" : "";
  if (ms < 60_000) return `${sign}${(ms / 1000).toFixed(ms % 1000 === 0 ? 0 : 3)} s`;
  const totalSeconds = Math.round(ms / 1000);
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const tail = `${twoDigits(totalSeconds % 60)}`;
  return hours > 0 ? `${sign}${hours}:${twoDigits(minutes)}:${tail}` : `${sign}${minutes}:${tail}`;
}

export type LengthRounding = "down" | "nearest" | "up";

/** A length in the parts that people say: `41.5` seconds, `2` minutes `7` seconds. `form` names the words (`common:length`). */
export interface LengthParts {
  readonly form: "seconds" | "minutes" | "hours" | "days";
  readonly params: Readonly<Record<"days" | "hours" | "minutes" | "seconds", string>>;
}

/** Without its sign; tenths of seconds under a minute, whole seconds from there on. */
export function lengthParts(lengthMs: number, rounding: LengthRounding = "nearest"): LengthParts {
  const round = rounding === "down" ? Math.floor : rounding === "up" ? Math.ceil : Math.round;
  const size = Math.abs(lengthMs);
  const tenths = round(size / 100);
  if (tenths < 600) return { form: "seconds", params: { days: "0", hours: "0", minutes: "0", seconds: String(tenths / 10) } };
  const total = round(size / 1000);
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  const params = { days: String(days), hours: String(hours), minutes: String(minutes), seconds: String(total % 60) };
  return { form: days > 0 ? "days" : hours > 0 ? "hours" : "minutes", params };
}

const ISO_WITH_OFFSET =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL_FULL = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?$/;
const FOURTEEN_DIGITS = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
/** Fourteen digits are a date written without separators; as an epoch they would lie after the year 2286. */
const EPOCH_MS = /^-?\d{12,13}$/;

/** Chinese input methods type full-width digits, colons and signs; they mean the same. */
export const asTyped = (input: string): string => input.normalize("NFKC").replaceAll("\u2212", "-").trim();

const number = (text: string | undefined): number => (text === undefined ? 0 : Number(text));
const millis = (text: string | undefined): number => (text === undefined ? 0 : Number(text.padEnd(3, "0")));

/** The one instant of a wall time. @throws AppError time-unreadable, time-nonexistent, time-ambiguous */
export function onlyInstant(local: LocalTime, timezone: string, text: string): number {
  if (!isLocalTime(local)) throw new AppError("time-unreadable", { text });
  const instants = instantsFromLocal(local, timezone);
  if (instants.length === 0) throw new AppError("time-nonexistent", { text, timezone });
  if (instants.length > 1) throw new AppError("time-ambiguous", { text, timezone });
  return instants[0]!;
}

function instantWithOffset(match: RegExpMatchArray, text: string): number {
  const local: LocalTime = {
    year: number(match[1]), month: number(match[2]), day: number(match[3]),
    hour: number(match[4]), minute: number(match[5]), second: number(match[6]), millisecond: millis(match[7]),
  };
  if (!isLocalTime(local)) throw new AppError("time-unreadable", { text });
  const zone = match[8]!.toUpperCase();
  const digits = zone.replace(":", "");
  const offsetMinutes = zone === "Z" ? 0 : Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  // No place on earth is further from UTC than 14 hours.
  if (offsetMinutes > 14 * 60 || Number(digits.slice(3, 5)) > 59) throw new AppError("time-unreadable", { text });
  const offsetMs = (digits.startsWith("-") ? -1 : 1) * offsetMinutes * 60_000;
  return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second, local.millisecond) - offsetMs;
}

/**
 * Reads the forms of the command line: ISO 8601 with offset, `2021-11-12 14:03:05[.mmm]` in the zone, epoch
 * milliseconds. Answers milliseconds since the epoch, UTC.
 * @throws AppError time-unreadable, time-nonexistent, time-ambiguous, timezone-unknown
 */
export function instantFromText(input: string, timezone: string): number {
  const text = asTyped(input);
  if (EPOCH_MS.test(text)) return Number(text);
  const iso = ISO_WITH_OFFSET.exec(text);
  if (iso !== null) return instantWithOffset(iso, text);
  const full = LOCAL_FULL.exec(text) ?? FOURTEEN_DIGITS.exec(text);
  if (full === null) throw new AppError("time-unreadable", { text });
  const local: LocalTime = {
    year: number(full[1]), month: number(full[2]), day: number(full[3]),
    hour: number(full[4]), minute: number(full[5]), second: number(full[6]), millisecond: millis(full[7]),
  };
  return onlyInstant(local, timezone, text);
}

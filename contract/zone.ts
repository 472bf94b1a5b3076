// Local times and zones. A local time names no, one or two instants (a DST gap, a normal time, a repeated hour).
// Not here: what a person types (time-text.ts).

import { Temporal } from "temporal-polyfill";
import { AppError } from "./errors.ts";

/** The zone of a library unless its owner says otherwise. */
export const DEFAULT_TIMEZONE = "Asia/Shanghai";

/** A calendar date and a time of day without a zone. `month` and `day` count from 1; `millisecond` 0–999. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** True for an IANA zone name (or UTC, or a fixed offset such as +08:00) that this machine knows. */
export function isTimezone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** @throws AppError timezone-unknown */
export function requireTimezone(name: string): string {
  if (!isTimezone(name)) throw new AppError("timezone-unknown", { timezone: name });
  return name;
}

/** True for a date and time of day that the calendar has (no 30 February, no hour 24). */
export function isLocalTime(t: LocalTime): boolean {
  if (t.month < 1 || t.month > 12 || t.day < 1 || t.hour > 23 || t.minute > 59 || t.second > 59) return false;
  if (t.hour < 0 || t.minute < 0 || t.second < 0 || t.millisecond < 0 || t.millisecond > 999) return false;
  return t.day <= new Date(Date.UTC(t.year, t.month, 0)).getUTCDate();
}

/** The next day of the calendar; a time of day stays as it is. */
export function dayAfter<T extends Pick<LocalTime, "year" | "month" | "day">>(local: T): T {
  const next = new Date(Date.UTC(local.year, local.month - 1, local.day + 1));
  return { ...local, year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

/** The default zone (no clock change since 1991) and UTC answer by arithmetic: indexing asks this for every file. */
function fixedOffsetMs(timezone: string): number | null {
  if (timezone === "UTC") return 0;
  return timezone === DEFAULT_TIMEZONE ? 8 * 3_600_000 : null;
}

/**
 * The instants (milliseconds since the epoch, UTC) that a local time names in a zone: none, one or two, ascending.
 * @throws AppError timezone-unknown
 */
export function instantsFromLocal(local: LocalTime, timezone: string): readonly number[] {
  if (!isLocalTime(local)) return [];
  const wallMs = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second, local.millisecond);
  const fixedMs = local.year >= 1992 ? fixedOffsetMs(timezone) : null;
  if (fixedMs !== null) return [wallMs - fixedMs];
  requireTimezone(timezone);
  const plain = Temporal.PlainDateTime.from(local);
  const earlier = plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
  const later = plain.toZonedDateTime(timezone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return [earlier.epochMilliseconds];
  // In a gap Temporal moves the wall time instead of refusing: then it no longer reads as asked.
  if (!earlier.toPlainDateTime().equals(plain)) return [];
  return [earlier.epochMilliseconds, later.epochMilliseconds];
}

/** Offset from UTC in milliseconds at an instant, positive east. @throws AppError timezone-unknown */
export function offsetMsAt(timezone: string, epochMs: number): number {
  const fixedMs = epochMs >= Date.UTC(1992, 0, 1) ? fixedOffsetMs(timezone) : null;
  if (fixedMs !== null) return fixedMs;
  requireTimezone(timezone);
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(timezone).offsetNanoseconds / 1e6;
}

/** What a wall clock in the zone shows at an instant. */
export function localFromInstant(epochMs: number, timezone: string): LocalTime {
  const shifted = new Date(Math.floor(epochMs) + offsetMsAt(timezone, epochMs));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
  };
}

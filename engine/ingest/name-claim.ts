// What a name says about the time, before any zone is applied, and how its digits become that. Shared by the table of recorders
// (name-patterns.ts) and by the patterns that a person adds (pattern-file.ts).

import type { TimeBasis, TimeConfidence } from "../../contract/model.ts";
import { dayAfter, type LocalTime } from "../../contract/zone.ts";

export interface NameClaim {
  /** Null: the name tells a day and no time of day. */
  readonly start: LocalTime | { readonly epochMs: number } | null;
  readonly end?: LocalTime;
  /** The recorder's channel or the camera's name in it, where the name has one. */
  readonly channel?: string;
  /** The camera itself, by id or name: only a person's own pattern says so. */
  readonly camera?: string;
  /** How large the recorder says the file is, in its name. */
  readonly sizeBytes?: number;
  /** The name says that the recorder has not finished the file. */
  readonly isUnfinished?: boolean;
}

/** Groups of a match by name. */
export type NameGroups = Readonly<Record<string, string | undefined>>;

export interface NamePattern {
  readonly rule: string;
  /** `folder`: at least a part of the time stands in folders, so a file moved elsewhere loses or changes it. */
  readonly source: "name" | "folder";
  readonly basis: TimeBasis;
  readonly confidence: TimeConfidence;
  /** Searches the path's tail, `/` separated; its match reaches to the path's end. */
  readonly match: (tail: string) => { readonly index: number; readonly groups: NameGroups } | null;
  readonly claim: (groups: NameGroups) => NameClaim | null;
}

export const int = (text: string | undefined): number => Number(text ?? 0);

/** From `YYYYMMDDhhmmss[mmm]`, digits only. */
export function fromDigits(digits: string): LocalTime {
  return {
    year: int(digits.slice(0, 4)), month: int(digits.slice(4, 6)), day: int(digits.slice(6, 8)),
    hour: int(digits.slice(8, 10)), minute: int(digits.slice(10, 12)), second: int(digits.slice(12, 14)),
    millisecond: digits.length > 14 ? int(digits.slice(14, 17).padEnd(3, "0")) : 0,
  };
}

export const plainDigits = (text: string | undefined): string => (text ?? "").replace(/\D/g, "");
/** A date and a time of day written apart, with any separators. */
export const joined = (date: string | undefined, time: string | undefined): LocalTime => fromDigits(plainDigits(date) + plainDigits(time).padEnd(6, "0"));

/** A time of day as an end on the start's day; one before the start lies on the next day. */
export function endOnDay(start: LocalTime, time: string | undefined): LocalTime | undefined {
  const digits = plainDigits(time);
  if (digits.length !== 6) return undefined;
  const end = { ...start, hour: int(digits.slice(0, 2)), minute: int(digits.slice(2, 4)), second: int(digits.slice(4, 6)), millisecond: 0 };
  const seconds = (t: LocalTime): number => t.hour * 3600 + t.minute * 60 + t.second;
  if (seconds(end) >= seconds(start)) return end;
  return dayAfter(end);
}

export const withEnd = (start: LocalTime, end: LocalTime | undefined, channel: string | undefined): NameClaim =>
  ({ start, ...(end === undefined ? {} : { end }), ...(channel === undefined || channel === "" ? {} : { channel }) });

// How recorders name their files: one row a kind. A row sees the path's tail with `/` between folders and answers what it claims.
// Sources: DOMAIN's table of file names; "local" means the device's wall clock. A name's range is what was asked for, not what is inside.

import type { TimeBasis, TimeConfidence } from "../../contract/model.ts";
import type { LocalTime } from "../../contract/zone.ts";

/** What a name says, before any zone is applied. */
export interface NameClaim {
  readonly start: LocalTime | { readonly epochMs: number };
  readonly end?: LocalTime;
  /** The recorder's channel or the camera's name in it, where the name has one. */
  readonly channel?: string;
}

export interface NamePattern {
  readonly rule: string;
  readonly basis: TimeBasis;
  readonly confidence: TimeConfidence;
  /** Matched against the end of the path, `/` separated, case-insensitive. */
  readonly expression: RegExp;
  readonly claim: (groups: Readonly<Record<string, string | undefined>>) => NameClaim | null;
}

const int = (text: string | undefined): number => Number(text ?? 0);

/** From `YYYYMMDDhhmmss[mmm]`, digits only. */
function fromDigits(digits: string): LocalTime {
  return {
    year: int(digits.slice(0, 4)), month: int(digits.slice(4, 6)), day: int(digits.slice(6, 8)),
    hour: int(digits.slice(8, 10)), minute: int(digits.slice(10, 12)), second: int(digits.slice(12, 14)),
    millisecond: digits.length > 14 ? int(digits.slice(14, 17).padEnd(3, "0")) : 0,
  };
}

const plainDigits = (text: string | undefined): string => (text ?? "").replace(/\D/g, "");
/** A date and a time of day written apart, with any separators. */
const joined = (date: string | undefined, time: string | undefined): LocalTime => fromDigits(plainDigits(date) + plainDigits(time).padEnd(6, "0"));

/** Hours and minutes of an end on the start's day; an end before the start lies on the next day. */
function endOnDay(start: LocalTime, time: string | undefined): LocalTime | undefined {
  const digits = plainDigits(time);
  if (digits.length !== 6) return undefined;
  const end = { ...start, hour: int(digits.slice(0, 2)), minute: int(digits.slice(2, 4)), second: int(digits.slice(4, 6)), millisecond: 0 };
  const seconds = (t: LocalTime): number => t.hour * 3600 + t.minute * 60 + t.second;
  if (seconds(end) >= seconds(start)) return end;
  const next = new Date(Date.UTC(end.year, end.month - 1, end.day + 1));
  return { ...end, year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

const withEnd = (start: LocalTime, end: LocalTime | undefined, channel: string | undefined): NameClaim =>
  ({ start, ...(end === undefined ? {} : { end }), ...(channel === undefined || channel === "" ? {} : { channel }) });

/** The first that matches is believed before the later ones; all that match are kept as candidates. */
export const NAME_PATTERNS: readonly NamePattern[] = [
  {
    rule: "hikvision-nvr", basis: "local", confidence: "high",
    expression: /(?:^|\/)ch(?<channel>\d{2})_(?<start>\d{14})(?:_\d+)?\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, g["channel"]),
  },
  {
    rule: "hikvision-ftp", basis: "local", confidence: "high",
    expression: /(?:^|\/)\d{1,3}(?:\.\d{1,3}){3}_(?<channel>\d{1,3})_(?<start>\d{17})_[A-Z_]+\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, g["channel"]),
  },
  {
    rule: "hikvision-ivms", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<channel>[^/]+?)_(?<start>\d{14})_(?<end>\d{14})_\d+\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), g["channel"]),
  },
  {
    rule: "dahua-web", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<name>[^/]+?)_ch(?<channel>\d+)_(?<stream>main|sub|extra\d?)_(?<start>\d{14})_(?<end>\d{14})\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), g["channel"]),
  },
  {
    rule: "dahua-device", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{3})\/dav\/\d{2}\/(?<start>\d{2}\.\d{2}\.\d{2})-(?<end>\d{2}\.\d{2}\.\d{2})\[[A-Z]\].*\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return withEnd(start, endOnDay(start, g["end"]), g["channel"]);
    },
  },
  {
    rule: "uniview", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/[\d.]+_(?<channel>[^/_]+)_S(?<start>\d{2}[-.:_]?\d{2}[-.:_]?\d{2})_E(?<end>\d{2}[-.:_]?\d{2}[-.:_]?\d{2})\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return withEnd(start, endOnDay(start, g["end"]), g["channel"]);
    },
  },
  {
    // The last hexadecimal field is the file's size; an end of 000000 means unknown or midnight.
    rule: "reolink", basis: "local", confidence: "high",
    expression: /(?:^|\/)Rec(?<stream>[MS])[0-9a-f]{2}_(?:DST)?(?<date>\d{8})_(?<start>\d{6})_(?<end>\d{6})(?:_[^/]*)?_[0-9a-f]+_[0-9a-f]+\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return withEnd(start, g["end"] === "000000" ? undefined : endOnDay(start, g["end"]), undefined);
    },
  },
  {
    rule: "mijia-epoch", basis: "epoch", confidence: "high",
    expression: /(?:^|\/)\d{10}\/\d{2}M\d{2}S_(?<epoch>\d{10})\.\w+$/i,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) * 1000 } }),
  },
  {
    rule: "mijia-folder", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<hour>\d{10})\/(?<minute>\d{2})M(?<second>\d{2})S_\d{10}\.\w+$/i,
    claim: (g) => withEnd(fromDigits(`${g["hour"]}${g["minute"]}${g["second"]}`), undefined, undefined),
  },
  {
    rule: "axis", basis: "local", confidence: "high",
    expression: /(?:^|\/)\d{8}_\d{6}_[0-9A-F]{4}_(?<channel>[0-9A-F]{12})\/\d{8}_\d{2}\/(?<start>\d{8}_\d{6})_[0-9A-F]{4}\.mkv$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "frigate", basis: "utc", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<hour>\d{2})\/(?<channel>[^/]+)\/(?<minute>\d{2})\.(?<second>\d{2})\.mp4$/i,
    claim: (g) => withEnd(joined(g["date"], `${g["hour"]}${g["minute"]}${g["second"]}`), undefined, g["channel"]),
  },
  {
    rule: "frigate-old", basis: "utc", confidence: "high",
    expression: /(?:^|\/)(?<month>\d{4}-\d{2})\/(?<day>\d{2})\/(?<hour>\d{2})\/(?<channel>[^/]+)\/(?<minute>\d{2})\.(?<second>\d{2})\.mp4$/i,
    claim: (g) => withEnd(joined(`${g["month"]}${g["day"]}`, `${g["hour"]}${g["minute"]}${g["second"]}`), undefined, g["channel"]),
  },
  {
    rule: "zlmediakit", basis: "local", confidence: "high",
    expression: /(?:^|\/)record\/[^/]+\/(?<channel>[^/]+)\/(?<date>\d{4}-\d{2}-\d{2})\/(?<start>\d{2}-\d{2}-\d{2})-\d+\.mp4$/i,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, g["channel"]),
  },
  {
    rule: "motioneye", basis: "local", confidence: "medium",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<start>\d{2}-\d{2}-\d{2})\.\w+$/i,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, undefined),
  },
  {
    rule: "blackvue", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{8}_\d{6})_[NEMP](?<channel>[FRI])\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "viofo", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{4}_\d{4}_\d{6})_\d+(?<channel>[FRI])?\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    // Month and day first, twelve hours.
    rule: "unifi", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<channel>[^/]+?) - (?<month>\d{1,2})-(?<day>\d{1,2})-(?<year>\d{4}), (?<hour>\d{1,2})\.(?<minute>\d{2})\.(?<second>\d{2})(?<half>am|pm)\.\w+$/i,
    claim: (g) => {
      const hour = (int(g["hour"]) % 12) + (g["half"]?.toLowerCase() === "pm" ? 12 : 0);
      return withEnd({ year: int(g["year"]), month: int(g["month"]), day: int(g["day"]), hour, minute: int(g["minute"]), second: int(g["second"]), millisecond: 0 }, undefined, g["channel"]);
    },
  },
  {
    rule: "two-stamps", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<start>\d{14})(?!\d)[^/\d]+(?<end>\d{14})(?!\d)[^/]*$/,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), undefined),
  },
  {
    rule: "fourteen-digits", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<start>\d{14})(?!\d)[^/]*$/,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, undefined),
  },
  {
    rule: "date-and-time", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<date>\d{4}[-_.]?\d{2}[-_.]?\d{2})[-_ T.](?<start>\d{2}[-_.:]?\d{2}[-_.:]?\d{2})(?!\d)[^/]*$/,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, undefined),
  },
  {
    rule: "epoch-milliseconds", basis: "epoch", confidence: "low",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<epoch>1\d{12})(?!\d)[^/]*$/,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) } }),
  },
  {
    rule: "epoch-seconds", basis: "epoch", confidence: "low",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<epoch>1\d{9})(?!\d)[^/]*$/,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) * 1000 } }),
  },
];

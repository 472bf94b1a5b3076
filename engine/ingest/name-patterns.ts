// How recorders name their files: one row a kind. A row sees the path's tail with `/` between folders and answers what it claims.
// Sources: DOMAIN's table of file names; "local" means the device's wall clock. A name's range is what was asked for, not what is inside.

import type { TimeBasis, TimeConfidence } from "../../contract/model.ts";
import { isLocalTime } from "../../contract/zone.ts";
import { endOnDay, fromDigits, int, joined, plainDigits, withEnd, type NameClaim, type NameGroups, type NamePattern } from "./name-claim.ts";

interface Row {
  readonly rule: string;
  readonly source: NamePattern["source"];
  readonly basis: TimeBasis;
  readonly confidence: TimeConfidence;
  /** Reaches to the end of the path; recorders differ in upper and lower case, so it does not look at it. */
  readonly expression: RegExp;
  readonly claim: (groups: NameGroups) => NameClaim | null;
}

const ROWS: readonly Row[] = [
  {
    rule: "hikvision-nvr", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)ch(?<channel>\d{2})_(?<start>\d{14})(?:_\d+)?\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, g["channel"]),
  },
  {
    rule: "hikvision-ftp", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)\d{1,3}(?:\.\d{1,3}){3}_(?<channel>\d{1,3})_(?<start>\d{17})_[A-Z_]+\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, g["channel"]),
  },
  {
    rule: "hikvision-ivms", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<channel>[^/]+?)_(?<start>\d{14})_(?<end>\d{14})_\d+\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), g["channel"]),
  },
  {
    rule: "dahua-web", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<name>[^/]+?)_ch(?<channel>\d+)_(?<stream>main|sub|extra\d?)_(?<start>\d{14})_(?<end>\d{14})\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), g["channel"]),
  },
  {
    rule: "dahua-device", source: "folder", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{3})\/dav\/\d{2}\/(?<start>\d{2}\.\d{2}\.\d{2})-(?<end>\d{2}\.\d{2}\.\d{2})\[[A-Z]\][^/]*\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return withEnd(start, endOnDay(start, g["end"]), g["channel"]);
    },
  },
  {
    // Stills lie in a folder of their minute.
    rule: "dahua-still", source: "folder", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<channel>\d{3})\/jpg\/(?<start>\d{2}\/\d{2}\/\d{2})\[[A-Z]\][^/]*\.\w+$/i,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, g["channel"]),
  },
  {
    rule: "uniview", source: "folder", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/[\d.]+_(?<channel>[^/_]+)_S(?<start>\d{2}[-.:_]?\d{2}[-.:_]?\d{2})_E(?<end>\d{2}[-.:_]?\d{2}[-.:_]?\d{2})\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return withEnd(start, endOnDay(start, g["end"]), g["channel"]);
    },
  },
  {
    rule: "uniview-still", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)\d{1,3}(?:\.\d{1,3}){3}_(?<channel>[^/_]+)_(?<start>\d{17})\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, g["channel"]),
  },
  {
    // The last hexadecimal field is the file's size; an end of 000000 means unknown or midnight.
    rule: "reolink", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)Rec(?<stream>[MS])[0-9a-f]{2}_(?:DST)?(?<date>\d{8})_(?<start>\d{6})_(?<end>\d{6})(?:_[^/]*)?_[0-9a-f]+_(?<size>[0-9a-f]{1,12})\.\w+$/i,
    claim: (g) => {
      const start = joined(g["date"], g["start"]);
      return { ...withEnd(start, g["end"] === "000000" ? undefined : endOnDay(start, g["end"]), undefined), sizeBytes: Number.parseInt(g["size"] ?? "", 16) };
    },
  },
  {
    rule: "mijia-epoch", source: "name", basis: "epoch", confidence: "high",
    expression: /(?:^|\/)\d{10}\/\d{2}M\d{2}S_(?<epoch>\d{10})\.\w+$/i,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) * 1000 } }),
  },
  {
    rule: "mijia-folder", source: "folder", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<hour>\d{10})\/(?<minute>\d{2})M(?<second>\d{2})S_\d{10}\.\w+$/i,
    claim: (g) => withEnd(fromDigits(`${g["hour"]}${g["minute"]}${g["second"]}`), undefined, undefined),
  },
  {
    rule: "mijia-video", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)video_\d+_\d+_\d+_(?<start>\d{14})_(?<end>\d{14})\.\w+$/i,
    claim: (g) => withEnd(fromDigits(g["start"]!), fromDigits(g["end"]!), undefined),
  },
  {
    rule: "axis", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)\d{8}_\d{6}_[0-9A-F]{4}_(?<channel>[0-9A-F]{12})\/\d{8}_\d{2}\/(?<start>\d{8}_\d{6})_[0-9A-F]{4}\.mkv$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "frigate", source: "folder", basis: "utc", confidence: "high",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<hour>\d{2})\/(?<channel>[^/]+)\/(?<minute>\d{2})\.(?<second>\d{2})\.mp4$/i,
    claim: (g) => withEnd(joined(g["date"], `${g["hour"]}${g["minute"]}${g["second"]}`), undefined, g["channel"]),
  },
  {
    rule: "frigate-old", source: "folder", basis: "utc", confidence: "high",
    expression: /(?:^|\/)(?<month>\d{4}-\d{2})\/(?<day>\d{2})\/(?<hour>\d{2})\/(?<channel>[^/]+)\/(?<minute>\d{2})\.(?<second>\d{2})\.mp4$/i,
    claim: (g) => withEnd(joined(`${g["month"]}${g["day"]}`, `${g["hour"]}${g["minute"]}${g["second"]}`), undefined, g["channel"]),
  },
  {
    rule: "zlmediakit", source: "folder", basis: "local", confidence: "high",
    // A leading dot: the platform is still writing it.
    expression: /(?:^|\/)record\/[^/]+\/(?<channel>[^/]+)\/(?<date>\d{4}-\d{2}-\d{2})\/(?<dot>\.?)(?<start>\d{2}-\d{2}-\d{2})-\d+\.mp4$/i,
    claim: (g) => ({ ...withEnd(joined(g["date"], g["start"]), undefined, g["channel"]), isUnfinished: g["dot"] === "." }),
  },
  {
    // The event's own number is no time: only the day is told.
    rule: "zoneminder", source: "folder", basis: "local", confidence: "medium",
    expression: /(?:^|\/)events\/(?<channel>[^/]+)\/\d{4}-\d{2}-\d{2}\/(?<event>\d+)\/\k<event>-video\.\w+$/i,
    claim: (g) => ({ start: null, channel: g["channel"]! }),
  },
  {
    rule: "motioneye", source: "folder", basis: "local", confidence: "medium",
    expression: /(?:^|\/)(?<date>\d{4}-\d{2}-\d{2})\/(?<start>\d{2}-\d{2}-\d{2})\.\w+$/i,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, undefined),
  },
  {
    rule: "blackvue", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{8}_\d{6})_[NEMP](?<channel>[FRI])\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "viofo", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{4}_\d{4}_\d{6})_\d+(?<channel>[FRI])?\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "blue-iris", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<channel>[^/.]+)\.(?<start>\d{8}_\d{6})\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "blue-iris-suffix", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{8}_\d{6})\.(?<channel>[^/.]+)\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, g["channel"]),
  },
  {
    rule: "tapo", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<start>\d{8}_\d{6})-\d{1,9}\.\w+$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), undefined, undefined),
  },
  {
    // Month and day first, twelve hours.
    rule: "unifi", source: "name", basis: "local", confidence: "high",
    expression: /(?:^|\/)(?<channel>[^/]+?) - (?<month>\d{1,2})-(?<day>\d{1,2})-(?<year>\d{4}), (?<hour>\d{1,2})\.(?<minute>\d{2})\.(?<second>\d{2})(?<half>am|pm)\.\w+$/i,
    claim: (g) => {
      if (int(g["hour"]) < 1 || int(g["hour"]) > 12) return null;
      const hour = (int(g["hour"]) % 12) + (g["half"]?.toLowerCase() === "pm" ? 12 : 0);
      return withEnd({ year: int(g["year"]), month: int(g["month"]), day: int(g["day"]), hour, minute: int(g["minute"]), second: int(g["second"]), millisecond: 0 }, undefined, g["channel"]);
    },
  },
  {
    // Pixel phones name in UTC what other phones name in local time.
    rule: "pixel", source: "name", basis: "utc", confidence: "high",
    expression: /(?:^|\/)PXL_(?<date>\d{8})_(?<start>\d{9})(?!\d)[^/]*$/,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, undefined),
  },
  {
    // ISO 8601: what is said to be UTC is not read as local time.
    rule: "date-and-time-utc", source: "name", basis: "utc", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<date>\d{4}-?\d{2}-?\d{2})[T _](?<start>\d{2}[-_.:]?\d{2}[-_.:]?\d{2})(?:[.,](?<part>\d{1,9}))?Z(?![0-9A-Za-z])[^/]*$/,
    claim: (g) => withEnd(joined(g["date"], plainDigits(g["start"]) + (g["part"] ?? "")), undefined, undefined),
  },
  {
    rule: "date-and-time-offset", source: "name", basis: "epoch", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<date>\d{4}-?\d{2}-?\d{2})[T _](?<start>\d{2}[-_.:]?\d{2}[-_.:]?\d{2})(?:[.,](?<part>\d{1,9}))?(?<offset>\+\d{2}:?\d{2}|-\d{2}:\d{2})(?!\d)[^/]*$/,
    claim: (g) => {
      const utc = joined(g["date"], plainDigits(g["start"]) + (g["part"] ?? ""));
      const offset = plainDigits(g["offset"]);
      const minutes = (int(offset.slice(0, 2)) * 60 + int(offset.slice(2))) * (g["offset"]?.startsWith("-") === true ? -1 : 1);
      if (!isLocalTime(utc) || Math.abs(minutes) > 14 * 60) return null;
      return { start: { epochMs: Date.UTC(utc.year, utc.month - 1, utc.day, utc.hour, utc.minute, utc.second, utc.millisecond) - minutes * 60_000 } };
    },
  },
  {
    rule: "two-stamps", source: "name", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<start>\d{8}[-_T]?\d{6})(?!\d)[^/\d]+(?<end>\d{8}[-_T]?\d{6})(?!\d)[^/]*$/i,
    claim: (g) => withEnd(fromDigits(plainDigits(g["start"])), fromDigits(plainDigits(g["end"])), undefined),
  },
  {
    rule: "fourteen-digits", source: "name", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<start>\d{14}(?:\d{3})?)(?!\d)[^/]*$/,
    claim: (g) => withEnd(fromDigits(g["start"]!), undefined, undefined),
  },
  {
    rule: "date-and-time", source: "name", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<date>\d{4}[-_.]?\d{2}[-_.]?\d{2})[-_ T.](?<start>\d{2}[-_.:]?\d{2}[-_.:]?\d{2}(?:\d{3})?)(?!\d)[^/]*$/,
    claim: (g) => withEnd(joined(g["date"], g["start"]), undefined, undefined),
  },
  {
    rule: "chinese-date", source: "name", basis: "local", confidence: "medium",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日[-_ ]?(?<hour>\d{1,2})[时点時](?<minute>\d{1,2})分(?:(?<second>\d{1,2})秒?)?[^/]*$/,
    claim: (g) => withEnd({ year: int(g["year"]), month: int(g["month"]), day: int(g["day"]), hour: int(g["hour"]), minute: int(g["minute"]), second: int(g["second"]), millisecond: 0 }, undefined, undefined),
  },
  {
    rule: "epoch-milliseconds", source: "name", basis: "epoch", confidence: "low",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<epoch>1\d{12})(?!\d)[^/]*$/,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) } }),
  },
  {
    rule: "epoch-seconds", source: "name", basis: "epoch", confidence: "low",
    expression: /(?:^|\/)[^/]*?(?<!\d)(?<epoch>1\d{9})(?!\d)[^/]*$/,
    claim: (g) => ({ start: { epochMs: int(g["epoch"]) * 1000 } }),
  },
];

/** The first that matches is believed before the later ones; all that match are kept as candidates. */
export const NAME_PATTERNS: readonly NamePattern[] = ROWS.map(({ expression, ...row }) => ({
  ...row,
  match: (tail) => {
    const found = expression.exec(tail);
    return found === null ? null : { index: found.index, groups: found.groups ?? {} };
  },
}));

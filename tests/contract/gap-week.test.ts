// Missing footage by the hour of the week and by the day: shares of what a period reaches, the words for them, days on which clocks are set.

import { describe, expect, it } from "vitest";
import { daySlots, hourRuns, hourSlots, weekShares } from "../../contract/gap-week.ts";
import { weekWords, type SayWeek } from "../../resources/locales/gap-week-words.ts";
import type { Lang } from "../../resources/locales/locales.ts";
import { translatorFor } from "../../resources/locales/translator.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 2021-11-12 14:00:00 +08:00: 11:30 in Kolkata. */
const T0 = Date.UTC(2021, 10, 12, 6);

describe("the picture of the week", () => {
  const sayIn = (lang: Lang): SayWeek => (word, params) => translatorFor(lang)(`gaps:week.${word}`, { ...params });
  /** 2021-11-08 is a Monday. */
  const monday = Date.UTC(2021, 10, 7, 16);
  const shares = (startMs: number, endMs: number, missing: readonly (readonly [number, number])[], timezone = "Asia/Shanghai") =>
    weekShares(hourSlots({ startMs, endMs }, timezone), missing.map(([from, to]) => ({ startMs: monday + from * HOUR_MS, endMs: monday + to * HOUR_MS })));

  it("shows a camera that is blind every second Monday from two to four as half missing there", () => {
    const found = shares(monday, monday + 14 * DAY_MS, [[2, 4]]);
    expect(found.flatMap((share, slot) => (share! > 0 ? [[slot, share]] : []))).toEqual([[2, 0.5], [3, 0.5]]);
    expect(weekWords(hourRuns(found), sayIn("en"))).toEqual(["Mon: 02:00–04:00 50 %"]);
  });

  it("knows of hours that the period does not reach, and of parts of hours", () => {
    const found = shares(monday + HOUR_MS / 2, monday + 2 * HOUR_MS, [[1.5, 9]]);
    expect(found.slice(0, 3)).toEqual([0, 0.5, null]);
  });

  it("tells days that miss the same hours together", () => {
    expect(weekWords(hourRuns(shares(monday, monday + 7 * DAY_MS, [[0, 24], [24, 48], [50, 51]])), sayIn("zh-CN"))).toEqual(["周一、周二：00–24 时缺 100%", "周三：02–03 时缺 100%"]);
  });

  it("goes by the wall clock on the day on which it is set back", () => {
    // 2021-11-07 in New York has 25 hours: 01–02 comes twice.
    const start = Date.UTC(2021, 10, 7, 4);
    const found = weekShares(hourSlots({ startMs: start, endMs: start + 25 * HOUR_MS }, "America/New_York"), [{ startMs: start + HOUR_MS, endMs: start + 2 * HOUR_MS }]);
    expect(found.slice(6 * 24)).toEqual([0, 0.5, ...Array.from({ length: 22 }, () => 0)]);
    expect(hourSlots({ startMs: T0, endMs: T0 + 90 * MINUTE_MS }, "Asia/Kolkata").map((slot) => (slot.endMs - slot.startMs) / MINUTE_MS)).toEqual([30, 60]);
  });
});

it("counts days by the wall clock: the one on which it is set back has 25 hours", () => {
  const start = Date.UTC(2021, 10, 6, 4);
  const days = daySlots({ startMs: start, endMs: start + 3 * DAY_MS }, "America/New_York");
  expect(days.map(({ slot, startMs, endMs }) => [slot, (endMs - startMs) / HOUR_MS])).toEqual([[0, 24], [1, 25], [2, 23]]);
  expect(weekShares(days, [{ startMs: start + 12 * HOUR_MS, endMs: start + DAY_MS + 25 * HOUR_MS }], days.length)).toEqual([0.5, 1, 0]);
});

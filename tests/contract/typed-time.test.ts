// Times as people type them in a hurry, and what is said of how they were read.

import { describe, expect, it } from "vitest";
import { readTypedTime, type TypedTimeAssumption } from "../../contract/typed-time.ts";

const SHANGHAI = "Asia/Shanghai";
/** The play head of these tests: 2021-11-12 10:00:00 in Shanghai. */
const NOW = Date.UTC(2021, 10, 12, 2);
/** A wall time in Shanghai. */
const at = (month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0, year = 2021): number => Date.UTC(year, month - 1, day, hour - 8, minute, second, ms);
const code = (expected: string) => expect.objectContaining({ code: expected });

type Case = readonly [text: string, atMs: number, ...assumed: TypedTimeAssumption[]];
const READ: readonly Case[] = [
  ["14:03", at(11, 12, 14, 3), "head-day"], ["1403", at(11, 12, 14, 3), "head-day"], ["140305", at(11, 12, 14, 3, 5), "head-day"], ["140305.25", at(11, 12, 14, 3, 5, 250), "head-day"],
  ["2:03pm", at(11, 12, 14, 3), "head-day"], ["12:10 am", at(11, 12, 0, 10), "head-day"], ["3 PM", at(11, 12, 15), "head-day"],
  ["14点03分", at(11, 12, 14, 3), "head-day"], ["14时3分5秒", at(11, 12, 14, 3, 5), "head-day"], ["下午2点", at(11, 12, 14), "head-day"], ["下午2点半", at(11, 12, 14, 30), "head-day"],
  ["晚上11点20", at(11, 12, 23, 20), "head-day"], ["凌晨12:30", at(11, 12, 0, 30), "head-day"], ["中午12点", at(11, 12, 12), "head-day"], ["中午1点", at(11, 12, 13), "head-day"], ["夜里2点", at(11, 12, 2), "head-day"], ["24:00", at(11, 13), "head-day"],
  ["+2m", NOW + 120_000, "from-head"], ["-90s", NOW - 90_000, "from-head"], ["+1h30m", NOW + 5_400_000, "from-head"], ["-1:30", NOW - 90_000, "from-head"], ["+1:00:00", NOW + 3_600_000, "from-head"], ["+2分钟30秒", NOW + 150_000, "from-head"], ["＋5min", NOW + 300_000, "from-head"],
  ["11-12 14:03:05", at(11, 12, 14, 3, 5), "head-year"], ["11/10 14:03", at(11, 10, 14, 3), "head-year", "month-first"], ["11/13 14:03", at(11, 13, 14, 3), "head-year"], ["11-10", at(11, 10), "head-year", "midnight"], ["11-10 1403", at(11, 10, 14, 3), "head-year"],
  ["11月12日 14:03", at(11, 12, 14, 3), "head-year"], ["11月12日14点03分", at(11, 12, 14, 3), "head-year"], ["11月10号下午2点", at(11, 10, 14), "head-year"], ["2020年11月12日 14:03:05.250", at(11, 12, 14, 3, 5, 250, 2020)], ["2020年3月1日", at(3, 1, 0, 0, 0, 0, 2020), "midnight"],
  ["昨天 14:03", at(11, 11, 14, 3), "day-before-head"], ["昨天下午3点", at(11, 11, 15), "day-before-head"], ["今天9:05", at(11, 12, 9, 5), "head-day"], ["前天", at(11, 10), "day-before-head", "midnight"], ["yesterday 2:03 pm", at(11, 11, 14, 3), "day-before-head"], ["次日 0:10", at(11, 13, 0, 10), "day-after-head"],
  ["12 Nov 14:03", at(11, 12, 14, 3), "head-year"], ["Nov 9, 2020 14:03", at(11, 9, 14, 3, 0, 0, 2020)], ["9 november", at(11, 9), "head-year", "midnight"],
  ["1636696985", 1_636_696_985_000, "epoch-s"], ["1636696985250", 1_636_696_985_250, "epoch-ms"],
  ["2021-11-12T14:03:05.250+08:00", at(11, 12, 14, 3, 5, 250)], ["2021-11-12 14:03", at(11, 12, 14, 3)], ["2021-11-12", at(11, 12), "midnight"],
  // As people type in a hurry, in traditional characters, and in words.
  ["8:5", at(11, 12, 8, 5), "head-day"], ["14:30:5", at(11, 12, 14, 30, 5), "head-day"], ["14h30", at(11, 12, 14, 30), "head-day"], ["2024/3/1 8:5", at(3, 1, 8, 5, 0, 0, 2024)], ["2024-3-1 下午2点", at(3, 1, 14, 0, 0, 0, 2024)],
  ["20240301", at(3, 1, 0, 0, 0, 0, 2024), "midnight"], ["20240301 080500", at(3, 1, 8, 5, 0, 0, 2024)], ["20240301T080500", at(3, 1, 8, 5, 0, 0, 2024)], ["2024-02-29 24:00", at(3, 1, 0, 0, 0, 0, 2024)], ["2024-03-01T08:05", at(3, 1, 8, 5, 0, 0, 2024)],
  ["14點30分", at(11, 12, 14, 30), "head-day"], ["１４點３０分", at(11, 12, 14, 30), "head-day"], ["14時", at(11, 12, 14), "head-day"], ["昨天下午兩點半", at(11, 11, 14, 30), "day-before-head"], ["2021年11月12號 8點5分", at(11, 12, 8, 5)],
  ["十四点三十分", at(11, 12, 14, 30), "head-day"], ["今天下午三点二十", at(11, 12, 15, 20), "head-day"], ["二〇二四年三月一日八点〇五分", at(3, 1, 8, 5, 0, 0, 2024)], ["下午三点一刻", at(11, 12, 15, 15), "head-day"], ["3点钟", at(11, 12, 3), "head-day"],
  ["昨晚11点", at(11, 11, 23), "day-before-head"], ["今早 8:05", at(11, 12, 8, 5), "head-day"], ["大前天 3:00", at(11, 9, 3), "day-before-head"], ["后天 3点", at(11, 14, 3), "day-after-head"],
  ["\u20132m", NOW - 120_000, "from-head"], ["+两分钟", NOW + 120_000, "from-head"],
];

describe("a typed time", () => {
  it.each(READ.map(([text, atMs, ...assumed]) => ({ text, atMs, assumed })))("is read: $text", ({ text, atMs, assumed }) => {
    expect(readTypedTime(text, SHANGHAI, NOW)).toEqual({ atMs, assumed });
  });

  it.each(["", "-", "2503", "14:60", "14h", "+2", "2m", "13-40 14:03", "13pm", "2月30日 10:00", "昨天 25:00", "昨天 soon", "32 Nov", "11月", "25点", "24:01", "+", "下午", "8:5:", "2024/2/30 8:05", "20241301", "14:30:5:1", "十点十十分", "+99999999d", "-99999999d"])("is refused where it is none: “%s”", (text) => {
    expect(() => readTypedTime(text, SHANGHAI, NOW)).toThrowError(code("time-unreadable"));
  });

  it("is refused where the zone's clocks skipped it or showed it twice", () => {
    expect(() => readTypedTime("0230", "Europe/Berlin", Date.UTC(2024, 2, 31, 10))).toThrowError(code("time-nonexistent"));
    expect(() => readTypedTime("27 Oct 02:30", "Europe/Berlin", Date.UTC(2024, 9, 20, 10))).toThrowError(code("time-ambiguous"));
  });

  it("counts days on the zone's calendar, over the ends of months and years", () => {
    expect(readTypedTime("昨天 23:00", SHANGHAI, at(1, 1, 0, 30)).atMs).toBe(at(12, 31, 23, 0, 0, 0, 2020));
    expect(readTypedTime("tomorrow 10:00", "Europe/Berlin", Date.UTC(2024, 2, 30, 11)).atMs).toBe(Date.UTC(2024, 2, 31, 8));
  });
});

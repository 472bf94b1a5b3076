// Times as people type and read them.

import { describe, expect, it } from "vitest";
import { displayTime, doubledSecondsText, durationText, instantFromText, isoFromInstant, lengthParts, offsetText, timeParts } from "../../contract/time-text.ts";
import { instantFromTyping } from "../../contract/typed-time.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const SHANGHAI = "Asia/Shanghai";
const AT = Date.UTC(2021, 10, 12, 6, 3, 5, 250);
/** The play head of these tests: 2021-11-12 10:00:00 in Shanghai. */
const NOW = Date.UTC(2021, 10, 12, 2);
const code = (expected: string) => expect.objectContaining({ code: expected });

describe("a length of time in words", () => {
  it.each([
    [0, "seconds", { seconds: "0" }], [41_000, "seconds", { seconds: "41" }], [12_440, "seconds", { seconds: "12.4" }], [59_960, "minutes", { minutes: "1", seconds: "0" }],
    [127_000, "minutes", { minutes: "2", seconds: "7" }], [-127_400, "minutes", { minutes: "2", seconds: "7" }], [3_725_000, "hours", { hours: "1", minutes: "2", seconds: "5" }],
    [2 * 86_400_000 + 3_600_000, "days", { days: "2", hours: "1", minutes: "0", seconds: "0" }],
  ] as const)("has the parts that people say: %d ms in %s", (ms, form, params) => {
    expect(lengthParts(ms)).toMatchObject({ form, params });
  });

  it("is rounded down where it is a margin, and up where it is a need", () => {
    expect(lengthParts(41_990, "down").params.seconds).toBe("41.9");
    expect(lengthParts(59_990, "down")).toMatchObject({ form: "seconds", params: { seconds: "59.9" } });
    expect(lengthParts(60_001, "up")).toMatchObject({ form: "minutes", params: { minutes: "1", seconds: "1" } });
  });
});

describe("the command line's times", () => {
  it.each([
    ["2021-11-12T14:03:05.250+08:00", AT], ["2021-11-12T06:03:05.250Z", AT], ["2021-11-12t06:03:05.250z", AT], ["2021-11-12 14:03:05.250 +08:00", AT],
    ["2021-11-12T14:03:05.250+0800", AT], ["2021-11-12T02:33:05,25-03:30", AT], ["2021-11-12T14:03:05.250999999+08:00", AT],
    ["2021-11-12T14:03+08:00", Date.UTC(2021, 10, 12, 6, 3)],
    ["2021-11-12 14:03:05.250", AT], ["2021-11-12 14:03:05", AT - 250], ["2021-11-12T14:03:05.250", AT], ["2021-11-12T14:03:05.250000", AT], ["2021/11/12 14:03:05.25", AT], ["2021.11.12 14:03", Date.UTC(2021, 10, 12, 6, 3)],
    ["2021-11-12", Date.UTC(2021, 10, 11, 16)], ["20211112140305", AT - 250],
    [String(AT), AT], ["  1636696985250 ", AT], ["-100000000000", -100_000_000_000],
    ["２０２１-１１-１２　１４：０３：０５", AT - 250],
  ])("are read: %s", (text, instant) => {
    expect(instantFromText(text, SHANGHAI)).toBe(instant);
  });

  it.each(["", "soon", "14:03", "2021-11-12 25:00:00", "2021-02-30 10:00:00", "2021-11-12T14:03:05+99:00", "2021-11-12T14:03:05+08:75", "2021-13-01", "1636696985", "20211332140305", "2021-11-12 14:03:05 extra"])(
    "are refused where they are none: “%s”", (text) => {
      expect(() => instantFromText(text, SHANGHAI)).toThrowError(code("time-unreadable"));
    });

  it("are refused where the zone's clocks skipped them or showed them twice, unless the offset says which", () => {
    expect(() => instantFromText("2024-03-31 02:30:00", "Europe/Berlin")).toThrowError(code("time-nonexistent"));
    expect(() => instantFromText("2024-10-27 02:30:00", "Europe/Berlin")).toThrowError(code("time-ambiguous"));
    expect(instantFromText("2024-10-27T02:30:00+01:00", "Europe/Berlin")).toBe(Date.UTC(2024, 9, 27, 1, 30));
    expect(() => instantFromText("2024-01-01 00:00:00", "Nowhere")).toThrowError(code("timezone-unknown"));
  });
});

describe("times typed into the window", () => {
  it.each([
    ["14:03", Date.UTC(2021, 10, 12, 6, 3)], ["1403", Date.UTC(2021, 10, 12, 6, 3)], ["140305", Date.UTC(2021, 10, 12, 6, 3, 5)], ["9:05", Date.UTC(2021, 10, 12, 1, 5)],
    ["14:03:05.25", AT], ["11-12 14:03:05", AT - 250], ["11/12 14:03", Date.UTC(2021, 10, 12, 6, 3)], ["1-2 3:04", Date.UTC(2021, 0, 1, 19, 4)],
    ["+2m", NOW + 120_000], ["-30s", NOW - 30_000], ["+1.5h", NOW + 5_400_000], ["+ 250 ms", NOW + 250], ["-1d", NOW - 86_400_000], ["+2分", NOW + 120_000], ["-10秒", NOW - 10_000], ["+1小时", NOW + 3_600_000],
    ["１４：０３", Date.UTC(2021, 10, 12, 6, 3)], ["＋2m", NOW + 120_000], ["−30s", NOW - 30_000],
    ["2021-11-12T14:03:05.250+08:00", AT], [String(AT), AT],
  ])("are read relative to the play head: %s", (text, instant) => {
    expect(instantFromTyping(text, SHANGHAI, NOW)).toBe(instant);
  });

  it("take the play head's day in the library's zone, not in UTC", () => {
    const justAfterMidnight = Date.UTC(2021, 10, 11, 16, 0, 1);
    expect(instantFromTyping("00:10", SHANGHAI, justAfterMidnight)).toBe(Date.UTC(2021, 10, 11, 16, 10));
  });

  it.each(["", "2503", "14:60", "14h", "+2", "2m", "13-40 14:03", "-"])("are refused where they are none: “%s”", (text) => {
    expect(() => instantFromTyping(text, SHANGHAI, NOW)).toThrowError(code("time-unreadable"));
  });

  it("are refused where the clocks skipped them that day", () => {
    expect(() => instantFromTyping("0230", "Europe/Berlin", Date.UTC(2024, 2, 31, 10))).toThrowError(code("time-nonexistent"));
    expect(() => instantFromTyping("02:30", "Europe/Berlin", Date.UTC(2024, 9, 27, 10))).toThrowError(code("time-ambiguous"));
  });
});

describe("times as shown", () => {
  it("carry date, time, milliseconds and offset", () => {
    expect(displayTime(AT, SHANGHAI)).toBe("2021-11-12 14:03:05.250 +08:00");
    expect(isoFromInstant(AT, "UTC")).toBe("2021-11-12T06:03:05.250+00:00");
    expect(timeParts(AT, "-03:30")).toEqual({ date: "2021-11-12", time: "02:33:05", millis: "250", offset: "-03:30" });
    expect(isoFromInstant(Date.UTC(2024, 6, 1), "Europe/Berlin")).toBe("2024-07-01T02:00:00.000+02:00");
  });

  it.each([SHANGHAI, "Europe/Berlin", "America/St_Johns", "UTC"])("are read back as the same instant in %s", (zone) => {
    const next = seededIntegers(7);
    for (let round = 0; round < 100; round++) {
      const epochMs = Date.UTC(1995, 0, 1) + next(0, 12_000) * 86_400_000 + next(0, 86_399_999);
      expect(instantFromText(isoFromInstant(epochMs, zone), "UTC")).toBe(epochMs);
      expect(instantFromText(displayTime(epochMs, zone), "UTC")).toBe(epochMs);
    }
  });

  it.each([[0, "0 s"], [3_250, "3.250 s"], [59_999, "59.999 s"], [60_000, "1:00"], [123_499, "2:03"], [3_723_000, "1:02:03"], [-5_000, "-5 s"], [-0.4, "0 s"], [90_061_000, "25:01:01"]])(
    "give lengths in the shortest form: %s ms is %s", (ms, text) => {
      expect(durationText(ms)).toBe(text);
    });

  it.each([[455, "±0.9 s"], [0, "±0.0 s"], [20, "±0.1 s"], [289, "±0.6 s"], [5_001, "±11 s"], [60_000, "±120 s"]])("double a standard deviation of %s ms to %s", (ms, text) => {
    expect(doubledSecondsText(ms)).toBe(text);
  });

  it("give an offset its sign", () => {
    expect([0, 8 * 3_600_000, -12_600_000].map(offsetText)).toEqual(["+00:00", "+08:00", "-03:30"]);
  });
});

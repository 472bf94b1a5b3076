// Local times: a zone may have none, one or two instants for what a wall clock shows.

import { describe, expect, it } from "vitest";
import { instantsFromLocal, isLocalTime, isTimezone, localFromInstant, offsetMsAt, requireTimezone, type LocalTime } from "../../contract/zone.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const local = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): LocalTime =>
  ({ year, month, day, hour, minute, second, millisecond });
const HOUR_MS = 3_600_000;

describe("a local time", () => {
  it("in Shanghai is eight hours ahead of UTC", () => {
    expect(instantsFromLocal(local(2021, 11, 12, 14, 3, 5, 250), "Asia/Shanghai")).toEqual([Date.UTC(2021, 10, 12, 6, 3, 5, 250)]);
    expect(instantsFromLocal(local(2021, 11, 12, 14, 3, 5, 250), "UTC")).toEqual([Date.UTC(2021, 10, 12, 14, 3, 5, 250)]);
  });

  it("in Shanghai's summers of 1986 to 1991 is nine hours ahead", () => {
    expect(instantsFromLocal(local(1988, 7, 1, 12), "Asia/Shanghai")).toEqual([Date.UTC(1988, 6, 1, 3)]);
    expect(instantsFromLocal(local(1988, 1, 1, 12), "Asia/Shanghai")).toEqual([Date.UTC(1988, 0, 1, 4)]);
    expect(offsetMsAt("Asia/Shanghai", Date.UTC(1990, 6, 1))).toBe(9 * HOUR_MS);
    expect(offsetMsAt("Asia/Shanghai", Date.UTC(1992, 6, 1))).toBe(8 * HOUR_MS);
    expect(instantsFromLocal(local(1991, 9, 15, 1, 30), "Asia/Shanghai")).toHaveLength(2);
  });

  it("that the clocks skipped names no instant", () => {
    expect(instantsFromLocal(local(2024, 3, 31, 2, 30), "Europe/Berlin")).toEqual([]);
    expect(instantsFromLocal(local(2024, 3, 31, 1, 59, 59, 999), "Europe/Berlin")).toEqual([Date.UTC(2024, 2, 31, 0, 59, 59, 999)]);
    expect(instantsFromLocal(local(2024, 3, 31, 3), "Europe/Berlin")).toEqual([Date.UTC(2024, 2, 31, 1)]);
  });

  it("that came twice names both instants, the earlier first", () => {
    expect(instantsFromLocal(local(2024, 10, 27, 2, 30), "Europe/Berlin")).toEqual([Date.UTC(2024, 9, 27, 0, 30), Date.UTC(2024, 9, 27, 1, 30)]);
    expect(instantsFromLocal(local(2024, 10, 27, 3), "Europe/Berlin")).toEqual([Date.UTC(2024, 9, 27, 2)]);
  });

  it("takes fixed offsets for zones", () => {
    expect(instantsFromLocal(local(2021, 11, 12, 14), "+08:00")).toEqual([Date.UTC(2021, 10, 12, 6)]);
    expect(instantsFromLocal(local(2021, 11, 12, 14), "-03:30")).toEqual([Date.UTC(2021, 10, 12, 17, 30)]);
  });

  it.each([
    ["30 February", local(2024, 2, 30)], ["29 February in a common year", local(2023, 2, 29)], ["hour 24", local(2024, 1, 1, 24)],
    ["minute 60", local(2024, 1, 1, 0, 60)], ["a leap second", local(2024, 1, 1, 0, 0, 60)], ["month 13", local(2024, 13, 1)], ["day 0", local(2024, 1, 0)],
  ])("that no calendar has is none: %s", (_, time) => {
    expect(isLocalTime(time)).toBe(false);
    expect(instantsFromLocal(time, "UTC")).toEqual([]);
  });

  it("knows 29 February of a leap year", () => {
    expect(isLocalTime(local(2024, 2, 29, 23, 59, 59, 999))).toBe(true);
  });
});

describe("a zone", () => {
  it.each(["Asia/Shanghai", "UTC", "Europe/Berlin", "+08:00", "-03:30"])("named %s is known", (name) => {
    expect(isTimezone(name)).toBe(true);
  });

  it.each(["", "Shanghai", "Mars/Olympus", "+25:00", "北京"])("named “%s” is refused by name", (name) => {
    expect(() => requireTimezone(name)).toThrowError(expect.objectContaining({ code: "timezone-unknown", params: { timezone: name } }));
  });

  it.each(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC", "+05:45"])("%s gives back every instant that its wall clock shows", (zone) => {
    const next = seededIntegers(zone.length);
    for (let round = 0; round < 120; round++) {
      const epochMs = Date.UTC(1985, 0, 1) + next(0, 40 * 365) * 86_400_000 + next(0, 86_399_999);
      const instants = instantsFromLocal(localFromInstant(epochMs, zone), zone);
      expect(instants).toContain(epochMs);
    }
  });
});

// Ticks stand on the calendar of the library's zone, whatever its offset and its clock changes.

import { describe, expect, it } from "vitest";
import { instantFromText } from "../../../contract/time-text.ts";
import { contextLabel, rulerOf, tickInstants, tickLabel, TICK_STEPS, tickStepFor, type TickStep } from "../../../renderer/timeline/ticks.ts";

const SHANGHAI = "Asia/Shanghai";
const BERLIN = "Europe/Berlin";
const at = (text: string, zone = SHANGHAI): number => instantFromText(text, zone);
const stepOf = (unit: TickStep["unit"], count: number): TickStep => TICK_STEPS.find((s) => s.unit === unit && s.count === count)!;

describe("tick steps", () => {
  it("chooses the finest step whose labels have room", () => {
    expect(tickStepFor(0.06, 84)).toMatchObject({ unit: "ms", count: 10 });
    expect(tickStepFor(10, 84)).toMatchObject({ unit: "second", count: 1 });
    expect(tickStepFor(3_000, 84)).toMatchObject({ unit: "minute", count: 5 });
    expect(tickStepFor(100_000, 84)).toMatchObject({ unit: "hour", count: 3 });
    expect(tickStepFor(6_500_000, 84)).toMatchObject({ unit: "day", count: 7 });
    expect(tickStepFor(1e12, 84)).toMatchObject({ unit: "year", count: 10 });
  });

  it("rises from one step to the next", () => {
    for (let i = 1; i < TICK_STEPS.length; i++) expect(TICK_STEPS[i]!.aboutMs).toBeGreaterThan(TICK_STEPS[i - 1]!.aboutMs);
  });
});

describe("where ticks stand", () => {
  it("puts days on local midnights", () => {
    const ticks = tickInstants(at("2021-11-11 12:00:00"), at("2021-11-14 12:00:00"), stepOf("day", 1), SHANGHAI);
    expect(ticks).toEqual([at("2021-11-12 00:00:00"), at("2021-11-13 00:00:00"), at("2021-11-14 00:00:00")]);
  });

  it("takes the first instant and leaves the last one out", () => {
    const from = at("2021-11-12 14:00:00");
    expect(tickInstants(from, from + 3_600_000, stepOf("minute", 30), SHANGHAI)).toEqual([from, from + 1_800_000]);
  });

  it("begins weeks on Mondays", () => {
    const [first] = tickInstants(at("2021-11-12 00:00:00"), at("2021-11-30 00:00:00"), stepOf("day", 7), SHANGHAI);
    expect(first).toBe(at("2021-11-15 00:00:00"));
  });

  it("puts months on their first day and years on the first of January", () => {
    expect(tickInstants(at("2021-10-20 00:00:00"), at("2022-02-10 00:00:00"), stepOf("month", 1), SHANGHAI))
      .toEqual(["2021-11-01", "2021-12-01", "2022-01-01", "2022-02-01"].map((day) => at(`${day} 00:00:00`)));
    expect(tickInstants(at("2019-06-01 00:00:00"), at("2022-02-10 00:00:00"), stepOf("year", 1), SHANGHAI)).toHaveLength(3);
  });

  it("keeps the calendar over a clock change in spring: the missing hour has no tick", () => {
    const ticks = tickInstants(at("2021-03-28 00:00:00", BERLIN), at("2021-03-28 06:00:00", BERLIN), stepOf("hour", 1), BERLIN);
    expect(ticks.map((ms) => tickLabel(ms, "hour", BERLIN))).toEqual(["00:00", "01:00", "03:00", "04:00", "05:00"]);
  });

  it("keeps the calendar over a clock change in autumn: the repeated hour has two", () => {
    const ticks = tickInstants(Date.UTC(2021, 9, 30, 23), Date.UTC(2021, 9, 31, 3), stepOf("hour", 1), BERLIN);
    expect(ticks.map((ms) => tickLabel(ms, "hour", BERLIN))).toEqual(["01:00", "02:00", "02:00", "03:00"]);
    expect(new Set(ticks).size).toBe(4);
  });

  it("aligns minutes in a zone with half an hour", () => {
    const [first] = tickInstants(Date.UTC(2021, 10, 12, 6, 7), Date.UTC(2021, 10, 12, 7, 0), stepOf("minute", 15), "Asia/Kolkata");
    expect(tickLabel(first!, "minute", "Asia/Kolkata")).toBe("11:45");
  });
});

describe("the ruler", () => {
  it.each([80, 1_000, 60_000, 3_600_000, 86_400_000, 91 * 86_400_000, 5 * 366 * 86_400_000])("has a handful of labels and their context over %d ms", (span) => {
    const fromMs = at("2021-11-12 14:03:05") - span / 3;
    const ruler = rulerOf({ fromMs, toMs: fromMs + span, widthPx: 1200 }, SHANGHAI);
    const inView = ruler.ticks.filter((tick) => tick.xPx >= 0);
    expect(inView.length).toBeGreaterThanOrEqual(2);
    expect(inView.length).toBeLessThanOrEqual(15);
    for (let i = 1; i < inView.length; i++) expect(inView[i]!.xPx - inView[i - 1]!.xPx).toBeGreaterThan(60);
    if (ruler.step.unit !== "month" && ruler.step.unit !== "year") expect(ruler.contexts[0]!.label).toContain("2021");
    expect(ruler.minorXPx.length).toBeLessThan(200);
  });

  it("says the rest of the time in the upper row", () => {
    const ms = at("2021-11-12 14:03:05.250");
    expect([tickLabel(ms, "ms", SHANGHAI), contextLabel(ms, "ms", SHANGHAI)]).toEqual([".250", "2021-11-12 14:03:05"]);
    expect([tickLabel(ms, "minute", SHANGHAI), contextLabel(ms, "minute", SHANGHAI)]).toEqual(["14:03", "2021-11-12"]);
    expect([tickLabel(ms, "day", SHANGHAI), contextLabel(ms, "day", SHANGHAI)]).toEqual(["11-12", "2021"]);
  });
});

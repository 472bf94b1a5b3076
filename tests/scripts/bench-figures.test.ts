// What benchmarks say of their figures, and that they take turns: a table that is wrong convinces as well as one that is right.

import { describe, expect, it } from "vitest";
import { figure, isMet } from "../bench/bench-report.ts";
import { measureInRounds, seriesOf } from "../bench/rounds.ts";
import { median, pairedRatio, percentile, spread } from "../bench/series.ts";

describe("figures of a benchmark", () => {
  it("has the middle, the 95th of a hundred and both ends of a series, whatever its order", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile(Array.from({ length: 100 }, (_, i) => 100 - i), 0.95)).toBe(95);
    expect(spread([3, 1, 2])).toEqual([1, 3]);
  });

  it("compares round by round, so that one slow round of both does not count", () => {
    expect(pairedRatio({ name: "a", values: [20, 2, 20] }, { name: "b", values: [10, 1, 10] })).toBe(2);
    expect(() => pairedRatio({ name: "a", values: [1] }, { name: "b", values: [1, 2] })).toThrow(/same rounds/);
  });

  it("lets all contenders measure once a round, in turns that change direction, and throws warm-ups away", async () => {
    const calls: string[] = [];
    const contender = (name: string) => ({ name, measure: (round: number) => { calls.push(`${name}${round}`); return round; } });
    const series = await measureInRounds([contender("a"), contender("b")], { rounds: 2, warmUps: 1 });
    expect(calls).toEqual(["b-1", "a-1", "a0", "b0", "b1", "a1"]);
    expect(series).toEqual([{ name: "a", values: [0, 1] }, { name: "b", values: [0, 1] }]);
  });

  it("takes several figures from one measurement, each a series of its own", async () => {
    const series = await measureInRounds([{ name: "index", measure: (round) => ({ look: round, read: round * 2 }) }], { rounds: 3, warmUps: 1 });
    expect(seriesOf(series, "read").values).toEqual([0, 2, 4]);
    expect(() => seriesOf(series, "index")).toThrow("no series index");
  });

  it("refuses a contender that gives no figure", async () => {
    await expect(measureInRounds([{ name: "a", measure: () => NaN }], { rounds: 1, warmUps: 0 })).rejects.toThrow("a gave no figure");
  });

  it.each([[1230.4, "1230"], [99.96, "100.0"], [3.814, "3.81"], [0.04123, "0.0412"], [0, "0"], [NaN, "–"]])("writes %d as %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it("takes a target as met at its very bound", () => {
    expect(isMet({ name: "", unit: "", value: 150, atLeast: 150 })).toBe(true);
    expect(isMet({ name: "", unit: "", value: 400.1, atMost: 400 })).toBe(false);
  });
});

// Lanes made coarser: what lies on one pixel is one, short gaps are counted where they are, nothing else is lost. Pure.

import { describe, expect, it } from "vitest";
import { coarserLane, lanesFromRows, mergedCoverage, sliceLane, type LaneColumns } from "../../../engine/timeline/lane-columns.ts";
import { seededIntegers } from "../../support/seeded-numbers.ts";

/** Footage at these stretches, gaps between them. */
function lane(...stretches: readonly (readonly [startMs: number, endMs: number, uncertaintyMs?: number | null])[]): LaneColumns {
  const gaps = stretches.slice(1).map(([startMs], i) => ({ startMs: stretches[i]![1], endMs: startMs, cause: "recorder-gap" as const }));
  return lanesFromRows(stretches.map(([startMs, endMs, uncertaintyMs = 0]) => ({ startMs, endMs, uncertaintyMs })), gaps);
}

const told = ({ coverage, gaps, breaks }: LaneColumns) => ({
  coverage: [...coverage.startMs].map((startMs, i) => [startMs, coverage.endMs[i]]),
  gaps: [...gaps.startMs].map((startMs, i) => [startMs, gaps.endMs[i]]),
  breaks: [...breaks.startMs].map((startMs, i) => [startMs, breaks.endMs[i], breaks.count[i]]),
});

const CLIPS = lane([0, 10], [12, 20], [21, 30], [60, 70]);

describe("a coarser lane", () => {
  it.each([
    { msPerPixel: 1, coverage: [[0, 10], [12, 20], [21, 30], [60, 70]], gaps: [[10, 12], [20, 21], [30, 60]], breaks: [] },
    { msPerPixel: 2, coverage: [[0, 10], [12, 30], [60, 70]], gaps: [[10, 12], [30, 60]], breaks: [[20, 21, 1]] },
    { msPerPixel: 8, coverage: [[0, 30], [60, 70]], gaps: [[30, 60]], breaks: [[10, 12, 1], [20, 21, 1]] },
    { msPerPixel: 16, coverage: [[0, 30], [60, 70]], gaps: [[30, 60]], breaks: [[10, 21, 2]] },
    { msPerPixel: 64, coverage: [[0, 70]], gaps: [], breaks: [[10, 60, 3]] },
  ])("at $msPerPixel ms a pixel", ({ msPerPixel, coverage, gaps, breaks }) => {
    expect(told(coarserLane(CLIPS, msPerPixel))).toEqual({ coverage, gaps, breaks });
  });

  it("is the same in one step as in many", () => {
    const next = seededIntegers(11);
    const stretches: [number, number][] = [];
    for (let at = 0; stretches.length < 500;) {
      const startMs = at + next(1, 3_000);
      at = startMs + next(1, 9_000);
      stretches.push([startMs, at]);
    }
    const fine = lane(...stretches);
    const stepped = [16, 64, 256, 1024].reduce(coarserLane, fine);
    expect(told(stepped).coverage).toEqual(told(coarserLane(fine, 1024)).coverage);
    expect(told(stepped).gaps).toEqual(told(coarserLane(fine, 1024)).gaps);
    const count = (columns: LaneColumns): number => columns.breaks.count.reduce((sum, n) => sum + n, 0) + columns.gaps.startMs.length;
    expect(count(stepped)).toBe(499);
  });

  it("is as sure as the least sure of what it joins, and unknown is the least sure", () => {
    const sure = lane([0, 10, 30], [12, 20, 400], [22, 30, 50], [90, 99, null]);
    expect([...coarserLane(sure, 5).coverage.uncertaintyMs]).toEqual([400, -1]);
    expect([...coarserLane(sure, 100).coverage.uncertaintyMs]).toEqual([-1]);
  });

  it("leaves out gaps where nothing was ever recorded", () => {
    const rows = lanesFromRows([{ startMs: 0, endMs: 1, uncertaintyMs: null }], [{ startMs: -9, endMs: 0, cause: "no-footage" }, { startMs: 1, endMs: 9, cause: "time-unknown" }]);
    expect(told(rows).gaps).toEqual([[1, 9]]);
  });
});

describe("a slice of a lane", () => {
  it.each([
    [0, 100, [[0, 10], [12, 20], [21, 30], [60, 70]]], [10, 12, []], [9, 12, [[0, 10]]], [9, 13, [[0, 10], [12, 20]]], [70, 99, []], [-5, 0, []], [-5, 1, [[0, 10]]],
  ])("from %s to %s has the stretches that reach into it, whole", (fromMs, toMs, coverage) => {
    expect(told(sliceLane(CLIPS, fromMs, toMs)).coverage).toEqual(coverage);
  });
});

describe("several lanes as one", () => {
  const merged = (lanes: readonly LaneColumns[], fromMs: number, toMs: number, msPerPixel: number) => {
    const { startMs, endMs, laneCount } = mergedCoverage(lanes, fromMs, toMs, msPerPixel);
    return [...startMs].map((ms, i) => [ms, endMs[i], laneCount[i]]);
  };
  it.each([
    ["nothing of no lane", [], []],
    ["one lane as it is", [lane([10, 30])], [[10, 30, 1]]],
    ["overlaps by how many see", [lane([0, 30]), lane([20, 50])], [[0, 20, 1], [20, 30, 2], [30, 50, 1]]],
    ["lanes that follow each other as one", [lane([0, 20]), lane([20, 40])], [[0, 40, 1]]],
    ["what goes beyond the stretch cut to it", [lane([-50, 200])], [[0, 100, 1]]],
    ["a lane's two clips on one pixel once", [lane([0, 3], [5, 8])], [[0, 10, 1]]],
  ] as const)("tell %s", (_, lanes, expected) => {
    expect(merged(lanes, 0, 100, 10)).toEqual(expected);
  });
});

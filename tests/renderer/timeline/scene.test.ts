// What the timeline draws for given lanes: footage, gaps with their cause, soft ends, uncorrected clocks, pins, marks.

import { describe, expect, it } from "vitest";
import { gapCauses, type GapCause } from "../../../contract/model.ts";
import { areaAt, headHeightPx, LANE_MAX_PX, LANE_MIN_PX, laneTopPx, metricsFor, visibleLanes } from "../../../renderer/timeline/lanes.ts";
import { gapInLane } from "../../../renderer/timeline/lane-gaps.ts";
import { sceneOf, type DrawItem, type Ink, type SceneInput, type SceneLane } from "../../../renderer/timeline/scene.ts";
import { fittedText, pinAt, placePins, type ScenePin } from "../../../renderer/timeline/scene-pins.ts";
import { rulerOf } from "../../../renderer/timeline/ticks.ts";
import { GrainRows } from "../../../renderer/timeline/grain.ts";
import type { Axis } from "../../../renderer/timeline/axis.ts";

const METRICS = metricsFor(400, 10);
const T0 = Date.UTC(2021, 10, 12, 6);
/** One second a pixel. */
const axis: Axis = { fromMs: T0, toMs: T0 + 1_000_000, widthPx: 1000 };
const sec = (n: number): number => T0 + n * 1000;

type Stretch = readonly [fromSec: number, toSec: number];
function lane(cameraId: string, coverage: readonly (readonly [...Stretch, sdMs: number])[], gaps: readonly (readonly [...Stretch, GapCause])[] = []): SceneLane {
  return {
    cameraId,
    coverage: { startMs: coverage.map((c) => sec(c[0])), endMs: coverage.map((c) => sec(c[1])), uncertaintyMs: coverage.map((c) => c[2]) },
    gaps: { startMs: gaps.map((g) => sec(g[0])), endMs: gaps.map((g) => sec(g[1])), cause: gaps.map((g) => gapCauses.indexOf(g[2])) },
  };
}

const words = {
  uncorrected: "uncorrected",
  gaps: { "no-footage": "none held", "recorder-gap": "recorder gap", damaged: "damaged", unindexed: "not read", "time-unknown": "time unknown" },
  duration: (ms: number) => `${ms / 1000} s`,
};

function scene(lanes: readonly SceneLane[], more: Partial<SceneInput> = {}) {
  return sceneOf({
    axis, heightPx: 400, scrollTopPx: 0, metrics: METRICS, rowCount: lanes.length, rowAt: (index) => ({ kind: "lane", lane: lanes[index]! }), groupIndexes: [], losses: [], bands: [], ruler: rulerOf(more.axis ?? axis, "Asia/Shanghai"), pins: [],
    markInMs: null, markOutMs: null, hoverLane: null, words, measurePx: (text) => text.length * 6, grainRows: new GrainRows(), ...more,
  });
}

const texts = (items: readonly DrawItem[]): string[] => items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
const bars = (items: readonly DrawItem[]) => items.flatMap((item) => (item.kind === "rect" && (item.ink === "coverage" || item.ink === "coverage-uncorrected") ? [item] : []));
/** How much of each column of pixels an ink takes, all bars together. */
const grain = (items: readonly DrawItem[], ink: Ink): readonly number[] => {
  const sums = Array.from({ length: 1000 }, () => 0);
  for (const item of items) if (item.kind === "grain") for (const layer of item.layers) if (layer.ink === ink) layer.shares.forEach((share, x) => { sums[x]! += share; });
  return sums;
};
const textures = (items: readonly DrawItem[]) => items.flatMap((item) => (item.kind === "texture" ? [item] : []));

describe("coverage", () => {
  it("is a bar from start to end", () => {
    expect(bars(scene([lane("a", [[100, 300, 0]])]).lanes)).toMatchObject([{ xPx: 100, widthPx: 200, ink: "coverage" }]);
  });

  it("is at least a pixel wide, so that a moment of footage is never lost", () => {
    const shares = grain(scene([lane("a", [[100, 100.001, 0]])]).lanes, "coverage");
    expect(shares[100]).toBe(1);
    expect(shares.reduce((a, b) => a + b)).toBe(1);
  });

  it("of thousands of moments costs one row of pixels, and is as dense as they are", () => {
    const moments = Array.from({ length: 4_000 }, (_, i) => [i / 4, i / 4 + 0.125, 0] as const);
    const items = scene([lane("a", moments)], { axis: { ...axis, widthPx: 100 } }).lanes;
    expect(items.filter((item) => item.kind === "grain")).toHaveLength(1);
    expect(bars(items)).toEqual([]);
    const few = grain(scene([lane("a", [[100, 101.5, 0], [102, 102.5, 0]])]).lanes, "coverage");
    expect(few.slice(99, 104)).toEqual([0, 1, 0.5, 1, 0]);
  });

  it("is left out where it lies outside, and cut without inventing an end at the edge", () => {
    const items = bars(scene([lane("a", [[-500, -100, 0], [-50, 2000, 0]])]).lanes);
    expect(items).toHaveLength(1);
    expect(items[0]!.xPx).toBeLessThan(0);
    expect(items[0]!.xPx + items[0]!.widthPx).toBeGreaterThan(1000);
  });

  it("of a clock that nobody read is another colour, has a texture and says so in a word", () => {
    const items = scene([lane("a", [[100, 400, -1]])]).lanes;
    expect(bars(items)[0]!.ink).toBe("coverage-uncorrected");
    expect(textures(items)).toMatchObject([{ texture: "dots", xPx: 100 }]);
    expect(texts(items)).toContain("uncorrected");
  });

  it("leaves the word out where it does not fit, but never the texture", () => {
    const items = scene([lane("a", [[100, 130, -1]])]).lanes;
    expect(texts(items)).not.toContain("uncorrected");
    expect(textures(items)).toHaveLength(1);
  });

  it("keeps the word in view when the bar begins left of the window", () => {
    const item = scene([lane("a", [[-800, 400, -1]])]).lanes.find((i) => i.kind === "text");
    expect(item).toMatchObject({ xPx: 8 });
  });

  it("has ends as soft as two standard deviations are wide", () => {
    const shares = grain(scene([lane("a", [[100, 300, 10_000]])]).lanes, "coverage");
    expect([79, 80, 99, 100, 119, 120].map((x) => shares[x])).toEqual([0, 0.0125, 0.4875, 0.5125, 0.9875, 0].map((share) => expect.closeTo(share, 4)));
    expect([279, 280, 299, 300, 319, 320].map((x) => shares[x])).toEqual([0, 0.9875, 0.5125, 0.4875, 0.0125, 0].map((share) => expect.closeTo(share, 4)));
    expect(bars(scene([lane("a", [[100, 300, 10_000]])]).lanes)).toMatchObject([{ xPx: 120, widthPx: 160 }]);
  });

  it("has hard ends where the uncertainty is less than a pixel", () => {
    expect(scene([lane("a", [[100, 300, 500]])]).lanes.some((i) => i.kind === "grain")).toBe(false);
  });
});

describe("gaps", () => {
  it("are hatched and say their cause and length", () => {
    const items = scene([lane("a", [[0, 100, 0], [400, 500, 0]], [[100, 400, "recorder-gap"]])]).lanes;
    expect(textures(items)).toMatchObject([{ texture: "hatch", xPx: 100, widthPx: 300 }]);
    expect(texts(items)).toContain("recorder gap · 300 s");
  });

  it("say the cause alone where only that fits, and nothing where nothing does", () => {
    expect(texts(scene([lane("a", [], [[100, 200, "recorder-gap"]])]).lanes)).toEqual(["recorder gap"]);
    expect(texts(scene([lane("a", [], [[100, 130, "recorder-gap"]])]).lanes)).toEqual([]);
  });

  it("too narrow for strokes are filled, and no words are measured for them", () => {
    const measured: string[] = [];
    const items = scene([lane("a", [[500, 520, -1]], [[100, 103, "recorder-gap"], [200, 220, "damaged"]])], { measurePx: (text) => { measured.push(text); return 60; } }).lanes;
    expect(grain(items, "gap").slice(99, 104)).toEqual([0, 0.5, 0.5, 0.5, 0]);
    expect(textures(items)).toMatchObject([{ texture: "hatch", xPx: 200 }, { texture: "dots" }]);
    expect(measured.filter((text) => !text.startsWith("2021"))).toEqual([]);
  });

  it("of footage that is only not read yet are faint", () => {
    expect(textures(scene([lane("a", [], [[100, 200, "unindexed"]])]).lanes)).toMatchObject([{ texture: "hatch-faint" }]);
  });
});

describe("the height of lanes", () => {
  it("follows the room, so that all are in view at once where that is possible", () => {
    const metrics = metricsFor(255, 7);
    expect(headHeightPx(metrics) + 7 * metrics.lanePx).toBeLessThanOrEqual(255);
    expect(headHeightPx(metrics) + 7 * (metrics.lanePx + 1)).toBeGreaterThan(255);
  });
  it("stays readable with many lanes and calm with few", () => {
    expect([metricsFor(400, 300).lanePx, metricsFor(400, 1).lanePx, metricsFor(1, 0).lanePx]).toEqual([LANE_MIN_PX, LANE_MAX_PX, LANE_MIN_PX]);
  });
});

describe("the gap under the pointer", () => {
  it("is the shortest that holds the instant, its end left out", () => {
    const found = lane("a", [], [[100, 500, "recorder-gap"], [200, 300, "damaged"]]);
    expect(gapInLane(found, sec(250))).toEqual({ startMs: sec(200), endMs: sec(300), cause: "damaged" });
    expect(gapInLane(found, sec(300))).toMatchObject({ cause: "recorder-gap" });
    expect(gapInLane(found, sec(500))).toBeNull();
  });
});

describe("many lanes", () => {
  const many = Array.from({ length: 2000 }, (_, i) => lane(`c${i}`, [[0, 1000, 0]]));
  it("draws only what is in view", () => {
    expect(bars(scene(many, { scrollTopPx: 15_000 }).lanes).length).toBeLessThanOrEqual(Math.ceil(400 / METRICS.lanePx) + 1);
  });
  it("finds the lane under the mouse after scrolling", () => {
    const { first, end } = visibleLanes(METRICS, 2000, 15_000, 400);
    for (const index of [first, end - 1]) {
      const yPx = laneTopPx(METRICS, index, 15_000) + METRICS.lanePx - 2;
      expect(areaAt(METRICS, 2000, 15_000, yPx)).toEqual({ kind: "lane", index });
    }
    expect(areaAt(METRICS, 1, 0, 390)).toEqual({ kind: "below" });
    expect(areaAt(METRICS, 1, 0, 5)).toEqual({ kind: "ruler" });
  });
});

describe("pins", () => {
  const pin = (pinId: number, fromSec: number, toSec: number, more: Partial<ScenePin> = {}): ScenePin => ({ pinId, cameraId: "a", title: `pin ${pinId}`, startMs: sec(fromSec), endMs: sec(toSec), isSelected: false, ...more });

  it("stand with their title on the case lane and with a flag on their camera's lane only", () => {
    const made = scene([lane("a", []), lane("b", [])], { pins: [pin(1, 100, 160)] });
    expect(texts(made.head)).toContain("pin 1");
    expect(made.lanes.filter((i) => i.kind === "flag")).toMatchObject([{ xPx: 100, yPx: laneTopPx(METRICS, 0, 0) + 3 }]);
  });

  it("take two rows where they stand close, so that titles stay readable", () => {
    expect(placePins(axis, [pin(1, 100, 110), pin(2, 130, 140), pin(3, 500, 510)]).map((p) => p.row)).toEqual([0, 1, 0]);
  });

  it("are drawn once where thousands stand on one dot, the chosen one always", () => {
    const crowd = Array.from({ length: 5_000 }, (_, i) => pin(i, i / 10, i / 10 + 1, { isSelected: i === 77 }));
    const made = scene([lane("a", [])], { pins: crowd });
    const flags = (items: typeof made.lanes) => items.filter((item) => item.kind === "flag");
    expect(flags(made.lanes).length).toBeLessThanOrEqual(502);
    expect(flags(made.head).length).toBeLessThanOrEqual(1_010);
    expect(flags(made.lanes).filter((item) => item.kind === "flag" && item.ink === "pin-selected")).toHaveLength(1);
  });

  it("are found by the mouse, the shorter one first, and only on their own lane", () => {
    const pins = [pin(1, 100, 400), pin(2, 200, 210)];
    expect(pinAt({ axis, pins }, 205, "a")?.pinId).toBe(2);
    expect(pinAt({ axis, pins }, 300, "a")?.pinId).toBe(1);
    expect(pinAt({ axis, pins }, 300, "b")).toBeNull();
    expect(pinAt({ axis, pins }, 700, null)).toBeNull();
  });

  it("have their titles cut with an ellipsis, by glyph", () => {
    const measure = (text: string): number => [...text].length * 10;
    expect(fittedText("虾干第一袋被取走", 50, measure)).toBe("虾干第一…");
    expect(fittedText("虾干", 50, measure)).toBe("虾干");
    expect(fittedText("虾干第一袋", 15, measure)).toBe("");
  });
});

describe("marks", () => {
  it("fill the stretch between in and out over all lanes, and stand as brackets on the ruler", () => {
    const made = scene([lane("a", [])], { markInMs: sec(100), markOutMs: sec(200) });
    expect(made.over).toContainEqual(expect.objectContaining({ kind: "rect", ink: "accent-soft", xPx: 100, widthPx: 100 }));
    expect(made.head.filter((i) => i.kind === "rect" && i.ink === "accent")).toHaveLength(6);
  });
  it("fill nothing while only one is set", () => {
    expect(scene([lane("a", [])], { markInMs: sec(100) }).over.some((i) => i.kind === "rect" && i.ink === "accent-soft")).toBe(false);
  });
});

it("gives the same list for the same input", () => {
  const lanes = [lane("a", [[0, 100, -1], [200, 300, 4000]], [[100, 200, "damaged"]])];
  expect(scene(lanes)).toEqual(scene(lanes));
});

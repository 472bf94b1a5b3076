// What lies on the lanes beside footage and gaps: short gaps, what was watched, activity, readings, frames, folded groups,
// standing rows, the interval of loss. Each is told by a shape, never by colour alone.

import { describe, expect, it } from "vitest";
import type { Axis } from "../../../renderer/timeline/axis.ts";
import { metricsFor } from "../../../renderer/timeline/lanes.ts";
import { sceneOf, type DrawItem, type SceneInput, type SceneLane, type SceneRow } from "../../../renderer/timeline/scene.ts";
import type { SceneLoss } from "../../../renderer/timeline/scene-losses.ts";
import { GrainRows } from "../../../renderer/timeline/grain.ts";
import { rulerOf } from "../../../renderer/timeline/ticks.ts";

/** A millisecond a pixel. */
const axis: Axis = { fromMs: 0, toMs: 1_000, widthPx: 1_000 };
const words: SceneInput["words"] = { uncorrected: "uncorrected", gaps: { "no-footage": "", "recorder-gap": "gap", damaged: "", unindexed: "", "time-unknown": "" }, duration: (ms) => `${ms}` };

function scene(rows: readonly SceneRow[], more: Partial<SceneInput> = {}) {
  return sceneOf({
    axis, heightPx: 400, scrollTopPx: 0, metrics: metricsFor(400, rows.length), rowCount: rows.length, rowAt: (i) => rows[i]!,
    groupIndexes: rows.flatMap((row, i) => (row.kind === "group" ? [i] : [])), ruler: rulerOf(axis, "UTC"), pins: [], losses: [], bands: [],
    markInMs: null, markOutMs: null, hoverLane: null, words, measurePx: (text) => text.length * 6, grainRows: new GrainRows(), ...more,
  });
}

const lane = (more: Partial<SceneLane> = {}): SceneRow => ({
  kind: "lane", lane: { cameraId: "a", coverage: { startMs: [0], endMs: [900], uncertaintyMs: [0] }, gaps: { startMs: [], endMs: [], cause: [] }, ...more },
});
const kinds = <K extends DrawItem["kind"]>(items: readonly DrawItem[], kind: K): Extract<DrawItem, { kind: K }>[] => items.filter((item) => item.kind === kind) as Extract<DrawItem, { kind: K }>[];
const inked = (items: readonly DrawItem[], ink: string): DrawItem[] => items.filter((item) => "ink" in item && item.ink === ink);

describe("short gaps", () => {
  it("that lie so close that their notches would touch are teeth together", () => {
    const { lanes } = scene([lane({ breaks: { startMs: [100, 104, 108, 300], endMs: [101, 105, 109, 301], count: [1, 1, 1, 1] } })]);
    expect(kinds(lanes, "notch")).toMatchObject([{ xPx: 300.5 }]);
    expect(kinds(lanes, "teeth")).toMatchObject([{ xPx: 100, widthPx: 9 }]);
  });

  it("are a notch where there is one, teeth where there are many", () => {
    const { lanes } = scene([lane({ breaks: { startMs: [100, 300], endMs: [100.4, 400], count: [1, 12] } })]);
    expect(kinds(lanes, "notch")).toMatchObject([{ xPx: 100.5 }]);
    expect(kinds(lanes, "teeth")).toMatchObject([{ xPx: 300, widthPx: 100 }]);
  });
});

describe("layers", () => {
  it("that are not there draw nothing", () => {
    const { lanes } = scene([lane({ watched: null, activity: null, frameMs: null })]);
    expect([...inked(lanes, "watched"), ...inked(lanes, "activity"), ...kinds(lanes, "dial")]).toEqual([]);
  });
  it("underline what was watched, below the bar", () => {
    const { lanes } = scene([lane({ watched: { startMs: [50], endMs: [150] } })]);
    const bar = inked(lanes, "coverage")[0] as Extract<DrawItem, { kind: "rect" }>;
    expect(inked(lanes, "watched")).toMatchObject([{ xPx: 50, widthPx: 100, yPx: bar.yPx + bar.heightPx + 1 }]);
  });
  it("show activity as a strip that reaches further down the more there is", () => {
    const [low, high] = inked(scene([lane({ activity: { startMs: [0, 10, 20], endMs: [10, 20, 30], level: [0.25, 1, 0] } })]).lanes, "activity") as Extract<DrawItem, { kind: "rect" }>[];
    expect([low!.xPx, high!.xPx]).toEqual([0, 10]);
    expect(high!.heightPx).toBeGreaterThan(low!.heightPx);
  });
  it("mark clock readings by a dial, with a whisker of two standard deviations where it can be seen", () => {
    const { lanes } = scene([lane({ readings: [{ atMs: 200, errorMs: 5, uncertaintyMs: 50 }, { atMs: 600, errorMs: 5, uncertaintyMs: 1 }, { atMs: 9_000, errorMs: 0, uncertaintyMs: 1 }] })]);
    expect(kinds(lanes, "dial").map((d) => (d as { xPx: number }).xPx)).toEqual([200, 600]);
    expect(lanes.filter((i) => i.kind === "rect" && i.heightPx === 1.5)).toMatchObject([{ xPx: 100, widthPx: 200 }]);
  });
  it("cut the bar into frames where they begin, and leave out those too near to be told apart", () => {
    const { lanes } = scene([lane({ frameMs: [10, 50, 51, 90, 2_000] })]);
    expect(kinds(lanes, "line").filter((l) => l.ink === "ground-text").map((l) => (l as { x1Px: number }).x1Px)).toEqual([10, 50, 90]);
  });
});

describe("ends", () => {
  it("of pins fade over two standard deviations, or are dashed where the clock was never read", () => {
    const pin = { pinId: 1, cameraId: "a", title: "t", startMs: 200, endMs: 300, isSelected: false };
    const fades = kinds(scene([lane()], { pins: [{ ...pin, uncertaintyMs: 10 }] }).lanes, "fade");
    expect(fades).toMatchObject([{ xPx: 180, widthPx: 20 }, { xPx: 300, widthPx: 20 }]);
    expect(kinds(scene([lane()], { pins: [{ ...pin, uncertaintyMs: 0.4 }] }).lanes, "fade")).toEqual([]);
    expect(kinds(scene([lane()], { pins: [{ ...pin, uncertaintyMs: null }] }).lanes, "line").filter((l) => l.ink === "pin")).toMatchObject([{ isDashed: true }, { isDashed: true }]);
  });
  it("of footage whose clock was never read are dashed", () => {
    const dashed = kinds(scene([lane({ coverage: { startMs: [100], endMs: [400], uncertaintyMs: [-1] } })]).lanes, "line").filter((l) => (l as { isDashed?: boolean }).isDashed);
    expect(dashed).toMatchObject([{ x1Px: 100 }, { x1Px: 400 }]);
  });
});

describe("groups", () => {
  const group: SceneRow = { kind: "group", merged: { startMs: [0, 500], endMs: [500, 700], laneCount: [1, 4], cameraCount: 4, cameraIds: new Set(["b"]) } };
  it("that are folded show how many of their cameras have footage by the height of the bar", () => {
    const [few, all] = inked(scene([group]).lanes, "coverage") as Extract<DrawItem, { kind: "rect" }>[];
    expect(all!.heightPx).toBeGreaterThan(2 * few!.heightPx);
  });
  it("that are folded still show the pins of their cameras", () => {
    const pins = [{ pinId: 1, cameraId: "b", title: "t", startMs: 200, endMs: 300, isSelected: false }, { pinId: 2, cameraId: "z", title: "t", startMs: 200, endMs: 300, isSelected: false }];
    expect(kinds(scene([group], { pins }).lanes, "flag")).toHaveLength(1);
  });
  it("keep their heading above the lanes that are scrolled", () => {
    const rows = [group, ...Array.from({ length: 60 }, () => lane())];
    const { over, lanesTopPx } = scene(rows, { scrollTopPx: 300 });
    expect(inked(over, "case-lane")).toMatchObject([{ yPx: lanesTopPx }]);
  });
});

describe("rows that stand still", () => {
  it("are drawn over the others, which are cut off below them", () => {
    const rows = Array.from({ length: 60 }, () => lane());
    const { over, lanes, lanesTopPx } = scene(rows, { metrics: metricsFor(400, 60, 3), scrollTopPx: 100 });
    expect(inked(over, "coverage")).toHaveLength(3);
    expect(lanesTopPx).toBe(80 + 3 * 22);
    expect((inked(lanes, "coverage") as Extract<DrawItem, { kind: "rect" }>[]).every((bar) => bar.yPx + bar.heightPx > lanesTopPx)).toBe(true);
  });
});

describe("the interval of loss", () => {
  const loss = (more: Partial<SceneLoss> = {}): SceneLoss => ({ key: "1", fromMs: 200, toMs: 600, fromUncertaintyMs: 10, toUncertaintyMs: 0, label: "bag 1", ...more });
  it("is a bracket over all lanes with its words, soft on the unsure side", () => {
    const items = inked(scene([lane()], { losses: [loss()] }).over, "loss");
    expect(items).toContainEqual(expect.objectContaining({ kind: "rect", xPx: 200, widthPx: 400, heightPx: 2 }));
    expect(items.filter((i) => i.kind === "fade")).toMatchObject([{ xPx: 180, widthPx: 20, solidSide: "right" }, { xPx: 200, widthPx: 20, solidSide: "left" }]);
    expect(items).toContainEqual(expect.objectContaining({ kind: "text", text: "bag 1" }));
  });
  it("has a dashed side where nobody knows how sure its time is", () => {
    const lines = kinds(inked(scene([lane()], { losses: [loss({ fromUncertaintyMs: null })] }).over, "loss"), "line");
    expect(lines).toMatchObject([{ x1Px: 200, isDashed: true }, { x1Px: 600, isDashed: false }]);
  });
  it("out of the picture is not drawn, one that reaches over it is cut", () => {
    expect(inked(scene([lane()], { losses: [loss({ fromMs: 2_000, toMs: 3_000 })] }).over, "loss")).toEqual([]);
    expect(inked(scene([lane()], { losses: [loss({ fromMs: -5_000, toMs: 5_000 })] }).over, "loss").some((i) => i.kind === "text")).toBe(true);
  });
  it("stands in the first row where neither its bracket nor its words touch another", () => {
    const words = kinds(scene([lane()], { losses: [loss(), loss({ key: "2", fromMs: 590, toMs: 700, label: "bag 2" }), loss({ key: "3", fromMs: 800, toMs: 900, label: "bag 3" })] }).over, "text");
    const rowOf = (text: string): number => words.find((item) => item.text === text)!.yPx;
    expect(rowOf("bag 2")).toBeGreaterThan(rowOf("bag 1"));
    expect(rowOf("bag 3")).toBe(rowOf("bag 1"));
  });
  it("its words do not cover what a lane says of its clock: that moves to their right, and is left out where there is no room", () => {
    const uncorrected = (toMs: number) => kinds(scene([lane({ coverage: { startMs: [0], endMs: [toMs], uncertaintyMs: [-1] } })], { losses: [loss({ fromMs: 0, toMs: 60, fromUncertaintyMs: null })] }).lanes, "text");
    const [words] = kinds(scene([lane()], { losses: [loss({ fromMs: 0, toMs: 60, fromUncertaintyMs: null })] }).over, "text");
    expect(uncorrected(900)).toMatchObject([{ text: "uncorrected" }]);
    expect(uncorrected(900)[0]!.xPx).toBeGreaterThan(words!.xPx + words!.text.length * 6);
    expect(uncorrected(100)).toEqual([]);
  });
});

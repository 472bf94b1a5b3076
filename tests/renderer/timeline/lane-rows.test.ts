// Which rows the timeline has and where they lie: groups that fold, orders, filter, rows that stand still, headings that stay.

import { describe, expect, it } from "vitest";
import type { Camera } from "../../../contract/model.ts";
import { rowsFrom, type LaneOptions } from "../../../renderer/timeline/lane-rows.ts";
import { areaAt, laneTopPx, metricsFor, scrolledTopPx, shownIndexes, stuckGroup } from "../../../renderer/timeline/lanes.ts";

function camera(cameraId: string, site: string | null, more: Partial<Camera> = {}): Camera {
  return { cameraId, name: more.name ?? `name ${cameraId}`, site, lat: null, lon: null, crs: null, coverage: null, coveredMs: 0, ...more } as Camera;
}

const CAMERAS = [
  camera("k10", "quay", { coverage: { startMs: 50, endMs: 60 } as never, lat: 29.95, lon: 122.3, name: "Crane" }),
  camera("k2", "quay", { coverage: { startMs: 90, endMs: 99 } as never, lat: 29.951, lon: 122.3, name: "Berth" }),
  camera("m1", "market", { coverage: { startMs: 10, endMs: 20 } as never, lat: 29.96, lon: 122.3, name: "Gate" }),
  camera("x", null),
];
const PLAIN: LaneOptions = { sort: "site", isGrouped: false, folded: new Set(), filter: "", onTop: [], from: null };

const told = (more: Partial<LaneOptions>): readonly string[] =>
  rowsFrom(CAMERAS, { ...PLAIN, ...more }).rows.map((row) => (row.kind === "group" ? `[${row.site ?? "-"}${row.isFolded ? " +" : ""}]` : `${row.camera.cameraId}${row.isOnTop ? "^" : ""}`));

describe("the rows", () => {
  it.each([
    ["stand as the cameras panel has them", {}, ["m1", "k2", "k10", "x"]],
    ["by name", { sort: "name" }, ["k2", "k10", "m1", "x"]],
    ["by first footage, none last", { sort: "first" }, ["m1", "k10", "k2", "x"]],
    ["by distance, unknown places last", { sort: "distance", from: { lat: 29.951, lon: 122.3 } }, ["k2", "k10", "m1", "x"]],
    ["in groups with a heading each", { isGrouped: true }, ["[market]", "m1", "[quay]", "k2", "k10", "[-]", "x"]],
    ["in groups of which one is folded", { isGrouped: true, folded: new Set(["site:quay"]) }, ["[market]", "m1", "[quay +]", "[-]", "x"]],
    ["in groups, the one with the nearest camera first", { isGrouped: true, sort: "distance", from: { lat: 29.95, lon: 122.3 } }, ["[quay]", "k10", "k2", "[market]", "m1", "[-]", "x"]],
    ["with the wall's cameras on top, and not once more below", { onTop: ["k2", "gone"] }, ["k2^", "m1", "k10", "x"]],
    ["on top even out of a folded group", { isGrouped: true, folded: new Set(["site:quay", "site:market", "site:"]), onTop: ["k10"] }, ["k10^", "[market +]", "[quay +]", "[- +]"]],
    ["without what the filter leaves out", { filter: "quay" }, ["k2", "k10"]],
  ] as readonly (readonly [string, Partial<LaneOptions>, readonly string[]])[])("%s", (_, options, expected) => {
    expect(told(options)).toEqual(expected);
  });

  it("tell metres where a point is given", () => {
    const rows = rowsFrom(CAMERAS, { ...PLAIN, sort: "distance", from: { lat: 29.95, lon: 122.3 } }).rows;
    expect(rows.map((row) => (row.kind === "lane" && row.distanceM !== null ? Math.round(row.distanceM) : null))).toEqual([0, 111, 1109, null]);
  });
});

describe("where rows lie", () => {
  const metrics = metricsFor(300, 200, 2);
  it("lets the first ones stand still and scrolls the others under them", () => {
    expect(metrics.fixedCount).toBe(2);
    expect(laneTopPx(metrics, 1, 500)).toBe(laneTopPx(metrics, 1, 0));
    expect(laneTopPx(metrics, 2, 22)).toBe(scrolledTopPx(metrics) - 22);
    expect(shownIndexes(metrics, 200, 220, 300).slice(0, 4)).toEqual([0, 1, 12, 13]);
  });

  it("gives fixed rows at most half of the room", () => {
    expect(metricsFor(300, 200, 16).fixedCount).toBe(5);
    expect(metricsFor(90, 200, 16).fixedCount).toBe(1);
  });

  it.each([
    [85, 0, 0], [scrolledTopPx(metrics) + 1, 0, 2], [scrolledTopPx(metrics) + 1, 220, 12], [85, 220, 0],
  ])("finds the row at a height of %s, scrolled by %s", (yPx, scrollTopPx, index) => {
    expect(areaAt(metrics, 200, scrollTopPx, yPx)).toEqual({ kind: "lane", index });
  });

  it("finds none below the last", () => {
    expect(areaAt(metricsFor(300, 3), 3, 0, 290)).toEqual({ kind: "below" });
  });

  it("keeps a group's heading in view while its lanes are scrolled, until the next one pushes it out", () => {
    const plain = metricsFor(300, 200);
    const headPx = scrolledTopPx(plain);
    expect(stuckGroup(plain, [0, 10], 0)).toBeNull();
    expect(stuckGroup(plain, [0, 10], 50)).toEqual({ index: 0, topPx: headPx });
    expect(stuckGroup(plain, [0, 10], 22 * 9 + 10)).toEqual({ index: 0, topPx: headPx - 10 });
    expect(stuckGroup(plain, [0, 10], 22 * 10 + 1)).toEqual({ index: 10, topPx: headPx });
    expect(areaAt(plain, 200, 50, headPx + 5, stuckGroup(plain, [0, 10], 50))).toEqual({ kind: "lane", index: 0 });
  });
});

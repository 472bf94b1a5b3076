// The map's plane: there and back, zooming at a point, scale bars of round lengths, and names that do not lie on each other.

import { describe, expect, it } from "vitest";
import { metresFromWgs84 } from "../../../contract/coordinates.ts";
import { gridLines, movedBy, placeLabels, placeToFit, roundStep, scaleBar, shortened, textWidthPx, wedgePath, wgs84FromXy, xyFromWgs84, zoomedAt, METRES_PER_PX_MIN } from "../../../renderer/map/map-geometry.ts";

const SIZE = { widthPx: 800, heightPx: 600 };
const PLACE = { centre: { lat: 29.945, lon: 122.305 }, metresPerPx: 2 };

describe("the map's plane", () => {
  it("has north up and its middle in the middle, and comes back", () => {
    expect(xyFromWgs84(PLACE, SIZE, PLACE.centre)).toEqual({ x: 400, y: 300 });
    const point = wgs84FromXy(PLACE, SIZE, { x: 500, y: 100 });
    const { eastM, northM } = metresFromWgs84(PLACE.centre, point);
    expect([Math.round(eastM), Math.round(northM)]).toEqual([200, 400]);
    const back = xyFromWgs84(PLACE, SIZE, point);
    expect(back.x).toBeCloseTo(500, 6);
    expect(back.y).toBeCloseTo(100, 6);
  });
  it("keeps what lies under the pointer while it is zoomed", () => {
    const at = { x: 650, y: 80 };
    const under = wgs84FromXy(PLACE, SIZE, at);
    const next = zoomedAt(PLACE, SIZE, at, 1 / 3);
    expect(next.metresPerPx).toBeCloseTo(2 / 3, 9);
    const lands = xyFromWgs84(next, SIZE, under);
    expect(lands.x).toBeCloseTo(650, 1);
    expect(lands.y).toBeCloseTo(80, 1);
    expect(zoomedAt(PLACE, SIZE, at, 1e-9).metresPerPx).toBe(METRES_PER_PX_MIN);
  });
  it("follows the hand: what was dragged right lies further right", () => {
    expect(xyFromWgs84(movedBy(PLACE, 50, -20), SIZE, PLACE.centre)).toEqual({ x: expect.closeTo(450, 3) as number, y: expect.closeTo(280, 3) as number });
  });
  it("fits all points with room around them, and a single one at a street's scale", () => {
    const points = [{ lat: 29.94, lon: 122.3 }, { lat: 29.97, lon: 122.33 }];
    const fitted = placeToFit(points, SIZE)!;
    for (const point of points) {
      const { x, y } = xyFromWgs84(fitted, SIZE, point);
      expect(x).toBeGreaterThan(40); expect(x).toBeLessThan(760);
      expect(y).toBeGreaterThan(40); expect(y).toBeLessThan(560);
    }
    expect(placeToFit([points[0]!], SIZE)!.metresPerPx).toBeLessThan(0.2);
    expect(placeToFit([], SIZE)).toBeNull();
  });
});

describe("the scale", () => {
  it.each([[7, 5], [1, 1], [0.3, 0.2], [499, 200], [500, 500], [2_100, 2_000]])("of at most %s is %s", (most, step) => {
    expect(roundStep(most)).toBeCloseTo(step, 9);
  });
  it("is a bar as long as it says", () => {
    expect(scaleBar(2)).toEqual({ metres: 200, px: 100 });
  });
  it("has a grid that stands on the ground: it goes along when the map is moved", () => {
    const anchor = { lat: 29.94, lon: 122.3 };
    const before = gridLines(PLACE, SIZE, anchor);
    const after = gridLines(movedBy(PLACE, 10, 0), SIZE, anchor);
    expect(before.stepM).toBe(200);
    expect(before.xs).toHaveLength(8);
    expect(after.xs).toContainEqual(expect.closeTo(before.xs[2]! + 10, 3));
  });
});

describe("a wedge", () => {
  it("looking north lies above its camera, and all round is a circle", () => {
    expect(wedgePath({ x: 100, y: 100 }, { headingDeg: 0, halfDeg: 90, rangeM: 20 }, 1)).toBe("M100.0 100.0L80.0 100.0A20.0 20.0 0 0 1 120.0 100.0Z");
    expect(wedgePath({ x: 100, y: 100 }, { headingDeg: 0, halfDeg: 180, rangeM: 20 }, 1)).toContain("M80.0 100.0a20.0");
  });
});

describe("names", () => {
  it("that are too long keep their beginning and their end, by glyph", () => {
    expect(shortened("Gate", 150)).toBe("Gate");
    const cut = shortened("国际水产城南门出租车临时候客区球机 05", 150);
    expect(cut).toMatch(/^国际水产.*….* 05$/);
    expect(textWidthPx(cut)).toBeLessThanOrEqual(150);
    expect(shortened("𠮷".repeat(40), 20)).toBe("𠮷…");
  });

  it("never lie on each other nor on a mark, and the first wishes are served first", () => {
    const wishes = Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, text: `摄像机 ${i}`, at: { x: 100 + (i % 6) * 40, y: 100 + Math.floor(i / 6) * 14 } }));
    const placed = placeLabels(wishes);
    expect(placed[0]!.id).toBe("c0");
    expect(placed.length).toBeGreaterThan(1);
    expect(placed.length).toBeLessThan(30);
    const boxes = placed.map(({ id, x, y, anchor }) => {
      const width = textWidthPx(wishes.find((wish) => wish.id === id)!.text);
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      return { left, right: left + width, top: y - 8, bottom: y + 8 };
    });
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  });
});

// What no camera sees, on the plane: known shapes against known areas.

import { describe, expect, it } from "vitest";
import { blindGround, type GroundView } from "../../contract/blind-ground.ts";
import type { Metres } from "../../contract/coordinates.ts";
import { convexHull, isCrossed, isInPolygon, polygonAreaM2 } from "../../contract/polygon.ts";

const at = (eastM: number, northM: number): Metres => ({ eastM, northM });
const square = (side: number, east = 0, north = 0): Metres[] => [at(east, north), at(east + side, north), at(east + side, north + side), at(east, north + side)];

describe("polygons", () => {
  it("have an area and an inside", () => {
    expect(polygonAreaM2(square(10))).toBe(100);
    expect([isInPolygon(square(10), at(5, 5)), isInPolygon(square(10), at(15, 5)), isInPolygon(square(10), at(5, -1))]).toEqual([true, false, false]);
  });
  it("know whether they cross themselves", () => {
    expect(isCrossed(square(10))).toBe(false);
    expect(isCrossed([at(0, 0), at(10, 10), at(10, 0), at(0, 10)])).toBe(true);
  });
  it("hull leaves out what lies inside or on a side, and is none on a line", () => {
    expect(convexHull([...square(10), at(5, 5), at(5, 0)])).toEqual(square(10));
    expect(convexHull([at(0, 0), at(1, 1), at(2, 2)]).length).toBeLessThan(3);
  });
});

describe("blind ground", () => {
  const view = (east: number, headingDeg: number, more: Partial<GroundView> = {}): GroundView => ({ at: at(east, 0), wedge: { headingDeg, halfDeg: 45, rangeM: 50 }, sees: "always", ...more });

  it("of one camera is next to nothing: its wedge is the whole hull", () => {
    const ground = blindGround([view(0, 0)], [])!;
    // A quarter of a disc of 50 m, and the hull's straight edges lie inside of its curve.
    expect(ground.wholeM2).toBeCloseTo((Math.PI * 50 ** 2) / 4, -2);
    expect(ground.blindM2 / ground.wholeM2).toBeLessThan(0.02);
  });
  it("of two cameras that look away from each other lies between and beside them, as one patch or two", () => {
    const ground = blindGround([view(0, 270), view(100, 90)], [])!;
    // The hull runs from wedge to wedge; what is seen are two quarter discs.
    const seenM2 = 2 * ((Math.PI * 50 ** 2) / 4);
    expect(ground.wholeM2 - ground.blindM2).toBeCloseTo(seenM2, -2.5);
    expect(ground.patches).toHaveLength(1);
    expect(ground.patches[0]!.middle.eastM).toBeCloseTo(50, 0);
    expect(ground.patches[0]!.middle.northM).toBeCloseTo(0, 0);
  });
  it("is told as blind part of the time where a camera has footage for part of it, and blind where it has none", () => {
    const sees = (how: GroundView["sees"]) => blindGround([view(0, 0), view(200, 0, { sees: how })], [])!;
    const [always, partly, never] = [sees("always"), sees("partly"), sees("never")];
    expect(always.partlyM2).toBe(0);
    expect(partly.partlyM2).toBeCloseTo((Math.PI * 50 ** 2) / 4, -2.5);
    expect(partly.blindM2).toBe(always.blindM2);
    expect(never.blindM2).toBeCloseTo(always.blindM2 + partly.partlyM2, 6);
  });
  it("counts an area that a person marked, whatever looks at it", () => {
    const plain = blindGround([view(0, 0)], [])!;
    const marked = blindGround([view(0, 0)], [square(10, -5, 20)])!;
    expect(marked.blindM2 - plain.blindM2).toBeCloseTo(100, -1.5);
    expect(marked.patches[0]).toMatchObject({ middle: { eastM: expect.closeTo(0, 0) as number, northM: expect.closeTo(25, 0) as number } });
  });
  it("is none where nothing spans any ground", () => {
    expect(blindGround([], [])).toBeNull();
  });
});

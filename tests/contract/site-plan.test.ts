// A plan laid on the ground by known points: turned, scaled, stretched, and refused where the points cannot say.

import { describe, expect, it } from "vitest";
import { distanceM, enteredFromWgs84, wgs84FromMetres, type CoordinateSystem } from "../../contract/coordinates.ts";
import { fitPlan, wgs84FromPlan, type PlanFit, type PlanPoint } from "../../contract/site-plan.ts";

const QUAY = { lat: 29.945, lon: 122.305 };
/** A pixel of the picture that lies so many metres east and north of the quay. */
const known = (xPx: number, yPx: number, eastM: number, northM: number, crs: CoordinateSystem = "WGS84"): PlanPoint =>
  ({ xPx, yPx, crs, ...enteredFromWgs84(wgs84FromMetres(QUAY, { eastM, northM }), crs) });
const laid = (...points: PlanPoint[]): PlanFit => {
  const fit = fitPlan(points);
  if ("bad" in fit) throw new Error(fit.bad);
  return fit;
};
const offM = (fit: PlanFit, x: number, y: number, eastM: number, northM: number): number => distanceM(wgs84FromPlan(fit, { x, y }), wgs84FromMetres(QUAY, { eastM, northM }));

describe("two points", () => {
  it("scale a plan whose top is north: down the picture is south", () => {
    const fit = laid(known(0, 0, 0, 0), known(100, 0, 50, 0));
    expect(fit).toMatchObject({ kind: "similarity", residualM: null });
    expect(fit.metresPerPx).toBeCloseTo(0.5, 6);
    expect(fit.turnedDeg).toBeCloseTo(0, 6);
    expect(offM(fit, 100, 200, 50, -100)).toBeLessThan(0.001);
  });
  it("turn it: its upper edge may run south", () => {
    const fit = laid(known(10, 10, 0, 0), known(110, 10, 0, -50));
    expect(fit.turnedDeg).toBeCloseTo(90, 6);
    expect(offM(fit, 10, 30, -10, 0)).toBeLessThan(0.001);
  });
  it("may be entered in different systems", () => {
    const fit = laid(known(0, 0, 0, 0, "GCJ02"), known(100, 0, 50, 0, "BD09"));
    expect(offM(fit, 50, 50, 25, -25)).toBeLessThan(0.001);
  });
});

describe("three points", () => {
  it("are all met, and say that nothing was stretched where nothing was", () => {
    const fit = laid(known(0, 0, 0, 0), known(100, 0, 50, 0), known(0, 100, 0, -50));
    expect(fit).toMatchObject({ kind: "affine" });
    expect(fit.residualM!).toBeLessThan(0.001);
    expect(offM(fit, 100, 100, 50, -50)).toBeLessThan(0.001);
  });
  it("stretch a distorted plan, and tell in metres by how much turning alone would miss them", () => {
    const fit = laid(known(0, 0, 0, 0), known(100, 0, 60, 0), known(0, 100, 0, -50));
    expect(offM(fit, 100, 100, 60, -50)).toBeLessThan(0.001);
    // Least squares of a turn and a scale alone, worked by hand: scale 0.55, the corner is missed by 2.5 m both ways.
    expect(fit.residualM!).toBeCloseTo(2.5 * Math.SQRT2, 3);
  });
});

describe("points that cannot lay a plan", () => {
  it.each([
    ["too-few", [known(0, 0, 0, 0)]],
    ["too-close", [known(0, 0, 0, 0), known(1, 1, 50, 0)]],
    ["too-close", [known(0, 0, 0, 0), known(100, 0, 0.1, 0)]],
    ["in-line", [known(0, 0, 0, 0), known(100, 0, 50, 0), known(200, 1, 100, 0)]],
    ["mirrored", [known(0, 0, 0, 0), known(100, 0, 50, 0), known(0, 100, 0, 50)]],
  ] as const)("%s", (bad, points) => {
    expect(fitPlan(points)).toEqual({ bad });
  });
});

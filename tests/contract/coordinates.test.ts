// Coordinate systems against known points, there and back; metres, bearings and the wedge that a camera sees.

import { describe, expect, it } from "vitest";
import { cameraWgs84, isInWedge, pointOfWedge, wedgeOfView } from "../../contract/camera-view.ts";
import { bearingOfMetres, distanceM, enteredFromWgs84, metresAtBearing, metresFromWgs84, wgs84FromEntered, wgs84FromMetres, type CoordinateSystem } from "../../contract/coordinates.ts";

const PORT = { lat: 29.945, lon: 122.305 };

describe("coordinates in another system", () => {
  it("lie where the published shift puts them: at the port some 265 m south and 401 m east in GCJ-02", () => {
    const shifted = enteredFromWgs84(PORT, "GCJ02");
    expect(shifted.lat).toBeCloseTo(29.942617, 6);
    expect(shifted.lon).toBeCloseTo(122.309162, 6);
    const { eastM, northM } = metresFromWgs84(PORT, shifted);
    expect(Math.round(northM)).toBe(-264);
    expect(Math.round(eastM)).toBe(402);
  });
  it("in BD-09 lie a further step north and east of GCJ-02", () => {
    const gcj = enteredFromWgs84(PORT, "GCJ02");
    const { eastM, northM } = metresFromWgs84(gcj, enteredFromWgs84(PORT, "BD09"));
    expect(northM).toBeGreaterThan(500);
    expect(eastM).toBeGreaterThan(500);
  });
  it.each<CoordinateSystem>(["WGS84", "CGCS2000", "GCJ02", "BD09"])("come back to under a millimetre from %s, all over the country", (crs) => {
    let worstM = 0;
    for (let lat = 1; lat < 55; lat += 0.77) for (let lon = 72.5; lon < 137.5; lon += 0.83) {
      worstM = Math.max(worstM, distanceM({ lat, lon }, wgs84FromEntered(enteredFromWgs84({ lat, lon }, crs), crs)));
    }
    expect(worstM).toBeLessThan(0.001);
  });
  it("are not shifted outside the country by GCJ-02", () => {
    const berlin = { lat: 52.52, lon: 13.405 };
    expect(enteredFromWgs84(berlin, "GCJ02")).toEqual(berlin);
    expect(wgs84FromEntered(berlin, "GCJ02")).toEqual(berlin);
  });
  it("without a system are WGS-84, and a half-known place is none", () => {
    expect(cameraWgs84({ ...PORT, crs: null })).toEqual(PORT);
    expect(cameraWgs84({ lat: 29.9, lon: null, crs: null })).toBeNull();
  });
});

describe("metres", () => {
  it("are those of the ellipsoid", () => {
    expect(distanceM({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_319.49, 1);
    // A degree of latitude from 44.5° to 45.5°: 111,131.8 m on WGS-84.
    expect(Math.abs(distanceM({ lat: 44.5, lon: 10 }, { lat: 45.5, lon: 10 }) - 111_131.8)).toBeLessThan(1);
    expect(distanceM(PORT, PORT)).toBe(0);
  });
  it("go the short way over the date line", () => {
    expect(distanceM({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 })).toBeCloseTo(22_263.9, 0);
    expect(metresFromWgs84({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 }).eastM).toBeGreaterThan(0);
  });
  it("on the plane come back to the same point", () => {
    const back = wgs84FromMetres(PORT, metresFromWgs84(PORT, { lat: 29.9512, lon: 122.3333 }));
    expect(back.lat).toBeCloseTo(29.9512, 9);
    expect(back.lon).toBeCloseTo(122.3333, 9);
  });
  it.each([[0, 1, 0], [1, 0, 90], [0, -1, 180], [-1, 0, 270], [1, 1, 45]])("%s east and %s north lie at %s°", (eastM, northM, bearing) => {
    expect(bearingOfMetres({ eastM, northM })).toBeCloseTo(bearing, 9);
    const back = metresAtBearing(bearing, Math.hypot(eastM, northM));
    expect(back.eastM).toBeCloseTo(eastM, 9);
    expect(back.northM).toBeCloseTo(northM, 9);
  });
});

describe("what a camera sees", () => {
  const north = wedgeOfView({ headingDeg: 0, fovDeg: 60, rangeM: 50 });
  it.each([[0, 30, true], [0, 51, false], [0, -5, false], [10, 30, true], [-10, 30, true], [30, 30, false], [-30, 30, false], [0, 0.5, true]])("%s m east, %s m north of one that looks north: %s", (eastM, northM, isSeen) => {
    expect(isInWedge(north, { eastM, northM })).toBe(isSeen);
  });
  it("goes over north both ways", () => {
    const wedge = wedgeOfView({ headingDeg: 350, fovDeg: 40, rangeM: 50 });
    expect(isInWedge(wedge, metresAtBearing(5, 20))).toBe(true);
    expect(isInWedge(wedge, metresAtBearing(15, 20))).toBe(false);
    expect(isInWedge(wedge, metresAtBearing(331, 20))).toBe(true);
  });
  it("is all round without a heading, and usual where nothing else was entered", () => {
    const unknown = wedgeOfView({ headingDeg: null, fovDeg: null, rangeM: null });
    expect(isInWedge(unknown, { eastM: -30, northM: -20 })).toBe(true);
    expect(isInWedge(unknown, { eastM: 41, northM: 0 })).toBe(false);
    expect(wedgeOfView({ headingDeg: 90, fovDeg: null, rangeM: null })).toEqual({ headingDeg: 90, halfDeg: 45, rangeM: 40 });
  });
  it("has its points inside", () => {
    for (const side of [-0.99, 0, 0.99]) for (const depth of [0.1, 0.99]) expect(isInWedge(north, pointOfWedge(north, side, depth))).toBe(true);
  });
});

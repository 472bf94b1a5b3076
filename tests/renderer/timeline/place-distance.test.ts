// Metres between cameras and a point, whatever coordinate system was entered, and coordinates as people type them.

import { describe, expect, it } from "vitest";
import { metresBetween, metresText, placeFromText, placeOfCamera } from "../../../renderer/timeline/place-distance.ts";

describe("places of cameras", () => {
  it("entered in GCJ-02 are moved back to WGS-84: some 265 m south and 401 m east at the port", () => {
    const place = placeOfCamera({ lat: 29.942617, lon: 122.309162, crs: "GCJ02" })!;
    expect(metresBetween(place, { lat: 29.945, lon: 122.305 })).toBeLessThan(2);
  });
  it("entered in BD-09 lie further off, and come back as well", () => {
    // The same point as above, by the published BD-09 step.
    const z = Math.hypot(122.309162, 29.942617) + 0.00002 * Math.sin(29.942617 * Math.PI * 3000 / 180);
    const a = Math.atan2(29.942617, 122.309162) + 0.000003 * Math.cos(122.309162 * Math.PI * 3000 / 180);
    const place = placeOfCamera({ lat: z * Math.sin(a) + 0.006, lon: z * Math.cos(a) + 0.0065, crs: "BD09" })!;
    expect(metresBetween(place, { lat: 29.945, lon: 122.305 })).toBeLessThan(3);
  });
  it("that nobody entered are unknown", () => {
    expect(placeOfCamera({ lat: null, lon: 122, crs: null })).toBeNull();
  });
});

describe("distances", () => {
  it("are along the ground", () => {
    expect(metresBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_195, -1);
    expect(metresBetween({ lat: 29.9, lon: 122.3 }, { lat: 29.9, lon: 122.3 })).toBe(0);
  });
  it.each([[0, "0 m"], [419.6, "420 m"], [999.4, "999 m"], [1_340, "1.3 km"], [9_949, "9.9 km"], [12_400, "12 km"]])("of %s m are told as %s", (metres, text) => {
    expect(metresText(metres)).toBe(text);
  });
});

describe("typed coordinates", () => {
  it.each([
    ["29.945, 122.305", 29.945, 122.305], ["29.945 122.305", 29.945, 122.305], ["29.945N 122.305E", 29.945, 122.305], ["122.305E, 29.945N", 29.945, 122.305],
    ["122.305, 29.945", 29.945, 122.305], ["２９.９４５，１２２.３０５", 29.945, 122.305], ["33.9S, 151.2E", -33.9, 151.2], ["-33.9;151.2", -33.9, 151.2], ["29.945° N, 122.305° E", 29.945, 122.305],
  ])("are read: %s", (text, lat, lon) => {
    expect(placeFromText(text)).toEqual({ lat, lon });
  });
  it.each(["", "29.945", "quay", "129, 122", "29.9, 200", "29,9 122,3 1"])("are refused where they are none: “%s”", (text) => {
    expect(placeFromText(text)).toBeNull();
  });
});

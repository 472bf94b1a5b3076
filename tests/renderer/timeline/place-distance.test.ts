// Distances in words, and coordinates as people type them.

import { describe, expect, it } from "vitest";
import { metresText, placeFromText } from "../../../renderer/timeline/place-distance.ts";

describe("distances", () => {
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

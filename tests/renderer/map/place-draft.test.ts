// A camera's place as it is typed: what it means, what is refused, and that the entered system is kept.

import { describe, expect, it } from "vitest";
import { draftAt, placeFromDraft, type PlaceDraft } from "../../../renderer/map/place-draft.ts";
import { stateAt } from "../../../renderer/map/camera-states.ts";
import type { CameraFootage } from "../../../renderer/playback/footage-window.ts";

const DRAFT: PlaceDraft = { cameraId: "c1", coordinates: "29.945, 122.305", crs: "WGS84", heading: "90", fov: "", range: "40.5" };

describe("a typed place", () => {
  it("is kept in the system in which it was entered", () => {
    expect(placeFromDraft({ ...DRAFT, crs: "BD09" })).toEqual({ place: { lat: 29.945, lon: 122.305, crs: "BD09", headingDeg: 90, fovDeg: null, rangeM: 40.5 } });
  });
  it("that is empty is no place, its view stays", () => {
    expect(placeFromDraft({ ...DRAFT, coordinates: " " })).toEqual({ place: { lat: null, lon: null, crs: null, headingDeg: 90, fovDeg: null, rangeM: 40.5 } });
  });
  it("names each field that means nothing", () => {
    expect(placeFromDraft({ ...DRAFT, coordinates: "quay", heading: "-1", fov: "0", range: "far" })).toEqual({ bad: ["coordinates", "heading", "fov", "range"] });
    expect(placeFromDraft({ ...DRAFT, heading: "Infinity" })).toEqual({ bad: ["heading"] });
  });
  it("pointed at on the map is written in the chosen system", () => {
    expect(draftAt({ ...DRAFT, crs: "GCJ02" }, { lat: 29.945, lon: 122.305 }).coordinates).toBe("29.9426169, 122.3091617");
    expect(draftAt(DRAFT, { lat: 1.5, lon: 2 }).coordinates).toBe("1.5, 2");
  });
});

describe("a camera at the clock", () => {
  const footage = { recordings: [{ startMs: 100, endMs: 200 }], gaps: [{ startMs: 200, endMs: 300, cause: "recorder-gap" }, { startMs: 300, endMs: 400, cause: "no-footage" }] } as unknown as CameraFootage;
  it.each([[100, "footage"], [199, "footage"], [200, "gap"], [300, "none"], [500, "none"]] as const)("at %s: %s", (nowMs, state) => {
    expect(stateAt(footage, nowMs)).toBe(state);
  });
  it("is unknown until it was asked for", () => {
    expect(stateAt(null, 100)).toBe("unknown");
  });
});

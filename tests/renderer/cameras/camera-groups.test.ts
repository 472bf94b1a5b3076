// Cameras by site, and what part of its time a camera covers.

import { describe, expect, it } from "vitest";
import type { Camera } from "../../../contract/model.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { camerasBySite, coveredShare, percentText } from "../../../renderer/cameras/camera-groups.ts";

const camera = (cameraId: string, site: string | null, name = cameraId): Camera => ({
  cameraId, name, site, lat: null, lon: null, crs: null, wgs84: null, headingDeg: null, fovDeg: null, rangeM: null, recorder: null, channel: null, gb28181: null,
  timezone: null, retentionDays: null, match: null, provisional: false, clock: { state: "uncorrected", errorMs: null, uncertaintyMs: null, driftPpm: null },
  fileCount: 1, problemCount: 0, coverage: null, coveredMs: 0,
});
const shape = (cameras: readonly Camera[], lookedFor = "") => camerasBySite(cameras, lookedFor).map((g) => [g.site, g.cameras.map((c) => c.cameraId)]);

describe("cameras by site", () => {
  it("puts sites in order, cameras by the numbers in their ids, and those without a site last", () => {
    expect(shape([camera("c10", "quay"), camera("x", null), camera("c2", "quay"), camera("g1", "gate"), camera("y", "  ")]))
      .toEqual([["gate", ["g1"]], ["quay", ["c2", "c10"]], [null, ["x", "y"]]]);
  });

  it("finds words in id, name and site, whatever their case, and leaves out empty sites", () => {
    const cameras = [camera("SJM-01", "沈家门渔港", "海味店门口"), camera("PT-01", "普陀家园", "大门")];
    expect(shape(cameras, "sjm")).toEqual([["沈家门渔港", ["SJM-01"]]]);
    expect(shape(cameras, "大门")).toEqual([["普陀家园", ["PT-01"]]]);
    expect(shape(cameras, "渔港")).toEqual([["沈家门渔港", ["SJM-01"]]]);
    expect(shape(cameras, "nothing")).toEqual([]);
  });

  it("leaves the list that it was given as it was", () => {
    const cameras = [camera("b", "s"), camera("a", "s")];
    camerasBySite(cameras);
    expect(cameras.map((c) => c.cameraId)).toEqual(["b", "a"]);
  });
});

describe("covered share", () => {
  it("is what is held of the time between first and last footage", () => {
    expect(coveredShare({ coverage: { startMs: asTrueMs(0), endMs: asTrueMs(1000) }, coveredMs: 950 })).toBe(0.95);
    expect(coveredShare({ coverage: null, coveredMs: 0 })).toBeNull();
  });

  it("never rounds a hole away, nor a little footage to nothing", () => {
    expect([percentText(1), percentText(0.999), percentText(0.5), percentText(0.001), percentText(0)]).toEqual(["100 %", "99 %", "50 %", "1 %", "0 %"]);
  });
});

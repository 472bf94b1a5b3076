// Neighbouring cameras and following: when one would be there, by a time or by speed and distance, with both clocks' doubt.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { arrivalOf, type Way } from "../../../contract/neighbours.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { addReading, makeLibrary, MINUTE_MS, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";

const way = (more: Partial<Way>): Way => ({ atMs: 0, travelMs: null, speedKmh: null, distanceM: null, reachM: 0, fromUncertaintyMs: 0, toUncertaintyMs: 0, ...more });

describe("one would arrive", () => {
  it("after the time that was set, from seven tenths of it to one and a half", () => {
    expect(arrivalOf(way({ travelMs: 60_000, distanceM: 9_999 }))).toEqual({ expectedMs: 60_000, earliestMs: 42_000, latestMs: 90_000, clocksMs: 0 });
  });
  it("after the distance at the speed, walking where none was set; earlier by what both cameras see of it", () => {
    // 100 m at 5 km/h are 72 s; 60 m of them 43.2 s.
    expect(arrivalOf(way({ distanceM: 100, reachM: 40 }))).toMatchObject({ expectedMs: 72_000, earliestMs: 30_240, latestMs: 108_000 });
    expect(arrivalOf(way({ distanceM: 100, speedKmh: 36 }))).toMatchObject({ expectedMs: 10_000 });
  });
  it("within two standard deviations of both clocks on either side, or nobody knows by how much more", () => {
    expect(arrivalOf(way({ travelMs: 10_000, fromUncertaintyMs: 300, toUncertaintyMs: 400 }))).toEqual({ expectedMs: 10_000, earliestMs: 6_000, latestMs: 16_000, clocksMs: 1_000 });
    expect(arrivalOf(way({ travelMs: 10_000, toUncertaintyMs: null }))).toMatchObject({ earliestMs: 7_000, latestMs: 15_000, clocksMs: null });
  });
  it("at no time that is known, without a time and a distance", () => {
    expect(arrivalOf(way({}))).toMatchObject({ expectedMs: null, earliestMs: null, latestMs: null });
  });
});

describe("in a library", () => {
  let library: MadeLibrary;
  beforeEach(async () => {
    library = await makeLibrary();
    await recordFiles(library.store, [{ name: "a.mp4" }, { name: "b.mp4", cameraId: "c2", startMs: T0 + MINUTE_MS }]);
  });
  afterEach(() => library.remove());
  const set = (neighbours: readonly { toCameraId: string; direction: string; travelMs?: number; speedKmh?: number }[], cameraId = "c1") => library.engine.call("cameras.setNeighbours", { cameraId, neighbours: [...neighbours] });
  const follow = async (atMs: number) => (await library.engine.call("cameras.follow", { cameraId: "c1", atMs: asTrueMs(atMs) })).arrivals;

  it("neighbours are set as a whole, followed in their order, and undone", async () => {
    await set([{ toCameraId: "c2", direction: "left", travelMs: 60_000 }, { toCameraId: "c2", direction: "往大门" }]);
    expect((await library.engine.call("cameras.neighbours", {})).neighbours).toMatchObject([{ cameraId: "c1", direction: "left", travelMs: 60_000 }, { direction: "往大门", travelMs: null }]);
    const [first, second] = await follow(T0 + 10_000);
    expect(first).toMatchObject({ toCameraId: "c2", name: "camera c2", direction: "left", expectedMs: T0 + 70_000, clocksMs: null, hasFootage: true });
    // No time was set and no camera stands anywhere.
    expect(second).toMatchObject({ expectedMs: null, distanceM: null, hasFootage: false });
    await set([]);
    expect(await follow(T0)).toEqual([]);
    expect((await library.engine.call("changes.undo", {})).change).toMatchObject({ kind: "neighbours-changed", title: "camera c1" });
    expect(await follow(T0)).toHaveLength(2);
    expect((await library.engine.call("custody.list", {})).at(-1)).toMatchObject({ action: "camera.neighbours" });
  });
  it("distance and clocks are those of the cameras", async () => {
    const place = { crs: "WGS84" as const, headingDeg: null, fovDeg: null, rangeM: 10 };
    await library.engine.call("cameras.place", { ...place, cameraId: "c1", lat: 29.945, lon: 122.305 });
    await library.engine.call("cameras.place", { ...place, cameraId: "c2", lat: 29.9459, lon: 122.305 });
    await addReading(library.store, T0, 0, { uncertaintyMs: 300 });
    await addReading(library.store, T0 + MINUTE_MS, 0, { cameraId: "c2", uncertaintyMs: 400 });
    await set([{ toCameraId: "c2", direction: "away" }]);
    const [only] = await follow(T0 + 30_000);
    expect(only!.distanceM).toBeCloseTo(99.8, 0);
    expect(only!.expectedMs! - T0 - 30_000).toBeCloseTo(71_800, -3);
    // The readings' own doubt, grown by what clocks may drift in a minute.
    expect(only!.clocksMs!).toBeGreaterThanOrEqual(1_000);
    expect(only!.clocksMs!).toBeLessThan(1_100);
  });
  it.each([
    ["itself", [{ toCameraId: "c1", direction: "left" }], "input-invalid"],
    ["one twice in one direction", [{ toCameraId: "c2", direction: "left" }, { toCameraId: "c2", direction: "left" }], "input-invalid"],
    ["one without a direction", [{ toCameraId: "c2", direction: " " }], "input-invalid"],
    ["one that is not there", [{ toCameraId: "c9", direction: "left" }], "camera-unknown"],
  ] as const)("%s is no neighbour", async (_what, neighbours, code) => {
    await expect(set(neighbours)).rejects.toMatchObject({ code });
    expect(await follow(T0)).toEqual([]);
  });
});

it("a library of the version before gets a place for neighbours and keeps its marked areas", async () => {
  await onOlderLibrary(versionWithout("camera_neighbours"), (db) => {
    db.exec("INSERT INTO blind_areas (name, crs, corners, by_name, created_ms) VALUES ('a', 'WGS84', '[{\"lat\":1,\"lon\":1},{\"lat\":1,\"lon\":2},{\"lat\":2,\"lon\":1}]', 'w', 1)");
  }, async (engine) => {
    expect(await engine.call("cameras.neighbours", {})).toEqual({ neighbours: [] });
    expect(await engine.call("blindAreas.list", {})).toMatchObject([{ name: "a" }]);
  });
});

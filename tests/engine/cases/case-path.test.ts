// The way through a case from camera to camera, and whether there was time enough: distance against the most time that clocks allow.

import { beforeEach, describe, expect, it } from "vitest";
import { legBetween, paceOf, type LegEnd } from "../../../contract/path.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { libraryWithExhibit } from "../../support/made-for-each.ts";
import { recordFiles, T0 } from "../../support/made-library.ts";

const end = (startMs: number, uncertaintyMs: number | null, clock: string, more: Partial<LegEnd> = {}): LegEnd => ({ startMs, endMs: startMs, uncertaintyMs, clock, reachM: 0, ...more });

describe("600 m in 20 s", () => {
  it("are 108 km/h: for a vehicle, not on foot", () => {
    const leg = legBetween(end(0, 0, "a"), end(20_000, 0, "b"), 600, 7);
    expect(leg.speedKmh).toBeCloseTo(108, 9);
    expect(leg).toMatchObject({ pace: "drive", isPlausible: false, isOrderEstablished: true });
    expect(legBetween(end(0, 0, "a"), end(20_000, 0, "b"), 600, 150)).toMatchObject({ isPlausible: true });
  });
  it("may be slower by what the clocks leave open: two standard deviations of both", () => {
    const leg = legBetween(end(0, 30_000, "a"), end(20_000, 40_000, "b"), 600, 30);
    expect(leg.mostMs).toBe(120_000);
    expect(leg.leastKmh).toBeCloseTo(18, 9);
    expect(leg).toMatchObject({ isPlausible: true, isOrderEstablished: false });
    // The same clock told both: its error cancels.
    expect(legBetween(end(0, 30_000, "a"), end(20_000, 30_000, "a"), 600, 30)).toMatchObject({ mostMs: 20_000, isPlausible: false, isOrderEstablished: true });
  });
  it("are less by what both cameras see of it", () => {
    const leg = legBetween(end(0, 0, "a", { reachM: 50 }), end(20_000, 0, "b", { reachM: 60 }), 600, 90);
    expect(leg.leastDistanceM).toBe(490);
    expect(leg.leastKmh).toBeCloseTo(88.2, 9);
    expect(leg.isPlausible).toBe(true);
  });
  it("cannot be judged where a clock was not corrected", () => {
    expect(legBetween(end(0, null, "a"), end(20_000, 0, "b"), 600, 7)).toMatchObject({ mostMs: null, leastKmh: null, isPlausible: null, isOrderEstablished: false });
  });
});

describe("a leg", () => {
  it("that leaves no time is impossible, and one within what the cameras see is no way at all", () => {
    expect(legBetween(end(0, 0, "a"), end(-1_000, 0, "b"), 600, 150)).toMatchObject({ speedKmh: null, leastKmh: null, pace: "impossible", isPlausible: false });
    expect(legBetween(end(0, 0, "a", { reachM: 40 }), end(0, 0, "b", { reachM: 40 }), 30, 7)).toMatchObject({ pace: "standing", isPlausible: true });
  });
  it.each([[7, "walk"], [7.1, "run"], [45, "cycle"], [150, "drive"], [151, "impossible"]] as const)("of %s km/h needs at least: %s", (kmh, name) => {
    expect(paceOf(kmh)).toBe(name);
  });
});

describe("the way through a case", () => {
  const made = libraryWithExhibit();
  beforeEach(() => recordFiles(made.library.store, [{ name: "a.mp4" }]));

  const observe = (offsetMs: number, state: "seen" | "hidden" | "carried", holder: string | null = null) =>
    made.library.engine.call("observations.add", { caseId: 1, exhibitId: 1, atMs: asTrueMs(T0 + offsetMs), state, count: 5, cameraId: "c1", holder });
  const path = (more: { exhibitId?: number; subject?: string; limitKmh?: number } = {}) => made.library.engine.call("map.path", { caseId: 1, ...more });

  it("of an exhibit goes through where it was itself seen, in order of time, with places in WGS-84", async () => {
    await made.library.engine.call("cameras.place", { cameraId: "c1", lat: 29.942616948, lon: 122.309161669, crs: "GCJ02", headingDeg: null, fovDeg: null, rangeM: 10 });
    await observe(5_000, "seen");
    await observe(3_000, "hidden");
    await observe(1_000, "seen");
    const found = await path({ exhibitId: 1 });
    expect(found.stops.map(({ startMs, kind }) => [startMs - T0, kind])).toEqual([[1_000, "observation"], [5_000, "observation"]]);
    expect(found.stops[0]!.lat).toBeCloseTo(29.945, 6);
    expect(found.legs).toMatchObject([{ fromStop: 0, toStop: 1, distanceM: 0, pace: "standing", isOrderEstablished: true }]);
  });
  it("has stops without legs where no camera has a place", async () => {
    await observe(1_000, "seen");
    await observe(2_000, "seen");
    expect(await path({ exhibitId: 1 })).toMatchObject({ stops: [{ lat: null }, { lat: null }], legs: [] });
  });
  it("of a person goes through what that person carried and the pins that name them", async () => {
    await made.library.engine.call("subjects.add", { caseId: 1, kind: "person", label: "司机", plate: null, note: null });
    await observe(1_000, "carried", "司机");
    await observe(2_000, "carried", "别人");
    await made.library.engine.call("pins.add", { caseId: 1, cameraId: "c1", startMs: asTrueMs(T0 + 4_000), endMs: asTrueMs(T0 + 5_000), title: "司机上车" });
    expect((await path({ subject: "司机" })).stops.map(({ kind }) => kind)).toEqual(["observation", "pin"]);
    await expect(path({ subject: "nobody" })).rejects.toMatchObject({ code: "subject-unknown" });
    await expect(path({ exhibitId: 1, subject: "司机" })).rejects.toMatchObject({ code: "input-invalid" });
  });
});

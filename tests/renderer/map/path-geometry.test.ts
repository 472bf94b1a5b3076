// A way as it is drawn: what each leg is, lines that do not hide each other, the numbers of a camera's stops.

import { describe, expect, it } from "vitest";
import type { CasePath, PathLeg, PathStop } from "../../../contract/path.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { legCurves, stopNumbers, verdictOf } from "../../../renderer/map/path-geometry.ts";

const stop = (cameraId: string): PathStop => ({
  kind: "pin", pinId: 1, observationId: null, label: "", cameraId, cameraName: cameraId, lat: 0, lon: cameraId === "a" ? 0 : 1,
  startMs: asTrueMs(0), endMs: asTrueMs(0), uncertaintyMs: 0,
});
const leg = (fromStop: number, toStop: number, more: Partial<PathLeg> = {}): PathLeg => ({
  fromStop, toStop, distanceM: 100, elapsedMs: 1_000, mostMs: 1_000, leastDistanceM: 100, speedKmh: 10, leastKmh: 10, pace: "run", isOrderEstablished: true, isPlausible: true, ...more,
});
const pathOf = (cameraIds: string, legs: readonly PathLeg[]): CasePath => ({ stops: [...cameraIds].map(stop), legs: [...legs], limitKmh: 150 });
const xyOf = ({ lon }: { readonly lon: number }) => ({ x: lon * 100, y: 50 });

describe("a leg", () => {
  it.each([
    [{}, "plausible"],
    [{ isOrderEstablished: false }, "unsure"],
    [{ isPlausible: null, pace: null }, "unknown"],
    [{ pace: "standing" }, "standing"],
    // What cannot be stays so, whether or not the order is established.
    [{ isPlausible: false, isOrderEstablished: false, pace: "impossible" }, "implausible"],
  ] as const)("of %j is %s", (more, verdict) => {
    expect(verdictOf(leg(0, 1, more))).toBe(verdict);
  });
});

describe("lines", () => {
  it("are straight where two cameras are joined once, with the mark in the middle", () => {
    expect(legCurves(pathOf("ab", [leg(0, 1)]), xyOf)).toMatchObject([{ d: "M0.0 50.0Q50.0 50.0 100.0 50.0", middle: { x: 50, y: 50 }, angleDeg: 0 }]);
  });
  it("there and back, and there again, lie apart", () => {
    const ys = legCurves(pathOf("abab", [leg(0, 1), leg(1, 2), leg(2, 3)]), xyOf).map(({ middle }) => middle.y);
    expect(ys).toEqual([68, 32, 86]);
  });
  it("are not drawn on one camera", () => {
    expect(legCurves(pathOf("aab", [leg(0, 1), leg(1, 2)]), xyOf).map(({ leg: { toStop } }) => toStop)).toEqual([2]);
  });
});

describe("a camera's stops", () => {
  it("are told as runs", () => {
    expect(stopNumbers([..."aabab"].map(stop))).toEqual(new Map([["a", "1–2, 4"], ["b", "3, 5"]]));
  });
  it("are cut short where they are many: the list has them all", () => {
    expect(stopNumbers([..."abababababab"].map(stop)).get("a")).toBe("1, 3, 5, 7 …");
  });
});

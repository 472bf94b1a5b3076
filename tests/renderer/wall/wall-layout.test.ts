// Which cameras come onto the wall when it gets more tiles, and which stay when it gets fewer.

import { describe, expect, it } from "vitest";
import type { Camera } from "../../../contract/model.ts";
import { fillByItself, filledUp, isFilledByItself, nearestInTime, tilesForLayout } from "../../../renderer/wall/wall-layout.ts";

const camera = (cameraId: string, coverage: readonly [startMs: number, endMs: number] | null): Camera =>
  ({ cameraId, coverage: coverage === null ? null : { startMs: coverage[0], endMs: coverage[1] } }) as unknown as Camera;

it("fills empty tiles with cameras that have footage now, then with the nearest in time, never with those that have none", () => {
  const cameras = [camera("later", [500, 900]), camera("none", null), camera("now", [0, 200]), camera("soon", [150, 400])];
  expect(nearestInTime(cameras, 100)).toEqual(["now", "soon", "later"]);
  expect(nearestInTime(cameras, 440)).toEqual(["soon", "later", "now"]);
});

it("keeps what was put on the wall, brings back what was there before, and shows no camera twice", () => {
  expect(tilesForLayout(["a"], 0, ["a", "b", null, null], 4, ["a", "c", "d"])).toEqual(["a", "b", "c", "d"]);
  expect(tilesForLayout(["a", "b", "c", "d"], 3, [], 2, [])).toEqual(["a", "d"]);
});

describe("a wall that fills itself", () => {
  it("gives empty tiles to cameras that stand on none, and moves nobody", () => {
    expect(filledUp(["b", null, "a", null, null], ["a", "b", "c", "d"])).toEqual(["b", "c", "a", "d", null]);
  });

  it("goes on until a person puts a camera there, or takes one off", () => {
    fillByItself(["a", null]);
    expect(isFilledByItself(["a", null])).toBe(true);
    expect(isFilledByItself([null, null])).toBe(true);
    expect(isFilledByItself(["b", null])).toBe(false);
    expect(isFilledByItself(["a"])).toBe(false);
  });
});

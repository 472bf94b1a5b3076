// The timeline in words has what the picture has, in order, cut to what is shown.

import { expect, it } from "vitest";
import { gapCauses } from "../../../contract/model.ts";
import { rowsOfLane } from "../../../renderer/timeline/lane-list-rows.ts";
import type { SceneLane } from "../../../renderer/timeline/scene.ts";

const LANE: SceneLane = {
  cameraId: "a",
  coverage: { startMs: [0, 60], endMs: [40, 90], uncertaintyMs: [0, 0] },
  gaps: { startMs: [40], endMs: [60], cause: [gapCauses.indexOf("recorder-gap")] },
  breaks: { startMs: [10], endMs: [11], count: [3] },
  watched: { startMs: [5], endMs: [20] },
  readings: [{ atMs: 70, errorMs: 1_000, uncertaintyMs: 5 }],
};
const PIN = { pinId: 1, cameraId: "a", title: "bag", startMs: 30, endMs: 50, isSelected: false };

it("tells everything on the lane by its start", () => {
  expect(rowsOfLane(LANE, [PIN, { ...PIN, cameraId: "b" }], 0, 100).map((row) => [row.kind, row.startMs])).toEqual([
    ["footage", 0], ["watched", 5], ["breaks", 10], ["pin", 30], ["gap", 40], ["footage", 60], ["reading", 70],
  ]);
});

it("leaves out what is not in the shown stretch", () => {
  expect(rowsOfLane(LANE, [PIN], 55, 65).map((row) => row.kind)).toEqual(["gap", "footage"]);
});

// What stands beside a statement: the last look before its time, all that lies in it, the first look after it.

import { expect, it } from "vitest";
import type { Observation } from "../../../contract/model.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { observedAround } from "../../../renderer/statements/around.ts";

const observation = (atMs: number, more: Partial<Omit<Observation, "toMs">> & { readonly toMs?: number } = {}): Observation => ({
  observationId: atMs, exhibitId: 1, firstId: atMs, revisesId: null, reason: null, state: "seen", count: 5, cameraId: "c1", place: null, holder: null,
  container: null, note: null, holderId: null, containerId: null, statementId: null, uncertaintyMs: 100, cameraMs: null, frame: null, by: "x", createdMs: 0,
  ...more, atMs: asTrueMs(atMs), toMs: more.toMs === undefined ? null : asTrueMs(more.toMs),
});
const around = (observations: readonly Observation[], fromMs: number, toMs: number): string[] => observedAround(observations, fromMs, toMs).map(({ when, observation: o }) => `${when} ${o.atMs}`);

it("takes the last look before and the first after, whatever the order they were entered in", () => {
  expect(around([90, 10, 50, 20, 80].map((atMs) => observation(atMs)), 40, 60)).toEqual(["before 20", "inside 50", "after 80"]);
});
it("counts only looks before and after, and inside what was inferred as well", () => {
  expect(around([observation(10), observation(20, { state: "contained" }), observation(50, { state: "contained" }), observation(70, { state: "hidden" }), observation(80, { state: "absent" })], 40, 60))
    .toEqual(["before 10", "inside 50", "after 80"]);
});
it("takes what reaches into the time for inside, and leaves out what was told", () => {
  expect(around([observation(10, { toMs: 40 }), observation(50, { statementId: 1 }), observation(60)], 40, 60)).toEqual(["inside 10", "inside 60"]);
});
it("keeps exhibits apart", () => {
  expect(around([observation(10), observation(20, { exhibitId: 2 })], 40, 60)).toEqual(["before 10", "before 20"]);
});

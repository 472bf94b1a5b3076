// Where a clock goes on that has come to a stretch with nothing to see.

import { expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { leapFrom } from "../../../renderer/playback/skip-empty.ts";

const range = (startMs: number, endMs: number) => ({ startMs: asTrueMs(startMs), endMs: asTrueMs(endMs) });
const INTERVALS = [range(100, 200), range(500, 600)];

it.each([
  [100, 1, { kind: "stay" }], [199, 8, { kind: "stay" }], [200, 1, { kind: "leap", toMs: 500 }], [50, 1, { kind: "leap", toMs: 100 }], [600, 1, { kind: "end" }],
  [499, -1, { kind: "leap", toMs: 199 }], [700, -4, { kind: "leap", toMs: 599 }], [99, -1, { kind: "end" }], [500, -1, { kind: "stay" }],
] as const)("at %d with speed %d", (nowMs, rate, leap) => expect(leapFrom(INTERVALS, nowMs, rate)).toEqual(leap));

it("has nowhere to go without footage", () => {
  expect(leapFrom([], 5, 1)).toEqual({ kind: "end" });
});

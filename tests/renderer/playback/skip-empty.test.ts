// Where a clock goes on that has come to a stretch with nothing to see.

import { expect, it, vi } from "vitest";
import type { EngineEvent } from "../../../contract/events.ts";
import type { Camera } from "../../../contract/model.ts";
import { asTrueMs, type Range, type TrueMs } from "../../../contract/time.ts";
import type { ClockListener, PlaybackClock } from "../../../renderer/playback/playback-clock.ts";
import { leapFrom, SkipEmpty, useSkipEmpty } from "../../../renderer/playback/skip-empty.ts";

const heard = vi.hoisted(() => new Set<(event: EngineEvent) => void>());
vi.mock("../../../renderer/engine/engine-client.ts", () => ({ onEngineEvent: (listener: (event: EngineEvent) => void) => heard.add(listener) }));

const range = (startMs: number, endMs: number) => ({ startMs: asTrueMs(startMs), endMs: asTrueMs(endMs) });
const INTERVALS = [range(100, 200), range(500, 600)];

it.each([
  [100, 1, { kind: "stay" }], [199, 8, { kind: "stay" }], [200, 1, { kind: "leap", toMs: 500 }], [50, 1, { kind: "leap", toMs: 100 }], [600, 1, { kind: "end" }],
  [499, -1, { kind: "leap", toMs: 199 }], [700, -4, { kind: "leap", toMs: 599 }], [99, -1, { kind: "end" }], [500, -1, { kind: "stay" }],
] as const)("at %d with speed %d", (nowMs, rate, leap) => expect(leapFrom(INTERVALS, nowMs, rate)).toEqual(leap));

it("leaps over nothing that came while it was asked where there is something to see", async () => {
  const answers: ((intervals: readonly Range<TrueMs>[]) => void)[] = [];
  let frame: ClockListener = () => undefined;
  const seek = vi.fn();
  const clock = { isPlaying: true, rate: 1, seek, subscribe: (listener: ClockListener) => { frame = listener; return () => undefined; } } as unknown as PlaybackClock;
  const skip = new SkipEmpty(clock, { intervals: () => new Promise((answer) => void answers.push(answer)) });
  skip.start();
  skip.setCameras([{ cameraId: "quay" } as Camera]);
  useSkipEmpty.setState({ isOn: true });
  for (const tell of heard) tell({ type: "library.changed", topics: ["recordings"] });
  answers[0]!(INTERVALS);
  await vi.waitFor(() => {
    frame(asTrueMs(300), false);
    expect(answers).toHaveLength(2);
  });
  answers[1]!([range(100, 600)]);
  await Promise.resolve();
  frame(asTrueMs(300), false);
  expect(seek).not.toHaveBeenCalled();
});

it("has nowhere to go without footage", () => {
  expect(leapFrom([], 5, 1)).toEqual({ kind: "end" });
});

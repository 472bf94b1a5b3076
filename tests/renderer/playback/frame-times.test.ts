// When the frames around a place are asked for: not while a picture is being looked up, at once for who steps by them.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameTimes } from "../../../renderer/playback/frame-times.ts";

const asked = vi.hoisted(() => vi.fn<(method: string, input: { readonly fromMediaMs: number; readonly toMediaMs: number }) => Promise<{ readonly mediaMs: Float64Array }>>());
vi.mock("../../../renderer/engine/engine-client.ts", () => ({ call: asked }));

const evenly = (fromMs: number, toMs: number): Float64Array => Float64Array.from({ length: Math.floor((toMs - fromMs) / 40) }, (_, i) => fromMs + i * 40);
const places = (): readonly number[] => asked.mock.calls.map(([, { fromMediaMs, toMediaMs }]) => (fromMediaMs + toMediaMs) / 2);

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockReset().mockImplementation(async (_method, { fromMediaMs, toMediaMs }) => ({ mediaMs: evenly(fromMediaMs, toMediaMs) }));
});
afterEach(() => void vi.useRealTimers());

describe("frames around a place", () => {
  it("are asked for once the picture has had its time, of the place that was wanted last", async () => {
    const times = new FrameTimes();
    const told = vi.fn();
    times.subscribe(told);
    expect(times.around(1, 500_000)).toBeNull();
    expect(times.around(1, 700_000)).toBeNull();
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(places()).toEqual([700_000]);
    expect(told).toHaveBeenCalledTimes(1);
    expect(times.settle(1, 700_010)).toBe(700_020);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("are asked for at once by who has to know them, and not again when their time comes", async () => {
    const times = new FrameTimes();
    times.around(1, 500_000);
    await times.known(1, 500_000);
    expect(times.settle(1, 500_000)).toBe(500_020);
    await vi.advanceTimersByTimeAsync(200);
    expect(places()).toEqual([500_000]);
  });

  it("that cannot be had leave the nominal place, a millisecond in", async () => {
    asked.mockRejectedValue(new Error("gone"));
    const times = new FrameTimes();
    await times.known(1, 4_000);
    expect(times.settle(1, 4_000)).toBe(4_001);
  });

  it("that could not be had are asked for again once they are to be forgotten, and those that are known are not", async () => {
    const times = new FrameTimes();
    await times.known(1, 500_000);
    asked.mockRejectedValueOnce(new Error("gone"));
    await times.known(2, 4_000);
    times.forgetUnknown();
    await times.known(1, 500_000);
    await times.known(2, 4_000);
    expect(places()).toEqual([500_000, 49_500, 49_500]);
    expect(times.settle(2, 4_000)).toBe(4_020);
  });
});

// What counts as watched, told frame by frame.

import { describe, expect, it } from "vitest";
import { WatchTrack, type WatchSituation } from "../../../renderer/watched/watch-track.ts";

const FRAME_MS = 40;
const PLAYING: Omit<WatchSituation, "machineMs"> = { isRunning: true, rate: 1, isFocused: true, isVisible: true };

/** A track and a machine clock: shows frames at their pace. */
function tile(more: Partial<WatchSituation> = {}, fileId = 1) {
  const track = new WatchTrack();
  let machineMs = 0;
  const self = {
    show: (mediaMs: number | null, change: Partial<WatchSituation> = {}, file = fileId): void => {
      machineMs += FRAME_MS;
      track.show(mediaMs === null ? null : { fileId: file, mediaMs, frameMs: FRAME_MS }, { ...PLAYING, ...more, machineMs, ...change });
    },
    play: (fromMs: number, toMs: number, stepMs = FRAME_MS, change: Partial<WatchSituation> = {}): void => {
      for (let mediaMs = fromMs; stepMs > 0 ? mediaMs < toMs : mediaMs >= toMs; mediaMs += stepMs) self.show(mediaMs, change);
    },
    wait: (ms: number): void => { machineMs += ms; },
    spans: (): (readonly [number, number])[] => track.take(machineMs).map((span) => [span.mediaStartMs, span.mediaEndMs] as const),
    take: () => track.take(machineMs),
  };
  return self;
}

describe("playing", () => {
  it("counts from the first frame to the end of the last", () => {
    const t = tile();
    t.play(0, 2_000);
    expect(t.take()).toEqual([{ fileId: 1, mediaStartMs: 0, mediaEndMs: 2_000, speed: 1, isFocused: true }]);
  });

  it("goes on over a flush without losing or doubling more than a frame", () => {
    const t = tile();
    t.play(0, 1_000);
    expect(t.spans()).toEqual([[0, 1_000]]);
    t.play(1_000, 2_000);
    expect(t.spans()).toEqual([[960, 2_000]]);
    expect(t.spans()).toEqual([]);
  });

  it("gives whoever takes over the picture that stands, and none of what was shown before", () => {
    const track = new WatchTrack();
    const shown = { ...PLAYING, isRunning: false, machineMs: 0 };
    track.show({ fileId: 1, mediaMs: 400, frameMs: FRAME_MS }, shown);
    expect(track.take(1_000)).toHaveLength(1);
    track.beginAgain(1_000);
    expect(track.take(1_100)).toEqual([]);
    expect(track.take(2_000)).toEqual([{ fileId: 1, mediaStartMs: 400, mediaEndMs: 440, speed: 0, isFocused: true }]);
    expect(track.take(3_000)).toEqual([]);
  });

  it("counts backwards as well", () => {
    const t = tile({ rate: -1 });
    t.play(2_000, 1_000, -FRAME_MS);
    expect(t.spans()).toEqual([[1_000, 2_040]]);
  });

  it("counts over dropped frames within a second of footage, and not over a leap", () => {
    const t = tile();
    t.play(0, 400);
    t.play(1_300, 1_700);
    t.play(9_000, 9_400);
    expect(t.spans()).toEqual([[0, 1_700], [9_000, 9_400]]);
  });

  it.each([[0.125, true], [4, true], [-4, true], [4.5, false], [8, false], [-32, false]])("at a speed of %s: %s", (rate, counts) => {
    const t = tile({ rate });
    t.play(0, 800);
    expect(t.take().map(({ speed }) => speed)).toEqual(counts ? [Math.abs(rate)] : []);
  });

  it("is told apart by speed, focus and file", () => {
    const t = tile();
    t.play(0, 400);
    t.play(400, 800, FRAME_MS, { rate: 2 });
    t.play(800, 1_200, FRAME_MS, { rate: 2, isFocused: false });
    t.show(0, {}, 2);
    expect(t.take().map(({ fileId, speed, isFocused, mediaStartMs }) => [fileId, speed, isFocused, mediaStartMs])).toEqual([[1, 1, true, 0], [1, 2, true, 400], [1, 2, false, 800], [2, 1, true, 0]]);
  });
});

describe("what does not count", () => {
  it("is a tile that is covered", () => {
    const t = tile();
    t.show(null);
    t.play(0, 400);
    t.show(null);
    t.wait(60_000);
    t.play(800, 1_200);
    expect(t.spans()).toEqual([[0, 400], [800, 1_200]]);
  });

  it("is a window that is hidden", () => {
    const t = tile({ isVisible: false });
    t.play(0, 4_000);
    expect(t.spans()).toEqual([]);
  });
});

describe("a frame that stands", () => {
  const STILL = { isRunning: false };

  it("counts as that one frame, once, however long it stands", () => {
    const t = tile(STILL);
    t.show(400);
    t.wait(60_000);
    t.show(400);
    expect(t.take()).toEqual([{ fileId: 1, mediaStartMs: 400, mediaEndMs: 440, speed: 0, isFocused: true }]);
    t.wait(60_000);
    expect(t.spans()).toEqual([]);
  });

  it("counts for nothing where it was passed over", () => {
    const t = tile(STILL);
    t.play(0, 400);
    t.show(null);
    expect(t.spans()).toEqual([]);
  });

  it("counts for each step of who goes on frame by frame", () => {
    const t = tile(STILL);
    for (const mediaMs of [0, 40, 80]) {
      t.show(mediaMs);
      t.wait(300);
    }
    expect(t.spans()).toEqual([[0, 40], [40, 80], [80, 120]]);
  });
});

// The master clock on a machine whose time the test sets.

import { beforeEach, describe, expect, it } from "vitest";
import { shuttledRate, steppedRate } from "../../../renderer/playback/clock-core.ts";
import { createPlaybackClock, type PlaybackClock } from "../../../renderer/playback/playback-clock.ts";

let machineMs = 0;
let frames: (() => void)[] = [];
let timers: { readonly atMs: number; readonly callback: () => void }[] = [];
let clock: PlaybackClock;

function drawFrame(atMs = machineMs): void {
  machineMs = atMs;
  const due = frames;
  frames = [];
  for (const callback of due) callback();
}

/** Lets time pass without drawing: what was to be called by then is called. */
function pass(ms: number): void {
  machineMs += ms;
  const due = timers.filter(({ atMs }) => atMs <= machineMs);
  timers = timers.filter(({ atMs }) => atMs > machineMs);
  for (const { callback } of due) callback();
}

beforeEach(() => {
  machineMs = 1_000;
  frames = [];
  timers = [];
  clock = createPlaybackClock({
    nowMs: () => machineMs,
    nextFrame: (callback) => frames.push(callback),
    after: (ms, callback) => {
      const timer = { atMs: machineMs + ms, callback };
      timers.push(timer);
      return () => { timers = timers.filter((each) => each !== timer); };
    },
  });
});

describe("playback clock", () => {
  it("stands still until it plays, then runs with the machine", () => {
    clock.seek(50_000);
    machineMs += 500;
    expect(clock.nowMs()).toBe(50_000);
    clock.play();
    machineMs += 500;
    expect(clock.nowMs()).toBe(50_500);
  });

  it("keeps its time when the speed changes in the middle", () => {
    clock.seek(0);
    clock.play();
    machineMs += 1_000;
    clock.setRate(4);
    expect(clock.nowMs()).toBe(1_000);
    machineMs += 1_000;
    expect(clock.nowMs()).toBe(5_000);
    clock.setRate(0.25);
    machineMs += 1_000;
    expect(clock.nowMs()).toBe(5_250);
  });

  it("stands on a whole millisecond after a pause", () => {
    clock.seek(0);
    clock.play();
    machineMs += 100.4;
    clock.pause();
    expect(clock.nowMs()).toBe(100);
    expect(clock.isPlaying).toBe(false);
  });

  it("goes on playing from where it was sent", () => {
    clock.play();
    machineMs += 5_000;
    clock.seek(70_000);
    machineMs += 250;
    expect(clock.nowMs()).toBe(70_250);
  });

  it("waits while held and goes on from the same instant", () => {
    clock.seek(9_000);
    clock.play();
    clock.hold();
    machineMs += 800;
    expect(clock.nowMs()).toBe(9_000);
    expect(clock.isPlaying).toBe(true);
    clock.release();
    machineMs += 100;
    expect(clock.nowMs()).toBe(9_100);
  });

  it("loses its hold when paused, so that the next play is not stuck", () => {
    clock.play();
    clock.hold();
    clock.pause();
    clock.play();
    machineMs += 100;
    expect(clock.nowMs()).toBe(100);
  });

  it("runs backwards after J and forwards again after play", () => {
    clock.seek(10_000);
    clock.shuttle("backward");
    machineMs += 1_000;
    expect(clock.nowMs()).toBe(9_000);
    clock.play();
    machineMs += 1_000;
    expect(clock.nowMs()).toBe(10_000);
  });

  it("says when a frame that will be displayed later belongs", () => {
    clock.seek(0);
    clock.play();
    expect(clock.trueAtMachineMs(machineMs + 40)).toBe(40);
  });

  it("tells listeners once a drawn frame while playing, and once after a change while paused", () => {
    const told: { nowMs: number; isJump: boolean }[] = [];
    clock.subscribe((nowMs, isJump) => told.push({ nowMs, isJump }));
    clock.seek(100);
    clock.seek(200);
    drawFrame();
    drawFrame();
    expect(told).toEqual([{ nowMs: 200, isJump: true }]);
    clock.play();
    drawFrame(machineMs + 10);
    drawFrame(machineMs + 10);
    expect(told.slice(1)).toEqual([{ nowMs: 210, isJump: true }, { nowMs: 220, isJump: false }]);
  });

  it("does not call holding and releasing a jump: nobody is to be sent anywhere by it", () => {
    const jumps: boolean[] = [];
    clock.play();
    clock.subscribe((_nowMs, isJump) => jumps.push(isJump));
    drawFrame();
    jumps.length = 0;
    clock.hold();
    drawFrame();
    clock.release();
    drawFrame();
    expect(jumps).toEqual([false, false]);
  });

  it("tells of a moving hand, and once more when it has come to rest", () => {
    const told: boolean[] = [];
    clock.subscribe(() => told.push(clock.isScrubbing));
    clock.scrub(100);
    drawFrame(machineMs + 16);
    clock.scrub(200);
    drawFrame(machineMs + 100);
    drawFrame(machineMs + 100);
    drawFrame(machineMs + 100);
    expect(told).toEqual([true, true, false]);
    clock.scrub(300);
    clock.seek(400);
    expect(clock.isScrubbing).toBe(false);
  });

  it("says at once that it was sent elsewhere, before the next picture is drawn", () => {
    const told: number[] = [];
    clock.onSeek(() => told.push(clock.nowMs()) < 0);
    clock.seek(100);
    clock.scrub(200);
    expect(told).toEqual([100, 200]);
  });

  describe("while a picture is looked up", () => {
    let told: (readonly [number, boolean])[] = [];
    beforeEach(() => {
      told = [];
      clock.onSeek(() => true);
      clock.subscribe((nowMs, isJump) => told.push([nowMs, isJump]));
    });

    it("tells of the seek with the picture, in one with all seeks before it", () => {
      clock.seek(100);
      clock.seek(200);
      pass(40);
      drawFrame();
      expect(told).toEqual([]);
      expect(clock.isAwaitingPicture).toBe(true);
      clock.pictureShown();
      drawFrame();
      expect(told).toEqual([[200, true]]);
      pass(1_000);
      drawFrame();
      expect(told).toHaveLength(1);
    });

    it("waits no longer than a tenth of a second, however many seeks come", () => {
      clock.seek(100);
      pass(60);
      clock.seek(200);
      pass(40);
      drawFrame();
      expect(told).toEqual([[200, true]]);
    });

    it("tells of a moving hand at once, and once more with the picture or a twentieth of a second later, until when one is awaited", () => {
      const awaited: boolean[] = [];
      clock.subscribe(() => awaited.push(clock.isAwaitingPicture));
      clock.scrub(100);
      drawFrame();
      clock.pictureShown();
      drawFrame();
      expect(told.slice(0, 2)).toEqual([[100, true], [100, false]]);
      expect(awaited.slice(0, 2)).toEqual([true, false]);
      clock.scrub(200);
      pass(30);
      clock.scrub(300);
      drawFrame();
      expect(awaited.at(-1)).toBe(true);
      pass(20);
      drawFrame();
      expect(awaited.at(-1)).toBe(false);
    });

    it("does not wait while it runs", () => {
      drawFrame();
      clock.play();
      drawFrame();
      told = [];
      clock.seek(700);
      drawFrame();
      expect(told).toEqual([[700, true]]);
    });

    it("tells of the seek even where looking it up failed", () => {
      clock.onSeek(() => { throw new Error("a tile failed"); });
      expect(() => clock.seek(100)).toThrow("a tile failed");
      pass(100);
      drawFrame();
      expect(told).toEqual([[100, true]]);
    });

    it("waits no more once it is started", () => {
      clock.seek(100);
      clock.play();
      drawFrame();
      expect(told).toEqual([[100, true]]);
    });
  });

  it("runs on where one of those who are told fails", () => {
    let count = 0;
    clock.subscribe(() => {
      count++;
      if (count === 1) throw new Error("one failed");
    });
    clock.play();
    expect(() => drawFrame()).toThrow("one failed");
    drawFrame();
    drawFrame();
    expect(count).toBe(3);
  });

  it("stops telling those who left", () => {
    let count = 0;
    const leave = clock.subscribe(() => count++);
    leave();
    clock.seek(1);
    drawFrame();
    expect(count).toBe(0);
  });

  it("refuses a time that is none", () => {
    clock.seek(5);
    clock.seek(Number.NaN);
    expect(clock.nowMs()).toBe(5);
  });
});

describe("speeds", () => {
  it.each([[false, 1, "forward", 1], [true, 1, "forward", 2], [true, 16, "forward", 32], [true, 32, "forward", 32], [true, 0.25, "forward", 0.5], [false, 4, "backward", -1], [true, 4, "backward", 2], [true, 1, "backward", -1], [true, 0.5, "backward", -1], [true, -1, "backward", -2], [true, -32, "backward", -32], [true, -4, "forward", -2], [true, -1, "forward", 1]] as const)(
    "J and L: playing %s at %d, %s gives %d", (isPlaying, rate, direction, expected) => expect(shuttledRate(rate, isPlaying, direction)).toBe(expected),
  );
  it.each([[false, 1, "forward", 0.5], [true, 1, "forward", 0.5], [true, 0.5, "forward", 0.25], [true, 0.125, "forward", 0.125], [true, 8, "forward", 0.5], [true, 1, "backward", -0.5], [true, -0.5, "backward", -0.25]] as const)(
    "with Shift: playing %s at %d, %s gives %d", (isPlaying, rate, direction, expected) => expect(shuttledRate(rate, isPlaying, direction, "slow")).toBe(expected),
  );
  it("steps along the list and stays at its ends", () => {
    expect([steppedRate(1, 1), steppedRate(1, -1), steppedRate(32, 1), steppedRate(0.125, -1), steppedRate(-2, 1)]).toEqual([2, 0.5, 32, 0.125, 0.25]);
  });
});

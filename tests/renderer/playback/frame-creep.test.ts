// A frame that a browser's search passes over is played to from the one before.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { frameAt } from "../../../renderer/playback/frame-times.ts";
import { FrameCreep } from "../../../renderer/playback/frame-creep.ts";

const FRAMES_MS = [0, 100, 200, 400, 500];
/** The keyframe is frame 3; a search for a place from here on comes out at it. */
const PASSED_FROM_MS = 250;

/** A player whose time runs with the animation frames, 16 ms each. */
class FakeElement extends EventTarget {
  paused = true;
  seeking = false;
  playbackRate = 1;
  creep: FrameCreep | null = null;
  readonly passedFromMs: number;
  shownMs = 400;
  readonly sought: number[] = [];
  private atMs = 300;

  constructor(passedFromMs: number) {
    super();
    this.passedFromMs = passedFromMs;
  }

  get currentTime(): number { return this.atMs / 1000; }
  set currentTime(seconds: number) {
    this.atMs = seconds * 1000;
    this.sought.push(Math.round(this.atMs));
    this.seeking = true;
    queueMicrotask(() => {
      this.seeking = false;
      this.show(this.atMs >= this.passedFromMs && this.atMs < 400 ? 400 : FRAMES_MS[frameAt(FRAMES_MS, this.atMs)]!);
      this.dispatchEvent(new Event("seeked"));
    });
  }
  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
  pause(): void { this.paused = true; }
  tick(): void {
    if (this.paused) return;
    this.atMs += 16 * this.playbackRate;
    const frameMs = FRAMES_MS[frameAt(FRAMES_MS, this.atMs)]!;
    if (frameMs !== this.shownMs) this.show(frameMs);
  }
  private show(frameMs: number): void {
    this.shownMs = frameMs;
    this.creep?.shown(frameMs);
  }
}

let element: FakeElement;
const onEnd = vi.fn();

function start(passedFromMs: number, placeMs: number): FrameCreep {
  element = new FakeElement(passedFromMs);
  const creep = new FrameCreep(element as unknown as HTMLVideoElement, onEnd);
  element.creep = creep;
  creep.start(placeMs, 400);
  return creep;
}

beforeEach(() => {
  onEnd.mockReset();
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setTimeout(() => { element.tick(); callback(); }, 16));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("stops on the frame that a search comes out behind, and does not run on from it", async () => {
  const creep = start(PASSED_FROM_MS, 300);
  await vi.runAllTimersAsync();
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(true);
  expect([element.paused, element.shownMs, creep.isOn]).toEqual([true, 200, false]);
});

it("goes further back where the frame before is passed over as well", async () => {
  start(50, 300);
  await vi.runAllTimersAsync();
  expect(element.sought.length).toBeGreaterThan(1);
  expect([onEnd.mock.calls, element.shownMs]).toEqual([[[true]], 200]);
});

it("gives up where the file has no such frame, and stands where it was sent", async () => {
  start(-Infinity, 300);
  await vi.runAllTimersAsync();
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(false);
  expect([element.paused, element.currentTime]).toEqual([true, 0.3]);
});

it("lets go at once where something else is wanted", async () => {
  start(PASSED_FROM_MS, 300).stop();
  await vi.runAllTimersAsync();
  expect(onEnd).not.toHaveBeenCalled();
  expect(element.paused).toBe(true);
});

// A tile whose decoder is slower than the clock, played through on a simulated machine: it ends in a stable state within seconds,
// and no picture that is not the present's passes for it. Also the bookkeeping behind that, alone.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs, mediaFromTrue } from "../../../contract/time.ts";
import { isStale, LeapWatch, LEAPS_WITHIN_MS, StaleMark } from "../../../renderer/playback/keeping-up.ts";
import { DecodeCapacity, planPacing, type Pacing } from "../../../renderer/playback/pacing.ts";
import { decideTile, type SlotFacts } from "../../../renderer/playback/tile-sync.ts";

const FRAME_MS = 40;
const KEY_MS = 2_000;
const TICK_MS = 16;
const LOAD = 1920 * 1080 * 25;
const RECORDING: Recording = {
  recordingId: 1, cameraId: "a", fileId: 1, startMs: asTrueMs(0), endMs: asTrueMs(120_000),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(120_000), cameraStartMs: asCameraMs(0), uncertaintyMs: null,
};

/** A player that decodes a share of real time, and whose searches take a while. */
class SlowPlayer {
  private atMs = 0;
  private soughtAtMs = -Infinity;
  private goalMs: number | null = null;
  isPaused = true;
  isOpen: boolean;
  private readonly machine: { readonly share: number; readonly seekMs: number };

  constructor(isOpen: boolean, machine: { readonly share: number; readonly seekMs: number }) {
    this.isOpen = isOpen;
    this.machine = machine;
  }

  pass(nowMs: number): void {
    if (this.goalMs !== null && nowMs - this.soughtAtMs >= this.machine.seekMs) {
      this.atMs = this.goalMs;
      this.goalMs = null;
    } else if (this.goalMs === null && !this.isPaused) {
      this.atMs += TICK_MS * this.machine.share;
    }
  }

  seek(mediaMs: number, nowMs: number): void {
    this.goalMs = mediaMs;
    this.soughtAtMs = nowMs;
  }

  /** Start of the frame on the glass. */
  get shownMs(): number { return Math.floor(this.atMs / FRAME_MS) * FRAME_MS; }

  facts(nowMs: number, clockMs: number): SlotFacts {
    const isSeeking = this.goalMs !== null;
    return {
      fileId: this.isOpen ? 1 : null, stretchId: null, state: this.isOpen ? "ready" : "empty", mediaMs: this.goalMs ?? this.atMs, isSeeking, isPaused: this.isPaused, isEnded: false, playbackRate: 1,
      driftMs: isSeeking || this.isPaused ? null : this.atMs - clockMs, sinceSeekMs: nowMs - this.soughtAtMs, seekTakesMs: this.machine.seekMs, hasArrived: this.isOpen && !isSeeking,
    };
  }
}

interface Look {
  readonly nowMs: number;
  readonly pacing: Pacing;
  readonly isStale: boolean;
  readonly isMarked: boolean;
  /** Of a picture that came in front at this look: its distance from the clock; null where none came. */
  readonly cameOffMs: number | null;
}

/** Plays a tile for a while as the wall does: what it learns of the machine decides how the tile goes. */
function playThrough(machine: { readonly share: number; readonly seekMs: number }, forMs: number): Look[] {
  let [front, back] = [new SlowPlayer(true, machine), new SlowPlayer(false, machine)];
  const capacity = new DecodeCapacity(2);
  const leaps = new LeapWatch();
  const mark = new StaleMark();
  const looks: Look[] = [];
  let cameMs = 0;
  leaps.jumped(0);
  for (let nowMs = 0; nowMs < forMs; nowMs += TICK_MS) {
    for (const player of [front, back]) player.pass(nowMs);
    const tile = { pixelsPerSecond: LOAD, isActive: true };
    const pacing = planPacing([tile], 1, capacity)[0]!;
    if (leaps.cannotKeepUp(nowMs) && capacity.overloaded(LOAD, nowMs, 1, 1)) leaps.jumped(nowMs);
    const orders = decideTile({
      clockMs: nowMs, rate: 1, isPlaying: true, isRunning: true, recording: RECORDING, next: null, nextAtMs: null, pacing, isScrubbing: false,
      front: front.facts(nowMs, nowMs), back: back.facts(nowMs, nowMs), frameMs: FRAME_MS, settle: (_id, ms) => Math.floor(ms / FRAME_MS) * FRAME_MS + FRAME_MS / 2,
      keyBefore: (_id, ms) => Math.floor(ms / KEY_MS) * KEY_MS, keyAfter: (_id, ms) => Math.ceil(ms / KEY_MS) * KEY_MS,
    });
    if (orders.front.kind === "play") front.isPaused = false;
    if (orders.front.kind === "pause") front.isPaused = true;
    if (orders.front.kind === "seek") {
      if (!front.isPaused) leaps.leapt(nowMs);
      front.seek(orders.front.mediaMs, nowMs);
    }
    if (orders.front.kind === "swap") [front, back] = [back, front];
    if (orders.back.kind === "load") back.isOpen = true;
    if (orders.back.kind === "cue") back.seek(orders.back.mediaMs, nowMs);
    const clockMediaMs = mediaFromTrue(RECORDING, nowMs);
    const stale = isStale({ shownMs: front.shownMs, followedAtMs: null, clockMediaMs, frameMs: FRAME_MS, rate: 1 });
    looks.push({
      nowMs, pacing, isStale: stale, isMarked: mark.isMarked(stale || pacing !== "run", nowMs), cameOffMs: front.shownMs === cameMs ? null : front.shownMs - clockMediaMs,
    });
    cameMs = front.shownMs;
  }
  return looks;
}

describe("a decoder at 60 % of real time whose searches take 400 ms", () => {
  const looks = playThrough({ share: 0.6, seekMs: 400 }, 14_000);
  it("is known within three seconds, and the tile keeps to single pictures from then on", () => {
    expect(new Set(looks.filter((look) => look.nowMs >= 3_000).map((look) => look.pacing))).toEqual(new Set(["keys"]));
    expect(looks[0]!.pacing).toBe("run");
  });
  it("shows each of these pictures within one frame of the clock when it comes", () => {
    const came = looks.filter((look) => look.nowMs >= 3_000 && look.cameOffMs !== null);
    expect(came.length).toBeGreaterThanOrEqual(4);
    for (const { cameOffMs } of came) expect(Math.abs(cameOffMs!)).toBeLessThanOrEqual(FRAME_MS);
  });
  it("never lets a picture that is not the present's stand unmarked", () => {
    expect(looks.filter((look) => look.isStale && !look.isMarked)).toEqual([]);
  });
});

it("tries again after a while whether there is room", () => {
  const capacity = new DecodeCapacity(2);
  capacity.overloaded(LOAD, 0, 1, 1);
  expect(planPacing([{ pixelsPerSecond: LOAD, isActive: true }], 1, capacity)).toEqual(["keys"]);
  capacity.keepsUp(17_000);
  expect(planPacing([{ pixelsPerSecond: LOAD, isActive: true }], 1, capacity)).toEqual(["run"]);
});

it.each([{ share: 1, seekMs: 400 }, { share: 1, seekMs: 50 }])("lets a tile run that keeps up (%o)", (machine) => {
  const looks = playThrough(machine, 10_000);
  expect(looks.every((look) => look.pacing === "run" && !look.isStale)).toBe(true);
});

describe("leaps", () => {
  it("count when there are two within a few seconds, and not when the clock was sent elsewhere", () => {
    const leaps = new LeapWatch();
    leaps.leapt(1_000);
    expect(leaps.cannotKeepUp(1_000)).toBe(false);
    leaps.leapt(3_000);
    expect(leaps.cannotKeepUp(3_000)).toBe(true);
    expect(leaps.cannotKeepUp(1_000 + LEAPS_WITHIN_MS)).toBe(false);
    leaps.leapt(4_000);
    expect(leaps.cannotKeepUp(4_000)).toBe(true);
    leaps.jumped(4_100);
    expect(leaps.cannotKeepUp(4_100)).toBe(false);
    leaps.leapt(4_200);
    leaps.leapt(5_000);
    expect(leaps.cannotKeepUp(5_000)).toBe(false);
  });
});

describe("a stale picture", () => {
  const age = { shownMs: 1_000, followedAtMs: null, frameMs: 40, rate: 1 };
  it.each([[960, false], [1_000, false], [1_100, false], [1_106, true], [930, true]])("shown at 1000 and with the clock at %d is one: %s", (clockMediaMs, is) => {
    expect(isStale({ ...age, clockMediaMs })).toBe(is);
  });
  it("is not one that lasts until the next frame, however long that is", () => {
    expect(isStale({ ...age, followedAtMs: 3_000, clockMediaMs: 2_990 })).toBe(false);
  });
  it("keeps its mark a little longer than it is one", () => {
    const mark = new StaleMark();
    expect(mark.isMarked(false, 0)).toBe(false);
    expect(mark.isMarked(true, 10)).toBe(true);
    expect(mark.isMarked(false, 300)).toBe(true);
    expect(mark.isMarked(false, 500)).toBe(false);
  });
});

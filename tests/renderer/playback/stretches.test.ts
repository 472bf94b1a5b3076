// A copy that is there in parts: which part holds a moment, what it shows of a recording, and what a tile does at the seams.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs, mediaFromTrue } from "../../../contract/time.ts";
import { partAfter, partBefore, partOf, runAround, stretchAt, type Stretch } from "../../../renderer/playback/stretches.ts";
import { decideTile, type SlotFacts, type TileSituation } from "../../../renderer/playback/tile-sync.ts";

/** A clock that runs fast by a thousandth, so that the two lines of time are not parallel. */
const RECORDING: Recording = {
  recordingId: 1, cameraId: "a", fileId: 7, startMs: asTrueMs(1_000_000), endMs: asTrueMs(1_600_600),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(600_000), cameraStartMs: asCameraMs(1_000_000), uncertaintyMs: null,
};
const stretch = (stretchId: number, fromMs: number, toMs: number): Stretch => ({ stretchId, fromMs, toMs, firstMs: fromMs });
const A = stretch(1, 300_000, 306_000);
const B = stretch(2, 306_000, 3_600_000);
const FAR = stretch(3, 100_000, 120_000);
const ALL = [FAR, A, B];

describe("a part", () => {
  it("holds what is not before its first frame, by more than rounding, nor after it", () => {
    expect(stretchAt(ALL, 305_999)?.stretchId).toBe(1);
    expect(stretchAt(ALL, 305_999.99)?.stretchId).toBe(2);
    expect(stretchAt(ALL, 306_000)?.stretchId).toBe(2);
    expect(stretchAt(ALL, 299_990)).toBeNull();
  });

  it("shows the same frame at the same true time as the recording does", () => {
    const part = partOf(RECORDING, A);
    expect(part).toMatchObject({ stretchId: 1, fileId: 7, mediaStartMs: 300_000, mediaEndMs: 306_000, cameraStartMs: 1_300_000 });
    for (const ms of [1_300_300, 1_303_000.5, 1_306_305]) expect(mediaFromTrue(part, ms)).toBeCloseTo(mediaFromTrue(RECORDING, ms), 6);
    expect(partOf(RECORDING, B).mediaEndMs).toBe(600_000);
    expect(partOf(RECORDING, null)).toBe(RECORDING);
  });

  it("is followed by the next, by nothing yet, or by what follows the recording", () => {
    expect(partAfter(RECORDING, ALL, A)).toMatchObject({ part: { stretchId: 2 }, atMs: 1_306_306 });
    expect(partAfter(RECORDING, ALL, FAR)).toMatchObject({ part: null });
    expect(partAfter(RECORDING, ALL, B)).toBeNull();
  });

  it("is preceded by the one that it meets, by nothing yet, or by what lies before the recording", () => {
    expect(partBefore(RECORDING, ALL, B)).toMatchObject({ part: { stretchId: 1 }, atMs: 1_306_306 });
    expect(partBefore(RECORDING, ALL, A)).toMatchObject({ part: null, atMs: 1_300_300 });
    expect(partBefore(RECORDING, [stretch(4, 0, 5_000)], stretch(4, 0, 5_000))).toBeNull();
  });

  it("is there with what meets it", () => {
    expect(runAround(ALL, A)).toEqual({ fromMs: 300_000, toMs: 3_600_000 });
    expect(runAround(ALL, FAR)).toEqual({ fromMs: 100_000, toMs: 120_000 });
  });
});

const slot = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  fileId: 7, stretchId: 1, state: "ready", mediaMs: 303_020, isSeeking: false, isPaused: true, isEnded: false, playbackRate: 1, driftMs: null, sinceSeekMs: 10_000, seekTakesMs: 0, hasArrived: true, ...more,
});
const EMPTY = slot({ fileId: null, stretchId: null, state: "empty" });
const settle = (_fileId: number, mediaMs: number): number => Math.floor(mediaMs / 40) * 40 + 20;
const situation = (more: Partial<TileSituation>): TileSituation => ({
  clockMs: 1_303_303, rate: 1, isPlaying: true, isRunning: true, recording: partOf(RECORDING, A), next: partOf(RECORDING, B), nextAtMs: 1_306_306, pacing: "run", isScrubbing: false,
  front: slot({ isPaused: false, driftMs: 0 }), back: EMPTY, frameMs: 40, settle, keyBefore: () => null, keyAfter: () => null, ...more,
});

describe("a tile at a seam", () => {
  it("opens the next part of the same file behind while the present one still plays, and puts it on its first frame", () => {
    expect(decideTile(situation({})).back).toEqual({ kind: "load", fileId: 7, stretchId: 2 });
    expect(decideTile(situation({ back: slot({ stretchId: 2, mediaMs: 0 }) })).back).toEqual({ kind: "cue", mediaMs: 306_020 });
    expect(decideTile(situation({ back: slot({ stretchId: 2, mediaMs: 306_020 }) })).back).toEqual({ kind: "nothing" });
  });

  it("changes over when the clock is there, although it is the same file", () => {
    const over = { clockMs: 1_306_310, recording: partOf(RECORDING, B), next: null, nextAtMs: null };
    expect(decideTile(situation({ ...over, back: slot({ stretchId: 2, mediaMs: 306_020 }) })).front).toEqual({ kind: "swap" });
  });

  it("keeps its picture, and stands, until the part of now is open behind it and on its place", () => {
    const over = { clockMs: 1_306_310, recording: partOf(RECORDING, B), next: null, nextAtMs: null };
    expect(decideTile(situation(over))).toEqual({ front: { kind: "pause" }, back: { kind: "load", fileId: 7, stretchId: 2 } });
    const standing = { ...over, front: slot() };
    expect(decideTile(situation({ ...standing, back: slot({ stretchId: 2, state: "opening" }) }))).toEqual({ front: { kind: "nothing" }, back: { kind: "nothing" } });
    // Far into the next part: where it opens is no picture of now. The search is led by what it takes.
    const far = { ...standing, clockMs: 1_320_320 };
    expect(decideTile(situation({ ...far, back: slot({ stretchId: 2, mediaMs: 306_000, seekTakesMs: 100 }) })).back).toEqual({ kind: "cue", mediaMs: 320_100 });
    expect(decideTile(situation({ ...far, back: slot({ stretchId: 2, mediaMs: 320_100, isSeeking: true }) }))).toEqual({ front: { kind: "nothing" }, back: { kind: "nothing" } });
    expect(decideTile(situation({ ...far, back: slot({ stretchId: 2, mediaMs: 320_100 }) })).front).toEqual({ kind: "swap" });
  });

  it("looks the part before up behind its picture when it is sent back over the seam, to the very frame, and finds the one after still open", () => {
    const back = { isPlaying: false, isRunning: false, next: null, nextAtMs: null };
    const over = { ...back, clockMs: 1_306_266, front: slot({ stretchId: 2, mediaMs: 306_020 }) };
    expect(decideTile(situation(over))).toEqual({ front: { kind: "nothing" }, back: { kind: "load", fileId: 7, stretchId: 1 } });
    expect(decideTile(situation({ ...over, back: slot({ mediaMs: 300_000 }) })).back).toEqual({ kind: "cue", mediaMs: 305_980 });
    expect(decideTile(situation({ ...over, back: slot({ mediaMs: 305_980, hasArrived: false }) })).front).toEqual({ kind: "nothing" });
    expect(decideTile(situation({ ...over, back: slot({ mediaMs: 305_980 }) })).front).toEqual({ kind: "swap" });
    expect(decideTile(situation({ ...back, clockMs: 1_306_310, recording: partOf(RECORDING, B), back: slot({ stretchId: 2, mediaMs: 306_020 }) })).front).toEqual({ kind: "swap" });
    // Under a moving hand a picture soon is wanted more than the exact one.
    expect(decideTile(situation({ ...over, isScrubbing: true, back: slot({ mediaMs: 300_000 }) })).front).toEqual({ kind: "swap" });
  });

  it("opens the part before, and puts it on its last frame, when the clock goes back and comes near the seam", () => {
    const back = { rate: -1, pacing: "frames" as const, recording: partOf(RECORDING, B), next: partOf(RECORDING, A), nextAtMs: 1_306_306, front: slot({ stretchId: 2, mediaMs: 308_020 }) };
    expect(decideTile(situation({ ...back, clockMs: 1_308_308 })).back).toEqual({ kind: "load", fileId: 7, stretchId: 1 });
    expect(decideTile(situation({ ...back, clockMs: 1_308_308, back: slot({ mediaMs: 300_000 }) })).back).toEqual({ kind: "cue", mediaMs: 305_980 });
    // Farther away both players serve the part that is shown.
    expect(decideTile(situation({ ...back, clockMs: 1_316_316, front: slot({ stretchId: 2, mediaMs: 316_020 }) })).back).toEqual({ kind: "load", fileId: 7, stretchId: 2 });
    const over = { ...back, clockMs: 1_306_290, recording: partOf(RECORDING, A), next: null, nextAtMs: null };
    expect(decideTile(situation({ ...over, back: slot({ mediaMs: 305_980 }) })).front).toEqual({ kind: "swap" });
  });

  it("takes single pictures of the part that is in front, behind it", () => {
    expect(decideTile(situation({ rate: -1, pacing: "frames", next: null, nextAtMs: null, front: slot(), back: slot({ fileId: 9, stretchId: null }) })).back).toEqual({ kind: "load", fileId: 7, stretchId: 1 });
  });

  it("does not take a part for the whole copy, nor the whole for a part", () => {
    expect(decideTile(situation({ recording: RECORDING, next: null, nextAtMs: null })).back).toEqual({ kind: "load", fileId: 7 });
    expect(decideTile(situation({ front: slot({ stretchId: null }) })).back).toEqual({ kind: "load", fileId: 7, stretchId: 1 });
  });
});

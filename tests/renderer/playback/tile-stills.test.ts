// A tile that shows single pictures while the clock runs: each is looked up behind and comes in front when the clock is there.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { decideTile, type SlotFacts, type TileSituation } from "../../../renderer/playback/tile-sync.ts";

const RECORDING: Recording = {
  recordingId: 1, cameraId: "a", fileId: 1, startMs: asTrueMs(100_000), endMs: asTrueMs(160_000),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(60_000), cameraStartMs: asCameraMs(100_000), uncertaintyMs: null,
};
const slot = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  fileId: 1, stretchId: null, state: "ready", mediaMs: 0, isSeeking: false, isPaused: true, isEnded: false, playbackRate: 1, driftMs: null, sinceSeekMs: 10_000, seekTakesMs: 100, hasArrived: true, ...more,
});
const keyed = (everyMs: number): Pick<TileSituation, "keyBefore" | "keyAfter"> => ({
  keyBefore: (_fileId, mediaMs) => Math.floor(mediaMs / everyMs) * everyMs, keyAfter: (_fileId, mediaMs) => Math.ceil(mediaMs / everyMs) * everyMs,
});
/** The clock is at media time 10 s; frames last 40 ms; a keyframe every two seconds. */
const stills = (more: Partial<TileSituation> = {}): TileSituation => ({
  clockMs: 110_000, rate: 1, isPlaying: true, isRunning: true, recording: RECORDING, next: null, nextAtMs: null, pacing: "keys", isScrubbing: false,
  front: slot({ mediaMs: 8_020 }), back: slot({ mediaMs: 6_020 }), frameMs: 40, settle: (_fileId, mediaMs) => Math.floor(mediaMs / 40) * 40 + 20, ...keyed(2_000), ...more,
});
const STAND = { front: { kind: "nothing" }, back: { kind: "nothing" } };
const cue = (mediaMs: number) => ({ front: { kind: "nothing" }, back: { kind: "cue", mediaMs } });

describe("single pictures under a running clock", () => {
  it("stops a picture that still runs, and opens the file a second time behind it", () => {
    expect(decideTile(stills({ front: slot({ isPaused: false }) })).front).toEqual({ kind: "pause" });
    expect(decideTile(stills({ back: slot({ fileId: null, state: "empty" }) }))).toEqual({ front: { kind: "nothing" }, back: { kind: "load", fileId: 1 } });
    expect(decideTile(stills({ back: slot({ state: "opening" }) }))).toEqual(STAND);
  });
  it("looks up the keyframe that comes next after a search could end", () => {
    expect(decideTile(stills())).toEqual(cue(12_020));
    // 100 ms and half as much again, and 60 more: the keyframe at 12 s would come too late.
    expect(decideTile(stills({ clockMs: 111_850 }))).toEqual(cue(14_020));
  });
  it("looks up exact frames where keyframes lie far apart, once a second, and at reverse play where a search ends", () => {
    expect(decideTile(stills(keyed(20_000)))).toEqual(cue(11_020));
    expect(decideTile(stills({ pacing: "frames", rate: -1, front: slot({ mediaMs: 10_100 }), back: slot({ mediaMs: 10_500 }) }))).toEqual(cue(9_780));
  });
  it("goes backwards from keyframe to keyframe", () => {
    expect(decideTile(stills({ rate: -8, front: slot({ mediaMs: 12_020 }), back: slot({ mediaMs: 14_020 }) }))).toEqual(cue(8_020));
  });
  it("does not leave the last frame of a part that it came into backwards behind for long, while the part is opened behind as well", () => {
    const opening = { rate: -1, pacing: "frames" as const, front: slot({ mediaMs: 10_900 }), back: slot({ state: "opening" }) };
    expect(decideTile(stills(opening)).front).toEqual({ kind: "seek", mediaMs: 9_780 });
    expect(decideTile(stills({ ...opening, front: slot({ mediaMs: 10_300 }) })).front).toEqual({ kind: "nothing" });
    expect(decideTile(stills({ ...opening, front: slot({ mediaMs: 10_900, isSeeking: true }) })).front).toEqual({ kind: "nothing" });
  });
  it("does not wait for the clock to come to where a file opens, which nobody looked up", () => {
    const back = { rate: -1, pacing: "frames" as const, front: slot({ mediaMs: 10_100 }) };
    expect(decideTile(stills({ ...back, back: slot({ mediaMs: 5_000, sinceSeekMs: Infinity }) }))).toEqual(cue(9_780));
    expect(decideTile(stills({ ...back, back: slot({ mediaMs: 9_780 }) }))).toEqual(STAND);
  });
  it("leaves the first frame of a file that it came into backwards, while the file is opened behind as well", () => {
    const into = (back: SlotFacts) => decideTile(stills({ rate: -8, clockMs: 158_000, front: slot({ mediaMs: 0 }), back }));
    expect(into(slot({ fileId: null, state: "empty" }))).toEqual({ front: { kind: "seek", mediaMs: 56_020 }, back: { kind: "load", fileId: 1 } });
    expect(into(slot({ state: "opening" })).front).toEqual({ kind: "seek", mediaMs: 56_020 });
    expect(decideTile(stills({ rate: -8, clockMs: 158_000, front: slot({ mediaMs: 56_020 }), back: slot({ state: "opening" }) }))).toEqual(STAND);
  });
  it("keeps a picture out of sight until the clock is there, then shows it", () => {
    expect(decideTile(stills({ clockMs: 111_900, back: slot({ mediaMs: 12_020 }) }))).toEqual(STAND);
    expect(decideTile(stills({ clockMs: 112_005, back: slot({ mediaMs: 12_020 }) })).front).toEqual({ kind: "swap" });
    expect(decideTile(stills({ clockMs: 112_005, back: slot({ mediaMs: 12_020, hasArrived: false }) }))).toEqual(STAND);
  });
  it("does not show one that came too late, unless what stands in front is older than a few seconds", () => {
    expect(decideTile(stills({ clockMs: 112_200, front: slot({ mediaMs: 10_020 }), back: slot({ mediaMs: 12_020 }) }))).toEqual(cue(14_020));
    expect(decideTile(stills({ clockMs: 112_600, front: slot({ mediaMs: 10_020 }), back: slot({ mediaMs: 12_020 }) })).front).toEqual({ kind: "swap" });
  });
  it("does not go back to the one that it has just shown", () => {
    expect(decideTile(stills({ front: slot({ mediaMs: 10_020 }), back: slot({ mediaMs: 10_020 }) }))).toEqual(cue(12_020));
  });
  it("stands where the recording ends before another could come", () => {
    expect(decideTile(stills({ clockMs: 159_900 }))).toEqual(STAND);
  });
  it("forgets what it looked up where the clock was sent elsewhere", () => {
    expect(decideTile(stills({ back: slot({ mediaMs: 50_020 }) }))).toEqual(cue(12_020));
  });
});

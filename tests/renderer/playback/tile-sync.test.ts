// What a tile does in every situation that matters: a table of clock, footage and players against orders.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { coverFor, decideTile, keyReachMs, NUDGE, nudgedRate, STRONG_NUDGE, type SlotFacts, type TileSituation } from "../../../renderer/playback/tile-sync.ts";

const recording = (fileId: number, startMs: number, endMs: number): Recording => ({
  recordingId: fileId, cameraId: "a", fileId, startMs: asTrueMs(startMs), endMs: asTrueMs(endMs),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(endMs - startMs), cameraStartMs: asCameraMs(startMs), uncertaintyMs: null,
});
const FIRST = recording(1, 100_000, 160_000);
const SECOND = recording(2, 160_000, 220_000);

const slot = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  fileId: 1, stretchId: null, state: "ready", mediaMs: 0, isSeeking: false, isPaused: true, isEnded: false, playbackRate: 1, driftMs: null, sinceSeekMs: 10_000, seekTakesMs: 0, hasArrived: true, ...more,
});
const EMPTY = slot({ fileId: null, state: "empty" });
/** Frames of 40 ms: the middle of the one that holds a time. */
const settle = (_fileId: number, mediaMs: number): number => Math.floor(mediaMs / 40) * 40 + 20;

/** A keyframe every two seconds. */
const keyBefore = (_fileId: number, mediaMs: number): number => Math.floor(mediaMs / 2_000) * 2_000;

const keyAfter = (_fileId: number, mediaMs: number): number => Math.ceil(mediaMs / 2_000) * 2_000;

const situation = (more: Partial<TileSituation> = {}): TileSituation => ({
  clockMs: 110_000, rate: 1, isPlaying: false, isRunning: false, recording: FIRST, next: SECOND, nextAtMs: more.next?.startMs ?? SECOND.startMs, pacing: "run", isScrubbing: false,
  front: slot(), back: EMPTY, frameMs: 40, settle, keyBefore, keyAfter, ...more,
});
const playing = (more: Partial<TileSituation> = {}): TileSituation => situation({ isPlaying: true, isRunning: true, ...more });

describe("standing still", () => {
  it("goes to the middle of the frame that holds the clock", () => {
    expect(decideTile(situation()).front).toEqual({ kind: "seek", mediaMs: 10_020 });
  });
  it("stays where it is once there", () => {
    expect(decideTile(situation({ front: slot({ mediaMs: 10_020.0002 }) })).front).toEqual({ kind: "nothing" });
  });
  it("stays on the frame while the clock moves inside of it", () => {
    expect(decideTile(situation({ clockMs: 110_039, front: slot({ mediaMs: 10_020 }) })).front).toEqual({ kind: "nothing" });
  });
  it("looks its frame up where the player stopped on another one, though the player's own time is right", () => {
    expect(decideTile(situation({ front: slot({ mediaMs: 10_015, ranToMs: 10_040 }) })).front).toEqual({ kind: "seek", mediaMs: 10_020 });
    expect(decideTile(situation({ front: slot({ mediaMs: 10_015, ranToMs: 9_960 }) })).front).toEqual({ kind: "seek", mediaMs: 10_020 });
    expect(decideTile(situation({ front: slot({ mediaMs: 10_015, ranToMs: 10_000 }) })).front).toEqual({ kind: "nothing" });
  });
  it("does not ask again while it is on its way, so that scrubbing shows what it can", () => {
    expect(decideTile(situation({ front: slot({ isSeeking: true }) })).front).toEqual({ kind: "nothing" });
  });
  it("stops a picture that still runs", () => {
    expect(decideTile(situation({ front: slot({ isPaused: false, mediaMs: 10_000 }) })).front).toEqual({ kind: "pause" });
  });
});

describe("playing", () => {
  it("starts a picture that stands in place", () => {
    expect(decideTile(playing({ rate: 2, front: slot({ mediaMs: 10_020 }) })).front).toEqual({ kind: "play", rate: 2 });
  });
  it("goes there first where it is far off", () => {
    expect(decideTile(playing({ front: slot({ mediaMs: 5_000 }) })).front).toEqual({ kind: "seek", mediaMs: 10_000 });
  });
  it("leaves a picture alone that is within half a frame", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 10_000, driftMs: -19 }) })).front).toEqual({ kind: "nothing" });
  });
  it.each([[-30, 1 + NUDGE], [30, 1 - NUDGE]])("bends the pace of one that is off by %d ms", (driftMs, rate) => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 10_000 + driftMs, driftMs }) })).front).toEqual({ kind: "rate", rate });
  });
  it("believes the frames shown more than the element", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 10_000, driftMs: -60 }) })).front).toEqual({ kind: "rate", rate: 1 + NUDGE });
  });
  it("bends it more where that would take seconds", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 9_880, driftMs: -120 }) })).front).toEqual({ kind: "rate", rate: 1 + STRONG_NUDGE });
  });
  it("does not chase frames that a busy machine shows late of an element that runs ahead", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 10_220, driftMs: -300, playbackRate: 1.2 }) })).front).toEqual({ kind: "rate", rate: 1 });
  });
  it("leaps where the decoder is more than a second behind", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 10_000, driftMs: -1_100 }) })).front).toEqual({ kind: "seek", mediaMs: 10_000 });
  });
  it("leads a leap by as long as leaps take, but not over the end", () => {
    expect(decideTile(playing({ rate: 2, front: slot({ isPaused: false, mediaMs: 9_000, seekTakesMs: 300 }) })).front).toEqual({ kind: "seek", mediaMs: 10_600 });
    expect(decideTile(playing({ clockMs: 159_900, front: slot({ isPaused: false, mediaMs: 9_000, seekTakesMs: 300 }) })).front).toEqual({ kind: "seek", mediaMs: 59_960 });
  });
  it("keeps the pace bent until well inside, then straightens it", () => {
    expect(nudgedRate(1, -15, 40, 1.05)).toBeCloseTo(1.05);
    expect(nudgedRate(1, -15, 40, 1)).toBe(1);
    expect(nudgedRate(1, -4, 40, 1.05)).toBe(1);
  });
  it("sends one to its place that is more than a quarter of a second off", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 9_700, driftMs: -300 }) })).front).toEqual({ kind: "seek", mediaMs: 10_000 });
  });
  it("lets a slow machine rest between two such seeks", () => {
    expect(decideTile(playing({ front: slot({ isPaused: false, mediaMs: 9_700, driftMs: -300, sinceSeekMs: 200 }) })).front.kind).toBe("rate");
  });
  it("takes a frame at eight times the speed for what it is", () => {
    expect(decideTile(playing({ rate: 8, front: slot({ isPaused: false, mediaMs: 9_900, driftMs: -150, playbackRate: 8 }) })).front).toEqual({ kind: "nothing" });
  });
  it("stands on its frame while the clock is held for the others", () => {
    expect(decideTile(playing({ isRunning: false, front: slot({ mediaMs: 9_000 }) })).front).toEqual({ kind: "seek", mediaMs: 10_020 });
    expect(decideTile(playing({ isRunning: false, front: slot({ isPaused: false, mediaMs: 10_000 }) })).front).toEqual({ kind: "pause" });
  });
  it("does not start a file over that ran to its end", () => {
    expect(decideTile(playing({ clockMs: 159_990, front: slot({ isEnded: true, mediaMs: 60_000 }) })).front).toEqual({ kind: "nothing" });
  });
});

// Elsewhere the other player looks them up out of sight (tile-stills.test.ts).
describe("keyframes only, while the other player is taken by the file that comes next", () => {
  const keys = (more: Partial<TileSituation> = {}): TileSituation => playing({ pacing: "keys", rate: 8, ...more });
  it("stands on the last keyframe before the clock's place", () => {
    expect(decideTile(keys({ clockMs: 111_000, front: slot({ mediaMs: 8_020 }) })).front).toEqual({ kind: "seek", mediaMs: 10_020 });
  });
  it("leads by as long as a search takes at this speed", () => {
    expect(decideTile(keys({ clockMs: 111_500, front: slot({ mediaMs: 10_020, seekTakesMs: 100 }) })).front).toEqual({ kind: "seek", mediaMs: 12_020 });
  });
  it("stays on it until the next one is due", () => {
    expect(decideTile(keys({ clockMs: 111_000, front: slot({ mediaMs: 10_020, sinceSeekMs: 100 }) })).front).toEqual({ kind: "nothing" });
  });
  it("looks a frame up between keyframes that lie far apart", () => {
    expect(decideTile(keys({ rate: 2, clockMs: 151_000, front: slot({ mediaMs: 50_020, sinceSeekMs: 500, seekTakesMs: 50 }) })).front).toEqual({ kind: "seek", mediaMs: 51_100 });
    expect(decideTile(keys({ rate: 2, clockMs: 151_000, front: slot({ mediaMs: 50_020, sinceSeekMs: 500, seekTakesMs: 400 }) })).front.kind).toBe("nothing");
  });
  it("stops a player that ran until now", () => {
    expect(decideTile(keys({ front: slot({ isPaused: false, mediaMs: 10_000 }) })).front).toEqual({ kind: "pause" });
  });
  it("looks up frames where nobody knows the keyframes", () => {
    expect(decideTile(keys({ keyBefore: () => null, front: slot({ mediaMs: 9_000 }) })).front).toEqual({ kind: "seek", mediaMs: 10_020 });
  });
  it("lets a keyframe stand as far from the clock as the next one is away, and not further", () => {
    expect(keyReachMs(8, 11_900, 10_000)).toBe(1_900 + 8 * 1_500);
    expect(keyReachMs(1, 10_100, 10_000)).toBe(1_600);
    expect(keyReachMs(0.125, 10_100, 10_000)).toBe(1_000);
  });
});

describe("under a moving hand", () => {
  it("shows the keyframe first", () => {
    expect(decideTile(situation({ isScrubbing: true, clockMs: 115_300, front: slot({ mediaMs: 10_020 }) })).front).toEqual({ kind: "seek", mediaMs: 14_020 });
  });
  it("shows the frame itself while the hand stays between the same two keyframes", () => {
    expect(decideTile(situation({ isScrubbing: true, clockMs: 115_300, front: slot({ mediaMs: 14_020 }) })).front).toEqual({ kind: "seek", mediaMs: 15_300 });
  });
  it("shows the exact frame once it rests", () => {
    expect(decideTile(situation({ clockMs: 115_300, front: slot({ mediaMs: 10_020 }) })).front).toEqual({ kind: "seek", mediaMs: 15_300 });
  });
});

describe("files", () => {
  it("opens the file that holds the clock", () => {
    expect(decideTile(situation({ front: EMPTY })).front).toEqual({ kind: "load", fileId: 1 });
    expect(decideTile(situation({ clockMs: 170_000, recording: SECOND, next: null })).front).toEqual({ kind: "load", fileId: 2 });
  });
  it("waits for one that is being opened", () => {
    expect(decideTile(situation({ front: slot({ state: "opening" }) })).front).toEqual({ kind: "nothing" });
  });
  it("opens the next file shortly before it is needed, and puts it on its first frame", () => {
    const near = playing({ clockMs: 155_000, front: slot({ isPaused: false, mediaMs: 55_000 }) });
    expect(decideTile(near).back).toEqual({ kind: "load", fileId: 2 });
    expect(decideTile({ ...near, back: slot({ fileId: 2, mediaMs: 0 }) }).back).toEqual({ kind: "cue", mediaMs: 20 });
    expect(decideTile({ ...near, back: slot({ fileId: 2, mediaMs: 20 }) }).back).toEqual({ kind: "nothing" });
  });
  it("does so earlier when playing faster, and not at all when standing", () => {
    const far = { clockMs: 120_000, front: slot({ isPaused: false, mediaMs: 20_000 }) };
    expect(decideTile(playing(far)).back).toEqual({ kind: "nothing" });
    expect(decideTile(playing({ ...far, rate: 8 })).back).toEqual({ kind: "load", fileId: 2 });
    expect(decideTile(situation({ clockMs: 155_000 })).back).toEqual({ kind: "nothing" });
  });
  it("swaps to it at the border", () => {
    const over = playing({ clockMs: 160_000, recording: SECOND, next: null, front: slot({ mediaMs: 60_000, isPaused: false }), back: slot({ fileId: 2, mediaMs: 20 }) });
    expect(decideTile(over)).toEqual({ front: { kind: "swap" }, back: { kind: "nothing" } });
  });
  it("preloads nothing where the next recording lies in the same file", () => {
    const gapInside = { ...SECOND, fileId: 1, startMs: asTrueMs(161_000), mediaStartMs: asMediaMs(60_000), mediaEndMs: asMediaMs(119_000) };
    expect(decideTile(playing({ clockMs: 158_000, next: gapInside, front: slot({ isPaused: false, mediaMs: 58_000 }) })).back).toEqual({ kind: "nothing" });
  });
  it("stops where the footage ends, and already opens what comes after the gap", () => {
    const inGap = playing({ clockMs: 158_000, recording: null, front: slot({ isPaused: false }) });
    expect(decideTile(inGap)).toEqual({ front: { kind: "pause" }, back: { kind: "load", fileId: 2 } });
  });
});

describe("a drifting clock", () => {
  it("plays the media that belongs to the true time", () => {
    // 60 s of true time hold 60.6 s of media.
    const fast = { ...FIRST, mediaEndMs: asMediaMs(60_600) };
    expect(decideTile(situation({ clockMs: 130_000, recording: fast })).front).toEqual({ kind: "seek", mediaMs: 30_300 });
  });
});

describe("the cover", () => {
  it.each([[null, false, true, "full"], [0, true, true, "none"], [999, true, true, "none"], [1_001, true, true, "full"], [-5_000, false, true, "dim"], [0, false, false, "full"]] as const)(
    "for a picture %s ms off, playing %s, same recording %s: %s", (offMs, isPlaying, isSame, cover) => expect(coverFor(offMs, isPlaying, isSame)).toBe(cover),
  );
});

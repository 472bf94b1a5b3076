// The one clock that wall and timeline follow, in true time. It tells its listeners on animation frames while it runs
// and once after each change; after a seek at rest, with the picture of there (`pictureShown`), so that drawing what follows
// takes nothing from the decoder. Not React state, and not aware of tiles: they read it and catch up (tile-sync.ts).

import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { shuttledRate, soughtTo, STOPPED_AT_EPOCH, trueAt, withHold, withPlaying, withRate, type ClockLine, type ShuttlePace } from "./clock-core.ts";

/** Told what the clock shows and whether it was set: sent elsewhere, started, stopped or turned round. */
export type ClockListener = (nowMs: TrueMs, isJump: boolean) => void;

export interface PlaybackClock {
  nowMs(): TrueMs;
  /** What it shows, or will show, at a moment of performance.now(): to judge a frame by when it is displayed. */
  trueAtMachineMs(machineMs: number): TrueMs;
  seek(trueMs: number): void;
  /** As `seek`, from a hand that is still moving: pictures that come quickly are wanted before the exact one. */
  scrub(trueMs: number): void;
  play(): void;
  pause(): void;
  toggle(): void;
  /** J and L: backwards and forwards, faster with each press; slower with Shift. */
  shuttle(direction: "forward" | "backward", pace?: ShuttlePace): void;
  setRate(rate: number): void;
  /** Keeps a running clock still until the tiles are in place. No effect on a stopped one. */
  hold(): void;
  release(): void;
  readonly isPlaying: boolean;
  readonly isHeld: boolean;
  readonly rate: number;
  /** True until the hand rests. Listeners are told when it does. */
  readonly isScrubbing: boolean;
  /** True once something gave it a time: before that `nowMs` says nothing. */
  readonly isSet: boolean;
  subscribe(listener: ClockListener): () => void;
  /**
   * Told at once when it is sent elsewhere, not with the next picture drawn: a search begins that much sooner. Answers whether a
   * picture is being looked up that `pictureShown` will be called for: a clock at rest tells those who subscribed no sooner.
   */
  onSeek(listener: () => boolean): () => void;
  /** What was looked up is on the glass. No effect while none is waited for. */
  pictureShown(): void;
  /**
   * True while one is looked up, for `PICTURE_WAIT_MS` at most, under a moving hand for `HAND_WAIT_MS`. What need not follow the hand
   * itself is drawn when this is over, which subscribers are told of.
   */
  readonly isAwaitingPicture: boolean;
}

/** What the clock needs of the machine; a test gives its own. */
export interface ClockMachine {
  nowMs(): number;
  /** Calls back once at the next chance to draw. */
  nextFrame(callback: () => void): void;
  /** Calls back once after so many milliseconds; answers a function that calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** A hand that has not moved for this long rests. */
const SCRUB_REST_MS = 140;

/** A picture is waited for this long at most: digits and play head that come later are felt as late. Machine ms. */
export const PICTURE_WAIT_MS = 100;
/** Under a moving hand: digits that change less often than twenty times a second are felt as jumping. Machine ms. */
const HAND_WAIT_MS = 50;

export function createPlaybackClock(machine: ClockMachine): PlaybackClock {
  let line: ClockLine = STOPPED_AT_EPOCH;
  let isSet = false;
  let isScheduled = false;
  let hasJumped = false;
  let scrubbedAtMachineMs = -Infinity;
  const listeners = new Set<ClockListener>();
  const seekListeners = new Set<() => boolean>();
  let stopAwaiting: (() => void) | null = null;
  const isScrubbing = (): boolean => machine.nowMs() - scrubbedAtMachineMs < SCRUB_REST_MS;

  const schedule = (): void => {
    // At rest all wait for the picture; under a hand those who follow it are told at once.
    if (isScheduled || listeners.size === 0 || (stopAwaiting !== null && !isScrubbing())) return;
    isScheduled = true;
    machine.nextFrame(() => {
      isScheduled = false;
      const isJump = hasJumped;
      hasJumped = false;
      const nowMs = trueAt(line, machine.nowMs());
      try {
        for (const listener of [...listeners]) listener(nowMs, isJump);
      } finally {
        // Whoever failed must not keep a running clock still. Once more after the hand has come to rest, so that who shows quick pictures learns of it.
        if (line.isPlaying || isScrubbing()) schedule();
      }
    });
  };
  const tellSoon = (): void => {
    stopAwaiting?.();
    stopAwaiting = null;
    schedule();
  };
  const change = (next: ClockLine, isJump = true): void => {
    line = next;
    hasJumped ||= isJump;
    tellSoon();
  };

  const go = (trueMs: number): void => {
    if (!Number.isFinite(trueMs)) return;
    isSet = true;
    line = soughtTo(line, machine.nowMs(), trueMs);
    hasJumped = true;
    // One wait for a whole run of seeks: a key that is held down must not keep the digits still. It begins before anybody is told, so
    // that those who subscribed hear of the seek even where one of them fails.
    const isByHand = isScrubbing();
    if (isByHand || !isScheduled) stopAwaiting ??= machine.after(isByHand ? HAND_WAIT_MS : PICTURE_WAIT_MS, tellSoon);
    // All of them hear of it, whatever the first answers.
    const isLookedUp = [...seekListeners].map((listener) => listener()).includes(true);
    if (!isLookedUp || line.isPlaying) tellSoon();
    else if (isByHand) schedule();
  };

  const clock: PlaybackClock = {
    nowMs: () => trueAt(line, machine.nowMs()),
    trueAtMachineMs: (machineMs) => trueAt(line, machineMs),
    seek: (trueMs) => {
      scrubbedAtMachineMs = -Infinity;
      go(trueMs);
    },
    scrub: (trueMs) => {
      scrubbedAtMachineMs = machine.nowMs();
      go(trueMs);
    },
    play: () => {
      const forward = line.rate > 0 ? line : withRate(line, machine.nowMs(), 1);
      if (!line.isPlaying || forward !== line) change(withPlaying(forward, machine.nowMs(), true));
    },
    pause: () => {
      // A paused clock stands on a whole millisecond: what is shown is what is pinned.
      if (line.isPlaying) {
        const stopped = withPlaying(line, machine.nowMs(), false);
        change({ ...stopped, anchorTrueMs: Math.round(stopped.anchorTrueMs), rate: stopped.rate > 0 ? stopped.rate : 1 });
      }
    },
    toggle: () => (line.isPlaying ? clock.pause() : clock.play()),
    shuttle: (direction, pace = "fast") => {
      const rate = shuttledRate(line.rate, line.isPlaying, direction, pace);
      change(withPlaying(withRate(line, machine.nowMs(), rate), machine.nowMs(), true));
    },
    setRate: (rate) => {
      if (rate !== 0 && rate !== line.rate) change(withRate(line, machine.nowMs(), rate), false);
    },
    hold: () => {
      if (line.isPlaying && !line.isHeld) change(withHold(line, machine.nowMs(), true), false);
    },
    release: () => {
      if (line.isHeld) change(withHold(line, machine.nowMs(), false), false);
    },
    pictureShown: () => { if (stopAwaiting !== null) tellSoon(); },
    get isAwaitingPicture() { return stopAwaiting !== null; },
    get isPlaying() { return line.isPlaying; },
    get isHeld() { return line.isHeld; },
    get rate() { return line.rate; },
    get isScrubbing() { return isScrubbing(); },
    get isSet() { return isSet; },
    subscribe: (listener) => {
      listeners.add(listener);
      if (line.isPlaying) schedule();
      return () => listeners.delete(listener);
    },
    onSeek: (listener) => {
      seekListeners.add(listener);
      return () => seekListeners.delete(listener);
    },
  };
  return clock;
}

/** The window's clock. */
export const playbackClock: PlaybackClock = createPlaybackClock({
  nowMs: () => performance.now(),
  nextFrame: (callback) => void requestAnimationFrame(callback),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});

/** A whole millisecond of the clock, as pins and marks want it. */
export const clockMs = (): TrueMs => asTrueMs(Math.round(playbackClock.nowMs()));

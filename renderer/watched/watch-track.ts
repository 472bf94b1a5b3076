// What one tile showed, put together from its frames: pure, told of each frame and of the situation around it. A frame counts
// from its own time to the next one's where that lies within a second of footage; one that stands counts as that one frame, once
// it has stood for a moment. What counts and why is docs/watched.md.

import { WATCHED_SPEED_MAX, type WatchedSpan } from "../../contract/watched.ts";

/** Frames further apart than this, in footage, were not watched from one to the next. */
const FOLLOWS_WITHIN_MS = 1_000;
/** A frame that stood for less was passed over: dragging through an hour is not looking at it. Machine ms. */
export const STANDS_FROM_MS = 250;

/** A frame on the glass. */
export interface WatchedFrame {
  readonly fileId: number;
  readonly mediaMs: number;
  /** How long it lasts, media ms. */
  readonly frameMs: number;
}

export interface WatchSituation {
  readonly machineMs: number;
  /** The clock runs: not paused, not held for other tiles. */
  readonly isRunning: boolean;
  readonly rate: number;
  readonly isFocused: boolean;
  /** The window shows, and the tile in it. */
  readonly isVisible: boolean;
}

interface OpenSpan {
  readonly fileId: number;
  readonly speed: number;
  readonly isFocused: boolean;
  readonly sinceMs: number;
  readonly frameMs: number;
  startMs: number;
  endMs: number;
  lastMs: number;
  isTold: boolean;
}

export class WatchTrack {
  #open: OpenSpan | null = null;
  #done: WatchedSpan[] = [];

  /** A frame was shown, or (null) nothing is shown any more. */
  show(frame: WatchedFrame | null, at: WatchSituation): void {
    const speed = at.isRunning ? Math.abs(at.rate) : 0;
    if (frame === null || !at.isVisible || speed > WATCHED_SPEED_MAX) return this.#close(at.machineMs);
    const open = this.#open;
    if (open !== null && this.#goesOn(open, frame, speed, at)) {
      open.startMs = Math.min(open.startMs, frame.mediaMs);
      open.endMs = Math.max(open.endMs, frame.mediaMs + frame.frameMs);
      open.lastMs = frame.mediaMs;
      return;
    }
    this.#close(at.machineMs);
    const startMs = Math.max(0, frame.mediaMs);
    this.#open = { fileId: frame.fileId, speed, isFocused: at.isFocused, sinceMs: at.machineMs, frameMs: frame.frameMs, startMs, endMs: startMs + frame.frameMs, lastMs: frame.mediaMs, isTold: false };
  }

  /** What was watched since it was last asked. What is still going on goes on. */
  take(machineMs: number): WatchedSpan[] {
    const open = this.#open;
    if (open !== null && this.#tell(open, machineMs)) {
      open.isTold = true;
      open.startMs = open.lastMs;
      open.endMs = open.lastMs;
    }
    const taken = this.#done;
    this.#done = [];
    return taken;
  }

  /** The picture on the glass counts anew, for somebody else. Ask `take` first. */
  beginAgain(machineMs: number): void {
    const open = this.#open;
    if (open !== null) this.#open = { ...open, sinceMs: machineMs, startMs: open.lastMs, endMs: open.lastMs + open.frameMs, isTold: false };
  }

  #goesOn(open: OpenSpan, frame: WatchedFrame, speed: number, at: WatchSituation): boolean {
    const isSame = open.fileId === frame.fileId && open.speed === speed && open.isFocused === at.isFocused;
    return isSame && Math.abs(frame.mediaMs - open.lastMs) <= (speed === 0 ? 0 : FOLLOWS_WITHIN_MS);
  }

  #close(machineMs: number): void {
    if (this.#open !== null) this.#tell(this.#open, machineMs);
    this.#open = null;
  }

  /** Puts what is open with what is done; false where it does not count (yet), or has been told. */
  #tell(open: OpenSpan, machineMs: number): boolean {
    const isStill = open.speed === 0;
    if (isStill && (open.isTold || machineMs - open.sinceMs < STANDS_FROM_MS)) return false;
    if (open.endMs <= open.startMs) return false;
    this.#done.push({ fileId: open.fileId, mediaStartMs: open.startMs, mediaEndMs: open.endMs, speed: open.speed, isFocused: open.isFocused });
    return true;
  }
}

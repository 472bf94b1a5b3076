// One frame on or back: to the next frame of the active tile, exactly; the others follow the clock. Steps that come faster
// than the frames' places are known wait for them instead of guessing.

import { mediaFromTrue } from "../../contract/time.ts";
import { footageWindow } from "../playback/footage-window.ts";
import { frameStepMs, type SteppedTile } from "../playback/frame-steps.ts";
import { frameTimes, nominalFrameMs } from "../playback/frame-times.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import type { WallEngine } from "./wall-engine.ts";

/** A key held down on a slow disk must not run on for seconds after it was let go. */
const WAITING_MAX = 4;

let waiting: (1 | -1)[] = [];
let isStepping = false;

export function stepFrame(engine: WallEngine, direction: 1 | -1): void {
  playbackClock.pause();
  if (waiting.length < WAITING_MAX) waiting.push(direction);
  if (!isStepping) void stepAll(engine);
}

async function stepAll(engine: WallEngine): Promise<void> {
  isStepping = true;
  try {
    for (let direction = waiting.shift(); direction !== undefined; direction = waiting.shift()) await stepOnce(engine, direction);
  } finally {
    isStepping = false;
    waiting = [];
  }
}

async function stepOnce(engine: WallEngine, direction: 1 | -1): Promise<void> {
  const { tiles, activeTile } = useView.getState();
  const nowMs = playbackClock.nowMs();
  // Where the active tile is empty or has no footage, the first tile that has any leads.
  for (const index of [activeTile, ...tiles.keys()]) {
    const placement = engine.placementOf(index, nowMs);
    if (placement?.recording != null) await frameTimes.known(placement.recording.fileId, mediaFromTrue(placement.recording, nowMs));
    const stepMs = frameStepMs(steppedTile(engine, index), nowMs, direction);
    if (stepMs !== null) return playbackClock.seek(stepMs);
  }
  playbackClock.seek(nowMs + direction * nominalFrameMs(null));
}

function steppedTile(engine: WallEngine, index: number): SteppedTile {
  return {
    placementAt: (atMs) => engine.placementOf(index, atMs),
    framesAround: (fileId, mediaMs) => frameTimes.around(fileId, mediaMs),
    nominalFrameMs: (fileId) => nominalFrameMs(footageWindow.file(fileId)),
  };
}

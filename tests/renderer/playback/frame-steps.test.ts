// Where one frame on or back leads over the edges of recordings.

import { describe, expect, it } from "vitest";
import type { Recording } from "../../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs } from "../../../contract/time.ts";
import { frameStepMs, type SteppedTile } from "../../../renderer/playback/frame-steps.ts";
import { placementAt, type VersionChoice } from "../../../renderer/playback/placements.ts";

const FRAME_MS = 40;

const recording = (recordingId: number, startMs: number, endMs: number): Recording => ({
  recordingId, cameraId: "a", fileId: recordingId, startMs: asTrueMs(startMs), endMs: asTrueMs(endMs),
  mediaStartMs: asMediaMs(0), mediaEndMs: asMediaMs(endMs - startMs), cameraStartMs: asCameraMs(startMs), uncertaintyMs: null,
});

const framesOf = ({ startMs, endMs }: Recording): Float64Array => Float64Array.from({ length: Math.round((endMs - startMs) / FRAME_MS) }, (_, i) => i * FRAME_MS);

function tile(recordings: readonly Recording[], choice?: VersionChoice): SteppedTile {
  return {
    placementAt: (atMs) => placementAt(recordings, atMs, choice),
    // One frame alone is not told, as the list of frames does it.
    framesAround: (fileId) => {
      const framesMs = framesOf(recordings.find((each) => each.fileId === fileId)!);
      return framesMs.length > 1 ? framesMs : null;
    },
    nominalFrameMs: () => FRAME_MS,
  };
}

/** Instants that so many steps lead over, from an instant on. */
function walk(over: SteppedTile, fromMs: number, direction: 1 | -1, count: number): readonly (number | null)[] {
  const seen: (number | null)[] = [];
  let atMs: number | null = fromMs;
  for (let n = 0; n < count && atMs !== null; n++) {
    atMs = frameStepMs(over, atMs, direction);
    seen.push(atMs === null ? null : atMs + 0);
  }
  return seen;
}

describe("one frame on or back", () => {
  const A = recording(1, 0, 400);

  it("goes from frame to frame, and stays at the ends of all there is", () => {
    expect(walk(tile([A]), 0, 1, 3)).toEqual([40, 80, 120]);
    expect(walk(tile([A]), 100, -1, 4)).toEqual([40, 0, 0, 0]);
    expect(walk(tile([A]), 399, 1, 2)).toEqual([399, 399]);
  });

  it("crosses a hole, of one frame or of minutes, to the frame on its other side", () => {
    for (const startMs of [440, 300_000]) {
      const over = tile([A, recording(2, startMs, startMs + 400)]);
      expect(walk(over, 320, 1, 3)).toEqual([360, startMs, startMs + 40]);
      expect(walk(over, startMs + 40, -1, 3)).toEqual([startMs, 399, 320]);
    }
  });

  it("goes back from the first frame of a recording into the one that it took over from while that still ran", () => {
    const over = tile([recording(7, -5_000, -4_600), A, recording(2, 300, 700)]);
    expect(walk(over, 240, 1, 3)).toEqual([280, 300, 340]);
    expect(walk(over, 340, -1, 3)).toEqual([300, 299, 240]);
  });

  it("steps over the moment at which a worse version comes to the front without leaving out a frame", () => {
    const best: VersionChoice = { order: (a, b) => a.recordingId - b.recordingId, pick: () => 0 };
    const over = tile([recording(2, -3_010, 3_000), A], best);
    // The worse one's frames begin 10 ms after the better one's, which ends between two of them.
    expect(walk(over, 320, 1, 3)).toEqual([360, 400, 430]);
    expect(walk(over, 430, -1, 3)).toEqual([399, 320, 280]);
  });

  it("crosses files of a single frame in both directions", () => {
    const over = tile([A, recording(2, 400, 440), recording(3, 440, 840)]);
    expect(walk(over, 360, 1, 3)).toEqual([400, 440, 480]);
    expect(walk(over, 480, -1, 3)).toEqual([440, 439, 399]);
  });
});

// Where one frame on or back leads, exactly: to the next frame of what a tile shows, over takeovers (another recording of the same
// camera comes to the front), overlaps and holes. Pure; taking the step is wall/frame-step.ts.

import type { Recording } from "../../contract/model.ts";
import { asTrueMs, mediaFromTrue, trueFromMedia, type TrueMs } from "../../contract/time.ts";
import { frameAt } from "./frame-times.ts";
import { comingBackTo, type Placement } from "./placements.ts";

/** What lies where for one tile. */
export interface SteppedTile {
  /** What the tile shows at an instant; null while nothing is known there. */
  placementAt(atMs: number): Placement | null;
  /** Media times of the frames around a place of a file; null where they are not known, or it has one only. */
  framesAround(fileId: number, mediaMs: number): ArrayLike<number> | null;
  /** How long a frame of a file lasts by its rate, media ms. */
  nominalFrameMs(fileId: number): number;
}

/** Conversions through a drifting clock leave this much of rounding. */
const ROUNDING_MS = 0.6;

/** The instant of the next or the previous frame; of the nearest one across a hole. Null where the tile shows nothing and nothing lies that way, or nothing is known. */
export function frameStepMs(tile: SteppedTile, nowMs: number, direction: 1 | -1): TrueMs | null {
  const placement = tile.placementAt(nowMs);
  if (placement === null) return null;
  const { recording } = placement;
  if (recording === null) return trueOrNull(direction === 1 ? placement.nextAtMs : comingBackTo(placement));
  const mediaMs = mediaFromTrue(recording, nowMs);
  const framesMs = tile.framesAround(recording.fileId, mediaMs);
  const index = framesMs === null ? -1 : frameAt(framesMs, mediaMs);
  const targetMs = framesMs === null || index < 0 ? mediaMs + direction * tile.nominalFrameMs(recording.fileId) : framesMs[index + direction];
  const isInside = targetMs !== undefined && targetMs >= recording.mediaStartMs - ROUNDING_MS && targetMs < recording.mediaEndMs - ROUNDING_MS;
  // Rounded up, so that the whole millisecond lies inside the frame; what float arithmetic adds is not a millisecond.
  const stepMs = isInside ? asTrueMs(Math.ceil(trueFromMedia(recording, targetMs) - 0.02)) : null;
  return (direction === 1 ? steppedOn(placement, stepMs) : steppedBack(tile, recording, stepMs, nowMs)) ?? asTrueMs(Math.round(nowMs));
}

const trueOrNull = (ms: number | null): TrueMs | null => (ms === null ? null : asTrueMs(ms));

/** What takes over before the next frame begins comes first. */
function steppedOn({ nextAtMs }: Placement, stepMs: TrueMs | null): TrueMs | null {
  return nextAtMs === null ? stepMs : asTrueMs(Math.min(stepMs ?? nextAtMs, nextAtMs));
}

/** The frame before may be one of what was in front until this recording took over: it ends where this one begins, or where this one came to the front. */
function steppedBack(tile: SteppedTile, recording: Recording, stepMs: TrueMs | null, nowMs: number): TrueMs | null {
  const atMs = stepMs ?? recording.startMs - 1;
  const before = tile.placementAt(atMs);
  if (before === null) return stepMs;
  if (before.recording === null) return trueOrNull(comingBackTo(before));
  if (before.recording.recordingId === recording.recordingId) return asTrueMs(atMs);
  const tookOverAtMs = before.nextAtMs !== null && before.nextAtMs <= nowMs ? before.nextAtMs : recording.startMs;
  return asTrueMs(Math.max(atMs, Math.ceil(tookOverAtMs) - 1));
}

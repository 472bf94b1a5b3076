// The gap of a lane at an instant, from what the timeline holds already: asked at every move of the pointer. Pure.

import type { Range } from "../../contract/time.ts";
import { gapCauses, type GapCause } from "../../contract/model.ts";
import type { SceneLane } from "./scene.ts";

export interface LaneGap extends Range<number> {
  readonly cause: GapCause;
}

/** Where two overlap (a damaged file inside of an interruption) the shorter one is meant: it says more. */
export function gapInLane({ gaps }: SceneLane, atMs: number): LaneGap | null {
  let found: LaneGap | null = null;
  for (let i = 0; i < gaps.startMs.length; i++) {
    const startMs = gaps.startMs[i]!;
    const endMs = gaps.endMs[i]!;
    const cause = gapCauses[gaps.cause[i]!];
    if (cause === undefined || atMs < startMs || atMs >= endMs) continue;
    if (found === null || endMs - startMs < found.endMs - found.startMs) found = { startMs, endMs, cause };
  }
  return found;
}

/** Causes behind which there are files to look at. */
export const hasFilesBehind = (cause: GapCause): boolean => cause === "damaged" || cause === "time-unknown";

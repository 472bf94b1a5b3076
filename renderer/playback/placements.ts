// Where a camera's footage lies around an instant: the recording there, the one after it, or why there is none.
// Pure lookups in the answer of playback.read.

import type { Gap, GapCause, Recording } from "../../contract/model.ts";

export interface Placement {
  /** The recording that holds the instant; null where none does. */
  readonly recording: Recording | null;
  /** The first recording that starts after the instant (and after `recording` has begun). */
  readonly next: Recording | null;
  /** The last one that ended before the instant. */
  readonly previous: Recording | null;
}

/** Index of the first recording that starts after `atMs`, in recordings sorted by start. */
function firstAfter(recordings: readonly Recording[], atMs: number): number {
  let low = 0;
  let high = recordings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (recordings[middle]!.startMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Recordings of one camera, sorted by start; half-open. Where two overlap (a copied stretch, a clock set back) the one
 * that started later is shown, until it ends.
 *
 *     recordings  ├────A────┤   ├───B───┤
 *     atMs             ↑              A, next B
 *     atMs                    ↑       none, previous A, next B
 */
export function placementAt(recordings: readonly Recording[], atMs: number): Placement {
  const after = firstAfter(recordings, atMs);
  let recording: Recording | null = null;
  let previous: Recording | null = null;
  for (let i = after - 1; i >= 0 && i >= after - 64; i--) {
    const candidate = recordings[i]!;
    if (recording === null && atMs < candidate.endMs) recording = candidate;
    if (previous === null && candidate.endMs <= atMs) previous = candidate;
    if (recording !== null) break;
  }
  return { recording, previous, next: recordings[after] ?? null };
}

/** Why there is no footage at an instant, as far as the gaps at hand tell. */
export function gapAt(gaps: readonly Gap[], atMs: number): { readonly cause: GapCause; readonly startMs: number; readonly endMs: number } | null {
  return gaps.find((gap) => gap.startMs <= atMs && atMs < gap.endMs) ?? null;
}

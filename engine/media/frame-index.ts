// The presentation stamps of all frames of a file, packed. Cameras tick evenly for minutes, so equal steps are counted, not
// listed: a day at 25 frames a second is a few hundred bytes unless the rate really varies. Not here: reading a container.

import { asMediaMs, type MediaMs } from "../../contract/time.ts";

/**
 * Packs ascending stamps (integers in the file's time base) as [first, (step, count)…] of variable-length integers.
 * Stamps that are not ascending are sorted, equal ones kept: two frames may share a stamp in a damaged file.
 */
export function packStamps(stamps: readonly number[] | Float64Array): Uint8Array {
  const sorted = Float64Array.from(stamps).sort();
  const bytes: number[] = [];
  if (sorted.length === 0) return Uint8Array.from(bytes);
  pushInteger(bytes, sorted[0]! < 0 ? -sorted[0]! * 2 - 1 : sorted[0]! * 2);
  let step = -1;
  let count = 0;
  const flush = (): void => {
    if (count > 0) {
      pushInteger(bytes, step);
      pushInteger(bytes, count);
    }
  };
  for (let i = 1; i < sorted.length; i++) {
    const next = sorted[i]! - sorted[i - 1]!;
    if (next === step) {
      count++;
    } else {
      flush();
      step = next;
      count = 1;
    }
  }
  flush();
  return Uint8Array.from(bytes);
}

/** Base 128, least significant first, the high bit meaning "more follows". Up to 2^53. */
function pushInteger(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Calls back with (step, count) runs after the first stamp. */
function readRuns(packed: Uint8Array, onFirst: (stamp: number) => void, onRun: (step: number, count: number) => boolean): void {
  let at = 0;
  const next = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = packed[at++] ?? 0;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  if (packed.length === 0) return;
  const first = next();
  onFirst(first % 2 === 1 ? -(first + 1) / 2 : first / 2);
  while (at < packed.length) {
    const step = next();
    const count = next();
    if (!onRun(step, count)) return;
  }
}

/** Milliseconds per unit of a time base such as `1/90000`. */
export function msPerStamp(timeBase: string): number {
  const [numerator, denominator] = timeBase.split("/").map(Number);
  return (1000 * (numerator ?? 1)) / (denominator ?? 1);
}

/** Stamps of all frames, ascending. */
export function frameStamps(packed: Uint8Array): Float64Array<ArrayBuffer> {
  const stamps: number[] = [];
  readRuns(packed, (stamp) => stamps.push(stamp), (step, count) => {
    for (let i = 0; i < count; i++) stamps.push(stamps.at(-1)! + step);
    return true;
  });
  return Float64Array.from(stamps);
}

/** One frame: its stamp and its place after the first shown frame. */
export interface IndexedFrame {
  readonly pts: number;
  readonly mediaMs: MediaMs;
}

/**
 * The frame shown at a media time: the last one that is not later (half a millisecond of rounding forgiven). Before the
 * first frame it is the first. Null for an empty index.
 */
export function frameShownAt(packed: Uint8Array, timeBase: string, mediaMs: number): IndexedFrame | null {
  const unitMs = msPerStamp(timeBase);
  let first = 0;
  let found: number | null = null;
  let stamp = 0;
  readRuns(packed, (firstStamp) => {
    first = firstStamp;
    stamp = firstStamp;
    found = firstStamp;
  }, (step, count) => {
    const limit = first + (mediaMs + 0.5) / unitMs;
    if (stamp + step > limit) return false;
    const steps = step === 0 ? count : Math.min(count, Math.floor((limit - stamp) / step));
    stamp += steps * step;
    found = stamp;
    return steps === count;
  });
  return found === null ? null : { pts: found, mediaMs: asMediaMs((found - first) * unitMs) };
}

/** Media times (ms, first shown frame 0) of the frames in [fromMediaMs, toMediaMs), at most `limit`. */
export function frameMediaTimes(packed: Uint8Array, timeBase: string, fromMediaMs: number, toMediaMs: number, limit: number): Float64Array<ArrayBuffer> {
  const unitMs = msPerStamp(timeBase);
  const times: number[] = [];
  let first = 0;
  let stamp = 0;
  const take = (): boolean => {
    const mediaMs = (stamp - first) * unitMs;
    if (mediaMs >= toMediaMs || times.length >= limit) return false;
    if (mediaMs >= fromMediaMs) times.push(mediaMs);
    return true;
  };
  readRuns(packed, (firstStamp) => {
    first = firstStamp;
    stamp = firstStamp;
    take();
  }, (step, count) => {
    // Whole runs before the asked stretch are skipped by arithmetic.
    const skip = step === 0 ? 0 : Math.max(0, Math.min(count, Math.floor((fromMediaMs / unitMs + first - stamp) / step) - 1));
    stamp += skip * step;
    for (let i = skip; i < count; i++) {
      stamp += step;
      if (!take()) return false;
    }
    return true;
  });
  return Float64Array.from(times);
}

/** Frames at one step: `count` of them follow what stands before, each `step` later, in units of the time base. */
export interface StampRun {
  readonly step: number;
  readonly count: number;
}

/** The index as it is packed: the first stamp and the runs after it. Null where it has more runs than `runsMax`, or no frame. */
export function stampRuns(packed: Uint8Array, runsMax: number): { readonly firstPts: number; readonly runs: readonly StampRun[] } | null {
  const runs: StampRun[] = [];
  let firstPts: number | null = null;
  readRuns(packed, (stamp) => {
    firstPts = stamp;
  }, (step, count) => {
    runs.push({ step, count });
    return runs.length <= runsMax;
  });
  return firstPts === null || runs.length > runsMax ? null : { firstPts, runs };
}

/** How many frames are shown before the one with this stamp; of several under one stamp, the last. */
export function rankOfStamp(packed: Uint8Array, pts: number): number {
  let stamp = 0;
  let rank = 0;
  readRuns(packed, (firstStamp) => {
    stamp = firstStamp;
  }, (step, count) => {
    const steps = step === 0 ? count : Math.min(count, Math.floor((pts - stamp) / step));
    stamp += steps * step;
    rank += steps;
    return steps === count;
  });
  return rank;
}

// Stamps whose clock was set, began anew or went round inside a file. What came after is put behind what came before, in the
// order of the file: a jump is no footage and no gap. Pure.

import type { Container } from "./containers.ts";
import type { FoundProblem } from "./raw-track.ts";

/**
 * Time base of stamps that were placed here. No container counts in it, so it says that ffmpeg's stamps are others. A multiple
 * of 1/90000 s and of a millisecond: even steps stay even.
 */
export const PLACED_TIME_BASE = "1/180000";
export const PLACED_PER_MS = 180;

/** The 33 bits of MPEG systems' clocks, ms: 26.5 hours. */
const MPEG_ROUND_MS = 2 ** 33 / 90;
const MPEG_CLOCKS: ReadonlySet<Container> = new Set(["mpeg-ts", "mpeg-ps", "hikvision-ps", "hikvision-sd"]);
/**
 * A clock of 33 bits that leaps further ahead began anew: no recorder leaves such a hole in one stream, and 19 of 20 such leaps are longer. Nor does one
 * from one file to the next that was joined to it: those were recorded at other times.
 */
export const LEAP_MS = 3_600_000;
/** Frames that are shown before ones decoded earlier; H.264 allows 16. */
const REORDERED_MAX = 16;
const BACK_MIN_MS = 1_000;
const DEFAULT_STEP_MS = 40;

/** The first frame behind a jump, by its place in the file, and how far the clock went there, ms. */
export interface ClockJump {
  readonly index: number;
  readonly ms: number;
}

export interface PlacedStamps {
  /** In units of PLACED_TIME_BASE, in the order of the file, the first at 0. */
  readonly stamps: Float64Array;
  readonly jumps: readonly ClockJump[];
}

/** What is to be told of jumps. */
export function jumpProblems(jumps: readonly ClockJump[]): FoundProblem[] {
  return jumps[0] === undefined ? [] : [{ code: "timestamps-jump", params: { count: jumps.length, seconds: Math.round(jumps[0].ms / 1000) } }];
}

/** The usual step ahead in decoding order, ms. */
function usualStepMs(clock: readonly number[] | Float64Array, unitMs: number): number {
  const steps = Float64Array.from({ length: Math.max(0, clock.length - 1) }, (_, i) => Math.abs(clock[i + 1]! - clock[i]!) * unitMs).filter((step) => step > 0).sort();
  return steps[steps.length >> 1] ?? DEFAULT_STEP_MS;
}

/**
 * True for one stamp that lies elsewhere while its neighbours fit together as if it were not there: a flipped bit, or a stamp that
 * ffmpeg guessed. It is no jump.
 */
function isStray(beforeMs: number, atMs: number, nextMs: number | undefined, farMs: number): boolean {
  const isNear = (ms: number): boolean => ms >= -farMs && ms <= farMs;
  return nextMs !== undefined && !isNear(atMs - beforeMs) && !isNear(nextMs - atMs) && isNear(nextMs - beforeMs);
}

/** True where frames that come soon after the one at `index` lie near it: a keyframe behind a hole, decoded before the last frames in front of the hole. */
function isFollowed(clock: readonly number[] | Float64Array, index: number, unitMs: number, farMs: number): boolean {
  for (let i = index + 1; i < clock.length && i <= index + REORDERED_MAX + 1; i++) if (Math.abs(clock[i]! - clock[index]!) * unitMs <= farMs) return true;
  return false;
}

/**
 * Takes jumps and strays out. Null where there are none, and the stamps are what ffmpeg gives too.
 * @param clock a stamp a frame in the order of the file
 * @param unitMs ms per unit of it
 */
export function placeAcrossJumps(clock: readonly number[] | Float64Array, unitMs: number, container: Container): PlacedStamps | null {
  const isMpeg = MPEG_CLOCKS.has(container);
  const stepMs = usualStepMs(clock, unitMs);
  const backMs = Math.max(BACK_MIN_MS, REORDERED_MAX * stepMs);
  const placed = new Float64Array(clock.length);
  const jumps: ClockJump[] = [];
  let latestMs = 0;
  let isMoved = false;
  /** The last frame whose stamp counts. */
  let last = 0;
  for (let i = 1; i < clock.length; i++) {
    const straightMs = (clock[i]! - clock[last]!) * unitMs;
    if (isStray(0, straightMs, clock[i + 1] === undefined ? undefined : (clock[i + 1]! - clock[last]!) * unitMs, backMs)) {
      const isBehindHole = straightMs > 0 && straightMs <= LEAP_MS && isFollowed(clock, i, unitMs, backMs);
      placed[i] = isBehindHole ? placed[last]! + straightMs : placed[i - 1]! + stepMs;
      latestMs = Math.max(latestMs, placed[i]!);
      isMoved ||= !isBehindHole;
      continue;
    }
    const rounds = isMpeg ? Math.round(straightMs / MPEG_ROUND_MS) : 0;
    const aheadMs = straightMs - rounds * MPEG_ROUND_MS;
    isMoved ||= rounds !== 0;
    if (aheadMs < -backMs || (isMpeg && aheadMs > LEAP_MS)) {
      jumps.push({ index: i, ms: aheadMs });
      placed[i] = latestMs + stepMs;
    } else {
      placed[i] = placed[last]! + aheadMs;
    }
    last = i;
    latestMs = Math.max(latestMs, placed[i]!);
  }
  return jumps.length === 0 && !isMoved ? null : { stamps: placed.map((ms) => Math.round(ms * PLACED_PER_MS)), jumps };
}

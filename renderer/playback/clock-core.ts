// The master clock's arithmetic: true time as a straight line over the machine's monotonic time. Pure: whoever calls
// says what time the machine has. Not here: animation frames and listeners (playback-clock.ts).

import { asTrueMs, type TrueMs } from "../../contract/time.ts";

/** Speeds that a person may choose. Backwards (negative) is reached by J only. */
export const RATES = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32] as const;
const SLOWEST = RATES[0];
const FASTEST = RATES[RATES.length - 1]!;

/**
 * A line through (anchorMachineMs, anchorTrueMs) with slope `rate`; flat while it does not run or is held.
 * `isHeld`: it means to run but waits, so that all tiles start together.
 */
export interface ClockLine {
  readonly anchorTrueMs: number;
  readonly anchorMachineMs: number;
  readonly rate: number;
  readonly isPlaying: boolean;
  readonly isHeld: boolean;
}

export const STOPPED_AT_EPOCH: ClockLine = { anchorTrueMs: 0, anchorMachineMs: 0, rate: 1, isPlaying: false, isHeld: false };

/** True time at a machine time, with fractions of a millisecond. */
export function trueAt(line: ClockLine, machineMs: number): TrueMs {
  const isMoving = line.isPlaying && !line.isHeld;
  return asTrueMs(isMoving ? line.anchorTrueMs + (machineMs - line.anchorMachineMs) * line.rate : line.anchorTrueMs);
}

/** The same line, told from now on: what every change starts from, so that time never jumps by a change of pace. */
function anchored(line: ClockLine, machineMs: number): ClockLine {
  return { ...line, anchorTrueMs: trueAt(line, machineMs), anchorMachineMs: machineMs };
}

export const soughtTo = (line: ClockLine, machineMs: number, trueMs: number): ClockLine => ({ ...line, anchorTrueMs: trueMs, anchorMachineMs: machineMs });
export const withRate = (line: ClockLine, machineMs: number, rate: number): ClockLine => ({ ...anchored(line, machineMs), rate });
export const withPlaying = (line: ClockLine, machineMs: number, isPlaying: boolean): ClockLine => ({ ...anchored(line, machineMs), isPlaying, isHeld: isPlaying && line.isHeld });
export const withHold = (line: ClockLine, machineMs: number, isHeld: boolean): ClockLine => ({ ...anchored(line, machineMs), isHeld: isHeld && line.isPlaying });

/** Whether J and L make it faster with each press, or (with Shift) slower. */
export type ShuttlePace = "fast" | "slow";

/**
 * The next speed after pressing L (forwards) or J (backwards), as editors do. From a stop both start at 1; again in the same
 * direction doubles it; against the direction first halves it, then turns round. With Shift both start at 1/2 and halve it.
 */
export function shuttledRate(rate: number, isPlaying: boolean, direction: "forward" | "backward", pace: ShuttlePace = "fast"): number {
  const sign = direction === "forward" ? 1 : -1;
  const isSameWay = isPlaying && Math.sign(rate) === sign;
  const size = Math.abs(rate);
  if (pace === "slow") return sign * (isSameWay ? Math.max(SLOWEST, Math.min(size, 1) / 2) : 0.5);
  if (isSameWay) return sign * Math.min(FASTEST, size * 2);
  return isPlaying && size > 1 ? -sign * (size / 2) : sign;
}

/** One step along RATES; stays at the ends. Backwards play goes to the slowest forward speed. */
export function steppedRate(rate: number, direction: 1 | -1): number {
  const at = RATES.findIndex((step) => step >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, (at < 0 ? RATES.length - 1 : at) + direction))] ?? 1;
}

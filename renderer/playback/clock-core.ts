// The master clock's arithmetic: true time as a straight line over the machine's monotonic time. Pure: whoever calls
// says what time the machine has. Not here: animation frames and listeners (playback-clock.ts).

import { asTrueMs, type TrueMs } from "../../contract/time.ts";

/** Speeds that a person may choose. Backwards (negative) is reached by J only. */
export const RATES = [0.25, 0.5, 1, 2, 4, 8] as const;
const REVERSE_RATES = [-1, -2, -4, -8] as const;

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

/** The next speed after pressing L (faster) or J (slower, then backwards), as editors do. From a stop both start at 1. */
export function shuttledRate(rate: number, isPlaying: boolean, direction: "forward" | "backward"): number {
  if (!isPlaying) return direction === "forward" ? 1 : -1;
  const ladder: readonly number[] = [...[...REVERSE_RATES].reverse(), 1, 2, 4, 8];
  if (direction === "forward") return ladder.find((step) => step > rate) ?? 8;
  return ladder.findLast((step) => step < rate) ?? -8;
}

/** One step along RATES; stays at the ends. Backwards play goes to the slowest forward speed. */
export function steppedRate(rate: number, direction: 1 | -1): number {
  const at = RATES.findIndex((step) => step >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, (at < 0 ? RATES.length - 1 : at) + direction))] ?? 1;
}

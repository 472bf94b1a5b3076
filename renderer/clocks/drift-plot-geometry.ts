// Geometry of the plot of a clock's readings: time to the right, error upwards. Pure; the line is contract/time.ts's.

import { AppError } from "../../contract/errors.ts";
import { asCameraMs, clockErrorMs, makeClockCorrection, type ClockPoint } from "../../contract/time.ts";

export interface DriftPlotShape {
  readonly points: readonly { readonly x: number; readonly y: number; readonly topY: number; readonly bottomY: number }[];
  /** Points of a polyline. */
  readonly line: string;
  readonly topErrorMs: number;
  readonly bottomErrorMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const MARGIN = 8;
const LINE_STEPS = 32;

/** Null with fewer than two readings, or where no line goes through them. Ranges are two standard deviations. */
export function driftPlot(readings: readonly ClockPoint[], width: number, height: number): DriftPlotShape | null {
  if (readings.length < 2) return null;
  const correction = correctionOrNull(readings);
  if (correction === null) return null;
  const times = readings.map((r) => r.cameraMs as number);
  const fromMs = Math.min(...times);
  const toMs = Math.max(...times);
  const tops = readings.map((r) => r.cameraMs - r.trueMs + 2 * r.uncertaintyMs);
  const bottoms = readings.map((r) => r.cameraMs - r.trueMs - 2 * r.uncertaintyMs);
  const topErrorMs = Math.max(...tops);
  const bottomErrorMs = Math.min(...bottoms);
  const x = (ms: number): number => MARGIN + ((ms - fromMs) / Math.max(1, toMs - fromMs)) * (width - 2 * MARGIN);
  const y = (errorMs: number): number => MARGIN + ((topErrorMs - errorMs) / Math.max(1, topErrorMs - bottomErrorMs)) * (height - 2 * MARGIN);
  const line = Array.from({ length: LINE_STEPS + 1 }, (_, i) => {
    const atMs = fromMs + ((toMs - fromMs) * i) / LINE_STEPS;
    return `${x(atMs).toFixed(1)},${y(clockErrorMs(correction, asCameraMs(Math.round(atMs))) ?? 0).toFixed(1)}`;
  }).join(" ");
  return {
    points: readings.map((r, i) => ({ x: x(r.cameraMs), y: y(r.cameraMs - r.trueMs), topY: y(tops[i]!), bottomY: y(bottoms[i]!) })),
    line, topErrorMs, bottomErrorMs, fromMs, toMs,
  };
}

function correctionOrNull(readings: readonly ClockPoint[]) {
  try {
    return makeClockCorrection(readings);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

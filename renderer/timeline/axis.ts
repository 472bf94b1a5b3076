// The timeline's axis: a straight line between true time and pixels, pure values rebuilt at each change.
// Not here: ticks and their words (ticks.ts), lanes (scene.ts).

import type { Range } from "../../contract/time.ts";

/**
 * What is shown, half-open, over a width. Milliseconds may have fractions: at the deepest zoom a pixel is far less
 * than one.
 *
 *     x = 0        x = widthPx
 *       ├─────────────┤
 *     fromMs        toMs
 */
export interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthPx: number;
}

/** Two frames of an ordinary camera fill the window. */
export const SPAN_MIN_MS = 80;
/** Longer than any retention; cameras with a clock at 1970 must still fit beside today's. */
export const SPAN_MAX_MS = 70 * 366 * 86_400_000;

/** No recorder was before, and no clock runs wrong beyond: nothing is found by going further. */
const EARLIEST_MS = Date.UTC(1900, 0);
const LATEST_MS = Date.UTC(2200, 0);

export const msPerPixel = (axis: Axis): number => (axis.toMs - axis.fromMs) / Math.max(1, axis.widthPx);
export const spanMs = (axis: Axis): number => axis.toMs - axis.fromMs;
export const xFromTrue = (axis: Axis, trueMs: number): number => ((trueMs - axis.fromMs) / (axis.toMs - axis.fromMs)) * axis.widthPx;
export const trueFromX = (axis: Axis, xPx: number): number => axis.fromMs + (xPx / Math.max(1, axis.widthPx)) * (axis.toMs - axis.fromMs);

/** How far a doubt reaches to each side, two standard deviations; 0 where nobody knows it. */
export const reachPx = (axis: Axis, uncertaintyMs: number | null): number => (uncertaintyMs === null ? 0 : (2 * uncertaintyMs) / msPerPixel(axis));

/** The same stretch over another width. */
export const withWidth = (axis: Axis, widthPx: number): Axis => ({ ...axis, widthPx });

/**
 * Zooms by `factor` (over 1 shows less) so that the instant under `xPx` stays under it; the span stays within its bounds.
 */
export function zoomedAt(axis: Axis, xPx: number, factor: number): Axis {
  const span = Math.min(SPAN_MAX_MS, Math.max(SPAN_MIN_MS, spanMs(axis) / factor));
  const share = xPx / Math.max(1, axis.widthPx);
  const underMs = trueFromX(axis, xPx);
  const fromMs = Math.min(Math.max(underMs - share * span, Math.min(EARLIEST_MS, axis.fromMs)), Math.max(LATEST_MS, axis.toMs) - span);
  return { ...axis, fromMs, toMs: fromMs + span };
}

/** Moves the picture by pixels: positive shows later times. Not past all years that footage can be of. */
export function pannedBy(axis: Axis, deltaPx: number): Axis {
  const wantedMs = deltaPx * msPerPixel(axis);
  const deltaMs = wantedMs > 0 ? Math.min(wantedMs, Math.max(0, LATEST_MS - axis.toMs)) : Math.max(wantedMs, Math.min(0, EARLIEST_MS - axis.fromMs));
  return { ...axis, fromMs: axis.fromMs + deltaMs, toMs: axis.toMs + deltaMs };
}

/** Shows a stretch with a margin of a share of it on each side. */
export function fittedTo(range: Range<number>, widthPx: number, marginShare = 0.04): Axis {
  const length = Math.max(SPAN_MIN_MS, range.endMs - range.startMs);
  const margin = length * marginShare;
  const middle = (range.startMs + range.endMs) / 2;
  return { fromMs: middle - length / 2 - margin, toMs: middle + length / 2 + margin, widthPx };
}

/** Keeps an instant in view: unchanged where it is visible, else moved so that it stands at `share` of the width. */
export function revealing(axis: Axis, trueMs: number, share: number): Axis {
  if (trueMs >= axis.fromMs && trueMs < axis.toMs) return axis;
  const fromMs = trueMs - spanMs(axis) * share;
  return { ...axis, fromMs, toMs: fromMs + spanMs(axis) };
}

/** The zoom of one turn of the wheel. Browsers tell pixels, lines or pages; a pinch comes as a wheel with ctrl. */
export function zoomFactorFromWheel(deltaY: number, deltaMode: number, isPinch: boolean): number {
  const deltaPx = deltaMode === 1 ? deltaY * 33 : deltaMode === 2 ? deltaY * 400 : deltaY;
  const bounded = Math.max(-240, Math.min(240, deltaPx));
  return Math.exp(-bounded * (isPinch && Math.abs(deltaPx) < 50 ? 0.012 : 0.0035));
}

// The band of an exhibit along true time as shapes: solid where it was seen, hatched where inferred, open where nothing is known,
// one row a place, counts written in. Pure; painting is exhibit-band.tsx's.

import type { Continuity, Span } from "../../contract/continuity.ts";
import { countText, placeOf, spanKindOf, type SpanKind } from "../../contract/exhibit-span.ts";

export const ROW_PX = 14;
const MOMENT_PX = 4;
const COUNT_FROM_PX = 10;
/** Places beyond these share the last row. */
const MOST_ROWS = 4;

export interface BandShape {
  readonly xPx: number;
  readonly widthPx: number;
  readonly row: number;
  readonly kind: SpanKind;
  /** Empty where there is no room. */
  readonly text: string;
  readonly span: Span;
}
export interface BandBracket { readonly xPx: number; readonly widthPx: number; readonly softLeftPx: number; readonly softRightPx: number }
export interface Band { readonly rowCount: number; readonly shapes: readonly BandShape[]; readonly brackets: readonly BandBracket[] }

/** What a band shows at most: from the first observation to the last with a little room, at least a second. */
export function bandRange(spans: readonly Span[]): { readonly fromMs: number; readonly toMs: number } | null {
  if (spans.length === 0) return null;
  const fromMs = Math.min(...spans.map((span) => span.startMs));
  const toMs = Math.max(...spans.map((span) => span.endMs));
  const roomMs = Math.max(500, (toMs - fromMs) * 0.04);
  return { fromMs: fromMs - roomMs, toMs: toMs + roomMs };
}

/** `measurePx` tells how wide a text is. */
export function bandOf(continuity: Pick<Continuity, "spans" | "loss">, range: { readonly fromMs: number; readonly toMs: number }, widthPx: number, measurePx: (text: string) => number): Band {
  const pxPerMs = widthPx / (range.toMs - range.fromMs);
  const x = (ms: number): number => (ms - range.fromMs) * pxPerMs;
  const rows = [...new Set(continuity.spans.map(placeOf))];
  const shapes = continuity.spans.filter((span) => span.endMs >= range.fromMs && span.startMs <= range.toMs).map((span): BandShape => {
    const widthOfPx = Math.max(MOMENT_PX, (span.endMs - span.startMs) * pxPerMs);
    const row = Math.min(rows.indexOf(placeOf(span)), MOST_ROWS - 1);
    const text = countText(span);
    return { xPx: x(span.startMs) - (span.endMs === span.startMs ? MOMENT_PX / 2 : 0), widthPx: widthOfPx, row, kind: spanKindOf(span), text: widthOfPx >= Math.max(COUNT_FROM_PX, measurePx(text) + 2) ? text : "", span };
  });
  const softPx = (uncertaintyMs: number | null): number => (uncertaintyMs === null ? 0 : 2 * uncertaintyMs * pxPerMs);
  const brackets = continuity.loss.filter((loss) => loss.toMs >= range.fromMs && loss.fromMs <= range.toMs).map((loss) => ({
    xPx: x(loss.fromMs), widthPx: Math.max(1, (loss.toMs - loss.fromMs) * pxPerMs), softLeftPx: softPx(loss.fromUncertaintyMs), softRightPx: softPx(loss.toUncertaintyMs),
  }));
  return { rowCount: Math.max(1, Math.min(rows.length, MOST_ROWS)), shapes, brackets };
}

/** The shape under a point, a little beside it too; null where nothing is near. */
export function shapeAt(band: Band, xPx: number, row: number): BandShape | null {
  const distance = (shape: BandShape): number => Math.max(shape.xPx - xPx, xPx - shape.xPx - shape.widthPx, 0) + Math.abs(shape.row - row) * 2;
  const nearest = band.shapes.reduce<BandShape | null>((best, shape) => (best === null || distance(shape) < distance(best) ? shape : best), null);
  return nearest !== null && distance(nearest) <= 8 ? nearest : null;
}

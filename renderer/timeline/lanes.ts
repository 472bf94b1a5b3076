// Where lanes lie: below the ruler and the case lane, all of one height, scrolled. Pure. Only what is in view is drawn.

export interface LaneMetrics {
  readonly rulerPx: number;
  readonly casePx: number;
  readonly lanePx: number;
}

export const METRICS: LaneMetrics = { rulerPx: 40, casePx: 40, lanePx: 30 };

export const headHeightPx = (metrics: LaneMetrics): number => metrics.rulerPx + metrics.casePx;
export const contentHeightPx = (metrics: LaneMetrics, laneCount: number): number => headHeightPx(metrics) + laneCount * metrics.lanePx;
export const laneTopPx = (metrics: LaneMetrics, index: number, scrollTopPx: number): number => headHeightPx(metrics) + index * metrics.lanePx - scrollTopPx;

/** Lanes that are at least partly in view: first ≤ index < end. */
export function visibleLanes(metrics: LaneMetrics, laneCount: number, scrollTopPx: number, heightPx: number): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(scrollTopPx / metrics.lanePx));
  const end = Math.min(laneCount, Math.ceil((scrollTopPx + heightPx - headHeightPx(metrics)) / metrics.lanePx));
  return { first: Math.min(first, laneCount), end: Math.max(end, Math.min(first, laneCount)) };
}

export type Area =
  | { readonly kind: "ruler" }
  | { readonly kind: "case" }
  | { readonly kind: "lane"; readonly index: number }
  | { readonly kind: "below" };

/** What lies at a height of the canvas. */
export function areaAt(metrics: LaneMetrics, laneCount: number, scrollTopPx: number, yPx: number): Area {
  if (yPx < metrics.rulerPx) return { kind: "ruler" };
  if (yPx < headHeightPx(metrics)) return { kind: "case" };
  const index = Math.floor((yPx - headHeightPx(metrics) + scrollTopPx) / metrics.lanePx);
  return index < laneCount ? { kind: "lane", index } : { kind: "below" };
}

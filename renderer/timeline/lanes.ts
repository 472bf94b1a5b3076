// Where lanes lie: below the ruler and the case lane, all of one height, which follows the room there is; scrolled where it
// is too little. Pure. Only what is in view is drawn.

export interface LaneMetrics {
  readonly rulerPx: number;
  readonly casePx: number;
  readonly lanePx: number;
}

/** Ruler and case lane are of one height always. */
export const HEAD = { rulerPx: 40, casePx: 40 } as const;
/** Narrower, a lane's name and its words on the bar would touch; wider, the eye has to travel. */
export const LANE_MIN_PX = 22;
export const LANE_MAX_PX = 38;

/** Lanes as high as they can be with all of them in view; where even the narrowest do not fit, they are scrolled. */
export function metricsFor(heightPx: number, laneCount: number): LaneMetrics {
  const roomPx = Math.floor((heightPx - HEAD.rulerPx - HEAD.casePx) / Math.max(1, laneCount));
  return { ...HEAD, lanePx: Math.min(LANE_MAX_PX, Math.max(LANE_MIN_PX, roomPx)) };
}

/** Where a lane's bar lies in it: below it is room for the foot of a pin. */
export function barInLane(metrics: LaneMetrics): { readonly insetPx: number; readonly heightPx: number } {
  const insetPx = Math.round(metrics.lanePx / 5);
  return { insetPx, heightPx: metrics.lanePx - 2 * insetPx - 3 };
}

export const headHeightPx = (metrics: Pick<LaneMetrics, "rulerPx" | "casePx">): number => metrics.rulerPx + metrics.casePx;
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

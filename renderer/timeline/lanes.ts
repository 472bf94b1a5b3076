// Where rows lie: below the ruler and the case lane, all of one height, which follows the room there is; scrolled where it
// is too little, except the first ones that stand still. Pure. Only what is in view is drawn.

export interface LaneMetrics {
  readonly rulerPx: number;
  readonly casePx: number;
  readonly lanePx: number;
  /** Rows that are not scrolled, right below the case lane. */
  readonly fixedCount: number;
  /** Heights of the exhibits' bands, below the pins in the case lane, which is as much higher. */
  readonly bandsPx: readonly number[];
}

/** The ruler is of one height always, the case lane where it has no bands. */
export const HEAD = { rulerPx: 40, casePx: 40 } as const;
/** Narrower, a lane's name and its words on the bar would touch; wider, the eye has to travel. */
export const LANE_MIN_PX = 22;
export const LANE_MAX_PX = 38;

/**
 * Lanes as high as they can be with all of them in view; where even the narrowest do not fit, they are scrolled. Fixed rows
 * take at most half of the room: the others must stay within reach.
 */
export function metricsFor(heightPx: number, rowCount: number, fixedCount = 0, bandsPx: readonly number[] = []): LaneMetrics {
  const casePx = HEAD.casePx + bandsPx.reduce((sum, px) => sum + px, 0);
  const roomPx = heightPx - HEAD.rulerPx - casePx;
  const lanePx = Math.min(LANE_MAX_PX, Math.max(LANE_MIN_PX, Math.floor(roomPx / Math.max(1, rowCount))));
  return { ...HEAD, casePx, bandsPx, lanePx, fixedCount: Math.min(fixedCount, Math.max(1, Math.floor(roomPx / 2 / lanePx)), rowCount) };
}

/** Where a lane's bar lies in it: below it is room for the foot of a pin. */
export function barInLane(metrics: LaneMetrics): { readonly insetPx: number; readonly heightPx: number } {
  const insetPx = Math.round(metrics.lanePx / 5);
  return { insetPx, heightPx: metrics.lanePx - 2 * insetPx - 3 };
}

export const headHeightPx = (metrics: Pick<LaneMetrics, "rulerPx" | "casePx">): number => metrics.rulerPx + metrics.casePx;
export const bandTopPx = ({ rulerPx, bandsPx }: Pick<LaneMetrics, "rulerPx" | "bandsPx">, index: number): number => bandsPx.slice(0, index).reduce((sum, px) => sum + px, rulerPx + HEAD.casePx);
/** Where the scrolled rows begin. */
export const scrolledTopPx = (metrics: LaneMetrics): number => headHeightPx(metrics) + metrics.fixedCount * metrics.lanePx;
export const contentHeightPx = (metrics: LaneMetrics, rowCount: number): number => headHeightPx(metrics) + rowCount * metrics.lanePx;
export const laneTopPx = (metrics: LaneMetrics, index: number, scrollTopPx: number): number =>
  headHeightPx(metrics) + index * metrics.lanePx - (index < metrics.fixedCount ? 0 : scrollTopPx);

/** Scrolled rows that are at least partly in view: first ≤ index < end. The fixed ones always are. */
export function visibleLanes(metrics: LaneMetrics, rowCount: number, scrollTopPx: number, heightPx: number): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(scrollTopPx / metrics.lanePx)) + metrics.fixedCount;
  const end = Math.min(rowCount, Math.ceil((scrollTopPx + heightPx - headHeightPx(metrics)) / metrics.lanePx));
  return { first: Math.min(first, rowCount), end: Math.max(end, Math.min(first, rowCount)) };
}

/** All rows in view by their indexes: the fixed ones, then the scrolled ones. */
export function shownIndexes(metrics: LaneMetrics, rowCount: number, scrollTopPx: number, heightPx: number): readonly number[] {
  const { first, end } = visibleLanes(metrics, rowCount, scrollTopPx, heightPx);
  return [...Array.from({ length: Math.min(metrics.fixedCount, rowCount) }, (_, i) => i), ...Array.from({ length: end - first }, (_, i) => first + i)];
}

/** A group's row that stays in view while its lanes are scrolled under it. */
export interface StuckGroup {
  readonly index: number;
  readonly topPx: number;
}

/**
 * The group whose lanes are at the top of the scrolled part, where its own row has been scrolled out of view; the next
 * group pushes it out. Null where no group is open there. `groupIndexes` ascending.
 */
export function stuckGroup(metrics: LaneMetrics, groupIndexes: readonly number[], scrollTopPx: number): StuckGroup | null {
  const topPx = scrolledTopPx(metrics);
  const above = groupIndexes.findLastIndex((index) => laneTopPx(metrics, index, scrollTopPx) < topPx);
  if (above < 0) return null;
  const next = groupIndexes[above + 1];
  const nextTopPx = next === undefined ? Infinity : laneTopPx(metrics, next, scrollTopPx);
  return { index: groupIndexes[above]!, topPx: Math.min(topPx, nextTopPx - metrics.lanePx) };
}

export type Area =
  | { readonly kind: "ruler" }
  | { readonly kind: "case" }
  /** The band of an exhibit, by its place in the case lane. */
  | { readonly kind: "band"; readonly index: number }
  /** A row of any kind. */
  | { readonly kind: "lane"; readonly index: number }
  | { readonly kind: "below" };

/** What lies at a height of the canvas. */
export function areaAt(metrics: LaneMetrics, rowCount: number, scrollTopPx: number, yPx: number, stuck: StuckGroup | null = null): Area {
  if (yPx < metrics.rulerPx) return { kind: "ruler" };
  if (yPx < headHeightPx(metrics)) {
    const index = metrics.bandsPx.findLastIndex((_, i) => yPx >= bandTopPx(metrics, i));
    return index < 0 ? { kind: "case" } : { kind: "band", index };
  }
  const isFixed = yPx < scrolledTopPx(metrics);
  if (!isFixed && stuck !== null && yPx < stuck.topPx + metrics.lanePx) return { kind: "lane", index: stuck.index };
  const index = Math.floor((yPx - headHeightPx(metrics) + (isFixed ? 0 : scrollTopPx)) / metrics.lanePx);
  return index < rowCount ? { kind: "lane", index } : { kind: "below" };
}

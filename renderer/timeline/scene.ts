// What the timeline shows, as a list of things to draw: lanes, pins and marks laid on the axis. Pure: the same input gives
// the same list. Not here: colours and strokes (paint.ts), play head and pointer (pointer-lines.ts).

import type { GapCause } from "../../contract/model.ts";
import { xFromTrue, type Axis } from "./axis.ts";
import type { GrainLayer, GrainRows } from "./grain.ts";
import { laneTopPx, scrolledTopPx, shownIndexes, stuckGroup, type LaneMetrics } from "./lanes.ts";
import { bandItems, type SceneBand } from "./scene-bands.ts";
import { barItems } from "./scene-bars.ts";
import { groupItems } from "./scene-groups.ts";
import { activityItems, breakItems, frameItems, readingItems, watchedItems } from "./scene-layers.ts";
import { caseFactItems, type SceneFact } from "./scene-facts.ts";
import { lossItems, type SceneLoss } from "./scene-losses.ts";
import { casePinItems, lanePinItems, type ScenePin } from "./scene-pins.ts";
import type { Ruler } from "./ticks.ts";

/** Names of colours; the painter knows their values in each theme. */
export type Ink =
  | "ground" | "lane" | "lane-odd" | "case-lane" | "line" | "line-strong" | "text" | "text-2" | "text-3"
  | "coverage" | "coverage-uncorrected" | "gap" | "pin" | "pin-selected" | "accent" | "accent-soft" | "ground-text" | "watched" | "activity" | "loss";

export type DrawItem =
  | { readonly kind: "rect"; readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number; readonly ink: Ink; readonly alpha?: number; readonly radiusPx?: number }
  /** Texture over a rectangle: dots say "clock never read", hatching says "no footage". */
  | { readonly kind: "texture"; readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number; readonly texture: "dots" | "hatch" | "hatch-faint"; readonly ink: Ink }
  /** A bar whose columns of pixels were added up one by one, from the left edge. */
  | { readonly kind: "grain"; readonly yPx: number; readonly heightPx: number; readonly layers: readonly GrainLayer[] }
  /** A fade, full at one side and nothing at the other. */
  | { readonly kind: "fade"; readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number; readonly ink: Ink; readonly solidSide: "left" | "right"; readonly alpha?: number }
  | { readonly kind: "line"; readonly x1Px: number; readonly y1Px: number; readonly x2Px: number; readonly y2Px: number; readonly ink: Ink; readonly isDashed?: boolean }
  | { readonly kind: "text"; readonly xPx: number; readonly yPx: number; readonly text: string; readonly ink: Ink; readonly sizePx: number; readonly isBold?: boolean; readonly plate?: Ink }
  /** A notch in a bar's foot, its point up: one gap too short to be drawn. `yPx` is the foot. */
  | { readonly kind: "notch"; readonly xPx: number; readonly yPx: number; readonly heightPx: number; readonly ink: Ink }
  /** A row of teeth: many such gaps. */
  | { readonly kind: "teeth"; readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number; readonly ink: Ink }
  /** A small clock face, its centre here. */
  | { readonly kind: "dial"; readonly xPx: number; readonly yPx: number; readonly radiusPx: number; readonly ink: Ink }
  /** The head of a pin: a flag on its start. */
  | { readonly kind: "flag"; readonly xPx: number; readonly yPx: number; readonly heightPx: number; readonly ink: Ink };

export interface LaneColumns {
  readonly startMs: ArrayLike<number>;
  readonly endMs: ArrayLike<number>;
}

export interface SceneReading {
  readonly atMs: number;
  /** camera − true. */
  readonly errorMs: number;
  readonly uncertaintyMs: number;
}

/** What a lane shows. Layers that are left out or null are not there (yet). */
export interface SceneLane {
  readonly cameraId: string;
  readonly coverage: LaneColumns & { readonly uncertaintyMs: ArrayLike<number> };
  readonly gaps: LaneColumns & { readonly cause: ArrayLike<number> };
  readonly breaks?: LaneColumns & { readonly count: ArrayLike<number> };
  readonly watched?: LaneColumns | null;
  /** How much moved, 0–1. */
  readonly activity?: (LaneColumns & { readonly level: ArrayLike<number> }) | null;
  readonly readings?: readonly SceneReading[];
  /** When frames begin, of the active camera and only where they are far enough apart to be seen. */
  readonly frameMs?: ArrayLike<number> | null;
}

/** Coverage of the cameras of a group as one. */
export interface MergedLane extends LaneColumns {
  readonly laneCount: ArrayLike<number>;
  readonly cameraCount: number;
  readonly cameraIds?: ReadonlySet<string>;
}

export type SceneRow =
  | { readonly kind: "lane"; readonly lane: SceneLane }
  /** `merged` null: open, or not known yet. */
  | { readonly kind: "group"; readonly merged: MergedLane | null };

export interface SceneInput {
  readonly axis: Axis;
  readonly heightPx: number;
  readonly scrollTopPx: number;
  readonly metrics: LaneMetrics;
  readonly rowCount: number;
  /** Asked for rows in view alone. */
  readonly rowAt: (index: number) => SceneRow;
  /** Rows that are groups, ascending. */
  readonly groupIndexes: readonly number[];
  readonly ruler: Ruler;
  readonly pins: readonly ScenePin[];
  readonly losses: readonly SceneLoss[];
  /** Of the exhibits, in the case lane; as many as the metrics have room for. */
  readonly bands: readonly SceneBand[];
  /** Along the foot of the case lane; left out where there are none. */
  readonly facts?: readonly SceneFact[];
  readonly markInMs: number | null;
  readonly markOutMs: number | null;
  readonly hoverLane: number | null;
  readonly words: { readonly uncorrected: string; readonly gaps: Readonly<Record<GapCause, string>>; readonly duration: (ms: number) => string };
  readonly measurePx: (text: string, sizePx: number, isBold: boolean) => number;
  /** Where the scene's grain is kept until it is drawn. */
  readonly grainRows: GrainRows;
}

/** `lanes` is clipped below `lanesTopPx`, where scrolled rows begin, `over` below the case lane; `head` lies above all. */
export interface Scene {
  readonly lanes: readonly DrawItem[];
  readonly over: readonly DrawItem[];
  readonly head: readonly DrawItem[];
  readonly lanesTopPx: number;
}

export const LANE_TEXT_PX = 11;
const RULER_TEXT_PX = 11;

export interface Span {
  readonly xPx: number;
  readonly widthPx: number;
}

/** A range on the axis cut to what is visible, at least a pixel wide; null where it lies outside. */
export function spanOf(axis: Axis, startMs: number, endMs: number, reachPx = 0): Span | null {
  const left = xFromTrue(axis, startMs);
  const right = xFromTrue(axis, endMs);
  if (right < -reachPx || left > axis.widthPx + reachPx) return null;
  // Cut far outside of the picture, not at its edge: a fade or a rounded corner must not appear where nothing ends.
  const xPx = Math.max(-reachPx - 20, left);
  return { xPx, widthPx: Math.max(1, Math.min(axis.widthPx + reachPx + 20, right) - xPx) };
}

function rowItems(input: SceneInput, index: number, topPx = laneTopPx(input.metrics, index, input.scrollTopPx)): DrawItem[] {
  const row = input.rowAt(index);
  if (row.kind === "group") return groupItems(input, row.merged, topPx);
  const { lane } = row;
  return [
    ...barItems(input, lane, topPx),
    ...activityItems(input, lane, topPx),
    ...frameItems(input, lane, topPx),
    ...breakItems(input, lane, topPx),
    ...watchedItems(input, lane, topPx),
    ...lanePinItems(input, lane.cameraId, topPx),
    ...readingItems(input, lane, topPx),
  ];
}

function laneGround(input: SceneInput, index: number): DrawItem {
  const yPx = laneTopPx(input.metrics, index, input.scrollTopPx);
  return { kind: "rect", xPx: 0, yPx, widthPx: input.axis.widthPx, heightPx: input.metrics.lanePx - 1, ink: index === input.hoverLane ? "lane-odd" : "lane" };
}

/** Rows that stand still, and the heading of the group that is scrolled through: drawn over the scrolled rows. */
function standingItems(input: SceneInput): DrawItem[] {
  const { metrics } = input;
  const fixed = Array.from({ length: metrics.fixedCount }, (_, i) => i);
  const stuck = stuckGroup(metrics, input.groupIndexes, input.scrollTopPx);
  const topPx = scrolledTopPx(metrics);
  return [
    ...(stuck === null ? [] : rowItems(input, stuck.index, stuck.topPx)),
    ...(fixed.length === 0 ? [] : [{ kind: "rect", xPx: 0, yPx: laneTopPx(metrics, 0, 0), widthPx: input.axis.widthPx, heightPx: fixed.length * metrics.lanePx, ink: "ground" } as const]),
    ...fixed.map((i) => laneGround(input, i)),
    ...(fixed.length === 0 ? [] : gridItems(input).map((item) => (item.kind === "line" ? { ...item, y2Px: topPx } : item))),
    ...fixed.flatMap((i) => rowItems(input, i)),
    ...(fixed.length === 0 ? [] : [{ kind: "line", x1Px: 0, y1Px: topPx - 1, x2Px: input.axis.widthPx, y2Px: topPx - 1, ink: "line-strong" } as const]),
  ];
}

function gridItems(input: SceneInput): DrawItem[] {
  const topPx = input.metrics.rulerPx;
  return input.ruler.ticks
    .filter((tick) => tick.xPx >= 0)
    .map((tick) => ({ kind: "line", x1Px: tick.xPx, y1Px: topPx, x2Px: tick.xPx, y2Px: input.heightPx, ink: "line" }));
}

/** Upper row: what the ticks leave out, each label held at the left edge until the next one pushes it out. */
function contextItems(input: SceneInput): DrawItem[] {
  const { axis, ruler } = input;
  const items: DrawItem[] = [];
  ruler.contexts.forEach((context, i) => {
    const ownX = xFromTrue(axis, context.atMs);
    const next = ruler.contexts[i + 1];
    const nextX = next === undefined ? Infinity : xFromTrue(axis, next.atMs);
    const widthPx = input.measurePx(context.label, RULER_TEXT_PX, true);
    const xPx = Math.min(Math.max(6, ownX + 5), nextX - widthPx - 8);
    if (xPx + widthPx < 0 || xPx < ownX - 2 && i > 0) return;
    if (i > 0) items.push({ kind: "line", x1Px: ownX, y1Px: 2, x2Px: ownX, y2Px: 18, ink: "line-strong" });
    if (xPx >= -widthPx) items.push({ kind: "text", xPx, yPx: 11, text: context.label, ink: "text-2", sizePx: RULER_TEXT_PX, isBold: true });
  });
  return items;
}

function rulerItems(input: SceneInput): DrawItem[] {
  const { metrics, axis, ruler } = input;
  const basePx = metrics.rulerPx - 1;
  return [
    { kind: "rect", xPx: 0, yPx: 0, widthPx: axis.widthPx, heightPx: metrics.rulerPx, ink: "ground" },
    ...ruler.minorXPx.map((xPx): DrawItem => ({ kind: "line", x1Px: xPx, y1Px: basePx - 4, x2Px: xPx, y2Px: basePx, ink: "line-strong" })),
    ...ruler.ticks.map((tick): DrawItem => ({ kind: "line", x1Px: tick.xPx, y1Px: basePx - 17, x2Px: tick.xPx, y2Px: basePx, ink: "line-strong" })),
    ...ruler.ticks.map((tick): DrawItem => ({ kind: "text", xPx: tick.xPx + 4, yPx: basePx - 10, text: tick.label, ink: "text-2", sizePx: RULER_TEXT_PX })),
    ...contextItems(input),
    { kind: "line", x1Px: 0, y1Px: basePx, x2Px: axis.widthPx, y2Px: basePx, ink: "line-strong" },
  ];
}

function markItems(input: SceneInput, topPx: number, bottomPx: number): DrawItem[] {
  const { axis, markInMs, markOutMs } = input;
  const items: DrawItem[] = [];
  if (markInMs !== null && markOutMs !== null) {
    const span = spanOf(axis, markInMs, markOutMs);
    if (span !== null) items.push({ kind: "rect", ...span, yPx: topPx, heightPx: bottomPx - topPx, ink: "accent-soft" });
  }
  for (const at of [markInMs, markOutMs]) {
    if (at === null) continue;
    const xPx = xFromTrue(axis, at);
    if (xPx >= -2 && xPx <= axis.widthPx + 2) items.push({ kind: "line", x1Px: xPx, y1Px: topPx, x2Px: xPx, y2Px: bottomPx, ink: "accent" });
  }
  return items;
}

/** Brackets on the ruler where the marks stand, so that in and out are told apart without colour. */
function markBrackets(input: SceneInput): DrawItem[] {
  const { axis, metrics } = input;
  const bracket = (at: number | null, side: 1 | -1): DrawItem[] => {
    if (at === null) return [];
    const xPx = xFromTrue(axis, at);
    if (xPx < -8 || xPx > axis.widthPx + 8) return [];
    const y1Px = metrics.rulerPx - 12;
    const y2Px = metrics.rulerPx - 2;
    const ink = "accent" as const;
    return [
      { kind: "rect", xPx: side === 1 ? xPx : xPx - 2, yPx: y1Px, widthPx: 2, heightPx: y2Px - y1Px, ink },
      { kind: "rect", xPx: side === 1 ? xPx : xPx - 6, yPx: y1Px, widthPx: 6, heightPx: 2, ink },
      { kind: "rect", xPx: side === 1 ? xPx : xPx - 6, yPx: y2Px - 2, widthPx: 6, heightPx: 2, ink },
    ];
  };
  return [...bracket(input.markInMs, 1), ...bracket(input.markOutMs, -1)];
}

export function sceneOf(input: SceneInput): Scene {
  const { metrics, axis } = input;
  const headPx = metrics.rulerPx + metrics.casePx;
  const scrolled = shownIndexes(metrics, input.rowCount, input.scrollTopPx, input.heightPx).filter((i) => i >= metrics.fixedCount);
  return {
    lanesTopPx: scrolledTopPx(metrics),
    // The grid lies under the bars: it must not look like gaps in them.
    lanes: [...scrolled.map((i) => laneGround(input, i)), ...gridItems(input), ...scrolled.flatMap((i) => rowItems(input, i))],
    over: [...standingItems(input), ...markItems(input, headPx, input.heightPx), ...lossItems(input)],
    head: [
      ...rulerItems(input),
      { kind: "rect", xPx: 0, yPx: metrics.rulerPx, widthPx: axis.widthPx, heightPx: metrics.casePx - 1, ink: "case-lane" },
      ...gridItems(input).map((item) => (item.kind === "line" ? { ...item, y2Px: headPx } : item)),
      ...bandItems(input),
      ...caseFactItems(input),
      ...casePinItems(input),
      ...markItems(input, metrics.rulerPx, headPx),
      ...markBrackets(input),
      { kind: "line", x1Px: 0, y1Px: headPx - 1, x2Px: axis.widthPx, y2Px: headPx - 1, ink: "line-strong" },
    ],
  };
}

// What the timeline shows right now: axis, scroll and pointer, outside of React, because they change with every turn of
// the wheel. Listeners are told once an animation frame. The view store gets a copy, rounded, for keeping the layout.

import type { Range } from "../../contract/time.ts";
import { useView } from "../state/view-store.ts";
import { fittedTo, withWidth, type Axis } from "./axis.ts";
import { areaAt, metricsFor, shownIndexes, stuckGroup, type Area, type LaneMetrics, type StuckGroup } from "./lanes.ts";
import { NO_ROWS, type LaneRows } from "./lane-rows.ts";
import { ViewHistory } from "./view-history.ts";

export interface Pointer {
  readonly xPx: number;
  readonly yPx: number;
}

const KEEP_AFTER_MS = 120;

export class TimelineView {
  axis: Axis = { fromMs: 0, toMs: 3_600_000, widthPx: 1 };
  heightPx = 1;
  metrics: LaneMetrics = metricsFor(1, 0);
  scrollTopPx = 0;
  rows: LaneRows = NO_ROWS;
  /** Rows that are groups, ascending. */
  groupIndexes: readonly number[] = [];
  readonly history = new ViewHistory();
  pointer: Pointer | null = null;
  /** False until there is something to show: coverage, or a stretch kept from last time. */
  hasRange = false;
  /** Until a person zooms or pans, the picture grows with the footage as it is indexed. */
  isFollowingCoverage = true;

  private readonly listeners = new Set<() => void>();
  private isScheduled = false;
  private keepTimer: ReturnType<typeof setTimeout> | null = null;
  private lastKept: { readonly fromMs: number; readonly toMs: number } | null = null;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Something changed: repaint at the next frame, once. */
  touch(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      for (const listener of [...this.listeners]) listener();
    });
  }

  /** A person moved the picture. */
  show(axis: Axis): void {
    if (this.hasRange) this.history.leave(this.axis);
    this.isFollowingCoverage = false;
    this.setAxis(axis);
  }

  fit(range: Range<number>): void {
    this.setAxis(fittedTo(range, this.axis.widthPx));
  }

  resize(widthPx: number, heightPx: number): void {
    this.heightPx = heightPx;
    this.axis = withWidth(this.axis, widthPx);
    this.touch();
  }

  setMetrics(metrics: LaneMetrics): void {
    this.metrics = metrics;
    this.touch();
  }

  setRows(rows: LaneRows): void {
    this.rows = rows;
    this.groupIndexes = rows.rows.flatMap((row, i) => (row.kind === "group" ? [i] : []));
    this.touch();
  }

  /** The heading of the group that is scrolled through; null where none is. */
  stuck(): StuckGroup | null {
    return stuckGroup(this.metrics, this.groupIndexes, this.scrollTopPx);
  }

  areaAt(yPx: number): Area {
    return areaAt(this.metrics, this.rows.rows.length, this.scrollTopPx, yPx, this.stuck());
  }

  /** Whose lane lies at a height; null where none does. */
  cameraIdAt(yPx: number): string | null {
    const area = this.areaAt(yPx);
    const row = area.kind === "lane" ? this.rows.rows[area.index] : undefined;
    return row?.kind === "lane" ? row.camera.cameraId : null;
  }

  shownIndexes(): readonly number[] {
    return shownIndexes(this.metrics, this.rows.rows.length, this.scrollTopPx, this.heightPx);
  }

  /** Back or forward to a stretch that was looked at before. False: there is none. */
  travel(direction: "back" | "forward"): boolean {
    const to = direction === "back" ? this.history.back(this.axis) : this.history.forward(this.axis);
    if (to === null) return false;
    this.isFollowingCoverage = false;
    this.axis = { ...this.axis, ...to };
    this.hasRange = true;
    this.touch();
    this.keepTimer ??= setTimeout(() => this.keep(), KEEP_AFTER_MS);
    return true;
  }

  scrollTo(scrollTopPx: number): void {
    this.scrollTopPx = scrollTopPx;
    this.touch();
  }

  pointAt(pointer: Pointer | null): void {
    this.pointer = pointer;
    this.touch();
  }

  /** Takes over a stretch that something else put into the view store (a pin that was opened, a restored layout). */
  adopt(visible: { readonly fromMs: number; readonly toMs: number }): void {
    if (this.lastKept !== null && this.lastKept.fromMs === visible.fromMs && this.lastKept.toMs === visible.toMs) return;
    if (visible.toMs <= visible.fromMs) return;
    this.lastKept = visible;
    if (this.hasRange) this.history.leave(this.axis);
    this.isFollowingCoverage = false;
    this.hasRange = true;
    this.axis = { ...this.axis, fromMs: visible.fromMs, toMs: visible.toMs };
    this.touch();
  }

  private setAxis(axis: Axis): void {
    this.hasRange = true;
    this.axis = axis;
    this.touch();
    this.keepTimer ??= setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  private keep(): void {
    this.keepTimer = null;
    // A stretch that only follows the footage is no choice to keep: next time it is fitted anew.
    if (this.isFollowingCoverage) return;
    this.lastKept = { fromMs: Math.round(this.axis.fromMs), toMs: Math.round(this.axis.toMs) };
    useView.getState().setVisible(this.lastKept.fromMs, this.lastKept.toMs);
  }
}

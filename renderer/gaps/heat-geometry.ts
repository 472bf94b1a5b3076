// The picture of missing footage, a row a camera and a column an hour of the week or some days: where its cells lie. Pure; painting
// is heat-picture.tsx's, counting is contract/gap-week.ts.

import { daySlots, hourSlots, WEEK_HOURS, weekShares, type HourSlot } from "../../contract/gap-week.ts";
import type { Range } from "../../contract/time.ts";

/** Few cameras have the room that there is; many are scrolled. */
const ROW_MIN_PX = 22;
const ROW_MAX_PX = 40;
export const HEAT_HEAD_PX = 20;
/** Narrower columns could not be told apart. */
const COLUMN_MIN_PX = 3;
const NAME_MIN_PX = 110;
const NAME_SHARE = 0.2;
const NAME_MAX_PX = 220;

export interface HeatGrid {
  readonly slots: readonly HourSlot[];
  readonly columnCount: number;
  /** Days in a column; null: columns are hours of the week. */
  readonly daysEach: number | null;
  /** Where each column of days begins, and the last one ends; empty for hours. */
  readonly beginsMs: readonly number[];
}

export const weekGrid = (range: Range<number>, timezone: string): HeatGrid => ({ slots: hourSlots(range, timezone), columnCount: WEEK_HOURS, daysEach: null, beginsMs: [] });

/** As many days in a column as the room asks for. */
export function dayGrid(range: Range<number>, timezone: string, roomPx: number): HeatGrid {
  const days = daySlots(range, timezone);
  const daysEach = Math.max(1, Math.ceil(days.length / Math.max(1, Math.floor(roomPx / COLUMN_MIN_PX))));
  const slots = days.map((day) => ({ ...day, slot: Math.floor(day.slot / daysEach) }));
  const beginsMs = slots.filter((_, i) => i % daysEach === 0).map(({ startMs }) => startMs);
  return { slots, columnCount: Math.max(1, Math.ceil(days.length / daysEach)), daysEach, beginsMs: [...beginsMs, range.endMs] };
}

/** Of each camera the share that is missing in each column; null where the period does not reach. */
export const heatShares = (grid: HeatGrid, missing: readonly (readonly Range<number>[])[]): readonly (readonly (number | null)[])[] =>
  missing.map((ranges) => weekShares(grid.slots, ranges, grid.columnCount));

export interface HeatLayout {
  readonly namePx: number;
  readonly columnPx: number;
  readonly rowPx: number;
}

export const namePxOf = (widthPx: number): number => Math.round(Math.min(NAME_MAX_PX, Math.max(NAME_MIN_PX, widthPx * NAME_SHARE)));
export function heatLayout({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }, columnCount: number, rowCount: number): HeatLayout {
  const namePx = namePxOf(widthPx);
  const rowPx = Math.min(ROW_MAX_PX, Math.max(ROW_MIN_PX, Math.floor((heightPx - HEAT_HEAD_PX) / Math.max(1, rowCount))));
  return { namePx, columnPx: Math.max(1, (widthPx - namePx - 2) / columnCount), rowPx };
}

export interface HeatCell { readonly row: number; readonly column: number }

/** The cell under a point, `yPx` from the picture's top as scrolled; null beside the cells. A name means its row's first cell. */
export function cellAt({ namePx, columnPx, rowPx }: HeatLayout, columnCount: number, rowCount: number, xPx: number, yPx: number): HeatCell | null {
  const row = Math.floor((yPx - HEAT_HEAD_PX) / rowPx);
  if (row < 0 || row >= rowCount) return null;
  const column = Math.floor((xPx - namePx) / columnPx);
  return column >= columnCount ? null : { row, column: Math.max(0, column) };
}

/** Where a key leads from a cell; null: it is no key of the picture. */
export function cellFromKey(key: string, { row, column }: HeatCell, rowCount: number, columnCount: number, isWeek: boolean): HeatCell | null {
  const to = {
    ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], Home: [row, 0], End: [row, columnCount - 1],
    PageDown: [row, column + (isWeek ? 24 : 7)], PageUp: [row, column - (isWeek ? 24 : 7)],
  }[key];
  return to === undefined ? null : { row: Math.max(0, Math.min(rowCount - 1, to[0]!)), column: Math.max(0, Math.min(columnCount - 1, to[1]!)) };
}

/** The first missing stretch of a camera that reaches into a column; null where none does. `missing` and slots are in order. */
export function firstMissingIn(grid: HeatGrid, column: number, missing: readonly Range<number>[]): Range<number> | null {
  for (const slot of grid.slots) {
    if (slot.slot !== column) continue;
    const found = missing.find((range) => range.endMs > slot.startMs && range.startMs < slot.endMs);
    if (found !== undefined) return found;
  }
  return null;
}

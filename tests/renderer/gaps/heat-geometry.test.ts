// The picture of missing footage: its cells by pointer and key, days gathered where there is no room, and what a cell leads to.

import { expect, it } from "vitest";
import { cellAt, cellFromKey, dayGrid, firstMissingIn, HEAT_HEAD_PX, heatLayout, heatShares, weekGrid } from "../../../renderer/gaps/heat-geometry.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, midnight in Shanghai. */
const MONDAY_MS = Date.UTC(2021, 10, 7, 16);
const weeks = (count: number) => ({ startMs: MONDAY_MS, endMs: MONDAY_MS + count * 7 * DAY_MS });

it("has a column for each hour of the week, and says null where the period does not reach", () => {
  const grid = weekGrid({ startMs: MONDAY_MS, endMs: MONDAY_MS + DAY_MS }, "Asia/Shanghai");
  const [shares] = heatShares(grid, [[{ startMs: MONDAY_MS, endMs: MONDAY_MS + HOUR_MS / 2 }]]);
  expect([grid.columnCount, shares![0], shares![1], shares![24]]).toEqual([168, 0.5, 0, null]);
});

it("gives each day a column where there is room, else gathers as many as it takes", () => {
  expect(dayGrid(weeks(2), "Asia/Shanghai", 600)).toMatchObject({ columnCount: 14, daysEach: 1 });
  const gathered = dayGrid(weeks(52), "Asia/Shanghai", 600);
  expect([gathered.daysEach, gathered.columnCount, gathered.beginsMs.length]).toEqual([2, 182, 183]);
  const odd = dayGrid({ startMs: MONDAY_MS, endMs: MONDAY_MS + 7 * DAY_MS }, "Asia/Shanghai", 12);
  expect([odd.daysEach, odd.columnCount, odd.beginsMs.map((ms) => (ms - MONDAY_MS) / DAY_MS)]).toEqual([2, 4, [0, 2, 4, 6, 7]]);
  expect(heatShares(odd, [[{ startMs: MONDAY_MS + DAY_MS, endMs: MONDAY_MS + 2 * DAY_MS }]])[0]).toEqual([0.5, 0, 0, 0]);
});

it("finds the cell under the pointer, a name's being its row's first, and none beside them", () => {
  const layout = heatLayout({ widthPx: 600, heightPx: 300 }, 168, 3);
  const { rowPx } = layout;
  const at = (x: number, y: number) => cellAt(layout, 168, 3, x, y);
  expect(at(layout.namePx + layout.columnPx * 10.5, HEAT_HEAD_PX + rowPx * 1.5)).toEqual({ row: 1, column: 10 });
  expect(at(5, HEAT_HEAD_PX + 1)).toEqual({ row: 0, column: 0 });
  expect([at(5, HEAT_HEAD_PX - 1), at(5, HEAT_HEAD_PX + 3 * rowPx), at(700, HEAT_HEAD_PX + 1)]).toEqual([null, null, null]);
});

it("gives few cameras the room that there is, within reason, and many the least", () => {
  const rowPx = (rows: number): number => heatLayout({ widthPx: 600, heightPx: 320 }, 168, rows).rowPx;
  expect([rowPx(1), rowPx(10), rowPx(300)]).toEqual([40, 30, 22]);
});

it("moves by keys within the picture: hours, rows, whole days", () => {
  const from = (key: string, row: number, column: number, isWeek = true) => cellFromKey(key, { row, column }, 3, 168, isWeek);
  expect(from("ArrowRight", 0, 167)).toEqual({ row: 0, column: 167 });
  expect(from("ArrowDown", 1, 5)).toEqual({ row: 2, column: 5 });
  expect(from("PageDown", 1, 5)).toEqual({ row: 1, column: 29 });
  expect(from("PageUp", 1, 5, false)).toEqual({ row: 1, column: 0 });
  expect(from("x", 1, 5)).toBeNull();
});

it("leads from a cell to the first gap that reaches into any of its hours", () => {
  const grid = weekGrid(weeks(2), "Asia/Shanghai");
  const second = { startMs: MONDAY_MS + 7 * DAY_MS + 2 * HOUR_MS + 60_000, endMs: MONDAY_MS + 7 * DAY_MS + 4 * HOUR_MS };
  expect(firstMissingIn(grid, 2, [{ startMs: MONDAY_MS, endMs: MONDAY_MS + HOUR_MS }, second])).toEqual(second);
  expect(firstMissingIn(grid, 5, [second])).toBeNull();
});

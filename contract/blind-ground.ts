// What of a site's ground no camera sees, by the entered fields of view: on a grid inside of the hull of all views. Pure. Walls,
// heights and light are not known: it is the most that cameras can see, and the least that is blind.

import { isInWedge, pointOfWedge, type ViewWedge } from "./camera-view.ts";
import type { Metres } from "./coordinates.ts";
import { convexHull, isInPolygon } from "./polygon.ts";

/** A camera on the plane. `always`: it has footage all of the time that is asked about; `partly`: some of it; `never`: none. */
export interface GroundView { readonly at: Metres; readonly wedge: ViewWedge; readonly sees: "always" | "partly" | "never" }

/** A connected blind patch: its middle and size. */
export interface BlindPatch { readonly middle: Metres; readonly areaM2: number }

export interface BlindGround {
  /** Around all views, counterclockwise. */
  readonly hull: readonly Metres[];
  readonly wholeM2: number;
  /** Seen at no time, and at some of it only. */
  readonly blindM2: number;
  readonly partlyM2: number;
  /** Side of a grid cell. Metres. */
  readonly stepM: number;
  /** The largest patches seen at no time, largest first. */
  readonly patches: readonly BlindPatch[];
}

/** Cells along the longer side: 200 are a hundredth of a port's basin each way, and 40,000 in all. */
const CELLS_MAX = 200;
const STEP_MIN_M = 0.5;
const PATCHES_MAX = 8;
/** Smaller ones are the jags between two wedges. Share of the whole. */
const PATCH_SHARE_MIN = 0.002;

const SEEN = 3, PARTLY = 2, BLIND = 1;

/** Where a view reaches: its camera, and points along its outer edge. */
const reachOf = ({ at, wedge }: GroundView): Metres[] =>
  [at, ...[-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].map((side) => pointOfWedge(wedge, side, 1)).map((p) => ({ eastM: at.eastM + p.eastM, northM: at.northM + p.northM }))];

interface Grid { readonly west: number; readonly south: number; readonly stepM: number; readonly columns: number; readonly rows: number; readonly cells: Uint8Array }

function gridOf(hull: readonly Metres[]): Grid {
  const [west, east] = [Math.min(...hull.map((p) => p.eastM)), Math.max(...hull.map((p) => p.eastM))];
  const [south, north] = [Math.min(...hull.map((p) => p.northM)), Math.max(...hull.map((p) => p.northM))];
  const stepM = Math.max(STEP_MIN_M, Math.max(east - west, north - south) / CELLS_MAX);
  const [columns, rows] = [Math.ceil((east - west) / stepM), Math.ceil((north - south) / stepM)];
  return { west, south, stepM, columns, rows, cells: new Uint8Array(columns * rows) };
}

const middleOfCell = ({ west, south, stepM }: Grid, column: number, row: number): Metres => ({ eastM: west + (column + 0.5) * stepM, northM: south + (row + 0.5) * stepM });

/** Every cell whose middle lies within `rangeM` of a point: a camera is asked about no others. */
function eachCellNear(grid: Grid, at: Metres, rangeM: number, see: (index: number, middle: Metres) => void): void {
  const span = (from: number, centre: number, count: number): readonly [number, number] =>
    [Math.max(0, Math.floor((centre - rangeM - from) / grid.stepM)), Math.min(count - 1, Math.ceil((centre + rangeM - from) / grid.stepM))];
  const [firstRow, lastRow] = span(grid.south, at.northM, grid.rows);
  const [firstColumn, lastColumn] = span(grid.west, at.eastM, grid.columns);
  for (let row = firstRow; row <= lastRow; row++) for (let column = firstColumn; column <= lastColumn; column++) see(row * grid.columns + column, middleOfCell(grid, column, row));
}

/** Marks every cell: outside 0, blind, partly or always seen. A marked area is blind whatever looks at it. */
function fill(grid: Grid, hull: readonly Metres[], views: readonly GroundView[], marked: readonly (readonly Metres[])[]): void {
  for (let row = 0; row < grid.rows; row++) for (let column = 0; column < grid.columns; column++) {
    if (isInPolygon(hull, middleOfCell(grid, column, row))) grid.cells[row * grid.columns + column] = BLIND;
  }
  for (const { at, wedge, sees } of views) {
    if (sees === "never") continue;
    const value = sees === "always" ? SEEN : PARTLY;
    eachCellNear(grid, at, wedge.rangeM, (index, middle) => {
      if (grid.cells[index] !== 0 && grid.cells[index]! < value && isInWedge(wedge, { eastM: middle.eastM - at.eastM, northM: middle.northM - at.northM })) grid.cells[index] = value;
    });
  }
  for (let row = 0; row < grid.rows; row++) for (let column = 0; column < grid.columns; column++) {
    const index = row * grid.columns + column;
    if (grid.cells[index]! > BLIND && marked.some((outline) => isInPolygon(outline, middleOfCell(grid, column, row)))) grid.cells[index] = BLIND;
  }
}

/** The connected patches of blind cells, by their sides. */
function patchesOf(grid: Grid): BlindPatch[] {
  const isTaken = new Uint8Array(grid.cells.length);
  const found: BlindPatch[] = [];
  for (let start = 0; start < grid.cells.length; start++) {
    if (grid.cells[start] !== BLIND || isTaken[start] === 1) continue;
    isTaken[start] = 1;
    const queue = [start];
    let [count, sumColumn, sumRow] = [0, 0, 0];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [column, row] = [at % grid.columns, Math.floor(at / grid.columns)];
      count++;
      sumColumn += column;
      sumRow += row;
      const near = [column > 0 ? at - 1 : -1, column < grid.columns - 1 ? at + 1 : -1, at - grid.columns, at + grid.columns];
      for (const next of near) {
        if (next < 0 || next >= grid.cells.length || grid.cells[next] !== BLIND || isTaken[next] === 1) continue;
        isTaken[next] = 1;
        queue.push(next);
      }
    }
    found.push({ middle: middleOfCell(grid, sumColumn / count, sumRow / count), areaM2: count * grid.stepM ** 2 });
  }
  return found.sort((a, b) => b.areaM2 - a.areaM2);
}

/** What is blind inside of the hull of the views; null where they span no ground. `marked`: outlines of areas marked by hand; what of them lies outside is not counted. */
export function blindGround(views: readonly GroundView[], marked: readonly (readonly Metres[])[]): BlindGround | null {
  const hull = convexHull(views.flatMap(reachOf));
  if (hull.length < 3) return null;
  const grid = gridOf(hull);
  fill(grid, hull, views, marked);
  const areaOf = (value: number): number => grid.cells.reduce((count, cell) => count + Number(cell === value), 0) * grid.stepM ** 2;
  const [blindM2, partlyM2, seenM2] = [areaOf(BLIND), areaOf(PARTLY), areaOf(SEEN)];
  const wholeM2 = blindM2 + partlyM2 + seenM2;
  return { hull, wholeM2, blindM2, partlyM2, stepM: grid.stepM, patches: patchesOf(grid).filter(({ areaM2 }) => areaM2 >= wholeM2 * PATCH_SHARE_MIN).slice(0, PATCHES_MAX) };
}

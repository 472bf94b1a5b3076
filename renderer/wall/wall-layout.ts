// Changing the number of tiles without losing what was on them: the active camera stays in view, and going back to more
// tiles brings back the others. Cameras with footage at the clock, or nearest to it, fill what would be empty.

import type { Camera } from "../../contract/model.ts";
import { useView, type WallLayout } from "../state/view-store.ts";

/** The number of tiles to go back to from a single one. */
let lastOfMany: WallLayout = 4;

/** Cameras last seen on the wall, by tile. */
let remembered: readonly (string | null)[] = [];

/** What the wall last put on its tiles by itself. */
let byItself: readonly (string | null)[] = [];

/** True while nothing but the wall itself has put a camera on a tile, or taken one off. */
export const isFilledByItself = (tiles: readonly (string | null)[]): boolean => tiles.every((tile) => tile === null) || (tiles.length === byItself.length && tiles.every((tile, i) => tile === byItself[i]));

/** Puts cameras on the tiles until a person does: what is read later may still come to them. */
export function fillByItself(tiles: readonly (string | null)[]): void {
  byItself = tiles;
  useView.getState().setTiles(tiles);
}

/** Empty tiles taken by cameras that stand on none, best first: pure. */
export function filledUp(tiles: readonly (string | null)[], spare: readonly string[]): readonly (string | null)[] {
  const others = spare.filter((cameraId) => !tiles.includes(cameraId));
  return tiles.map((tile) => tile ?? others.shift() ?? null);
}

/** Tiles for a new layout: pure. `spare` are cameras to fill up with, best first. */
export function tilesForLayout(
  tiles: readonly (string | null)[], activeTile: number, remembered: readonly (string | null)[], layout: WallLayout, spare: readonly string[],
): readonly (string | null)[] {
  const active = tiles[activeTile] ?? null;
  if (layout < tiles.length) {
    // Fewer: the first ones stay, and the active one whatever its place.
    const kept = tiles.slice(0, layout);
    return active === null || kept.includes(active) ? kept : [...kept.slice(0, layout - 1), active];
  }
  const filled: (string | null)[] = [];
  // A camera that stands on two tiles (two versions of it side by side) stays on both.
  const isFree = (cameraId: string | null | undefined): cameraId is string => cameraId != null && !filled.includes(cameraId) && !tiles.includes(cameraId);
  for (let i = 0; i < layout; i++) {
    const own = tiles[i] ?? null;
    if (own !== null) filled.push(own);
    else if (isFree(remembered[i])) filled.push(remembered[i]!);
    else filled.push(remembered.find(isFree) ?? spare.find(isFree) ?? null);
  }
  return filled;
}

/** Cameras to fill empty tiles with: those with footage at an instant first, then those whose footage lies nearest to it. */
export function nearestInTime(cameras: readonly Camera[], nowMs: number): readonly string[] {
  const awayMs = (camera: Camera): number => camera.coverage === null ? Infinity : Math.max(0, camera.coverage.startMs - nowMs, nowMs - camera.coverage.endMs);
  return cameras.filter((camera) => camera.coverage !== null).sort((a, b) => awayMs(a) - awayMs(b)).map((camera) => camera.cameraId);
}

export function changeLayout(layout: WallLayout, cameras: readonly Camera[], nowMs: number): void {
  const view = useView.getState();
  if (view.layout === layout) return;
  if (view.layout > 1) lastOfMany = view.layout;
  if (view.tiles.length >= remembered.length) remembered = view.tiles;
  const spare = nearestInTime(cameras, nowMs);
  const active = view.tiles[view.activeTile] ?? null;
  const tiles = tilesForLayout(view.tiles, view.activeTile, remembered, layout, spare);
  const isByItself = isFilledByItself(view.tiles);
  view.setLayout(layout);
  if (isByItself) fillByItself(tiles);
  else view.setTiles(tiles);
  if (active !== null) view.setActiveTile(Math.max(0, tiles.indexOf(active)));
}

/** A tile alone, or where it is alone already all of them again. */
export function toggleSingle(index: number, cameras: readonly Camera[], nowMs: number): void {
  useView.getState().setActiveTile(index);
  changeLayout(useView.getState().layout === 1 ? lastOfMany : 1, cameras, nowMs);
}

/** A camera dropped on a tile; where it is shown elsewhere the two change places. */
export function dropCamera(index: number, cameraId: string): void {
  const { tiles, setTile, swapTiles, setActiveTile } = useView.getState();
  const from = tiles.indexOf(cameraId);
  if (from >= 0 && tiles[index] !== cameraId) swapTiles(from, index);
  else if (from < 0) setTile(index, cameraId);
  setActiveTile(index);
}

/** Moves what is on the active tile one place on or back, round the ends; what was there takes its place. */
export function moveActiveTile(direction: 1 | -1): void {
  const { activeTile, layout, swapTiles } = useView.getState();
  swapTiles(activeTile, (activeTile + direction + layout) % layout);
}

/** Makes the next or previous tile the active one, round the ends. */
export function goToTile(direction: 1 | -1): void {
  const { activeTile, layout, setActiveTile } = useView.getState();
  setActiveTile((activeTile + direction + layout) % layout);
}

/** The other recording of the moment on a tile: the next best, after the last one the best again. */
export function showOtherVersion(index: number, shown: { readonly version: number; readonly versionCount: number }): void {
  if (shown.versionCount > 1) useView.getState().setVersion(index, (shown.version + 1) % shown.versionCount);
}

/** Puts the other recording of the moment on the tile beside: an empty one if there is one, else the next. A single tile becomes two. */
export function showVersionsSideBySide(index: number, shown: { readonly version: number; readonly versionCount: number }): void {
  const view = useView.getState();
  const cameraId = view.tiles[index] ?? null;
  if (shown.versionCount < 2 || cameraId === null) return;
  if (view.layout === 1) {
    if (view.tiles.length >= remembered.length) remembered = view.tiles;
    view.setLayout(2);
  }
  const { tiles, layout, setTile, setVersion, setActiveTile } = useView.getState();
  const empty = tiles.findIndex((tile, i) => tile === null && i !== index);
  const beside = empty >= 0 ? empty : (index + 1) % layout;
  setTile(beside, cameraId);
  setVersion(index, shown.version);
  setVersion(beside, (shown.version + 1) % shown.versionCount);
  setActiveTile(index);
}

// Changing the number of tiles without losing what was on them: the active camera stays in view, and going back to more
// tiles brings back the others. Cameras with footage at the clock, or nearest to it, fill what would be empty.

import type { Camera } from "../../contract/model.ts";
import { useView, type WallLayout } from "../state/view-store.ts";

/** Cameras last seen on the wall, by tile. */
let remembered: readonly (string | null)[] = [];

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
  if (view.tiles.length >= remembered.length) remembered = view.tiles;
  const spare = nearestInTime(cameras, nowMs);
  const active = view.tiles[view.activeTile] ?? null;
  const tiles = tilesForLayout(view.tiles, view.activeTile, remembered, layout, spare);
  view.setLayout(layout);
  view.setTiles(tiles);
  if (active !== null) view.setActiveTile(Math.max(0, tiles.indexOf(active)));
}

/** A camera dropped on a tile; where it is shown elsewhere the two change places. */
export function dropCamera(index: number, cameraId: string): void {
  const { tiles, setTiles, setActiveTile } = useView.getState();
  const from = tiles.indexOf(cameraId);
  const there = tiles[index] ?? null;
  setTiles(tiles.map((tile, i) => (i === index ? cameraId : i === from ? there : tile)));
  setActiveTile(index);
}

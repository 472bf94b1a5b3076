// What is shown at first: the window as it was left, else the cameras that saw the beginning, on as many tiles as the wall
// has. Only while nothing else is shown yet; whatever a person put there stays. Cameras whose footage is read a moment later
// come to those that are there.

import { useEffect, useRef } from "react";
import type { Camera } from "../../contract/model.ts";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import { keepView, restoreView } from "./kept-view.ts";

/** Cameras with footage: the earliest first, of those the one that saw most. */
export function camerasFromTheStart(cameras: readonly Camera[]): readonly Camera[] {
  return cameras
    .filter((camera) => camera.coverage !== null)
    .sort((a, b) => (a.coverage?.startMs ?? 0) - (b.coverage?.startMs ?? 0) || b.coveredMs - a.coveredMs || (a.cameraId < b.cameraId ? -1 : 1));
}

interface Filled {
  readonly cameraIds: readonly string[];
  /** How many tiles there were when it began. */
  readonly tileCount: number;
}

/** The cameras that come to those which were put there before; the same list where none does. Null: a person has put others there. */
export function filledOn(tiles: readonly (string | null)[], filled: Filled, cameraIds: readonly string[]): Filled | null {
  const shown = tiles.filter((tile) => tile !== null);
  if (shown.length !== filled.cameraIds.length || filled.cameraIds.some((cameraId, i) => tiles[i] !== cameraId)) return null;
  const others = cameraIds.filter((cameraId) => !filled.cameraIds.includes(cameraId));
  const next = [...filled.cameraIds, ...others].slice(0, filled.tileCount);
  return next.length === filled.cameraIds.length ? filled : { ...filled, cameraIds: next };
}

export function useFirstView(): void {
  const filled = useRef<Filled | null>(null);
  const libraryPath = useLibrary().data?.path ?? null;
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data;
  useEffect(() => {
    if (libraryPath === null) return undefined;
    restoreView(libraryPath);
    return keepView(libraryPath);
  }, [libraryPath]);
  useEffect(() => {
    if (libraryPath === null || cameras === null) return;
    const view = useView.getState();
    const known = new Set(cameras.map((camera) => camera.cameraId));
    // A tile of a camera that the library does not have (any more) is free.
    if (view.tiles.some((tile) => tile !== null && !known.has(tile))) view.setTiles(view.tiles.map((tile) => (tile !== null && known.has(tile) ? tile : null)));
    const { tiles, layout } = useView.getState();
    const isEmpty = tiles.every((tile) => tile === null);
    const before = isEmpty ? { cameraIds: [], tileCount: layout } : filled.current;
    filled.current = before === null ? null : filledOn(tiles, before, camerasFromTheStart(cameras).map((camera) => camera.cameraId));
    if (filled.current === null || filled.current === before) return;
    view.setTiles(tiles.map((tile, i) => filled.current!.cameraIds[i] ?? tile));
  }, [libraryPath, cameras]);
}

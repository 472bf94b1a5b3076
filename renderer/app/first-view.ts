// What is shown at first: the window as it was left, else the cameras that saw the beginning, on as many tiles as the wall
// has. Only while nothing else is shown yet; whatever a person put there stays. Cameras whose footage is read a moment later
// come to those that are there.

import { useEffect } from "react";
import type { Camera } from "../../contract/model.ts";
import { useLibrary } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import { fillByItself, filledUp, isFilledByItself } from "../wall/wall-layout.ts";
import { keepView, restoreView } from "./kept-view.ts";

/** Cameras with footage: the earliest first, of those the one that saw most. */
export function camerasFromTheStart(cameras: readonly Camera[]): readonly Camera[] {
  return cameras
    .filter((camera) => camera.coverage !== null)
    .sort((a, b) => (a.coverage?.startMs ?? 0) - (b.coverage?.startMs ?? 0) || b.coveredMs - a.coveredMs || (a.cameraId < b.cameraId ? -1 : 1));
}

export function useFirstView(): void {
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
    const { tiles } = useView.getState();
    if (!isFilledByItself(tiles)) return;
    const next = filledUp(tiles, camerasFromTheStart(cameras).map((camera) => camera.cameraId));
    if (next.some((tile, i) => tile !== tiles[i])) fillByItself(next);
  }, [libraryPath, cameras]);
}

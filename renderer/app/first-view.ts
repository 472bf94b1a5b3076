// What is shown when footage first appears: the cameras that saw the beginning, on as many tiles as the wall has. Only
// while nothing is shown yet; whatever a person put there stays.

import { useEffect } from "react";
import type { Camera } from "../../contract/model.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";

/** Cameras with footage: the earliest first, of those the one that saw most. */
export function camerasFromTheStart(cameras: readonly Camera[]): readonly Camera[] {
  return cameras
    .filter((camera) => camera.coverage !== null)
    .sort((a, b) => (a.coverage?.startMs ?? 0) - (b.coverage?.startMs ?? 0) || b.coveredMs - a.coveredMs || (a.cameraId < b.cameraId ? -1 : 1));
}

export function useFirstView(): void {
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data;
  useEffect(() => {
    const view = useView.getState();
    if (cameras === null || view.tiles.some((tile) => tile !== null)) return;
    const shown = camerasFromTheStart(cameras).slice(0, view.layout);
    if (shown.length > 0) view.setTiles(shown.map((camera) => camera.cameraId));
  }, [cameras]);
}

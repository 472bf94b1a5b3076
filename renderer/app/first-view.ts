// What is shown when footage first appears: the first cameras that have any, on as many tiles as the wall has. Only
// while nothing is shown yet; whatever a person put there stays.

import { useEffect } from "react";
import { camerasBySite } from "../cameras/camera-groups.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";

export function useFirstView(): void {
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data;
  useEffect(() => {
    const view = useView.getState();
    if (cameras === null || view.tiles.some((tile) => tile !== null)) return;
    const withFootage = camerasBySite(cameras).flatMap((group) => group.cameras).filter((camera) => camera.coverage !== null);
    if (withFootage.length > 0) view.setTiles(withFootage.slice(0, view.layout).map((camera) => camera.cameraId));
  }, [cameras]);
}

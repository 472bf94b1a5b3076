// What the map draws besides cameras, from the engine's answers and what was chosen: the way, the plan, the area that is being
// marked, the neighbours of the chosen camera.

import { useMemo } from "react";
import type { Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { fitPlan, wgs84FromPlan, type SitePlan } from "../../contract/site-plan.ts";
import type { TileSource } from "../../contract/tile-source.ts";
import { useQuery } from "../engine/use-query.ts";
import { useDirectionText } from "../follow/direction-text.ts";
import { meantByArea } from "./area-draft.ts";
import { xyFromWgs84, type MapPlace, type SizePx } from "./map-geometry.ts";
import { useMap } from "./map-store.ts";
import type { NeighbourLine } from "./neighbour-marks.tsx";
import { usePath } from "./path-choice.ts";
import { legCurves, stopNumbers, type LegCurve } from "./path-geometry.ts";
import { useLegWords } from "./path-words.ts";
import { meantBy } from "./plan-draft.ts";

const NO_CURVES: readonly LegCurve[] = [];
const NO_STOPS: ReadonlyMap<string, string> = new Map();
const NO_PLANS: readonly SitePlan[] = [];

/** The plans of the library, the one that lies on the map (as its points are being typed, where they are), and the one that is being laid. */
export function usePlans() {
  const plans = useQuery("plans.list", {}, { topics: ["map"] }).data ?? NO_PLANS;
  const { planId, planDraft, planOpacity } = useMap();
  const edited = plans.find((plan) => plan.planId === planDraft?.planId) ?? null;
  const plan = edited ?? plans.find((each) => each.planId === planId) ?? null;
  const kept = plan === null ? null : fitPlan(plan.points);
  const fit = planDraft !== null && edited !== null ? meantBy(planDraft).fit : kept;
  // Where it is kept to lie, not where it is being laid: the map must not move under the hand.
  const corners = plan === null || kept === null || "bad" in kept ? [] : [[0, 0], [plan.widthPx, 0], [0, plan.heightPx], [plan.widthPx, plan.heightPx]].map(([x, y]) => wgs84FromPlan(kept, { x: x!, y: y! }));
  return { plans, edited, corners, shown: plan === null || fit === null || "bad" in fit ? null : { plan, fit, opacity: planOpacity ?? plan.opacity } };
}

const NO_TILES: readonly TileSource[] = [];

/** The files of map tiles, and the one that lies on the map, where its file is there. */
export function useTiles(): { readonly tiles: readonly TileSource[]; readonly source: TileSource | null } {
  const tiles = useQuery("tiles.list", {}, { topics: ["map"] }).data ?? NO_TILES;
  const tilesId = useMap((s) => s.tilesId);
  return { tiles, source: tiles.find((each) => each.sourceId === tilesId && each.isThere) ?? null };
}

/** The way that is chosen, where it lies on the screen. */
export function useWay(place: MapPlace | null, size: SizePx | null) {
  const path = usePath().data;
  const words = useLegWords();
  const curves = useMemo(() => (path === null || place === null || size === null ? NO_CURVES : legCurves(path, (point) => xyFromWgs84(place, size, point))), [path, place, size]);
  const stops = useMemo(() => (path === null ? NO_STOPS : stopNumbers(path.stops)), [path]);
  return { curves, stops, legs: curves.filter(({ verdict }) => verdict !== "standing").map(({ leg, middle, verdict }) => ({ id: `leg ${leg.toStop}`, text: words(leg).mark, at: middle, verdict })) };
}

/** Corners so far of the area that is being marked; null where none is. */
export function useDrawnArea(): { readonly areaId: number | null; readonly outline: readonly Wgs84[] } | null {
  const areaDraft = useMap((s) => s.areaDraft);
  return useMemo(() => (areaDraft === null ? null : { areaId: areaDraft.areaId, outline: meantByArea(areaDraft).outline }), [areaDraft]);
}

/** Lines from the chosen camera to its neighbours, where both have a position. */
export function useNeighbourLines(cameras: readonly Camera[], activeId: string | null, place: MapPlace | null, size: SizePx | null): readonly NeighbourLine[] {
  const neighbours = useQuery("cameras.neighbours", {}, { topics: ["map"] }).data?.neighbours ?? [];
  const directionText = useDirectionText();
  if (place === null || size === null) return [];
  const xyOf = (cameraId: string) => {
    const at = cameras.find((camera) => camera.cameraId === cameraId)?.wgs84 ?? null;
    return at === null ? null : xyFromWgs84(place, size, at);
  };
  return neighbours.filter(({ cameraId }) => cameraId === activeId).flatMap(({ cameraId, toCameraId, direction }) => {
    const [from, to] = [xyOf(cameraId), xyOf(toCameraId)];
    return from === null || to === null ? [] : [{ id: `neighbour ${toCameraId} ${direction}`, from, to, text: directionText(direction) }];
  });
}

// What of the ground no camera sees, as the map asks it: which cameras count, of which site and time, and where the answer lies.
// What it is made of is contract/blind-ground.ts.

import { useMemo } from "react";
import { blindGround, type BlindGround, type GroundView } from "../../contract/blind-ground.ts";
import { outlineWgs84, type BlindArea } from "../../contract/blind-area.ts";
import { wedgeOfView } from "../../contract/camera-view.ts";
import { metresFromWgs84, wgs84FromMetres, type Metres, type Wgs84 } from "../../contract/coordinates.ts";
import type { ErrorFacts } from "../../contract/errors.ts";
import type { Camera } from "../../contract/model.ts";
import { useCaseView } from "../case/open-case.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";
import type { CameraState } from "./camera-states.ts";
import { useMap, type BlindTime } from "./map-store.ts";

const NO_AREAS: readonly BlindArea[] = [];

export interface PlacedGround {
  readonly ground: BlindGround;
  /** The hull, each wedge's camera, and the patches' middles lie around this. */
  readonly origin: Wgs84;
  readonly cameras: readonly { readonly camera: Camera; readonly sees: GroundView["sees"] }[];
}

/** How much of a stretch a camera has footage for, by its gaps in it. */
export function seesIn(gaps: readonly { readonly startMs: number; readonly endMs: number }[], fromMs: number, toMs: number): GroundView["sees"] {
  const openMs = gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.endMs, toMs) - Math.max(gap.startMs, fromMs)), 0);
  return openMs === 0 ? "always" : openMs >= toMs - fromMs ? "never" : "partly";
}

/** The stretch that is asked about; null where there is none, or none is needed. */
export function useBlindRange(time: BlindTime): { readonly fromMs: number; readonly toMs: number } | null {
  const caseId = useView((s) => s.caseId);
  const markInMs = useView((s) => s.markInMs);
  const markOutMs = useView((s) => s.markOutMs);
  const file = useCaseView(time === "case" ? caseId : null).data;
  const [fromMs, toMs] = time === "marks" ? [markInMs, markOutMs] : time === "case" && file !== null ? [file.periodFromMs, file.periodToMs] : [null, null];
  return fromMs === null || toMs === null || fromMs >= toMs ? null : { fromMs, toMs };
}

export interface AskedGround {
  /** Marked by people. */
  readonly areas: readonly BlindArea[];
  /** What no camera sees of the site and time that are chosen; null: not asked, no ground, or not known (yet). */
  readonly placed: PlacedGround | null;
  readonly isKnown: boolean;
  readonly error: ErrorFacts | null;
}

export function useBlindGround(cameras: readonly Camera[], states: ReadonlyMap<string, CameraState>): AskedGround {
  const areas = useQuery("blindAreas.list", {}, { topics: ["map"] }).data ?? NO_AREAS;
  const { isBlindShown, blindSite, blindTime } = useMap();
  const range = useBlindRange(blindTime);
  const counted = useMemo(() => cameras.filter((camera) => camera.wgs84 !== null && (blindSite === null || camera.site === blindSite)), [cameras, blindSite]);
  const answer = useQuery("gaps.list", !isBlindShown || range === null || counted.length === 0 ? null : { ...range, cameraIds: counted.map(({ cameraId }) => cameraId) }, { topics: ["cameras", "files", "recordings", "clocks"] });
  const gaps = answer.data;
  // Without them every camera would seem to see all the time, and too little to be blind.
  const isKnown = range === null || counted.length === 0 || gaps !== null;
  const placed = useMemo(() => {
    const origin = counted[0]?.wgs84 ?? null;
    if (!isBlindShown || !isKnown || origin === null) return null;
    const gapsOf = Map.groupBy(gaps ?? [], ({ cameraId }) => cameraId);
    const sees = ({ cameraId }: Camera): GroundView["sees"] => {
      if (blindTime === "clock") return states.get(cameraId) === "footage" ? "always" : "never";
      return range === null ? "always" : seesIn(gapsOf.get(cameraId) ?? [], range.fromMs, range.toMs);
    };
    const seen = counted.map((camera) => ({ camera, sees: sees(camera) }));
    const views = seen.map(({ camera, sees: how }): GroundView => ({ at: metresFromWgs84(origin, camera.wgs84!), wedge: wedgeOfView(camera), sees: how }));
    const ground = blindGround(views, areas.map((area) => outlineWgs84(area).map((point): Metres => metresFromWgs84(origin, point))));
    return ground === null ? null : { ground, origin, cameras: seen };
  }, [counted, areas, gaps, states, isBlindShown, blindTime, range?.fromMs, range?.toMs]);
  return { areas, placed, isKnown, error: answer.error };
}

/** The cameras nearest to a patch, nearest first. */
export function camerasNear({ origin, cameras }: PlacedGround, patch: Metres): readonly Camera[] {
  const away = ({ wgs84 }: Camera): number => {
    const { eastM, northM } = metresFromWgs84(origin, wgs84!);
    return Math.hypot(eastM - patch.eastM, northM - patch.northM);
  };
  return cameras.map(({ camera }) => camera).sort((a, b) => away(a) - away(b));
}

export const placeOfPatch = ({ origin }: PlacedGround, patch: Metres): Wgs84 => wgs84FromMetres(origin, patch);

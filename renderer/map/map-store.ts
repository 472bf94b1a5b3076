// Whether the map stands where the wall is, what of the ground it shows, and which camera's place is being edited. Kept for each
// library on this computer. The chosen camera is not here: it is that of the active tile.

import { z } from "zod";
import { create } from "zustand";
import { PACE_LIMITS_KMH } from "../../contract/path.ts";
import type { MapPlace } from "./map-geometry.ts";
import { METRES_PER_PX_MAX, METRES_PER_PX_MIN } from "./map-geometry.ts";
import type { AreaDraft } from "./area-draft.ts";
import type { PathChoice } from "./path-choice.ts";
import type { PlaceDraft } from "./place-draft.ts";
import type { PlanDraft } from "./plan-draft.ts";

/** What the list beside the map is about. */
export const mapParts = ["cameras", "path", "plan", "blind"] as const;
/** Which cameras count for what is blind: all, those with footage at the clock, or by how much they have in a stretch. */
export const blindTimes = ["mounted", "clock", "case", "marks"] as const;
export type BlindTime = (typeof blindTimes)[number];
export type MapPart = (typeof mapParts)[number];

const keptMap = z.object({
  isOpen: z.boolean(),
  place: z.object({
    centre: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
    metresPerPx: z.number().min(METRES_PER_PX_MIN).max(METRES_PER_PX_MAX),
  }).nullable(),
  planId: z.number().int().positive().nullable().default(null),
  tilesId: z.number().int().positive().nullable().default(null),
});

interface MapState {
  readonly isOpen: boolean;
  /** Null: all cameras that have a position. */
  readonly place: MapPlace | null;
  readonly draft: PlaceDraft | null;
  readonly part: MapPart;
  readonly path: PathChoice | null;
  /** Faster than this is told as not plausible. */
  readonly pathLimitKmh: number;
  /** The site plan that lies on the map; null: none. */
  readonly planId: number | null;
  readonly planDraft: PlanDraft | null;
  /** While it is being changed; null: the plan's own. */
  readonly planOpacity: number | null;
  /** The file of map tiles that lies below everything; null: none. */
  readonly tilesId: number | null;
  readonly isBlindShown: boolean;
  /** Null: all sites as one. */
  readonly blindSite: string | null;
  readonly blindTime: BlindTime;
  readonly areaDraft: AreaDraft | null;
  toggle(): void;
  showPart(part: MapPart): void;
  choosePath(path: PathChoice | null): void;
  setPathLimit(kmh: number): void;
  choosePlan(planId: number | null): void;
  setPlanDraft(planDraft: PlanDraft | null): void;
  setPlanOpacity(planOpacity: number | null): void;
  chooseTiles(tilesId: number | null): void;
  setBlind(blind: Partial<Pick<MapState, "isBlindShown" | "blindSite" | "blindTime">>): void;
  setAreaDraft(areaDraft: AreaDraft | null): void;
  setPlace(place: MapPlace | null): void;
  setDraft(draft: PlaceDraft | null): void;
}

/** Nothing is being placed, laid or marked. */
const NO_DRAFTS = { draft: null, planDraft: null, areaDraft: null } as const;

export const useMap = create<MapState>((set) => ({
  isOpen: false, place: null, ...NO_DRAFTS, part: "cameras", path: null, pathLimitKmh: PACE_LIMITS_KMH.drive,
  planId: null, planOpacity: null, tilesId: null, isBlindShown: false, blindSite: null, blindTime: "mounted",
  showPart: (part) => set({ part, ...NO_DRAFTS }),
  choosePath: (path) => set({ path }),
  setPathLimit: (pathLimitKmh) => set({ pathLimitKmh }),
  choosePlan: (planId) => set({ planId, planOpacity: null }),
  setPlanDraft: (planDraft) => set({ planDraft }),
  setPlanOpacity: (planOpacity) => set({ planOpacity }),
  chooseTiles: (tilesId) => set({ tilesId }),
  setBlind: (blind) => set(blind),
  setAreaDraft: (areaDraft) => set({ areaDraft }),
  toggle: () => set((s) => ({ isOpen: !s.isOpen, ...NO_DRAFTS })),
  setPlace: (place) => set({ place }),
  setDraft: (draft) => set({ draft }),
}));

const storageKey = (libraryPath: string): string => `quayline.map:${libraryPath}`;

/** Puts the map as it was left and keeps it from now on; answers a function that stops. What cannot be believed is left. */
export function keepMap(libraryPath: string): () => void {
  let kept: unknown = null;
  try {
    kept = JSON.parse(localStorage.getItem(storageKey(libraryPath)) ?? "null");
  } catch {
    kept = null;
  }
  useMap.setState({ ...(keptMap.safeParse(kept).data ?? { isOpen: false, place: null, planId: null, tilesId: null }), ...NO_DRAFTS });
  return useMap.subscribe(({ isOpen, place, planId, tilesId }, before) => {
    if (isOpen === before.isOpen && place === before.place && planId === before.planId && tilesId === before.tilesId) return;
    localStorage.setItem(storageKey(libraryPath), JSON.stringify({ isOpen, place, planId, tilesId }));
  });
}

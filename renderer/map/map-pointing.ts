// What a click on the ground says just now: a camera's place, a point of a plan, or a corner of an area. One at a time; which, is in
// the drafts of map-store.ts.

import type { Wgs84 } from "../../contract/coordinates.ts";
import { withCorner, withoutLastCorner } from "./area-draft.ts";
import { useMap } from "./map-store.ts";
import { draftAt } from "./place-draft.ts";
import { picked } from "./plan-draft.ts";

/** True where a click on the ground says something. */
export const useIsPointing = (): boolean => useMap(({ draft, planDraft, areaDraft }) => draft !== null || areaDraft !== null || planDraft?.picking?.what === "ground");

export function pointAt(point: Wgs84): void {
  const { draft, planDraft, areaDraft, setDraft, setPlanDraft, setAreaDraft } = useMap.getState();
  if (draft !== null) setDraft(draftAt(draft, point));
  else if (areaDraft !== null) setAreaDraft(withCorner(areaDraft, point));
  else if (planDraft?.picking?.what === "ground") setPlanDraft(picked(planDraft, { ground: point }));
}

/** Takes the last click back, where it was one of several. */
export function takeBackPoint(): void {
  const { areaDraft, setAreaDraft } = useMap.getState();
  if (areaDraft !== null) setAreaDraft(withoutLastCorner(areaDraft));
}

// The picture of a site plan on the ground, below everything else of the map. Where it lies is contract/site-plan.ts and plan-matrix.ts.

import type { PlanFit, SitePlan } from "../../contract/site-plan.ts";
import type { MapPlace, SizePx } from "./map-geometry.ts";
import { planMatrix } from "./plan-matrix.ts";
import css from "./map.module.css";

interface PlanLayerProps {
  readonly plan: SitePlan;
  readonly fit: PlanFit;
  readonly opacity: number;
  readonly place: MapPlace;
  readonly size: SizePx;
}

export const planAddress = (planId: number): string => `footage://plan/${planId}`;

export function PlanLayer({ plan, fit, opacity, place, size }: PlanLayerProps) {
  return (
    <img
      className={css["plan"]} src={planAddress(plan.planId)} alt="" draggable={false} width={plan.widthPx} height={plan.heightPx} data-testid="map-plan"
      style={{ transform: planMatrix(plan, fit, place, size), opacity }}
    />
  );
}

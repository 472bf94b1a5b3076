// Requests of the map: site plans, areas marked as blind. Part of methods.ts, which spreads it. Where cameras stand is cameras.place, ways are
// map.path (reconstruction-methods.ts).

import { z } from "zod";
import { blindArea, blindAreaFacts } from "./blind-area.ts";
import { rowId } from "./model.ts";
import { PLAN_BYTES_MAX, planPoint, sitePlan } from "./site-plan.ts";

const ok = z.object({});
const planId = z.object({ planId: rowId });
const areaId = z.object({ areaId: rowId });
const planName = z.string().trim().min(1).max(200);
const sidePx = z.number().int().positive();

export const mapMethods = {
  // — site plans —
  /** Those that were not taken out, by name. Their pictures are footage://plan/ID. */
  "plans.list": { input: ok, output: z.array(sitePlan) },
  /**
   * Keeps a copy of a picture in the library, by its content. `widthPx`, `heightPx`: as a window shows it, which turns a camera's
   * picture. @throws plan-picture-unreadable, plan-picture-too-large
   */
  "plans.add": {
    input: z.object({ name: planName, bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= PLAN_BYTES_MAX, { error: "too large" }), widthPx: sidePx, heightPx: sidePx }),
    output: sitePlan,
  },
  /** Names it, lays it by none, two or three points, makes it more or less opaque. @throws plan-unknown, plan-points-unusable */
  "plans.update": { input: z.object({ planId: rowId, name: planName, points: z.array(planPoint).max(3), opacity: z.number().min(0.05).max(1) }), output: sitePlan },
  /** Takes it out; its picture stays, and plans.restore puts it back. */
  "plans.remove": { input: planId, output: ok },
  "plans.restore": { input: planId, output: sitePlan },

  // — areas that a person marked as seen by no camera —
  "blindAreas.list": { input: ok, output: z.array(blindArea) },
  /** @throws area-outline-unusable */
  "blindAreas.add": { input: blindAreaFacts, output: blindArea },
  "blindAreas.update": { input: blindAreaFacts.extend(areaId.shape), output: blindArea },
  "blindAreas.remove": { input: areaId, output: ok },
  "blindAreas.restore": { input: areaId, output: blindArea },
} as const;

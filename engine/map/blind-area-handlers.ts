// Requests about areas that people marked as blind. What no field of view reaches is worked out where it is drawn.

import { outlineBad, type BlindAreaFacts } from "../../contract/blind-area.ts";
import { AppError } from "../../contract/errors.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listBlindAreas, requireBlindArea } from "../store/blind-areas.ts";

/** @throws AppError area-outline-unusable */
function refuseBadOutline(facts: BlindAreaFacts): void {
  const bad = outlineBad(facts);
  if (bad !== null) throw new AppError("area-outline-unusable", { reason: bad });
}

export function blindAreaHandlers(context: EngineContext): SomeHandlers<"blindAreas.list" | "blindAreas.add" | "blindAreas.update" | "blindAreas.remove" | "blindAreas.restore"> {
  const { db } = context.store;
  const changed = (): void => context.changed("map", "changes", "custody");
  return {
    "blindAreas.list": () => listBlindAreas(db),
    "blindAreas.add": async (facts) => {
      refuseBadOutline(facts);
      const { areaId } = await context.write("blindAreas.add", facts);
      changed();
      return requireBlindArea(db, areaId);
    },
    "blindAreas.update": async (facts) => {
      refuseBadOutline(facts);
      await context.write("blindAreas.update", facts);
      changed();
      return requireBlindArea(db, facts.areaId);
    },
    "blindAreas.remove": async ({ areaId }) => {
      await context.write("blindAreas.remove", { areaId });
      changed();
      return {};
    },
    "blindAreas.restore": async ({ areaId }) => {
      await context.write("blindAreas.restore", { areaId });
      changed();
      return requireBlindArea(db, areaId);
    },
  };
}

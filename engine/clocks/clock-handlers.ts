// Requests about clocks: what readings a camera has and what follows from them.

import type { ClockEpoch } from "../../contract/model.ts";
import {
  clockErrorMs, correctionUncertaintyMs, driftPpm, EYE_READING_UNCERTAINTY_MS,
} from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { listEpochs } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";

/** The camera's epochs; error and uncertainty are those at the epoch's last reading. */
export function readEpochs(db: ReadDb, cameraId: string): ClockEpoch[] {
  return listEpochs(db, cameraId).map(({ epochId, readings, correction }) => {
    const last = readings.at(-1)!;
    return {
      epochId,
      readings: [...readings],
      errorMs: clockErrorMs(correction, last.cameraMs),
      driftPpm: driftPpm(correction),
      uncertaintyMs: correctionUncertaintyMs(correction, last.cameraMs),
    };
  });
}

export function clockHandlers(context: EngineContext): SomeHandlers<"clock.read" | "clock.add" | "clock.remove" | "clock.restore"> {
  const { store } = context;
  const told = (): void => context.changed("clocks", "recordings", "cameras", "cases", "custody");
  return {
    "clock.read": ({ cameraId }) => {
      requireCamera(store.db, cameraId);
      return { epochs: readEpochs(store.db, cameraId) };
    },
    "clock.add": async (input) => {
      requireCamera(store.db, input.cameraId);
      const { readingId } = await context.write("clocks.add", {
        ...input,
        uncertaintyMs: input.uncertaintyMs ?? EYE_READING_UNCERTAINTY_MS,
        method: input.method ?? "by-eye",
      });
      told();
      return { readingId, epochs: readEpochs(store.db, input.cameraId) };
    },
    "clock.restore": async ({ readingId }) => {
      const { cameraId } = await context.write("clocks.restore", { readingId });
      told();
      return { epochs: readEpochs(store.db, cameraId) };
    },
    "clock.remove": async ({ readingId }) => {
      const { cameraId } = await context.write("clocks.remove", { readingId });
      told();
      return { epochs: readEpochs(store.db, cameraId) };
    },
  };
}


// Requests about neighbouring cameras, and following from one to the next: when one would be there, by the way and both clocks.

import { cameraWgs84, DEFAULT_RANGE_M } from "../../contract/camera-view.ts";
import { distanceM } from "../../contract/coordinates.ts";
import { arrivalOf, type Arrival, type Neighbour } from "../../contract/neighbours.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { MomentReader } from "../cases/moments.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera, type CameraRow } from "../store/cameras.ts";
import { listAllNeighbours, listNeighbours } from "../store/neighbours.ts";
import { listCoverage } from "../store/recordings.ts";

function arrivalAt(moments: MomentReader, from: CameraRow, next: Neighbour, atMs: TrueMs, fromUncertaintyMs: number | null): Arrival {
  const { db } = moments;
  const to = requireCamera(db, next.toCameraId);
  const [a, b] = [cameraWgs84(from), cameraWgs84(to)];
  const apartM = a === null || b === null ? null : distanceM(a, b);
  const way = { atMs, travelMs: next.travelMs, speedKmh: next.speedKmh, distanceM: apartM, reachM: (from.rangeM ?? DEFAULT_RANGE_M) + (to.rangeM ?? DEFAULT_RANGE_M), fromUncertaintyMs };
  // How sure the other clock is depends on when: first without it, then at the time that follows.
  const first = arrivalOf({ ...way, toUncertaintyMs: null });
  const { expectedMs, earliestMs, latestMs, clocksMs } = arrivalOf({ ...way, toUncertaintyMs: moments.ofInstant(to.cameraId, asTrueMs(Math.round(first.expectedMs ?? atMs))).uncertaintyMs });
  const trueOrNull = (ms: number | null): TrueMs | null => (ms === null ? null : asTrueMs(ms));
  return {
    ...next, name: to.name, distanceM: apartM, clocksMs,
    expectedMs: trueOrNull(expectedMs), earliestMs: trueOrNull(earliestMs), latestMs: trueOrNull(latestMs),
    hasFootage: listCoverage(db, to.cameraId, earliestMs ?? atMs, (latestMs ?? atMs) + 1).length > 0,
  };
}

export function neighbourHandlers(context: EngineContext): SomeHandlers<"cameras.neighbours" | "cameras.setNeighbours" | "cameras.follow"> {
  const { db } = context.store;
  return {
    "cameras.neighbours": () => ({ neighbours: listAllNeighbours(db) }),
    "cameras.setNeighbours": async ({ cameraId, neighbours }) => {
      await context.write("cameras.setNeighbours", { cameraId, neighbours });
      context.changed("map", "changes", "custody");
      return {};
    },
    "cameras.follow": ({ cameraId, atMs }) => {
      const from = requireCamera(db, cameraId);
      const moments = new MomentReader(db);
      const { uncertaintyMs } = moments.ofInstant(cameraId, atMs);
      return { arrivals: listNeighbours(db, cameraId).map((next) => arrivalAt(moments, from, next, atMs, uncertaintyMs)) };
    },
  };
}

// Requests about neighbouring cameras, and following from one to the next: when one would be there, by the way and both clocks.

import { cameraWgs84, DEFAULT_RANGE_M } from "../../contract/camera-view.ts";
import { distanceM } from "../../contract/coordinates.ts";
import { arrivalOf, type Arrival, type Neighbour } from "../../contract/neighbours.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { MomentReader } from "../cases/moments.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera, type CameraRow } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { listAllNeighbours, listNeighbours } from "../store/neighbours.ts";
import { listCoverage } from "../store/recordings.ts";

function arrivalAt(db: ReadDb, from: CameraRow, next: Neighbour, atMs: TrueMs): Arrival {
  const to = requireCamera(db, next.toCameraId);
  const [a, b] = [cameraWgs84(from), cameraWgs84(to)];
  const apartM = a === null || b === null ? null : distanceM(a, b);
  const moments = new MomentReader(db);
  const uncertaintyAt = (cameraId: string, instantMs: number): number | null => moments.ofInstant(cameraId, asTrueMs(Math.round(instantMs))).uncertaintyMs;
  const way = { atMs, travelMs: next.travelMs, speedKmh: next.speedKmh, distanceM: apartM, reachM: (from.rangeM ?? DEFAULT_RANGE_M) + (to.rangeM ?? DEFAULT_RANGE_M), fromUncertaintyMs: uncertaintyAt(from.cameraId, atMs) };
  // How sure the other clock is depends on when: first without it, then at the time that follows.
  const first = arrivalOf({ ...way, toUncertaintyMs: null });
  const { expectedMs, earliestMs, latestMs, clocksMs } = arrivalOf({ ...way, toUncertaintyMs: uncertaintyAt(to.cameraId, first.expectedMs ?? atMs) });
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
      const arrivals = listNeighbours(db, cameraId).map((next) => arrivalAt(db, from, next, atMs));
      return { arrivals };
    },
  };
}

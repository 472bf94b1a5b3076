// The way of an exhibit, a person or a vehicle through a case, from camera to camera, and whether the time between two of them is
// enough for the distance. Pure: what the legs are made of is in engine/cases/case-path.ts.

import { z } from "zod";
import { cameraId, rowId, trueMs, uncertaintyMs } from "./model.ts";

/** On foot, running, by bicycle or electric scooter, in a vehicle, and what nothing on a road does. Kilometres an hour. */
export const PACE_LIMITS_KMH = { walk: 7, run: 25, cycle: 45, drive: 150 } as const;

/** The least that moves as fast as it must have been; `impossible`: nothing on a road. `standing`: no further than the places are known to be apart. */
export const pace = z.enum(["standing", "walk", "run", "cycle", "drive", "impossible"]);
export type Pace = z.infer<typeof pace>;

export const pathStop = z.object({
  kind: z.enum(["pin", "observation"]),
  pinId: rowId.nullable(), observationId: rowId.nullable(),
  label: z.string(),
  cameraId, cameraName: z.string(),
  /** The camera's place, WGS-84; null where nobody has entered it. */
  lat: z.number().nullable(), lon: z.number().nullable(),
  startMs: trueMs, endMs: trueMs, uncertaintyMs,
});
export type PathStop = z.infer<typeof pathStop>;

export const pathLeg = z.object({
  /** Places in `stops`; those between them have no position. */
  fromStop: z.number().int().nonnegative(), toStop: z.number().int().nonnegative(),
  /** As the crow flies between the cameras: the way on the ground is no shorter, but for what each camera sees. */
  distanceM: z.number(),
  /** From there to being seen here, by the clocks as corrected; negative where the two sights overlap. */
  elapsedMs: z.number(),
  /** The most time that the clocks allow, with two standard deviations: null where a clock is not corrected. */
  mostMs: z.number().nullable(),
  /** What the cameras may see of the distance between them is taken off, so that the speed is the least that it can have been. */
  leastDistanceM: z.number(),
  /** Distance by time as corrected; null where no time passed. */
  speedKmh: z.number().nullable(),
  /** The least speed that distance and clocks allow; null where no time passed even so, or a clock is not corrected. */
  leastKmh: z.number().nullable(),
  pace: pace.nullable(),
  /** Whether the clocks establish that it was there before it was here. */
  isOrderEstablished: z.boolean(),
  /** Faster than `limitKmh` even if the clocks are as wrong as they can be. Null where that cannot be said. */
  isPlausible: z.boolean().nullable(),
});
export type PathLeg = z.infer<typeof pathLeg>;

export const casePath = z.object({ stops: z.array(pathStop), legs: z.array(pathLeg), limitKmh: z.number() });
export type CasePath = z.infer<typeof casePath>;

export interface LegEnd {
  readonly startMs: number;
  readonly endMs: number;
  readonly uncertaintyMs: number | null;
  /** One clock told both where this is the same: then its error cancels. */
  readonly clock: string;
  /** How far from the camera what it shows may be. Metres. */
  readonly reachM: number;
}

const KMH_FROM_M_PER_MS = 3_600;
const speedOf = (metres: number, ms: number): number => (metres / ms) * KMH_FROM_M_PER_MS;

/** The slowest that goes that fast. */
export function paceOf(kmh: number): Exclude<Pace, "standing"> {
  for (const name of ["walk", "run", "cycle", "drive"] as const) if (kmh <= PACE_LIMITS_KMH[name]) return name;
  return "impossible";
}

/** Whether one can have come from one sight to the next: distance against the most time that the clocks allow. */
export function legBetween(from: LegEnd, to: LegEnd, distanceM: number, limitKmh: number): Omit<PathLeg, "fromStop" | "toStop"> {
  const elapsedMs = to.startMs - from.endMs;
  const isOneClock = from.clock === to.clock;
  const spreadMs = isOneClock ? 0 : from.uncertaintyMs === null || to.uncertaintyMs === null ? null : 2 * Math.hypot(from.uncertaintyMs, to.uncertaintyMs);
  const mostMs = spreadMs === null ? null : elapsedMs + spreadMs;
  const leastDistanceM = Math.max(0, distanceM - from.reachM - to.reachM);
  const base = {
    distanceM, elapsedMs, mostMs, leastDistanceM,
    speedKmh: elapsedMs > 0 ? speedOf(distanceM, elapsedMs) : null,
    isOrderEstablished: spreadMs !== null && elapsedMs >= spreadMs,
  };
  if (leastDistanceM === 0) return { ...base, leastKmh: 0, pace: "standing", isPlausible: true };
  if (mostMs === null) return { ...base, leastKmh: null, pace: null, isPlausible: null };
  // No time at all, for a distance that is certain: it cannot be the same one, or a clock is wrong.
  if (mostMs <= 0) return { ...base, leastKmh: null, pace: "impossible", isPlausible: false };
  const leastKmh = speedOf(leastDistanceM, mostMs);
  return { ...base, leastKmh, pace: paceOf(leastKmh), isPlausible: leastKmh <= limitKmh };
}

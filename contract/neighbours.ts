// Which camera comes next in a direction, and when one would be there: an expected travel time, or a speed over the distance. Pure.
// Where cameras stand is camera-view.ts, how sure their clocks are comes with the question.

import { z } from "zod";
import { cameraId, trueMs } from "./model.ts";

/** Sides of the picture that have their own words; any other direction is told as it was typed. */
export const pictureSides = ["left", "right", "towards", "away"] as const;
export type PictureSide = (typeof pictureSides)[number];
export const isPictureSide = (direction: string): direction is PictureSide => (pictureSides as readonly string[]).includes(direction);

/** Of a person who walks. Kilometres an hour. */
export const WALKING_KMH = 5;

export const neighbour = z.object({
  toCameraId: cameraId,
  /** One of `pictureSides`, or a person's own words, such as "towards the gate". */
  direction: z.string().trim().min(1).max(100),
  /** How long one takes from leaving the one picture to entering the other; null: by speed and distance. */
  travelMs: z.number().int().nonnegative().max(86_400_000).nullable().default(null),
  /** Null: `WALKING_KMH`. Not asked where `travelMs` says it. */
  speedKmh: z.number().gt(0).max(300).nullable().default(null),
});
export type Neighbour = z.infer<typeof neighbour>;

export const NEIGHBOURS_MAX = 50;

/** What following leads to: one neighbour and when one would be there. */
export const arrival = neighbour.extend({
  name: z.string(),
  /** As the crow flies between the cameras; null where a position is missing. */
  distanceM: z.number().nullable(),
  /** All null where neither a time nor a distance is known. */
  expectedMs: trueMs.nullable(), earliestMs: trueMs.nullable(), latestMs: trueMs.nullable(),
  /** Two standard deviations of both clocks, which the window has on either side; null: one was never read, and the window is without it. */
  clocksMs: z.number().nullable(),
  /** Whether the camera has any footage in the window. */
  hasFootage: z.boolean(),
});
export type Arrival = z.infer<typeof arrival>;

/** People and cars differ: from seven tenths of what is expected to one and a half. A stop on the way is later than that. */
export const TRAVEL_LEAST = 0.7;
export const TRAVEL_MOST = 1.5;

const MS_FROM_M_PER_KMH = 3_600;

export interface Way {
  readonly atMs: number;
  readonly travelMs: number | null;
  readonly speedKmh: number | null;
  readonly distanceM: number | null;
  /** How far both cameras see together: one may leave the one picture and enter the other so much nearer. Metres. */
  readonly reachM: number;
  readonly fromUncertaintyMs: number | null;
  readonly toUncertaintyMs: number | null;
}

/** When one would arrive, and from when to when one may. */
export function arrivalOf({ atMs, travelMs, speedKmh, distanceM, reachM, fromUncertaintyMs, toUncertaintyMs }: Way): { readonly expectedMs: number | null; readonly earliestMs: number | null; readonly latestMs: number | null; readonly clocksMs: number | null } {
  const clocksMs = fromUncertaintyMs === null || toUncertaintyMs === null ? null : Math.round(2 * Math.hypot(fromUncertaintyMs, toUncertaintyMs));
  const timeFor = (metres: number): number => (metres / (speedKmh ?? WALKING_KMH)) * MS_FROM_M_PER_KMH;
  const expected = travelMs ?? (distanceM === null ? null : timeFor(distanceM));
  if (expected === null) return { expectedMs: null, earliestMs: null, latestMs: null, clocksMs };
  const least = travelMs ?? timeFor(Math.max(0, distanceM! - reachM));
  const spread = clocksMs ?? 0;
  return {
    expectedMs: Math.round(atMs + expected),
    earliestMs: Math.round(atMs + least * TRAVEL_LEAST - spread),
    latestMs: Math.round(atMs + expected * TRAVEL_MOST + spread),
    clocksMs,
  };
}

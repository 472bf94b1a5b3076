// Which observation a new one most likely goes on from: what it proposes as number and place. Pure.

import type { Observation } from "../../contract/model.ts";

/** The last one before a time, else the first after it; null where there is none. Without a time, the last one. */
export function nearestBefore(observations: readonly Observation[], atMs: number | null): Observation | null {
  const byTime = [...observations].sort((a, b) => a.atMs - b.atMs || a.observationId - b.observationId);
  return byTime.findLast((one) => atMs === null || one.atMs <= atMs) ?? byTime[0] ?? null;
}

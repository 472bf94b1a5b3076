// Where a camera's footage goes on, and where it ended, when there is none around the clock: for the tile that says so.

import { call } from "../engine/engine-client.ts";
import type { Camera } from "../../contract/model.ts";
import { asTrueMs } from "../../contract/time.ts";

export interface OtherFootage {
  /** Start of the next footage; null where none follows. */
  readonly nextMs: number | null;
  /** End of the last footage before. */
  readonly previousMs: number | null;
}

/** A day's resolution would join what we look for; this is finer than any stretch worth naming. */
const RESOLUTION_MS = 1_000;

/** Looks through the camera's whole coverage. @throws AppError */
export async function findOtherFootage(camera: Camera, atMs: number, signal: AbortSignal): Promise<OtherFootage> {
  if (camera.coverage === null) return { nextMs: null, previousMs: null };
  const { startMs, endMs } = camera.coverage;
  const { lanes } = await call("timeline.read", { cameraIds: [camera.cameraId], fromMs: asTrueMs(startMs), toMs: asTrueMs(endMs), msPerPixel: RESOLUTION_MS }, signal);
  const coverage = lanes[0]?.coverage;
  if (coverage === undefined) return { nextMs: null, previousMs: null };
  const next = coverage.startMs.find((ms) => ms > atMs);
  const previous = coverage.endMs.findLast((ms) => ms <= atMs);
  return { nextMs: next ?? null, previousMs: previous ?? null };
}

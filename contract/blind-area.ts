// An area of the ground that a person marked as seen by no camera: outline, name, and why. Pure. What follows from cameras' fields of
// view is contract/blind-ground.ts.

import { z } from "zod";
import { metresFromWgs84, wgs84FromEntered, type Metres, type Wgs84 } from "./coordinates.ts";
import { coordinateSystem, rowId } from "./model.ts";
import { isCrossed, polygonAreaM2 } from "./polygon.ts";

export const CORNERS_MAX = 200;
const corner = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

/** As a person enters it; the corners stay in the system they were entered in. */
export const blindAreaFacts = z.object({
  name: z.string().trim().min(1).max(200),
  /** Why no camera sees it: a wall, a parked lorry, no light. */
  reason: z.string().trim().max(2_000).transform((text) => (text === "" ? null : text)).nullable().default(null),
  crs: coordinateSystem,
  /** Around it, the last is joined to the first. */
  corners: z.array(corner).min(3).max(CORNERS_MAX),
});
export type BlindAreaFacts = z.infer<typeof blindAreaFacts>;

export const blindArea = z.object({
  areaId: rowId, name: z.string(), reason: z.string().nullable(), crs: coordinateSystem, corners: z.array(corner),
  areaM2: z.number(), by: z.string(), createdMs: z.number(),
});
export type BlindArea = z.infer<typeof blindArea>;

type Outline = Pick<BlindAreaFacts, "crs" | "corners">;

export const outlineWgs84 = ({ crs, corners }: Outline): Wgs84[] => corners.map((point) => wgs84FromEntered(point, crs));

function outlineMetres(outline: Outline): Metres[] {
  const points = outlineWgs84(outline);
  return points.map((point) => metresFromWgs84(points[0]!, point));
}

export const outlineAreaM2 = (outline: Outline): number => polygonAreaM2(outlineMetres(outline));

/** `too-few` corners, an outline that is `crossed` by itself, or one around next to nothing (`too-small`). */
export type OutlineBad = "too-few" | "crossed" | "too-small";
const AREA_MIN_M2 = 0.25;

/** Why an outline is none; null where it is one. */
export function outlineBad(outline: Outline): OutlineBad | null {
  if (outline.corners.length < 3) return "too-few";
  const metres = outlineMetres(outline);
  return isCrossed(metres) ? "crossed" : polygonAreaM2(metres) < AREA_MIN_M2 ? "too-small" : null;
}

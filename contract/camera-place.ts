// Where a camera stands and what it looks at, as a person enters it. The coordinates stay in the system they were entered in.

import { z } from "zod";
import { coordinateSystem } from "./model.ts";

export const cameraPlace = z.object({
  /** Degrees, in `crs`; all three null: nobody knows where it stands. */
  lat: z.number().min(-90).max(90).nullable(), lon: z.number().min(-180).max(180).nullable(), crs: coordinateSystem.nullable(),
  /** Of the middle of its picture, from north, clockwise. */
  headingDeg: z.number().min(0).max(360).nullable(),
  fovDeg: z.number().gt(0).max(360).nullable(),
  rangeM: z.number().gt(0).max(100_000).nullable(),
});
export type CameraPlace = z.infer<typeof cameraPlace>;

/** A place has both coordinates and their system, or nothing of it. */
export function refuseHalfPlace({ lat, lon, crs }: Pick<CameraPlace, "lat" | "lon" | "crs">, context: z.RefinementCtx): void {
  const known = [lat, lon, crs].filter((part) => part !== null).length;
  if (known !== 0 && known !== 3) context.addIssue({ code: "custom", path: [lat === null ? "lat" : lon === null ? "lon" : "crs"], message: "latitude, longitude and system belong together" });
}

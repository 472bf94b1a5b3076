// Whether two cameras may see the same place, by their positions, headings, fields of view and ranges. A plane is good enough
// for a street; walls and heights are not known.

import type { CameraRow } from "../store/cameras.ts";

type Placed = Pick<CameraRow, "lat" | "lon" | "crs" | "headingDeg" | "fovDeg" | "rangeM">;

/** How far a camera sees whose range nobody entered. Metres. */
const DEFAULT_RANGE_M = 40;
const EARTH_M_PER_DEGREE = 111_320;
/** Where a field of view is sampled: shares of its range, and of half its angle to either side. */
const DEPTHS = [0.1, 0.25, 0.5, 0.75, 1] as const;
const SIDES = [-1, -0.5, 0, 0.5, 1] as const;

/** Metres east and north of `origin`. */
function metresFrom(origin: { readonly lat: number; readonly lon: number }, point: { readonly lat: number; readonly lon: number }): readonly [number, number] {
  const eastM = (point.lon - origin.lon) * EARTH_M_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180);
  return [eastM, (point.lat - origin.lat) * EARTH_M_PER_DEGREE];
}

const hasPlace = <C extends Placed>(camera: C): camera is C & { readonly lat: number; readonly lon: number } => camera.lat !== null && camera.lon !== null;

/** True where the point, in metres from the camera, lies in its field of view; without a heading it looks everywhere. */
function sees(camera: Placed, [eastM, northM]: readonly [number, number]): boolean {
  const distanceM = Math.hypot(eastM, northM);
  if (distanceM > (camera.rangeM ?? DEFAULT_RANGE_M)) return false;
  if (camera.headingDeg === null || distanceM < 1) return true;
  const bearing = (Math.atan2(eastM, northM) * 180) / Math.PI;
  const offDeg = Math.abs(((bearing - camera.headingDeg + 540) % 360) - 180);
  return offDeg <= (camera.fovDeg ?? 90) / 2;
}

/** Points of a camera's field of view, in metres from it. */
function samples(camera: Placed): (readonly [number, number])[] {
  const rangeM = camera.rangeM ?? DEFAULT_RANGE_M;
  const halfDeg = camera.headingDeg === null ? 180 : (camera.fovDeg ?? 90) / 2;
  return DEPTHS.flatMap((depth) => SIDES.map((side): readonly [number, number] => {
    const angle = (((camera.headingDeg ?? 0) + side * halfDeg) * Math.PI) / 180;
    return [Math.sin(angle) * rangeM * depth, Math.cos(angle) * rangeM * depth];
  }));
}

/** True where the fields of view meet; null where the map cannot say: a position is missing, or they are in different systems. */
export function viewsMeet(a: Placed, b: Placed): boolean | null {
  if (!hasPlace(a) || !hasPlace(b) || a.crs !== b.crs) return null;
  const [eastM, northM] = metresFrom(a, b);
  if (Math.hypot(eastM, northM) > (a.rangeM ?? DEFAULT_RANGE_M) + (b.rangeM ?? DEFAULT_RANGE_M)) return false;
  return samples(a).some(([x, y]) => sees(b, [x - eastM, y - northM])) || samples(b).some(([x, y]) => sees(a, [x + eastM, y + northM]));
}

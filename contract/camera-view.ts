// What a camera can see on the ground, by its entered heading, field of view and range: a wedge on a plane. Walls, heights
// and light are not known here; nothing is read from pictures.

import { bearingOfMetres, metresAtBearing, wgs84FromEntered, type CoordinateSystem, type Metres, type Wgs84 } from "./coordinates.ts";

/** How far a camera is taken to see whose range nobody entered. Metres. */
export const DEFAULT_RANGE_M = 40;
/** How wide a camera is taken to see whose field of view nobody entered. Degrees. */
export const DEFAULT_FOV_DEG = 90;

export interface EnteredPlace { readonly lat: number | null; readonly lon: number | null; readonly crs: CoordinateSystem | null }
export interface EnteredView { readonly headingDeg: number | null; readonly fovDeg: number | null; readonly rangeM: number | null }

/** Where a camera stands in WGS-84; null where nobody has said. Coordinates without a system are WGS-84. */
export function cameraWgs84({ lat, lon, crs }: EnteredPlace): Wgs84 | null {
  return lat === null || lon === null ? null : wgs84FromEntered({ lat, lon }, crs ?? "WGS84");
}

export interface ViewWedge {
  /** The direction of its middle, degrees from north, clockwise. */
  readonly headingDeg: number;
  /** Half of its angle; 180 is all round. Degrees. */
  readonly halfDeg: number;
  readonly rangeM: number;
}

/** The wedge that a camera sees: without a heading it looks all round, without the rest as far and wide as is usual. */
export function wedgeOfView({ headingDeg, fovDeg, rangeM }: EnteredView): ViewWedge {
  return {
    headingDeg: headingDeg ?? 0,
    halfDeg: headingDeg === null ? 180 : Math.min(360, fovDeg ?? DEFAULT_FOV_DEG) / 2,
    rangeM: rangeM ?? DEFAULT_RANGE_M,
  };
}

/** True where a point, in metres from the camera, lies in the wedge. Under the camera itself always. */
export function isInWedge({ headingDeg, halfDeg, rangeM }: ViewWedge, point: Metres): boolean {
  const lengthM = Math.hypot(point.eastM, point.northM);
  if (lengthM > rangeM) return false;
  if (halfDeg >= 180 || lengthM < 1) return true;
  return Math.abs(((bearingOfMetres(point) - headingDeg + 540) % 360) - 180) <= halfDeg;
}

/** A point of the wedge, in metres from the camera: `side` −1 … 1 from its left edge to its right, `depth` 0 … 1 of its range. */
export function pointOfWedge({ headingDeg, halfDeg, rangeM }: ViewWedge, side: number, depth: number): Metres {
  return metresAtBearing(headingDeg + side * halfDeg, rangeM * depth);
}

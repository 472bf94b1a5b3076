// A camera's place and view while they are typed or pointed at: text as it stands in the fields, and what it means. Pure.

import type { CameraPlace } from "../../contract/camera-place.ts";
import { enteredFromWgs84, type CoordinateSystem, type Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import { placeFromText } from "../timeline/place-distance.ts";

export interface PlaceDraft {
  readonly cameraId: string;
  readonly coordinates: string;
  readonly crs: CoordinateSystem;
  readonly heading: string;
  readonly fov: string;
  readonly range: string;
}
export type DraftField = "coordinates" | "heading" | "fov" | "range";

/** Seven digits are a centimetre. */
export const coordinatesText = ({ lat, lon }: Wgs84): string => `${Number(lat.toFixed(7))}, ${Number(lon.toFixed(7))}`;
const numberText = (value: number | null): string => (value === null ? "" : String(value));

export function draftOfCamera(camera: Camera): PlaceDraft {
  return {
    cameraId: camera.cameraId,
    coordinates: camera.lat === null || camera.lon === null ? "" : `${camera.lat}, ${camera.lon}`,
    crs: camera.crs ?? "WGS84",
    heading: numberText(camera.headingDeg), fov: numberText(camera.fovDeg), range: numberText(camera.rangeM),
  };
}

/** The draft at a point of the map, written in its own system. */
export const draftAt = (draft: PlaceDraft, point: Wgs84): PlaceDraft => ({ ...draft, coordinates: coordinatesText(enteredFromWgs84(point, draft.crs)) });

/** A number between the limits, null for an empty field; undefined where it is none. `isOpenLow`: the lower limit itself is refused. */
function numberWithin(text: string, low: number, high: number, isOpenLow: boolean): number | null | undefined {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return null;
  const value = Number(plain);
  return Number.isFinite(value) && value <= high && (isOpenLow ? value > low : value >= low) ? value : undefined;
}

/** What the draft means, or the fields that mean nothing. */
export function placeFromDraft(draft: PlaceDraft): { readonly place: CameraPlace } | { readonly bad: readonly DraftField[] } {
  const point = draft.coordinates.trim() === "" ? null : placeFromText(draft.coordinates) ?? undefined;
  const headingDeg = numberWithin(draft.heading, 0, 360, false);
  const fovDeg = numberWithin(draft.fov, 0, 360, true);
  const rangeM = numberWithin(draft.range, 0, 100_000, true);
  if (point === undefined || headingDeg === undefined || fovDeg === undefined || rangeM === undefined) {
    const bad = ([["coordinates", point], ["heading", headingDeg], ["fov", fovDeg], ["range", rangeM]] as const).filter(([, value]) => value === undefined).map(([field]) => field);
    return { bad };
  }
  return { place: { lat: point?.lat ?? null, lon: point?.lon ?? null, crs: point === null ? null : draft.crs, headingDeg, fovDeg, rangeM } };
}

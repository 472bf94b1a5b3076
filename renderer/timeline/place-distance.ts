// How far cameras stand from a point, in metres, whatever system their coordinates were entered in. Pure. GCJ-02 and BD-09
// are the offset systems of Chinese maps; mixing them with WGS-84 would be wrong by half a kilometre.

import type { Camera } from "../../contract/model.ts";

export interface Place {
  /** WGS-84, degrees. */
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_M = 6_371_008.8;
/** Krasovsky 1940, as the GCJ-02 offset uses it. */
const AXIS_M = 6_378_245;
const ECCENTRICITY = 0.00669342162296594323;
const RAD = Math.PI / 180;

/** By how much GCJ-02 lies off WGS-84 there, degrees. The published series; it holds inside of China. */
function gcjOffset(lat: number, lon: number): Place {
  const x = lon - 105;
  const y = lat - 35;
  const waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + waves
    + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3 + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves
    + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3 + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
  const curve = 1 - ECCENTRICITY * Math.sin(lat * RAD) ** 2;
  return {
    lat: north / ((AXIS_M * (1 - ECCENTRICITY)) / (curve * Math.sqrt(curve)) * RAD),
    lon: east / (AXIS_M / Math.sqrt(curve) * Math.cos(lat * RAD) * RAD),
  };
}

function wgsFromGcj(lat: number, lon: number): Place {
  let place: Place = { lat, lon };
  // The offset is known at the true place only: a few steps come within a millimetre.
  for (let step = 0; step < 4; step++) {
    const offset = gcjOffset(place.lat, place.lon);
    place = { lat: lat - offset.lat, lon: lon - offset.lon };
  }
  return place;
}

function gcjFromBd(lat: number, lon: number): Place {
  const x = lon - 0.0065;
  const y = lat - 0.006;
  const radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * Math.PI * 3000 / 180);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * Math.PI * 3000 / 180);
  return { lat: radius * Math.sin(angle), lon: radius * Math.cos(angle) };
}

/** Where a camera stands; null where nobody entered it. CGCS2000 is WGS-84 to within centimetres. */
export function placeOfCamera({ lat, lon, crs }: Pick<Camera, "lat" | "lon" | "crs">): Place | null {
  if (lat === null || lon === null) return null;
  if (crs === "GCJ02") return wgsFromGcj(lat, lon);
  if (crs === "BD09") {
    const gcj = gcjFromBd(lat, lon);
    return wgsFromGcj(gcj.lat, gcj.lon);
  }
  return { lat, lon };
}

/** Along the ground, metres. */
export function metresBetween(a: Place, b: Place): number {
  const halfLat = (b.lat - a.lat) * RAD / 2;
  const halfLon = (b.lon - a.lon) * RAD / 2;
  const share = Math.sin(halfLat) ** 2 + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** `420 m`, `1.3 km`, `12 km`. */
export function metresText(metres: number): string {
  if (metres < 1_000) return `${Math.round(metres)} m`;
  return `${(metres / 1_000).toFixed(metres < 9_950 ? 1 : 0)} km`;
}

const NUMBER = "([+-]?\\d{1,3}(?:\\.\\d+)?)";
const COORDINATES = new RegExp(`^\\s*${NUMBER}\\s*°?\\s*([NSEW])?\\s*[,;\\s]\\s*${NUMBER}\\s*°?\\s*([NSEW])?\\s*$`, "i");

/**
 * Coordinates as typed or pasted, WGS-84: `29.945, 122.305`, `29.945N 122.305E`, `122.305E, 29.945N`. Latitude first, unless
 * letters say otherwise or the first number can only be a longitude. Null where it is none.
 */
export function placeFromText(text: string): Place | null {
  const match = COORDINATES.exec(text.normalize("NFKC").replaceAll("，", ","));
  if (match === null) return null;
  const value = (digits: string, letter: string | undefined): number => Number(digits) * (/[SW]/i.test(letter ?? "") ? -1 : 1);
  const first = value(match[1]!, match[2]);
  const second = value(match[3]!, match[4]);
  const isLonFirst = /[EW]/i.test(match[2] ?? "") || /[NS]/i.test(match[4] ?? "") || Math.abs(first) > 90;
  const [lat, lon] = isLonFirst ? [second, first] : [first, second];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

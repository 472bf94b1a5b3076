// Distances in words, and coordinates as people type or paste them. Pure. What coordinates mean is contract/coordinates.ts.

import type { Wgs84 } from "../../contract/coordinates.ts";

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
export function placeFromText(text: string): Wgs84 | null {
  const match = COORDINATES.exec(text.normalize("NFKC").replaceAll("，", ","));
  if (match === null) return null;
  const value = (digits: string, letter: string | undefined): number => Number(digits) * (/[SW]/i.test(letter ?? "") ? -1 : 1);
  const first = value(match[1]!, match[2]);
  const second = value(match[3]!, match[4]);
  const isLonFirst = /[EW]/i.test(match[2] ?? "") || /[NS]/i.test(match[4] ?? "") || Math.abs(first) > 90;
  const [lat, lon] = isLonFirst ? [second, first] : [first, second];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

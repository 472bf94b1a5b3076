// Geometry of the rectangle by which a person says where in the picture the clock stands: drawn between two points, moved
// and resized by keys, never beyond the picture. In fractions 0–1 of it. Pure.

import type { PictureRegion } from "../../contract/picture-clock.ts";

export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** Smaller holds no line of letters: a press that slipped. */
const SIDE_MIN = 0.01;
/** A step of an arrow key. */
export const KEY_STEP = 0.01;
/** Where most cameras write it, as a start for who has no mouse: one line at the upper left. */
export const FIRST_PLACE: PictureRegion = { x: 0.02, y: 0.02, w: 0.45, h: 0.09 };

const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
/** Thousandths: what one pixel is, and no tail of binary fractions. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Null where the two points lie so near that nothing was meant. */
export function placeBetween(a: PicturePoint, b: PicturePoint): PictureRegion | null {
  const [left, right] = [within(Math.min(a.x, b.x), 1), within(Math.max(a.x, b.x), 1)];
  const [upper, lower] = [within(Math.min(a.y, b.y), 1), within(Math.max(a.y, b.y), 1)];
  if (right - left < SIDE_MIN || lower - upper < SIDE_MIN) return null;
  return { x: rounded(left), y: rounded(upper), w: rounded(right - left), h: rounded(lower - upper) };
}

/** As it is, elsewhere: it stops at the picture's edge. */
export const movedPlace = (place: PictureRegion, dx: number, dy: number): PictureRegion =>
  ({ ...place, x: rounded(within(place.x + dx, 1 - place.w)), y: rounded(within(place.y + dy, 1 - place.h)) });

/** Its lower right corner elsewhere. */
export const resizedPlace = (place: PictureRegion, dx: number, dy: number): PictureRegion =>
  ({ ...place, w: rounded(Math.max(SIDE_MIN, Math.min(1 - place.x, place.w + dx))), h: rounded(Math.max(SIDE_MIN, Math.min(1 - place.y, place.h + dy))) });

// Polygons on a plane, in metres: area, hull, what lies inside, whether the outline crosses itself. Pure; nothing of maps or cameras.

import type { Metres } from "./coordinates.ts";

/** Twice the signed area of a triangle; positive where c lies left of the way from a to b. */
const turn = (a: Metres, b: Metres, c: Metres): number => (b.eastM - a.eastM) * (c.northM - a.northM) - (b.northM - a.northM) * (c.eastM - a.eastM);

/** Square metres inside an outline that does not cross itself. */
export function polygonAreaM2(corners: readonly Metres[]): number {
  const twice = corners.reduce((sum, a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    return sum + a.eastM * b.northM - b.eastM * a.northM;
  }, 0);
  return Math.abs(twice) / 2;
}

/** The mean of the corners: near the middle of what people draw. */
export function middleOf(corners: readonly Metres[]): Metres {
  const sum = corners.reduce((s, c) => ({ eastM: s.eastM + c.eastM, northM: s.northM + c.northM }), { eastM: 0, northM: 0 });
  return { eastM: sum.eastM / corners.length, northM: sum.northM / corners.length };
}

/** True inside an outline, by the even-odd rule. */
export function isInPolygon(corners: readonly Metres[], { eastM, northM }: Metres): boolean {
  let isInside = false;
  for (let i = 0, before = corners.length - 1; i < corners.length; before = i++) {
    const [a, b] = [corners[i]!, corners[before]!];
    if (a.northM > northM !== b.northM > northM && eastM < ((b.eastM - a.eastM) * (northM - a.northM)) / (b.northM - a.northM) + a.eastM) isInside = !isInside;
  }
  return isInside;
}

/** The smallest convex outline around points, counterclockwise (Andrew's monotone chain); fewer than three where they lie on a line. */
export function convexHull(points: readonly Metres[]): Metres[] {
  const sorted = [...points].sort((a, b) => a.eastM - b.eastM || a.northM - b.northM);
  const half = (ordered: readonly Metres[]): Metres[] => {
    const chain: Metres[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** True where two sides of an outline that are no neighbours meet. */
export function isCrossed(corners: readonly Metres[]): boolean {
  const sides = corners.map((a, i) => [a, corners[(i + 1) % corners.length]!] as const);
  return sides.some(([a, b], i) => sides.some(([c, d], j) => {
    if (j <= i + 1 || (i === 0 && j === sides.length - 1)) return false;
    return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
  }));
}

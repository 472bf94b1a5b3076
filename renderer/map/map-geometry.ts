// Where things of the map lie on the screen: pure. The map is a plane around its own middle, north up, with one scale.
// What is drawn is in map-canvas.tsx, coordinates are contract/coordinates.ts.

import type { ViewWedge } from "../../contract/camera-view.ts";
import { metresAtBearing, metresFromWgs84, wgs84FromMetres, type Wgs84 } from "../../contract/coordinates.ts";
import { firstWhere } from "../../contract/sorted-search.ts";

export interface MapPlace {
  readonly centre: Wgs84;
  readonly metresPerPx: number;
}
export interface SizePx { readonly widthPx: number; readonly heightPx: number }
export interface XyPx { readonly x: number; readonly y: number }

export const METRES_PER_PX_MIN = 0.02;
export const METRES_PER_PX_MAX = 2_000;
const heldScale = (metresPerPx: number): number => Math.min(METRES_PER_PX_MAX, Math.max(METRES_PER_PX_MIN, metresPerPx));

export function xyFromWgs84({ centre, metresPerPx }: MapPlace, { widthPx, heightPx }: SizePx, point: Wgs84): XyPx {
  const { eastM, northM } = metresFromWgs84(centre, point);
  return { x: widthPx / 2 + eastM / metresPerPx, y: heightPx / 2 - northM / metresPerPx };
}

/** Takes `xyFromWgs84` back. */
export function wgs84FromXy({ centre, metresPerPx }: MapPlace, { widthPx, heightPx }: SizePx, { x, y }: XyPx): Wgs84 {
  return wgs84FromMetres(centre, { eastM: (x - widthPx / 2) * metresPerPx, northM: (heightPx / 2 - y) * metresPerPx });
}

/** The map moved by so many pixels: what was in the middle goes that way. */
export function movedBy(place: MapPlace, dx: number, dy: number): MapPlace {
  return { ...place, centre: wgs84FromMetres(place.centre, { eastM: -dx * place.metresPerPx, northM: dy * place.metresPerPx }) };
}

/** Closer (factor below 1) or further away; what lies under `at` stays there. */
export function zoomedAt(place: MapPlace, size: SizePx, at: XyPx, factor: number): MapPlace {
  const metresPerPx = heldScale(place.metresPerPx * factor);
  const under = wgs84FromXy(place, size, at);
  const next = { centre: place.centre, metresPerPx };
  const lands = xyFromWgs84(next, size, under);
  return movedBy(next, at.x - lands.x, at.y - lands.y);
}

/** Points that lie closer together than this are not spread over the whole screen. Metres. */
const FIT_MIN_M = 60;

/** All points with some room around them; null where there are none. */
export function placeToFit(points: readonly Wgs84[], { widthPx, heightPx }: SizePx, marginPx = 48): MapPlace | null {
  const first = points[0];
  if (first === undefined) return null;
  const metres = points.map((point) => metresFromWgs84(first, point));
  const [west, east] = [Math.min(...metres.map((m) => m.eastM)), Math.max(...metres.map((m) => m.eastM))];
  const [south, north] = [Math.min(...metres.map((m) => m.northM)), Math.max(...metres.map((m) => m.northM))];
  const room = (px: number): number => Math.max(40, px - 2 * marginPx);
  return {
    centre: wgs84FromMetres(first, { eastM: (west + east) / 2, northM: (south + north) / 2 }),
    metresPerPx: heldScale(Math.max(Math.max(FIT_MIN_M, east - west) / room(widthPx), Math.max(FIT_MIN_M, north - south) / room(heightPx))),
  };
}

/** The largest of 1, 2 and 5 times a power of ten that is not more than `most`. */
export function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((times) => times * power).find((step) => step <= most * (1 + 1e-9)) ?? power;
}

/** A bar of a round length that is at most so many pixels long. */
export function scaleBar(metresPerPx: number, mostPx = 120): { readonly metres: number; readonly px: number } {
  const metres = roundStep(metresPerPx * mostPx);
  return { metres, px: metres / metresPerPx };
}

const GRID_PX = 110;
/** Lines of the metric grid. They stand still on the ground while the map moves: counted from `anchor`. */
export function gridLines(place: MapPlace, size: SizePx, anchor: Wgs84): { readonly stepM: number; readonly xs: readonly number[]; readonly ys: readonly number[] } {
  const stepM = roundStep(place.metresPerPx * GRID_PX);
  const stepPx = stepM / place.metresPerPx;
  const at = xyFromWgs84(place, size, anchor);
  const lines = (from: number, lengthPx: number): number[] => {
    const first = ((from % stepPx) + stepPx) % stepPx;
    return Array.from({ length: Math.max(0, Math.ceil((lengthPx - first) / stepPx)) }, (_, i) => first + i * stepPx);
  };
  return { stepM, xs: lines(at.x, size.widthPx), ys: lines(at.y, size.heightPx) };
}

/** The wedge as a path around `at`: a circle where the camera looks all round. */
export function wedgePath(at: XyPx, { headingDeg, halfDeg, rangeM }: ViewWedge, metresPerPx: number): string {
  const radius = rangeM / metresPerPx;
  const r = radius.toFixed(1);
  if (halfDeg >= 180) return `M${(at.x - radius).toFixed(1)} ${at.y.toFixed(1)}a${r} ${r} 0 1 0 ${(2 * radius).toFixed(1)} 0a${r} ${r} 0 1 0 ${(-2 * radius).toFixed(1)} 0Z`;
  const edge = (deg: number): string => {
    const { eastM, northM } = metresAtBearing(deg, radius);
    return `${(at.x + eastM).toFixed(1)} ${(at.y - northM).toFixed(1)}`;
  };
  return `M${at.x.toFixed(1)} ${at.y.toFixed(1)}L${edge(headingDeg - halfDeg)}A${r} ${r} 0 ${halfDeg > 90 ? 1 : 0} 1 ${edge(headingDeg + halfDeg)}Z`;
}

export interface LabelWish { readonly id: string; readonly text: string; readonly at: XyPx }
export interface PlacedLabel { readonly id: string; readonly x: number; readonly y: number; readonly anchor: "start" | "end" | "middle" }

const LABEL_HEIGHT_PX = 16;
const MARK_PX = 9;
/** A name as it is where it fits; else its beginning and its end, because cameras of one place often differ in their last digits only. */
export function shortened(name: string, mostPx: number): string {
  if (textWidthPx(name) <= mostPx) return name;
  const glyphs = [...name];
  const joined = (count: number): string => `${glyphs.slice(0, Math.ceil(count / 2)).join("").trimEnd()}…${count < 2 ? "" : glyphs.slice(-Math.floor(count / 2)).join("").trimStart()}`;
  const tooMany = firstWhere(glyphs.length, (count) => textWidthPx(joined(count + 1)) > mostPx);
  return joined(Math.max(1, tooMany));
}

/** About how wide a text is at 12 px: Han glyphs are square, others half of that. */
export const textWidthPx = (text: string): number => [...text].reduce((sum, glyph) => sum + (glyph.codePointAt(0)! > 0x2e7f ? 12.2 : 6.8), 0);

interface Box { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Names that fit without lying on each other or on a mark, the first wishes first: right of the mark, left, above or below. The others have none. */
export function placeLabels(wishes: readonly LabelWish[]): PlacedLabel[] {
  const taken: Box[] = wishes.map(({ at }) => ({ left: at.x - MARK_PX, right: at.x + MARK_PX, top: at.y - MARK_PX, bottom: at.y + MARK_PX }));
  const placed: PlacedLabel[] = [];
  wishes.forEach(({ id, text, at }, own) => {
    const width = textWidthPx(text);
    const gap = MARK_PX + 3;
    const options: readonly (PlacedLabel & { readonly left: number })[] = [
      { id, x: at.x + gap, y: at.y, anchor: "start", left: at.x + gap },
      { id, x: at.x - gap, y: at.y, anchor: "end", left: at.x - gap - width },
      { id, x: at.x, y: at.y - gap - 4, anchor: "middle", left: at.x - width / 2 },
      { id, x: at.x, y: at.y + gap + 4, anchor: "middle", left: at.x - width / 2 },
    ];
    for (const { left, ...label } of options) {
      const box = { left, right: left + width, top: label.y - LABEL_HEIGHT_PX / 2, bottom: label.y + LABEL_HEIGHT_PX / 2 };
      if (taken.some((other, i) => i !== own && meets(box, other))) continue;
      taken.push(box);
      placed.push(label);
      return;
    }
  });
  return placed;
}

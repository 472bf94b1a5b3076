// The bands of a case's exhibits in its lane: solid where an exhibit was seen, hatched where that it was there is inferred, hollow
// where it was seen to be absent, a thin line where nothing is known; counts as numbers, contradictions as marks. Pure.

import type { Continuity, Span } from "../../contract/continuity.ts";
import { countText, spanKindOf } from "../../contract/exhibit-span.ts";
import { msPerPixel, reachPx, trueFromX, xFromTrue } from "./axis.ts";
import { bandTopPx } from "./lanes.ts";
import { dashedEnds, fadingEnds, type BarBox } from "./scene-ends.ts";
import { spanOf, type DrawItem, type SceneInput } from "./scene.ts";

export interface SceneBand extends Pick<Continuity, "spans" | "gaps" | "contradictions"> {
  readonly exhibitId: number;
  readonly name: string;
}

const EDGE_PX = 2;
const LEVEL_PX = 14;
const THIN_PX = 8;
/** The exhibit in focus and so many others; who has more chooses another one. */
export const BANDS_MAX = 4;
const TEXT_PX = 10;
const MOMENT_PX = 4;
const HATCH_FROM_PX = 5;
const HIT_PX = 4;

/**
 * Beside each other where they lie at one time, such as at two places: the first level that is free, the second takes the rest.
 * A moment takes a millisecond. `spans` by start.
 */
export function levelsOf(spans: readonly Span[]): readonly (0 | 1)[] {
  const known = levelsBySpans.get(spans);
  if (known !== undefined) return known;
  const free = [-Infinity, -Infinity];
  const levels = spans.map(({ startMs, endMs }): 0 | 1 => {
    const level = startMs >= free[0]! ? 0 : 1;
    free[level] = Math.max(free[level]!, endMs, startMs + 1);
    return level;
  });
  levelsBySpans.set(spans, levels);
  return levels;
}

/** Asked at every paint of the same spans. */
const levelsBySpans = new WeakMap<readonly Span[], readonly (0 | 1)[]>();

/** How high the bands are: the first in full, as many levels as it needs; the others thin. */
export const bandHeights = (bands: readonly SceneBand[]): readonly number[] =>
  bands.map(({ spans }, i) => (i > 0 ? THIN_PX : 2 * EDGE_PX + LEVEL_PX * (levelsOf(spans).includes(1) ? 2 : 1)));

function shapeItems(input: SceneInput, span: Span, place: BarBox): DrawItem[] {
  const kind = spanKindOf(span);
  const { xPx, widthPx, yPx, heightPx } = place;
  switch (kind) {
    case "inferred":
      return widthPx < HATCH_FROM_PX ? [{ kind: "rect", ...place, ink: "text-3", alpha: 0.6 }] : [{ kind: "texture", ...place, texture: "hatch", ink: "text-2" }];
    case "absent": {
      const [rightPx, footPx] = [xPx + widthPx, yPx + heightPx - 1];
      return [[xPx, yPx, rightPx, yPx], [xPx, footPx, rightPx, footPx], [xPx, yPx, xPx, footPx], [rightPx, yPx, rightPx, footPx]]
        .map(([x1Px, y1Px, x2Px, y2Px]) => ({ kind: "line", x1Px: x1Px!, y1Px: y1Px!, x2Px: x2Px!, y2Px: y2Px!, ink: "text" }));
    }
    case "seen": {
      return [
        { kind: "rect", ...place, ink: "watched" },
        ...fadingEnds(place, reachPx(input.axis, span.uncertaintyMs), "watched"),
        ...(span.uncertaintyMs === null && widthPx >= 14 ? dashedEnds(place, yPx, heightPx, "watched") : []),
      ];
    }
  }
}

/** On it where it fits, else beside it where nothing comes for long enough. */
function countItems(input: SceneInput, span: Span, { xPx, widthPx, yPx, heightPx }: BarBox, nextPx: number): DrawItem[] {
  const text = countText(span);
  if (text === "") return [];
  const kind = spanKindOf(span);
  const textPx = input.measurePx(text, TEXT_PX, true);
  const at = { kind: "text", text, sizePx: TEXT_PX, isBold: true, yPx: yPx + heightPx / 2 } as const;
  const [leftPx, rightPx] = [Math.max(0, xPx), Math.min(input.axis.widthPx, xPx + widthPx)];
  if (rightPx - leftPx >= textPx + 6) return [{ ...at, xPx: (leftPx + rightPx - textPx) / 2, ink: kind === "seen" ? "ground-text" : "text", ...(kind === "inferred" ? { plate: "case-lane" as const } : {}) }];
  return nextPx - rightPx >= textPx + 8 ? [{ ...at, xPx: rightPx + 4, ink: "text" }] : [];
}

function spanItems(input: SceneInput, band: SceneBand, topPx: number, isThin: boolean): DrawItem[] {
  const { axis } = input;
  const levels = isThin ? null : levelsOf(band.spans);
  const heightPx = isThin ? THIN_PX - 3 : LEVEL_PX - 2;
  const places = band.spans.map((span, i): BarBox | null => {
    const found = spanOf(axis, span.startMs, span.endMs, MOMENT_PX);
    if (found === null) return null;
    const widthPx = Math.max(MOMENT_PX, found.widthPx);
    const xPx = span.endMs === span.startMs ? found.xPx - MOMENT_PX / 2 : found.xPx;
    return { xPx, widthPx, yPx: topPx + (isThin ? 1 : EDGE_PX + (levels![i]! * LEVEL_PX)), heightPx };
  });
  // Where the next one on the same level begins.
  const nextPx: number[] = [];
  const laterPx = [axis.widthPx, axis.widthPx];
  for (let i = places.length - 1; i >= 0; i--) {
    const level = levels?.[i] ?? 0;
    nextPx[i] = laterPx[level]!;
    laterPx[level] = places[i]?.xPx ?? laterPx[level]!;
  }
  const drawn = new Set<string>();
  const items: DrawItem[] = [];
  // What was seen lies over what is inferred: it is the surer one.
  for (const kind of ["inferred", "absent", "seen"] as const) {
    for (const [i, span] of band.spans.entries()) {
      const place = places[i] ?? null;
      if (place === null || spanKindOf(span) !== kind) continue;
      // Thousands of moments on one pixel are one mark.
      const key = `${kind} ${Math.round(place.xPx)} ${Math.round(place.widthPx)} ${place.yPx}`;
      if (drawn.has(key)) continue;
      drawn.add(key);
      items.push(...shapeItems(input, span, place));
      if (!isThin) items.push(...countItems(input, span, place, nextPx[i]!));
    }
  }
  return items;
}

function contradictionItems(input: SceneInput, band: SceneBand, topPx: number, heightPx: number): DrawItem[] {
  return band.contradictions.flatMap(({ atMs }): DrawItem[] => {
    const xPx = xFromTrue(input.axis, atMs);
    if (xPx < -6 || xPx > input.axis.widthPx + 6) return [];
    return [
      { kind: "line", x1Px: xPx, y1Px: topPx, x2Px: xPx, y2Px: topPx + heightPx, ink: "gap" },
      { kind: "text", xPx: xPx + 2, yPx: topPx + heightPx / 2, text: "!", ink: "gap", sizePx: 12, isBold: true, plate: "case-lane" },
    ];
  });
}

export function bandItems(input: SceneInput): DrawItem[] {
  return input.bands.flatMap((band, i): DrawItem[] => {
    const heightPx = input.metrics.bandsPx[i];
    if (heightPx === undefined) return [];
    const topPx = bandTopPx(input.metrics, i);
    return [
      { kind: "line", x1Px: 0, y1Px: topPx + Math.floor(heightPx / 2), x2Px: input.axis.widthPx, y2Px: topPx + Math.floor(heightPx / 2), ink: "line-strong" },
      ...spanItems(input, band, topPx, i > 0),
      ...contradictionItems(input, band, topPx, heightPx - 1),
    ];
  });
}

export interface BandHit {
  readonly spans: readonly Span[];
  readonly contradictions: SceneBand["contradictions"];
}

/** What lies on a band at a pixel, the nearest first; a moment is met a little beside it too. */
export function bandAt({ axis }: Pick<SceneInput, "axis">, band: SceneBand, xPx: number): BandHit {
  const atMs = trueFromX(axis, xPx);
  const reachMs = HIT_PX * msPerPixel(axis);
  const distanceMs = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): number => Math.max(startMs - atMs, atMs - endMs, 0);
  return {
    spans: band.spans.filter((span) => distanceMs(span) <= reachMs).sort((a, b) => distanceMs(a) - distanceMs(b) || a.startMs - b.startMs),
    contradictions: band.contradictions.filter((one) => Math.abs(one.atMs - atMs) <= reachMs),
  };
}

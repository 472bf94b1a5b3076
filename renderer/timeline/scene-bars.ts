// The bars of a lane: footage, and gaps with their cause. What is wide enough to have a texture, soft ends or words is drawn by
// itself; the rest, however much, is grain. Pure.

import { gapCauses } from "../../contract/model.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { msPerPixel, xFromTrue, type Axis } from "./axis.ts";
import { Grain } from "./grain.ts";
import { barInLane } from "./lanes.ts";
import { dashedEnds, type BarBox } from "./scene-ends.ts";
import { lossWordBoxes } from "./scene-losses.ts";
import { LANE_TEXT_PX, spanOf, type DrawItem, type LaneColumns, type SceneInput, type SceneLane, type Span } from "./scene.ts";

/** Narrower than any word with its air: such are not even measured, because that is what painting would mostly do. */
const WORDS_FROM_PX = 32;
/** Narrower bars have no room for strokes or dots, and there may be thousands of them. */
const BAR_FROM_PX = 8;
/** Narrower bars are drawn without ends of their own. */
const DASHED_FROM_PX = 14;
const SLIVER_STRENGTH = 0.5;
/** Ends softer than this are drawn as such. */
const SOFT_FROM_PX = 1.5;

/** Where a lane's bar lies. */
interface BarPlace {
  readonly yPx: number;
  readonly heightPx: number;
}

/** Gaps and footage of a lane, the gaps below. */
export function barItems(input: SceneInput, lane: SceneLane, topPx: number): DrawItem[] {
  const { insetPx, heightPx } = barInLane(input.metrics);
  const place = { yPx: topPx + insetPx, heightPx };
  const covered = coveredOf(input, place);
  return [...gapItems(input, lane, place, covered), ...coverageItems(input, lane, place, covered)];
}

/** What is too fine for items of its own, below the others. */
const withGrain = (grain: Grain, { yPx, heightPx }: BarPlace, items: readonly DrawItem[]): DrawItem[] =>
  grain.layers.length === 0 ? [...items] : [{ kind: "grain", yPx, heightPx, layers: grain.layers }, ...items];

/** Stretches in view, first ≤ index < end: they follow each other in time and do not overlap. `reachMs`: how far an end may be drawn from its place. */
export function inView(axis: Axis, { startMs, endMs }: LaneColumns, reachMs: number): { readonly first: number; readonly end: number } {
  const [fromMs, toMs] = [axis.fromMs - reachMs, axis.toMs + reachMs];
  const first = firstWhere(startMs.length, (i) => endMs[i]! >= fromMs);
  return { first, end: firstWhere(startMs.length, (i) => i >= first && startMs[i]! > toMs) };
}

/** Where words may stand on a span: at the left edge of what of it is in view, or right of what covers that. Null where they do not fit. */
function wordsPlace(span: Span, axis: Axis, wordsPx: number, covered: readonly BarBox[]): number | null {
  const right = Math.min(axis.widthPx, span.xPx + span.widthPx) - 8;
  let left = Math.max(0, span.xPx) + 8;
  for (const { xPx, widthPx } of covered) if (left - 8 < xPx + widthPx && left + wordsPx + 8 > xPx) left = xPx + widthPx + 8;
  return right - left >= wordsPx ? left : null;
}

/** What the words of intervals of loss cover of a bar, from left to right. */
function coveredOf(input: SceneInput, { yPx, heightPx }: BarPlace): readonly BarBox[] {
  if (input.losses.length === 0) return [];
  return lossWordBoxes(input).filter((box) => box.yPx < yPx + heightPx && box.yPx + box.heightPx > yPx).sort((a, b) => a.xPx - b.xPx);
}

function gapItems(input: SceneInput, { gaps }: SceneLane, place: BarPlace, covered: readonly BarBox[]): DrawItem[] {
  const { axis } = input;
  const { yPx, heightPx } = place;
  const grain = new Grain(axis.widthPx, input.grainRows);
  const items: DrawItem[] = [];
  const texts: DrawItem[] = [];
  const { first, end } = inView(axis, gaps, 0);
  const perPx = msPerPixel(axis);
  for (let i = first; i < end; i++) {
    const [startMs, endMs] = [gaps.startMs[i]!, gaps.endMs[i]!];
    const cause = gapCauses[gaps.cause[i]!];
    if (cause === undefined) continue;
    const isLoud = cause === "recorder-gap" || cause === "damaged";
    const ink = isLoud ? "gap" : "text-3";
    if (endMs - startMs < BAR_FROM_PX * perPx) {
      const xPx = (startMs - axis.fromMs) / perPx;
      grain.add(ink, xPx, Math.max(xPx + 1, (endMs - axis.fromMs) / perPx), SLIVER_STRENGTH);
      continue;
    }
    const span = spanOf(axis, startMs, endMs);
    if (span === null) continue;
    items.push({ kind: "texture", ...span, yPx, heightPx, texture: isLoud ? "hatch" : "hatch-faint", ink });
    const words = span.widthPx < WORDS_FROM_PX ? null : fittingWords(input, span, covered, [`${input.words.gaps[cause]} · ${input.words.duration(endMs - startMs)}`, input.words.gaps[cause]]);
    if (words !== null) texts.push({ kind: "text", ...words, yPx: yPx + heightPx / 2, ink: isLoud ? "gap" : "text-2", sizePx: LANE_TEXT_PX, plate: "lane" });
  }
  // Items of one kind after each other are drawn as one.
  return withGrain(grain, place, [...items, ...texts]);
}

/** The first of the wordings that has room, and where. */
function fittingWords(input: SceneInput, span: Span, covered: readonly BarBox[], wordings: readonly string[]): { readonly text: string; readonly xPx: number } | null {
  for (const text of wordings) {
    const xPx = wordsPlace(span, input.axis, input.measurePx(text, LANE_TEXT_PX, false), covered);
    if (xPx !== null) return { text, xPx };
  }
  return null;
}

/** How far the softest end of a lane reaches, two standard deviations, ms: looked for once in an answer. */
function softReachMs(uncertaintyMs: ArrayLike<number>): number {
  const known = softReaches.get(uncertaintyMs);
  if (known !== undefined) return known;
  let most = 0;
  for (let i = 0; i < uncertaintyMs.length; i++) most = Math.max(most, uncertaintyMs[i]!);
  softReaches.set(uncertaintyMs, 2 * most);
  return 2 * most;
}

const softReaches = new WeakMap<ArrayLike<number>, number>();

function coverageItems(input: SceneInput, { coverage }: SceneLane, place: BarPlace, covered: readonly BarBox[]): DrawItem[] {
  const { axis } = input;
  const grain = new Grain(axis.widthPx, input.grainRows);
  const items: DrawItem[] = [];
  const { first, end } = inView(axis, coverage, softReachMs(coverage.uncertaintyMs));
  const perPx = msPerPixel(axis);
  for (let i = first; i < end; i++) {
    const [startMs, endMs, sdMs] = [coverage.startMs[i]!, coverage.endMs[i]!, coverage.uncertaintyMs[i]!];
    const ink = sdMs >= 0 ? "coverage" : "coverage-uncorrected";
    const softPx = (2 * sdMs) / perPx;
    if (softPx >= SOFT_FROM_PX) {
      items.push(...softBar(axis, startMs, endMs, softPx, place, grain));
    } else if (endMs - startMs < BAR_FROM_PX * perPx) {
      const xPx = (startMs - axis.fromMs) / perPx;
      grain.add(ink, xPx, Math.max(xPx + 1, (endMs - axis.fromMs) / perPx), 1);
    } else {
      const span = spanOf(axis, startMs, endMs);
      if (span === null) continue;
      items.push({ kind: "rect", ...span, ...place, ink });
      if (sdMs < 0) items.push(...uncorrectedItems(input, span, place, covered));
    }
  }
  return withGrain(grain, place, items);
}

/** What says of a bar that nobody has read its clock. */
function uncorrectedItems(input: SceneInput, span: Span, { yPx, heightPx }: BarPlace, covered: readonly BarBox[]): DrawItem[] {
  const words = span.widthPx < WORDS_FROM_PX ? null : fittingWords(input, span, covered, [input.words.uncorrected]);
  return [
    { kind: "texture", ...span, yPx, heightPx, texture: "dots", ink: "ground" },
    ...(span.widthPx >= DASHED_FROM_PX ? dashedEnds(span, yPx, heightPx, "text-3") : []),
    ...(words === null ? [] : [{ kind: "text", ...words, yPx: yPx + heightPx / 2, ink: "text", sizePx: LANE_TEXT_PX, plate: "coverage-uncorrected" } as const]),
  ];
}

/** A bar whose ends are as soft as they are unsure: from start − 2 sd to start + 2 sd it fades in. */
function softBar(axis: Axis, startMs: number, endMs: number, softPx: number, place: BarPlace, grain: Grain): DrawItem[] {
  const left = xFromTrue(axis, startMs);
  const right = xFromTrue(axis, endMs);
  // Ends closer than their softness: they meet in the middle.
  const reachPx = Math.min(softPx, (right - left) / 2);
  grain.addFade("coverage", left - softPx, left + reachPx);
  grain.addFade("coverage", right + softPx, right - reachPx);
  const coreLeft = Math.max(-20, left + reachPx);
  const coreRight = Math.min(axis.widthPx + 20, right - reachPx);
  return coreRight > coreLeft ? [{ kind: "rect", xPx: coreLeft, widthPx: coreRight - coreLeft, ...place, ink: "coverage" }] : [];
}

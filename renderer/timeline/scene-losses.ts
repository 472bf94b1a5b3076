// The interval of loss: a bracket over all lanes from the last sight of an exhibit to the first sight of its absence. Its sides
// are as soft as their times are unsure, dashed where nobody can say how unsure they are. Pure.

import { reachPx, xFromTrue } from "./axis.ts";
import { headHeightPx } from "./lanes.ts";
import type { BarBox } from "./scene-ends.ts";
import type { DrawItem, SceneInput } from "./scene.ts";

type LossInput = Pick<SceneInput, "axis" | "metrics" | "losses" | "measurePx">;

/** One interval. Times true; uncertainties one standard deviation, null where unknown. */
export interface SceneLoss {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromUncertaintyMs: number | null;
  readonly toUncertaintyMs: number | null;
  readonly label: string;
}

const LABEL_PX = 11;
const SOFT_FROM_PX = 2;

const ROW_PX = 15;
/** Air between what stands in one row. */
const APART_PX = 8;

/** An interval in view: where its bracket begins and ends, and where its words stand. */
export interface PlacedLoss {
  readonly loss: SceneLoss;
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly wordsXPx: number;
  readonly wordsPx: number;
}

/** Those in view, each in the first row in which neither its bracket nor its words would touch another. */
export function placedLosses({ axis, metrics, losses, measurePx }: LossInput): readonly PlacedLoss[] {
  const rows: (readonly [fromPx: number, toPx: number])[][] = [];
  return losses.flatMap((loss): PlacedLoss[] => {
    const [leftPx, rightPx] = [xFromTrue(axis, loss.fromMs), xFromTrue(axis, loss.toMs)];
    if (rightPx + reachPx(axis, loss.toUncertaintyMs) < 0 || leftPx - reachPx(axis, loss.fromUncertaintyMs) > axis.widthPx) return [];
    const wordsPx = measurePx(loss.label, LABEL_PX, true);
    const middlePx = (Math.max(0, leftPx) + Math.min(axis.widthPx, rightPx)) / 2;
    const wordsXPx = Math.max(4, Math.min(axis.widthPx - wordsPx - 4, middlePx - wordsPx / 2));
    const [fromPx, toPx] = [Math.min(leftPx, wordsXPx) - APART_PX, Math.max(rightPx, wordsXPx + wordsPx)];
    const free = rows.findIndex((taken) => taken.every(([otherFromPx, otherToPx]) => fromPx >= otherToPx || toPx <= otherFromPx));
    const row = free < 0 ? rows.length : free;
    (rows[row] ??= []).push([fromPx, toPx]);
    return [{ loss, leftPx, rightPx, topPx: headHeightPx(metrics) + 2 + row * ROW_PX, wordsXPx, wordsPx }];
  });
}

/** Of a picture that is painted: every lane in it asks. */
const wordBoxes = new WeakMap<LossInput, readonly BarBox[]>();

/** What the words of intervals cover, so that words on the lanes can stand beside them. `input`: it does not change. */
export function lossWordBoxes(input: LossInput): readonly BarBox[] {
  let boxes = wordBoxes.get(input);
  if (boxes === undefined) {
    boxes = placedLosses(input).map(({ topPx, wordsXPx, wordsPx }) => ({ xPx: wordsXPx - 3, widthPx: wordsPx + 6, yPx: topPx + 1, heightPx: ROW_PX }));
    wordBoxes.set(input, boxes);
  }
  return boxes;
}

/** Over the lanes: a wash between two sides, a bracket along the top, its words on it. */
export function lossItems(input: SceneInput): DrawItem[] {
  return placedLosses(input).flatMap((placed) => lossItem(input, placed));
}

function lossItem({ axis, heightPx: bottomPx }: SceneInput, { loss, leftPx, rightPx, topPx, wordsXPx }: PlacedLoss): DrawItem[] {
  const cutLeft = Math.max(-20, leftPx);
  const cutRight = Math.min(axis.widthPx + 20, rightPx);
  return [
    { kind: "rect", xPx: cutLeft, yPx: topPx, widthPx: Math.max(1, cutRight - cutLeft), heightPx: bottomPx - topPx, ink: "loss", alpha: 0.1 },
    ...side(leftPx, reachPx(axis, loss.fromUncertaintyMs), loss.fromUncertaintyMs === null, topPx, bottomPx, axis.widthPx),
    ...side(rightPx, reachPx(axis, loss.toUncertaintyMs), loss.toUncertaintyMs === null, topPx, bottomPx, axis.widthPx),
    { kind: "rect", xPx: cutLeft, yPx: topPx, widthPx: Math.max(2, cutRight - cutLeft), heightPx: 2, ink: "loss" },
    { kind: "text", xPx: wordsXPx, yPx: topPx + 9, text: loss.label, ink: "loss", sizePx: LABEL_PX, isBold: true, plate: "ground" },
  ];
}

function side(xPx: number, softPx: number, isUnknown: boolean, topPx: number, bottomPx: number, widthPx: number): DrawItem[] {
  if (xPx + softPx < 0 || xPx - softPx > widthPx) return [];
  const items: DrawItem[] = [{ kind: "line", x1Px: xPx, y1Px: topPx, x2Px: xPx, y2Px: bottomPx, ink: "loss", isDashed: isUnknown }];
  if (softPx < SOFT_FROM_PX) return items;
  const place = { yPx: topPx, heightPx: bottomPx - topPx, ink: "loss", alpha: 0.28 } as const;
  return [
    { kind: "fade", xPx: xPx - softPx, widthPx: softPx, solidSide: "right", ...place },
    { kind: "fade", xPx, widthPx: softPx, solidSide: "left", ...place },
    ...items,
  ];
}

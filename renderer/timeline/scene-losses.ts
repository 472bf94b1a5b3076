// The interval of loss: a bracket over all lanes from the last sight of an exhibit to the first sight of its absence. Its sides
// are as soft as their times are unsure, dashed where nobody can say how unsure they are. Pure.

import { reachPx, xFromTrue } from "./axis.ts";
import { headHeightPx } from "./lanes.ts";
import type { DrawItem, SceneInput } from "./scene.ts";

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

/** Over the lanes: a wash between two sides, a bracket along the top, its words on it. `row` keeps several apart. */
export function lossItems(input: SceneInput, loss: SceneLoss, row: number): DrawItem[] {
  const { axis } = input;
  const left = xFromTrue(axis, loss.fromMs);
  const right = xFromTrue(axis, loss.toMs);
  const softLeftPx = reachPx(axis, loss.fromUncertaintyMs);
  const softRightPx = reachPx(axis, loss.toUncertaintyMs);
  if (right + softRightPx < 0 || left - softLeftPx > axis.widthPx) return [];
  const topPx = headHeightPx(input.metrics) + 2 + row * 15;
  const bottomPx = input.heightPx;
  const cutLeft = Math.max(-20, left);
  const cutRight = Math.min(axis.widthPx + 20, right);
  const wordsPx = input.measurePx(loss.label, LABEL_PX, true);
  const middle = (Math.max(0, left) + Math.min(axis.widthPx, right)) / 2;
  const wordsXPx = Math.max(4, Math.min(axis.widthPx - wordsPx - 4, middle - wordsPx / 2));
  return [
    { kind: "rect", xPx: cutLeft, yPx: topPx, widthPx: Math.max(1, cutRight - cutLeft), heightPx: bottomPx - topPx, ink: "loss", alpha: 0.1 },
    ...side(left, softLeftPx, loss.fromUncertaintyMs === null, topPx, bottomPx, axis.widthPx),
    ...side(right, softRightPx, loss.toUncertaintyMs === null, topPx, bottomPx, axis.widthPx),
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

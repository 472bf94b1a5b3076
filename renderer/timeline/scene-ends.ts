// What the ends of a bar say of its times: they fade as far as those are unsure, or are dashed where nobody knows. Pure.

import type { DrawItem, Ink, Span } from "./scene.ts";

/** Softer ends than this are drawn as such. */
const SOFT_FROM_PX = 2;
const FADE_ALPHA = 0.7;

export interface BarBox extends Span {
  readonly yPx: number;
  readonly heightPx: number;
}

/** Ends that nobody can say how unsure they are. */
export function dashedEnds(span: Span, yPx: number, heightPx: number, ink: Ink): DrawItem[] {
  return [span.xPx, span.xPx + span.widthPx].map((xPx) => ({ kind: "line", x1Px: xPx, y1Px: yPx - 2, x2Px: xPx, y2Px: yPx + heightPx + 2, ink, isDashed: true }));
}

/** Fades beyond both ends, as far as the doubt reaches; none where that is too little to be seen. */
export function fadingEnds({ xPx, widthPx, yPx, heightPx }: BarBox, softPx: number, ink: Ink): DrawItem[] {
  if (softPx < SOFT_FROM_PX) return [];
  const fade = { kind: "fade", yPx, heightPx, widthPx: softPx, ink, alpha: FADE_ALPHA } as const;
  return [{ ...fade, xPx: xPx - softPx, solidSide: "right" }, { ...fade, xPx: xPx + widthPx, solidSide: "left" }];
}

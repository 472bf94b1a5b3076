// Facts, assumptions and events along the foot of the pins in the case lane, small: a triangle where a fact begins, a dashed stroke for an
// assumption, a bar for how long it lasted and a whisker for its doubt. Pure.

import type { Fact } from "../../contract/reconstruction.ts";
import { reachPx, xFromTrue, type Axis } from "./axis.ts";
import { HEAD, type LaneMetrics } from "./lanes.ts";
import type { DrawItem } from "./scene.ts";

/** Times true; `uncertaintyMs` one standard deviation, null where nobody knows. */
export interface SceneFact {
  readonly factId: number;
  readonly kind: Fact["kind"];
  readonly startMs: number;
  /** Null: an instant. */
  readonly endMs: number | null;
  readonly uncertaintyMs: number | null;
  readonly text: string;
  /** Where it is known from, and where it was; null where nobody said. */
  readonly source: string | null;
  readonly place: string | null;
  readonly cameraId: string | null;
}

const MARK_PX = 6;
/** From this width on a doubt is drawn. */
const WHISKER_FROM_PX = 4;

interface FactScene {
  readonly axis: Axis;
  readonly metrics: Pick<LaneMetrics, "rulerPx">;
  readonly facts?: readonly SceneFact[];
}

export function caseFactItems({ axis, metrics, facts }: FactScene): DrawItem[] {
  // Bands, where there are any, begin below.
  const footPx = metrics.rulerPx + HEAD.casePx - 1;
  // A table of payments has thousands: those that would fall on one dot are one mark.
  const drawn = new Set<string>();
  return (facts ?? []).flatMap(({ kind, startMs, endMs, uncertaintyMs }): DrawItem[] => {
    const xPx = xFromTrue(axis, startMs);
    const endPx = endMs === null ? xPx : xFromTrue(axis, endMs);
    const doubtPx = reachPx(axis, uncertaintyMs);
    if (endPx + doubtPx < -MARK_PX || xPx - doubtPx > axis.widthPx + MARK_PX) return [];
    const ink = kind === "event" ? "text-2" : "text";
    const place = `${kind} ${Math.round(xPx)} ${Math.round(endPx)} ${Math.round(doubtPx)}`;
    if (drawn.has(place)) return [];
    drawn.add(place);
    const cut = (px: number): number => Math.max(-20, Math.min(axis.widthPx + 20, px));
    return [
      ...(doubtPx >= WHISKER_FROM_PX ? [{ kind: "rect", xPx: cut(xPx - doubtPx), yPx: footPx - 1, widthPx: cut(xPx + doubtPx) - cut(xPx - doubtPx), heightPx: 1, ink: "text-2" } as const] : []),
      ...(endPx - xPx >= 2 ? [{ kind: "rect", xPx: cut(xPx), yPx: footPx - 3, widthPx: cut(endPx) - cut(xPx), heightPx: 2, ink } as const] : []),
      kind === "assumption" ? { kind: "line", x1Px: xPx, y1Px: footPx - 12, x2Px: xPx, y2Px: footPx, ink, isDashed: true } : { kind: "notch", xPx, yPx: footPx, heightPx: MARK_PX, ink },
    ];
  });
}

/** The facts whose marks are under a point of the case lane, the nearest first; of several at one place the earlier. */
export function factsAt({ axis, facts }: Pick<FactScene, "axis" | "facts">, xPx: number): readonly SceneFact[] {
  const near = (facts ?? []).map((fact) => ({ fact, awayPx: Math.abs(xFromTrue(axis, fact.startMs) - xPx) })).filter(({ awayPx }) => awayPx <= MARK_PX);
  return near.sort((a, b) => a.awayPx - b.awayPx || a.fact.startMs - b.fact.startMs).map(({ fact }) => fact);
}

/** The one that a click there means; null where none is. */
export const factAt = (scene: Pick<FactScene, "axis" | "facts">, xPx: number): SceneFact | null => factsAt(scene, xPx)[0] ?? null;

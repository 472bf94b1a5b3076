// The row of a group: folded, the coverage of its cameras as one, the higher the more of them have footage; open, a heading.
// Pure.

import { xFromTrue } from "./axis.ts";
import { barInLane } from "./lanes.ts";
import { inView } from "./scene-bars.ts";
import { spanOf, type DrawItem, type MergedLane, type SceneInput } from "./scene.ts";

export function groupItems(input: SceneInput, merged: MergedLane | null, topPx: number): DrawItem[] {
  const { axis, metrics } = input;
  const ground: DrawItem[] = [
    { kind: "rect", xPx: 0, yPx: topPx, widthPx: axis.widthPx, heightPx: metrics.lanePx - 1, ink: "case-lane" },
    { kind: "line", x1Px: 0, y1Px: topPx + metrics.lanePx - 1, x2Px: axis.widthPx, y2Px: topPx + metrics.lanePx - 1, ink: "line" },
  ];
  if (merged === null) return ground;
  const { insetPx, heightPx } = barInLane(metrics);
  const footPx = topPx + insetPx + heightPx;
  const bars: DrawItem[] = [];
  const { first, end } = inView(axis, merged, 0);
  for (let i = first; i < end; i++) {
    const span = spanOf(axis, merged.startMs[i]!, merged.endMs[i]!);
    if (span === null) continue;
    const share = merged.laneCount[i]! / Math.max(1, merged.cameraCount);
    const barPx = Math.max(3, Math.round(share * heightPx));
    bars.push({ kind: "rect", ...span, yPx: footPx - barPx, heightPx: barPx, ink: "coverage" });
  }
  return [...ground, ...bars, ...pinMarks(input, merged, topPx)];
}

/** Pins of cameras in a folded group: their flags alone, so that none is hidden by folding. */
function pinMarks({ axis, metrics, pins }: SceneInput, { cameraIds }: MergedLane, topPx: number): DrawItem[] {
  if (cameraIds === undefined) return [];
  return pins.filter((pin) => cameraIds.has(pin.cameraId)).flatMap((pin): DrawItem[] => {
    const xPx = xFromTrue(axis, pin.startMs);
    return xPx < -10 || xPx > axis.widthPx ? [] : [{ kind: "flag", xPx, yPx: topPx + 3, heightPx: metrics.lanePx - 5, ink: pin.isSelected ? "pin-selected" : "pin" }];
  });
}

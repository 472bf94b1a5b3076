// What lies on a lane beside its footage and gaps: short gaps, what was watched, activity, clock readings, frames. Each has a
// shape of its own, so that none is told by colour alone. Pure.

import { reachPx, xFromTrue } from "./axis.ts";
import { barInLane } from "./lanes.ts";
import { inView } from "./scene-bars.ts";
import { spanOf, type DrawItem, type SceneInput, type SceneLane } from "./scene.ts";

/** Notches nearer to each other than this would touch. */
const NOTCH_APART_PX = 8;

/** Gaps too short for the picture: a notch in the bar's foot where there is one, a line of teeth where there are many. */
export function breakItems({ axis, metrics }: SceneInput, { breaks }: SceneLane, topPx: number): DrawItem[] {
  if (breaks === undefined) return [];
  const { insetPx, heightPx } = barInLane(metrics);
  const yPx = topPx + insetPx + heightPx;
  const notches: DrawItem[] = [];
  const teeth: DrawItem[] = [];
  const { first, end } = inView(axis, breaks, 0);
  // What follows closely is taken together.
  let run: { readonly fromPx: number; readonly toPx: number; readonly isOne: boolean } | null = null;
  const draw = (): void => {
    if (run === null) return;
    const widthPx = run.toPx - run.fromPx;
    if (run.isOne || widthPx < 4) notches.push({ kind: "notch", xPx: (run.fromPx + run.toPx) / 2, yPx, heightPx: Math.min(7, heightPx / 2), ink: "gap" });
    else teeth.push({ kind: "teeth", xPx: run.fromPx, yPx: yPx - 3, widthPx, heightPx: 3, ink: "gap" });
  };
  for (let i = first; i < end; i++) {
    const span = spanOf(axis, breaks.startMs[i]!, breaks.endMs[i]!);
    if (span === null) continue;
    const toPx = span.xPx + span.widthPx;
    if (run !== null && span.xPx - run.toPx < NOTCH_APART_PX) {
      run = { fromPx: run.fromPx, toPx: Math.max(run.toPx, toPx), isOne: false };
      continue;
    }
    draw();
    run = { fromPx: span.xPx, toPx, isOne: breaks.count[i]! === 1 };
  }
  draw();
  return [...notches, ...teeth];
}

/** An underline under what somebody watched. */
export function watchedItems({ axis, metrics }: SceneInput, { watched }: SceneLane, topPx: number): DrawItem[] {
  if (watched === undefined || watched === null) return [];
  const { insetPx, heightPx } = barInLane(metrics);
  const items: DrawItem[] = [];
  const { first, end } = inView(axis, watched, 0);
  for (let i = first; i < end; i++) {
    const span = spanOf(axis, watched.startMs[i]!, watched.endMs[i]!);
    if (span !== null) items.push({ kind: "rect", ...span, yPx: topPx + insetPx + heightPx + 1, heightPx: 2, ink: "watched" });
  }
  return items;
}

/** Height of the strip along the top of the bar. */
const STRIP_PX = 4;

/** How much moved, as a strip along the top of the bar: the more, the higher it reaches down. */
export function activityItems({ axis, metrics }: SceneInput, { activity }: SceneLane, topPx: number): DrawItem[] {
  if (activity === undefined || activity === null) return [];
  const { insetPx, heightPx } = barInLane(metrics);
  const items: DrawItem[] = [];
  const { first, end } = inView(axis, activity, 0);
  for (let i = first; i < end; i++) {
    const span = spanOf(axis, activity.startMs[i]!, activity.endMs[i]!);
    const level = Math.min(1, Math.max(0, activity.level[i]!));
    if (span !== null && level > 0) items.push({ kind: "rect", ...span, yPx: topPx + insetPx, heightPx: Math.max(1, level * Math.min(STRIP_PX, heightPx)), ink: "activity", alpha: 0.4 + 0.6 * level });
  }
  return items;
}

/** A small dial where the camera's clock was read, with its doubt as a whisker where that is wide enough to be seen. */
export function readingItems({ axis, metrics }: SceneInput, { readings }: SceneLane, topPx: number): DrawItem[] {
  return (readings ?? []).flatMap(({ atMs, uncertaintyMs }): DrawItem[] => {
    const xPx = xFromTrue(axis, atMs);
    const doubtPx = reachPx(axis, uncertaintyMs);
    if (xPx < -10 - doubtPx || xPx > axis.widthPx + 10 + doubtPx) return [];
    const yPx = topPx + metrics.lanePx / 2 - 1;
    return [
      ...(doubtPx > 6 ? [{ kind: "rect", xPx: xPx - doubtPx, yPx: yPx - 0.75, widthPx: 2 * doubtPx, heightPx: 1.5, ink: "text-2" } as const] : []),
      { kind: "dial", xPx, yPx, radiusPx: Math.min(6, metrics.lanePx / 3.5), ink: "text" },
    ];
  });
}

/** Frames nearer to each other than this would be a solid block. */
export const FRAME_GAP_MIN_PX = 4;

/** The frames of the active camera as the cells of a film: a line where each begins, a tooth above and below. */
export function frameItems({ axis, metrics }: SceneInput, { frameMs }: SceneLane, topPx: number): DrawItem[] {
  if (frameMs === undefined || frameMs === null) return [];
  const { insetPx, heightPx } = barInLane(metrics);
  const items: DrawItem[] = [];
  let lastXPx = -Infinity;
  for (let i = 0; i < frameMs.length; i++) {
    const xPx = xFromTrue(axis, frameMs[i]!);
    if (xPx < -1 || xPx > axis.widthPx + 1 || xPx - lastXPx < FRAME_GAP_MIN_PX) continue;
    lastXPx = xPx;
    items.push({ kind: "line", x1Px: xPx, y1Px: topPx + insetPx, x2Px: xPx, y2Px: topPx + insetPx + heightPx, ink: "ground-text" });
    items.push({ kind: "rect", xPx: xPx - 0.5, yPx: topPx + insetPx - 3, widthPx: 1.5, heightPx: 3, ink: "text-2" });
  }
  return items;
}

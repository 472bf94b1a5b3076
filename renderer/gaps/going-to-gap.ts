// Going to a gap: its camera on a tile, the play head at its beginning, and the timeline brought to where it can be seen whole.

import { asTrueMs } from "../../contract/time.ts";
import { goTo } from "../app/go-to.ts";
import { useMap } from "../map/map-store.ts";
import { useView } from "../state/view-store.ts";
import { useGapView } from "./gap-store.ts";

/** A gap that takes less than this share of the picture would be a hairline. */
const SEEN_SHARE = 1 / 200;
const ROOM_MIN_MS = 5_000;

/** What the timeline should show of a stretch; null: it is to be seen well as it is. */
export function stretchToShow(visible: { readonly fromMs: number; readonly toMs: number } | null, startMs: number, endMs: number): { readonly fromMs: number; readonly toMs: number } | null {
  if (visible !== null && visible.fromMs <= startMs && endMs <= visible.toMs && endMs - startMs >= (visible.toMs - visible.fromMs) * SEEN_SHARE) return null;
  const roomMs = Math.max(ROOM_MIN_MS, endMs - startMs);
  return { fromMs: startMs - roomMs, toMs: endMs + roomMs };
}

/** `showsWall` closes the report, so that the picture there is seen. */
export function goToGap(gap: { readonly startMs: number; readonly endMs: number; readonly camera: { readonly cameraId: string } | null }, showsWall: boolean): void {
  goTo(asTrueMs(gap.startMs), gap.camera?.cameraId ?? null);
  const { visible, setVisible } = useView.getState();
  const stretch = stretchToShow(visible, gap.startMs, gap.endMs);
  if (stretch !== null) setVisible(stretch.fromMs, stretch.toMs);
  if (!showsWall) return;
  useGapView.getState().close();
  if (useMap.getState().isOpen) useMap.getState().toggle();
}

// Going to a moment: the play head, the camera on a tile, and the timeline brought along where it shows another time.

import type { TrueMs } from "../../contract/time.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";

export function goTo(atMs: TrueMs, cameraId: string | null): void {
  const view = useView.getState();
  if (cameraId !== null) view.showCamera(cameraId);
  playbackClock.seek(atMs);
  if (view.visible === null) return;
  const { fromMs, toMs } = view.visible;
  if (atMs >= fromMs && atMs < toMs) return;
  const halfMs = (toMs - fromMs) / 2;
  view.setVisible(atMs - halfMs, atMs + halfMs);
}

// When the frames of the active camera begin, where the picture is deep enough to tell them apart: real times from the file's
// packets through the camera's clock, never a nominal rate.

import { useEffect } from "react";
import { asMediaMs, asTrueMs, mediaFromTrue, trueFromMedia } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";
import { useView } from "../state/view-store.ts";
import { msPerPixel, spanMs } from "./axis.ts";
import { onFootageChanged } from "./footage-changes.ts";
import type { LaneData } from "./lane-data.ts";
import { FRAME_GAP_MIN_PX } from "./scene-layers.ts";
import type { TimelineView } from "./timeline-view.ts";

/** Frames of 25 a second are this far apart: deeper than this they begin to show. */
const FRAME_MS = 40;

interface AskedFrames {
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What has to be known of the frames now; null where the picture is too wide for them. */
function wantedFrames(view: TimelineView): AskedFrames | null {
  const { tiles, activeTile } = useView.getState();
  const cameraId = tiles[activeTile] ?? null;
  if (cameraId === null || !view.hasRange || msPerPixel(view.axis) > FRAME_MS / FRAME_GAP_MIN_PX) return null;
  const span = spanMs(view.axis);
  return { cameraId, fromMs: Math.floor(view.axis.fromMs - span), toMs: Math.ceil(view.axis.toMs + span) };
}

async function readFrames({ cameraId, fromMs, toMs }: AskedFrames, signal: AbortSignal): Promise<Float64Array> {
  const recordings = await call("recordings.list", { cameraIds: [cameraId], fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs) }, signal);
  const times: number[] = [];
  for (const recording of recordings) {
    const from = Math.max(recording.mediaStartMs, mediaFromTrue(recording, fromMs));
    const to = Math.min(recording.mediaEndMs, mediaFromTrue(recording, toMs));
    if (from >= to) continue;
    const { mediaMs } = await call("frames.list", { fileId: recording.fileId, fromMediaMs: asMediaMs(from), toMediaMs: asMediaMs(to) }, signal);
    for (const at of mediaMs) times.push(trueFromMedia(recording, at));
  }
  return Float64Array.from(times).sort();
}

/** Keeps `data` told of the frames in view. */
export function useFrameTicks(view: TimelineView, data: LaneData): void {
  useEffect(() => {
    let asked: AskedFrames | null = null;
    let running: AbortController | null = null;
    const follow = (): void => {
      const wanted = wantedFrames(view);
      if (wanted === null) {
        if (asked !== null) data.setFrames(null, null);
        asked = null;
        return;
      }
      const isServed = asked !== null && asked.cameraId === wanted.cameraId && view.axis.fromMs >= asked.fromMs && view.axis.toMs <= asked.toMs;
      if (isServed) return;
      asked = wanted;
      running?.abort();
      const { signal } = running = new AbortController();
      readFrames(wanted, signal).then(
        (frameMs) => { if (!signal.aborted) data.setFrames(wanted.cameraId, frameMs); },
        // Without their times frames are not marked; footage and gaps stand as before.
        () => { if (!signal.aborted) data.setFrames(null, null); },
      );
    };
    // Clocks move frames too: those that are marked stay until the new ones are known.
    const outdate = (): void => {
      asked = null;
      follow();
    };
    const stop = [view.subscribe(follow), useView.subscribe(follow), onFootageChanged(outdate)];
    return () => {
      running?.abort();
      for (const end of stop) end();
    };
  }, [view, data]);
}

// Lane data for what is in view: asked for in steps of zoom and stretch, so that moving the picture a little asks nothing.
// The last answer stays while the next is on its way.

import { useEffect, useMemo, useState } from "react";
import { asTrueMs, type Range } from "../../contract/time.ts";
import type { Camera } from "../../contract/model.ts";
import { useQuery } from "../engine/use-query.ts";
import { msPerPixel, type Axis } from "./axis.ts";
import type { SceneLane } from "./scene.ts";
import type { TimelineView } from "./timeline-view.ts";

export interface Asked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly msPerPixel: number;
}

const NOTHING = new Float64Array();
export const emptyLane = (cameraId: string): SceneLane => ({
  cameraId,
  coverage: { startMs: NOTHING, endMs: NOTHING, uncertaintyMs: NOTHING },
  gaps: { startMs: NOTHING, endMs: NOTHING, cause: NOTHING },
});

/** The step of resolution to ask for: powers of two, never coarser than a pixel. */
export function askedResolution(perPx: number): number {
  return 2 ** Math.floor(Math.log2(perPx));
}

/** The stretch to ask for: blocks as wide as the window, from the one before to the one after what is in view. */
export function askedStretch(axis: Axis): Asked {
  const resolution = askedResolution(msPerPixel(axis));
  const blockMs = Math.max(1, Math.ceil(resolution * axis.widthPx * 2));
  return {
    fromMs: Math.floor(axis.fromMs / blockMs) * blockMs - blockMs,
    toMs: Math.ceil(axis.toMs / blockMs) * blockMs + blockMs,
    msPerPixel: resolution,
  };
}

/** True where an answer still serves: it reaches over what is in view and is as fine as it has to be. */
export function isServedBy(asked: Asked | null, axis: Axis): boolean {
  if (asked === null || axis.fromMs < asked.fromMs || axis.toMs > asked.toMs) return false;
  return asked.msPerPixel === askedResolution(msPerPixel(axis));
}

export interface Lanes {
  readonly lanes: readonly SceneLane[];
  readonly isLoading: boolean;
}

export function useLanes(view: TimelineView, cameras: readonly Camera[]): Lanes {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    const follow = (): void => {
      if (!view.hasRange || view.axis.widthPx < 2) return;
      setAsked((now) => (isServedBy(now, view.axis) ? now : askedStretch(view.axis)));
    };
    follow();
    return view.subscribe(follow);
  }, [view]);

  const input = asked === null || cameras.length === 0
    ? null
    : { cameraIds: null, fromMs: asTrueMs(asked.fromMs), toMs: asTrueMs(asked.toMs), msPerPixel: asked.msPerPixel };
  const answer = useQuery("timeline.read", input, { topics: ["recordings", "clocks", "cameras", "files"] });

  const lanes = useMemo(() => {
    const byCamera = new Map((answer.data?.lanes ?? []).map((lane) => [lane.cameraId, lane] as const));
    return cameras.map((camera) => byCamera.get(camera.cameraId) ?? emptyLane(camera.cameraId));
  }, [answer.data, cameras]);
  return { lanes, isLoading: answer.loading };
}

/** From the first footage of any camera to the last; null without footage. */
export function wholeCoverage(cameras: readonly Camera[]): Range<number> | null {
  let startMs = Infinity;
  let endMs = -Infinity;
  for (const { coverage } of cameras) {
    if (coverage === null) continue;
    startMs = Math.min(startMs, coverage.startMs);
    endMs = Math.max(endMs, coverage.endMs);
  }
  return startMs < endMs ? { startMs, endMs } : null;
}

// Whether each camera has footage at the clock: footage, a gap, or none held. Follows the clock; components hear of it only when
// the answer of some camera changed, not on every frame.

import { useEffect, useMemo, useState } from "react";
import { FootageWindow, type CameraFootage } from "../playback/footage-window.ts";
import { playbackClock } from "../playback/playback-clock.ts";

/** `gap`: between or in its footage there is none. `none`: outside of what is held. `unknown`: not asked yet, or no clock. */
export type CameraState = "footage" | "gap" | "none" | "unknown";

const holds = (range: { readonly startMs: number; readonly endMs: number }, nowMs: number): boolean => range.startMs <= nowMs && nowMs < range.endMs;

/** What a camera has at an instant. */
export function stateAt(footage: CameraFootage | null, nowMs: number): CameraState {
  if (footage === null) return "unknown";
  if (footage.recordings.some((recording) => holds(recording, nowMs))) return "footage";
  const gap = footage.gaps.find((each) => holds(each, nowMs));
  return gap === undefined || gap.cause === "no-footage" ? "none" : "gap";
}

/** The states of the cameras at the clock, by id. */
export function useCameraStates(cameraIds: readonly string[]): ReadonlyMap<string, CameraState> {
  const footage = useMemo(() => new FootageWindow(), []);
  const [states, setStates] = useState<ReadonlyMap<string, CameraState>>(new Map());
  const ids = cameraIds.join("\n");
  useEffect(() => {
    const list = ids === "" ? [] : ids.split("\n");
    footage.setCameras(list);
    const look = (): void => {
      const nowMs = playbackClock.isSet ? playbackClock.nowMs() : null;
      if (nowMs !== null) footage.ensure(nowMs);
      setStates((before) => {
        const next = new Map(list.map((cameraId) => [cameraId, nowMs === null ? "unknown" : stateAt(footage.footageOf(cameraId, nowMs), nowMs)] as const));
        return next.size === before.size && [...next].every(([cameraId, state]) => before.get(cameraId) === state) ? before : next;
      });
    };
    look();
    const stops = [footage.start(), footage.subscribe(look), playbackClock.subscribe(look)];
    return () => stops.forEach((stop) => stop());
  }, [footage, ids]);
  return states;
}

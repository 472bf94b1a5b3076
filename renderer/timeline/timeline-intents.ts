// What gestures and keys on the timeline do: move the clock, set the marks, choose a camera, move the picture.
// Not here: how gestures are told apart (timeline-pointer.ts).

import { asTrueMs, type Range } from "../../contract/time.ts";
import type { Camera } from "../../contract/model.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { revealing, trueFromX, xFromTrue, zoomedAt, fittedTo } from "./axis.ts";
import { areaAt, type Area } from "./lanes.ts";
import { pinAt, type ScenePin } from "./scene-pins.ts";
import type { SceneLane } from "./scene.ts";
import type { TimelineIntents } from "./timeline-pointer.ts";
import type { TimelineView } from "./timeline-view.ts";
import { wholeCoverage } from "./use-lanes.ts";

/** What the timeline shows at the moment of a gesture. */
export interface Shown {
  readonly cameras: readonly Camera[];
  readonly lanes: readonly SceneLane[];
  readonly pins: readonly ScenePin[];
}

/** The stretch of footage at an instant of a lane; null where it has none there. */
export function runAt(lane: SceneLane, atMs: number): Range<number> | null {
  const { startMs, endMs } = lane.coverage;
  for (let i = 0; i < startMs.length; i++) {
    if (startMs[i]! <= atMs && atMs < endMs[i]!) return { startMs: startMs[i]!, endMs: endMs[i]! };
  }
  return null;
}

/** Puts a clicked camera before the eyes without taking away another that was put there on purpose. */
function bringUp(cameraId: string): void {
  const { tiles, layout, setTile, setActiveTile, showCamera } = useView.getState();
  const shownAt = tiles.indexOf(cameraId);
  const freeAt = tiles.indexOf(null);
  if (shownAt >= 0) setActiveTile(shownAt);
  else if (layout === 1) showCamera(cameraId);
  else if (freeAt >= 0) {
    setTile(freeAt, cameraId);
    setActiveTile(freeAt);
  }
}

function clicked(view: TimelineView, shown: Shown, xPx: number, area: Area): void {
  const camera = area.kind === "lane" ? shown.cameras[area.index] : undefined;
  const pin = area.kind === "ruler" || area.kind === "below" ? null : pinAt({ axis: view.axis, pins: shown.pins }, xPx, camera?.cameraId ?? null);
  if (pin !== null) {
    useView.getState().selectPin(pin.pinId);
    bringUp(pin.cameraId);
  } else if (camera !== undefined) bringUp(camera.cameraId);
  // On the case lane a pin is an entry of a list: it leads to its start. On a lane the instant itself was meant.
  playbackClock.seek(pin !== null && area.kind === "case" ? pin.startMs : Math.round(trueFromX(view.axis, xPx)));
}

function marked(fromMs: number, toMs: number, area: Area, shown: Shown): void {
  const view = useView.getState();
  view.setMarks(asTrueMs(Math.round(fromMs)), asTrueMs(Math.max(Math.round(fromMs) + 1, Math.round(toMs))));
  // Marks are pinned on the active camera: marking on a lane therefore makes its camera the active one.
  const camera = area.kind === "lane" ? shown.cameras[area.index] : undefined;
  if (camera !== undefined && view.tiles[view.activeTile] !== camera.cameraId) view.showCamera(camera.cameraId);
}

export function makeIntents(view: TimelineView, shown: () => Shown, scrollBy: (deltaPx: number) => void): TimelineIntents {
  return {
    axis: () => view.axis,
    areaAt: (yPx) => areaAt(view.metrics, shown().cameras.length, view.scrollTopPx, yPx),
    show: (axis) => view.show(axis),
    pointAt: (pointer) => view.pointAt(pointer),
    scrub: (trueMs) => playbackClock.scrub(Math.round(trueMs)),
    mark: (fromMs, toMs, area) => marked(fromMs, toMs, area, shown()),
    click: (xPx, area) => clicked(view, shown(), xPx, area),
    zoomToRun: (xPx, area) => {
      const atMs = trueFromX(view.axis, xPx);
      const lane = area.kind === "lane" ? shown().lanes[area.index] : undefined;
      const run = lane === undefined ? wholeCoverage(shown().cameras) : runAt(lane, atMs);
      view.show(run === null ? zoomedAt(view.axis, xPx, 4) : fittedTo(run, view.axis.widthPx));
    },
    scrollBy,
  };
}

/** Zooms on the play head where it is in view, else on the middle. */
export function zoomAtHead(view: TimelineView, factor: number): void {
  if (!view.hasRange) return;
  const headX = xFromTrue(view.axis, playbackClock.nowMs());
  const isInView = headX >= 0 && headX <= view.axis.widthPx;
  view.show(zoomedAt(view.axis, isInView ? headX : view.axis.widthPx / 2, factor));
}

/** Home and End: the head goes to an end of all footage, and the picture with it. */
export function goToCoverageEnd(view: TimelineView, cameras: readonly Camera[], end: "start" | "end"): void {
  const whole = wholeCoverage(cameras);
  if (whole === null) return;
  const atMs = end === "start" ? whole.startMs : whole.endMs - 1;
  playbackClock.seek(atMs);
  view.show(revealing(view.axis, atMs, end === "start" ? 0.05 : 0.95));
}

export function fitAll(view: TimelineView, cameras: readonly Camera[]): void {
  const whole = wholeCoverage(cameras);
  if (whole !== null) view.show(fittedTo(whole, view.axis.widthPx));
}

// What gestures and keys on the timeline do: move the clock, set the marks, choose a camera, move the picture.
// Not here: how gestures are told apart (timeline-pointer.ts).

import { asTrueMs, type Range } from "../../contract/time.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useEventsView } from "../events/events-store.ts";
import { useView } from "../state/view-store.ts";
import { revealing, trueFromX, xFromTrue, zoomedAt, fittedTo } from "./axis.ts";
import { lookAhead } from "./hover-still.ts";
import { wholeCoverage } from "./lane-data.ts";
import { useLaneOptions } from "./lane-options-store.ts";
import type { Area } from "./lanes.ts";
import type { LaneRow } from "./lane-rows.ts";
import { useExhibitFocus } from "../reconstruct/exhibit-focus.ts";
import { bandAt, type SceneBand } from "./scene-bands.ts";
import { factAt, type SceneFact } from "./scene-facts.ts";
import type { SceneLoss } from "./scene-losses.ts";
import { pinAt, type ScenePin } from "./scene-pins.ts";
import type { MergedLane, SceneLane } from "./scene.ts";
import type { TimelineIntents } from "./timeline-pointer.ts";
import type { TimelineView } from "./timeline-view.ts";

/** What the timeline shows at the moment of a gesture, beside the rows that the view has. */
export interface Shown {
  readonly laneOf: (cameraId: string) => SceneLane;
  /** Of a folded group; null while nothing is known. */
  readonly mergedOf: (key: string) => MergedLane | null;
  readonly pins: readonly ScenePin[];
  readonly losses: readonly SceneLoss[];
  /** Of the exhibits: the one in focus first. */
  readonly bands: readonly SceneBand[];
  readonly facts: readonly SceneFact[];
}

/** The lane's row in an area; null for a group's, and where there is no row. */
function laneIn(view: TimelineView, area: Area): LaneRow | null {
  const row = area.kind === "lane" ? view.rows.rows[area.index] : undefined;
  return row?.kind === "lane" ? row : null;
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

/** On a band an observation leads to its frame; a band that is not in focus comes into it. */
function clickedBand(view: TimelineView, band: SceneBand, xPx: number): void {
  const [span] = bandAt({ axis: view.axis }, band, xPx).spans;
  useExhibitFocus.getState().choose(band.exhibitId);
  if (span !== undefined && span.cameraId !== null) bringUp(span.cameraId);
  playbackClock.seek(span?.startMs ?? Math.round(trueFromX(view.axis, xPx)));
}

function clicked(view: TimelineView, shown: Shown, xPx: number, area: Area): void {
  const band = area.kind === "band" ? shown.bands[area.index] : undefined;
  if (band !== undefined) return clickedBand(view, band, xPx);
  const cameraId = laneIn(view, area)?.camera.cameraId ?? null;
  const isPinArea = area.kind === "case" || cameraId !== null;
  const pin = isPinArea ? pinAt({ axis: view.axis, pins: shown.pins }, xPx, cameraId) : null;
  if (pin !== null) {
    useView.getState().selectPin(pin.pinId);
    bringUp(pin.cameraId);
  } else if (cameraId !== null) bringUp(cameraId);
  const fact = pin === null && area.kind === "case" ? factAt({ axis: view.axis, facts: shown.facts }, xPx) : null;
  if (fact !== null) useEventsView.getState().reveal(`fact:${fact.factId}`);
  // On the case lane a pin or a fact is an entry of a list: it leads to its start. On a lane the instant itself was meant.
  const entryMs = area.kind === "case" ? (pin?.startMs ?? fact?.startMs) : undefined;
  playbackClock.seek(entryMs ?? Math.round(trueFromX(view.axis, xPx)));
}

function marked(view: TimelineView, fromMs: number, toMs: number, area: Area): void {
  const state = useView.getState();
  state.setMarks(asTrueMs(Math.round(fromMs)), asTrueMs(Math.max(Math.round(fromMs) + 1, Math.round(toMs))));
  // Marks are pinned on the active camera: marking on a lane therefore makes its camera the active one.
  const cameraId = laneIn(view, area)?.camera.cameraId;
  if (cameraId !== undefined && state.tiles[state.activeTile] !== cameraId) state.showCamera(cameraId);
}

/** A double click: the stretch of footage there fills the picture; on a group's row it folds or unfolds. */
function zoomedToRun(view: TimelineView, shown: Shown, xPx: number, area: Area): void {
  const row = area.kind === "lane" ? view.rows.rows[area.index] : undefined;
  if (row?.kind === "group") return useLaneOptions.getState().toggleFolded(row.key);
  const atMs = trueFromX(view.axis, xPx);
  const run = row === undefined ? wholeCoverage(view.rows.cameras) : runAt(shown.laneOf(row.camera.cameraId), atMs);
  view.show(run === null ? zoomedAt(view.axis, xPx, 4) : fittedTo(run, view.axis.widthPx));
}

export function makeIntents(view: TimelineView, shown: () => Shown, scrollBy: (deltaPx: number) => void): TimelineIntents {
  return {
    axis: () => view.axis,
    areaAt: (yPx) => view.areaAt(yPx),
    show: (axis) => view.show(axis),
    pointAt: (pointer) => {
      view.pointAt(pointer);
      const cameraId = pointer === null ? null : view.cameraIdAt(pointer.yPx);
      if (pointer !== null && cameraId !== null) lookAhead(cameraId, trueFromX(view.axis, pointer.xPx));
    },
    scrub: (trueMs) => playbackClock.scrub(Math.round(trueMs)),
    mark: (fromMs, toMs, area) => marked(view, fromMs, toMs, area),
    click: (xPx, area) => clicked(view, shown(), xPx, area),
    zoomToRun: (xPx, area) => zoomedToRun(view, shown(), xPx, area),
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
export function goToCoverageEnd(view: TimelineView, end: "start" | "end"): void {
  const whole = wholeCoverage(view.rows.cameras);
  if (whole === null) return;
  const atMs = end === "start" ? whole.startMs : whole.endMs - 1;
  playbackClock.seek(atMs);
  view.show(revealing(view.axis, atMs, end === "start" ? 0.05 : 0.95));
}

export function fitAll(view: TimelineView): void {
  const whole = wholeCoverage(view.rows.cameras);
  if (whole !== null) view.show(fittedTo(whole, view.axis.widthPx));
}

/** What is marked fills the picture; without marks the selected pin. False where there is neither. */
export function zoomToMarks(view: TimelineView, pins: readonly ScenePin[]): boolean {
  const { markInMs, markOutMs, selectedPinId } = useView.getState();
  const pin = pins.find((p) => p.pinId === selectedPinId);
  const range = markInMs !== null && markOutMs !== null ? { startMs: markInMs, endMs: markOutMs } : (pin ?? null);
  if (range === null) return false;
  view.show(fittedTo(range, view.axis.widthPx, 0.15));
  return true;
}

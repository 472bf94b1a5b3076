// A thin strip above the lanes: all footage of all cameras as one, and on it the stretch that is shown. Drag moves it, a click
// brings it there, the wheel zooms. For the mouse alone: keys and the time field reach every place without it.

import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { OutputOf } from "../../contract/methods.ts";
import { asTrueMs } from "../../contract/time.ts";
import { displayTime } from "../../contract/time-text.ts";
import { useQuery } from "../engine/use-query.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { spanMs, trueFromX, xFromTrue, zoomedAt, zoomFactorFromWheel, type Axis } from "./axis.ts";
import { wholeCoverage } from "./lane-data.ts";
import type { LaneRows } from "./lane-rows.ts";
import { contextFor, onLookChange, readPalette, type Palette } from "./paint.ts";
import type { TimelineView } from "./timeline-view.ts";
import css from "./timeline.module.css";

interface OverviewProps {
  readonly view: TimelineView;
  readonly rows: LaneRows;
  readonly timezone: string;
}

type Merged = OutputOf<"timeline.merged">["groups"][number];

const HEIGHT_PX = 14;
/** Columns asked for: a little finer than any strip is wide. */
const COLUMNS = 4_000;
/** However little is shown, it can be seen and grabbed. */
const WINDOW_MIN_PX = 6;

/** The strip's own axis: all footage with a little air. */
function stripAxis(rows: LaneRows, widthPx: number): Axis | null {
  const whole = wholeCoverage(rows.cameras);
  if (whole === null) return null;
  const airMs = (whole.endMs - whole.startMs) * 0.01 + 1;
  return { fromMs: whole.startMs - airMs, toMs: whole.endMs + airMs, widthPx };
}

/** Where the shown stretch stands on the strip, at least WINDOW_MIN_PX wide. */
export function windowOnStrip(strip: Axis, shown: Pick<Axis, "fromMs" | "toMs">): { readonly xPx: number; readonly widthPx: number } {
  const left = xFromTrue(strip, shown.fromMs);
  const widthPx = Math.max(WINDOW_MIN_PX, xFromTrue(strip, shown.toMs) - left);
  const middle = (left + xFromTrue(strip, shown.toMs)) / 2;
  return { xPx: middle - widthPx / 2, widthPx };
}

function paintStrip(canvas: HTMLCanvasElement, palette: Palette, strip: Axis, merged: Merged | null, cameraCount: number, view: TimelineView): void {
  const context = contextFor(canvas, strip.widthPx, HEIGHT_PX);
  if (context === null) return;
  context.clearRect(0, 0, strip.widthPx, HEIGHT_PX);
  context.fillStyle = palette.coverage;
  for (let i = 0; i < (merged?.startMs.length ?? 0); i++) {
    const x = xFromTrue(strip, merged!.startMs[i]!);
    const barPx = Math.max(2, Math.round((merged!.laneCount[i]! / Math.max(1, cameraCount)) * (HEIGHT_PX - 3)));
    context.fillRect(x, HEIGHT_PX - barPx, Math.max(1, xFromTrue(strip, merged!.endMs[i]!) - x), barPx);
  }
  if (view.hasRange) {
    const { xPx, widthPx } = windowOnStrip(strip, view.axis);
    context.fillStyle = palette["accent-soft"];
    context.fillRect(xPx, 0, widthPx, HEIGHT_PX);
    context.strokeStyle = palette.accent;
    context.lineWidth = 1;
    context.strokeRect(xPx + 0.5, 0.5, Math.max(1, widthPx - 1), HEIGHT_PX - 1);
  }
  if (!playbackClock.isSet) return;
  context.fillStyle = palette.accent;
  context.fillRect(Math.round(xFromTrue(strip, playbackClock.nowMs())) - 1, 0, 2, HEIGHT_PX);
}

export function Overview({ view, rows, timezone }: OverviewProps) {
  const { t } = useTranslation("lanes");
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = stripAxis(rows, 1);
  const input = strip === null ? null : {
    groups: [rows.cameras.map((camera) => camera.cameraId)],
    fromMs: asTrueMs(Math.floor(strip.fromMs)), toMs: asTrueMs(Math.ceil(strip.toMs)), msPerPixel: Math.max(1, spanMs(strip) / COLUMNS),
  };
  const merged = useQuery("timeline.merged", input, { topics: ["recordings", "clocks"] }).data?.groups[0] ?? null;
  const latest = useRef({ rows, merged });
  latest.current = { rows, merged };
  useEffect(() => view.touch(), [view, rows, merged]);
  useEffect(() => {
    const element = canvas.current!;
    let palette = readPalette(element);
    const axisNow = (): Axis | null => stripAxis(latest.current.rows, element.clientWidth);
    let paintedKey: unknown[] = [];
    const paint = (): void => {
      const axis = axisNow();
      if (axis === null) return;
      // A quarter of a pixel of the strip: a playing head seldom moves here.
      const head = playbackClock.isSet ? Math.round(xFromTrue(axis, playbackClock.nowMs()) * 4) : null;
      const key = [axis.fromMs, axis.toMs, axis.widthPx, view.axis, latest.current.merged, head, palette, window.devicePixelRatio];
      if (key.every((part, i) => part === paintedKey[i])) return;
      paintedKey = key;
      paintStrip(element, palette, axis, latest.current.merged, latest.current.rows.cameras.length, view);
    };
    const repaint = (): void => {
      palette = readPalette(element);
      paint();
    };
    const stop = [view.subscribe(paint), playbackClock.subscribe(paint), attachStrip(element, view, axisNow), onLookChange(repaint)];
    return () => {
      for (const end of stop) end();
    };
  }, [view]);
  const whole = wholeCoverage(rows.cameras);
  return (
    <div className={css["overview"]} aria-hidden="true" data-testid="timeline-overview">
      <canvas ref={canvas} title={whole === null ? t("overview.label") : `${t("overview.label")} · ${displayTime(whole.startMs, timezone).slice(0, 16)} – ${displayTime(whole.endMs, timezone).slice(0, 16)}`} />
    </div>
  );
}

/** Drag and wheel on the strip. */
function attachStrip(element: HTMLCanvasElement, view: TimelineView, axisNow: () => Axis | null): () => void {
  const cancel = new AbortController();
  const { signal } = cancel;
  /** How far from the middle of the shown stretch it was grabbed. */
  let heldMs: number | null = null;
  const at = (event: MouseEvent): number | null => {
    const axis = axisNow();
    return axis === null ? null : trueFromX(axis, event.clientX - element.getBoundingClientRect().left);
  };
  const moveTo = (middleMs: number): void => {
    const half = spanMs(view.axis) / 2;
    view.show({ ...view.axis, fromMs: middleMs - half, toMs: middleMs + half });
  };
  element.addEventListener("pointerdown", (event) => {
    const atMs = at(event);
    if (event.button !== 0 || atMs === null) return;
    element.setPointerCapture(event.pointerId);
    const middleMs = (view.axis.fromMs + view.axis.toMs) / 2;
    const isInside = atMs >= view.axis.fromMs && atMs < view.axis.toMs;
    heldMs = isInside ? atMs - middleMs : 0;
    if (!isInside) moveTo(atMs);
  }, { signal });
  element.addEventListener("pointermove", (event) => {
    const atMs = at(event);
    if (heldMs !== null && atMs !== null) moveTo(atMs - heldMs);
  }, { signal });
  for (const type of ["pointerup", "pointercancel"] as const) element.addEventListener(type, () => { heldMs = null; }, { signal });
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.show(zoomedAt(view.axis, view.axis.widthPx / 2, zoomFactorFromWheel(event.deltaY, event.deltaMode, event.ctrlKey)));
  }, { signal, passive: false });
  return () => cancel.abort();
}

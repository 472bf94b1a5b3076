// The canvas of the timeline, repainted only when something in it changed, and above it play head and pointer, moved while
// playing. Decides nothing: geometry is scene.ts, gestures are timeline-pointer.ts.

import { useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { displayTime, durationText } from "../../contract/time-text.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { msPerPixel, revealing, trueFromX, xFromTrue } from "./axis.ts";
import { GrainRows } from "./grain.ts";
import { headHeightPx } from "./lanes.ts";
import { contextFor, fontOf, onLookChange, paintScene, readPalette, type Palette } from "./paint.ts";
import { onDotPx, PointerLines } from "./pointer-lines.ts";
import type { LaneData } from "./lane-data.ts";
import { sceneOf, type SceneRow } from "./scene.ts";
import { makeIntents, type Shown } from "./timeline-intents.ts";
import { attachTimelinePointer } from "./timeline-pointer.ts";
import type { TimelineView } from "./timeline-view.ts";
import { rulerOf } from "./ticks.ts";
import css from "./timeline.module.css";

interface TimelineCanvasProps {
  readonly view: TimelineView;
  readonly data: LaneData;
  readonly shown: Shown;
  readonly timezone: string;
  readonly scrollBy: (deltaPx: number) => void;
}

/** The pointer's time: as fine as a pixel is. */
function pointerLabel(atMs: number, perPx: number, timezone: string): string {
  const text = displayTime(atMs, timezone);
  return perPx < 20 ? text.slice(0, 23) : perPx < 30_000 ? text.slice(0, 19) : text.slice(0, 16);
}

interface Painter {
  readonly view: TimelineView;
  readonly picture: HTMLCanvasElement;
  readonly lines: PointerLines;
  readonly props: () => TimelineCanvasProps & { readonly words: { readonly uncorrected: string; readonly gaps: Record<string, string> } };
  readonly grainRows: GrainRows;
  palette: Palette;
  /** What the picture was painted from: unchanged means nothing to do. */
  paintedKey: unknown[];
  linesKey: unknown[];
}

/** Words measured before; a palette is a font. */
const widths = new WeakMap<Palette, Map<string, number>>();
const WIDTHS_MAX = 4_000;

/** How wide words are: mostly the same ones at every paint. */
function measurer(context: CanvasRenderingContext2D, palette: Palette): (text: string, sizePx: number, isBold: boolean) => number {
  const known = widths.get(palette) ?? new Map<string, number>();
  widths.set(palette, known);
  if (known.size > WIDTHS_MAX) known.clear();
  return (text, sizePx, isBold) => {
    const key = `${sizePx} ${isBold} ${text}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    context.font = fontOf(palette, sizePx, isBold);
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

/** The lane's data and what the window knows beside it. */
function sceneRow(view: TimelineView, data: LaneData, index: number): SceneRow {
  const row = view.rows.rows[index]!;
  return row.kind === "lane" ? { kind: "lane", lane: data.laneOf(row.camera.cameraId) } : { kind: "group", merged: row.isFolded ? data.mergedOf(row.key) : null };
}

function paintPicture(painter: Painter): void {
  const { view, picture } = painter;
  const { shown, data, timezone, words } = painter.props();
  const { markInMs, markOutMs } = useView.getState();
  const area = view.pointer === null ? null : view.areaAt(view.pointer.yPx);
  const hoverLane = area?.kind === "lane" ? area.index : null;
  const key = [view.axis, view.heightPx, view.metrics, view.scrollTopPx, view.rows, data.version, shown.pins, shown.losses, shown.bands, shown.facts, markInMs, markOutMs, hoverLane, timezone, words, painter.palette, window.devicePixelRatio];
  if (key.every((part, i) => part === painter.paintedKey[i])) return;
  painter.paintedKey = key;
  const context = contextFor(picture, view.axis.widthPx, view.heightPx, true);
  if (context === null) return;
  painter.grainRows.reuse();
  const scene = sceneOf({
    axis: view.axis, heightPx: view.heightPx, scrollTopPx: view.scrollTopPx, metrics: view.metrics,
    rowCount: view.rows.rows.length, rowAt: (index) => sceneRow(view, data, index), groupIndexes: view.groupIndexes,
    ruler: rulerOf(view.axis, timezone), pins: shown.pins, losses: shown.losses, bands: shown.bands, facts: shown.facts, markInMs, markOutMs, hoverLane,
    words: { uncorrected: words.uncorrected, gaps: words.gaps as never, duration: durationText },
    measurePx: measurer(context, painter.palette), grainRows: painter.grainRows,
  });
  paintScene(context, painter.palette, scene, { widthPx: view.axis.widthPx, heightPx: view.heightPx, headPx: headHeightPx(view.metrics) });
  picture.dataset["fromMs"] = String(Math.round(view.axis.fromMs));
  picture.dataset["toMs"] = String(Math.round(view.axis.toMs));
}

function moveLines(painter: Painter): void {
  const { view, lines } = painter;
  const { timezone } = painter.props();
  // At wide zooms a playing head stays on its dot for seconds, and nothing is moved.
  const headXPx = playbackClock.isSet ? onDotPx(xFromTrue(view.axis, playbackClock.nowMs())) : null;
  const key = [view.axis, view.metrics, view.pointer, headXPx, timezone, window.devicePixelRatio];
  if (key.every((part, i) => part === painter.linesKey[i])) return;
  painter.linesKey = key;
  const pointerXPx = view.pointer?.xPx ?? null;
  lines.show({
    widthPx: view.axis.widthPx, rulerPx: view.metrics.rulerPx, headXPx, pointerXPx,
    pointerLabel: pointerXPx === null ? "" : pointerLabel(trueFromX(view.axis, pointerXPx), msPerPixel(view.axis), timezone),
  });
}

/** Keeps the play head in the picture: a page on when playing over the edge, to the middle when it was sent elsewhere. */
function followHead(view: TimelineView, lastHeadMs: number, nowMs: number, isJump: boolean): void {
  const wasInView = lastHeadMs >= view.axis.fromMs && lastHeadMs < view.axis.toMs;
  const isInView = nowMs >= view.axis.fromMs && nowMs < view.axis.toMs;
  if (isInView || !view.hasRange) return;
  if (isJump && lastHeadMs !== nowMs) view.show(revealing(view.axis, nowMs, 0.5));
  else if (wasInView && playbackClock.isPlaying) view.show(revealing(view.axis, nowMs, playbackClock.rate > 0 ? 0.03 : 0.97));
}

function useWordsForCanvas() {
  const { t, i18n } = useTranslation(["timeline", "common"]);
  const made = useRef<{ readonly lang: string; readonly words: { readonly uncorrected: string; readonly gaps: Record<string, string> } } | null>(null);
  if (made.current?.lang !== i18n.language) {
    const causes = ["no-footage", "recorder-gap", "damaged", "unindexed", "time-unknown"] as const;
    made.current = {
      lang: i18n.language,
      words: { uncorrected: t("common:clock.uncorrected"), gaps: Object.fromEntries(causes.map((cause) => [cause, t(`common:gap.${cause}`)])) },
    };
  }
  return made.current!.words;
}

export function TimelineCanvas(props: TimelineCanvasProps) {
  const { view, data, shown, timezone } = props;
  const { t } = useTranslation("timeline");
  const words = useWordsForCanvas();
  const picture = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const latest = useRef({ ...props, words });
  latest.current = { ...props, words };

  useLayoutEffect(() => {
    const painter: Painter = {
      view, picture: picture.current!, lines: new PointerLines(overlay.current!), props: () => latest.current,
      grainRows: new GrainRows(), palette: readPalette(picture.current!), paintedKey: [], linesKey: [],
    };
    let headMs: number = playbackClock.nowMs();
    const stop = [
      view.subscribe(() => {
        paintPicture(painter);
        moveLines(painter);
      }),
      playbackClock.subscribe((nowMs, isJump) => {
        followHead(view, headMs, nowMs, isJump);
        headMs = nowMs;
        moveLines(painter);
      }),
      useView.subscribe(() => view.touch()),
      attachTimelinePointer(overlay.current!, makeIntents(view, () => latest.current.shown, (deltaPx) => latest.current.scrollBy(deltaPx))),
      onLookChange(() => {
        painter.palette = readPalette(painter.picture);
        view.touch();
      }),
    ];
    return () => {
      painter.lines.remove();
      for (const end of stop) end();
    };
  }, [view]);

  // Lanes, pins or words changed: the next frame paints them.
  useEffect(() => view.touch(), [view, shown, words, timezone]);
  useEffect(() => data.subscribe(() => view.touch()), [data, view]);

  return (
    <>
      <canvas
        ref={picture} className={css["picture"]} data-testid="timeline-canvas" role="img"
        aria-label={t("lanes.canvas", { count: view.rows.cameras.length, from: displayTime(view.axis.fromMs, timezone), to: displayTime(view.axis.toMs, timezone) })}
      />
      <div ref={overlay} className={css["overlay"]} aria-hidden="true" />
    </>
  );
}


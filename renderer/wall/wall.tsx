// The wall: the true time above, one to sixteen tiles on one clock, the transport below. Owns the keys of playing and
// marking. How tiles keep to the clock is wall-engine.ts; the clock itself is playback/playback-clock.ts.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { useLibrary, useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { steppedRate } from "../playback/clock-core.ts";
import { footageWindow } from "../playback/footage-window.ts";
import { clockMs, playbackClock } from "../playback/playback-clock.ts";
import { coverageSource, SkipEmpty, useSkipEmpty } from "../playback/skip-empty.ts";
import { useGapView } from "../gaps/gap-store.ts";
import { GapsView } from "../gaps/gaps-view.tsx";
import { FollowNote } from "../follow/follow-note.tsx";
import { keepMap, useMap } from "../map/map-store.ts";
import { MapView } from "../map/map-view.tsx";
import { onKeyAction, requestPin, type KeyAction } from "../state/keys.ts";
import { useView, wallLayouts, type WallLayout } from "../state/view-store.ts";
import { ClockBar } from "./clock-bar.tsx";
import { markedAt } from "./marks.ts";
import { stepFrame } from "./frame-step.ts";
import { IDLE, type TileStatus } from "./tile-status.ts";
import { Tile } from "./tile.tsx";
import { Transport } from "./transport.tsx";
import { startWatching } from "../watched/watch-recorder.ts";
import { WallEngine } from "./wall-engine.ts";
import { changeLayout, goToTile, moveActiveTile, showOtherVersion, showVersionsSideBySide, toggleSingle } from "./wall-layout.ts";
import css from "./wall.module.css";

const NO_CAMERAS: readonly Camera[] = [];

const stepBy = (deltaMs: number) => (): void => playbackClock.seek(playbackClock.nowMs() + deltaMs);

function setMark(which: "in" | "out"): void {
  const { markInMs, markOutMs, setMarks } = useView.getState();
  const marks = markedAt({ inMs: markInMs, outMs: markOutMs }, which, clockMs());
  setMarks(marks.inMs, marks.outMs);
}

/** The report of gaps lies over the map: asking for the map takes it away first. */
function toggleMap(): void {
  const { isOpen, close } = useGapView.getState();
  if (!isOpen || !useMap.getState().isOpen) useMap.getState().toggle();
  close();
}

/** Whoever asks for tiles wants to see them: what stands in their place goes. */
function showTiles(count: WallLayout, cameras: readonly Camera[]): void {
  useGapView.getState().close();
  if (useMap.getState().isOpen) useMap.getState().toggle();
  changeLayout(count, cameras, playbackClock.nowMs());
}

function useWallKeys(engine: WallEngine, cameras: readonly Camera[]): void {
  const latest = useRef(cameras);
  latest.current = cameras;
  useEffect(() => {
    const layout = (count: WallLayout) => (): void => showTiles(count, latest.current);
    const activeStatus = (): TileStatus => engine.statusOf(useView.getState().activeTile) ?? IDLE;
    const actions: readonly (readonly [KeyAction, () => void])[] = [
      ["play-toggle", () => playbackClock.toggle()],
      ["shuttle-back", () => playbackClock.shuttle("backward")],
      ["shuttle-stop", () => playbackClock.pause()],
      ["shuttle-forward", () => playbackClock.shuttle("forward")],
      ["shuttle-back-slow", () => playbackClock.shuttle("backward", "slow")],
      ["shuttle-forward-slow", () => playbackClock.shuttle("forward", "slow")],
      ["slower", () => playbackClock.setRate(steppedRate(playbackClock.rate, -1))],
      ["faster", () => playbackClock.setRate(steppedRate(playbackClock.rate, 1))],
      ["frame-back", () => stepFrame(engine, -1)],
      ["frame-forward", () => stepFrame(engine, 1)],
      ["second-back", stepBy(-1_000)],
      ["second-forward", stepBy(1_000)],
      ["ten-seconds-back", stepBy(-10_000)],
      ["ten-seconds-forward", stepBy(10_000)],
      ["skip-empty", () => useSkipEmpty.getState().toggle()],
      ["mark-in", () => setMark("in")],
      ["mark-out", () => setMark("out")],
      ["pin", requestPin],
      ...wallLayouts.map((count) => [`layout-${count}`, layout(count)] as const),
      ["map-toggle", () => toggleMap()],
      ["gap-report", () => useGapView.getState().toggle()],
      ["next-tile", () => goToTile(1)],
      ["previous-tile", () => goToTile(-1)],
      ["move-tile-on", () => moveActiveTile(1)],
      ["move-tile-back", () => moveActiveTile(-1)],
      ["other-version", () => showOtherVersion(useView.getState().activeTile, activeStatus())],
      ["versions-side-by-side", () => showVersionsSideBySide(useView.getState().activeTile, activeStatus())],
    ];
    const stop = actions.map(([action, run]) => onKeyAction(action, run));
    return () => stop.forEach((end) => end());
  }, [engine]);
}

/** The clock leaps over what is empty for the cameras on the wall, where a person wants that. */
function useSkipping(cameras: readonly Camera[], tiles: readonly (string | null)[]): void {
  const skipEmpty = useMemo(() => new SkipEmpty(playbackClock, coverageSource), []);
  useEffect(() => skipEmpty.start(), [skipEmpty]);
  useEffect(() => skipEmpty.setCameras(cameras.filter((camera) => tiles.includes(camera.cameraId))), [skipEmpty, cameras, tiles]);
}

export function Wall() {
  const { t } = useTranslation("timeline");
  const timezone = useTimezone();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data ?? NO_CAMERAS;
  const { tiles, versions, layout, activeTile } = useView();
  const isMap = useMap((s) => s.isOpen);
  const isGaps = useGapView((s) => s.isOpen);
  const libraryPath = useLibrary().data?.path ?? null;
  useEffect(() => (libraryPath === null ? undefined : keepMap(libraryPath)), [libraryPath]);
  const engine = useMemo(() => new WallEngine(), []);
  useEffect(() => engine.start(), [engine]);
  useEffect(() => startWatching(), []);
  useEffect(() => footageWindow.setCameras([...new Set(tiles.filter((id): id is string => id !== null))]), [tiles]);
  useWallKeys(engine, cameras);
  useSkipping(cameras, tiles);

  const [statuses, setStatuses] = useState<readonly (TileStatus | undefined)[]>([]);
  const onStatus = useCallback((index: number, status: TileStatus) => {
    setStatuses((now) => {
      const next = [...now];
      next[index] = status;
      return next;
    });
  }, []);
  const onSingle = useCallback((index: number) => toggleSingle(index, cameras, playbackClock.nowMs()), [cameras]);

  const activeCamera = cameras.find((camera) => camera.cameraId === tiles[activeTile]) ?? null;
  const hasFootage = cameras.some((camera) => camera.coverage !== null);
  const activeStatus = statuses[activeTile];
  return (
    <section className={css["wall"]} aria-label={t("wall.label")} data-testid="wall">
      <ClockBar timezone={timezone} cameraName={activeCamera?.name ?? null} uncertaintyMs={activeStatus?.state === "footage" || activeStatus?.state === "loading" ? activeStatus.uncertaintyMs : activeCamera?.clock.uncertaintyMs} />
      <FollowNote />
      {isGaps ? <GapsView cameras={cameras} /> : isMap ? <MapView cameras={cameras} /> : <div className={css["tiles"]} data-layout={layout}>
        {tiles.map((cameraId, index) => (
          <Tile
            key={index} index={index} cameraId={cameraId} version={versions[index] ?? null} layout={layout} camera={cameras.find((camera) => camera.cameraId === cameraId) ?? null}
            engine={engine} timezone={timezone} hasFootage={hasFootage} onSingle={onSingle} onStatus={onStatus}
          />
        ))}
      </div>}
      <Transport />
    </section>
  );
}

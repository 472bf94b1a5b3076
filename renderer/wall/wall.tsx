// The wall: the true time above, one, two or four tiles on one clock, the transport below. Owns the keys of playing and
// marking. How tiles keep to the clock is wall-engine.ts; the clock itself is playback/playback-clock.ts.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { useTimezone } from "../engine/library.ts";
import { useQuery } from "../engine/use-query.ts";
import { steppedRate } from "../playback/clock-core.ts";
import { footageWindow } from "../playback/footage-window.ts";
import { clockMs, playbackClock } from "../playback/playback-clock.ts";
import { onKeyAction, requestPin, type KeyAction } from "../state/keys.ts";
import { useView, type WallLayout } from "../state/view-store.ts";
import { ClockBar } from "./clock-bar.tsx";
import { markedAt } from "./marks.ts";
import type { TileStatus } from "./tile-controller.ts";
import { Tile } from "./tile.tsx";
import { Transport } from "./transport.tsx";
import { frameStepMs, WallEngine } from "./wall-engine.ts";
import { changeLayout } from "./wall-layout.ts";
import css from "./wall.module.css";

const NO_CAMERAS: readonly Camera[] = [];
const NOMINAL_FRAME_MS = 40;

function stepFrame(direction: 1 | -1): void {
  playbackClock.pause();
  const { tiles, activeTile } = useView.getState();
  const nowMs = playbackClock.nowMs();
  // Where the active tile is empty or has no footage, the first tile that has any leads.
  const cameraIds = [tiles[activeTile], ...tiles].filter((id): id is string => id != null);
  const steps = cameraIds.map((cameraId) => frameStepMs(cameraId, nowMs, direction));
  playbackClock.seek(steps.find((ms) => ms !== null) ?? nowMs + direction * NOMINAL_FRAME_MS);
}

const stepBy = (deltaMs: number) => (): void => playbackClock.seek(playbackClock.nowMs() + deltaMs);

function setMark(which: "in" | "out"): void {
  const { markInMs, markOutMs, setMarks } = useView.getState();
  const marks = markedAt({ inMs: markInMs, outMs: markOutMs }, which, clockMs());
  setMarks(marks.inMs, marks.outMs);
}

function nextTile(): void {
  const { activeTile, layout, setActiveTile } = useView.getState();
  setActiveTile((activeTile + 1) % layout);
}

function useWallKeys(cameras: readonly Camera[]): void {
  const latest = useRef(cameras);
  latest.current = cameras;
  useEffect(() => {
    const layout = (count: WallLayout) => (): void => changeLayout(count, latest.current, playbackClock.nowMs());
    const actions: readonly (readonly [KeyAction, () => void])[] = [
      ["play-toggle", () => playbackClock.toggle()],
      ["shuttle-back", () => playbackClock.shuttle("backward")],
      ["shuttle-stop", () => playbackClock.pause()],
      ["shuttle-forward", () => playbackClock.shuttle("forward")],
      ["slower", () => playbackClock.setRate(steppedRate(playbackClock.rate, -1))],
      ["faster", () => playbackClock.setRate(steppedRate(playbackClock.rate, 1))],
      ["frame-back", () => stepFrame(-1)],
      ["frame-forward", () => stepFrame(1)],
      ["second-back", stepBy(-1_000)],
      ["second-forward", stepBy(1_000)],
      ["ten-seconds-back", stepBy(-10_000)],
      ["ten-seconds-forward", stepBy(10_000)],
      ["mark-in", () => setMark("in")],
      ["mark-out", () => setMark("out")],
      ["pin", requestPin],
      ["layout-1", layout(1)],
      ["layout-2", layout(2)],
      ["layout-4", layout(4)],
      ["next-tile", nextTile],
    ];
    const stop = actions.map(([action, run]) => onKeyAction(action, run));
    return () => stop.forEach((end) => end());
  }, []);
}

export function Wall() {
  const { t } = useTranslation("timeline");
  const timezone = useTimezone();
  const cameras = useQuery("cameras.list", {}, { topics: ["cameras", "files", "recordings", "clocks"] }).data ?? NO_CAMERAS;
  const { tiles, layout, activeTile } = useView();
  const engine = useMemo(() => new WallEngine(), []);
  useEffect(() => engine.start(), [engine]);
  useEffect(() => footageWindow.setCameras([...new Set(tiles.filter((id): id is string => id !== null))]), [tiles]);
  useWallKeys(cameras);

  const [statuses, setStatuses] = useState<readonly (TileStatus | undefined)[]>([]);
  const onStatus = useCallback((index: number, status: TileStatus) => {
    setStatuses((now) => {
      const next = [...now];
      next[index] = status;
      return next;
    });
  }, []);
  const onSingle = useCallback((index: number) => {
    useView.getState().setActiveTile(index);
    // Twice on a single tile leads back to the wall.
    changeLayout(useView.getState().layout === 1 ? 4 : 1, cameras, playbackClock.nowMs());
  }, [cameras]);

  const activeCamera = cameras.find((camera) => camera.cameraId === tiles[activeTile]) ?? null;
  const hasFootage = cameras.some((camera) => camera.coverage !== null);
  const activeStatus = statuses[activeTile];
  return (
    <section className={css["wall"]} aria-label={t("wall.label")} data-testid="wall">
      <ClockBar timezone={timezone} cameraName={activeCamera?.name ?? null} uncertaintyMs={activeStatus?.state === "footage" || activeStatus?.state === "loading" ? activeStatus.uncertaintyMs : activeCamera?.clock.uncertaintyMs} />
      <div className={css["tiles"]} data-layout={layout}>
        {tiles.map((cameraId, index) => (
          <Tile
            key={index} index={index} cameraId={cameraId} camera={cameras.find((camera) => camera.cameraId === cameraId) ?? null}
            engine={engine} timezone={timezone} hasFootage={hasFootage} onSingle={onSingle} onStatus={onStatus}
          />
        ))}
      </div>
      <Transport />
    </section>
  );
}

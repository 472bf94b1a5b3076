// One tile: a camera's picture at the clock, and above it, never over it, whose it is, when the frame shown truly was and
// how sure that is. The strip stands outside of the picture because recorders write their clock into its corners.

import { useEffect, useRef, useState, useSyncExternalStore, type DragEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { displayTime, timeParts } from "../../contract/time-text.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { rememberShownFile } from "../playback/shown-files.ts";
import { useView, type WallLayout } from "../state/view-store.ts";
import { TileController } from "./tile-controller.ts";
import { watchTile } from "../watched/watch-recorder.ts";
import { TileCover } from "./tile-cover.tsx";
import { IDLE, type ShownInstant, type TileStatus } from "./tile-status.ts";
import { TILE_DRAG_TYPE, TileStrip } from "./tile-strip.tsx";
import type { WallEngine } from "./wall-engine.ts";
import { dropCamera } from "./wall-layout.ts";
import css from "./wall.module.css";

interface TileProps {
  readonly index: number;
  readonly camera: Camera | null;
  readonly cameraId: string | null;
  /** Which recording of a moment was chosen; null leaves it to the wall. */
  readonly version: number | null;
  readonly layout: WallLayout;
  readonly engine: WallEngine;
  readonly timezone: string;
  readonly hasFootage: boolean;
  readonly onSingle: (index: number) => void;
  readonly onStatus: (index: number, status: TileStatus) => void;
}

/** How high an element is, in the screen's own dots; Infinity until that is known. */
function useHeightPx(ref: RefObject<HTMLElement | null>): number {
  const [heightPx, setHeightPx] = useState(Infinity);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeightPx(Math.round(element.clientHeight * window.devicePixelRatio)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return heightPx;
}

/** A controller lives as long as its tile is on the wall. */
function useController(engine: WallEngine, index: number, view: { readonly cameraId: string | null; readonly version: number | null; readonly isActive: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const [controller, setController] = useState<TileController | null>(null);
  useEffect(() => {
    const made = new TileController(host.current!, engine.askForTick);
    const leave = engine.add(index, made);
    const unwatch = watchTile(made, host.current!);
    setController(made);
    return () => {
      leave();
      unwatch();
      made.dispose();
      setController(null);
    };
  }, [engine, index]);
  const { cameraId, version, isActive } = view;
  const pictureHeightPx = useHeightPx(host);
  useEffect(() => controller?.setView({ cameraId, version, isActive, pictureHeightPx }), [controller, cameraId, version, isActive, pictureHeightPx]);
  return { host, controller };
}

const ATTRIBUTES_EVERY_MS = 250;
const CAPTION_EVERY_MS = 90;

/** Writes the frame shown into the page without React: caption a few times a second, attributes less often. */
function useShownFrame(controller: TileController | null, timezone: string) {
  const tile = useRef<HTMLDivElement>(null);
  const caption = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    if (controller === null) return undefined;
    let captionAtMs = 0;
    let attributesAtMs = 0;
    const write = (instant: ShownInstant | null): void => {
      const nowMs = performance.now();
      const isStill = !playbackClock.isPlaying;
      if (caption.current !== null && (isStill || instant === null || nowMs - captionAtMs >= CAPTION_EVERY_MS)) {
        captionAtMs = nowMs;
        writeCaption(caption.current, instant, timezone);
      }
      if (tile.current !== null && (isStill || instant === null || nowMs - attributesAtMs >= ATTRIBUTES_EVERY_MS)) {
        attributesAtMs = nowMs;
        writeAttributes(tile.current, instant);
      }
    };
    write(controller.shownInstant());
    const stop = [
      controller.onShown(write),
      // Paused, the clock moves under a picture that stays: its distance is told anew.
      playbackClock.subscribe(() => { if (!playbackClock.isPlaying) write(controller.shownInstant()); }),
    ];
    return () => stop.forEach((end) => end());
  }, [controller, timezone]);
  return { tile, caption };
}

function writeCaption(element: HTMLTimeElement, instant: ShownInstant | null, timezone: string): void {
  if (instant === null) {
    element.textContent = "";
    return;
  }
  const parts = timeParts(instant.trueMs, timezone);
  element.textContent = `${parts.time}.${parts.millis}`;
  element.title = `${displayTime(instant.trueMs, timezone)}\n${displayTime(instant.cameraMs, timezone)}`;
}

function writeAttributes(element: HTMLElement, instant: ShownInstant | null): void {
  element.dataset["mediaMs"] = instant === null ? "" : instant.mediaMs.toFixed(3);
  element.dataset["trueMs"] = instant === null ? "" : String(instant.trueMs);
  element.dataset["offsetMs"] = instant === null ? "" : instant.offsetMs.toFixed(1);
}

/** Takes a camera from the list, or another tile's place. */
function dropOn(index: number, data: DataTransfer): void {
  const from = data.types.includes(TILE_DRAG_TYPE) ? Number(data.getData(TILE_DRAG_TYPE)) : null;
  const { tiles, swapTiles, setActiveTile } = useView.getState();
  if (from === null) dropCamera(index, data.getData(CAMERA_DRAG_TYPE));
  else if (from !== index && tiles[from] !== undefined) {
    swapTiles(from, index);
    setActiveTile(index);
  }
}

export function Tile({ index, camera, cameraId, version, layout, engine, timezone, hasFootage, onSingle, onStatus }: TileProps) {
  const { t } = useTranslation(["timeline", "common"]);
  const isActive = useView((s) => s.activeTile === index);
  const { host, controller } = useController(engine, index, { cameraId, version, isActive });
  const status = useSyncExternalStore((listener) => controller?.subscribe(listener) ?? (() => undefined), () => controller?.status ?? IDLE);
  const { tile, caption } = useShownFrame(controller, timezone);
  const [isOver, setOver] = useState(false);
  useEffect(() => onStatus(index, status), [index, status, onStatus]);
  const chosenFileId = version === null ? null : status.file?.fileId ?? null;
  useEffect(() => {
    rememberShownFile(index, chosenFileId);
    return () => rememberShownFile(index, null);
  }, [index, chosenFileId]);
  const name = camera?.name ?? cameraId;
  const label = name === null ? t("tile.emptyLabel", { number: index + 1 }) : t("tile.label", { number: index + 1, camera: name });
  const takesDrop = (event: DragEvent): boolean => [CAMERA_DRAG_TYPE, TILE_DRAG_TYPE].some((type) => event.dataTransfer.types.includes(type));
  return (
    <div
      ref={tile} className={css["tile"]} role="group" aria-label={label} aria-current={isActive} data-active={isActive} data-over={isOver}
      data-testid={`tile-${index}`} data-camera={cameraId ?? ""} data-state={status.state}
      data-pacing={status.pacing} data-source={status.source ?? ""} data-version={status.versionCount > 1 ? status.version : ""}
      onPointerDown={() => useView.getState().setActiveTile(index)}
      onDragOver={(event) => {
        if (!takesDrop(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = event.dataTransfer.types.includes(TILE_DRAG_TYPE) ? "move" : "copy";
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!takesDrop(event)) return;
        event.preventDefault();
        event.stopPropagation();
        dropOn(index, event.dataTransfer);
      }}
    >
      <TileStrip
        index={index} name={name} camera={camera} status={status} timezone={timezone} captionRef={caption} onSingle={onSingle}
        onClock={() => { if (cameraId !== null) askWhatItShows(controller, cameraId); }}
      />
      <div className={css["picture"]} onDoubleClick={() => onSingle(index)}>
        <div ref={host} className={css["players"]} data-cover={status.state === "footage" ? status.cover : "full"} />
        <TileCover status={cameraId === null ? IDLE : status} camera={camera} timezone={timezone} hasFootage={hasFootage} isSmall={layout >= 9} onRetry={() => controller?.retry()} />
        {isOver && <div className={css["dropHint"]}>{t("tile.dropHere")}</div>}
      </div>
    </div>
  );
}

/** The clock dialog is about one frame: it must not run on meanwhile. */
function askWhatItShows(controller: TileController | null, cameraId: string): void {
  playbackClock.pause();
  const instant = controller?.shownInstant() ?? null;
  if (instant !== null) openClockDialog({ cameraId, cameraMs: instant.cameraMs, trueMs: instant.trueMs });
}

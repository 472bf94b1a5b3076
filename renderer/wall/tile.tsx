// One tile: a camera's picture at the clock, and above it, never over it, whose it is, when the frame shown truly was and
// how sure that is. The strip stands outside of the picture because recorders write their clock into its corners.

import { Clock, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { displayTime, doubledSecondsText, timeParts } from "../../contract/time-text.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { openClockDialog } from "../clocks/clock-dialog-store.ts";
import { IconButton } from "../design/button.tsx";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { TileController, type ShownInstant, type TileStatus } from "./tile-controller.ts";
import { TileCover } from "./tile-cover.tsx";
import type { WallEngine } from "./wall-engine.ts";
import { dropCamera } from "./wall-layout.ts";
import css from "./wall.module.css";

interface TileProps {
  readonly index: number;
  readonly camera: Camera | null;
  readonly cameraId: string | null;
  readonly engine: WallEngine;
  readonly timezone: string;
  readonly hasFootage: boolean;
  readonly onSingle: (index: number) => void;
  readonly onStatus: (index: number, status: TileStatus) => void;
}

/** A controller lives as long as its tile is on the wall. */
function useController(engine: WallEngine, cameraId: string | null) {
  const host = useRef<HTMLDivElement>(null);
  const [controller, setController] = useState<TileController | null>(null);
  useEffect(() => {
    const made = new TileController(host.current!, engine.askForTick);
    const leave = engine.add(made);
    setController(made);
    return () => {
      leave();
      made.dispose();
      setController(null);
    };
  }, [engine]);
  useEffect(() => controller?.setCamera(cameraId), [controller, cameraId]);
  return { host, controller };
}

const NO_STATUS: TileStatus = {
  state: "empty", cover: "full", cause: null, gapStartMs: null, gapEndMs: null, nextMs: null, previousMs: null,
  file: null, isProxy: false, jobId: null, uncertaintyMs: null, error: null,
};

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

export function Tile({ index, camera, cameraId, engine, timezone, hasFootage, onSingle, onStatus }: TileProps) {
  const { t } = useTranslation(["timeline", "common"]);
  const { host, controller } = useController(engine, cameraId);
  const status = useSyncExternalStore((listener) => controller?.subscribe(listener) ?? (() => undefined), () => controller?.status ?? NO_STATUS);
  const { tile, caption } = useShownFrame(controller, timezone);
  const isActive = useView((s) => s.activeTile === index);
  const [isOver, setOver] = useState(false);
  useEffect(() => onStatus(index, status), [index, status, onStatus]);
  const name = camera?.name ?? cameraId;
  const label = name === null ? t("tile.emptyLabel", { number: index + 1 }) : t("tile.label", { number: index + 1, camera: name });
  const takesDrop = (event: DragEvent): boolean => event.dataTransfer.types.includes(CAMERA_DRAG_TYPE);
  return (
    <div
      ref={tile} className={css["tile"]} role="group" aria-label={label} aria-current={isActive} data-active={isActive} data-over={isOver}
      data-testid={`tile-${index}`} data-camera={cameraId ?? ""} data-state={status.state}
      onPointerDown={() => useView.getState().setActiveTile(index)}
      onDragOver={(event) => {
        if (!takesDrop(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!takesDrop(event)) return;
        event.preventDefault();
        event.stopPropagation();
        dropCamera(index, event.dataTransfer.getData(CAMERA_DRAG_TYPE));
      }}
    >
      <div className={css["strip"]}>
        <span className={css["number"]} aria-hidden="true">{index + 1}</span>
        <span className={css["name"]} title={name ?? undefined}>{name}</span>
        {status.isProxy && status.state === "footage" && <span className={css["proxy"]} title={t("tile.proxyTip")}>{t("tile.proxy")}</span>}
        <time ref={caption} className={css["frameTime"]} data-testid={`tile-time-${index}`} />
        {status.state === "footage" && <ClockState camera={camera} uncertaintyMs={status.uncertaintyMs} />}
        {camera !== null && (
          <IconButton
            size="small" icon={<Clock size={13} />} label={t("tile.frameShows")} title={t("tile.frameShowsTip", { camera: camera.name })} data-testid={`tile-clock-${index}`}
            disabled={status.state !== "footage"} onClick={() => askWhatItShows(controller, camera.cameraId)}
          />
        )}
        {cameraId !== null && <IconButton size="small" icon={<X size={13} />} label={t("tile.close", { camera: name ?? "" })} onClick={() => useView.getState().setTile(index, null)} />}
      </div>
      <div className={css["picture"]} onDoubleClick={() => onSingle(index)}>
        <div ref={host} className={css["players"]} data-cover={status.state === "footage" ? status.cover : "full"} />
        <TileCover status={cameraId === null ? NO_STATUS : status} camera={camera} timezone={timezone} hasFootage={hasFootage} onRetry={() => controller?.retry()} />
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

function ClockState({ camera, uncertaintyMs }: { readonly camera: Camera | null; readonly uncertaintyMs: number | null }) {
  const { t } = useTranslation(["timeline", "common"]);
  if (uncertaintyMs === null) return <span className={css["uncorrected"]} title={t("wall.uncorrectedNote")}>{t("common:clock.uncorrected")}</span>;
  return <span className={css["sure"]} title={camera?.name}>{doubledSecondsText(uncertaintyMs)}</span>;
}

// Names of the lanes, left of the canvas: DOM, so that they can be read, focused and dragged to the wall. Only those in
// view exist.

import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { doubledSecondsText } from "../../contract/time-text.ts";
import { useView } from "../state/view-store.ts";
import { headHeightPx, visibleLanes, type LaneMetrics } from "./lanes.ts";
import css from "./timeline.module.css";

interface LaneHeadersProps {
  readonly metrics: LaneMetrics;
  readonly cameras: readonly Camera[];
  readonly scrollTopPx: number;
  readonly heightPx: number;
}

export const LaneHeaders = memo(function LaneHeaders({ metrics, cameras, scrollTopPx, heightPx }: LaneHeadersProps) {
  const { first, end } = visibleLanes(metrics, cameras.length, scrollTopPx, heightPx);
  return cameras.slice(first, end).map((camera, i) => (
    <LaneHeader key={camera.cameraId} camera={camera} topPx={headHeightPx(metrics) + (first + i) * metrics.lanePx} heightPx={metrics.lanePx - 1} />
  ));
});

function LaneHeader({ camera, topPx, heightPx }: { readonly camera: Camera; readonly topPx: number; readonly heightPx: number }) {
  const { t } = useTranslation(["timeline", "common"]);
  const tileIndex = useView((s) => s.tiles.indexOf(camera.cameraId));
  const isActive = useView((s) => s.tiles[s.activeTile] === camera.cameraId);
  const sure = camera.clock.uncertaintyMs === null ? t("common:clock.uncertaintyUnknown") : doubledSecondsText(camera.clock.uncertaintyMs);
  return (
    <button
      type="button" className={css["laneHeader"]} style={{ top: topPx, height: heightPx }} draggable
      data-active={isActive} aria-description={t("lanes.show", { camera: camera.name })} title={camera.site === null ? camera.name : `${camera.site} · ${camera.name}`}
      onDragStart={(event) => event.dataTransfer.setData(CAMERA_DRAG_TYPE, camera.cameraId)}
      onClick={() => useView.getState().showCamera(camera.cameraId)}
    >
      <span className={css["laneTile"]} aria-hidden="true">{tileIndex >= 0 ? tileIndex + 1 : ""}</span>
      <span className={css["laneName"]}>{camera.name}</span>
      <span className={css["laneClock"]} data-clock={camera.clock.state}>{camera.clock.state === "uncorrected" ? t("common:clock.uncorrected") : sure}</span>
    </button>
  );
}

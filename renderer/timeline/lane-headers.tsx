// Names of the rows, left of the canvas: DOM, so that they can be read, focused and dragged to the wall. Only those in
// view exist. Groups fold here.

import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { doubledSecondsText } from "../../contract/time-text.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { useView } from "../state/view-store.ts";
import { useLaneOptions } from "./lane-options-store.ts";
import type { GroupRow, LaneRows } from "./lane-rows.ts";
import { headHeightPx, scrolledTopPx, shownIndexes, stuckGroup, type LaneMetrics } from "./lanes.ts";
import { metresText } from "./place-distance.ts";
import css from "./timeline.module.css";

interface LaneHeadersProps {
  readonly metrics: LaneMetrics;
  readonly rows: LaneRows;
  readonly groupIndexes: readonly number[];
  readonly scrollTopPx: number;
  readonly heightPx: number;
}

export const LaneHeaders = memo(function LaneHeaders({ metrics, rows: { rows }, groupIndexes, scrollTopPx, heightPx }: LaneHeadersProps) {
  const stuck = stuckGroup(metrics, groupIndexes, scrollTopPx);
  return shownIndexes(metrics, rows.length, scrollTopPx, heightPx).concat(stuck === null ? [] : [stuck.index]).map((index, i, all) => {
    const row = rows[index];
    if (row === undefined || all.indexOf(index) !== i) return null;
    const isStuck = index === stuck?.index;
    // The content scrolls; what stands still is moved along with it.
    const topPx = index < metrics.fixedCount || isStuck
      ? (isStuck ? stuck.topPx : headHeightPx(metrics) + index * metrics.lanePx) + scrollTopPx
      : headHeightPx(metrics) + index * metrics.lanePx;
    const place = { topPx, heightPx: metrics.lanePx - 1, layer: index < metrics.fixedCount ? 3 : isStuck ? 2 : 1 };
    // Rows under the standing ones must not be reached by Tab while nobody sees them.
    if (place.layer === 1 && topPx + metrics.lanePx - scrollTopPx <= scrolledTopPx(metrics)) return null;
    return row.kind === "group"
      ? <GroupHeader key={row.key} row={row} {...place} />
      : <LaneHeader key={row.key} camera={row.camera} distanceM={row.distanceM} {...place} />;
  });
});

interface Place {
  readonly topPx: number;
  readonly heightPx: number;
  readonly layer: number;
}

function GroupHeader({ row, topPx, heightPx, layer }: Place & { readonly row: GroupRow }) {
  const { t } = useTranslation(["lanes", "window"]);
  const name = row.site ?? t("window:cameras.noSite");
  return (
    <button
      type="button" className={css["groupHeader"]} style={{ top: topPx, height: heightPx, zIndex: layer }} aria-expanded={!row.isFolded} data-testid="lane-group" data-key={row.key}
      title={row.isFolded ? t("group.mergedNote") : name} onClick={() => useLaneOptions.getState().toggleFolded(row.key)}
    >
      {row.isFolded ? <ChevronRight size={13} aria-hidden /> : <ChevronDown size={13} aria-hidden />}
      <span className={css["laneName"]}>{name}</span>
      <span className={css["laneClock"]}>{t("group.cameras", { count: row.cameraIds.length })}</span>
    </button>
  );
}

function LaneHeader({ camera, distanceM, topPx, heightPx, layer }: Place & { readonly camera: Camera; readonly distanceM: number | null }) {
  const { t } = useTranslation(["timeline", "common"]);
  const tileIndex = useView((s) => s.tiles.indexOf(camera.cameraId));
  const isActive = useView((s) => s.tiles[s.activeTile] === camera.cameraId);
  const sure = camera.clock.uncertaintyMs === null ? t("common:clock.uncertaintyUnknown") : doubledSecondsText(camera.clock.uncertaintyMs);
  return (
    <button
      type="button" className={css["laneHeader"]} style={{ top: topPx, height: heightPx, zIndex: layer }} draggable data-testid="lane-header" data-camera-id={camera.cameraId}
      data-active={isActive} aria-description={t("lanes.show", { camera: camera.name })} title={camera.site === null ? camera.name : `${camera.site} · ${camera.name}`}
      onDragStart={(event) => event.dataTransfer.setData(CAMERA_DRAG_TYPE, camera.cameraId)}
      onClick={() => useView.getState().showCamera(camera.cameraId)}
    >
      <span className={css["laneTile"]} aria-hidden="true">{tileIndex >= 0 ? tileIndex + 1 : ""}</span>
      <span className={css["laneName"]}>{camera.name}</span>
      {distanceM !== null && <span className={css["laneClock"]}>{metresText(distanceM)}</span>}
      <span className={css["laneClock"]} data-clock={camera.clock.state}>{camera.clock.state === "uncorrected" ? t("common:clock.uncorrected") : sure}</span>
    </button>
  );
}

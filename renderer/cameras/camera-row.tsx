// One camera in the list: name, id, what is known of its clock, how much of its time is covered, what is wrong.
// Click or Enter shows it on the active tile; it can be dragged onto any tile.

import { Clock, ClockAlert, TriangleAlert } from "lucide-react";
import type { DragEvent, MouseEvent, ReactNode } from "react";
import type { Camera } from "../../contract/model.ts";
import { useClockWords } from "../clocks/use-clock-words.ts";
import { useWords } from "../i18n.ts";
import { openProblems } from "../library/add-footage.ts";
import { useView } from "../state/view-store.ts";
import { coveredShare, percentText } from "./camera-groups.ts";
import css from "./cameras-panel.module.css";

/** Type of a dragged camera; its data is the camera's id. */
export const CAMERA_DRAG_TYPE = "application/x-quayline-camera";

interface CameraRowProps {
  readonly camera: Camera;
  readonly isReachable: boolean;
  readonly onFocus: () => void;
  readonly onMenu: (event: MouseEvent) => void;
  readonly more: ReactNode;
}

export function CameraRow({ camera, isReachable, onFocus, onMenu, more }: CameraRowProps) {
  const { t } = useWords();
  const tileAt = useView((s) => s.tiles.indexOf(camera.cameraId));
  const isActive = useView((s) => s.tiles[s.activeTile] === camera.cameraId);
  const showCamera = useView((s) => s.showCamera);
  const drag = (event: DragEvent): void => {
    event.dataTransfer.setData(CAMERA_DRAG_TYPE, camera.cameraId);
    event.dataTransfer.effectAllowed = "copy";
  };
  const classes = [css["row"], tileAt >= 0 ? css["isShown"] : "", isActive ? css["isActive"] : ""].filter(Boolean).join(" ");
  return (
    <div
      role="treeitem" aria-level={2} aria-selected={isActive} tabIndex={isReachable ? 0 : -1} data-tree-row data-camera-id={camera.cameraId}
      className={classes} draggable data-testid={`camera-row-${camera.cameraId}`}
      onClick={() => showCamera(camera.cameraId)} onDoubleClick={() => showCamera(camera.cameraId)}
      onFocus={onFocus} onContextMenu={onMenu} onDragStart={drag}
    >
      <span className={css["tile"]} aria-hidden title={tileAt >= 0 ? t("cameras.onTile", { number: tileAt + 1 }) : undefined}>{tileAt >= 0 ? tileAt + 1 : ""}</span>
      <div>
        <div className={css["line"]}>
          <span className={css["name"]} title={camera.name}>{camera.name}</span>
          {camera.problemCount > 0 && (
            <button
              type="button" tabIndex={-1} className={`${css["problem"] ?? ""} digits`} aria-label={t("cameras.showProblems", { count: camera.problemCount })} title={t("cameras.showProblems", { count: camera.problemCount })}
              data-testid={`camera-problems-${camera.cameraId}`} onClick={(event) => { event.stopPropagation(); openProblems(camera.cameraId); }}
            >
              <TriangleAlert size={12} aria-hidden />{camera.problemCount}
            </button>
          )}
          <CoveredShare camera={camera} />
        </div>
        <CameraFacts camera={camera} />
      </div>
      {more}
    </div>
  );
}

/** How much of the time between its first and its last footage there is footage: a bar and a number. */
function CoveredShare({ camera }: { readonly camera: Camera }) {
  const { t } = useWords();
  const share = coveredShare(camera);
  if (share === null) return <span className={css["share"]}>{t("cameras.noFootage")}</span>;
  return (
    <span className={`${css["share"] ?? ""} digits`} title={t("cameras.coveredTip", { percent: percentText(share) })}>
      <span className={css["meter"]} aria-hidden><i style={{ width: `${share * 100}%` }} /></span>{percentText(share)}
    </span>
  );
}

function CameraFacts({ camera }: { readonly camera: Camera }) {
  const { t } = useWords();
  const words = useClockWords();
  const isCorrected = camera.clock.state !== "uncorrected";
  const drift = camera.clock.driftPpm;
  return (
    <div className={css["facts"]}>
      {/* A provisional id is the folder that the name already says. */}
      {camera.cameraId !== camera.name && !camera.provisional && <span>{camera.cameraId}</span>}
      <span className={isCorrected ? css["corrected"] : css["uncorrected"]} title={isCorrected ? t("cameras.clockTip") : t("cameras.uncorrectedTip")}>
        {isCorrected ? <Clock size={11} aria-hidden /> : <ClockAlert size={11} aria-hidden />}
        {words.state(camera.clock)}
        {camera.clock.state === "drift" && drift !== null && drift !== 0 && <> · {t("common:clock.drift", { ppm: Math.round(drift) })}</>}
      </span>
      {camera.provisional && <span className={css["provisional"]} title={t("cameras.provisionalTip")}>{t("cameras.provisional")}</span>}
    </div>
  );
}

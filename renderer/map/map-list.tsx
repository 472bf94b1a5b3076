// The cameras of the map as a list: what the picture shows, in words, for everybody and for screen readers; cameras without a
// position stand apart and are dragged from here onto the map, or given coordinates.

import { MapPinPlus, Pencil, Waypoints } from "lucide-react";
import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Camera } from "../../contract/model.ts";
import { useShell } from "../app/shell-store.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { IconButton } from "../design/button.tsx";
import { StateShape } from "./camera-marks.tsx";
import type { CameraState } from "./camera-states.ts";
import css from "./map.module.css";

interface MapListProps {
  readonly cameras: readonly Camera[];
  readonly states: ReadonlyMap<string, CameraState>;
  readonly activeId: string | null;
  readonly isWritable: boolean;
  readonly onChoose: (cameraId: string) => void;
  readonly onEdit: (camera: Camera) => void;
}

export function MapList({ cameras, ...rest }: MapListProps) {
  const { t } = useTranslation("map");
  const placed = cameras.filter((camera) => camera.wgs84 !== null);
  const unplaced = cameras.filter((camera) => camera.wgs84 === null);
  return (
    <div className={css["lists"]}>
      {unplaced.length > 0 && <>
        <h2 className={css["heading"]}>{t("unplaced", { count: unplaced.length })}</h2>
        <p className={css["hint"]}>{t("unplacedHint")}</p>
        <ul className={css["list"]}>{unplaced.map((camera) => <Row key={camera.cameraId} camera={camera} {...rest} />)}</ul>
      </>}
      {placed.length > 0 && <>
        <h2 className={css["heading"]}>{t("placed", { count: placed.length })}</h2>
        <ul className={css["list"]}>{placed.map((camera) => <Row key={camera.cameraId} camera={camera} {...rest} />)}</ul>
      </>}
    </div>
  );
}

function Row({ camera, states, activeId, isWritable, onChoose, onEdit }: Omit<MapListProps, "cameras"> & { readonly camera: Camera }) {
  const { t } = useTranslation("map");
  const state = states.get(camera.cameraId) ?? "unknown";
  const isPlaced = camera.wgs84 !== null;
  const drag = (event: DragEvent): void => {
    event.dataTransfer.setData(CAMERA_DRAG_TYPE, camera.cameraId);
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    <li className={css["row"]} data-active={camera.cameraId === activeId} draggable onDragStart={drag} data-testid={`map-row-${camera.cameraId}`} data-state={state}>
      <button type="button" className={css["choose"]} aria-pressed={camera.cameraId === activeId} onClick={() => onChoose(camera.cameraId)}>
        <svg width={16} height={16} aria-hidden><StateShape state={state} x={8} y={8} /></svg>
        <span className={css["rowName"]} title={camera.name}>{camera.name}</span>
        <small>{t(`state.${state}`)}{camera.headingDeg !== null && <> · {Math.round(camera.headingDeg)}°</>}</small>
      </button>
      {isWritable && <IconButton icon={<Waypoints size={13} aria-hidden />} size="small" label={t("follow.openOf", { name: camera.name })} data-testid={`map-neighbours-${camera.cameraId}`} onClick={() => useShell.getState().open({ kind: "camera", cameraId: camera.cameraId, field: "neighbours" })} />}
      {isWritable && <IconButton
        icon={isPlaced ? <Pencil size={13} aria-hidden /> : <MapPinPlus size={14} aria-hidden />} size="small"
        label={isPlaced ? t("edit", { name: camera.name }) : t("placeOn", { name: camera.name })} data-testid={`map-edit-${camera.cameraId}`} onClick={() => onEdit(camera)}
      />}
    </li>
  );
}

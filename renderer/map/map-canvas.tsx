// The map's picture: a metric grid, north up, a scale bar, and what stands on it. Panned by dragging and arrow keys, zoomed by the
// wheel, a double click and plus and minus; a camera dragged here from the list stands where it was let go.

import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Wgs84 } from "../../contract/coordinates.ts";
import { CAMERA_DRAG_TYPE } from "../cameras/camera-row.tsx";
import { characterOf } from "../state/keys.ts";
import { metresText } from "../timeline/place-distance.ts";
import { gridLines, movedBy, scaleBar, wgs84FromXy, zoomedAt, type MapPlace, type SizePx } from "./map-geometry.ts";
import { usePanning, xyOf } from "./use-panning.ts";
import css from "./map.module.css";

const WHEEL_FACTOR = 1.2;
const KEY_STEP_PX = 60;

export function useSize<T extends HTMLElement>(): readonly [React.RefObject<T | null>, SizePx | null] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<SizePx | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ widthPx: Math.round(entry.contentRect.width), heightPx: Math.round(entry.contentRect.height) });
    });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

interface MapCanvasProps {
  readonly place: MapPlace;
  readonly size: SizePx;
  readonly isPicking: boolean;
  readonly onPlace: (place: MapPlace) => void;
  readonly onFit: () => void;
  /** A click on the ground. */
  readonly onPoint: (point: Wgs84) => void;
  /** Takes the last click back. */
  readonly onTakeBack: () => void;
  readonly onDropCamera: (cameraId: string, point: Wgs84) => void;
  /** What lies on the ground below the grid. */
  readonly below: ReactNode;
  readonly children: ReactNode;
}

const keyMoves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_STEP_PX, 0], ArrowRight: [-KEY_STEP_PX, 0], ArrowUp: [0, KEY_STEP_PX], ArrowDown: [0, -KEY_STEP_PX],
};

export function MapCanvas({ place, size, isPicking, onPlace, onFit, onPoint, onTakeBack, onDropCamera, below, children }: MapCanvasProps) {
  const { t } = useTranslation("map");
  const middle = { x: size.widthPx / 2, y: size.heightPx / 2 };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = characterOf(event);
    const move = keyMoves[key];
    if (move !== undefined) onPlace(movedBy(place, ...move));
    else if (key === "+" || key === "=") onPlace(zoomedAt(place, size, middle, 1 / WHEEL_FACTOR));
    else if (key === "-") onPlace(zoomedAt(place, size, middle, WHEEL_FACTOR));
    else if (key === "Home") onFit();
    else if (isPicking && key === "Enter") onPoint(place.centre);
    else if (isPicking && key === "Backspace") onTakeBack();
    else return;
    event.preventDefault();
  };
  const panning = usePanning(place, (from, dxPx, dyPx) => onPlace(movedBy(from, dxPx, dyPx)), (at) => onPoint(wgs84FromXy(place, size, at)));
  return (
    <div
      className={css["ground"]} role="group" tabIndex={0} data-owns-keys aria-label={t(isPicking ? "groundPicking" : "ground")} data-testid="map-ground" data-picking={isPicking} data-metres-per-px={place.metresPerPx}
      onKeyDown={onKeyDown} {...panning}
      onWheel={(event) => onPlace(zoomedAt(place, size, xyOf(event), event.deltaY < 0 ? 1 / WHEEL_FACTOR : WHEEL_FACTOR))}
      onDragOver={(event) => { if (event.dataTransfer.types.includes(CAMERA_DRAG_TYPE)) event.preventDefault(); }}
      onDrop={(event) => {
        const cameraId = event.dataTransfer.getData(CAMERA_DRAG_TYPE);
        if (cameraId === "") return;
        event.preventDefault();
        onDropCamera(cameraId, wgs84FromXy(place, size, xyOf(event)));
      }}
    >
      {below}
      <svg width={size.widthPx} height={size.heightPx} aria-hidden>
        <Grid place={place} size={size} />
        {children}
        {isPicking && <path className={css["cross"]} d={`M${middle.x - 10} ${middle.y}h20M${middle.x} ${middle.y - 10}v20`} />}
        <ScaleBar place={place} size={size} />
        <North size={size} />
      </svg>
    </div>
  );
}

/** What the grid is counted from. */
const GRID_ANCHOR: Wgs84 = { lat: 0, lon: 0 };

export function Grid({ place, size }: { readonly place: MapPlace; readonly size: SizePx }) {
  const { xs, ys } = gridLines(place, size, GRID_ANCHOR);
  const path = [...xs.map((x) => `M${x.toFixed(1)} 0V${size.heightPx}`), ...ys.map((y) => `M0 ${y.toFixed(1)}H${size.widthPx}`)].join("");
  return <path className={css["grid"]} d={path} />;
}

export function ScaleBar({ place, size, mostPx }: { readonly place: MapPlace; readonly size: SizePx; readonly mostPx?: number }) {
  const { metres, px } = scaleBar(place.metresPerPx, mostPx);
  const y = size.heightPx - 14;
  return (
    <g className={css["scale"]} data-testid="map-scale">
      <path d={`M14.5 ${y - 5}v5h${px.toFixed(1)}v-5`} />
      <text x={20 + px} y={y - 2} dominantBaseline="central">{metres < 1 ? `${metres * 100} cm` : metresText(metres)}</text>
    </g>
  );
}

function North({ size }: { readonly size: SizePx }) {
  const { t } = useTranslation("map");
  const x = size.widthPx - 22;
  return (
    <g className={css["north"]}>
      <path d={`M${x} 12l6 18l-6 -4l-6 4Z`} />
      <text x={x} y={42} textAnchor="middle">{t("north")}</text>
    </g>
  );
}

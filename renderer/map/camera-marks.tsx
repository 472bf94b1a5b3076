// Cameras on the map: where each looks, whether it has footage at the clock (by shape and colour; the list says it in words), and
// its name where there is room. Where they lie is map-geometry.ts.

import { cameraWgs84, wedgeOfView } from "../../contract/camera-view.ts";
import { metresAtBearing, type Wgs84 } from "../../contract/coordinates.ts";
import type { Camera } from "../../contract/model.ts";
import type { CameraState } from "./camera-states.ts";
import { placeLabels, shortened, wedgePath, xyFromWgs84, type LabelWish, type MapPlace, type PlacedLabel, type SizePx, type XyPx } from "./map-geometry.ts";
import type { LegVerdict } from "./path-geometry.ts";
import { placeFromDraft, type PlaceDraft } from "./place-draft.ts";
import css from "./map.module.css";

/** The heading shows at any scale: as a line at least this long. */
const TICK_PX = 16;

/** A disc: footage. A diamond: a gap. A ring: none held. A small dot: not known yet. */
export function StateShape({ state, x, y }: { readonly state: CameraState } & XyPx) {
  const className = css["state"];
  switch (state) {
    case "footage": return <circle className={className} data-state={state} cx={x} cy={y} r={5} />;
    case "gap": return <path className={className} data-state={state} d={`M${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}L${x - 6.5} ${y}Z`} />;
    case "none": return <circle className={className} data-state={state} cx={x} cy={y} r={4.5} />;
    case "unknown": return <circle className={className} data-state={state} cx={x} cy={y} r={2.5} />;
  }
}

/** What a leg of a way, or the line to a neighbour, says at its middle. */
export interface LegMark extends LabelWish { readonly verdict: LegVerdict | "neighbour" }

interface Placed { readonly camera: Camera; readonly at: XyPx }

export interface CameraMarksProps {
  readonly cameras: readonly Camera[];
  readonly states: ReadonlyMap<string, CameraState>;
  readonly place: MapPlace;
  readonly size: SizePx;
  readonly activeId: string | null;
  readonly draft: PlaceDraft | null;
  /** Which stops of the way each camera has, and what stands on its legs. */
  readonly stops: ReadonlyMap<string, string>;
  readonly legs: readonly LegMark[];
  readonly onChoose: (cameraId: string) => void;
}

const isNear = ({ x, y }: XyPx, { widthPx, heightPx }: SizePx): boolean => x > -400 && y > -400 && x < widthPx + 400 && y < heightPx + 400;

function marksOf(cameras: readonly Camera[], place: MapPlace, size: SizePx): Placed[] {
  return cameras.flatMap((camera) => {
    if (camera.wgs84 === null) return [];
    const at = xyFromWgs84(place, size, camera.wgs84);
    return isNear(at, size) ? [{ camera, at }] : [];
  });
}

function View({ camera, at, metresPerPx, isActive }: Placed & { readonly metresPerPx: number; readonly isActive: boolean }) {
  const wedge = wedgeOfView(camera);
  const tick = metresAtBearing(wedge.headingDeg, TICK_PX);
  const isAssumed = camera.headingDeg === null || camera.fovDeg === null || camera.rangeM === null;
  return (
    <>
      <path className={css["wedge"]} data-active={isActive} data-assumed={isAssumed} d={wedgePath(at, wedge, metresPerPx)} />
      {camera.headingDeg !== null && <path className={css["tick"]} data-active={isActive} d={`M${at.x} ${at.y}l${tick.eastM.toFixed(1)} ${(-tick.northM).toFixed(1)}`} />}
    </>
  );
}

export function CameraMarks({ cameras, states, place, size, activeId, draft, stops, legs, onChoose }: CameraMarksProps) {
  const marks = marksOf(cameras.filter((camera) => camera.cameraId !== draft?.cameraId), place, size);
  // The chosen one is drawn last and named first; then those that the way goes through, and its legs.
  const ordered = [...marks].sort((a, b) => Number(a.camera.cameraId === activeId) - Number(b.camera.cameraId === activeId));
  const wishes = ordered.toReversed().map(({ camera, at }) => ({ id: camera.cameraId, text: labelText(camera, stops), at }));
  const onWay = ({ id }: LabelWish): boolean => id === activeId || stops.has(id);
  const labels = placeLabels([...wishes.filter(onWay), ...legs, ...wishes.filter((wish) => !onWay(wish))]);
  return (
    <>
      {ordered.map(({ camera, at }) => <View key={camera.cameraId} camera={camera} at={at} metresPerPx={place.metresPerPx} isActive={camera.cameraId === activeId} />)}
      {ordered.map(({ camera, at }) => (
        <g
          key={camera.cameraId} className={css["mark"]} data-testid={`map-camera-${camera.cameraId}`} data-active={camera.cameraId === activeId}
          onPointerDown={(event) => event.stopPropagation()} onClick={() => onChoose(camera.cameraId)}
        >
          <title>{camera.name}</title>
          <circle className={css["reach"]} cx={at.x} cy={at.y} r={11} />
          <StateShape state={states.get(camera.cameraId) ?? "unknown"} x={at.x} y={at.y} />
        </g>
      ))}
      {labels.map((label) => <Label key={label.id} label={label} camera={marks.find(({ camera }) => camera.cameraId === label.id)?.camera} leg={legs.find(({ id }) => id === label.id)} isActive={label.id === activeId} stops={stops} />)}
      {draft !== null && <DraftMark draft={draft} place={place} size={size} />}
    </>
  );
}

/** A name may be a whole description of the view; the list beside the map has all of it. */
const NAME_MOST_PX = 150;
const nameText = (camera: Camera): string => shortened(camera.name, NAME_MOST_PX);

const labelText = (camera: Camera, stops: ReadonlyMap<string, string>): string => {
  const numbers = stops.get(camera.cameraId);
  return numbers === undefined ? nameText(camera) : `${numbers} ${nameText(camera)}`;
};

interface LabelProps {
  readonly label: PlacedLabel;
  readonly camera: Camera | undefined;
  readonly leg: LegMark | undefined;
  readonly isActive: boolean;
  readonly stops: ReadonlyMap<string, string>;
}

function Label({ label: { x, y, anchor }, camera, leg, isActive, stops }: LabelProps) {
  const common = { x, y, textAnchor: anchor, dominantBaseline: "central" } as const;
  if (camera === undefined) return <text {...common} className={css["legText"]} data-verdict={leg?.verdict}>{leg?.text}</text>;
  const numbers = stops.get(camera.cameraId);
  return <text {...common} className={css["name"]} data-active={isActive}>{numbers !== undefined && <tspan className={css["stops"]}>{numbers} </tspan>}{nameText(camera)}</text>;
}

/** Where the fields of the form put the camera: shown before it is kept. */
function DraftMark({ draft, place, size }: { readonly draft: PlaceDraft; readonly place: MapPlace; readonly size: SizePx }) {
  const meant = placeFromDraft(draft);
  const point: Wgs84 | null = "bad" in meant ? null : cameraWgs84(meant.place);
  if ("bad" in meant || point === null) return null;
  const at = xyFromWgs84(place, size, point);
  return (
    <g className={css["draft"]} data-testid="map-draft">
      <path d={wedgePath(at, wedgeOfView(meant.place), place.metresPerPx)} />
      <path d={`M${at.x - 9} ${at.y}h18M${at.x} ${at.y - 9}v18`} />
    </g>
  );
}

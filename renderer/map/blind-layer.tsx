// What no camera sees, hatched on the ground, as the fields of view leave it open; areas that people marked, and one that is being
// marked. The measure of it is contract/blind-ground.ts.

import { outlineWgs84, type BlindArea } from "../../contract/blind-area.ts";
import { wedgeOfView } from "../../contract/camera-view.ts";
import { metresFromWgs84, wgs84FromMetres, type Wgs84 } from "../../contract/coordinates.ts";
import { middleOf } from "../../contract/polygon.ts";
import { placeOfPatch, type PlacedGround } from "./blind-ground-query.ts";
import { wedgePath, xyFromWgs84, type MapPlace, type SizePx, type XyPx } from "./map-geometry.ts";
import css from "./map.module.css";

interface BlindLayerProps {
  readonly placed: PlacedGround | null;
  readonly areas: readonly BlindArea[];
  /** Corners so far of one that is being marked; the area that it changes is not drawn beside it. */
  readonly drawn: { readonly areaId: number | null; readonly outline: readonly Wgs84[] } | null;
  readonly place: MapPlace;
  readonly size: SizePx;
}

const pathOf = (points: readonly XyPx[]): string => (points.length === 0 ? "" : `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`);

/** The hatches: close lines for what is never seen, far ones the other way for part of the time, crossed for what was marked. */
function Hatches() {
  return (
    <defs>
      <pattern id="map-hatch-blind" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path className={css["hatch"]} d="M0 0V7" /></pattern>
      <pattern id="map-hatch-partly" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path className={css["hatch"]} d="M0 0V12" /></pattern>
      <pattern id="map-hatch-marked" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path className={css["hatch"]} data-kind="marked" d="M0 0V7M0 0H7" /></pattern>
    </defs>
  );
}

export function BlindLayer({ placed, areas, drawn, place, size }: BlindLayerProps) {
  const xyOf = (point: Wgs84): XyPx => xyFromWgs84(place, size, point);
  return (
    <g className={css["blind"]} data-testid="map-blind">
      <Hatches />
      {placed !== null && <Ground placed={placed} place={place} size={size} />}
      {areas.filter(({ areaId }) => areaId !== drawn?.areaId).map((area) => <Area key={area.areaId} area={area} xyOf={xyOf} />)}
      {drawn !== null && drawn.outline.length > 0 && <Drawn corners={drawn.outline.map(xyOf)} />}
    </g>
  );
}

function Ground({ placed, place, size }: { readonly placed: PlacedGround } & Pick<BlindLayerProps, "place" | "size">) {
  const hull = `${pathOf(placed.ground.hull.map((corner) => xyFromWgs84(place, size, placeOfPatch(placed, corner))))}Z`;
  const wedges = placed.cameras.filter(({ sees }) => sees !== "never").map(({ camera, sees }) => ({ sees, d: wedgePath(xyFromWgs84(place, size, camera.wgs84!), wedgeOfView(camera), place.metresPerPx) }));
  const always = wedges.filter(({ sees }) => sees === "always").map(({ d }) => d).join("");
  const partly = wedges.filter(({ sees }) => sees === "partly").map(({ d }) => d).join("");
  const all = { x: 0, y: 0, width: size.widthPx, height: size.heightPx };
  return (
    <>
      <mask id="map-mask-blind" maskUnits="userSpaceOnUse" {...all}><path d={hull} fill="#fff" /><path d={always} fill="#000" /><path d={partly} fill="#000" /></mask>
      <mask id="map-mask-partly" maskUnits="userSpaceOnUse" {...all}><path d={partly} fill="#fff" /><path d={always} fill="#000" /></mask>
      <rect {...all} fill="url(#map-hatch-blind)" mask="url(#map-mask-blind)" data-testid="map-blind-ground" />
      {partly !== "" && <rect {...all} fill="url(#map-hatch-partly)" mask="url(#map-mask-partly)" data-testid="map-blind-partly" />}
      <path className={css["hull"]} d={hull} />
    </>
  );
}

function Area({ area, xyOf }: { readonly area: BlindArea; readonly xyOf: (point: Wgs84) => XyPx }) {
  const points = outlineWgs84(area).map(xyOf);
  const { eastM: x, northM: y } = middleOf(points.map((point) => ({ eastM: point.x, northM: point.y })));
  return (
    <g data-testid={`map-area-${area.areaId}`}>
      <path className={css["marked"]} fill="url(#map-hatch-marked)" d={`${pathOf(points)}Z`} />
      <text className={css["areaName"]} x={x} y={y} textAnchor="middle" dominantBaseline="central">{area.name}</text>
    </g>
  );
}

function Drawn({ corners }: { readonly corners: readonly XyPx[] }) {
  return (
    <g className={css["draft"]} data-testid="map-area-draft">
      <path d={`${pathOf(corners)}${corners.length > 2 ? "Z" : ""}`} />
      {corners.map(({ x, y }, index) => <circle key={index} className={css["corner"]} cx={x} cy={y} r={4} />)}
    </g>
  );
}

/** Where a marked area lies, to be shown. */
export function middleOfArea(area: BlindArea): Wgs84 {
  const points = outlineWgs84(area);
  const first = points[0]!;
  const { eastM, northM } = middleOf(points.map((point) => metresFromWgs84(first, point)));
  return wgs84FromMetres(first, { eastM, northM });
}

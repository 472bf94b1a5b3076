// Words of the map. Those of its parts are in files beside this one.

import { mapBlind } from "./map-blind.ts";
import { mapFollow } from "./map-follow.ts";
import { mapPath } from "./map-path.ts";
import { mapPlan } from "./map-plan.ts";
import { mapTiles } from "./map-tiles.ts";

export const map = {
  label: "Map", list: "Cameras of the map", path: mapPath, follow: mapFollow, blind: mapBlind, plan: mapPlan, tiles: mapTiles,
  parts: "Parts of the map", part: { cameras: "Cameras", path: "Way", plan: "Plan", blind: "Blind" }, ground: "Map: arrow keys move it, plus and minus zoom, Home shows all cameras",
  groundPicking: "Map: a place is being chosen. Arrow keys move the map under the cross, Enter takes its middle, plus and minus zoom",
  show: "Map ([[map-toggle]])", hide: "Back to the pictures ([[map-toggle]])", fit: "Show all cameras", north: "N",
  empty: "No camera has a position yet. Drag cameras from the list onto the map, or enter coordinates.",
  state: { footage: "Footage now", gap: "Gap now", none: "No footage held now", unknown: "Not known yet" },
  assumed: "dashed: view not fully entered",
  unplaced: "Without a position: {{count}}", unplacedHint: "Drag one onto the map, or enter its coordinates.",
  placed: "On the map: {{count}}",
  edit: "Edit the position of {{name}}", placeOn: "Place {{name}} on the map",
  formTitle: "Position of {{name}}",
  coordinates: "Latitude, longitude", coordinatesHint: "Typed, pasted, or clicked on the map. Empty: not known.",
  crs: "System of these coordinates", crsHint: "They are kept as entered; the map converts.",
  system: { WGS84: "WGS-84 (GPS)", GCJ02: "GCJ-02 (Amap, Tencent)", BD09: "BD-09 (Baidu)", CGCS2000: "CGCS2000 (surveyed)" },
  heading: "Heading °", fov: "Angle °", range: "Range m",
  viewHint: "Heading is clockwise from north: 90 looks east.",
  bad: { coordinates: "Not coordinates. Example: 29.945, 122.305", heading: "0 to 360", fov: "Above 0, up to 360", range: "Above 0" },
} as const;

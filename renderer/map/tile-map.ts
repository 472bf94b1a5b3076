// MapLibre with one file of a person's tiles: loaded only when one is chosen, a chunk of its own. It follows the map's place and is
// never touched itself; every tile comes from the engine, and no style, glyph or picture from anywhere else.

import { addProtocol, Map as MapLibre, setWorkerUrl, type LayerSpecification, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { factsFromError } from "../../contract/errors.ts";
import type { TileSource } from "../../contract/tile-source.ts";
import { call } from "../engine/engine-client.ts";
import { sentenceFromError } from "../i18n.ts";
import { zoomFromScale } from "./tile-zoom.ts";
import type { MapPlace } from "./map-geometry.ts";

const PROTOCOL = "quayline-tiles";
let isPrepared = false;

function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  setWorkerUrl(new URL(workerUrl, window.location.href).href);
  addProtocol(PROTOCOL, async ({ url }, abort) => {
    const [sourceId, z, x, y] = url.slice(`${PROTOCOL}://`.length).split("/").map(Number);
    try {
      const { bytes } = await call("tiles.read", { sourceId: sourceId!, z: z!, x: x!, y: y! }, abort.signal);
      return { data: bytes === null ? null : new Uint8Array(bytes).buffer } as { data: ArrayBuffer };
    } catch (error) {
      // What went wrong is told in a sentence; a tile that nobody wants any more is no failure.
      throw abort.signal.aborted ? error : new Error(sentenceFromError(factsFromError(error)).message, { cause: error });
    }
  });
}

const INK = "#59636d";

/** Quiet shapes without names: glyphs would have to come from somewhere. */
const vectorLayers = (source: string, layer: string): LayerSpecification[] => [
  { id: `${layer} areas`, type: "fill", source, "source-layer": layer, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": "#20262c", "fill-outline-color": "#343c44" } },
  { id: `${layer} lines`, type: "line", source, "source-layer": layer, filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": INK, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.6, 18, 3] } },
  { id: `${layer} points`, type: "circle", source, "source-layer": layer, minzoom: 14, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": INK, "circle-radius": 2 } },
];

function styleOf({ sourceId, format, minZoom, maxZoom, bounds, vectorLayers: layers }: TileSource): StyleSpecification {
  const tiles = [`${PROTOCOL}://${sourceId}/{z}/{x}/{y}`];
  const reach = { tiles, minzoom: minZoom, maxzoom: maxZoom, bounds: [bounds.west, bounds.south, bounds.east, bounds.north] as [number, number, number, number] };
  return {
    version: 8,
    sources: { tiles: format === "pbf" ? { type: "vector", ...reach } : { type: "raster", tileSize: 256, ...reach } },
    layers: format === "pbf" ? layers.flatMap((layer) => vectorLayers("tiles", layer)) : [{ id: "pictures", type: "raster", source: "tiles", paint: { "raster-opacity": 0.85, "raster-fade-duration": 0 } }],
  };
}

export interface TileMap {
  show(place: MapPlace): void;
  remove(): void;
}

/** Opens the tiles in an element; `onFirst` when something of them is drawn, `onFailure` where a tile or the whole cannot be. */
export function openTileMap(container: HTMLElement, source: TileSource, place: MapPlace, on: { readonly first: () => void; readonly failure: (message: string) => void }): TileMap {
  prepare();
  const viewOf = ({ centre, metresPerPx }: MapPlace) => ({ center: [centre.lon, centre.lat] as [number, number], zoom: zoomFromScale(centre.lat, metresPerPx) });
  const map = new MapLibre({ container, style: styleOf(source), ...viewOf(place), interactive: false, attributionControl: false, fadeDuration: 0, maxZoom: 24, renderWorldCopies: false, refreshExpiredTiles: false });
  map.on("idle", on.first);
  map.on("error", ({ error }) => on.failure(error.message));
  return { show: (next) => { map.jumpTo(viewOf(next)); }, remove: () => map.remove() };
}

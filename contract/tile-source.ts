// A file of map tiles that a person has: PMTiles or MBTiles, raster or vector. Its place on disk stays with the engine. Pure.

import { z } from "zod";
import { rowId } from "./model.ts";

export const tileKinds = ["pmtiles", "mbtiles"] as const;
export const tileFormats = ["png", "jpg", "webp", "pbf"] as const;
export type TileFormat = (typeof tileFormats)[number];

const degrees = (most: number) => z.number().min(-most).max(most);
export const TILE_ZOOM_MAX = 24;
export const tileZoom = z.number().int().min(0).max(TILE_ZOOM_MAX);

/** What a file says of itself. */
export const tileFacts = z.object({
  kind: z.enum(tileKinds), format: z.enum(tileFormats),
  minZoom: tileZoom, maxZoom: tileZoom,
  bounds: z.object({ west: degrees(180), south: degrees(90), east: degrees(180), north: degrees(90) }),
  /** Names of the layers of vector tiles; none for pictures. */
  vectorLayers: z.array(z.string().max(200)).max(500),
  /** Whom the tiles' licence wants named; plain text. */
  attribution: z.string().max(2_000),
});
export type TileFacts = z.infer<typeof tileFacts>;

export const tileSource = tileFacts.extend({
  sourceId: rowId, name: z.string(), by: z.string(), createdMs: z.number(),
  /** False where its file is not there now: another disk, a moved folder. */
  isThere: z.boolean(),
});
export type TileSource = z.infer<typeof tileSource>;

/** Larger ones are no tiles. */
export const TILE_BYTES_MAX = 8_000_000;

/** HTML as some files carry it, as plain text. */
export const plainAttribution = (html: unknown): string => (typeof html === "string" ? html.replace(/<[^>]*>/g, "").replaceAll("&copy;", "©").replaceAll("&amp;", "&").trim().slice(0, 2_000) : "");

/** Names of the layers that the metadata of a file tells (`vector_layers` of TileJSON), whatever else stands there. */
export const layerNames = (layers: unknown): string[] =>
  Array.isArray(layers) ? (layers as readonly ({ readonly id?: unknown } | null)[]).flatMap((layer) => (typeof layer?.id === "string" ? [layer.id] : [])) : [];

/** The kind of picture or tile that some bytes are; null: none of them. Vector tiles have no mark of their own. */
export function tileFormatOf(bytes: Uint8Array): Exclude<TileFormat, "pbf"> | null {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpg";
  return bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[8] === 0x57 ? "webp" : null;
}

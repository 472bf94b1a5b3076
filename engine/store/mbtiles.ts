// An MBTiles file of a person: an SQLite database of tiles, opened for reading only. It may come from anywhere, so nothing of its
// schema is trusted. Not our library; here because SQL is.

import Database from "better-sqlite3";
import { layerNames, plainAttribution, TILE_BYTES_MAX, tileFacts, tileFormatOf, tileFormats, type TileFacts } from "../../contract/tile-source.ts";

const WORLD = { west: -180, south: -85, east: 180, north: 85 } as const;
/** Its own statement of layers is read up to here. */
const METADATA_CHARS_MAX = 2_000_000;

export class MbTiles {
  readonly facts: TileFacts;
  readonly #db: Database.Database;
  readonly #tile: Database.Statement;

  /** @throws Error where it is no such database */
  constructor(path: string) {
    this.#db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1_000 });
    try {
      this.#db.pragma("trusted_schema = OFF");
      this.#db.pragma("query_only = ON");
      this.#tile = this.#db.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1").pluck();
      this.facts = this.#readFacts();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** The bytes as they lie there; null where there is none. Rows count from the south in this format. */
  tile(z: number, x: number, y: number): Uint8Array | null {
    const bytes = this.#tile.get(z, x, 2 ** z - 1 - y) as unknown;
    return bytes instanceof Uint8Array && bytes.length <= TILE_BYTES_MAX ? bytes : null;
  }

  close(): void {
    this.#db.close();
  }

  #readFacts(): TileFacts {
    const rows = this.#db.prepare("SELECT name, value FROM metadata LIMIT 200").all() as { name: unknown; value: unknown }[];
    const told = new Map(rows.filter(({ value }) => typeof value === "string" && value.length <= METADATA_CHARS_MAX).map(({ name, value }) => [String(name), value as string]));
    const first = this.#db.prepare("SELECT zoom_level AS z, tile_data AS bytes FROM tiles LIMIT 1").get() as { z: number; bytes: unknown } | undefined;
    if (first === undefined || !(first.bytes instanceof Uint8Array)) throw new Error("no tiles");
    const [west, south, east, north] = (told.get("bounds") ?? "").split(",").map(Number);
    const bounds = { west, south, east, north };
    const format = tileFormatOf(first.bytes) ?? tileFormats.find((one) => one === told.get("format")) ?? "pbf";
    return tileFacts.parse({
      kind: "mbtiles", format,
      minZoom: Number(told.get("minzoom") ?? first.z), maxZoom: Number(told.get("maxzoom") ?? first.z),
      bounds: Object.values(bounds).every(Number.isFinite) ? bounds : WORLD,
      vectorLayers: format === "pbf" ? layersOf(told.get("json")) : [],
      attribution: plainAttribution(told.get("attribution")),
    });
  }
}

function layersOf(json: string | undefined): string[] {
  try {
    return layerNames((JSON.parse(json ?? "{}") as { vector_layers?: unknown }).vector_layers);
  } catch {
    return [];
  }
}

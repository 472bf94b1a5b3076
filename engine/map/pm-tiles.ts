// A PMTiles file of a person, read by ranges: its head, its directories and single tiles, never the whole.

import { open, type FileHandle } from "node:fs/promises";
import { PMTiles, TileType, type RangeResponse, type Source } from "pmtiles";
import { layerNames, plainAttribution, TILE_BYTES_MAX, tileFacts, type TileFacts, type TileFormat } from "../../contract/tile-source.ts";

const FORMATS: Readonly<Partial<Record<TileType, TileFormat>>> = { [TileType.Png]: "png", [TileType.Jpeg]: "jpg", [TileType.Webp]: "webp", [TileType.Mvt]: "pbf" };
/** A directory or metadata that claims more is not read. */
const RANGE_BYTES_MAX = 64_000_000;

class FileRanges implements Source {
  readonly #file: FileHandle;
  readonly #key: string;

  constructor(file: FileHandle, key: string) {
    this.#file = file;
    this.#key = key;
  }

  getKey(): string {
    return this.#key;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || length > RANGE_BYTES_MAX) throw new Error("a range that cannot be");
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
    return { data: bytes.buffer.slice(0, bytesRead) };
  }
}

export class PmTiles {
  readonly facts: TileFacts;
  readonly #file: FileHandle;
  readonly #tiles: PMTiles;

  private constructor(file: FileHandle, tiles: PMTiles, facts: TileFacts) {
    this.#file = file;
    this.#tiles = tiles;
    this.facts = facts;
  }

  /** @throws Error where it is no such file */
  static async open(path: string): Promise<PmTiles> {
    const file = await open(path, "r");
    try {
      const tiles = new PMTiles(new FileRanges(file, path));
      const head = await tiles.getHeader();
      const told = (await tiles.getMetadata()) as { vector_layers?: unknown; attribution?: unknown } | undefined;
      const format = FORMATS[head.tileType];
      const facts = tileFacts.parse({
        kind: "pmtiles", format, minZoom: head.minZoom, maxZoom: head.maxZoom,
        bounds: { west: head.minLon, south: head.minLat, east: head.maxLon, north: head.maxLat },
        vectorLayers: format === "pbf" ? layerNames(told?.vector_layers) : [],
        attribution: plainAttribution(told?.attribution),
      });
      return new PmTiles(file, tiles, facts);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The bytes, unpacked; null where there is none. */
  async tile(z: number, x: number, y: number, signal: AbortSignal): Promise<Uint8Array | null> {
    const found = await this.#tiles.getZxy(z, x, y, signal);
    return found === undefined || found.data.byteLength > TILE_BYTES_MAX ? null : new Uint8Array(found.data);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

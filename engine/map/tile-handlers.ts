// Requests about files of map tiles: which there are, and single tiles of them. Files are opened when the first tile is asked for and
// closed when nobody has asked for a while. The window never learns where they lie.

import { existsSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { AppError } from "../../contract/errors.ts";
import { TILE_BYTES_MAX, type TileFacts, type TileSource } from "../../contract/tile-source.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { MbTiles } from "../store/mbtiles.ts";
import { listTileSources, requireTileSource, type TileSourceRow } from "../store/tile-sources.ts";
import { PmTiles } from "./pm-tiles.ts";

interface OpenTiles {
  readonly facts: TileFacts;
  tile(z: number, x: number, y: number, signal: AbortSignal): Uint8Array | null | Promise<Uint8Array | null>;
  close(): void | Promise<void>;
}

/** `timer`: closes it. */
interface Held { readonly tiles: Promise<OpenTiles>; timer?: NodeJS.Timeout }

const IDLE_MS = 20_000;

/** By its name's ending, and then by what it is. @throws AppError path-missing, tiles-unreadable */
async function openTiles(path: string): Promise<OpenTiles> {
  if (!existsSync(path)) throw new AppError("path-missing", { path });
  try {
    return path.toLowerCase().endsWith(".pmtiles") ? await PmTiles.open(path) : new MbTiles(path);
  } catch (error) {
    throw new AppError("tiles-unreadable", { path }, { cause: error });
  }
}

/** Vector tiles are often packed in their file; a picture never is. A bomb is no tile. */
function unpacked(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new Uint8Array(bytes);
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: TILE_BYTES_MAX }));
  } catch {
    return null;
  }
}

export function tileHandlers(context: EngineContext): SomeHandlers<"tiles.list" | "tiles.add" | "tiles.remove" | "tiles.restore" | "tiles.read"> {
  const { db } = context.store;
  const opened = new Map<number, Held>();
  const changed = (): void => context.changed("map", "changes", "custody");
  const shown = ({ path, removedMs: _removedMs, ...source }: TileSourceRow): TileSource => ({ ...source, isThere: existsSync(path) });

  const close = (sourceId: number): void => {
    const held = opened.get(sourceId);
    opened.delete(sourceId);
    if (held === undefined) return;
    clearTimeout(held.timer);
    held.tiles.then((tiles) => tiles.close(), () => undefined).catch(() => undefined);
  };
  const tilesOf = ({ sourceId, path }: TileSourceRow): Promise<OpenTiles> => {
    const held: Held = opened.get(sourceId) ?? { tiles: openTiles(path) };
    clearTimeout(held.timer);
    held.timer = setTimeout(() => close(sourceId), IDLE_MS).unref();
    opened.set(sourceId, held);
    // One that cannot be opened now may be there later.
    held.tiles.catch(() => { opened.delete(sourceId); });
    return held.tiles;
  };
  return {
    "tiles.list": () => listTileSources(db).map(shown),
    "tiles.add": async ({ path }) => {
      context.requireActor();
      const tiles = await openTiles(path);
      await tiles.close();
      const name = basename(path).replace(/\.[^.]+$/, "");
      const { sourceId } = await context.write("tiles.add", { path, name, facts: tiles.facts });
      changed();
      return shown(requireTileSource(db, sourceId));
    },
    "tiles.remove": async ({ sourceId }) => {
      await context.write("tiles.remove", { sourceId });
      close(sourceId);
      changed();
      return {};
    },
    "tiles.restore": async ({ sourceId }) => {
      await context.write("tiles.restore", { sourceId });
      changed();
      return shown(requireTileSource(db, sourceId));
    },
    "tiles.read": async ({ sourceId, z, x, y }, signal) => {
      const tiles = await tilesOf(requireTileSource(db, sourceId));
      const bytes = await tiles.tile(z, x, y, signal);
      return { bytes: bytes === null ? null : unpacked(bytes) };
    },
  };
}

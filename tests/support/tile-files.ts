// Small files of map tiles made by hand: a PMTiles archive of version 3 and an MBTiles database, with the same tiles. No expectations here.

import Database from "better-sqlite3";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { plainPng } from "./plain-png.ts";

export interface MadeTile { readonly z: number; readonly x: number; readonly y: number; readonly bytes: Uint8Array }

/** The tile of Web Mercator that holds a place. */
export function tileAt(z: number, lat: number, lon: number): { readonly z: number; readonly x: number; readonly y: number } {
  const n = 2 ** z;
  const sine = Math.sin((lat * Math.PI) / 180);
  return { z, x: Math.floor(((lon + 180) / 360) * n), y: Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * n) };
}

/** A picture of 256 × 256 for every tile around a place, at two zooms. */
export function tilesAround(lat: number, lon: number, zooms: readonly number[]): MadeTile[] {
  const bytes = plainPng(256, 256, (x, y) => (x % 64 < 4 || y % 64 < 4 ? 255 : 90));
  return zooms.flatMap((zoom) => {
    const { z, x, y } = tileAt(zoom, lat, lon);
    return [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => ({ z, x: x + dx, y: y + dy, bytes })));
  });
}

const BOUNDS = { west: 122.2, south: 29.9, east: 122.4, north: 30 } as const;
const zoomsOf = (tiles: readonly MadeTile[]): readonly [least: number, most: number] => [Math.min(...tiles.map(({ z }) => z)), Math.max(...tiles.map(({ z }) => z))];

export function writeMbtiles(path: string, tiles: readonly MadeTile[], metadata: Readonly<Record<string, string>> = {}): void {
  const [least, most] = zoomsOf(tiles);
  const db = new Database(path);
  db.exec("CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)");
  const told = { name: "made", format: "png", minzoom: String(least), maxzoom: String(most), bounds: Object.values(BOUNDS).join(","), attribution: "<a href='x'>&copy; nobody</a>", ...metadata };
  for (const [name, value] of Object.entries(told)) db.prepare("INSERT INTO metadata VALUES (?, ?)").run(name, value);
  for (const { z, x, y, bytes } of tiles) db.prepare("INSERT INTO tiles VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS INTEGER), ?)").run(z, x, 2 ** z - 1 - y, Buffer.from(bytes));
  db.close();
}

/** Where a tile stands on the Hilbert curve through all zooms. Source: the PMTiles specification, version 3. */
function hilbertId({ z, x, y }: MadeTile): number {
  let id = (4 ** z - 1) / 3;
  let [tx, ty] = [x, y];
  for (let s = 2 ** (z - 1); s >= 1; s /= 2) {
    const [rx, ry] = [(tx & s) > 0 ? 1 : 0, (ty & s) > 0 ? 1 : 0];
    id += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [tx, ty] = [s - 1 - tx, s - 1 - ty];
      [tx, ty] = [ty, tx];
    }
  }
  return id;
}

function varints(numbers: readonly number[]): Buffer {
  return Buffer.from(numbers.flatMap((number) => {
    const bytes: number[] = [];
    let rest = number;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return [...bytes, rest];
  }));
}

/** `packed`: tiles lie there gzipped, as vector tiles do. */
export function writePmtiles(path: string, tiles: readonly MadeTile[], { packed = false, type = 2, metadata = {} }: { readonly packed?: boolean; readonly type?: number; readonly metadata?: object } = {}): void {
  const entries = tiles.map((tile) => ({ id: hilbertId(tile), bytes: packed ? gzipSync(tile.bytes) : Buffer.from(tile.bytes) })).sort((a, b) => a.id - b.id);
  const ids = entries.map(({ id }, i) => id - (i === 0 ? 0 : entries[i - 1]!.id));
  // 0 as an offset: right after the one before; else the offset and one.
  const directory = varints([entries.length, ...ids, ...entries.map(() => 1), ...entries.map(({ bytes }) => bytes.length), ...entries.map((_, i) => (i === 0 ? 1 : 0))]);
  const told = Buffer.from(JSON.stringify(metadata));
  const data = Buffer.concat(entries.map(({ bytes }) => bytes));
  const [least, most] = zoomsOf(tiles);
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0, "latin1");
  head.writeUInt8(3, 7);
  const rootAt = 127, toldAt = rootAt + directory.length, dataAt = toldAt + told.length;
  for (const [i, n] of [rootAt, directory.length, toldAt, told.length, dataAt, 0, dataAt, data.length, entries.length, entries.length, entries.length].entries()) head.writeBigUInt64LE(BigInt(n), 8 + i * 8);
  // Clustered; directories as they are; tiles as said.
  for (const [i, n] of [1, 1, packed ? 2 : 1, type, least, most].entries()) head.writeUInt8(n, 96 + i);
  for (const [i, n] of [BOUNDS.west, BOUNDS.south, BOUNDS.east, BOUNDS.north].entries()) head.writeInt32LE(Math.round(n * 1e7), 102 + i * 4);
  head.writeUInt8(most, 118);
  writeFileSync(path, Buffer.concat([head, directory, told, data]));
}

// Files of map tiles: PMTiles by ranges and MBTiles read-only, the same tiles from both, and what is none refused.

import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { zoomFromScale } from "../../../renderer/map/tile-zoom.ts";
import { libraryAndFolder } from "../../support/made-for-each.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";
import { tileAt, tilesAround, writeMbtiles, writePmtiles, type MadeTile } from "../../support/tile-files.ts";

const made = libraryAndFolder();

const TILES = tilesAround(29.945, 122.305, [12, 14]);
const HERE = tileAt(14, 29.945, 122.305);
const VECTOR: MadeTile = { ...HERE, bytes: new Uint8Array([0x1a, 0, 7, 7]) };
const add = (name: string) => made.library.engine.call("tiles.add", { path: join(made.folder, name) });
const read = async (sourceId: number, at = HERE) => (await made.library.engine.call("tiles.read", { sourceId, ...at })).bytes;

describe("a file of map tiles", () => {
  it.each(["a.pmtiles", "a.mbtiles"])("%s gives its tiles, says what it is, and stays where it is", async (name) => {
    (name.endsWith("pmtiles") ? writePmtiles : writeMbtiles)(join(made.folder, name), TILES);
    const before = await readFile(join(made.folder, name));
    const source = await add(name);
    expect(source).toMatchObject({ name: "a", format: "png", minZoom: 12, maxZoom: 14, bounds: { west: 122.2, north: 30 }, isThere: true });
    expect(JSON.stringify(source)).not.toContain(made.folder);
    expect(Buffer.from((await read(source.sourceId))!)).toEqual(Buffer.from(TILES[0]!.bytes));
    expect(await read(source.sourceId, { ...HERE, x: HERE.x + 5 })).toBeNull();
    expect(await readFile(join(made.folder, name))).toEqual(before);
  });
  it("of vectors is told with its layers, and its tiles come unpacked", async () => {
    writePmtiles(join(made.folder, "v.pmtiles"), [VECTOR], { packed: true, type: 1, metadata: { vector_layers: [{ id: "roads" }, { id: "water" }], attribution: "<b>&copy; them</b>" } });
    const source = await add("v.pmtiles");
    expect(source).toMatchObject({ format: "pbf", vectorLayers: ["roads", "water"], attribution: "© them" });
    expect([...(await read(source.sourceId))!]).toEqual([...VECTOR.bytes]);
    writeMbtiles(join(made.folder, "v.mbtiles"), [VECTOR], { format: "pbf", json: JSON.stringify({ vector_layers: [{ id: "roads" }] }) });
    expect(await add("v.mbtiles")).toMatchObject({ format: "pbf", vectorLayers: ["roads"], attribution: "© nobody" });
  });
  it("whose list of layers holds what is no layer is told with those that are", async () => {
    const layers = [null, 7, { id: "roads" }, { id: 3 }];
    writePmtiles(join(made.folder, "v.pmtiles"), [VECTOR], { type: 1, metadata: { vector_layers: layers } });
    writeMbtiles(join(made.folder, "v.mbtiles"), [VECTOR], { format: "pbf", json: JSON.stringify({ vector_layers: layers }) });
    expect(await add("v.pmtiles")).toMatchObject({ format: "pbf", vectorLayers: ["roads"] });
    expect(await add("v.mbtiles")).toMatchObject({ format: "pbf", vectorLayers: ["roads"] });
  });
  it("that went is told as away and comes back; taking it out is undone", async () => {
    writeMbtiles(join(made.folder, "a.mbtiles"), TILES);
    const { sourceId } = await add("a.mbtiles");
    await rename(join(made.folder, "a.mbtiles"), join(made.folder, "b.mbtiles"));
    expect(await made.library.engine.call("tiles.list", {})).toMatchObject([{ isThere: false }]);
    await expect(read(sourceId)).rejects.toMatchObject({ code: "path-missing" });
    await rename(join(made.folder, "b.mbtiles"), join(made.folder, "a.mbtiles"));
    expect(await read(sourceId)).not.toBeNull();
    await made.library.engine.call("tiles.remove", { sourceId });
    expect(await made.library.engine.call("tiles.list", {})).toEqual([]);
    await expect(read(sourceId)).rejects.toMatchObject({ code: "tiles-unknown" });
    expect((await made.library.engine.call("changes.undo", {})).change).toMatchObject({ kind: "tiles-removed" });
    expect(await read(sourceId)).not.toBeNull();
  });
});

describe("no file of map tiles", () => {
  it.each(["text.pmtiles", "text.mbtiles"])("%s is one that holds a text", async (name) => {
    await writeFile(join(made.folder, name), "no tiles at all, but long enough to hold a head of any kind ".repeat(20));
    await expect(add(name)).rejects.toMatchObject({ code: "tiles-unreadable" });
  });
  it("is a database of something else, an archive that ends in its head, or nothing", async () => {
    writeMbtiles(join(made.folder, "empty.mbtiles"), []);
    await expect(add("empty.mbtiles")).rejects.toMatchObject({ code: "tiles-unreadable" });
    writePmtiles(join(made.folder, "a.pmtiles"), TILES);
    await writeFile(join(made.folder, "cut.pmtiles"), (await readFile(join(made.folder, "a.pmtiles"))).subarray(0, 100));
    await expect(add("cut.pmtiles")).rejects.toMatchObject({ code: "tiles-unreadable" });
    await expect(add("none.pmtiles")).rejects.toMatchObject({ code: "path-missing" });
    expect(await made.library.engine.call("tiles.list", {})).toEqual([]);
  });
});

it("the zoom of tiles fits the map's scale: a world of 512 pixels at zoom 0, half as wide at 60 degrees", () => {
  expect(zoomFromScale(0, (2 * Math.PI * 6_378_137) / 512)).toBeCloseTo(0, 9);
  expect(zoomFromScale(60, (2 * Math.PI * 6_378_137) / 512)).toBeCloseTo(-1, 9);
});

it("a library of the version before gets a place for map tiles and keeps its neighbours", async () => {
  await onOlderLibrary(versionWithout("tile_sources"), (db) => {
    db.exec("INSERT INTO cameras (camera_id, name, created_ms) VALUES ('c2', 'c2', 1); INSERT INTO camera_neighbours (camera_id, neighbour_no, to_camera_id, direction) VALUES ('c1', 0, 'c2', 'left')");
  }, async (engine) => {
    expect(await engine.call("tiles.list", {})).toEqual([]);
    expect((await engine.call("cameras.neighbours", {})).neighbours).toMatchObject([{ cameraId: "c1", toCameraId: "c2" }]);
  });
});

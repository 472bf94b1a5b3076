// Areas that people mark as blind: kept as entered, taken off and back, and refused where they are no outline.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enteredFromWgs84, wgs84FromMetres, type CoordinateSystem } from "../../../contract/coordinates.ts";
import { ACTOR, makeLibrary, type MadeLibrary } from "../../support/made-library.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";

let library: MadeLibrary;
beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

const corners = (metres: readonly (readonly [eastM: number, northM: number])[], crs: CoordinateSystem = "WGS84") =>
  metres.map(([eastM, northM]) => ({ ...enteredFromWgs84(wgs84FromMetres({ lat: 29.945, lon: 122.305 }, { eastM, northM }), crs) }));
const SQUARE = [[0, 0], [20, 0], [20, 10], [0, 10]] as const;
const areas = () => library.engine.call("blindAreas.list", {});
const undo = () => library.engine.call("changes.undo", {});

describe("a marked area", () => {
  it("keeps its corners in the system they were entered in, and tells its size", async () => {
    const entered = corners(SQUARE, "GCJ02");
    const area = await library.engine.call("blindAreas.add", { name: "墙后", reason: " 围墙遮挡 ", crs: "GCJ02", corners: entered });
    expect(area).toMatchObject({ name: "墙后", reason: "围墙遮挡", crs: "GCJ02", corners: entered, by: ACTOR.name });
    expect(area.areaM2).toBeCloseTo(200, 1);
    expect((await library.engine.call("custody.list", {})).at(-1)).toMatchObject({ action: "blind-area.add" });
  });
  it("is changed and taken off, and undo takes each back", async () => {
    const facts = { name: "a", crs: "WGS84" as const, corners: corners(SQUARE) };
    const { areaId } = await library.engine.call("blindAreas.add", facts);
    await library.engine.call("blindAreas.update", { ...facts, areaId, name: "b" });
    await library.engine.call("blindAreas.remove", { areaId });
    expect(await areas()).toEqual([]);
    expect((await undo()).change).toMatchObject({ kind: "blind-area-removed" });
    expect(await areas()).toMatchObject([{ name: "b" }]);
    await undo();
    expect(await areas()).toMatchObject([{ name: "a" }]);
    await undo();
    expect(await areas()).toEqual([]);
    await library.engine.call("changes.redo", {});
    expect(await areas()).toMatchObject([{ areaId, name: "a" }]);
    await expect(library.engine.call("blindAreas.remove", { areaId: 99 })).rejects.toMatchObject({ code: "area-unknown" });
  });
  it.each([
    ["crossed", [[0, 0], [20, 10], [20, 0], [0, 10]]],
    ["too-small", [[0, 0], [0.1, 0], [0, 0.1]]],
  ] as const)("that is %s is refused", async (reason, metres) => {
    await expect(library.engine.call("blindAreas.add", { name: "a", crs: "WGS84", corners: corners(metres) })).rejects.toMatchObject({ code: "area-outline-unusable", params: { reason } });
  });
  it("of two corners, or without a name, is refused at the door", async () => {
    await expect(library.engine.call("blindAreas.add", { name: "a", crs: "WGS84", corners: corners(SQUARE).slice(0, 2) })).rejects.toMatchObject({ code: "input-invalid" });
    await expect(library.engine.call("blindAreas.add", { name: " ", crs: "WGS84", corners: corners(SQUARE) })).rejects.toMatchObject({ code: "input-invalid" });
  });
});

it("a library of the version before gets a place for marked areas and keeps its plans", async () => {
  await onOlderLibrary(versionWithout("blind_areas"), (db) => {
    db.exec("INSERT INTO site_plans (name, sha256, mime_type, width_px, height_px, size_bytes, by_name, created_ms) VALUES ('p', '0', 'image/png', 4, 3, 9, 'w', 1)");
  }, async (engine) => {
    expect(await engine.call("blindAreas.add", { name: "a", crs: "WGS84", corners: corners(SQUARE) })).toMatchObject({ areaId: 1 });
    expect(await engine.call("plans.list", {})).toMatchObject([{ name: "p", widthPx: 4 }]);
  });
});

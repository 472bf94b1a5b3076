// An area while it is marked: corners clicked and typed, and what is wrong with them.

import { describe, expect, it } from "vitest";
import { wgs84FromMetres } from "../../../contract/coordinates.ts";
import { draftOfArea, meantByArea, NEW_AREA, withCorner, withoutLastCorner, type AreaDraft } from "../../../renderer/map/area-draft.ts";
import { seesIn } from "../../../renderer/map/blind-ground-query.ts";

const at = (eastM: number, northM: number) => wgs84FromMetres({ lat: 29.945, lon: 122.305 }, { eastM, northM });
const drawn = (draft: AreaDraft, ...corners: readonly (readonly [number, number])[]): AreaDraft => corners.reduce((so, [east, north]) => withCorner(so, at(east, north)), draft);

describe("an area that is being marked", () => {
  it("is clicked corner by corner in its own system, and the last is taken back", () => {
    const draft = drawn({ ...NEW_AREA, name: "a", crs: "GCJ02" }, [0, 0], [20, 0], [20, 10], [0, 10], [99, 99]);
    const { facts, bad, areaM2 } = meantByArea(withoutLastCorner(draft));
    expect(bad).toBeNull();
    expect(areaM2).toBeCloseTo(200, 0);
    expect(facts).toMatchObject({ name: "a", reason: null, crs: "GCJ02" });
    expect(facts!.corners).toHaveLength(4);
  });
  it.each([
    ["a line that is no coordinates", { ...NEW_AREA, name: "a", corners: "29.9, 122.3\nhere\n29.8, 122.3" }, { line: 2 }],
    ["two corners", drawn({ ...NEW_AREA, name: "a" }, [0, 0], [1, 1]), "too-few"],
    ["sides that cross", drawn({ ...NEW_AREA, name: "a" }, [0, 0], [20, 10], [20, 0], [0, 10]), "crossed"],
  ] as const)("with %s says so", (_why, draft, bad) => {
    expect(meantByArea(draft)).toMatchObject({ bad, facts: null });
  });
  it("needs a name", () => {
    expect(meantByArea(drawn(NEW_AREA, [0, 0], [20, 0], [20, 10]))).toMatchObject({ bad: null, facts: null });
  });
  it("is put into the fields as it was entered", () => {
    const area = { areaId: 3, name: "a", reason: "wall", crs: "BD09" as const, corners: [{ lat: 1.5, lon: 2 }, { lat: 1, lon: 2 }, { lat: 1, lon: 3 }], areaM2: 1, by: "w", createdMs: 1 };
    expect(draftOfArea(area)).toEqual({ areaId: 3, name: "a", reason: "wall", crs: "BD09", corners: "1.5, 2\n1, 2\n1, 3" });
  });
});

describe("how much of a stretch a camera sees", () => {
  it.each([
    ["always", []], ["never", [[0, 100]]], ["never", [[-5, 50], [50, 200]]], ["partly", [[10, 20]]],
  ] as const)("is %s with gaps %j", (sees, gaps) => {
    expect(seesIn(gaps.map(([startMs, endMs]) => ({ startMs, endMs })), 0, 100)).toBe(sees);
  });
});

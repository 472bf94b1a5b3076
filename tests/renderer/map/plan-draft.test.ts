// The points of a plan while they are pointed at: what is to be clicked next, what the fields mean, and where the picture then lies.

import { describe, expect, it } from "vitest";
import { wgs84FromMetres } from "../../../contract/coordinates.ts";
import { fitPlan } from "../../../contract/site-plan.ts";
import { draftOfPlan, meantBy, picked, settled, typed, withAnotherPoint, withoutPoint } from "../../../renderer/map/plan-draft.ts";
import { planMatrix } from "../../../renderer/map/plan-matrix.ts";

const QUAY = { lat: 29.945, lon: 122.305 };
const fresh = draftOfPlan({ planId: 1, points: [] });
const ground = (eastM: number, northM: number) => ({ ground: wgs84FromMetres(QUAY, { eastM, northM }) });

describe("laying a plan", () => {
  it("asks for each point on the plan, then on the ground, until two are there", () => {
    let draft = fresh;
    expect(draft.picking).toEqual({ index: 0, what: "image", takesFocus: true });
    draft = picked(draft, { xy: { x: 0, y: 0 } });
    expect(draft.picking).toMatchObject({ index: 0, what: "ground" });
    draft = picked(draft, ground(0, 0));
    expect(draft.picking).toMatchObject({ index: 1, what: "image" });
    draft = picked(picked(draft, { xy: { x: 100, y: 0 } }), ground(50, 0));
    expect(draft.picking).toBeNull();
    expect(meantBy(draft)).toMatchObject({ bad: [], points: [{ xPx: 0 }, { xPx: 100 }], fit: { kind: "similarity" } });
    draft = withAnotherPoint(draft);
    expect(draft.picking).toMatchObject({ index: 2, what: "image" });
    expect(withoutPoint(draft, 2).points).toHaveLength(2);
  });
  it("writes what is clicked in the system of the form, and means the same place", () => {
    const draft = picked(picked({ ...fresh, crs: "GCJ02" }, { xy: { x: 0, y: 0 } }), ground(0, 0));
    expect(meantBy(draft).points[0]).toMatchObject({ crs: "GCJ02", lat: expect.closeTo(29.942617, 5) as number });
  });
  it("goes on by typing as well, once a field is left, and lets the hand stay where it is", () => {
    const half = typed(fresh, 0, { xy: "0, 0" });
    expect(half.picking).toMatchObject({ index: 0, what: "image" });
    expect(settled(half).picking).toEqual({ index: 0, what: "ground", takesFocus: false });
    expect(settled(typed(half, 0, { coordinates: "29.945, 122.305" })).picking).toMatchObject({ index: 1, what: "image" });
  });
  it("names the field that means nothing, and takes a half-filled point for none yet", () => {
    const draft = typed(typed(typed(fresh, 0, { xy: "12；x" }), 1, { xy: "１２，３４" }), 1, { coordinates: "here" });
    expect(meantBy(draft)).toMatchObject({ points: [], bad: [{ index: 0, field: "xy" }, { index: 1, field: "coordinates" }], fit: { bad: "too-few" } });
    expect(meantBy(typed(fresh, 0, { xy: "1, 2" })).bad).toEqual([]);
  });
});

it("the picture is drawn where its points are: a pixel of half a metre on a map of a quarter", () => {
  const fit = fitPlan([{ xPx: 0, yPx: 0, ...QUAY, crs: "WGS84" }, { xPx: 100, yPx: 0, ...wgs84FromMetres(QUAY, { eastM: 50, northM: 0 }), crs: "WGS84" }]);
  if ("bad" in fit) throw new Error(fit.bad);
  const parts = /matrix\((.*)\)/.exec(planMatrix({ widthPx: 100, heightPx: 80 }, fit, { centre: QUAY, metresPerPx: 0.25 }, { widthPx: 800, heightPx: 600 }))![1]!.split(", ").map(Number);
  for (const [i, wanted] of [2, 0, 0, 2, 400, 300].entries()) expect(parts[i]).toBeCloseTo(wanted, 3);
});

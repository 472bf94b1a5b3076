// Site plans in a library: kept by content, laid by points, taken out and back, and refused where they are no picture.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeLibrary, type MadeLibrary } from "../../support/made-library.ts";
import { onOlderLibrary, versionWithout } from "../../support/older-library.ts";
import { plainPng } from "../../support/plain-png.ts";

let library: MadeLibrary;
beforeEach(async () => {
  library = await makeLibrary();
});
afterEach(() => library.remove());

const PNG = plainPng(40, 30);
const add = (name = "一层", bytes: Uint8Array<ArrayBuffer> = PNG, size = { widthPx: 40, heightPx: 30 }) => library.engine.call("plans.add", { name, bytes, ...size });
const plans = () => library.engine.call("plans.list", {});
const undo = () => library.engine.call("changes.undo", {});
const POINTS = [
  { xPx: 0, yPx: 0, lat: 29.942616948, lon: 122.309161669, crs: "GCJ02" },
  { xPx: 40, yPx: 0, lat: 29.945, lon: 122.306, crs: "WGS84" },
] as const;

describe("a plan", () => {
  it("is a copy named by its content, that footage://plan leads to", async () => {
    const plan = await add();
    const sha256 = createHash("sha256").update(PNG).digest("hex");
    expect(plan).toMatchObject({ name: "一层", sha256, mimeType: "image/png", widthPx: 40, heightPx: 30, points: [] });
    await add("二层");
    expect(readdirSync(join(library.folder, "plans"))).toEqual([`${sha256}.png`]);
    const { pathBase64, mimeType } = await library.engine.resolveMedia("plan", plan.planId);
    expect(mimeType).toBe("image/png");
    expect(readFileSync(Buffer.from(pathBase64, "base64").toString())).toEqual(Buffer.from(PNG));
    expect((await library.engine.call("custody.list", {})).at(-1)).toMatchObject({ action: "plan.add", object: { type: "plan", sha256 } });
  });
  it("is laid by points in the system they were entered in; undo and redo take that back and do it again", async () => {
    const { planId } = await add();
    await library.engine.call("plans.update", { planId, name: "一层", points: [...POINTS], opacity: 0.5 });
    expect(await plans()).toMatchObject([{ points: POINTS, opacity: 0.5 }]);
    expect((await undo()).change).toMatchObject({ kind: "plan-changed" });
    expect(await plans()).toMatchObject([{ points: [] }]);
    await library.engine.call("changes.redo", {});
    expect(await plans()).toMatchObject([{ points: POINTS }]);
  });
  it("is taken out and comes back, by name and by undo", async () => {
    const { planId } = await add();
    await library.engine.call("plans.remove", { planId });
    expect(await plans()).toEqual([]);
    await expect(library.engine.resolveMedia("plan", planId)).rejects.toMatchObject({ code: "plan-unknown" });
    await undo();
    expect(await plans()).toMatchObject([{ planId }]);
    await library.engine.call("plans.remove", { planId });
    expect(await library.engine.call("plans.restore", { planId })).toMatchObject({ planId });
    await expect(library.engine.call("plans.restore", { planId })).rejects.toMatchObject({ code: "plan-unknown" });
  });
  it("whose picture is gone is told as missing, not shown as another", async () => {
    const { planId } = await add();
    await rm(join(library.folder, "plans"), { recursive: true });
    await expect(library.engine.resolveMedia("plan", planId)).rejects.toMatchObject({ code: "plan-unknown" });
  });
});

describe("the door", () => {
  it.each([
    ["no picture", new TextEncoder().encode("GIF89a"), { widthPx: 40, heightPx: 30 }, "plan-picture-unreadable"],
    ["a size that is not the picture's", PNG, { widthPx: 41, heightPx: 30 }, "plan-picture-unreadable"],
    ["a side too long", plainPng(16_385, 1), { widthPx: 16_385, heightPx: 1 }, "plan-picture-too-large"],
    ["a name of nothing", PNG, { widthPx: 40, heightPx: 30 }, "input-invalid"],
  ] as const)("refuses %s", async (why, bytes, size, code) => {
    await expect(add(why === "a name of nothing" ? " " : "p", bytes, size)).rejects.toMatchObject({ code });
    expect(await plans()).toEqual([]);
  });
  it("takes a picture that is shown on its side", async () => {
    expect(await add("p", PNG, { widthPx: 30, heightPx: 40 })).toMatchObject({ widthPx: 30, heightPx: 40 });
  });
  it("refuses points that cannot lay it, and says why", async () => {
    const { planId } = await add();
    const laid = (points: readonly (typeof POINTS)[number][]) => library.engine.call("plans.update", { planId, name: "p", points: [...points], opacity: 1 });
    await expect(laid([POINTS[0]])).rejects.toMatchObject({ code: "plan-points-unusable", params: { reason: "too-few" } });
    await expect(laid([POINTS[0], POINTS[0]])).rejects.toMatchObject({ code: "plan-points-unusable", params: { reason: "too-close" } });
  });
});

it("a library of the version before gets a place for plans and keeps its rows", async () => {
  await onOlderLibrary(versionWithout("site_plans"), (db) => {
    db.exec("UPDATE cameras SET lat = 29.945, lon = 122.305, crs = 'WGS84'");
  }, async (engine) => {
    expect(await engine.call("plans.list", {})).toEqual([]);
    expect(await engine.call("plans.add", { name: "p", bytes: PNG, widthPx: 40, heightPx: 30 })).toMatchObject({ planId: 1 });
    expect(await engine.call("cameras.list", {})).toMatchObject([{ cameraId: "c1", lat: 29.945 }]);
  });
});

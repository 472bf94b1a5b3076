// The intake sheet: what it gives to the cameras of its folder, when it is filled before, after, or filled anew.

import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { openReadable } from "../../../engine/store/connection.ts";
import { listCameraIntakes } from "../../../engine/store/intakes.ts";
import { ACTOR, DAY_MS, newFolder, openStore, recordFiles, T0, type MadeFile } from "../../support/made-library.ts";
import { makeOlderLibrary, versionBefore } from "../../support/older-library.ts";

let folder: string;
let engine: Engine | null = null;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  await engine?.close();
  engine = null;
  await rm(folder, { recursive: true, force: true });
});

async function library(files: readonly MadeFile[]): Promise<Engine> {
  await engine?.close();
  const store = await openStore(folder);
  if (files.length > 0) await recordFiles(store, files);
  await store.write("intakes.apply", undefined, ACTOR);
  await store.close();
  engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  return engine;
}

const SHOP: readonly MadeFile[] = [{ name: "shop/a.mp4", cameraId: "c1" }, { name: "shop/b.mp4", cameraId: "c2" }, { name: "shop2/c.mp4", cameraId: "c3" }];
/** The recorder showed 14:02:07 when it was 14:00:00. */
const COMPARED = { folder: "/footage/shop/", recorderMs: (T0 + 127_000) as never, beijingMs: T0 as never };
const errors = async (of: Engine) => Object.fromEntries((await of.call("cameras.list", {})).map((camera) => [camera.cameraId, camera.clock.errorMs]));

it("is the first clock reading of every camera of its folder, and of no other", async () => {
  const of = await library(SHOP);
  const saved = await of.call("intakes.save", { ...COMPARED, officers: ["王", "李"], reference: "NTP" });
  expect(saved.cameras).toEqual([{ cameraId: "c1", readingId: 1, refusal: null }, { cameraId: "c2", readingId: 2, refusal: null }]);
  expect(await errors(of)).toEqual({ c1: 127_000, c2: 127_000, c3: null });
  expect((await of.call("clock.read", { cameraId: "c1" })).epochs[0]?.readings).toMatchObject([{ cameraMs: T0 + 127_000, trueMs: T0, uncertaintyMs: 455, method: "NTP", by: ACTOR.name }]);
});

it("filled before its folder is read gives the reading when the cameras come, once", async () => {
  const first = await library([]);
  expect((await first.call("intakes.save", COMPARED)).cameras).toEqual([]);
  expect(await errors(await library(SHOP))).toEqual({ c1: 127_000, c2: 127_000, c3: null });
  const again = await library([]);
  expect((await again.call("clock.read", { cameraId: "c1" })).epochs.flatMap((epoch) => epoch.readings)).toHaveLength(1);
});

it("filled anew with another time takes the former readings back; with another word it leaves them", async () => {
  const of = await library(SHOP);
  const { intakeId } = await of.call("intakes.save", COMPARED);
  await of.call("intakes.save", { ...COMPARED, intakeId, note: "x" });
  expect((await of.call("clock.read", { cameraId: "c1" })).epochs[0]?.readings.map((r) => r.readingId)).toEqual([1]);
  const changed = await of.call("intakes.save", { ...COMPARED, intakeId, recorderMs: (T0 + 130_000) as never });
  expect(await errors(of)).toMatchObject({ c1: 130_000, c2: 130_000 });
  expect((await of.call("intakes.list", {}))).toEqual([changed]);
  expect((await of.call("custody.list", {})).map(({ action }) => action).filter((action) => /^(intake|clock)/.test(action)))
    .toEqual(["intake.add", "clock.add", "clock.add", "intake.change", "intake.change", "clock.remove", "clock.remove", "clock.add", "clock.add"]);
});

it("says which camera's clock refuses it, and gives the others theirs", async () => {
  const of = await library(SHOP);
  await of.call("clock.add", { cameraId: "c1", cameraMs: (T0 + 127_000) as never, trueMs: (T0 - 50_000) as never });
  expect((await of.call("intakes.save", COMPARED)).cameras).toEqual([{ cameraId: "c1", readingId: null, refusal: "clock-reading-twice" }, { cameraId: "c2", readingId: 2, refusal: null }]);
  expect(await errors(of)).toMatchObject({ c1: 177_000, c2: 127_000 });
});

it("may be filled without a time, and says how long the recorder keeps: days, or from when it overwrites", async () => {
  const of = await library(SHOP);
  await of.call("cameras.import", { format: "csv", text: "id,retention_days\nc2,7\n" });
  await of.call("intakes.save", { folder: "/footage/shop", overwriteMs: (T0 + 30 * DAY_MS + 1_000) as never });
  await of.call("intakes.save", { folder: "/footage/shop2", retentionDays: 15 });
  expect((await of.call("cameras.list", {})).map((camera) => [camera.cameraId, camera.retentionDays, camera.clock.state])).toEqual([["c1", 30, "uncorrected"], ["c2", 7, "uncorrected"], ["c3", 15, "uncorrected"]]);
});

it("reckons how long the recorder keeps from the earliest footage, however late that is read; what a person says stays", async () => {
  const first = await library([{ name: "shop/b.mp4", cameraId: "c1", startMs: T0 + 10 * DAY_MS }, { name: "shop/unread.mp4", cameraId: "c2", startMs: null }]);
  const sheet = { folder: "/footage/shop", overwriteMs: (T0 + 30 * DAY_MS) as never };
  const { intakeId, cameras } = await first.call("intakes.save", sheet);
  expect(cameras).toEqual([{ cameraId: "c1", readingId: null, refusal: null }, { cameraId: "c2", readingId: null, refusal: null }]);
  const kept = async (of: Engine) => (await of.call("cameras.list", {})).map(({ cameraId, retentionDays }) => [cameraId, retentionDays]);
  expect(await kept(first)).toEqual([["c1", 20], ["c2", null]]);
  const later = await library([{ name: "shop/a.mp4", cameraId: "c1" }, { name: "shop/unread.mp4", cameraId: "c2", startMs: T0 + 25 * DAY_MS }]);
  expect(await kept(later)).toEqual([["c1", 30], ["c2", 5]]);
  await later.call("cameras.import", { format: "csv", text: "id,retention_days\nc1,7\n" });
  await later.call("intakes.save", { ...sheet, intakeId, retentionDays: 15 });
  expect(await kept(later)).toEqual([["c1", 7], ["c2", 15]]);
});

it("taken back takes its retention along, and no report of gaps speaks of it any more", async () => {
  const of = await library(SHOP);
  await of.call("intakes.save", { folder: "/footage/shop", retentionDays: 15, holder: "店主" });
  const days = async () => (await of.call("cameras.list", {})).find(({ cameraId }) => cameraId === "c1")?.retentionDays;
  expect([await days(), listCameraIntakes(openReadable(folder), "c1").map(({ holder }) => holder)]).toEqual([15, ["店主"]]);
  await of.call("changes.undo", {});
  expect([await days(), listCameraIntakes(openReadable(folder), "c1")]).toEqual([null, []]);
  await of.call("changes.redo", {});
  expect(await days()).toBe(15);
});

it("that ceases to say how long the recorder keeps takes that back, and so does undoing that it said so; what a person says stays", async () => {
  const of = await library(SHOP);
  const { intakeId } = await of.call("intakes.save", { folder: "/footage/shop" });
  const kept = async () => (await of.call("cameras.list", {})).slice(0, 2).map(({ retentionDays }) => retentionDays);
  await of.call("intakes.save", { folder: "/footage/shop", intakeId, retentionDays: 15 });
  expect(await kept()).toEqual([15, 15]);
  await of.call("changes.undo", {});
  expect(await kept()).toEqual([null, null]);
  await of.call("changes.redo", {});
  await of.call("cameras.import", { format: "csv", text: "id,retention_days\nc2,7\n" });
  await of.call("intakes.save", { folder: "/footage/shop", intakeId });
  expect(await kept()).toEqual([null, 7]);
});

it("of a library from before gives the retention to no camera that has one", async () => {
  makeOlderLibrary(folder, versionBefore("ALTER TABLE intake_readings ADD COLUMN retention_days"), (db) => {
    db.exec(`UPDATE cameras SET retention_days = 9; INSERT INTO intakes (intake_id, facts, by_name, created_ms, changed_ms) VALUES (1, '{"folder":"/footage","retentionDays":15}', 'w', 1, 1);`);
  });
  const of = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  engine = of;
  await of.call("intakes.save", { intakeId: 1, folder: "/footage", retentionDays: 20 });
  expect((await of.call("cameras.list", {})).map(({ retentionDays }) => retentionDays)).toEqual([9]);
});

it("keeps the photo's fingerprint, also when the photo is gone later", async () => {
  const of = await library([]);
  const photoPath = join(folder, "both clocks.jpg");
  await writeFile(photoPath, "jpeg");
  const photoSha256 = createHash("sha256").update("jpeg").digest("hex");
  const { intakeId } = await of.call("intakes.save", { ...COMPARED, photoPath });
  await rm(photoPath);
  expect(await of.call("intakes.save", { ...COMPARED, photoPath, intakeId, note: "x" })).toMatchObject({ photoSha256 });
  await expect(of.call("intakes.save", { ...COMPARED, photoPath })).rejects.toThrowError(expect.objectContaining({ code: "path-missing" }));
});

it("refuses half a comparison, an empty folder, a sheet that is not there", async () => {
  const of = await library([]);
  await expect(of.call("intakes.save", { folder: "/f", recorderMs: T0 as never })).rejects.toThrowError(expect.objectContaining({ code: "input-invalid", params: expect.objectContaining({ field: "beijingMs" }) }));
  await expect(of.call("intakes.save", { folder: " " })).rejects.toThrowError(expect.objectContaining({ code: "input-invalid" }));
  await expect(of.call("intakes.save", { folder: "/f", intakeId: 5 })).rejects.toThrowError(expect.objectContaining({ code: "intake-unknown" }));
});

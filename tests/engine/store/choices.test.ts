// What a person decides about files, in a library without footage on disk: it holds over indexing anew, is taken back whole,
// and a library of the version before gets its table.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { ACTOR, HOUR_MS, MINUTE_MS, newFolder, openStore, recordFiles, T0, type MadeFile } from "../../support/made-library.ts";
import { makeOlderLibrary } from "../../support/older-library.ts";

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  await engine?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A library with these files, closed again, then opened as an engine. */
async function library(files: readonly MadeFile[]): Promise<number[]> {
  const store = await openStore(folder);
  const ids = await recordFiles(store, files);
  await store.close();
  engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  return ids;
}

/** Indexing anew, as the store sees it. */
async function indexAnew(files: readonly MadeFile[]): Promise<void> {
  await engine.close();
  const store = await openStore(folder);
  await recordFiles(store, files);
  await store.close();
  engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
}

const file = async (fileId: number) => (await engine.call("files.list", {})).find((f) => f.fileId === fileId)!;
const starts = async (cameraId: string): Promise<number[]> => (await engine.call("recordings.list", { fromMs: T0 - 1e9 as never, toMs: T0 + 1e9 as never, cameraIds: [cameraId] })).map((r) => r.startMs);
const NAMED: MadeFile = { name: "ch01_20211112140000.mp4" };
const TIMELESS: MadeFile = { name: "hiv00001.mp4", startMs: null };

describe("files given to a camera", () => {
  it("go there with their recordings, many at once, and back to where the rules had them", async () => {
    const [a, b] = await library([NAMED, { name: "ch01_20211112150000.mp4", startMs: T0 + HOUR_MS }]);
    expect(await engine.call("files.assign", { fileIds: [a!, b!, a!], cameraId: "quay-9" })).toEqual({ files: 2 });
    expect([await starts("c1"), await starts("quay-9")]).toEqual([[], [T0, T0 + HOUR_MS]]);
    await engine.call("files.assign", { fileIds: [a!], cameraId: null });
    expect([await starts("c1"), await starts("quay-9")]).toEqual([[T0], [T0 + HOUR_MS]]);
  });

  it("stay there when they are indexed anew, and the problem of a provisional camera is gone", async () => {
    const [a] = await library([NAMED]);
    await engine.call("files.assign", { fileIds: [a!], cameraId: "quay-9" });
    await indexAnew([NAMED]);
    expect((await file(a!)).cameraId).toBe("quay-9");
    expect([await starts("c1"), await starts("quay-9")]).toEqual([[], [T0]]);
  });

  it("are read in that camera's zone, and in the former one when they come back", async () => {
    const [a] = await library([NAMED]);
    await engine.call("cameras.import", { format: "csv", text: "id,timezone\ntokyo,Asia/Tokyo\n" });
    await engine.call("files.assign", { fileIds: [a!], cameraId: "tokyo" });
    expect(await starts("tokyo")).toEqual([T0 - HOUR_MS]);
    await engine.call("files.assign", { fileIds: [a!], cameraId: null });
    expect(await starts("c1")).toEqual([T0]);
  });

  it("take the pins on their frames with them", async () => {
    const [a] = await library([NAMED]);
    const { caseId } = await engine.call("cases.create", { number: "1", title: "虾皮" });
    const pin = await engine.call("pins.add", { caseId, cameraId: "c1", startMs: T0 + 1_000 as never, endMs: T0 + 2_000 as never, title: "x" });
    await engine.call("files.assign", { fileIds: [a!], cameraId: "quay-9" });
    const [moved] = (await engine.call("cases.read", { caseId })).pins;
    expect(moved).toMatchObject({ pinId: pin.pinId, cameraId: "quay-9", startMs: T0 + 1_000, sources: [{ fileId: a }] });
  });

  it("are refused where one is unknown, all of them", async () => {
    const [a] = await library([NAMED]);
    await expect(engine.call("files.assign", { fileIds: [a!, 999], cameraId: "quay-9" })).rejects.toThrowError(expect.objectContaining({ code: "file-unknown" }));
    expect((await file(a!)).cameraId).toBe("c1");
  });
});

describe("a start given by hand", () => {
  it("places a file without a time by what a frame of it shows, and takes it off again", async () => {
    const [a] = await library([TIMELESS]);
    await engine.call("files.place", { placements: [{ fileId: a!, frame: { mediaMs: 10_000, atMs: T0 } }] });
    const placed = await file(a!);
    expect(placed).toMatchObject({ startMs: T0 - 10_000, time: { source: "manual", confidence: "high" }, problems: [] });
    expect(placed.time.candidates[0]).toMatchObject({ source: "manual", rule: "by-hand", uncertaintyMs: 289, raw: "10000 ms: 2021-11-12T14:00:00.000+08:00 (camera)" });
    await engine.call("files.place", { placements: [{ fileId: a!, frame: null }] });
    expect(await file(a!)).toMatchObject({ startMs: null, time: { source: null, candidates: [] }, problems: [{ code: "time-unknown" }] });
  });

  it("wins over a name, keeps it beside, holds over indexing anew, and gives way to it when taken back", async () => {
    const [a] = await library([NAMED]);
    const place = (frame: { atMs: number } | null) => engine.call("files.place", { placements: [{ fileId: a!, frame }] });
    await place({ atMs: T0 + 90_000 });
    await indexAnew([NAMED]);
    expect([await starts("c1"), (await file(a!)).time.source]).toEqual([[T0 + 90_000], "manual"]);
    await place(null);
    expect(await file(a!)).toMatchObject({ startMs: T0, time: { source: "name", candidates: [{ rule: "hikvision-nvr" }] } });
  });

  it("does not hold for other bytes that took the file's place", async () => {
    const [a] = await library([TIMELESS]);
    await engine.call("files.place", { placements: [{ fileId: a!, frame: { atMs: T0 } }] });
    await indexAnew([{ ...TIMELESS, sizeBytes: 2_000 }]);
    expect(await file(a!)).toMatchObject({ startMs: null, time: { source: null } });
  });

  it("by a true time goes through the camera's clock", async () => {
    const [a] = await library([TIMELESS]);
    await engine.call("clock.add", { cameraId: "c1", cameraMs: T0 + 120_000 as never, trueMs: T0 as never });
    await engine.call("files.place", { placements: [{ fileId: a!, frame: { atMs: T0 + 5_000, clock: "true" } }] });
    const placed = await file(a!);
    expect(placed.time.candidates[0]?.startMs).toBe(T0 + 125_000);
    expect(placed.startMs).toBe(T0 + 5_000);
  });

  it("is refused beyond the file's end", async () => {
    const [a] = await library([TIMELESS]);
    await expect(engine.call("files.place", { placements: [{ fileId: a!, frame: { mediaMs: MINUTE_MS + 1, atMs: T0 } }] })).rejects.toThrowError(expect.objectContaining({ code: "frame-outside-file" }));
  });
});

it("both are in the custody log, with what was before", async () => {
  const [a] = await library([NAMED]);
  await engine.call("files.assign", { fileIds: [a!], cameraId: "quay-9" });
  await engine.call("files.place", { placements: [{ fileId: a!, frame: { atMs: T0 } }] });
  const log = await engine.call("custody.list", {});
  expect(log.slice(-2).map(({ action, actor, details }) => ({ action, actor, details }))).toEqual([
    { action: "files.assign", actor: ACTOR.name, details: { cameraId: "quay-9", fileIds: [a], formerly: { c1: [a] } } },
    { action: "files.place", actor: ACTOR.name, details: { placements: [{ fileId: a, cameraMs: T0, uncertaintyMs: 289, said: "0 ms: 2021-11-12T14:00:00.000+08:00 (camera)" }] } },
  ]);
  expect((await engine.call("custody.verify", {})).ok).toBe(true);
});

it("a library of the version before keeps its files and gets the tables that came since", async () => {
  makeOlderLibrary(folder, 1);
  engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  const [one] = await engine.call("files.list", {});
  await engine.call("files.assign", { fileIds: [one!.fileId], cameraId: "quay-9" });
  expect(await starts("quay-9")).toEqual([T0]);
  expect(await engine.call("intakes.list", {})).toEqual([]);
});

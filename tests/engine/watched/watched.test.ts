// What was on the screen, as the engine keeps it: by frames, in true time, each second once, and told to the log in sum.

import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InputOf } from "../../../contract/methods.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { Engine } from "../../../engine/engine.ts";
import { endSittings } from "../../../engine/watched/watched-handlers.ts";
import { watchedMs } from "../../../engine/watched/watched-spans.ts";
import { ACTOR, addReading, HOUR_MS, makeLibrary, MINUTE_MS, newFolder, openStore, recordFiles, T0, type MadeLibrary } from "../../support/made-library.ts";
import { makeOlderLibrary, OLD_FILE_ID, versionWithout } from "../../support/older-library.ts";

type Span = InputOf<"watched.add">["spans"][number];

let library: MadeLibrary;
let fileId: number;

beforeEach(async () => {
  library = await makeLibrary();
  [fileId] = (await recordFiles(library.store, [{ name: "a.mp4", durationMs: 3 * HOUR_MS, framesPerSecond: 1 }, { name: "b.mp4", startMs: T0 + 4 * HOUR_MS }])) as [number];
});
afterEach(() => library.remove());

const span = (fromMs: number, toMs: number, more: Partial<Span> = {}): Span => ({ fileId, mediaStartMs: fromMs, mediaEndMs: toMs, speed: 1, isFocused: true, ...more });
const watch = (...spans: Span[]): Promise<unknown> => library.engine.call("watched.add", { spans });

async function stretches(fromMs = T0, toMs = T0 + 24 * HOUR_MS, msPerPixel = 1): Promise<(readonly [number, number])[]> {
  const { lanes } = await library.engine.call("watched.read", { cameraIds: ["c1"], fromMs, toMs, msPerPixel });
  const { startMs, endMs } = lanes[0]!;
  return Array.from(startMs, (start, i) => [start - T0, endMs[i]! - T0] as const);
}

const sum = (fromMs: number, toMs: number) => library.engine.call("watched.sum", { ranges: [{ fromMs: T0 + fromMs, toMs: T0 + toMs }] });

describe("what was watched", () => {
  it("is read in true time, joined where stretches meet, also across the rows that recordings are cut into", async () => {
    await watch(span(0, 10_000), span(10_000, 20_000), span(30_000, 40_000), span(50 * MINUTE_MS, 130 * MINUTE_MS));
    expect(await stretches()).toEqual([[0, 20_000], [30_000, 40_000], [50 * MINUTE_MS, 130 * MINUTE_MS]]);
    expect(await stretches(T0 + 35_000, T0 + 51 * MINUTE_MS)).toEqual([[35_000, 40_000], [50 * MINUTE_MS, 51 * MINUTE_MS]]);
    expect(await stretches(T0, T0 + HOUR_MS, 20_000)).toEqual([[0, 40_000], [50 * MINUTE_MS, 60 * MINUTE_MS]]);
  });

  it("moves along when the clock of its camera is corrected, and back", async () => {
    await watch(span(10_000, 20_000));
    const readingId = await addReading(library.store, T0, 60_000);
    expect(await stretches(T0 - HOUR_MS)).toEqual([[-50_000, -40_000]]);
    await library.engine.call("clock.remove", { readingId });
    expect(await stretches(T0 - HOUR_MS)).toEqual([[10_000, 20_000]]);
  });

  it("goes with its file to another camera", async () => {
    [fileId] = (await recordFiles(library.store, [{ name: "20211112140000.mp4", durationMs: 3 * HOUR_MS, framesPerSecond: 1, startMs: T0 + 8 * HOUR_MS, claim: [T0 + 8 * HOUR_MS, T0 + 11 * HOUR_MS] }])) as [number];
    await watch(span(10_000, 20_000));
    await library.engine.call("files.assign", { fileIds: [fileId], cameraId: "c2" });
    expect(await stretches()).toEqual([]);
    expect(watchedMs(library.store.db, "c2", { startMs: asTrueMs(T0), endMs: asTrueMs(T0 + 24 * HOUR_MS) })).toBe(10_000);
  });

  it("counts for the original where the file turns out to be a copy", async () => {
    const [copyId] = (await recordFiles(library.store, [{ name: "copy.mp4", durationMs: 3 * HOUR_MS, framesPerSecond: 1 }])) as [number];
    await watch(span(0, 5_000, { fileId: copyId }));
    await library.store.write("files.setHashes", { hashes: [{ fileId, sha256: "a" }, { fileId: copyId, sha256: "a" }] }, ACTOR);
    expect(await stretches()).toEqual([[0, 5_000]]);
  });

  it("stays with the bytes that were shown: other bytes under the same name were not watched", async () => {
    await watch(span(0, 5_000));
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 3 * HOUR_MS, framesPerSecond: 1, sizeBytes: 2_000 }]);
    expect(await stretches()).toEqual([]);
    await recordFiles(library.store, [{ name: "a.mp4", durationMs: 3 * HOUR_MS, framesPerSecond: 1 }]);
    expect(await stretches()).toEqual([[0, 5_000]]);
  });

  it("keeps one row for what is watched again and again", async () => {
    for (let round = 0; round < 20; round++) await watch(span(round * 500, round * 500 + 1_000), span(0, 2_000));
    expect(library.store.db.prepare("SELECT count(*) FROM watched").pluck().get()).toBe(1);
    expect(await stretches()).toEqual([[0, 10_500]]);
  });

  it("adds up each second once, and tells each person's share with and without the window in front", async () => {
    await watch(span(0, 60_000), span(30_000, 90_000, { speed: 4, isFocused: false }));
    await library.engine.call("actor.set", { name: "李警官", unit: null, number: null });
    await watch(span(60_000, 120_000));
    const { footageMs, watchedMs: watched, people, cameras } = await sum(0, 100_000);
    expect({ footageMs, watched, cameras }).toEqual({ footageMs: 100_000, watched: 100_000, cameras: [{ cameraId: "c1", footageMs: 100_000, watchedMs: 100_000 }] });
    expect(people).toEqual([
      { ...ACTOR, watchedMs: 90_000, focusedMs: 60_000 },
      { name: "李警官", unit: null, number: null, watchedMs: 40_000, focusedMs: 40_000 },
    ]);
  });

  it("counts footage alone as footage: a gap that was asked for is none", async () => {
    const { footageMs, watchedMs: watched, people } = await sum(2 * HOUR_MS, 5 * HOUR_MS);
    expect({ footageMs, watched, people }).toEqual({ footageMs: HOUR_MS + MINUTE_MS, watched: 0, people: [] });
  });

  it("takes the period of a case, or what its pins span, where no range is named", async () => {
    const { caseId } = await library.engine.call("cases.create", { number: "1", title: "t" });
    await watch(span(0, 10_000));
    expect((await library.engine.call("watched.sum", { caseId })).ranges).toEqual([]);
    await library.engine.call("pins.add", { caseId, cameraId: "c1", startMs: T0 + 5_000, endMs: T0 + 25_000, title: "p" });
    expect(await library.engine.call("watched.sum", { caseId })).toMatchObject({ footageMs: 20_000, watchedMs: 5_000, ranges: [{ startMs: T0 + 5_000, endMs: T0 + 25_000 }] });
    await library.engine.call("cases.update", { caseId, number: "1", title: "t", periodFromMs: T0, periodToMs: T0 + 40_000 });
    expect(await library.engine.call("watched.sum", { caseId })).toMatchObject({ footageMs: 40_000, watchedMs: 10_000 });
  });

  it.each([
    ["backwards", span(5, 5)], ["before the file", span(-1, 5)], ["faster than anybody sees", span(0, 5, { speed: 8 })], ["endless", span(0, Number.POSITIVE_INFINITY)],
  ])("refuses a stretch that is %s", async (_, wrong) => {
    await expect(watch(wrong)).rejects.toMatchObject({ code: "input-invalid" });
  });

  it("leaves out a file that the library does not know", async () => {
    await watch(span(0, 1_000, { fileId: 999 }), span(0, 1_000));
    expect(await stretches()).toEqual([[0, 1_000]]);
  });
});

describe("the custody log", () => {
  const entries = async () => (await library.engine.call("custody.list", {})).filter((entry) => entry.action === "footage.watch");

  it("is told once a sitting, when the person or the case changes, not at every call", async () => {
    const { caseId } = await library.engine.call("cases.create", { number: "1", title: "t" });
    await library.engine.call("watched.add", { caseId, spans: [span(0, 10_000)] });
    await library.engine.call("watched.add", { caseId, spans: [span(10_000, 20_400, { isFocused: false })] });
    expect(await entries()).toEqual([]);
    await library.engine.call("watched.add", { caseId: null, spans: [span(0, 1_000)] });
    expect(await entries()).toMatchObject([{ caseId, actor: ACTOR.name, details: { cameras: [{ cameraId: "c1", shownMs: 20_400, focusedMs: 10_000 }] } }]);
  });

  it("learns at the next opening what a crash kept from it, in the name of whoever watched", async () => {
    await watch(span(0, 10_000));
    // As after a crash: the rows are there and nobody closed the sitting.
    await library.store.close();
    const store = await openStore(library.folder);
    await endSittings(store);
    const engine = new Engine(store, null);
    library = { ...library, store, engine, remove: async () => {
      await engine.close();
      await rm(library.folder, { recursive: true, force: true });
    } };
    expect(await entries()).toMatchObject([{ actor: ACTOR.name, details: { cameras: [{ cameraId: "c1", shownMs: 10_000 }] } }]);
    expect(await library.engine.call("custody.verify", {})).toMatchObject({ ok: true });
    expect(await stretches()).toEqual([[0, 10_000]]);
  });

  it("names somebody unknown as unknown", async () => {
    const nobody = new Engine(library.store, null);
    await nobody.call("watched.add", { spans: [span(0, 1_000)] });
    await nobody.call("watched.add", { spans: [span(0, 1_000)], caseId: (await library.engine.call("cases.create", { number: "1", title: "t" })).caseId });
    expect(await entries()).toMatchObject([{ actor: "unknown" }]);
    expect((await sum(0, 10_000)).people).toMatchObject([{ name: null, watchedMs: 1_000 }]);
  });
});

it("a library of the version before gets the tables, and what is watched of its footage counts", async () => {
  const folder = await newFolder();
  makeOlderLibrary(folder, versionWithout("watched"));
  const store = await openStore(folder);
  const engine = new Engine(store, ACTOR);
  await engine.call("watched.add", { spans: [span(0, 10_000, { fileId: OLD_FILE_ID })] });
  expect((await engine.call("watched.sum", { ranges: [{ fromMs: T0, toMs: T0 + HOUR_MS }] })).watchedMs).toBe(10_000);
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

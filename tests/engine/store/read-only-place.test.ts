// A library where nothing can be written: all of it is read, nothing in its folder changes, and every write says why not and what to do.

import Database from "better-sqlite3";
import { copyFileSync, existsSync, mkdirSync, readdirSync, statfsSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppError } from "../../../contract/errors.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { openEngine, type Engine } from "../../../engine/engine.ts";
import { listCases } from "../../../engine/store/cases.ts";
import { databasePath, openWritable } from "../../../engine/store/connection.ts";
import { openUnwritten, refusalToWrite } from "../../../engine/store/read-only-place.ts";
import { SCHEMA_VERSION } from "../../../engine/store/schema.ts";
import { ACTOR, MINUTE_MS, newFolder, openStore, recordFiles, T0 } from "../../support/made-library.ts";
import { makeOlderLibrary } from "../../support/older-library.ts";
import { listingOf, makeUnwritable, whyNotUnwritable } from "../../support/unwritable-place.ts";

const reason = whyNotUnwritable();
const code = (expected: string) => expect.objectContaining({ code: expected });
const newCase = (number: string) => ({ number, title: "虾皮失窃", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] });

let folder: string;
let temporary: string;
let allow: (() => void) | null = null;
const engines: Engine[] = [];

beforeEach(async () => {
  folder = await newFolder();
  temporary = await mkdtemp(join(tmpdir(), "quayline-test-tmp-"));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  allow?.();
  allow = null;
  vi.unstubAllEnvs();
  for (const path of [folder, temporary]) await rm(path, { recursive: true, force: true });
});

async function opening(mustWrite = false): Promise<Engine> {
  const engine = await openEngine({ libraryPath: folder, create: true, actor: ACTOR, mustWrite });
  engines.push(engine);
  return engine;
}

/** A library with a case and a minute of footage, closed. */
async function makeLibrary(): Promise<void> {
  const store = await openStore(folder);
  await store.write("cases.create", newCase("1"), ACTOR);
  await recordFiles(store, [{ name: "a.mp4" }]);
  await store.close();
}

/** What a crash leaves, or a copy that was taken while the library was open: rows that are in the -wal alone. */
async function makeLibraryWithWal(): Promise<void> {
  await makeLibrary();
  const store = await openStore(folder);
  await store.write("cases.create", newCase("only in the -wal"), ACTOR);
  const aside = join(temporary, "aside");
  mkdirSync(aside);
  for (const name of ["library.sqlite", "library.sqlite-wal"]) copyFileSync(join(folder, name), join(aside, name));
  await store.close();
  for (const name of ["library.sqlite", "library.sqlite-wal"]) copyFileSync(join(aside, name), join(folder, name));
  await rm(aside, { recursive: true });
}

describe.skipIf(reason !== null)(`a library where nothing can be written${reason === null ? "" : ` (skipped: ${reason})`}`, () => {
  it("is read where it lies, refuses every act with why and what to do, and does not change by a byte", async () => {
    await makeLibrary();
    allow = makeUnwritable(folder);
    const before = listingOf(folder);
    // Where nothing can be made, no copy can either: it is read where it lies.
    vi.stubEnv("TMPDIR", join(temporary, "not there"));
    const engine = await opening();
    expect([engine.isWritable, engine.readOnlyBecause, engine.isNew]).toEqual([false, "place", false]);
    expect(await engine.call("library.read", {})).toMatchObject({ writable: false, readOnlyBecause: "place", caseCount: 1, fileCount: 1 });
    expect(await engine.call("cases.list", {})).toMatchObject([{ number: "1" }]);
    expect(await engine.call("cases.read", { caseId: 1 })).toMatchObject({ title: "虾皮失窃" });
    expect(await engine.call("cameras.list", {})).toMatchObject([{ cameraId: "c1" }]);
    expect(await engine.call("files.list", {})).toMatchObject([{ path: "/footage/a.mp4" }]);
    const { lanes } = await engine.call("timeline.read", { cameraIds: ["c1"], fromMs: asTrueMs(T0 - MINUTE_MS), toMs: asTrueMs(T0 + MINUTE_MS), msPerPixel: 100 });
    expect([...lanes[0]!.coverage.startMs]).toEqual([T0]);
    expect(await engine.call("custody.verify", {})).toMatchObject({ ok: true });
    const acts = [
      ["cases.create", newCase("2")], ["index.start", { paths: [temporary] }], ["cameras.import", { text: "id,name\na,b\n", format: "csv" }],
      ["bundle.export", { caseId: 1 }], ["previews.make", {}], ["patterns.file", {}], ["roots.move", { from: "/footage", to: temporary }], ["proxies.setLimit", { limitBytes: 1e9 }],
    ] as const;
    for (const [method, input] of acts) {
      await expect(engine.call(method as never, input as never), method).rejects.toThrowError(expect.objectContaining({ code: "library-read-only", params: expect.objectContaining({ path: folder, reason: expect.stringMatching(/^E(ROFS|ACCES|PERM)$/) }) }));
    }
    await engine.call("actor.set", { name: "李检察官", unit: null, number: null });
    await engine.close();
    expect(listingOf(folder)).toEqual(before);
  });

  it("is refused at once to whoever must write, before anything is copied", async () => {
    await makeLibraryWithWal();
    allow = makeUnwritable(folder);
    vi.stubEnv("TMPDIR", temporary);
    await expect(opening(true)).rejects.toThrowError(code("library-read-only"));
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("loses nothing of what is in its -wal alone, and leaves no copy behind", async () => {
    await makeLibraryWithWal();
    allow = makeUnwritable(folder);
    const before = listingOf(folder);
    vi.stubEnv("TMPDIR", temporary);
    const engine = await opening();
    expect((await engine.call("cases.list", {})).map(({ number }) => number).sort()).toEqual(["1", "only in the -wal"]);
    await expect(engine.call("cases.create", newCase("2"))).rejects.toThrowError(code("library-read-only"));
    // Not even were this process killed now; Windows keeps the name of an open file.
    if (process.platform !== "win32") expect(readdirSync(temporary)).toEqual([]);
    expect((await engine.call("cases.read", { caseId: 2 })).number).toBe("only in the -wal");
    await engine.close();
    expect([readdirSync(temporary), listingOf(folder)]).toEqual([[], before]);
  });

  it("of an older version is brought up to date in a copy alone", async () => {
    makeOlderLibrary(folder, 1);
    allow = makeUnwritable(folder);
    const before = listingOf(folder);
    const engine = await opening();
    expect(await engine.call("files.list", {})).toMatchObject([{ path: "/footage/ch01_20211112140000.mp4" }]);
    expect(await engine.call("library.read", {})).toMatchObject({ version: SCHEMA_VERSION, readOnlyBecause: "place" });
    await engine.close();
    expect(listingOf(folder)).toEqual(before);
  });

  it("of a newer version, or that is none, is refused as anywhere", async () => {
    await makeLibrary();
    const db = new Database(databasePath(folder));
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    allow = makeUnwritable(folder);
    await expect(opening()).rejects.toThrowError(code("library-newer"));
    allow();
    writeFileSync(databasePath(folder), "This was a library once. ".repeat(400));
    allow = makeUnwritable(folder);
    const before = listingOf(folder);
    await expect(opening()).rejects.toThrowError(code("library-damaged"));
    expect(listingOf(folder)).toEqual(before);
  });

  it("that weighs problems as another version does is read from a copy that weighs them as this one", async () => {
    await makeLibrary();
    const db = new Database(databasePath(folder));
    db.exec("UPDATE problem_weights SET rank = 2 - rank");
    db.close();
    allow = makeUnwritable(folder);
    const unwritten = await openUnwritten(folder);
    expect(unwritten.copiedBytes).toBeGreaterThan(0);
    expect(unwritten.db.prepare("SELECT rank FROM problem_weights WHERE code = 'no-moov'").pluck().get()).toBe(0);
    await unwritten.close();
  });

  it("is not made where there is none", async () => {
    allow = makeUnwritable(folder);
    await expect(opening()).rejects.toThrowError(code("folder-not-writable"));
  });
});

describe("a database that cannot be written in a folder that can", () => {
  it.skipIf(reason !== null)("is only read, and nothing is made beside it", async () => {
    await makeLibrary();
    const store = await openStore(folder);
    await store.write("files.setDerived", { fileId: 1, kind: "proxy", name: "1.mp4", sizeBytes: 4, sourceSizeBytes: 1_000, sourceMtimeMs: 5, command: "", tool: "" }, ACTOR);
    await store.close();
    const aside = join(temporary, "x");
    mkdirSync(join(aside, "proxies"), { recursive: true });
    writeFileSync(join(aside, "proxies", "1.mp4"), "copy");
    utimesSync(join(aside, "proxies", "1.mp4"), 1, 1);
    copyFileSync(databasePath(folder), join(aside, "library.sqlite"));
    allow = makeUnwritable(join(aside, "library.sqlite"));
    const before = listingOf(aside);
    const engine = await openEngine({ libraryPath: aside, create: true, actor: ACTOR });
    expect(engine.readOnlyBecause).toBe("place");
    expect(await engine.call("cases.list", {})).toHaveLength(1);
    // A copy that is played is noted as used by its date, elsewhere.
    await engine.resolveMedia("proxy", 1);
    await expect(engine.call("patterns.file", {})).rejects.toThrowError(code("library-read-only"));
    await engine.close();
    expect(listingOf(aside)).toEqual(before);
  });
});

describe("reading without writing", () => {
  it("asks for a copy's room first, and says how much is missing and where", async () => {
    await makeLibraryWithWal();
    const { bavail, bsize } = statfsSync(tmpdir());
    // A file with a hole: as long as what is free, and no room taken.
    truncateSync(`${databasePath(folder)}-wal`, bavail * bsize);
    const failure = await openUnwritten(folder).then(() => null, (error: unknown) => error);
    expect(failure).toMatchObject({ code: "library-copy-no-room", params: { library: folder, path: tmpdir() } });
    const { neededMb, freeMb } = (failure as AppError).params;
    expect(Number(neededMb)).toBeGreaterThan(Number(freeMb));
  });

  it("lets go of a library that another account begins to write", async () => {
    await makeLibrary();
    const unwritten = await openUnwritten(folder);
    expect(unwritten.copiedBytes).toBeNull();
    unwritten.requireStill();
    const { db } = openWritable(folder, "UTC");
    expect(() => unwritten.requireStill()).toThrowError(code("library-busy"));
    db.close();
    utimesSync(databasePath(folder), new Date(), new Date());
    expect(() => unwritten.requireStill()).toThrowError(code("library-busy"));
    await unwritten.close();
  });

  it.skipIf(reason !== null)("gives no answer that was read while another account began to write", async () => {
    await makeLibrary();
    const aside = join(temporary, "x");
    mkdirSync(aside);
    copyFileSync(databasePath(folder), databasePath(aside));
    allow = makeUnwritable(databasePath(aside));
    const engine = await openEngine({ libraryPath: aside, create: false, actor: ACTOR });
    engines.push(engine);
    expect(await engine.call("cases.list", {})).toHaveLength(1);
    const answer = engine.call("cases.list", {});
    writeFileSync(`${databasePath(aside)}-wal`, "written meanwhile");
    await expect(answer).rejects.toThrowError(code("library-busy"));
  });

  it("copes with every sign in a path that a URI would take for its own", async () => {
    const odd = join(folder, "库 a?b#c%41&d=e");
    mkdirSync(odd);
    await makeLibrary();
    copyFileSync(databasePath(folder), databasePath(odd));
    const unwritten = await openUnwritten(odd);
    expect([unwritten.copiedBytes, listCases(unwritten.db).length, readdirSync(odd)]).toEqual([null, 1, ["library.sqlite"]]);
    await unwritten.close();
  });

  it("finds nothing against writing where nothing is", async () => {
    await makeLibrary();
    expect([refusalToWrite(folder), existsSync(`${databasePath(folder)}-wal`)]).toEqual([null, false]);
  });
});

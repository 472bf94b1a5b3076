// The library as a file: what is opened, what is refused untouched, who may write, and that a write is whole or not at all.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, truncateSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { databasePath } from "../../../engine/store/connection.ts";
import { listCustody } from "../../../engine/store/custody.ts";
import { SCHEMA_VERSION } from "../../../engine/store/schema.ts";
import { Store } from "../../../engine/store/store.ts";
import { verifyChain } from "../../../engine/evidence/custody-chain.ts";
import { listCases } from "../../../engine/store/cases.ts";
import { ACTOR, exhibitTexts, newFolder, observationFacts, openStore, recordFiles } from "../../support/made-library.ts";

let folder: string;
const open: Store[] = [];
const opening = async (path = folder): Promise<Store> => {
  const store = await openStore(path);
  open.push(store);
  return store;
};
const digest = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
const code = (expected: string) => expect.objectContaining({ code: expected });
const newCase = (number: string) => ({ number, title: "虾皮失窃", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] });

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe("opening a library", () => {
  it("makes one where there is none and asked to, and finds it the next time", async () => {
    const first = await openStore(folder, "Europe/Berlin");
    expect([first.isNew, first.isWritable, first.timezone]).toEqual([true, true, "Europe/Berlin"]);
    await first.close();
    const again = await opening();
    expect([again.isNew, again.isWritable, again.timezone]).toEqual([false, true, "Europe/Berlin"]);
  });

  it("is refused where there is none and nobody asked for one, and nothing is made", async () => {
    const path = join(folder, "nothing");
    await expect(Store.open({ libraryPath: path, create: false, timezone: "UTC", host: "h", appVersion: "0", writerThreadUrl: new URL("../../../engine/writer-thread.ts", import.meta.url) }))
      .rejects.toThrowError(code("library-not-found"));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves one file behind when it is closed, so that whoever copies it has all of it", async () => {
    const store = await openStore(folder);
    expect(store.db.pragma("journal_mode", { simple: true })).toBe("wal");
    await store.close();
    expect(readdirSync(folder).filter((name) => name.startsWith("library.sqlite"))).toEqual(["library.sqlite"]);
  });

  async function refusedUntouched(expected: string): Promise<void> {
    const before = digest(databasePath(folder));
    await expect(openStore(folder)).rejects.toThrowError(code(expected));
    expect(digest(databasePath(folder))).toBe(before);
    // The lock has been let go: a second try says the same, not that someone else is writing.
    await expect(openStore(folder)).rejects.toThrowError(code(expected));
  }

  it("refuses a library of a newer version and leaves it as it was", async () => {
    await (await openStore(folder)).close();
    const db = new Database(databasePath(folder));
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    await refusedUntouched("library-newer");
  });

  it("refuses a file that is no database and leaves it as it was", async () => {
    await writeFile(databasePath(folder), "This was a library once. ".repeat(400));
    await refusedUntouched("library-damaged");
  });

  it("refuses a library whose first pages were overwritten", async () => {
    await (await openStore(folder)).close();
    const bytes = readFileSync(databasePath(folder));
    bytes.fill(0xff, 40, 3_000);
    await writeFile(databasePath(folder), bytes);
    await expect(openStore(folder)).rejects.toThrowError();
    expect(digest(databasePath(folder))).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("refuses the database of another program instead of making its tables in it", async () => {
    const db = new Database(databasePath(folder));
    db.exec("CREATE TABLE files (name TEXT); INSERT INTO files VALUES ('somebody else''s')");
    db.close();
    await refusedUntouched("library-damaged");
  });

  it("refuses a library that was cut to nothing beside its stills, instead of starting a new one over it", async () => {
    await (await openStore(folder)).close();
    await mkdir(join(folder, "posters"));
    truncateSync(databasePath(folder), 0);
    await refusedUntouched("library-damaged");
  });
});

describe("a library that someone else writes to", () => {
  it("is read, and says that it cannot be changed", async () => {
    const writer = await opening();
    await writer.write("cases.create", newCase("1"), ACTOR);
    const reader = await opening();
    expect(reader.isWritable).toBe(false);
    expect(listCases(reader.db)).toHaveLength(1);
    await expect(reader.write("cases.create", newCase("2"), ACTOR)).rejects.toThrowError(code("library-busy"));
    expect(() => reader.db.exec("DELETE FROM cases")).toThrow();
    await writer.write("cases.create", newCase("3"), ACTOR);
    expect(listCases(reader.db).map((each) => each.number)).toEqual(["3", "1"]);
  });

  it("can be written again as soon as the writer has gone, also where it was killed", async () => {
    const script = `
      import { Store } from ${JSON.stringify(new URL("../../../engine/store/store.ts", import.meta.url).href)};
      const store = await Store.open({ libraryPath: ${JSON.stringify(folder)}, create: true, timezone: "UTC", host: "h", appVersion: "0", writerThreadUrl: new URL(${JSON.stringify(new URL("../../../engine/writer-thread.ts", import.meta.url).href)}) });
      await store.write("cases.create", { number: "kept", title: "t", cause: null, place: null, periodFromMs: null, periodToMs: null, officers: [] }, { name: "n", unit: null, number: null });
      process.send(store.isWritable);`;
    // A file, because the writer's thread would inherit --eval's switches and refuse them.
    await writeFile(join(folder, "holder.mjs"), script);
    const child = spawn(process.execPath, [join(folder, "holder.mjs")], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const [isWritable] = (await Promise.race([once(child, "message"), once(child, "exit")])) as unknown[];
    expect(isWritable).toBe(true);
    const reader = await openStore(folder);
    expect(reader.isWritable).toBe(false);
    await reader.close();
    child.kill("SIGKILL");
    await once(child, "exit");
    const after = await opening();
    expect(after.isWritable).toBe(true);
    expect(listCases(after.db).map((each) => each.number)).toEqual(["kept"]);
  });
});

describe("a write", () => {
  it("that is refused leaves no row and no entry in the log", async () => {
    const store = await opening();
    await store.write("cases.create", newCase("1"), ACTOR);
    const before = listCustody(store.db, null).length;
    await expect(store.write("cases.create", newCase("1"), ACTOR)).rejects.toThrowError(code("case-number-taken"));
    expect(listCases(store.db)).toHaveLength(1);
    expect(listCustody(store.db, null)).toHaveLength(before);
  });

  it("that fails half way is undone from its beginning", async () => {
    const store = await opening();
    const { caseId } = await store.write("cases.create", newCase("1"), ACTOR);
    await recordFiles(store, [{ name: "a.mp4" }]);
    const before = listCustody(store.db, null).length;
    const source = { fileId: 1, mediaStartMs: 0, mediaEndMs: 10, startPts: null, endPts: null, timeBase: null, cameraStartMs: 0 as never };
    await expect(store.write("pins.add", { caseId, cameraId: "c1", title: "t", note: null, tags: [], cameraStartMs: 0 as never, cameraEndMs: 10 as never, sources: [source, { ...source, fileId: 999 }] }, ACTOR)).rejects.toThrow();
    expect(store.db.prepare("SELECT count(*) FROM pins").pluck().get()).toBe(0);
    expect(store.db.prepare("SELECT count(*) FROM pin_sources").pluck().get()).toBe(0);
    expect(listCustody(store.db, null)).toHaveLength(before);
  });

  it("is refused under a name that nobody knows, and the next one still works", async () => {
    const store = await opening();
    await expect(store.write("cases.destroy" as never, {} as never, ACTOR)).rejects.toThrowError(code("internal"));
    await expect(store.write("cases.create", newCase("1"), ACTOR)).resolves.toEqual({ caseId: 1 });
  });

  it("takes names with half a surrogate pair, as a Windows disk may have them, into the log", async () => {
    const store = await opening();
    await store.write("custody.append", { action: "index.done", caseId: null, object: { type: "library", id: "\ud800", sha256: null }, details: { paths: ["E:\\\udc00x"], "\ud801": 1 } }, { ...ACTOR, name: "n\ud800" });
    const rows = listCustody(store.db, null);
    expect(rows.at(-1)).toMatchObject({ actor: "n\ufffd" });
    expect(JSON.parse(rows.at(-1)!.entry)).toMatchObject({ details: { paths: ["E:\\\ufffdx"], "\ufffd": 1 } });
    expect(verifyChain(rows.map((row) => ({ ...(JSON.parse(row.entry) as object), hash: row.hash })))).toMatchObject({ ok: true });
  });
});

describe("the custody log", () => {
  it("cannot be changed or shortened through SQL", async () => {
    const store = await openStore(folder);
    await store.write("cases.create", newCase("1"), ACTOR);
    await store.close();
    const db = new Database(databasePath(folder));
    expect(() => db.exec("UPDATE custody SET actor = 'nobody'")).toThrow(/only grows/);
    expect(() => db.exec("DELETE FROM custody")).toThrow(/only grows/);
    db.close();
  });

  it("keeps observations from being changed or removed", async () => {
    const store = await openStore(folder);
    const { caseId } = await store.write("cases.create", newCase("1"), ACTOR);
    const { exhibitId } = await store.write("exhibits.add", { caseId, ...exhibitTexts() }, ACTOR);
    await store.write("observations.add", { caseId, exhibitId, facts: observationFacts({ count: 3 }) }, ACTOR);
    await store.close();
    const db = new Database(databasePath(folder));
    expect(() => db.exec("UPDATE observations SET count = 1")).toThrow(/only added/);
    expect(() => db.exec("DELETE FROM observations")).toThrow(/only added/);
    db.close();
  });
});

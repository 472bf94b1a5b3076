// The library's tables as a whole: schema.snapshot.sql shows them, so that a change of the schema shows in review. After one
// that is meant: vitest run tests/engine/store/schema.test.ts -u, and a migration with a test from the version before.

import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReadable, openWritable, type WriteDb } from "../../../engine/store/connection.ts";
import { SCHEMA_VERSION } from "../../../engine/store/schema.ts";
import { newFolder } from "../../support/made-library.ts";

const SNAPSHOT = join(import.meta.dirname, "schema.snapshot.sql");

let folder: string;
let db: WriteDb;

beforeEach(async () => {
  folder = await newFolder();
  db = openWritable(folder, "Asia/Shanghai").db;
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that was declared, tables before what hangs on them, each in the words of its declaration. */
function schemaText(): string {
  const rows = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type <> 'table', name").pluck().all() as string[];
  return `${rows.join(";\n")};\n`;
}

describe("the schema", () => {
  it("is the one of the snapshot", async () => {
    expect(existsSync(SNAPSHOT), "the snapshot is part of the sources").toBe(true);
    await expect(schemaText()).toMatchFileSnapshot(SNAPSHOT);
  });

  it("keeps every table strict, so that no text lands in a number's column", () => {
    const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict").pluck().all();
    expect(loose).toEqual([]);
    expect(() => db.exec("INSERT INTO coverage (camera_id, start_ms, end_ms) VALUES ('c1', 'yesterday', 1)")).toThrow(/cannot store TEXT/);
  });

  it("has an index for every reference to another table, so that nothing is searched for when a row goes", () => {
    const references = db.prepare(`
      SELECT t.name AS tableName, f."from" AS columnName FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND f.seq = 0`)
      .all() as { tableName: string; columnName: string }[];
    const unindexed = references.filter(({ tableName, columnName }) => db.prepare(`
      SELECT 1 FROM pragma_index_list(@tableName) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = @columnName
      UNION ALL SELECT 1 FROM pragma_table_info(@tableName) WHERE pk = 1 AND name = @columnName`).get({ tableName, columnName }) === undefined);
    // Cases and cameras of these are never deleted; their rows are few.
    const few = new Set(["pins.camera_id", "pin_sources.file_id", "observations.camera_id"]);
    expect(references.length).toBeGreaterThan(few.size);
    expect(unindexed.map(({ tableName, columnName }) => `${tableName}.${columnName}`).filter((column) => !few.has(column))).toEqual([]);
  });

  it("is made once: opening again changes neither it nor the settings", () => {
    const before = schemaText();
    db.close();
    const again = openWritable(folder, "Europe/Berlin");
    db = again.db;
    expect(again.isNew).toBe(false);
    expect(schemaText()).toBe(before);
    expect(db.prepare("SELECT value FROM settings WHERE key = 'timezone'").pluck().get()).toBe("Asia/Shanghai");
    expect(db.pragma("user_version", { simple: true })).toBe(SCHEMA_VERSION);
    expect(readdirSync(folder).filter((name) => name.endsWith(".backup"))).toEqual([]);
  });

  it("holds references to each other's rows on the connection that writes", () => {
    expect(() => db.exec("INSERT INTO pieces (file_id, media_start_ms, media_end_ms) VALUES (999, 0, 1)")).toThrow(/FOREIGN KEY/);
  });

  it("gives a reading connection that SQLite itself keeps from writing", () => {
    const reader = openReadable(folder);
    expect(() => reader.exec("INSERT INTO settings (key, value) VALUES ('x', 'y')")).toThrow(/readonly/);
    reader.close();
  });
});

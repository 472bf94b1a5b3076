// A library as an earlier version of the program left it: its tables by the first migrations alone, with rows in them.

import Database from "better-sqlite3";
import { rm } from "node:fs/promises";
import { openEngine, type Engine } from "../../engine/engine.ts";
import { databasePath } from "../../engine/store/connection.ts";
import { MIGRATIONS } from "../../engine/store/schema.ts";
import { ACTOR, HOUR_MS, newFolder, T0 } from "./made-library.ts";

/** What it holds: one camera `c1` with one file, `/footage/ch01_20211112140000.mp4`, an hour from T0 on, whose name says so. */
export const OLD_FILE_ID = 1;

/** Makes a library of a version, 1 or later; `fill` may put more rows into it. */
export function makeOlderLibrary(libraryPath: string, version: number, fill: (db: Database.Database) => void = () => undefined): void {
  const db = new Database(databasePath(libraryPath));
  db.pragma("journal_mode = WAL");
  for (const migration of MIGRATIONS.slice(0, version)) db.exec(migration);
  db.pragma(`user_version = ${version}`);
  const claim = { source: "name", basis: "local", confidence: "high", startMs: T0, endMs: null, raw: "20211112140000", rule: "test", timezone: "Asia/Shanghai", uncertaintyMs: 289 };
  db.prepare("INSERT INTO settings (key, value) VALUES ('timezone', 'Asia/Shanghai')").run();
  db.prepare("INSERT INTO cameras (camera_id, name, created_ms) VALUES ('c1', 'camera c1', 1)").run();
  db.prepare(`INSERT INTO files (file_id, path_bytes, path, size_bytes, mtime_ms, state, camera_id, container, video_codec, duration_ms, start_camera_ms, time_source, time_basis, time_confidence, time_uncertainty_ms, candidates, indexed_ms)
    VALUES (?, ?, '/footage/ch01_20211112140000.mp4', 1000, 5, 'indexed', 'c1', 'mp4', 'h264', ?, ?, 'name', 'local', 'high', 289, ?, 1)`)
    .run(OLD_FILE_ID, Buffer.from("/footage/ch01_20211112140000.mp4"), HOUR_MS, T0, JSON.stringify([claim]));
  db.prepare("INSERT INTO pieces (piece_id, file_id, media_start_ms, media_end_ms) VALUES (1, ?, 0, ?)").run(OLD_FILE_ID, HOUR_MS);
  db.prepare("INSERT INTO recordings (piece_id, part_no, camera_id, file_id, start_ms, end_ms, media_start_ms, media_end_ms, camera_start_ms) VALUES (1, 0, 'c1', ?, ?, ?, 0, ?, ?)").run(OLD_FILE_ID, T0, T0 + HOUR_MS, HOUR_MS, T0);
  db.prepare("INSERT INTO coverage (camera_id, start_ms, end_ms) VALUES ('c1', ?, ?)").run(T0, T0 + HOUR_MS);
  fill(db);
  db.close();
}

/** An engine on such a library, in a folder that goes once `use` is over. */
export async function onOlderLibrary(version: number, fill: Parameters<typeof makeOlderLibrary>[2] | null, use: (engine: Engine) => Promise<void>): Promise<void> {
  const folder = await newFolder();
  makeOlderLibrary(folder, version, fill ?? undefined);
  const engine = await openEngine({ libraryPath: folder, create: false, actor: ACTOR });
  try {
    await use(engine);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last version without a table: as many migrations as come before the one that makes it. */
export const versionWithout = (table: string): number => versionBefore(`CREATE TABLE ${table} (`);

/** The last version before a statement. */
export function versionBefore(statement: string): number {
  const at = MIGRATIONS.findIndex((migration) => migration.includes(statement));
  if (at < 1) throw new Error(`no migration says ${statement}`);
  return at;
}

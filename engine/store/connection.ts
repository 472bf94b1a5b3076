// Opens the library's SQLite file, for reading or for writing, and recognises what is wrong with it.
// A library that cannot be opened is never deleted, replaced or opened in memory. No SQL of the product stands here.

import Database from "better-sqlite3";
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import { syncProblemWeights } from "./problem-weights.ts";
import { migrate, SCHEMA_VERSION } from "./schema.ts";

// SQLite then reads names that begin with `file:` as URIs, which read-only-place.ts needs. The module looks at this once, when its first
// connection is made; in a thread it would be too late (a thread has an environment of its own), and this file is loaded before any.
process.env["SQLITE_USE_URI"] = "1";

declare const writableBrand: unique symbol;

/** A connection that may only read; a writable one can be handed to it, never the other way round. */
export type ReadDb = Database.Database;
/** A connection that may write. There is one in the whole library, in the writer's thread. */
export type WriteDb = Database.Database & { readonly [writableBrand]: true };

export const DATABASE_NAME = "library.sqlite";
const LOCK_NAME = "library.lock";

export function databasePath(libraryPath: string): string {
  return join(libraryPath, DATABASE_NAME);
}

export function isLibrary(libraryPath: string): boolean {
  return statSync(databasePath(libraryPath), { throwIfNoEntry: false })?.isFile() === true;
}

function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}

/** SQLite only says that it cannot open a file; the system says why when it is asked to make something there, which it refuses here. */
function errorOfNothingOpens(sqliteCode: string, libraryPath: string, cause: unknown): AppError {
  let reason = sqliteCode;
  try {
    rmdirSync(mkdtempSync(join(libraryPath, ".trying-")));
  } catch (error) {
    if (codeFromSystemError(error) === "disk-full") return new AppError("disk-full", { path: libraryPath }, { cause: error });
    if (error instanceof Error && "code" in error) reason = String(error.code);
  }
  return new AppError("folder-not-writable", { path: libraryPath, reason }, { cause });
}

/** Less than this is no room for what SQLite keeps beside the database while it is open. */
const ROOM_BYTES_MIN = 256 * 1024;

/** SQLite calls it an I/O error where its -shm finds no room. */
function hasNoRoom(libraryPath: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(libraryPath);
    return bavail * bsize < ROOM_BYTES_MIN;
  } catch {
    return false;
  }
}

/** What it means that SQLite could not open a library. */
export function openError(error: unknown, libraryPath: string): AppError {
  if (error instanceof AppError) return error;
  const code = sqliteCode(error);
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) return new AppError("library-damaged", { path: libraryPath }, { cause: error });
  if (code === "SQLITE_FULL" || (code.startsWith("SQLITE_IOERR") && hasNoRoom(libraryPath))) return new AppError("disk-full", { path: libraryPath }, { cause: error });
  if (code.startsWith("SQLITE_CANTOPEN")) return errorOfNothingOpens(code, libraryPath, error);
  if (code.startsWith("SQLITE_READONLY")) return new AppError("folder-not-writable", { path: libraryPath, reason: code }, { cause: error });
  return new AppError("library-damaged", { path: libraryPath, detail: error instanceof Error ? error.message : String(error) }, { cause: error });
}

/** Refuses a library that a newer version of the program has written. */
function refuseNewer(db: Database.Database, libraryPath: string): void {
  const version = db.pragma("user_version", { simple: true }) as number;
  if (version > SCHEMA_VERSION) throw new AppError("library-newer", { path: libraryPath, version, supported: SCHEMA_VERSION });
}

/** Refuses what cannot be read as a library: a newer one, or a database that is none. @throws AppError library-newer, library-damaged */
export function refuseUnreadable(db: Database.Database, libraryPath: string): void {
  refuseNewer(db, libraryPath);
  if (db.pragma("user_version", { simple: true }) === 0) throw new AppError("library-damaged", { path: libraryPath, detail: "not a library" });
}

/**
 * Refuses what is no library of ours before a byte of it is written: a file cut to nothing beside what belonged to it, or
 * a database of another program. Making tables in either would bury what is left of it.
 */
function refuseForeign(db: Database.Database, libraryPath: string): void {
  if ((db.pragma("user_version", { simple: true }) as number) > 0) return;
  const hasTables = (db.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number) > 0;
  if (hasTables) throw new AppError("library-damaged", { path: libraryPath, detail: "not a library" });
}

/** What a library makes beside its database; a crash while making a new one leaves none of it. */
const COMPANIONS = new Set(["proxies", "posters", "exports", `${DATABASE_NAME}-wal`]);

function refuseEmptied(libraryPath: string): void {
  if (statSync(databasePath(libraryPath), { throwIfNoEntry: false })?.size !== 0) return;
  const companion = readdirSync(libraryPath).find((name) => COMPANIONS.has(name));
  if (companion !== undefined) throw new AppError("library-damaged", { path: libraryPath, detail: `${DATABASE_NAME}: 0 bytes` });
}

/**
 * Pages that a connection keeps, KiB: SQLite would keep 16 MB of them in each of the two, which the system's own cache of the file
 * holds as well.
 */
export const CACHE_KIB = { reading: 8_000, writing: 4_000 } as const;

const preparedByDb = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The statement for this SQL, prepared once per connection. */
export function prepared(db: ReadDb, sql: string): Database.Statement<unknown[], unknown> {
  let statements = preparedByDb.get(db);
  if (statements === undefined) preparedByDb.set(db, (statements = new Map()));
  let statement = statements.get(sql);
  if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
  return statement;
}

/**
 * Holds the library for this process as its one writer, until `release`; null where another process holds it.
 * The lock is SQLite's own on a file beside the library, so that a killed process leaves nothing behind.
 */
export function takeWriterLock(libraryPath: string): { readonly release: () => void } | null {
  let lock: Database.Database | null = null;
  try {
    const held = new Database(join(libraryPath, LOCK_NAME), { timeout: 0 });
    lock = held;
    held.pragma("locking_mode = EXCLUSIVE");
    held.exec("BEGIN EXCLUSIVE");
    return { release: () => held.close() };
  } catch (error) {
    lock?.close();
    if (sqliteCode(error).startsWith("SQLITE_BUSY")) return null;
    throw openError(error, libraryPath);
  }
}

/**
 * Opens the library for writing, making it where it is missing and bringing an older one up to date (after a backup).
 * @throws AppError library-newer, library-damaged, library-on-network, folder-not-writable, disk-full
 */
export function openWritable(libraryPath: string, timezone: string): { readonly db: WriteDb; readonly isNew: boolean } {
  let db: Database.Database | null = null;
  try {
    mkdirSync(libraryPath, { recursive: true });
    refuseEmptied(libraryPath);
    db = new Database(databasePath(libraryPath), { timeout: 5000 });
    refuseNewer(db, libraryPath);
    refuseForeign(db, libraryPath);
    // WAL needs shared memory between processes, which network file systems do not give.
    if (db.pragma("journal_mode = WAL", { simple: true }) !== "wal") throw new AppError("library-on-network", { path: libraryPath });
    db.pragma("synchronous = NORMAL");
    db.pragma(`cache_size = -${CACHE_KIB.writing}`);
    db.pragma("foreign_keys = ON");
    const isNew = migrate(db, databasePath(libraryPath), timezone);
    syncProblemWeights(db);
    return { db: db as WriteDb, isNew };
  } catch (error) {
    db?.close();
    throw openError(error, libraryPath);
  }
}

/** Opens an existing library for reading. @throws AppError library-not-found, library-newer, library-damaged */
export function openReadable(libraryPath: string): ReadDb {
  if (!isLibrary(libraryPath)) throw new AppError("library-not-found", { path: libraryPath });
  let db: Database.Database | null = null;
  try {
    db = new Database(databasePath(libraryPath), { readonly: true, timeout: 5000 });
    refuseUnreadable(db, libraryPath);
    db.pragma(`cache_size = -${CACHE_KIB.reading}`);
    return db;
  } catch (error) {
    db?.close();
    throw openError(error, libraryPath);
  }
}

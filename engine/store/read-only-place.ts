// A library at a place that cannot be written: a disc, a write-blocked disk, a snapshot, a folder without the right to write. It is read
// where it lies, or from a private copy of its database where reading needs writing. Nothing there is made or changed, nor tried by making it.

import Database from "better-sqlite3";
import { accessSync, closeSync, constants, openSync, statSync } from "node:fs";
import { chmod, copyFile, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import { CACHE_KIB, DATABASE_NAME, databasePath, openError, refuseUnreadable, type ReadDb } from "./connection.ts";
import { hasProblemWeights, syncProblemWeights } from "./problem-weights.ts";
import { migrate, SCHEMA_VERSION } from "./schema.ts";

/** What the system answers where writing is not allowed, whoever asks. */
const REFUSALS = new Set(["EROFS", "EACCES", "EPERM"]);

function refusalOf(ask: () => void): string | null {
  try {
    ask();
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return REFUSALS.has(code) ? code : null;
  }
}

/**
 * The system's code for why a library cannot be written, such as EROFS; null: nothing speaks against it so far, and opening it for writing will
 * tell. The system is asked and nothing is made. Windows answers for a file's attribute alone; there the database is opened too, which changes
 * nothing. Not elsewhere: closing a file there lets go of the locks that this process has on it.
 */
export function refusalToWrite(libraryPath: string): string | null {
  const path = databasePath(libraryPath);
  return refusalOf(() => accessSync(libraryPath, constants.W_OK))
    ?? refusalOf(() => accessSync(path, constants.W_OK))
    ?? (process.platform === "win32" ? refusalOf(() => closeSync(openSync(path, "r+"))) : null);
}

/** A library's database, open for reading at a place that cannot be written. */
export interface UnwrittenLibrary {
  readonly db: ReadDb;
  /** What was copied to read it, bytes; null: it is read where it lies. */
  readonly copiedBytes: number | null;
  /** Another account may write where this one may not: what is read in place must then be let go. @throws AppError library-busy */
  requireStill(): void;
  /** Closes it and takes away what was copied. */
  close(): Promise<void>;
}

/**
 * Opens a library for reading without a byte of its folder changing.
 * @throws AppError library-newer, library-damaged, library-copy-no-room, library-busy (it changes while it is copied), folder-not-writable
 * (the system's temporary folder, where a copy is needed)
 */
export async function openUnwritten(libraryPath: string): Promise<UnwrittenLibrary> {
  try {
    return (hasUnmergedPages(libraryPath) ? null : openInPlace(libraryPath)) ?? (await openPrivateCopy(libraryPath));
  } catch (error) {
    throw openError(error, libraryPath);
  }
}

/** Files beside the database without which it is not whole: written pages that are not in it yet, or those to take it back by. */
const JOURNALS = ["-wal", "-journal"] as const;

interface Stamp { readonly suffix: string; readonly sizeBytes: number; readonly mtimeNs: bigint }

function stampsOf(libraryPath: string): readonly Stamp[] {
  return ["", ...JOURNALS].flatMap((suffix) => {
    const found = statSync(databasePath(libraryPath) + suffix, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? [] : [{ suffix, sizeBytes: Number(found.size), mtimeNs: found.mtimeNs }];
  });
}

/** Of a disc that was taken out, or that cannot be read, there are none: the read that fails tells it. */
function stampsOrNone(libraryPath: string): readonly Stamp[] {
  try {
    return stampsOf(libraryPath);
  } catch {
    return [];
  }
}

const isSame = (before: readonly Stamp[], after: readonly Stamp[]): boolean =>
  before.length === after.length && before.every(({ suffix, sizeBytes, mtimeNs }, i) => suffix === after[i]!.suffix && sizeBytes === after[i]!.sizeBytes && mtimeNs === after[i]!.mtimeNs);

const hasUnmergedPages = (libraryPath: string): boolean => stampsOf(libraryPath).some(({ suffix, sizeBytes }) => suffix !== "" && sizeBytes > 0);

/** Null where reading it right needs writing: an older version's tables, or another version's weights of problems. */
function openInPlace(libraryPath: string): UnwrittenLibrary | null {
  const before = stampsOf(libraryPath);
  // `immutable`: SQLite makes no -wal and -shm, takes no lock, and looks for no journal (sqlite.org/uri.html).
  const db = openUri(`${uriOf(databasePath(libraryPath))}?immutable=1`);
  if (db === null) return null;
  try {
    refuseUnreadable(db, libraryPath);
    if (db.pragma("user_version", { simple: true }) !== SCHEMA_VERSION || !hasProblemWeights(db)) {
      db.close();
      return null;
    }
    db.pragma(`cache_size = -${CACHE_KIB.reading}`);
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    db, copiedBytes: null,
    requireStill: () => {
      const now = stampsOrNone(libraryPath);
      if (now.length > 0 && !isSame(before, now)) throw new AppError("library-busy", { path: libraryPath });
    },
    close: async () => {
      db.close();
    },
  };
}

/** SQLite knows no host in a URI: `//server/share` on Windows is part of the path. */
const uriOf = (path: string): string => pathToFileURL(path).href.replace(/^file:\/\/(?!\/)/, "file:////");

/** Null where the module does not read URIs, or the library is at a path that no URI names: a copy does as well. */
function openUri(uri: string): ReadDb | null {
  try {
    return new Database(uri, { readonly: true });
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_CANTOPEN")) return null;
    throw error;
  }
}

/** SQLite's own small files and a file system's, beside what is copied. */
const MARGIN_BYTES = 16 * 1024 ** 2;
const COPY_TRIES = 3;

async function openPrivateCopy(libraryPath: string): Promise<UnwrittenLibrary> {
  const folder = await makePrivateFolder(libraryPath);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let db: Database.Database | null = null;
  try {
    const copiedBytes = await copyWhole(libraryPath, folder);
    const path = join(folder, DATABASE_NAME);
    bringUpToDate(path, libraryPath);
    db = new Database(path, { readonly: true });
    db.pragma(`cache_size = -${CACHE_KIB.reading}`);
    // An open file lives on without a name: then not even a process that is killed leaves the copy behind. Windows keeps the name.
    if (process.platform !== "win32") await remove();
    const open = db;
    return {
      db: open, copiedBytes, requireStill: () => undefined,
      close: async () => {
        open.close();
        await remove();
      },
    };
  } catch (error) {
    db?.close();
    await remove();
    if (codeFromSystemError(error) === "disk-full" || (error instanceof Database.SqliteError && error.code === "SQLITE_FULL")) throw await noRoom(libraryPath, roomFor(sizeOf(stampsOf(libraryPath))), error);
    throw error;
  }
}

/** Open to this account alone. */
async function makePrivateFolder(libraryPath: string): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "quayline-reading-"));
  } catch (error) {
    if (codeFromSystemError(error) === "disk-full") throw await noRoom(libraryPath, roomFor(sizeOf(stampsOf(libraryPath))), error);
    throw new AppError("folder-not-writable", { path: tmpdir() }, { cause: error });
  }
}

/** Twice: the pages of the journals go into the database, and a migration writes tables anew. */
const roomFor = (bytes: number): number => 2 * bytes + MARGIN_BYTES;
const sizeOf = (stamps: readonly Stamp[]): number => stamps.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Database and journals as they were at one moment; answers their size. */
async function copyWhole(libraryPath: string, folder: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const before = stampsOf(libraryPath);
    const bytes = sizeOf(before);
    if ((await freeBytes()) < roomFor(bytes)) throw await noRoom(libraryPath, roomFor(bytes), null);
    for (const { suffix } of before) {
      const copy = join(folder, DATABASE_NAME + suffix);
      await copyFile(databasePath(libraryPath) + suffix, copy, constants.COPYFILE_FICLONE);
      // A copy has the rights of what was copied, which may not be written.
      await chmod(copy, 0o600);
    }
    if (isSame(before, stampsOf(libraryPath))) return bytes;
    if (tries === COPY_TRIES) throw new AppError("library-busy", { path: libraryPath });
    for (const suffix of ["", ...JOURNALS]) await rm(join(folder, DATABASE_NAME + suffix), { force: true });
  }
}

async function freeBytes(): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir());
  return bavail * bsize;
}

async function noRoom(library: string, neededBytes: number, cause: unknown): Promise<AppError> {
  return new AppError("library-copy-no-room", { library, path: tmpdir(), neededMb: Math.ceil(neededBytes / 1e6), freeMb: Math.floor((await freeBytes()) / 1e6) }, { cause });
}

/** Merges the journals into the copy and brings its tables up to date. The library itself is the backup. */
function bringUpToDate(path: string, libraryPath: string): void {
  const db = new Database(path);
  try {
    // Nobody else opens it: no shared memory beside it.
    db.pragma("locking_mode = EXCLUSIVE");
    refuseUnreadable(db, libraryPath);
    db.pragma("foreign_keys = ON");
    migrate(db, null, "");
    syncProblemWeights(db);
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}

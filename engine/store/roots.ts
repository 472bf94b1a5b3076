// Roots: the folders that were given to be read. Which files belong to one follows from their paths; nothing is kept twice.
// Re-pointing gives rows another path and leaves all that hangs on them. Whether a root is there is asked elsewhere.

import { AppError } from "../../contract/errors.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

export interface RootRow {
  readonly rootId: number;
  readonly path: string; readonly pathBytes: Buffer;
  readonly addedMs: number;
  /** Since when it has not been found; null: it is there. */
  readonly offlineMs: number | null;
}

const COLUMNS = "root_id AS rootId, path, path_bytes AS pathBytes, added_ms AS addedMs, offline_ms AS offlineMs";
const SEPARATOR = process.platform === "win32" ? 0x5c : 0x2f;

export function listRoots(db: ReadDb): RootRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM roots ORDER BY path_bytes`).all() as RootRow[];
}

/** @throws AppError root-unknown */
export function requireRoot(db: ReadDb, path: string): RootRow {
  const row = prepared(db, `SELECT ${COLUMNS} FROM roots WHERE path_bytes = ?`).get(Buffer.from(path)) as RootRow | undefined;
  if (row === undefined) throw new AppError("root-unknown", { path });
  return row;
}

/** A folder's path with its separator at the end, so that `/a` is no beginning of `/ab/c`. */
export function withSeparator(folder: Uint8Array): Buffer {
  return folder.at(-1) === SEPARATOR ? Buffer.from(folder) : Buffer.concat([folder, Buffer.of(SEPARATOR)]);
}

/** The first path that is no longer below the folder, in the order of bytes. */
function behind(folder: Buffer): Buffer {
  const end = Buffer.from(folder);
  end[end.length - 1] = SEPARATOR + 1;
  return end;
}

const bounds = (folder: Uint8Array): { readonly from: Buffer; readonly to: Buffer } => {
  const from = withSeparator(folder);
  return { from, to: behind(from) };
};

export function isBelow(path: Uint8Array, folder: Uint8Array): boolean {
  const start = withSeparator(folder);
  return path.length > start.length && start.equals(path.subarray(0, start.length));
}

export function countFilesBelow(db: ReadDb, folder: Uint8Array): number {
  return prepared(db, "SELECT count(*) FROM files WHERE path_bytes >= @from AND path_bytes < @to").pluck().get(bounds(folder)) as number;
}

/** Ids of the files below a folder, by path. */
export function listFileIdsBelow(db: ReadDb, folder: Uint8Array): number[] {
  return prepared(db, "SELECT file_id FROM files WHERE path_bytes >= @from AND path_bytes < @to ORDER BY path_bytes").pluck().all(bounds(folder)) as number[];
}

/** A few paths from both ends of what lies below a folder: where none of them is there, the folder is not what it was. */
export function samplePathsBelow(db: ReadDb, folder: Uint8Array): Buffer[] {
  const ends = (["ASC", "DESC"] as const).flatMap((order) =>
    prepared(db, `SELECT path_bytes FROM files WHERE path_bytes >= @from AND path_bytes < @to ORDER BY path_bytes ${order} LIMIT 4`).pluck().all(bounds(folder)) as Buffer[]);
  return ends.filter((path, i) => ends.findIndex((other) => other.equals(path)) === i);
}

export interface MovableFile {
  readonly fileId: number;
  readonly path: string; readonly pathBytes: Buffer;
  readonly sizeBytes: number; readonly mtimeMs: number;
  readonly sha256: string | null; readonly endsSha256: string | null;
}

const MOVABLE = "file_id AS fileId, path, path_bytes AS pathBytes, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, sha256, ends_sha256 AS endsSha256";

/** A file as moving looks at it; null where there is none. */
export function findMovable(db: ReadDb, fileId: number): MovableFile | null {
  return (prepared(db, `SELECT ${MOVABLE} FROM files WHERE file_id = ?`).get(fileId) ?? null) as MovableFile | null;
}

export function hasFingerprintedOfSize(db: ReadDb, sizeBytes: number): boolean {
  return prepared(db, "SELECT 1 FROM files WHERE size_bytes = ? AND sha256 IS NOT NULL LIMIT 1").get(sizeBytes) !== undefined;
}

/** Fingerprinted files of that size whose ends are the given ones, or were never looked at; at most 64. */
export function listSameEnds(db: ReadDb, sizeBytes: number, endsSha256: string): MovableFile[] {
  const of = (condition: string, bound: readonly unknown[]): MovableFile[] =>
    prepared(db, `SELECT ${MOVABLE} FROM files WHERE size_bytes = ? AND ends_sha256 ${condition} AND sha256 IS NOT NULL LIMIT 64`).all(...bound) as MovableFile[];
  return [...of("= ?", [sizeBytes, endsSha256]), ...of("IS NULL", [sizeBytes])].slice(0, 64);
}

export interface FileMove {
  readonly fileId: number;
  readonly pathBytes: Uint8Array;
  readonly path: string;
  readonly mtimeMs: number;
}

/** What two paths have in common at their ends is left out: what is left says which folder became which. */
export function movedFolder(from: string, to: string): { readonly from: string; readonly to: string } {
  const a = from.split(/[\\/]/);
  const b = to.split(/[\\/]/);
  let same = 0;
  while (same < Math.min(a.length, b.length) - 1 && a.at(-1 - same) === b.at(-1 - same)) same++;
  const cut = (path: string, parts: readonly string[]): string => path.slice(0, parts.slice(0, parts.length - same).join("/").length) || "/";
  return same === 0 ? { from, to } : { from: cut(from, a), to: cut(to, b) };
}

/** Gives rows another path. Whatever was kept of the bytes (copies, checks, what was watched, a person's start) knows them by size and date: it follows. */
function repoint(db: WriteDb, { fileId, pathBytes, path, mtimeMs }: FileMove): void {
  const bound = { fileId, mtimeMs };
  const oldDate = "(SELECT mtime_ms FROM files WHERE file_id = @fileId)";
  prepared(db, `UPDATE derived SET source_mtime_ms = @mtimeMs WHERE file_id = @fileId AND source_mtime_ms = ${oldDate}`).run(bound);
  prepared(db, `UPDATE proxy_stretches SET source_mtime_ms = @mtimeMs WHERE file_id = @fileId AND source_mtime_ms = ${oldDate}`).run(bound);
  prepared(db, `UPDATE checks SET mtime_ms = @mtimeMs WHERE file_id = @fileId AND mtime_ms = ${oldDate}`).run(bound);
  prepared(db, `UPDATE watched SET mtime_ms = @mtimeMs WHERE file_id = @fileId AND mtime_ms = ${oldDate}`).run(bound);
  prepared(db, `UPDATE file_choices SET start_mtime_ms = @mtimeMs WHERE file_id = @fileId AND start_mtime_ms = ${oldDate}`).run(bound);
  prepared(db, "UPDATE files SET path_bytes = ?, path = ?, mtime_ms = ? WHERE file_id = ?").run(pathBytes, path, mtimeMs, fileId);
  prepared(db, "UPDATE problems SET params = json_set(params, '$.duplicateOf', ?) WHERE code = 'duplicate-content' AND file_id IN (SELECT file_id FROM files WHERE duplicate_of = ?)").run(path, fileId);
  prepared(db, "DELETE FROM problems WHERE file_id = ? AND code = 'missing-now'").run(fileId);
}

const pathOf = (db: ReadDb, fileId: number): string => prepared(db, "SELECT path FROM files WHERE file_id = ?").pluck().get(fileId) as string;

/** What names a folder by its path goes with it: its root, its watch, and the intake sheets of folders in it. */
function moveFolder(context: WriteContext, from: string, to: string): void {
  const { db } = context;
  prepared(db, "DELETE FROM roots WHERE path = @from AND EXISTS (SELECT 1 FROM roots WHERE path = @to)").run({ from, to });
  prepared(db, "UPDATE roots SET path = @to, path_bytes = CAST(@to AS BLOB), offline_ms = NULL WHERE path = @from").run({ from, to });
  prepared(db, "UPDATE OR IGNORE watches SET path = @to WHERE path = @from").run({ from, to });
  prepared(db, `UPDATE intakes SET facts = json_set(facts, '$.folder', @to || substr(json_extract(facts, '$.folder'), length(@from) + 1))
    WHERE json_extract(facts, '$.folder') = @from OR substr(json_extract(facts, '$.folder'), 1, length(@from) + 1) IN (@from || '/', @from || '\\')`).run({ from, to });
}

export const rootWrites = {
  /** Remembers folders that were given. One that lies in another is part of it. */
  "roots.ensure": (context: WriteContext, { folders }: { folders: readonly { readonly path: string; readonly pathBytes: Uint8Array }[] }): void => {
    const { db } = context;
    for (const { path, pathBytes } of folders) {
      const others = listRoots(db);
      if (others.some((root) => root.pathBytes.equals(pathBytes) || isBelow(pathBytes, root.pathBytes))) continue;
      for (const root of others) if (isBelow(root.pathBytes, pathBytes)) prepared(db, "DELETE FROM roots WHERE root_id = ?").run(root.rootId);
      prepared(db, "INSERT INTO roots (path_bytes, path, added_ms) VALUES (?, ?, ?)").run(pathBytes, path, context.nowMs);
    }
  },
  "roots.setOffline": ({ db }: WriteContext, { rootId, offlineMs }: { rootId: number; offlineMs: number | null }): void => {
    prepared(db, "UPDATE roots SET offline_ms = ? WHERE root_id = ?").run(offlineMs, rootId);
  },
  /** Forgets a root, not its files. */
  "roots.remove": (context: WriteContext, { rootId }: { rootId: number }): void => {
    prepared(context.db, "DELETE FROM roots WHERE root_id = ?").run(rootId);
  },
  /**
   * The same content, found at other paths: its rows follow it there. A path that another row has is left alone.
   * `how`: what the sameness was proved by, for the log.
   */
  "files.move": (context: WriteContext, { moves, how }: { moves: readonly FileMove[]; how: string }): { moved: number[] } => {
    const { db } = context;
    const moved: { readonly fileId: number; readonly folder: string }[] = [];
    for (const move of moves) {
      if (prepared(db, "SELECT 1 FROM files WHERE path_bytes = ?").get(move.pathBytes) !== undefined) continue;
      const { from, to } = movedFolder(pathOf(db, move.fileId), move.path);
      repoint(db, move);
      moved.push({ fileId: move.fileId, folder: JSON.stringify({ from, to }) });
    }
    for (const [folder, files] of Map.groupBy(moved, (each) => each.folder)) {
      const fileIds = files.map(({ fileId }) => fileId);
      context.log({ action: "files.move", caseId: null, object: { type: "files", id: null, sha256: null }, details: { ...(JSON.parse(folder) as object), how, files: fileIds.length, fileIds } });
    }
    return { moved: moved.map(({ fileId }) => fileId) };
  },
  /** Says that a root has become another folder, once its files have gone there. */
  "roots.move": (context: WriteContext, { from, to }: { from: string; to: string }): void => {
    moveFolder(context, from, to);
    context.log({ action: "root.move", caseId: null, object: { type: "root", id: null, sha256: null }, details: { from, to } });
  },
};

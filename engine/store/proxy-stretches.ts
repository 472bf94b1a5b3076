// Parts of playable copies that are still being made, as rows: which frames of the original each holds, how it was made. Where the
// files lie and how long they stay is proxy-shelf.ts; whole copies are derived rows (files.ts).

import { prepared, type ReadDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

export interface ProxyStretchRow {
  readonly stretchId: number;
  readonly fileId: number;
  /** Of which copy. */
  readonly kind: "proxy" | "proxy-small";
  /** File name inside the library's proxies folder. */
  readonly name: string;
  /** Stamps of the original, half-open. */
  readonly fromPts: number;
  readonly endPts: number;
  /** Of the first frame that is really in it. */
  readonly firstPts: number;
  readonly sizeBytes: number;
  readonly sourceSizeBytes: number;
  readonly sourceMtimeMs: number;
  /** Exact command line that made it, and the tool's version. */
  readonly command: string;
  readonly tool: string;
}

const COLUMNS = `s.stretch_id AS stretchId, s.file_id AS fileId, s.kind, s.name, s.from_pts AS fromPts, s.end_pts AS endPts, s.first_pts AS firstPts, s.size_bytes AS sizeBytes,
  s.source_size_bytes AS sourceSizeBytes, s.source_mtime_ms AS sourceMtimeMs, s.command, s.tool`;
/** Only of the file as it is now: what was made from an earlier state of it does not count. */
const OF_FILE_NOW = "JOIN files f ON f.file_id = s.file_id AND f.size_bytes = s.source_size_bytes AND f.mtime_ms = s.source_mtime_ms";

/** What is there of a copy of a file as it is now, in the order of its frames. */
export const listProxyStretches = (db: ReadDb, fileId: number, kind: ProxyStretchRow["kind"]): readonly ProxyStretchRow[] =>
  prepared(db, `SELECT ${COLUMNS} FROM proxy_stretches s ${OF_FILE_NOW} WHERE s.file_id = ? AND s.kind = ? ORDER BY s.from_pts`).all(fileId, kind) as ProxyStretchRow[];

/** Null where there is none, or its file has changed since. */
export const findProxyStretch = (db: ReadDb, stretchId: number): ProxyStretchRow | null =>
  (prepared(db, `SELECT ${COLUMNS} FROM proxy_stretches s ${OF_FILE_NOW} WHERE s.stretch_id = ?`).get(stretchId) ?? null) as ProxyStretchRow | null;

/** What a stretch is known by: its file in the folder. */
type StretchName = Pick<ProxyStretchRow, "fileId" | "kind" | "name">;

export interface StretchOnShelf extends StretchName {
  /** Its file has changed since: it shows what is no more. */
  readonly isStale: 0 | 1;
  /** The whole copy is there as well. */
  readonly isJoined: 0 | 1;
}

/** All there are: those of the few copies that are being made. */
export const listStretchesOnShelf = (db: ReadDb): readonly StretchOnShelf[] =>
  prepared(db, `
    SELECT s.file_id AS fileId, s.kind, s.name, f.size_bytes <> s.source_size_bytes OR f.mtime_ms <> s.source_mtime_ms AS isStale, d.file_id IS NOT NULL AS isJoined
    FROM proxy_stretches s JOIN files f ON f.file_id = s.file_id
    LEFT JOIN derived d ON d.file_id = s.file_id AND d.kind = s.kind AND d.source_size_bytes = f.size_bytes AND d.source_mtime_ms = f.mtime_ms`).all() as StretchOnShelf[];

function drop({ db }: WriteContext, { fileId, kind, name }: StretchName): void {
  prepared(db, "DELETE FROM proxy_stretches WHERE file_id = ? AND kind = ? AND name = ?").run(fileId, kind, name);
}

export const proxyStretchWrites = {
  "proxyStretches.add": (context: WriteContext, s: Omit<ProxyStretchRow, "stretchId">): void => {
    // What was made from an earlier state of the file lay under the same name.
    drop(context, s);
    prepared(context.db, `
      INSERT INTO proxy_stretches (file_id, kind, name, from_pts, end_pts, first_pts, size_bytes, source_size_bytes, source_mtime_ms, command, tool, made_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(s.fileId, s.kind, s.name, s.fromPts, s.endPts, s.firstPts, s.sizeBytes, s.sourceSizeBytes, s.sourceMtimeMs, s.command, s.tool, context.nowMs);
  },
  "proxyStretches.drop": drop,
};

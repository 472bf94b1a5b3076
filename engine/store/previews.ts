// Which files have stored frames and which are still to be gone through. The frames lie in packs beside the library; a pack is a
// derived copy of its file. A row without a name stands for a file that gives none: it is not tried again while it stays as it is.

import { prepared, type ReadDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

export interface PreviewCounts {
  readonly bytes: number;
  readonly madeCount: number;
  readonly fileCount: number;
}

export function countPreviews(db: ReadDb): PreviewCounts {
  return prepared(db, `SELECT (SELECT COALESCE(SUM(size_bytes), 0) FROM derived WHERE kind = 'preview') AS bytes,
    (SELECT count(*) FROM derived WHERE kind = 'preview') AS madeCount,
    (SELECT count(*) FROM files WHERE state = 'indexed' AND duplicate_of IS NULL) AS fileCount`).get() as PreviewCounts;
}

/** Ids after `afterId`, ascending, at most `limit` looked at; `hasPreview`: this one, as it is now, was gone through. */
export function listPreviewStates(db: ReadDb, afterId: number, limit: number): readonly { readonly fileId: number; readonly wantsPreview: 0 | 1 }[] {
  return prepared(db, `
    SELECT f.file_id AS fileId, f.state = 'indexed' AND f.duplicate_of IS NULL AND d.file_id IS NULL AS wantsPreview
    FROM files f LEFT JOIN derived d ON d.file_id = f.file_id AND d.kind = 'preview' AND d.source_size_bytes = f.size_bytes AND d.source_mtime_ms = f.mtime_ms
    WHERE f.file_id > ? ORDER BY f.file_id LIMIT ?`).all(afterId, limit) as { fileId: number; wantsPreview: 0 | 1 }[];
}

export const previewWrites = {
  /** Forgets all packs; answers what they were. */
  "previews.forget": (context: WriteContext): { readonly files: number; readonly bytes: number } => {
    const { bytes, files } = prepared(context.db, "SELECT COALESCE(SUM(size_bytes), 0) AS bytes, count(*) AS files FROM derived WHERE kind = 'preview' AND name <> ''")
      .get() as { bytes: number; files: number };
    prepared(context.db, "DELETE FROM derived WHERE kind = 'preview'").run();
    return { files, bytes };
  },
};

// Finds files by conditions, as ids in the order of their paths: a table of 100,000 rows asks for the rows that it shows. Which lie
// behind a gap is said in timeline/files-behind.ts.

import type { FileFilter } from "../../contract/file-filter.ts";
import { prepared, type ReadDb } from "./connection.ts";

/** `codes`: the problem codes that the filter's weight means; null: any. */
export function findFileIds(db: ReadDb, filter: FileFilter, codes: readonly string[] | null): number[] {
  const conditions = [
    ...(filter.cameraId === null ? [] : ["f.camera_id = @cameraId"]),
    ...(filter.isTimeless ? ["f.state = 'indexed' AND f.start_camera_ms IS NULL"] : []),
    ...(filter.isProvisional ? ["f.camera_id IN (SELECT camera_id FROM cameras WHERE provisional = 1)"] : []),
    ...(filter.problem === null ? [] : [`EXISTS (SELECT 1 FROM problems p WHERE p.file_id = f.file_id${codes === null ? "" : " AND p.code IN (SELECT value FROM json_each(@codes))"})`]),
    ...(filter.text.trim() === "" ? [] : ["instr(lower(f.path), @text) > 0"]),
  ];
  const bound = {
    ...(filter.cameraId === null ? {} : { cameraId: filter.cameraId }),
    ...(filter.problem === null || codes === null ? {} : { codes: JSON.stringify(codes) }),
    ...(filter.text.trim() === "" ? {} : { text: filter.text.trim().toLowerCase() }),
  };
  return prepared(db, `SELECT f.file_id FROM files f ${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`} ORDER BY f.path_bytes`).pluck().all(bound) as number[];
}

/** Ids of a camera's files with something wrong that is more than a notice. */
export function listTroubledFileIds(db: ReadDb, cameraId: string, quietCodes: readonly string[]): number[] {
  return prepared(db, `SELECT f.file_id FROM files f WHERE f.camera_id = @cameraId
    AND EXISTS (SELECT 1 FROM problems p WHERE p.file_id = f.file_id AND p.code NOT IN (SELECT value FROM json_each(@quiet))) ORDER BY f.path_bytes`)
    .pluck().all({ cameraId, quiet: JSON.stringify(quietCodes) }) as number[];
}

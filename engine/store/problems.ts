// Which files have problems, worst first, counted and in parts: a library of 100,000 files may have as many notices. Ranks and counts are
// kept by triggers (schema.ts, PROBLEM_RANKS), and what a code weighs by problem-weights.ts.

import { problemWeights, type ProblemWeight } from "../../contract/problems.ts";
import { prepared, type ReadDb } from "./connection.ts";

/** How many files are how badly off, of one camera or (null) of all. */
export function countProblemFiles(db: ReadDb, cameraId: string | null): Record<ProblemWeight, number> {
  const counts = { unreadable: 0, doubtful: 0, notice: 0 };
  for (const [rank, weight] of problemWeights.entries()) {
    counts[weight] = (cameraId === null
      ? prepared(db, "SELECT coalesce(sum(files), 0) FROM problem_counts WHERE rank = CAST(? AS INTEGER)").pluck().get(rank)
      : prepared(db, "SELECT coalesce(sum(files), 0) FROM problem_counts WHERE camera_id = ? AND rank = CAST(? AS INTEGER)").pluck().get(cameraId, rank)) as number;
  }
  return counts;
}

/** Ids of files with problems, worst first, then in the order they were found; `cameraId` and `weight` null mean all. */
export function listProblemFileIds(db: ReadDb, cameraId: string | null, part: { readonly weight: ProblemWeight | null; readonly offset: number; readonly limit: number }): number[] {
  const { weight, offset, limit } = part;
  const conditions = [...(cameraId === null ? [] : ["camera_id = @cameraId"]), weight === null ? "rank >= 0" : "rank = CAST(@rank AS INTEGER)"];
  return prepared(db, `SELECT file_id FROM problem_files WHERE ${conditions.join(" AND ")} ORDER BY rank, file_id LIMIT CAST(@limit AS INTEGER) OFFSET CAST(@offset AS INTEGER)`)
    .pluck().all({ offset, limit, ...(cameraId === null ? {} : { cameraId }), ...(weight === null ? {} : { rank: problemWeights.indexOf(weight) }) }) as number[];
}

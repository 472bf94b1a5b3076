// Which files have problems, worst first, counted and in parts: a library of 100,000 files may have as many notices.
// What a code weighs is given by the caller; the rows themselves are files.ts's.

import { problemWeights, type ProblemWeight } from "../../contract/problems.ts";
import { prepared, type ReadDb } from "./connection.ts";

export interface ProblemQuestion {
  readonly cameraId: string | null;
  /** Codes that give no footage, and codes only worth knowing. Any other is doubtful: better looked at once too often. */
  readonly unreadableCodes: readonly string[];
  readonly noticeCodes: readonly string[];
}

/** Each file with a problem and its rank, the place of its worst problem in problemWeights. The lists of codes are read once, not for each row. */
const RANKED = `
  SELECT p.file_id AS fileId, min(CASE WHEN p.code IN (SELECT value FROM json_each(@unreadable)) THEN 0 WHEN p.code IN (SELECT value FROM json_each(@notice)) THEN 2 ELSE 1 END) AS rank
  FROM problems p`;
const RANKED_ALL = `${RANKED} GROUP BY p.file_id`;
const RANKED_OF_CAMERA = `${RANKED} WHERE p.file_id IN (SELECT file_id FROM files WHERE camera_id = @cameraId) GROUP BY p.file_id`;

function bound(question: ProblemQuestion): Record<string, string> {
  const codes = { unreadable: JSON.stringify(question.unreadableCodes), notice: JSON.stringify(question.noticeCodes) };
  return question.cameraId === null ? codes : { ...codes, cameraId: question.cameraId };
}

/** How many files are how badly off. */
export function countProblemFiles(db: ReadDb, question: ProblemQuestion): Record<ProblemWeight, number> {
  const rows = prepared(db, `SELECT rank, count(*) AS count FROM (${question.cameraId === null ? RANKED_ALL : RANKED_OF_CAMERA}) GROUP BY rank`)
    .all(bound(question)) as { rank: number; count: number }[];
  const counts = { unreadable: 0, doubtful: 0, notice: 0 };
  for (const { rank, count } of rows) counts[problemWeights[rank]!] = count;
  return counts;
}

/** Ids of files with problems, worst first, then in the order they were found; `weight` null means all. */
export function listProblemFileIds(db: ReadDb, question: ProblemQuestion, part: { readonly weight: ProblemWeight | null; readonly offset: number; readonly limit: number }): number[] {
  const { weight, offset, limit } = part;
  return prepared(db, `
    SELECT fileId FROM (${question.cameraId === null ? RANKED_ALL : RANKED_OF_CAMERA})
    ${weight === null ? "" : "WHERE rank = CAST(@rank AS INTEGER)"} ORDER BY rank, fileId LIMIT CAST(@limit AS INTEGER) OFFSET CAST(@offset AS INTEGER)`)
    .pluck().all({ ...bound(question), offset, limit, ...(weight === null ? {} : { rank: problemWeights.indexOf(weight) }) }) as number[];
}

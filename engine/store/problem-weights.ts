// What each problem code weighs, as the library's triggers need it. The contract decides; a program that weighs a code otherwise ranks the
// library's files anew when it opens it.

import type Database from "better-sqlite3";
import { PROBLEM_WEIGHTS, problemWeights } from "../../contract/problems.ts";

/** The place of its weight among problemWeights, by code. */
const RANKS: readonly (readonly [code: string, rank: number])[] = Object.entries(PROBLEM_WEIGHTS).map(([code, weight]) => [code, problemWeights.indexOf(weight)] as const);

/** Whether the library weighs every code as this program does. */
export function hasProblemWeights(db: Database.Database, ranks: readonly (readonly [code: string, rank: number])[] = RANKS): boolean {
  const held = new Map(db.prepare("SELECT code, rank FROM problem_weights").raw().all() as [string, number][]);
  return held.size === ranks.length && ranks.every(([code, rank]) => held.get(code) === rank);
}

/** Reads one small table, and writes where it is not what the program says: after a migration, or by another version. */
export function syncProblemWeights(db: Database.Database, ranks: readonly (readonly [code: string, rank: number])[] = RANKS): void {
  if (hasProblemWeights(db, ranks)) return;
  db.transaction(() => {
    db.prepare("DELETE FROM problem_weights").run();
    const insert = db.prepare("INSERT INTO problem_weights (code, rank) VALUES (?, ?)");
    for (const [code, rank] of ranks) insert.run(code, rank);
    db.prepare("DELETE FROM problem_files").run();
    db.prepare(`INSERT INTO problem_files (file_id, camera_id, rank)
      SELECT p.file_id, f.camera_id, min(coalesce(w.rank, 1)) FROM problems p JOIN files f ON f.file_id = p.file_id LEFT JOIN problem_weights w ON w.code = p.code GROUP BY p.file_id`).run();
  }).immediate();
}

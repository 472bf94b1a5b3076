// The history of long work. It is part of the audit: rows are never deleted.

import type { Job, JobKind, JobProgress, JobState } from "../../contract/jobs.ts";
import type { ErrorFacts } from "../../contract/errors.ts";
import { prepared, type ReadDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

interface JobRow {
  readonly jobId: number; readonly kind: JobKind; readonly state: JobState; readonly subjectId: number | null;
  readonly progress: string; readonly startedMs: number; readonly endedMs: number | null;
  readonly result: string | null; readonly error: string | null; readonly problemCount: number;
}

const jobFromRow = (row: JobRow): Job => ({
  ...row,
  progress: JSON.parse(row.progress) as JobProgress,
  result: row.result === null ? null : (JSON.parse(row.result) as unknown),
  error: row.error === null ? null : (JSON.parse(row.error) as Job["error"]),
});

/** The newest 200 jobs, newest first. */
export function listJobs(db: ReadDb): Job[] {
  return (prepared(db, `
    SELECT job_id AS jobId, kind, state, subject_id AS subjectId, progress, started_ms AS startedMs, ended_ms AS endedMs,
           result, error, problem_count AS problemCount
    FROM jobs ORDER BY job_id DESC LIMIT 200`).all() as JobRow[]).map(jobFromRow);
}

export const jobWrites = {
  "jobs.start": (context: WriteContext, input: { kind: JobKind; subjectId: number | null; progress: JobProgress }): { jobId: number } => ({
    jobId: Number(prepared(context.db, "INSERT INTO jobs (kind, state, subject_id, progress, started_ms) VALUES (?, 'running', ?, ?, ?)")
      .run(input.kind, input.subjectId, JSON.stringify(input.progress), context.nowMs).lastInsertRowid),
  }),
  "jobs.finish": (context: WriteContext, input: { jobId: number; state: JobState; progress: JobProgress; result: unknown; error: ErrorFacts | null; problemCount: number }): void => {
    prepared(context.db, "UPDATE jobs SET state = ?, progress = ?, ended_ms = ?, result = ?, error = ?, problem_count = ? WHERE job_id = ?")
      .run(input.state, JSON.stringify(input.progress), context.nowMs, input.result === null ? null : JSON.stringify(input.result),
        input.error === null ? null : JSON.stringify(input.error), input.problemCount, input.jobId);
  },
  /** Jobs that a crash left running are told as interrupted. Done once, when the writer opens the library. */
  "jobs.markInterrupted": (context: WriteContext): void => {
    prepared(context.db, "UPDATE jobs SET state = 'interrupted', ended_ms = ? WHERE state IN ('running', 'waiting')").run(context.nowMs);
  },
};

// Long work as both sides see it. The fraction and the remaining time are derived here and nowhere else.

import { z } from "zod";
import type { ErrorFacts } from "./errors.ts";

export const jobKinds = ["index", "proxy", "proxy-small", "export", "verify", "sample", "watch", "move", "preview", "osd"] as const;
export const jobStates = ["waiting", "running", "done", "failed", "cancelled", "interrupted"] as const;

/** Facts with units; totals are null until known. */
export const jobProgress = z.object({
  /** Which part of the work: a code with its own words in the translations, such as `hashing`. */
  step: z.string(),
  filesDone: z.number(), filesTotal: z.number().nullable(),
  bytesDone: z.number(), bytesTotal: z.number().nullable(),
  footageMsDone: z.number(), footageMsTotal: z.number().nullable(),
  /** Name of what is being worked on, for people; null between items. */
  item: z.string().nullable(),
});

export const jobError = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }) as unknown as z.ZodType<ErrorFacts>;

export const job = z.object({
  jobId: z.number().int(),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  /** What it works on, so that a client can find the job of a file or a case: a footage file's id, a case's id. */
  subjectId: z.number().int().nullable(),
  progress: jobProgress,
  startedMs: z.number(),
  endedMs: z.number().nullable(),
  /** The command's JSON result (CLI.md) once done. */
  result: z.unknown().nullable(),
  error: jobError.nullable(),
  problemCount: z.number().int(),
});

export type JobKind = (typeof jobKinds)[number];
export type JobState = (typeof jobStates)[number];
export type JobProgress = z.infer<typeof jobProgress>;
export type Job = z.infer<typeof job>;

export const NO_PROGRESS: JobProgress = {
  step: "waiting",
  filesDone: 0, filesTotal: null, bytesDone: 0, bytesTotal: null, footageMsDone: 0, footageMsTotal: null, item: null,
};

export function isJobOver(state: JobState): boolean {
  return state === "done" || state === "failed" || state === "cancelled" || state === "interrupted";
}

const share = (done: number, total: number | null): number | null => (total === null || total <= 0 ? null : Math.min(1, done / total));

/** How much is done, 0–1, by the finest total that is known; null while none is. */
export function jobFraction(progress: JobProgress): number | null {
  return share(progress.footageMsDone, progress.footageMsTotal)
    ?? share(progress.bytesDone, progress.bytesTotal)
    ?? share(progress.filesDone, progress.filesTotal);
}

/** Milliseconds left at the speed so far; null where it cannot be said yet (nothing known, or under 2 % done). */
export function jobRemainingMs(subject: Pick<Job, "progress" | "startedMs" | "state">, nowMs: number): number | null {
  const fraction = jobFraction(subject.progress);
  if (subject.state !== "running" || fraction === null || fraction < 0.02) return null;
  return Math.round(((nowMs - subject.startedMs) * (1 - fraction)) / fraction);
}

// What a running job can say of itself: files, bytes, speed, time left. Numbers only; the words are in the locales.

import { jobFraction, jobRemainingMs, type Job } from "../../contract/jobs.ts";
import { durationText } from "../../contract/time-text.ts";

export interface JobFacts {
  /** 0–1, null while nothing is known. */
  readonly fraction: number | null;
  readonly files: { readonly done: number; readonly total: number | null } | null;
  readonly bytes: { readonly done: number; readonly total: number | null } | null;
  readonly footage: { readonly doneMs: number; readonly totalMs: number | null } | null;
  readonly bytesPerSecond: number | null;
  readonly remainingMs: number | null;
  readonly elapsedMs: number;
}

/** A speed is told only after this long: the first moments say nothing. */
const SPEED_AFTER_MS = 1500;

export function jobFacts(job: Job, nowMs: number): JobFacts {
  const { progress } = job;
  const elapsedMs = Math.max(0, (job.endedMs ?? nowMs) - job.startedMs);
  const hasSpeed = job.state === "running" && elapsedMs >= SPEED_AFTER_MS && progress.bytesDone > 0;
  return {
    fraction: jobFraction(progress),
    files: progress.filesDone > 0 || progress.filesTotal !== null ? { done: progress.filesDone, total: progress.filesTotal } : null,
    bytes: progress.bytesDone > 0 || progress.bytesTotal !== null ? { done: progress.bytesDone, total: progress.bytesTotal } : null,
    footage: progress.footageMsDone > 0 || progress.footageMsTotal !== null ? { doneMs: progress.footageMsDone, totalMs: progress.footageMsTotal } : null,
    bytesPerSecond: hasSpeed ? Math.round((progress.bytesDone * 1000) / elapsedMs) : null,
    remainingMs: jobRemainingMs(job, nowMs),
    elapsedMs,
  };
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `302 MB`, `2.1 GB`: decimal units, one digit under ten. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const text = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${text} ${UNITS[unit] ?? ""}`;
}

/** A length of time as jobs tell it: whole seconds, none less than one. */
export function secondsText(lengthMs: number): string {
  return durationText(Math.max(1, Math.ceil(lengthMs / 1000)) * 1000);
}

/** Jobs in the order of interest: running first, then waiting, then the newest that are over. */
export function jobsInOrder(jobs: Iterable<Job>): readonly Job[] {
  const rank = (job: Job): number => (job.state === "running" ? 0 : job.state === "waiting" ? 1 : 2);
  return [...jobs].sort((a, b) => rank(a) - rank(b) || b.startedMs - a.startedMs || b.jobId - a.jobId);
}

// One line of progress from the facts of a job: files, bytes, time left. Where it is shown is the terminal's business.

import { jobFraction, jobRemainingMs, NO_PROGRESS, type Job, type JobKind, type JobProgress } from "../contract/jobs.ts";
import { durationText } from "../contract/time-text.ts";
import type { CommandContext } from "./command-context.ts";
import { bytesText, type Sentences } from "./sentences.ts";
import { plainText } from "./text-table.ts";

const amount = (done: string, total: string | null): string => (total === null ? done : `${done} / ${total}`);

/** `hashing · 12 / 340 files · 1.2 GB / 4.0 GB · 35 % · 2:03 left · ch01.mp4` */
export function progressText(subject: { readonly progress: JobProgress; readonly startedMs: number }, nowMs: number, sentences: Sentences): string {
  const { progress } = subject;
  const fraction = jobFraction(progress);
  const leftMs = jobRemainingMs({ ...subject, state: "running" }, nowMs);
  const parts = progress.step === NO_PROGRESS.step ? [] : [sentences.word("job.step", progress.step)];
  if (progress.filesDone > 0 || progress.filesTotal !== null) {
    parts.push(sentences.say("progress.files", { amount: amount(String(progress.filesDone), progress.filesTotal === null ? null : String(progress.filesTotal)) }));
  }
  if (progress.bytesDone > 0) parts.push(amount(bytesText(progress.bytesDone), progress.bytesTotal === null ? null : bytesText(progress.bytesTotal)));
  if (fraction !== null) parts.push(`${Math.floor(fraction * 100)} %`);
  if (leftMs !== null && leftMs > 0) parts.push(sentences.say("progress.left", { duration: durationText(Math.max(1000, Math.round(leftMs / 1000) * 1000)) }));
  if (progress.item !== null) parts.push(plainText(progress.item));
  return parts.join(" · ");
}

export function jobProgressText(job: Job, nowMs: number, sentences: Sentences): string {
  return `${sentences.word("job.kind", job.kind)}: ${progressText(job, nowMs, sentences)}`;
}

const REDRAW_MS = 200;

/** Shows the progress of work that is no job of a library, such as verifying a bundle that somebody brought. */
export async function withProgress<T>(
  context: CommandContext, kind: JobKind, work: (onProgress: (progress: Partial<JobProgress>) => void) => Promise<T>,
): Promise<T> {
  const { sentences, terminal } = context;
  const startedMs = Date.now();
  let progress: JobProgress = NO_PROGRESS;
  let drawnMs = 0;
  const onProgress = (change: Partial<JobProgress>): void => {
    progress = { ...progress, ...change };
    const nowMs = Date.now();
    if (!terminal.showsProgress || nowMs - drawnMs < REDRAW_MS) return;
    drawnMs = nowMs;
    terminal.progress(`${sentences.word("job.kind", kind)}: ${progressText({ progress, startedMs }, nowMs, sentences)}`);
  };
  try {
    return await work(onProgress);
  } finally {
    terminal.clearProgress();
  }
}

// Runs long work one kind beside another, tells how far it is, and ends it by one AbortSignal.
// What a job does is given to it; this file knows no footage.

import { AppError, factsFromError, type ErrorFacts } from "../contract/errors.ts";
import { isJobOver, NO_PROGRESS, type Job, type JobKind, type JobProgress, type JobState } from "../contract/jobs.ts";

/** At most five events a second of each job. */
const EVENT_INTERVAL_MS = 200;

/** Watching a folder never ends and is mostly idle. */
const NEVER_ENDING: ReadonlySet<string> = new Set(["watch"]);

/** What a job's work is given. */
export interface JobHandle {
  readonly jobId: number;
  readonly signal: AbortSignal;
  /** Merges what has changed into the progress. */
  report(progress: Partial<JobProgress>): void;
  countProblems(count: number): void;
}

/** Where jobs are kept; a library that is only read keeps none. */
export interface JobHistory {
  start(kind: JobKind, subjectId: number | null, progress: JobProgress): Promise<number>;
  finish(job: { jobId: number; state: JobState; progress: JobProgress; result: unknown; error: ErrorFacts | null; problemCount: number }): Promise<void>;
  list(): readonly Job[];
}

interface Running {
  job: Job;
  readonly abort: AbortController;
  readonly over: Promise<Job>;
  lastEventMs: number;
  timer: NodeJS.Timeout | null;
}

/** Jobs that a library keeps no history of are remembered here, so that who asks a moment later still gets an answer. */
const REMEMBERED_MAX = 200;

export class JobRunner {
  readonly #history: JobHistory;
  readonly #onChange: (job: Job) => void;
  readonly #running = new Map<number, Running>();
  readonly #over = new Map<number, Job>();
  /** Jobs that the history has not taken down yet. */
  readonly #beginning = new Set<Promise<number>>();
  #isClosed = false;

  constructor(history: JobHistory, onChange: (job: Job) => void) {
    this.#history = history;
    this.#onChange = onChange;
  }

  /** Starts work and answers its id at once. `subjectId`: the file or case it is about. @throws AppError cancelled, where all work was ended */
  async start(kind: JobKind, subjectId: number | null, work: (handle: JobHandle) => Promise<unknown>): Promise<number> {
    if (this.#isClosed) throw new AppError("cancelled");
    const beginning = this.#begin(kind, subjectId, work);
    this.#beginning.add(beginning);
    try {
      return await beginning;
    } finally {
      this.#beginning.delete(beginning);
    }
  }

  async #begin(kind: JobKind, subjectId: number | null, work: (handle: JobHandle) => Promise<unknown>): Promise<number> {
    const jobId = await this.#history.start(kind, subjectId, NO_PROGRESS);
    const abort = new AbortController();
    const job: Job = { jobId, kind, state: "running", subjectId, progress: NO_PROGRESS, startedMs: Date.now(), endedMs: null, result: null, error: null, problemCount: 0 };
    let settle: (job: Job) => void = () => undefined;
    const running: Running = { job, abort, over: new Promise((resolve) => (settle = resolve)), lastEventMs: 0, timer: null };
    this.#running.set(jobId, running);
    this.#announce(running);
    void this.#run(running, work).then(settle);
    return jobId;
  }

  /** All jobs: those running now with their progress, then the history. Newest first. */
  list(): Job[] {
    const kept = this.#history.list().map((job) => this.#running.get(job.jobId)?.job ?? this.#over.get(job.jobId) ?? job);
    const keptIds = new Set(kept.map((job) => job.jobId));
    const unkept = [...[...this.#running.values()].map(({ job }) => job), ...this.#over.values()].filter((job) => !keptIds.has(job.jobId));
    return [...unkept, ...kept].sort((a, b) => b.jobId - a.jobId);
  }

  /** The running job of a kind on a subject, so that the same work is not started twice. */
  findRunning(kind: JobKind, subjectId: number | null): Job | null {
    for (const { job } of this.#running.values()) if (job.kind === kind && job.subjectId === subjectId) return job;
    return null;
  }

  /** Whether anything runs beside jobs of one kind: work that waits for all other work asks. What never ends does not count. */
  isBusyBeside(kind: JobKind): boolean {
    return [...this.#running.values()].some(({ job }) => job.kind !== kind && !NEVER_ENDING.has(job.kind));
  }

  /** @throws AppError job-not-running */
  cancel(jobId: number): void {
    const running = this.#running.get(jobId);
    if (running === undefined) throw new AppError("job-not-running", { jobId });
    running.abort.abort();
  }

  /** Resolves with the job when it is over, however it ended. An abort of the waiting cancels the job. @throws AppError job-unknown */
  async wait(jobId: number, signal?: AbortSignal): Promise<Job> {
    // The history has a job a moment before it runs.
    if (!this.#running.has(jobId)) await Promise.allSettled([...this.#beginning]);
    const running = this.#running.get(jobId);
    if (running === undefined) {
      const past = this.#over.get(jobId) ?? this.#history.list().find((job) => job.jobId === jobId);
      if (past === undefined || !isJobOver(past.state)) throw new AppError("job-unknown", { jobId });
      return past;
    }
    const cancel = (): void => running.abort.abort();
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await running.over;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** Lets no work begin any more, ends all that has begun, and waits until it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled([...this.#beginning]);
    const all = [...this.#running.values()];
    for (const { abort } of all) abort.abort();
    await Promise.all(all.map(({ over }) => over));
  }

  async #run(running: Running, work: (handle: JobHandle) => Promise<unknown>): Promise<Job> {
    const { jobId } = running.job;
    const handle: JobHandle = {
      jobId,
      signal: running.abort.signal,
      report: (progress) => this.#update(running, { progress: { ...running.job.progress, ...progress } }),
      countProblems: (count) => this.#update(running, { problemCount: running.job.problemCount + count }),
    };
    let outcome: { state: JobState; result: unknown; error: ErrorFacts | null };
    try {
      outcome = { state: "done", result: (await work(handle)) ?? null, error: null };
    } catch (error) {
      // Whatever was thrown after an abort is its consequence; only the signal says whether it was one.
      const facts = running.abort.signal.aborted ? { code: "cancelled" as const, params: {} } : factsFromError(error);
      outcome = { state: facts.code === "cancelled" ? "cancelled" : "failed", result: null, error: facts };
      if (facts.code === "internal") console.error(`job ${jobId} failed:`, error);
    }
    if (running.timer !== null) clearTimeout(running.timer);
    running.job = { ...running.job, ...outcome, endedMs: Date.now() };
    const { state, progress, result, error, problemCount } = running.job;
    await this.#history.finish({ jobId, state, progress, result, error, problemCount }).catch((error: unknown) => console.error(`job ${jobId} could not be recorded:`, error));
    this.#running.delete(jobId);
    this.#remember(running.job);
    if (running.timer !== null) clearTimeout(running.timer);
    this.#onChange(running.job);
    return running.job;
  }

  #remember(job: Job): void {
    this.#over.set(job.jobId, job);
    const oldest = this.#over.keys().next().value;
    if (this.#over.size > REMEMBERED_MAX && oldest !== undefined) this.#over.delete(oldest);
  }

  #update(running: Running, change: Partial<Job>): void {
    // Work that was not awaited may still report: a job that is over does not change.
    if (isJobOver(running.job.state)) return;
    running.job = { ...running.job, ...change };
    this.#announce(running);
  }

  /** Sends the whole job, held back so that a fast job does not flood its clients; the last state is always sent. */
  #announce(running: Running): void {
    const waitMs = running.lastEventMs + EVENT_INTERVAL_MS - Date.now();
    if (waitMs <= 0) {
      running.lastEventMs = Date.now();
      this.#onChange(running.job);
    } else {
      running.timer ??= setTimeout(() => {
        running.timer = null;
        running.lastEventMs = Date.now();
        this.#onChange(running.job);
      }, waitMs);
    }
  }
}

// Every job of the library as the window knows it, kept by the engine's events. What a job's numbers mean is in
// job-facts.ts; what it does is the engine's.

import { create } from "zustand";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { isJobOver, type Job } from "../../contract/jobs.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";

interface JobsState {
  readonly jobs: ReadonlyMap<number, Job>;
  readonly error: ErrorFacts | null;
  /** The job that ended last while the window was open, for the announcement. */
  readonly lastEnded: Job | null;
}

export const useJobs = create<JobsState>(() => ({ jobs: new Map(), error: null, lastEnded: null }));

function take(job: Job): void {
  useJobs.setState((s) => {
    const before = s.jobs.get(job.jobId);
    // A late event must not wake a job that is over, except where it is resumed (it starts again later).
    if (before !== undefined && isJobOver(before.state) && !isJobOver(job.state) && job.startedMs <= before.startedMs && before.state !== "interrupted") return s;
    const jobs = new Map(s.jobs).set(job.jobId, job);
    const hasEnded = isJobOver(job.state) && (before === undefined || !isJobOver(before.state));
    return hasEnded ? { jobs, lastEnded: job } : { jobs };
  });
}

async function readJobs(): Promise<void> {
  try {
    const listed = await call("jobs.list", {});
    // What events told in the meantime is newer.
    useJobs.setState((s) => ({ jobs: new Map([...listed.map((job) => [job.jobId, job] as const), ...s.jobs]), error: null }));
  } catch (error) {
    useJobs.setState({ error: factsFromError(error) });
  }
}

export function startJobs(): void {
  onEngineEvent((event) => {
    if (event.type === "jobs.changed") take(event.job);
  });
  window.quayline.onEngineState((engine) => {
    if (engine.state !== "ready") return;
    // What ran in the engine before this one did not run on.
    useJobs.setState({ jobs: new Map() });
    void readJobs();
  });
  void readJobs();
}

export function useJob(jobId: number | null): Job | null {
  return useJobs((s) => (jobId === null ? null : (s.jobs.get(jobId) ?? null)));
}

export function cancelJob(jobId: number): void {
  // Its end comes as an event; a job that ended by itself meanwhile is no error to a person.
  call("jobs.cancel", { jobId }).catch(() => undefined);
}

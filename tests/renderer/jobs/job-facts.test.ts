// What a job can say of itself, and in which order jobs stand.

import { describe, expect, it } from "vitest";
import { NO_PROGRESS, type Job } from "../../../contract/jobs.ts";
import { bytesText, jobFacts, jobsInOrder } from "../../../renderer/jobs/job-facts.ts";

const job = (over: Partial<Job>): Job => ({
  jobId: 1, kind: "index", state: "running", subjectId: null, progress: NO_PROGRESS, startedMs: 0, endedMs: null, result: null, error: null, problemCount: 0, ...over,
});

describe("job facts", () => {
  it("gives speed and time left once they mean something", () => {
    const running = job({ progress: { ...NO_PROGRESS, bytesDone: 100_000_000, bytesTotal: 400_000_000, filesDone: 1, filesTotal: 4 } });
    expect(jobFacts(running, 10_000)).toMatchObject({ fraction: 0.25, bytesPerSecond: 10_000_000, remainingMs: 30_000, files: { done: 1, total: 4 } });
    expect(jobFacts(running, 1_000).bytesPerSecond).toBeNull();
  });

  it("gives no speed and no time left for a job that is over, but how long it took", () => {
    const over = job({ state: "done", endedMs: 8000, progress: { ...NO_PROGRESS, bytesDone: 5, bytesTotal: 5 } });
    expect(jobFacts(over, 999_999)).toMatchObject({ bytesPerSecond: null, remainingMs: null, elapsedMs: 8000 });
  });

  it("leaves out what it knows nothing of", () => {
    expect(jobFacts(job({}), 5000)).toMatchObject({ fraction: null, files: null, bytes: null, footage: null });
  });

  it("writes bytes in decimal units, with a digit where it says something", () => {
    expect([bytesText(0), bytesText(999), bytesText(41_000_000), bytesText(2_100_000_000), bytesText(9_960_000)]).toEqual(["0 B", "999 B", "41 MB", "2.1 GB", "10 MB"]);
  });

  it("puts what runs before what waits before what is over, the newest of these first", () => {
    const jobs = [job({ jobId: 1, state: "done", startedMs: 5 }), job({ jobId: 2, state: "waiting", startedMs: 1 }), job({ jobId: 3, state: "failed", startedMs: 9 }), job({ jobId: 4, startedMs: 2 })];
    expect(jobsInOrder(jobs).map((j) => j.jobId)).toEqual([4, 2, 3, 1]);
  });
});

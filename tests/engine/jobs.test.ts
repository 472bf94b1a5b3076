// Long work: how it is told, ended, recorded and waited for. The work itself is made up here.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS, type Job } from "../../contract/jobs.ts";
import { JobRunner, type JobHandle, type JobHistory } from "../../engine/jobs.ts";

interface Kept { readonly jobId: number; readonly state: string }

/** A history in memory; `isKept` false: a library that is only read. */
function historyOf(isKept = true): JobHistory & { readonly finished: Kept[] } {
  const rows: Job[] = [];
  const finished: Kept[] = [];
  let last = 0;
  return {
    finished,
    start: async (kind, subjectId, progress) => {
      const jobId = ++last;
      if (isKept) rows.unshift({ jobId, kind, state: "running", subjectId, progress, startedMs: 0, endedMs: null, result: null, error: null, problemCount: 0 });
      return jobId;
    },
    finish: async (job) => {
      finished.push({ jobId: job.jobId, state: job.state });
      const at = rows.findIndex((row) => row.jobId === job.jobId);
      if (at >= 0) rows[at] = { ...rows[at]!, ...job, endedMs: 1 };
    },
    list: () => rows,
  };
}

/** Work that runs until it is told to end, and hands out its handle. */
function openWork(): { readonly work: (handle: JobHandle) => Promise<unknown>; readonly handle: Promise<JobHandle>; readonly finish: (result: unknown) => void; readonly fail: (error: unknown) => void } {
  let finish: (result: unknown) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  let give: (handle: JobHandle) => void = () => undefined;
  const handle = new Promise<JobHandle>((resolve) => (give = resolve));
  const end = new Promise<unknown>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return {
    handle, finish: (result) => finish(result), fail: (error) => fail(error),
    work: (given) => {
      give(given);
      given.signal.addEventListener("abort", () => fail(new Error("stopped by its signal")));
      return end;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a job", () => {
  it("is told at most five times a second, its last state always, and never after its end", async () => {
    const events: Job[] = [];
    const runner = new JobRunner(historyOf(), (job) => events.push(job));
    const open = openWork();
    const jobId = await runner.start("index", null, open.work);
    const handle = await open.handle;
    for (let i = 1; i <= 1_000; i++) {
      handle.report({ filesDone: i });
      vi.advanceTimersByTime(1);
    }
    expect(events.length).toBeGreaterThanOrEqual(5);
    expect(events.length).toBeLessThanOrEqual(7);
    open.finish({ files: 1_000 });
    const over = await runner.wait(jobId);
    const told = events.length;
    expect(events.at(-1)).toEqual(over);
    expect(over).toMatchObject({ state: "done", result: { files: 1_000 }, progress: { filesDone: 1_000 } });
    handle.report({ filesDone: 5_000 });
    vi.advanceTimersByTime(1_000);
    expect(events).toHaveLength(told);
    expect((await runner.wait(jobId)).progress.filesDone).toBe(1_000);
  });

  it("merges what is reported and counts problems", async () => {
    const runner = new JobRunner(historyOf(), () => undefined);
    const open = openWork();
    const jobId = await runner.start("index", null, open.work);
    const handle = await open.handle;
    handle.report({ step: "reading", filesTotal: 9 });
    handle.report({ filesDone: 3 });
    handle.countProblems(2);
    handle.countProblems(1);
    expect(runner.list()[0]).toMatchObject({ state: "running", problemCount: 3, progress: { ...NO_PROGRESS, step: "reading", filesTotal: 9, filesDone: 3 } });
    open.finish(undefined);
    expect(await runner.wait(jobId)).toMatchObject({ problemCount: 3, result: null });
  });

  it("fails with the facts of what was thrown", async () => {
    const history = historyOf();
    const runner = new JobRunner(history, () => undefined);
    const jobId = await runner.start("export", 4, async () => {
      throw new AppError("disk-full", { path: "/x" });
    });
    expect(await runner.wait(jobId)).toMatchObject({ state: "failed", error: { code: "disk-full", params: { path: "/x" } }, result: null, subjectId: 4 });
    expect(history.finished).toEqual([{ jobId, state: "failed" }]);
  });

  it("that fails for a reason nobody foresaw is internal, and said on the console", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const runner = new JobRunner(historyOf(), () => undefined);
    const jobId = await runner.start("export", null, async () => {
      throw new TypeError("x is not a function");
    });
    expect(await runner.wait(jobId)).toMatchObject({ state: "failed", error: { code: "internal", params: { message: "x is not a function" } } });
    expect(said).toHaveBeenCalled();
    said.mockRestore();
  });

  it("is cancelled by its id, whatever its work throws then, and cannot be cancelled twice", async () => {
    const history = historyOf();
    const runner = new JobRunner(history, () => undefined);
    const open = openWork();
    const jobId = await runner.start("index", null, open.work);
    runner.cancel(jobId);
    expect(await runner.wait(jobId)).toMatchObject({ state: "cancelled", error: { code: "cancelled" } });
    expect(history.finished).toEqual([{ jobId, state: "cancelled" }]);
    expect(() => runner.cancel(jobId)).toThrowError(expect.objectContaining({ code: "job-not-running" }));
  });

  it("is found by kind and subject while it runs", async () => {
    const runner = new JobRunner(historyOf(), () => undefined);
    const open = openWork();
    const jobId = await runner.start("proxy", 7, open.work);
    expect(runner.findRunning("proxy", 7)?.jobId).toBe(jobId);
    expect(runner.findRunning("proxy", 8)).toBeNull();
    expect(runner.findRunning("export", 7)).toBeNull();
    open.finish(null);
    await runner.wait(jobId);
    expect(runner.findRunning("proxy", 7)).toBeNull();
  });

  it("is over in the same way although its end could not be recorded", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const history = historyOf();
    const runner = new JobRunner({ ...history, finish: async () => Promise.reject(new Error("disk gone")) }, () => undefined);
    const jobId = await runner.start("index", null, async () => 5);
    expect(await runner.wait(jobId)).toMatchObject({ state: "done", result: 5 });
    expect(runner.list()).toMatchObject([{ jobId, state: "done" }]);
    said.mockRestore();
  });
});

describe("waiting for a job", () => {
  it("cancels it where the waiting is aborted, also where it was aborted before", async () => {
    const runner = new JobRunner(historyOf(), () => undefined);
    const later = openWork();
    const first = await runner.start("index", null, later.work);
    const abort = new AbortController();
    const waiting = runner.wait(first, abort.signal);
    abort.abort();
    expect(await waiting).toMatchObject({ state: "cancelled" });
    const before = openWork();
    const second = await runner.start("index", null, before.work);
    expect(await runner.wait(second, AbortSignal.abort())).toMatchObject({ state: "cancelled" });
  });

  it("answers at once for one that is over, and refuses one that never was", async () => {
    const runner = new JobRunner(historyOf(), () => undefined);
    const jobId = await runner.start("verify", null, async () => ({ ok: true }));
    await runner.wait(jobId);
    expect(await runner.wait(jobId)).toMatchObject({ state: "done", result: { ok: true } });
    await expect(runner.wait(99)).rejects.toThrowError(expect.objectContaining({ code: "job-unknown" }));
  });

  it("ends all jobs together", async () => {
    const runner = new JobRunner(historyOf(), () => undefined);
    const ids = [await runner.start("index", null, openWork().work), await runner.start("export", 1, openWork().work)];
    await runner.close();
    for (const jobId of ids) expect(await runner.wait(jobId)).toMatchObject({ state: "cancelled" });
  });

  it("lets none begin after that, and ends the one that was just beginning", async () => {
    const history = historyOf();
    const runner = new JobRunner(history, () => undefined);
    const beginning = runner.start("proxy", 1, openWork().work);
    await runner.close();
    expect(history.finished).toEqual([{ jobId: await beginning, state: "cancelled" }]);
    await expect(runner.start("proxy", 2, openWork().work)).rejects.toMatchObject({ code: "cancelled" });
    expect(history.finished).toHaveLength(1);
  });
});

describe("a library that keeps no jobs", () => {
  it("still lists those of this run and answers for one that is over", async () => {
    const runner = new JobRunner(historyOf(false), () => undefined);
    const open = openWork();
    const jobId = await runner.start("verify", null, open.work);
    expect(runner.list()).toMatchObject([{ jobId, state: "running" }]);
    open.finish({ ok: true });
    await runner.wait(jobId);
    expect(runner.list()).toMatchObject([{ jobId, state: "done" }]);
    expect(await runner.wait(jobId)).toMatchObject({ state: "done", result: { ok: true } });
  });
});

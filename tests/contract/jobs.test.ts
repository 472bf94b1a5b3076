// How far a job is and how long it may still take: derived in one place for every client.

import { describe, expect, it } from "vitest";
import { isJobOver, jobFraction, jobRemainingMs, jobStates, NO_PROGRESS } from "../../contract/jobs.ts";

describe("a job's fraction", () => {
  it("is unknown while no total is", () => {
    expect(jobFraction({ ...NO_PROGRESS, filesDone: 3, bytesDone: 9 })).toBeNull();
    expect(jobFraction({ ...NO_PROGRESS, filesTotal: 0 })).toBeNull();
  });

  it("follows the finest total: footage before bytes before files", () => {
    const files = { ...NO_PROGRESS, filesDone: 1, filesTotal: 2 };
    const bytes = { ...files, bytesDone: 1, bytesTotal: 4 };
    expect(jobFraction(files)).toBe(0.5);
    expect(jobFraction(bytes)).toBe(0.25);
    expect(jobFraction({ ...bytes, footageMsDone: 1, footageMsTotal: 10 })).toBe(0.1);
  });

  it("never passes the whole", () => {
    expect(jobFraction({ ...NO_PROGRESS, bytesDone: 12, bytesTotal: 10 })).toBe(1);
  });
});

describe("a job's remaining time", () => {
  const running = (bytesDone: number) => ({ state: "running" as const, startedMs: 1_000, progress: { ...NO_PROGRESS, bytesDone, bytesTotal: 100 } });

  it("goes on at the speed so far", () => {
    expect(jobRemainingMs(running(25), 11_000)).toBe(30_000);
    expect(jobRemainingMs(running(100), 11_000)).toBe(0);
  });

  it("is not told from the first few bytes, nor of a job that does not run", () => {
    expect(jobRemainingMs(running(1), 11_000)).toBeNull();
    expect(jobRemainingMs({ ...running(50), state: "done" }, 11_000)).toBeNull();
    expect(jobRemainingMs({ ...running(50), progress: NO_PROGRESS }, 11_000)).toBeNull();
  });
});

it("A job is over in every state but waiting and running", () => {
  expect(jobStates.filter((state) => !isJobOver(state))).toEqual(["waiting", "running"]);
});

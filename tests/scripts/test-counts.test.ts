// The last line of `npm test` must never say success when something failed.

import { describe, expect, it } from "vitest";
import { addCounts, countsFromPlaywright, countsFromVitest, describeCounts } from "../../scripts/test-counts.mjs";

const vitest = (report: object): object => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...report });

describe("counts from vitest", () => {
  it("are its tests, with those to be written among the skipped", () => {
    expect(countsFromVitest(vitest({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it("count a file that does not load as a failure, beside the tests that failed", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ];
    expect(countsFromVitest(vitest({ numPassedTests: 1, numFailedTests: 1, testResults }), 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it("count a runner that failed though every test passed", () => {
    expect(countsFromVitest(vitest({ numPassedTests: 3 }), 1).failed).toBe(1);
  });

  it("count a runner that was killed", () => {
    expect(countsFromVitest(null, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countsFromVitest(vitest({ numPassedTests: 3 }), null).failed).toBe(1);
  });
});

describe("counts from Playwright", () => {
  it("are its tests", () => {
    expect(countsFromPlaywright({ stats: { expected: 4, unexpected: 2, flaky: 1, skipped: 3 } }, 1)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it("count a run that could not begin", () => {
    expect(countsFromPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1);
    expect(countsFromPlaywright(null, 1).failed).toBe(1);
  });
});

describe("the last line", () => {
  it("names the skipped only where there are any", () => {
    expect(describeCounts(addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }))).toBe("3 passed, 1 failed");
    expect(describeCounts({ passed: 3, failed: 0, skipped: 2 })).toBe("3 passed, 0 failed, 2 skipped");
  });
});

// Adds up what the test runners report, so that one line can say it. A runner that failed without a failed test (a
// file that does not load, a crash, an error outside of any test) counts as one failure: it never adds up to success.

export const NOTHING_COUNTED = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** The counts of two stages together. */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** A stage that either passes or fails as a whole: type check, lint. */
export function countOfStage(isFine) {
  return { ...NOTHING_COUNTED, [isFine ? "passed" : "failed"]: 1 };
}

/** From vitest's JSON report (null where it wrote none) and its exit code. */
export function countsFromVitest(report, exitCode) {
  if (report === null) return countOfStage(false);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return withRunnerFailure(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    exitCode,
  );
}

/** From Playwright's JSON report (null where it wrote none) and its exit code. */
export function countsFromPlaywright(report, exitCode) {
  if (report === null) return countOfStage(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withRunnerFailure({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

/** `N passed, N failed`, and `, N skipped` where there are any. */
export function describeCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function withRunnerFailure(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

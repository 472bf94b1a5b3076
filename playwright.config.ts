// End-to-end tests: the real app in the real Electron, one window at a time. Run by `npm test -- e2e`, which builds the
// app, gives it a display and says in environment variables where Electron lies (scripts/test.mjs).

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.test.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  retries: 0, // A test that passes at the second try has found something.
  forbidOnly: Boolean(process.env["CI"]),
  outputDir: "test-results",
  reporter: "list",
  use: { screenshot: "only-on-failure", trace: "off" },
});

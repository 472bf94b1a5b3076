// Unit and engine tests: everything under tests/ that needs no window. They run on a recent Node with real SQLite and
// real ffmpeg; `npm test -- unit` finds both. The window's tests are Playwright's (playwright.config.ts).

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/e2e/**", "tests/bench/**", "node_modules/**"],
    // Processes, not threads: better-sqlite3 connections and worker threads of the engine end with them.
    pool: "forks",
    maxWorkers: 2,
    // Generous, because a test that starts processes on a busy two-core machine waits its turn; a hang is still found.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Times of day are part of what is tested; a test that means another zone says so.
    env: { TZ: "Asia/Shanghai" },
  },
});

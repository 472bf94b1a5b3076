// `index --watch` and `roots` as processes: how a watch is ended, what it answers then, and what re-pointing a folder says.

import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeClip } from "../support/distinct-copies.ts";
import { quayline, startQuayline } from "./quayline-process.ts";

let root: string;
const footage = (): string => join(root, "E");
const library = (): string[] => ["--library", join(root, "library"), "--json"];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "quayline-cli-watch-"));
  await writeClip(join(footage(), "ch01_20211112140000.mp4"), 1);
});
afterAll(() => rm(root, { recursive: true, force: true }));

it("a watch that a person ends is done: one document with the totals, exit code 0", async () => {
  const { child, over } = startQuayline(["index", footage(), "--watch", "--settle", "1", ...library()]);
  const isTaken = async (count: number): Promise<void> => {
    for (;;) {
      const { stdout, exitCode } = await quayline(["files", ...library()]);
      const files = exitCode === 0 ? (JSON.parse(stdout) as { sha256: string | null }[]) : [];
      if (files.length === count && files.every((file) => file.sha256 !== null)) return;
    }
  };
  await isTaken(1);
  await writeClip(join(footage(), "ch01_20211112150000.mp4"), 2);
  await isTaken(2);
  child.kill("SIGINT");
  const { exitCode, stdout, stderr } = await over;
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ files: { found: 2, indexed: 2, unchanged: 0, skipped: 0, failed: 0 }, recordings: 2, watch: { outages: 0 } });
  expect(stderr).toContain("Watching.");
}, 60_000);

it("roots are listed with their state and moved to where they are now", async () => {
  await rename(footage(), join(root, "F"));
  const offline = JSON.parse((await quayline(["roots", "list", ...library()])).stdout) as object[];
  expect(offline).toMatchObject([{ path: footage(), fileCount: 2, state: "offline" }]);
  const moved = await quayline(["roots", "move", footage(), join(root, "F"), ...library()]);
  expect(moved.exitCode).toBe(0);
  expect(JSON.parse(moved.stdout)).toMatchObject({ from: footage(), to: join(root, "F"), files: { found: 2, moved: 2, proved: 2, missing: 0, different: 0 }, problems: [] });
  expect(JSON.parse((await quayline(["roots", "list", ...library()])).stdout)).toMatchObject([{ path: join(root, "F"), state: "online", offlineMs: null }]);
}, 30_000);

it("--settle without --watch is wrong usage", async () => {
  expect((await quayline(["index", root, "--settle", "5", ...library()])).exitCode).toBe(2);
});

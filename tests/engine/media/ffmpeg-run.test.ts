// What one run of ffmpeg starts and tells: itself alone, and how far it is.

import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inputOptions, runFfmpeg } from "../../../engine/media/ffmpeg.ts";
import { newFolder } from "../../support/made-library.ts";
import { makeClip } from "../../support/numbered-footage.ts";

let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const run = async (outputOptions: readonly string[], onProgress?: (footageMs: number) => void): Promise<void> => {
  await runFfmpeg({
    inputPath: await makeClip({ fileName: "a.mp4" }), inputOptions: inputOptions(null), outputOptions: [...outputOptions, "-f", "null"], outputPath: null,
    signal: new AbortController().signal, timeLimitMs: 20_000, ...(onProgress ? { onProgress } : {}),
  });
};

it.skipIf(process.platform === "win32")("starts no other program on the file", async () => {
  const calls = join(folder, "calls");
  await writeFile(calls, "");
  await writeFile(join(folder, "ffprobe"), `#!/bin/sh\necho "$@" >> '${calls}'\n`);
  await chmod(join(folder, "ffprobe"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"]}`);
  await run(["-c", "copy"]);
  await run([]);
  expect(await readFile(calls, "utf8")).toBe("");
});

it("tells how far it is in the footage, in milliseconds", async () => {
  const told: number[] = [];
  await run(["-stats_period", "0.01"], (footageMs) => told.push(footageMs));
  expect(told).toEqual([...told].sort((a, b) => a - b));
  // The clip lasts five seconds.
  expect(told.at(-1)).toBeGreaterThan(4_900);
  expect(told.at(-1)).toBeLessThanOrEqual(5_000);
});

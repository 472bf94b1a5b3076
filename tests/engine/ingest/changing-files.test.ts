// Files that somebody changes while a folder is being indexed: between the listing of a folder and the reading of a file's packets it
// grows, shrinks or goes. Each is told for what it is.

import { appendFile, copyFile, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readFile } from "../../../engine/ingest/read-file.ts";
import { newFolder } from "../../support/made-library.ts";
import { makeClip } from "../../support/numbered-footage.ts";

const NAME = "ch01_20211112140000.mp4";
const RULES = { cameras: [], wantedCameraId: null, timezone: "Asia/Shanghai", patterns: [], chosenCameras: new Map<string, string>() };

let folder: string;
let clip: string;

beforeAll(async () => {
  clip = await makeClip({ fileName: "changing.mp4", frames: 20 });
});
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** Reads a file that `change` changes after its folder was listed. */
async function readChanged(change: (path: string) => Promise<void>) {
  const path = join(folder, NAME);
  await copyFile(clip, path);
  const { size, mtimeMs } = await stat(path);
  await change(path);
  const read = await readFile({ pathBytes: Buffer.from(path), path, relativePath: NAME, sizeBytes: size, mtimeMs, problem: null }, RULES, new AbortController().signal);
  return { state: read!.record.state, frames: read!.record.frameCount, codes: read!.record.problems.map(({ code }) => code).filter((code) => code !== "camera-provisional") };
}

describe("a file that changes between the listing and the reading", () => {
  it("is read as it is where nothing changed", async () => {
    expect(await readChanged(async () => undefined)).toEqual({ state: "indexed", frames: 20, codes: [] });
  });

  it("is read and flagged where it grew", async () => {
    expect(await readChanged((path) => appendFile(path, Buffer.alloc(10_000)))).toEqual({ state: "indexed", frames: 20, codes: ["changed-while-reading"] });
  });

  it("is told to have changed where what is left of it cannot be read", async () => {
    expect(await readChanged((path) => truncate(path, 700))).toEqual({ state: "failed", frames: null, codes: ["no-moov", "changed-while-reading"] });
  });

  it("is told to have changed where nothing is left of it", async () => {
    expect(await readChanged((path) => truncate(path, 0))).toEqual({ state: "failed", frames: null, codes: ["file-empty", "changed-while-reading"] });
  });

  it("is missing where it went", async () => {
    expect(await readChanged((path) => rm(path))).toEqual({ state: "failed", frames: null, codes: ["missing-now"] });
  });
});

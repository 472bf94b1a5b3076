// A small library of footage with known times, indexed by the built command line: two cameras at 25 frames a second, with a
// gap in the first one's. It plays at once: nothing has to be copied first. Made once a run; each test gets a copy of the library,
// and all of them the same footage.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { appendFile, copyFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeClip } from "../support/numbered-footage.ts";
import { copyLibrary, test as base } from "./launch.ts";

export { expect } from "./launch.ts";

const commandLine = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "dist", "cli", "quayline.js");

/** 2021-11-12 14:00:00 +08:00: both cameras' first frame. */
export const FIRST_MS = Date.UTC(2021, 10, 12, 6);
/** Each clip's length; the first camera has a second one, two minutes after its first. */
export const CLIP_MS = 60_000;
export const GAP = { fromMs: FIRST_MS + CLIP_MS, toMs: FIRST_MS + 2 * CLIP_MS } as const;
export const CAMERAS = ["quay", "gate"] as const;

export async function runQuayline(libraryPath: string, ...words: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [commandLine, "--library", libraryPath, "--json", "--actor", "陈海波", ...words]);
  return JSON.parse(stdout) as unknown;
}

export const test = base.extend<{ readonly ownLibrary: string }, { readonly madeLibrary: string }>({
  /** The one that all copies are made of. Nobody opens it. */
  madeLibrary: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "quayline-e2e-own-"));
    await use(await makeLibrary(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, { scope: "worker", timeout: 120_000 }],
  /** A library of this test's own. */
  ownLibrary: async ({ madeLibrary, folder }, use) => use(await copyLibrary(madeLibrary, folder)),
});

/** Makes the library in a folder, with a case in it; answers its path. */
async function makeLibrary(folder: string): Promise<string> {
  const libraryPath = join(folder, "library");
  const clip = await makeClip({ fileName: "minute.mp4", frames: 1_500, framesPerSecond: 25, mux: ["-movflags", "+faststart"] });
  const names = { quay: ["ch01_20211112140000.mp4", "ch01_20211112140200.mp4"], gate: ["ch02_20211112140000.mp4"] } as const;
  for (const camera of CAMERAS) {
    const into = join(folder, "footage", camera);
    await mkdir(into, { recursive: true });
    // Equal bytes would count as one file: each gets a tail of its own, which players skip.
    for (const name of names[camera]) await copyDistinct(clip, join(into, name));
    await runQuayline(libraryPath, "index", into, "--camera", camera);
  }
  await runQuayline(libraryPath, "case", "create", "--number", "1", "--title", "Shrimp");
  return libraryPath;
}

async function copyDistinct(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const name = Buffer.from(to.split("/").at(-1) ?? to);
  const box = Buffer.alloc(8 + name.length);
  box.writeUInt32BE(box.length, 0);
  box.write("free", 4, "latin1");
  name.copy(box, 8);
  await appendFile(to, box);
}

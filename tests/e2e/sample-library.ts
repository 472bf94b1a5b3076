// A library with the sample case in it, made once a run by the command line; tests that only look share it. Tests that
// are about opening the sample do it in the window.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { SampleTruth } from "../../engine/sample/truth.ts";
import { test as base } from "./launch.ts";

export { expect } from "./launch.ts";

/** Of the build, so that it shares the drawn footage with the window: the cache goes by the drawing code. */
const commandLine = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "dist", "cli", "quayline.js");
/** Drawing takes a minute or two where no run before has left it in the cache. */
const DRAWING_MS = 600_000;

export interface SampleLibrary {
  readonly libraryPath: string;
  readonly footagePath: string;
  readonly camerasPath: string;
  readonly truth: SampleTruth;
}

export const test = base.extend<object, { readonly sample: SampleLibrary }>({
  sample: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "quayline-e2e-sample-"));
    await use(await makeSampleLibrary(join(folder, "library")));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, { scope: "worker", timeout: DRAWING_MS }],
});

async function makeSampleLibrary(libraryPath: string): Promise<SampleLibrary> {
  const words = ["--library", libraryPath, "--json", "--actor", "陈海波", "sample", "--open"];
  const { stdout } = await promisify(execFile)(process.execPath, [commandLine, ...words], { maxBuffer: 50_000_000 });
  const made = JSON.parse(stdout) as { footage: string; cameras: string; truth: string };
  return { libraryPath, footagePath: made.footage, camerasPath: made.cameras, truth: JSON.parse(await readFile(made.truth, "utf8")) as SampleTruth };
}

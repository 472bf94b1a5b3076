// Runs the real command line's `index` in a process of its own, as `npm run quayline` starts it, and watches what memory it takes.

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientEnvironment, clientOptions } from "../../scripts/command-line-process.mjs";
import { memoryOf } from "./process-memory.ts";

const repoFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The kernel keeps the highest value, so what lies between two looks is not missed, only the last moments before the end. */
const LOOK_EVERY_MS = 50;

export interface IndexRun {
  readonly files: { readonly found: number; readonly indexed: number; readonly unchanged: number; readonly skipped: number; readonly failed: number };
  readonly bytes: number;
  readonly recordings: number;
  readonly passMs: { readonly look: number; readonly read: number; readonly hash: number; readonly check: number };
  /** Of the job, as it tells itself. */
  readonly elapsedMs: number;
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** The engine's process with all threads; null where the system does not tell. */
  readonly peakBytes: number | null;
}

/** @throws Error where it ended otherwise than with 0 or 3 */
export async function runIndex(libraryPath: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<IndexRun> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [...clientOptions, join(repoFolder, "cli", "quayline.ts"), "index", ...words, "--library", libraryPath, "--json", "--actor", "bench"],
    { cwd: repoFolder, stdio: ["ignore", "pipe", "pipe"], env: { ...clientEnvironment, ...process.env, ...env } });
  let output = "";
  let messages = "";
  let peakBytes: number | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (messages = (messages + text).slice(-4_000)));
  const looking = setInterval(() => {
    peakBytes = memoryOf(child.pid ?? 0)?.peakBytes ?? peakBytes;
  }, LOOK_EVERY_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearInterval(looking);
  if (code !== 0 && code !== 3) throw new Error(`index ended with ${code}: ${messages}${output.slice(0, 2_000)}`);
  return { ...(JSON.parse(output) as Omit<IndexRun, "wallMs" | "peakBytes">), wallMs: performance.now() - startedMs, peakBytes };
}

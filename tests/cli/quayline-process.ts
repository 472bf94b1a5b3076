// The command line as its users meet it: a process of its own, or the same code inside the test where only words and
// exit codes matter. No expectations here.

import { spawn, type ChildProcess } from "node:child_process";
import { PassThrough, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../cli/run.ts";
import { Terminal } from "../../cli/terminal.ts";

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of the machine's own settings reaches the commands, so that they answer the same everywhere. */
function environment(more: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(QUAYLINE_(?!FFMPEG)|LC_|LANG)/.test(name)));
  return { ...(kept as Record<string, string>), LANG: "en_US.UTF-8", ...more };
}

export const entryPath = fileURLToPath(new URL("../../cli/quayline.ts", import.meta.url));

export function startQuayline(args: readonly string[], more: Readonly<Record<string, string>> = {}): { child: ChildProcess; over: Promise<Outcome> } {
  const child = spawn(process.execPath, [entryPath, ...args], { env: environment(more), stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const over = new Promise<Outcome>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, over };
}

export function quayline(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return startQuayline(args, more).over;
}

class TextSink extends Writable {
  text = "";
  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Without a process, a second faster: the same code inside the test. For what is no matter of processes. */
export async function quaylineInside(args: readonly string[], env: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<Outcome> {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const exitCode = await runCommandLine(args, {
    terminal: new Terminal({ stdin: new PassThrough(), stdout, stderr }),
    env: { LANG: "en_US.UTF-8", ...env }, cwd: process.cwd(), signal: signal ?? new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

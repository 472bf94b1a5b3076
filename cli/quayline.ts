#!/usr/bin/env node
// The command line's process: its streams, its signals and its exit code. What it does is in run.ts.

import process from "node:process";
import { runCommandLine } from "./run.ts";
import { Terminal, tolerateClosedReader, writeWhole } from "./terminal.ts";

const CANCELLED_EXIT_CODE = 130;
const cancel = new AbortController();

function onSignal(): void {
  // The first one cancels the work in order, down to its child processes; whoever asks twice does not want to wait.
  if (cancel.signal.aborted) process.exit(CANCELLED_EXIT_CODE);
  cancel.abort();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);

tolerateClosedReader(process.stdout);
tolerateClosedReader(process.stderr);

const terminal = new Terminal({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
const exitCode = await runCommandLine(process.argv.slice(2), { terminal, env: process.env, cwd: process.cwd(), signal: cancel.signal });
// On Windows a pipe is written in the background.
await writeWhole(process.stderr, "");
// Everything is written and closed by now; an idle handle of a library must not keep a finished command waiting.
process.exit(exitCode);

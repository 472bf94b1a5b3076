// Starts other programs and waits for them. Every other script goes through here, so that quoting, encodings and
// what happens on Ctrl-C are decided once. No shell is involved, except for npm on Windows, which is a batch file.

import { spawn } from "node:child_process";

/** What runs now, and the signal that ends it. */
const liveChildren = new Map();

/**
 * Runs a program to its end and answers `{ code, signal, stdout, stderr, spawnError }`. It never throws for a program that fails.
 * `echo: true` lets the program write to our own stdout and stderr instead. `exitSignal` ends it when this process ends
 * first: npm is killed, because it goes on for a while otherwise, in a folder that the next run then works in as well;
 * apt-get is asked, because a killed one leaves dpkg to be repaired by hand.
 */
export function runProgram(command, args, options = {}) {
  const { echo = false, timeoutMs = 0, cwd, env, shell = false, stdin = "ignore", exitSignal = "SIGTERM" } = options;
  return new Promise((resolve) => {
    const outputs = echo ? "inherit" : "pipe";
    const child = spawn(command, args, { cwd, env, shell, windowsHide: true, stdio: [stdin, outputs, outputs] });
    liveChildren.set(child, exitSignal);
    const result = { code: null, signal: null, stdout: "", stderr: "", spawnError: null, isTimedOut: false };
    child.stdout?.setEncoding("utf8").on("data", (text) => (result.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (result.stderr += text));
    const timer = timeoutMs > 0 ? setTimeout(() => ((result.isTimedOut = true), stopChild(child)), timeoutMs) : null;
    const finish = () => {
      if (timer) clearTimeout(timer);
      liveChildren.delete(child);
      resolve(result);
    };
    child.on("error", (error) => {
      result.spawnError = error;
      if (child.pid === undefined) finish();
    });
    child.on("close", (code, signal) => {
      Object.assign(result, { code, signal });
      finish();
    });
  });
}

/** Asks a child to end, and ends it after five more seconds. */
export function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), 5000).unref();
}

/** How to call npm here: the npm that runs us where there is one, else the one on the PATH. */
export function npmCommand(env = process.env, platform = process.platform) {
  const npmScript = env.npm_execpath;
  if (npmScript && /npm-cli\.c?js$/.test(npmScript)) return { command: process.execPath, prefix: [npmScript], shell: false };
  return { command: "npm", prefix: [], shell: platform === "win32" };
}

/** The last lines of a program's output, to be shown when it failed. */
export function tailOf(text, lineCount = 12) {
  return text.trimEnd().split("\n").slice(-lineCount).join("\n");
}

process.on("exit", () => {
  for (const [child, signal] of liveChildren) child.kill(signal);
});

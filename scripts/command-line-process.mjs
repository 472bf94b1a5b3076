// Runs the command line client as a child that a signal reaches exactly once: its first Ctrl-C cancels in order and
// removes what is half made, a second one would end it at once. Used by `npm run quayline` and by the start without a screen.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { findNode } from "./find-node.mjs";
import { repoFolder } from "./folders.mjs";
import { exitCodeFromSignal } from "./say.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Kept compiled sources start the client twice as fast. The C library's memory pools, one a thread, hold on to what a long
 * index has freed: two do as well, and what is free at their end goes back to the system. See docs/decisions/0009-*.md.
 */
export const clientEnvironment = { NODE_COMPILE_CACHE: join(repoFolder, "node_modules", ".quayline", "compiled"), MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" };

/** Node's own options: little room for short-lived objects in every thread, for the same reason. */
export const clientOptions = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=1", "--optimize-for-size"];

/** Runs a script of the client to its end; answers `{ code, stdout }`. `stdout` is empty unless `stdio` pipes it. */
export function runClient(script, words, { stdio = "inherit", cwd } = {}) {
  const args = [...clientOptions, script, ...words];
  // In a group of its own, Ctrl-C and kill reach it through us alone. Not at a keyboard: it may ask for a passphrase there.
  const isOwnGroup = process.platform !== "win32" && !process.stdin.isTTY;
  const child = spawn(findNode(), args, { cwd, stdio, detached: isOwnGroup, env: { ...clientEnvironment, ...process.env } });
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (stdout += text));
  const stopListening = passSignals(child, isOwnGroup);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      stopListening();
      resolve({ code: code ?? exitCodeFromSignal(signal), stdout });
    });
  });
}

/** While the child runs, this process waits for it instead of ending by itself. */
function passSignals(child, isOwnGroup) {
  const listeners = SIGNALS.map((signal) => [signal, () => (isOwnGroup || signal !== "SIGINT") && child.kill(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}

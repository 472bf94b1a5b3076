// What must not be left behind when a set-up is interrupted: half-written folders, locks, a virtual display.
// Runs at exit, whether by Ctrl-C, a signal or an error. A killed process (SIGKILL) is cleaned up after by the next one.

import { exitCodeFromSignal } from "./say.mjs";

const cleanups = new Set();
let isListening = false;

/** Registers something synchronous to do when this process ends; the answer takes it off the list again. */
export function onExit(cleanup) {
  listen();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

function listen() {
  if (isListening) return;
  isListening = true;
  process.on("exit", () => {
    for (const cleanup of [...cleanups].reverse()) {
      try {
        cleanup();
      } catch {
        // The process is ending; what cannot be removed now is removed by the next run.
      }
    }
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A script that passes signals on to a program listens itself, and ends when that program does.
      if (cleanups.size > 0 || process.listenerCount(signal) === 1) process.exit(exitCodeFromSignal(signal));
    });
  }
}

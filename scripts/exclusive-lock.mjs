// One at a time: a lock file that keeps two set-ups from building the same thing at once. The second one waits.
// Not for the library's data: SQLite has its own.

import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { onExit } from "./cleanup.mjs";
import { say } from "./say.mjs";

const POLL_MS = 300;
const HEARTBEAT_MS = 5_000;
/** A holder touches its lock every few seconds. One not heard of for this long is gone, even where its id runs again as something else. */
const STALE_AFTER_MS = 120_000;

/** Runs `work` while holding the lock file at `path`; waits for another holder, and says so. */
export async function withLock(path, waitingFor, work) {
  mkdirSync(dirname(path), { recursive: true });
  let hasSaidSo = false;
  while (!tryLock(path)) {
    if (!hasSaidSo) say(`Waiting for another window that is already ${waitingFor} …`);
    hasSaidSo = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const release = () => rmSync(path, { force: true });
  const forget = onExit(release);
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release();
    forget();
  }
}

function tryLock(path) {
  try {
    const file = openSync(path, "wx");
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname() }));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isAbandoned(path)) return false;
    rmSync(path, { force: true });
    return tryLock(path);
  }
}

/** Whether whoever made this lock file is gone. */
export function isAbandoned(path, nowMs = Date.now()) {
  try {
    const ageMs = nowMs - statSync(path).mtimeMs;
    const text = readFileSync(path, "utf8");
    if (text === "") return ageMs > STALE_AFTER_MS; // It is being written this moment, or its writer met a full disk.
    const holder = JSON.parse(text);
    if (ageMs > STALE_AFTER_MS) return true;
    return holder.host === hostname() && !isRunning(holder.pid);
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

/** Whether a process with this id runs on this machine. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Taken away by hand: the work goes on, and the release is harmless.
  }
}

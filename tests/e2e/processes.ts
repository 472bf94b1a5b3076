// Processes of the app as the system knows them (Linux): what they have started and what they hold open.

import { readFileSync, readdirSync, readlinkSync } from "node:fs";

/** A text; empty where it is not there, or not any more. */
export function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** A process and all that it started, however far down. */
export function processTree(pid: number): number[] {
  const children = readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(" ").filter((word) => word !== "").map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/** What a process holds open: paths of files, `socket:[…]` and the like. None where it has ended. */
export function openHandles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => readLinkOrNone(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function readLinkOrNone(path: string): string[] {
  try {
    return [readlinkSync(path)];
  } catch {
    return []; // Closed meanwhile.
  }
}

// A log file that lines are added to, in the system's folder for logs. One older file is kept; nothing is ever sent.

import { createWriteStream, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const LARGEST_BYTES = 5_000_000;

export interface LineLog {
  readonly path: string;
  /** One line of ours, with the time. */
  line(text: string): void;
  /** What another process wrote, as it is. */
  text(bytes: Uint8Array): void;
}

/** `echo` writes to our own stderr as well. A log that cannot be written is no reason to end. */
export function openLineLog(folder: string, name: string, echo: boolean): LineLog {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: "a" });
  file.on("error", () => file.destroy());
  // Closed by whoever read it, for example a terminal that has gone.
  process.stderr.on("error", () => {});
  const text = (bytes: Uint8Array): void => {
    if (!file.destroyed) file.write(bytes);
    if (echo) process.stderr.write(bytes);
  };
  return { path, text, line: (words) => text(Buffer.from(`${new Date().toISOString()} ${words}\n`)) };
}

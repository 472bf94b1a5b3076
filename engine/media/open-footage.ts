// Opens originals: for reading only, and without leaving the time of this reading on the disk where the system allows that.
// What other programs (ffmpeg) open is opened as they do it.

import { constants, openSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

/** Linux lets the owner of a file, and root, read it so that its time of last access stays. 0 where there is no such thing. */
const UNTRACED = constants.O_NOATIME ?? 0;
/** What was a file when its folder was listed may be a pipe by now, and a pipe is waited for: for ever, where nobody writes. */
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const isRefused = (error: unknown): boolean => UNTRACED !== 0 && error instanceof Error && "code" in error && error.code === "EPERM";

/** @throws what the system says */
export async function openFootage(path: string | Uint8Array): Promise<FileHandle> {
  const name = typeof path === "string" ? path : Buffer.from(path);
  try {
    return await open(name, READING | UNTRACED);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return open(name, READING);
  }
}

/** The same at once, for threads that do nothing else. @throws what the system says */
export function openFootageSync(path: Uint8Array): number {
  const name = Buffer.from(path);
  try {
    return openSync(name, READING | UNTRACED);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return openSync(name, READING);
  }
}

// Whether an original can still be read. ffmpeg takes a disk that goes away under it for the end of the file, and ends as if all were well: what
// it made then lacks frames as if no decoder showed them.

import { AppError } from "../../contract/errors.ts";
import { openFootage } from "./open-footage.ts";

/** So many places of it are looked at, this much of each. */
const PLACE_COUNT = 32;
const PLACE_BYTES = 4096;

/** @throws AppError source-offline where it is gone, file-unreadable where the disk does not give it */
export async function requireStillReadable(path: string): Promise<void> {
  try {
    const file = await openFootage(path);
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(PLACE_BYTES);
      for (let i = 0; i < PLACE_COUNT; i++) await file.read(bytes, 0, bytes.length, Math.floor((Math.max(0, size - PLACE_BYTES) * i) / (PLACE_COUNT - 1)));
    } finally {
      await file.close();
    }
  } catch (cause) {
    const isGone = typeof cause === "object" && cause !== null && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
    throw new AppError(isGone ? "source-offline" : "file-unreadable", { path }, { cause });
  }
}

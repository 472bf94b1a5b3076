// The bytes of a part of a file one after the other, as they are handed to ffmpeg: constant memory whatever the part's length.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { ByteRange } from "./ffmpeg.ts";
import { noteRead } from "./read-progress.ts";

const READ_BYTES = 1024 * 1024;

/** Answers in the end whether all of it was there: a file may have become shorter. @throws AppError cancelled; what reading the disk throws */
export async function* bytesInRange(file: FileHandle, { startAt, endAt }: ByteRange, signal: AbortSignal | null = null): AsyncGenerator<Buffer, boolean> {
  for (let at = startAt; at < endAt;) {
    if (signal?.aborted === true) throw new AppError("cancelled");
    const bytes = Buffer.allocUnsafe(Math.min(READ_BYTES, endAt - at));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
    noteRead(bytesRead);
    if (bytesRead === 0) return false;
    at += bytesRead;
    yield bytes.subarray(0, bytesRead);
  }
  return true;
}

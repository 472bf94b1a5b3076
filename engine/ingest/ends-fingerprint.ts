// SHA-256 of a file's size and both its ends, for the cost of two small reads. Two files with other ends are two files; two with
// the same ends may still differ, and only their whole SHA-256 says that they do not. Opens nothing itself.

import { createHash } from "node:crypto";

const END_BYTES = 64 * 1024;

/** Fills the buffer from that byte on and answers how much there was. */
type ReadAt = (buffer: Buffer, startByte: number) => number | Promise<number>;

/** @throws what `read` throws */
export async function endsFingerprint(read: ReadAt, sizeBytes: number): Promise<string> {
  const hash = createHash("sha256").update(`${sizeBytes}:`);
  const buffer = Buffer.alloc(END_BYTES);
  for (const startByte of new Set([0, Math.max(0, sizeBytes - END_BYTES)])) hash.update(buffer.subarray(0, await read(buffer, startByte)));
  return hash.digest("hex");
}

// A thread that fingerprints files: SHA-256 over short synchronous reads. The thread has nothing else to do, and what was read
// is hashed while it still lies in the processor's cache: measured twice as fast as large reads ahead. Opens for reading only.

import { createHash } from "node:crypto";
import { closeSync, fstatSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { openFootageSync } from "../media/open-footage.ts";
import { serveRequests } from "../worker-port.ts";
import { endsFingerprint } from "./ends-fingerprint.ts";

const CHUNK_BYTES = 256 * 1024;
/** How often it looks up: for a cancel, and to tell how far it is. */
const CHUNKS_A_TURN = 64;
/** A slow disk may take longer than that for so many. */
const TURN_MS = 500;

export interface HashRequest { readonly pathBytes: Uint8Array }
/** `failed`: the operating system's code, where the file could not be read. */
export type HashResult = { readonly sha256: string; readonly endsSha256: string; readonly sizeBytes: number; readonly mtimeMs: number } | { readonly failed: string };

const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

async function hashFile(pathBytes: Uint8Array, signal: AbortSignal, report: (bytes: number) => void): Promise<HashResult> {
  const hash = createHash("sha256");
  const file = openFootageSync(pathBytes);
  try {
    const endBytes = fstatSync(file).size;
    let sizeBytes = 0;
    // One that grows as fast as it is read would never end; it has changed, and is not the one that was asked for.
    for (let turnBytes = 1; turnBytes > 0 && sizeBytes <= endBytes && !signal.aborted;) {
      turnBytes = 0;
      const beganMs = performance.now();
      for (let i = 0; i < CHUNKS_A_TURN && performance.now() - beganMs < TURN_MS; i++) {
        const bytesRead = readSync(file, chunk, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) break;
        hash.update(chunk.subarray(0, bytesRead));
        turnBytes += bytesRead;
      }
      sizeBytes += turnBytes;
      if (turnBytes === 0) break;
      report(turnBytes);
      await setImmediate();
    }
    // After reading: a file that was written to meanwhile is another file than the one that was hashed.
    return { sha256: hash.digest("hex"), endsSha256: await endsFingerprint((buffer, startByte) => readSync(file, buffer, 0, buffer.length, startByte), sizeBytes), sizeBytes, mtimeMs: fstatSync(file).mtimeMs };
  } finally {
    closeSync(file);
  }
}

serveRequests<HashRequest, HashResult>(async ({ pathBytes }, signal, report) => {
  try {
    return await hashFile(pathBytes, signal, report);
  } catch (error) {
    return { failed: error instanceof Error && "code" in error ? String(error.code) : "unknown" };
  }
});

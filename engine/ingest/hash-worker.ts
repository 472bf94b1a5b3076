// A thread that fingerprints files: SHA-256 while the next megabyte is already being read. Opens for reading only.

import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { parentPort } from "node:worker_threads";

const CHUNK_BYTES = 1024 * 1024;

export interface HashRequest { readonly hashId: number; readonly pathBytes: Uint8Array }
export type HashAnswer =
  | { readonly type: "progress"; readonly hashId: number; readonly bytes: number }
  | { readonly type: "done"; readonly hashId: number; readonly sha256: string; readonly sizeBytes: number }
  | { readonly type: "failed"; readonly hashId: number; readonly code: string };

const port = parentPort!;
const cancelled = new Set<number>();

async function hashFile(request: HashRequest): Promise<void> {
  const hash = createHash("sha256");
  const handle = await open(Buffer.from(request.pathBytes), "r");
  try {
    const buffers = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)] as const;
    let at = 0;
    let pending = handle.read(buffers[0], 0, CHUNK_BYTES, 0);
    for (let turn = 0; ; turn++) {
      const { bytesRead, buffer } = await pending;
      if (bytesRead === 0 || cancelled.has(request.hashId)) break;
      at += bytesRead;
      pending = handle.read(buffers[(turn + 1) % 2]!, 0, CHUNK_BYTES, at);
      hash.update(buffer.subarray(0, bytesRead));
      port.postMessage({ type: "progress", hashId: request.hashId, bytes: bytesRead } satisfies HashAnswer);
    }
    port.postMessage({ type: "done", hashId: request.hashId, sha256: hash.digest("hex"), sizeBytes: at } satisfies HashAnswer);
  } finally {
    cancelled.delete(request.hashId);
    await handle.close();
  }
}

port.on("message", (message: HashRequest | { readonly cancel: number }) => {
  if ("cancel" in message) {
    cancelled.add(message.cancel);
    return;
  }
  hashFile(message).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    port.postMessage({ type: "failed", hashId: message.hashId, code } satisfies HashAnswer);
  });
});

// The threads that fingerprint files.

import { availableParallelism } from "node:os";
import { workerUrl, WorkerPool } from "../worker-pool.ts";
import type { HashRequest, HashResult } from "./hash-worker.ts";

export type { HashResult } from "./hash-worker.ts";
export type HashPool = WorkerPool<HashRequest, HashResult>;

/** One file a thread: two at once would only make the disk's head jump. Close it when done. */
export function openHashPool(threadCount = Math.min(4, availableParallelism())): HashPool {
  return new WorkerPool(workerUrl("hash-worker", import.meta.url), { threadCount, perThread: 1 });
}

// Two threads that fingerprint files side by side, so that a request never waits behind a hash.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { AppError } from "../../contract/errors.ts";
import type { HashAnswer, HashRequest } from "./hash-worker.ts";

interface Waiting {
  readonly resolve: (result: HashResult) => void;
  readonly reject: (error: Error) => void;
  readonly onBytes: (bytes: number) => void;
}

/** `failed`: the operating system's code, where the file could not be read. */
export type HashResult = { readonly sha256: string; readonly sizeBytes: number } | { readonly failed: string };

export class HashPool {
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #lastHashId = 0;

  constructor(threadCount = Math.max(1, Math.min(4, availableParallelism()))) {
    const url = new URL(import.meta.url.endsWith(".ts") ? "./hash-worker.ts" : "./hash-worker.js", import.meta.url);
    this.#workers = Array.from({ length: threadCount }, () => {
      const worker = new Worker(url);
      worker.on("message", (answer: HashAnswer) => this.#receive(answer));
      worker.on("error", (cause) => this.#fail(cause));
      return worker;
    });
  }

  get threadCount(): number {
    return this.#workers.length;
  }

  /** @throws AppError cancelled, worker-died */
  async hash(pathBytes: Uint8Array, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<HashResult> {
    if (signal.aborted) throw new AppError("cancelled");
    const hashId = ++this.#lastHashId;
    const worker = this.#workers[hashId % this.#workers.length]!;
    const cancel = (): void => worker.postMessage({ cancel: hashId });
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const result = await new Promise<HashResult>((resolve, reject) => {
        this.#waiting.set(hashId, { resolve, reject, onBytes });
        worker.postMessage({ hashId, pathBytes } satisfies HashRequest);
      });
      if (signal.aborted) throw new AppError("cancelled");
      return result;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #receive(answer: HashAnswer): void {
    const waiting = this.#waiting.get(answer.hashId);
    if (waiting === undefined) return;
    if (answer.type === "progress") return waiting.onBytes(answer.bytes);
    this.#waiting.delete(answer.hashId);
    waiting.resolve(answer.type === "done" ? { sha256: answer.sha256, sizeBytes: answer.sizeBytes } : { failed: answer.code });
  }

  #fail(cause: unknown): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new AppError("worker-died", {}, { cause }));
    this.#waiting.clear();
  }
}

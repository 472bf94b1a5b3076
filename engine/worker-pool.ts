// Threads that answer requests, so that a query of the engine never waits behind long work. Knows nothing of what is asked;
// the other side of the wire is worker-port.ts.

import { Worker } from "node:worker_threads";
import { AppError, errorFromFacts, type ErrorFacts } from "../contract/errors.ts";

export interface PoolRequest<Q> { readonly requestId: number; readonly request: Q }
export interface PoolCancel { readonly cancel: number }
export type PoolAnswer<A> =
  | { readonly requestId: number; readonly amount: number }
  | { readonly requestId: number; readonly answer: A }
  | { readonly requestId: number; readonly failed: ErrorFacts };

/** A hostile file may make a reader take memory without end: its thread ends, and nothing else does. Short-lived objects need little room. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

interface Waiting<A> {
  readonly workerNo: number;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((amount: number) => void) | null;
}

export interface WorkerPoolOptions {
  readonly threadCount: number;
  /** How many requests a thread gets at once; more wait for their turn, first come, first served. */
  readonly perThread: number;
  /** What every thread is given once. */
  readonly workerData?: unknown;
}

export class WorkerPool<Q, A> {
  readonly #url: URL;
  readonly #workerData: unknown;
  readonly #workers: Worker[];
  /** Requests at each thread. */
  readonly #load: number[];
  readonly #perThread: number;
  readonly #queue: (() => void)[] = [];
  readonly #waiting = new Map<number, Waiting<A>>();
  #lastRequestId = 0;
  #isClosed = false;

  /** `url`: the thread's module. */
  constructor(url: URL, { threadCount, perThread, workerData = null }: WorkerPoolOptions) {
    this.#url = url;
    this.#workerData = workerData;
    this.#perThread = perThread;
    this.#load = Array.from({ length: threadCount }, () => 0);
    this.#workers = this.#load.map((_, workerNo) => this.#startThread(workerNo));
  }

  #startThread(workerNo: number): Worker {
    const worker = new Worker(this.#url, { workerData: this.#workerData, resourceLimits: LIMITS });
    let cause: unknown = null;
    worker.on("message", (answer: PoolAnswer<A>) => this.#receive(answer));
    worker.on("error", (error) => (cause = error));
    worker.on("exit", () => this.#replace(workerNo, cause));
    return worker;
  }

  get threadCount(): number {
    return this.#workers.length;
  }

  /** @throws AppError cancelled, worker-died, and what the thread refuses with */
  async run(request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null = null): Promise<A> {
    const workerNo = await this.#takeThread();
    try {
      if (signal.aborted) throw new AppError("cancelled");
      return await this.#ask(workerNo, request, signal, onProgress);
    } finally {
      this.#load[workerNo]!--;
      this.#queue.shift()?.();
    }
  }

  async #ask(workerNo: number, request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null): Promise<A> {
    const worker = this.#workers[workerNo]!;
    const requestId = ++this.#lastRequestId;
    const cancel = (): void => worker.postMessage({ cancel: requestId } satisfies PoolCancel);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const answer = await new Promise<A>((resolve, reject) => {
        this.#waiting.set(requestId, { workerNo, resolve, reject, onProgress });
        worker.postMessage({ requestId, request } satisfies PoolRequest<Q>);
      });
      if (signal.aborted) throw new AppError("cancelled");
      return answer;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  /** Waits for a thread with room and takes a place there. */
  async #takeThread(): Promise<number> {
    for (;;) {
      const least = Math.min(...this.#load);
      if (least < this.#perThread) {
        const workerNo = this.#load.indexOf(least);
        this.#load[workerNo]!++;
        return workerNo;
      }
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #receive(message: PoolAnswer<A>): void {
    const waiting = this.#waiting.get(message.requestId);
    if (waiting === undefined) return;
    if ("amount" in message) return waiting.onProgress?.(message.amount);
    this.#waiting.delete(message.requestId);
    if ("failed" in message) waiting.reject(errorFromFacts(message.failed));
    else waiting.resolve(message.answer);
  }

  /** A thread that died took its requests with it: whoever waits is told, and another thread takes its place. */
  #replace(workerNo: number, cause: unknown): void {
    if (!this.#isClosed) this.#workers[workerNo] = this.#startThread(workerNo);
    for (const [requestId, waiting] of this.#waiting) {
      if (waiting.workerNo !== workerNo) continue;
      this.#waiting.delete(requestId);
      waiting.reject(new AppError(this.#isClosed ? "cancelled" : "worker-died", {}, { cause }));
    }
  }
}

/** The url of a thread's module beside the caller: sources and builds have other endings. */
export function workerUrl(name: string, callerUrl: string): URL {
  return new URL(`./${name}${callerUrl.endsWith(".ts") ? ".ts" : ".js"}`, callerUrl);
}

// Threads that answer requests, so that a query of the engine never waits behind long work. Knows nothing of what is asked;
// the other side of the wire is worker-port.ts. A request that takes its thread with it is found, and told as the one.

import { AppError } from "../contract/errors.ts";
import { PoolThread, ThreadLost, type SilenceLimits } from "./pool-thread.ts";

export interface WorkerPoolOptions {
  readonly threadCount: number;
  /** How many requests a thread gets at once; more wait for their turn, first come, first served. */
  readonly perThread: number;
  /** What every thread is given once. */
  readonly workerData?: unknown;
  readonly limits?: SilenceLimits;
}

/**
 * A large index is worked through without a sign for some seconds; a disk that spins up, a share that comes back takes longer.
 * Tools that a thread runs have their own, shorter limit (read-container.ts).
 */
export const SILENCE_LIMITS: SilenceLimits = { tickMs: 1_000, spinTicks: 30, stallTicks: 240 };

export class WorkerPool<Q, A> {
  readonly #url: URL;
  readonly #workerData: unknown;
  readonly #limits: SilenceLimits;
  readonly #threads: PoolThread<Q, A>[];
  /** The one that works alone, while it does. */
  #loneThread: PoolThread<Q, A> | null = null;
  #loneWork: Promise<unknown> = Promise.resolve();
  /** Requests at each thread. */
  readonly #load: number[];
  readonly #perThread: number;
  readonly #queue: (() => void)[] = [];
  readonly #ticker: NodeJS.Timeout;
  #isClosed = false;

  /** `url`: the thread's module. */
  constructor(url: URL, { threadCount, perThread, workerData = null, limits = SILENCE_LIMITS }: WorkerPoolOptions) {
    this.#url = url;
    this.#workerData = workerData;
    this.#limits = limits;
    this.#perThread = perThread;
    this.#load = Array.from({ length: threadCount }, () => 0);
    this.#threads = this.#load.map((_, threadNo) => this.#startThread(threadNo));
    this.#ticker = setInterval(() => {
      for (const thread of this.#threads) thread.tick();
      this.#loneThread?.tick();
    }, limits.tickMs).unref();
  }

  /** One that is lost is replaced. */
  #startThread(threadNo: number): PoolThread<Q, A> {
    return new PoolThread(this.#url, this.#workerData, this.#limits, () => {
      if (!this.#isClosed) this.#threads[threadNo] = this.#startThread(threadNo);
    });
  }

  get threadCount(): number {
    return this.#threads.length;
  }

  /** @throws AppError cancelled, worker-died, worker-silent (by this very request), and what the thread refuses with */
  async run(request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null = null): Promise<A> {
    try {
      return await this.#runAmongOthers(request, signal, onProgress);
    } catch (error) {
      if (!(error instanceof ThreadLost)) throw error;
      // Memory may have been taken by those who were there before: only a request that dies alone in a new thread is to blame.
      if (error.kind === "closed" || signal.aborted || (error.kind === "silent" && error.wasAlone)) throw blame(error, signal);
    }
    return this.#runAlone(request, signal, onProgress);
  }

  async #runAmongOthers(request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null): Promise<A> {
    const threadNo = await this.#takeThread();
    try {
      if (signal.aborted || this.#isClosed) throw new AppError("cancelled");
      return await this.#threads[threadNo]!.ask(request, signal, onProgress);
    } finally {
      this.#load[threadNo]!--;
      this.#queue.shift()?.();
    }
  }

  /** In a thread of its own, one request after the other. */
  async #runAlone(request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null): Promise<A> {
    const before = this.#loneWork;
    const work = (async (): Promise<A> => {
      await before;
      if (signal.aborted || this.#isClosed) throw new AppError("cancelled");
      const thread = new PoolThread<Q, A>(this.#url, this.#workerData, this.#limits, () => undefined);
      this.#loneThread = thread;
      try {
        return await thread.ask(request, signal, onProgress);
      } catch (error) {
        throw error instanceof ThreadLost ? blame(error, signal) : error;
      } finally {
        this.#loneThread = null;
        await thread.end();
      }
    })();
    this.#loneWork = work.catch(() => undefined);
    return work;
  }

  /** Waits for a thread with room and takes a place there. */
  async #takeThread(): Promise<number> {
    for (;;) {
      const least = Math.min(...this.#load);
      if (least < this.#perThread) {
        const threadNo = this.#load.indexOf(least);
        this.#load[threadNo]!++;
        return threadNo;
      }
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#ticker);
    await Promise.all([...this.#threads, ...(this.#loneThread === null ? [] : [this.#loneThread])].map((thread) => thread.end()));
  }
}

function blame(lost: ThreadLost, signal: AbortSignal): AppError {
  if (lost.kind === "closed" || signal.aborted) return new AppError("cancelled", {}, { cause: lost });
  return new AppError(lost.kind === "silent" ? "worker-silent" : "worker-died", {}, { cause: lost.cause });
}

/** The url of a thread's module beside the caller: sources and builds have other endings. */
export function workerUrl(name: string, callerUrl: string): URL {
  return new URL(`./${name}${callerUrl.endsWith(".ts") ? ".ts" : ".js"}`, callerUrl);
}

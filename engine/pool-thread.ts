// One thread of a worker pool and the requests that are at it. Watches from outside whether the thread still lives: one that spins
// in a hostile file cannot end itself. Which request is to blame, and what is tried again, is worker-pool.ts's to say.

import { Worker } from "node:worker_threads";
import { AppError, errorFromFacts, type ErrorFacts } from "../contract/errors.ts";

export interface PoolRequest<Q> { readonly requestId: number; readonly request: Q }
export interface PoolCancel { readonly cancel: number }
/** `beat`: the thread turns, and how much it has read since it began. `childPid`: a process that it started, or that ended. */
export type PoolAnswer<A> =
  | { readonly requestId: number; readonly amount: number }
  | { readonly requestId: number; readonly answer: A }
  | { readonly requestId: number; readonly failed: ErrorFacts }
  | { readonly beat: number }
  | { readonly childPid: number; readonly isRunning: boolean };

/**
 * How long a thread with work may be silent, in ticks of the pool: one that comes late because this process was held up or the
 * machine slept is still one.
 */
export interface SilenceLimits {
  readonly tickMs: number;
  /** Without any sign: it computes without end. */
  readonly spinTicks: number;
  /** It turns, and has read nothing: the disk does not answer. A slow disk that gives a little now and then is waited for. */
  readonly stallTicks: number;
}

/** The thread is gone; `wasAlone`: no other request was at it. */
export class ThreadLost extends Error {
  readonly kind: "silent" | "died" | "closed";
  readonly wasAlone: boolean;

  constructor(kind: ThreadLost["kind"], wasAlone: boolean, cause: unknown) {
    super(`thread ${kind}`, { cause });
    this.kind = kind;
    this.wasAlone = wasAlone;
  }
}

/** A hostile file may make a reader take memory without end: its thread ends, and nothing else does. Short-lived objects need little room. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };
/** Someone waits for a cancelled request to end. */
const SPIN_TICKS_AFTER_CANCEL = 3;
/** A thread that hangs in the operating system does not end before the disk answers. */
const END_MS = 2_000;

interface Waiting<A> {
  readonly resolve: (answer: A) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((amount: number) => void) | null;
}

export class PoolThread<Q, A> {
  readonly #worker: Worker;
  readonly #limits: SilenceLimits;
  readonly #onLost: () => void;
  readonly #waiting = new Map<number, Waiting<A>>();
  readonly #childPids = new Set<number>();
  #lastRequestId = 0;
  #silentTicks = 0;
  #stalledTicks = 0;
  /** -1: it has not begun to listen. */
  #beat = -1;
  #hasCancelled = false;
  #isLost = false;
  #cause: unknown = null;

  /** `onLost` is told once, when the thread is gone, whyever. */
  constructor(url: URL, workerData: unknown, limits: SilenceLimits, onLost: () => void) {
    this.#limits = limits;
    this.#onLost = onLost;
    this.#worker = new Worker(url, { workerData, resourceLimits: MEMORY });
    this.#worker.on("message", (answer: PoolAnswer<A>) => this.#receive(answer));
    this.#worker.on("error", (error) => (this.#cause = error));
    this.#worker.on("exit", () => this.#lose("died"));
  }

  /** @throws AppError cancelled, and what the thread refuses with; ThreadLost */
  async ask(request: Q, signal: AbortSignal, onProgress: ((amount: number) => void) | null): Promise<A> {
    const requestId = ++this.#lastRequestId;
    const cancel = (): void => {
      this.#hasCancelled = true;
      this.#worker.postMessage({ cancel: requestId } satisfies PoolCancel);
    };
    signal.addEventListener("abort", cancel, { once: true });
    if (this.#waiting.size === 0) [this.#silentTicks, this.#stalledTicks, this.#hasCancelled] = [0, 0, false];
    try {
      const answer = await new Promise<A>((resolve, reject) => {
        this.#waiting.set(requestId, { resolve, reject, onProgress });
        this.#worker.postMessage({ requestId, request } satisfies PoolRequest<Q>);
      });
      if (signal.aborted) throw new AppError("cancelled");
      return answer;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  #receive(message: PoolAnswer<A>): void {
    this.#silentTicks = 0;
    if ("beat" in message) {
      if (message.beat !== this.#beat) this.#stalledTicks = 0;
      this.#beat = message.beat;
      return;
    }
    if ("childPid" in message) {
      this.#childPids[message.isRunning ? "add" : "delete"](message.childPid);
      return;
    }
    this.#stalledTicks = 0;
    const waiting = this.#waiting.get(message.requestId);
    if (waiting === undefined) return;
    if ("amount" in message) return waiting.onProgress?.(message.amount);
    this.#waiting.delete(message.requestId);
    if ("failed" in message) waiting.reject(errorFromFacts(message.failed));
    else waiting.resolve(message.answer);
  }

  /** To be called once a tick: ends the thread where it was silent for too long. */
  tick(): void {
    if (this.#waiting.size === 0 || this.#isLost || this.#beat < 0) return;
    this.#silentTicks++;
    this.#stalledTicks++;
    const { spinTicks, stallTicks } = this.#limits;
    if (this.#silentTicks < (this.#hasCancelled ? Math.min(SPIN_TICKS_AFTER_CANCEL, spinTicks) : spinTicks) && this.#stalledTicks < stallTicks) return;
    this.#lose("silent");
    void this.#worker.terminate();
    this.#worker.unref();
  }

  #lose(kind: ThreadLost["kind"]): void {
    if (this.#isLost) return;
    this.#isLost = true;
    for (const pid of this.#childPids) endProcess(pid);
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lost) waiting.reject(new ThreadLost(kind, lost.length === 1, this.#cause));
    this.#onLost();
  }

  async end(): Promise<void> {
    this.#lose("closed");
    let timer: NodeJS.Timeout | null = null;
    await Promise.race([this.#worker.terminate(), new Promise((resolve) => (timer = setTimeout(resolve, END_MS)))]);
    clearTimeout(timer!);
    this.#worker.unref();
  }
}

/** A process that a thread started does not end with it. */
function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

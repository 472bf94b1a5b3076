// The thread's side of a worker pool: takes requests, lets each be cancelled by its own signal, answers facts, and says now and
// then that it lives and whether it got on.

import { parentPort } from "node:worker_threads";
import { factsFromError } from "../contract/errors.ts";
import type { PoolAnswer, PoolCancel, PoolRequest } from "./pool-thread.ts";

const BEAT_MS = 500;

export interface PortOptions {
  /** A number that grows while the thread gets on: bytes read, lines heard. */
  readonly progress?: () => number;
  /** Calls back with each process that starts and ends, so that none outlives a thread that is ended from outside. */
  readonly watchChildren?: (told: (childPid: number, isRunning: boolean) => void) => void;
}

/** Answers requests until the thread is ended. `report` tells an amount of progress since the last call. */
export function serveRequests<Q, A>(
  answer: (request: Q, signal: AbortSignal, report: (amount: number) => void) => Promise<A>, { progress = () => 0, watchChildren }: PortOptions = {},
): void {
  const port = parentPort!;
  const running = new Map<number, AbortController>();
  const send = (message: PoolAnswer<A>): void => port.postMessage(message);
  watchChildren?.((childPid, isRunning) => send({ childPid, isRunning }));
  send({ beat: progress() });
  // Silent where nothing is asked of it: the pool asks for no sign then.
  setInterval(() => {
    if (running.size > 0) send({ beat: progress() });
  }, BEAT_MS).unref();
  port.on("message", (message: PoolRequest<Q> | PoolCancel) => {
    if ("cancel" in message) return running.get(message.cancel)?.abort();
    const { requestId, request } = message;
    const abort = new AbortController();
    running.set(requestId, abort);
    answer(request, abort.signal, (amount) => send({ requestId, amount }))
      .then((given) => send({ requestId, answer: given }), (error: unknown) => send({ requestId, failed: abort.signal.aborted ? { code: "cancelled", params: {} } : factsFromError(error) }))
      .finally(() => running.delete(requestId));
    return undefined;
  });
}

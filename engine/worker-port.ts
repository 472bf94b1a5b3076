// The thread's side of a worker pool: takes requests, lets each be cancelled by its own signal, answers facts.

import { parentPort } from "node:worker_threads";
import { factsFromError } from "../contract/errors.ts";
import type { PoolAnswer, PoolCancel, PoolRequest } from "./worker-pool.ts";

/** Answers requests until the thread is ended. `report` tells an amount of progress since the last call. */
export function serveRequests<Q, A>(answer: (request: Q, signal: AbortSignal, report: (amount: number) => void) => Promise<A>): void {
  const port = parentPort!;
  const running = new Map<number, AbortController>();
  const send = (message: PoolAnswer<A>): void => port.postMessage(message);
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

// The thread that reads one picture's clock and ends: its loops over pixels would keep a query of the engine waiting.

import { parentPort, workerData } from "node:worker_threads";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { PictureClockRequest } from "./picture-clock-request.ts";
import { readPictureClock, type PictureClock } from "./read-picture-clock.ts";

export type ThreadAnswer = { readonly clock: PictureClock } | { readonly failed: ErrorFacts };

const port = parentPort!;
const abort = new AbortController();
// The only message is to stop.
port.once("message", () => abort.abort());
void readPictureClock(workerData as PictureClockRequest, abort.signal)
  .then((clock): ThreadAnswer => ({ clock }), (error: unknown): ThreadAnswer => ({ failed: abort.signal.aborted ? { code: "cancelled", params: {} } : factsFromError(error) }))
  .then((answer) => {
    port.postMessage(answer);
    port.close();
  });

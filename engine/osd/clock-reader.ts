// Starts the thread that reads a picture's clock, waits for its answer, and ends it when it is not wanted any more.

import { Worker } from "node:worker_threads";
import { AppError, errorFromFacts } from "../../contract/errors.ts";
import { workerUrl } from "../worker-pool.ts";
import type { ThreadAnswer } from "./clock-reader-thread.ts";
import type { PictureClockRequest } from "./picture-clock-request.ts";
import type { PictureClock } from "./read-picture-clock.ts";

/** It ends its ffmpeg first. */
const END_AFTER_MS = 3_000;

/** @throws AppError what readPictureClock refuses with; worker-died, cancelled */
export function readClockInThread(request: PictureClockRequest, signal: AbortSignal): Promise<PictureClock> {
  if (signal.aborted) return Promise.reject(new AppError("cancelled"));
  // The text recogniser prints figures of its own where it finds nothing: on our standard output they would be an answer.
  const worker = new Worker(workerUrl("clock-reader-thread", import.meta.url), { workerData: request, stdout: true, stderr: true });
  worker.stdout.resume();
  worker.stderr.resume();
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.postMessage("stop");
      setTimeout(() => void worker.terminate(), END_AFTER_MS).unref();
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.once("message", (answer: ThreadAnswer) => ("clock" in answer ? resolve(answer.clock) : reject(errorFromFacts(answer.failed))));
    worker.once("error", (cause) => reject(new AppError("worker-died", {}, { cause })));
    worker.once("exit", () => {
      signal.removeEventListener("abort", stop);
      reject(new AppError(signal.aborted ? "cancelled" : "worker-died"));
    });
  });
}

// The threads that look at files and read them. What ends a thread is the file's problem, not the job's.

import { availableParallelism } from "node:os";
import { AppError, type ErrorCode } from "../../contract/errors.ts";
import type { SilenceLimits } from "../pool-thread.ts";
import { SILENCE_LIMITS, workerUrl, WorkerPool } from "../worker-pool.ts";
import { unreadableFile, type ReadFile, type ReadingRules } from "./read-file.ts";
import type { FoundProblem } from "../media/raw-track.ts";
import type { ReadRequest } from "./read-worker.ts";
import type { WalkedFile } from "./walk.ts";

/** A thread that waits for the disk or for ffprobe has time for another file. */
const FILES_A_THREAD = 2;

/** Whatever a reader did not foresee is this file's problem: the thousand others are still to be read. */
const UNFORESEEN: Partial<Record<ErrorCode, (error: AppError) => FoundProblem>> = {
  "worker-died": () => ({ code: "container-unreadable", params: { detail: "out of memory" } }),
  "worker-silent": () => ({ code: "read-timeout", params: {} }),
  internal: (error) => ({ code: "container-unreadable", params: { detail: String(error.params["message"] ?? "").slice(0, 200) } }),
};

/** Close it when done. */
export class ReadPool {
  readonly #pool: WorkerPool<ReadRequest, ReadFile | null>;

  constructor(rules: ReadingRules, limits: SilenceLimits = SILENCE_LIMITS) {
    this.#pool = new WorkerPool(workerUrl("read-worker", import.meta.url), { threadCount: availableParallelism(), perThread: FILES_A_THREAD, workerData: rules, limits });
  }

  /** The first look; null: it is none of ours. @throws AppError cancelled */
  look(file: WalkedFile, signal: AbortSignal): Promise<ReadFile | null> {
    return this.#ask({ how: "look", file }, signal);
  }

  /** Its packets. @throws AppError cancelled, ffmpeg-missing */
  async read(file: WalkedFile, signal: AbortSignal): Promise<ReadFile> {
    // It looked like footage a moment ago: what it is now was put in its place since.
    return (await this.#ask({ how: "read", file }, signal)) ?? unreadableFile(file, { code: "changed-while-reading", params: {} });
  }

  async #ask(request: ReadRequest, signal: AbortSignal): Promise<ReadFile | null> {
    try {
      return await this.#pool.run(request, signal);
    } catch (error) {
      const problem = error instanceof AppError ? UNFORESEEN[error.code]?.(error) : undefined;
      if (problem === undefined) throw error;
      return unreadableFile(request.file, problem);
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

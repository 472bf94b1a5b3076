// One library while a command runs: calls that follow the command's cancellation, times in the library's zone, and
// jobs waited for with their progress shown. The engine is reached from here and nowhere else.

import { setTimeout } from "node:timers/promises";
import { AppError, errorFromFacts, isErrorCode, throwIfAborted } from "../contract/errors.ts";
import type { Job } from "../contract/jobs.ts";
import type { InputOf, MethodName, OutputOf } from "../contract/methods.ts";
import type { Actor } from "../contract/model.ts";
import { instantFromText, isoFromInstant } from "../contract/time-text.ts";
import { asCameraMs, asTrueMs, type CameraMs, type TrueMs } from "../contract/time.ts";
import type { Engine } from "../engine/engine.ts";
import { jobProgressText } from "./progress.ts";
import type { Sentences } from "./sentences.ts";
import type { Terminal } from "./terminal.ts";

/** `reading` needs a library that is there; `writing` makes a missing one; `making` does, and writes nothing more. */
export type LibraryAccess = "reading" | "writing" | "making";

export interface OpenLibraryOptions {
  readonly libraryPath: string;
  readonly access: LibraryAccess;
  /** Zone of a library that is made; one that exists keeps its own. */
  readonly timezone: string | null;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  readonly sentences: Sentences;
}

export class OpenLibrary {
  readonly timezone: string;
  readonly #engine: Engine;
  readonly #options: OpenLibraryOptions;

  constructor(engine: Engine, timezone: string, options: OpenLibraryOptions) {
    this.#engine = engine;
    this.timezone = timezone;
    this.#options = options;
  }

  call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
    return this.#engine.call(method, input, this.#options.signal);
  }

  /** @throws AppError time-unreadable, time-nonexistent, time-ambiguous */
  trueFromText(text: string): TrueMs;
  trueFromText(text: string | null): TrueMs | null;
  trueFromText(text: string | null): TrueMs | null {
    return text === null ? null : asTrueMs(instantFromText(text, this.timezone));
  }

  /** @throws AppError time-unreadable, time-nonexistent, time-ambiguous */
  cameraFromText(text: string): CameraMs {
    return asCameraMs(instantFromText(text, this.timezone));
  }

  iso(epochMs: number): string;
  iso(epochMs: number | null): string | null;
  iso(epochMs: number | null): string | null {
    return epochMs === null ? null : isoFromInstant(epochMs, this.timezone);
  }

  /** Waits for a job and answers its result. @throws AppError what the job failed with, or cancelled */
  async resultOfJob(jobId: number): Promise<unknown> {
    const { signal, terminal, sentences } = this.#options;
    const stopListening = this.#engine.onEvent((event) => {
      if (event.type !== "jobs.changed" || event.job.jobId !== jobId || event.job.state !== "running") return;
      terminal.progress(jobProgressText(event.job, Date.now(), sentences));
    });
    try {
      const job = await this.#engine.waitForJob(jobId, signal);
      return resultOf(job);
    } finally {
      stopListening();
      terminal.clearProgress();
    }
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

function resultOf(job: Job): unknown {
  if (job.state === "done") return job.result;
  if (job.error !== null && isErrorCode(job.error.code)) throw errorFromFacts({ code: job.error.code, params: job.error.params });
  if (job.state === "cancelled" || job.state === "interrupted") throw new AppError("cancelled");
  throw new AppError("internal", { message: job.error?.code ?? job.state });
}

/** How long a command waits for another one to be done with the library: a listing takes it for a moment only. */
const BUSY_WAIT_MS = 3000;
const BUSY_RETRY_MS = 150;

/** @throws AppError library-busy where another process goes on writing, library-read-only where nothing can be written and it must, and what opening refuses with */
async function openForAccess(options: OpenLibraryOptions): Promise<Engine> {
  const { libraryPath, access, actor, timezone, signal, terminal, sentences } = options;
  // Loaded here and not above: help and errors of usage answer without a database or ffmpeg.
  const { openEngine } = await import("../engine/engine.ts");
  const giveUpMs = Date.now() + BUSY_WAIT_MS;
  for (;;) {
    throwIfAborted(signal);
    const engine = await openEngine({ libraryPath, create: access !== "reading", mustWrite: access === "writing", actor, ...(timezone === null ? {} : { timezone }) });
    if (engine.readOnlyBecause === "place") terminal.note(sentences.say("notes.readOnlyPlace", { path: libraryPath }));
    else if (engine.readOnlyBecause === "held" && access === "reading") terminal.note(sentences.say("notes.onlyReading"));
    if (engine.isWritable || access !== "writing") return engine;
    await engine.close();
    if (Date.now() > giveUpMs) throw new AppError("library-busy", { path: libraryPath });
    await setTimeout(BUSY_RETRY_MS);
  }
}

/** @throws AppError library-not-found, library-busy, library-read-only, library-copy-no-room, library-newer, library-damaged, library-on-network, folder-not-writable */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenLibrary> {
  const engine = await openForAccess(options);
  try {
    const library = await engine.call("library.read", {}, options.signal);
    return new OpenLibrary(engine, library.timezone, options);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

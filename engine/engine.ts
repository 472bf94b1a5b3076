// The engine: opens a library and answers the contract's methods. Only its hosts import this file
// (engine/host.ts for the window, cli/ for the command line, the tests).

import { hostname } from "node:os";
import { AppError, throwIfAborted } from "../contract/errors.ts";
import type { EngineEvent } from "../contract/events.ts";
import type { Job } from "../contract/jobs.ts";
import { isMethodName, methods, type InputOf, type MethodName, type OutputOf } from "../contract/methods.ts";
import type { Actor } from "../contract/model.ts";
import type { MediaKind, ResolvedMedia } from "../contract/transport.ts";
import { DEFAULT_TIMEZONE, requireTimezone } from "../contract/zone.ts";
import { APP_VERSION } from "./app-version.ts";
import { caseHandlers } from "./cases/case-handlers.ts";
import { orderHandlers } from "./cases/order.ts";
import { changeHandlers } from "./changes/change-handlers.ts";
import { continuityHandlers } from "./cases/continuity-handlers.ts";
import { eventHandlers } from "./cases/event-handlers.ts";
import { exhibitHandlers } from "./cases/exhibit-handlers.ts";
import { pathHandlers } from "./cases/case-path.ts";
import { statementHandlers } from "./cases/statement-handlers.ts";
import { clockHandlers } from "./clocks/clock-handlers.ts";
import { libraryPaths, type EngineContext, type Handlers } from "./engine-context.ts";
import { evidenceHandlers } from "./evidence/evidence-handlers.ts";
import { choiceHandlers } from "./ingest/choice-handlers.ts";
import { indexHandlers } from "./ingest/index-handlers.ts";
import { intakeHandlers } from "./ingest/intake-handlers.ts";
import { libraryHandlers } from "./ingest/library-handlers.ts";
import { patternHandlers } from "./ingest/pattern-handlers.ts";
import { rootHandlers } from "./ingest/root-handlers.ts";
import { RootStates } from "./ingest/root-states.ts";
import { Watches, watchHandlers } from "./ingest/watches.ts";
import { JobRunner, type JobHistory } from "./jobs.ts";
import { blindAreaHandlers } from "./map/blind-area-handlers.ts";
import { neighbourHandlers } from "./map/neighbour-handlers.ts";
import { planHandlers } from "./map/plan-handlers.ts";
import { tileHandlers } from "./map/tile-handlers.ts";
import { osdHandlers } from "./osd/osd-handlers.ts";
import { mediaHandlers, resolveMedia } from "./media/media-handlers.ts";
import { previewHandlers } from "./media/preview-handlers.ts";
import { keepPreviews } from "./media/preview-job.ts";
import { proxyHandlers } from "./media/proxy-handlers.ts";
import { sampleHandlers } from "./sample/sample-handlers.ts";
import { listJobs } from "./store/jobs.ts";
import { readActor } from "./store/settings.ts";
import { Store } from "./store/store.ts";
import { timelineHandlers } from "./timeline/timeline-handlers.ts";
import { endSittings, watchedHandlers } from "./watched/watched-handlers.ts";

export { verifyBundle } from "./evidence/verify-bundle.ts";
export { makeSampleFootage } from "./sample/sample-handlers.ts";
export { checkMachine } from "./doctor.ts";

export interface OpenEngineOptions {
  readonly libraryPath: string;
  /** Makes a library where there is none. */
  readonly create: boolean;
  /** Who acts; null takes the one that the library remembers, if any. */
  readonly actor: Actor | null;
  /** Zone of a library that is made now. */
  readonly timezone?: string;
  /** Refuses at once a library at a place that cannot be written, instead of opening it for reading. Default false. */
  readonly mustWrite?: boolean;
}

/** Rows that a job derives are nobody's act. */
const SYSTEM: Actor = { name: "quayline", unit: null, number: null };

/** Checks outputs too: in tests and development, where a wrong answer should fail loudly. */
const checksOutputs = process.env["NODE_ENV"] !== "production";

export class Engine {
  readonly #store: Store;
  readonly #jobs: JobRunner;
  readonly #context: EngineContext;
  readonly #watches: Watches;
  readonly #handlers: Handlers;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #actor: Actor | null;
  #isClosed = false;

  constructor(store: Store, actor: Actor | null) {
    this.#store = store;
    this.#actor = actor ?? readActor(store.db);
    this.#jobs = new JobRunner(historyOf(store), (job) => this.#emit({ type: "jobs.changed", job }));
    this.#context = this.#makeContext();
    this.#watches = new Watches(this.#context);
    this.#handlers = makeHandlers(this.#context, this.#watches, (method, input, signal) => this.call(method, input, signal));
  }

  get libraryPath(): string {
    return this.#store.libraryPath;
  }

  get isWritable(): boolean {
    return this.#store.isWritable;
  }

  /** Why it is only read; null: it can be written. */
  get readOnlyBecause(): "held" | "place" | null {
    return this.#store.readOnlyBecause;
  }

  /** True where opening made the library. */
  get isNew(): boolean {
    return this.#store.isNew;
  }

  /**
   * Answers one request; its method and input are validated here and nowhere else.
   * @throws AppError input-invalid, and what the handler refuses with; `cancelled` after an abort
   */
  async call<M extends MethodName>(method: M, input: InputOf<M>, signal: AbortSignal = new AbortController().signal): Promise<OutputOf<M>> {
    if (!isMethodName(method)) throw new AppError("input-invalid", { field: "method", detail: String(method) });
    const parsed = methods[method].input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new AppError("input-invalid", { field: issue?.path.join(".") ?? "", detail: issue?.message ?? "" });
    }
    throwIfAborted(signal);
    this.#store.requireStill();
    try {
      const handler = this.#handlers[method] as (input: unknown, signal: AbortSignal) => OutputOf<M> | Promise<OutputOf<M>>;
      const output = await handler(parsed.data, signal);
      if (checksOutputs) methods[method].output.parse(output);
      // What was read while another account began to write is no answer, and no sign of damage either.
      this.#store.requireStill();
      return output;
    } catch (error) {
      if (signal.aborted) throw new AppError("cancelled", {}, { cause: error });
      this.#store.requireStill();
      throw error;
    }
  }

  /** Answers a function that stops listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the job when it is over, however it ended; an abort cancels the job. */
  async waitForJob(jobId: number, signal?: AbortSignal): Promise<Job> {
    return this.#jobs.wait(jobId, signal);
  }

  /** Which file a footage:// address means. For the host alone. @throws AppError file-unknown, source-offline */
  resolveMedia(kind: MediaKind, id: number): Promise<ResolvedMedia> {
    return resolveMedia(this.#context, kind, id);
  }

  /** Makes stored frames by itself from now on: of what is there, and after each index. For a host that stays. */
  keepPreviews(): void {
    keepPreviews(this.#context, (listener) => this.onEvent(listener));
  }

  /** Goes on watching the folders that were watched when the library was open last. For the window's host alone. */
  resumeWatches(): Promise<void> {
    return this.#watches.resume();
  }

  /** Ends all jobs, then closes the library. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#jobs.close();
    await endSittings(this.#store);
    await this.#store.close();
  }

  #emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #makeContext(): EngineContext {
    const requireActor = (): Actor => {
      if (this.#actor === null) throw new AppError("actor-unknown");
      return this.#actor;
    };
    return {
      store: this.#store,
      jobs: this.#jobs,
      roots: new RootStates(this.#store, (input) => this.#store.write("roots.setOffline", input, SYSTEM), (...topics) => this.#emit({ type: "library.changed", topics })),
      paths: libraryPaths(this.#store.libraryPath),
      appVersion: APP_VERSION,
      requireActor,
      setActor: (actor) => {
        this.#actor = actor;
      },
      currentActor: () => this.#actor,
      write: async (name, input) => {
        this.#store.requireWritable();
        return this.#store.write(name, input, requireActor());
      },
      writeAsSystem: async (name, input) => this.#store.write(name, input, SYSTEM),
      changed: (...topics) => this.#emit({ type: "library.changed", topics }),
    };
  }
}

function makeHandlers(context: EngineContext, watches: Watches, call: Engine["call"]): Handlers {
  return {
    ...libraryHandlers(context),
    ...indexHandlers(context),
    ...rootHandlers(context),
    ...watchHandlers(context, watches),
    ...patternHandlers(context),
    ...choiceHandlers(context),
    ...intakeHandlers(context),
    ...timelineHandlers(context),
    ...mediaHandlers(context),
    ...previewHandlers(context),
    ...proxyHandlers(context),
    ...clockHandlers(context),
    ...osdHandlers(context),
    ...caseHandlers(context),
    ...orderHandlers(context),
    ...changeHandlers(context),
    ...watchedHandlers(context),
    ...exhibitHandlers(context),
    ...statementHandlers(context),
    ...eventHandlers(context),
    ...pathHandlers(context),
    ...planHandlers(context),
    ...blindAreaHandlers(context),
    ...neighbourHandlers(context),
    ...tileHandlers(context),
    ...continuityHandlers(context),
    ...evidenceHandlers(context),
    ...sampleHandlers(context, call),
  } satisfies Handlers;
}

/** Jobs of a library that is only read are numbered from here, far above any row. */
let unkeptJobId = 1_000_000_000;

function historyOf(store: Store): JobHistory {
  return {
    start: async (kind, subjectId, progress) =>
      store.isWritable ? (await store.write("jobs.start", { kind, subjectId, progress }, SYSTEM)).jobId : ++unkeptJobId,
    finish: async (job) => {
      if (store.isWritable) await store.write("jobs.finish", job, SYSTEM);
    },
    list: () => listJobs(store.db),
  };
}

/**
 * Opens a library, making it where it is missing and `create` says so.
 * @throws AppError library-not-found, library-newer, library-damaged, library-on-network, folder-not-writable, disk-full, timezone-unknown,
 * library-copy-no-room; library-read-only where it must be written
 */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const timezone = requireTimezone(options.timezone ?? DEFAULT_TIMEZONE);
  const threadName = import.meta.url.endsWith(".ts") ? "./writer-thread.ts" : "./writer-thread.js";
  const store = await Store.open({
    libraryPath: options.libraryPath, create: options.create, timezone,
    host: hostname(), appVersion: APP_VERSION, writerThreadUrl: new URL(threadName, import.meta.url),
    mustWrite: options.mustWrite === true,
  });
  if (store.isWritable) {
    await store.write("jobs.markInterrupted", undefined, SYSTEM);
    // A crash leaves a sitting open: what is known of it goes into the log now.
    await endSittings(store);
    if (store.isNew) await store.write("library.logInit", { timezone }, options.actor ?? SYSTEM);
  }
  return new Engine(store, options.actor);
}

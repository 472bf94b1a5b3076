// Makes playable copies in the background, in the order in which the window wishes for them: one at a time, and a second one
// where a tile shows nothing without it. The wishes follow the play head; what nobody wishes for any more is given up.

import { AppError, factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { EngineContext } from "../engine-context.ts";
import { requireFile } from "../store/files.ts";
import { proxyJobKind, proxyPath, readyProxyPath, requireOriginal, startProxy, type ProxySize } from "./proxy-jobs.ts";
import { readShelf, removeProxy, trimShelf } from "./proxy-shelf.ts";

export interface ProxyWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** A tile shows nothing without it. */
  readonly isUrgent: boolean;
}

export interface ProxyStanding {
  readonly fileId: number;
  readonly size: ProxySize;
  readonly state: "ready" | "making" | "waiting" | "failed";
  readonly jobId: number | null;
  readonly error: ErrorFacts | null;
}

interface Running {
  /** Null for the moment until it has one. */
  readonly jobId: number | null;
}

const keyOf = ({ fileId, size }: Pick<ProxyWish, "fileId" | "size">): string => `${size} ${fileId}`;

export class ProxyQueue {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();
  /** Given up by us, not by a person: it is made again when it is wished for again. */
  readonly #givenUp = new Set<number>();
  /** Not tried again by itself. */
  readonly #failures = new Map<string, ErrorFacts>();
  #wishes: readonly ProxyWish[] = [];
  #shown: ReadonlySet<number> = new Set();
  #isFull = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Takes the window's wishes, the most wanted first, and what it shows; answers how each stands. */
  async want(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): Promise<readonly ProxyStanding[]> {
    this.#wishes = wishes;
    this.#shown = new Set(shownFileIds);
    this.#isFull = false;
    this.#giveUpUnwanted();
    await this.#startNext();
    return wishes.map((wish) => this.#standingOf(wish));
  }

  /** A person asks for a file again: what failed may be tried. */
  forgive(fileId: number): void {
    for (const size of ["full", "small"] as const) this.#failures.delete(keyOf({ fileId, size }));
  }

  /** Keeps the shelf within its limit, whatever was wished for before. */
  async trim(): Promise<void> {
    this.#isFull = !(await trimShelf(this.#context, (proxy) => this.#isKept(proxy)));
  }

  #isKept({ fileId, isSmall }: { readonly fileId: number; readonly isSmall: boolean }): boolean {
    return this.#shown.has(fileId) || this.#wishes.some((wish) => wish.fileId === fileId && (wish.size === "small") === isSmall);
  }

  #standingOf(wish: ProxyWish): ProxyStanding {
    const { fileId, size } = wish;
    const standing = (state: ProxyStanding["state"], more: Partial<ProxyStanding> = {}): ProxyStanding => ({ fileId, size, state, jobId: null, error: null, ...more });
    if (readyProxyPath(this.#context, fileId, size) !== null) return standing("ready");
    const job = this.#context.jobs.findRunning(proxyJobKind(size), fileId);
    if (job !== null) return standing("making", { jobId: job.jobId });
    const error = this.#failures.get(keyOf(wish)) ?? this.#refusal(fileId);
    return error === null ? standing("waiting") : standing("failed", { error });
  }

  /** Why no copy of a file can be made at all; null where one can. */
  #refusal(fileId: number): ErrorFacts | null {
    try {
      requireOriginal(requireFile(this.#context.store.db, fileId));
      return this.#context.store.isWritable ? null : { code: "library-busy", params: { path: this.#context.paths.library } };
    } catch (error) {
      return factsFromError(error);
    }
  }

  #giveUpUnwanted(): void {
    const wanted = new Set(this.#wishes.map(keyOf));
    for (const [key, { jobId }] of this.#running) {
      if (wanted.has(key) || jobId === null) continue;
      this.#givenUp.add(jobId);
      try {
        this.#context.jobs.cancel(jobId);
      } catch (error) {
        // It has ended at this moment.
        if (!(error instanceof AppError)) throw error;
      }
    }
  }

  async #startNext(): Promise<void> {
    if (!this.#context.store.db.open) return;
    // Without room nothing is begun that nobody waits for: it would go again as soon as it is there.
    const { usedBytes, limitBytes } = await this.readShelf();
    for (const wish of this.#wishes) {
      if (this.#running.size >= (wish.isUrgent ? 2 : 1)) return;
      if (!wish.isUrgent && (this.#isFull || usedBytes >= limitBytes)) continue;
      if (this.#running.has(keyOf(wish)) || this.#standingOf(wish).state !== "waiting") continue;
      // Taken before it is started: another round of wishes may come in between.
      this.#running.set(keyOf(wish), { jobId: null });
      void this.#make(wish);
    }
  }

  async #make(wish: ProxyWish): Promise<void> {
    try {
      const jobId = await startProxy(this.#context, wish.fileId, wish.size, !wish.isUrgent);
      this.#running.set(keyOf(wish), { jobId });
      const job = await this.#context.jobs.wait(jobId);
      const isGivenUp = this.#givenUp.delete(jobId);
      if (job.state !== "done" && !isGivenUp) this.#failures.set(keyOf(wish), job.error ?? { code: "proxy-failed", params: {} });
      // A person ended it, or all is being closed: the next wishes say whether to go on.
      if (job.state === "cancelled" && !isGivenUp) return;
      if (job.state === "done") await this.#makeRoom(wish);
    } catch (error) {
      console.error(`copy of file ${wish.fileId}:`, error);
    } finally {
      this.#running.delete(keyOf(wish));
    }
    await this.#startNext().catch((error: unknown) => console.error("copies:", error));
  }

  /** Where there is no room even without all that nobody looks at, the new one goes again, unless it is looked at itself. */
  async #makeRoom(wish: ProxyWish): Promise<void> {
    await this.trim();
    if (!this.#isFull || wish.isUrgent || this.#shown.has(wish.fileId)) return;
    const { fileId, size } = wish;
    await removeProxy(this.#context, { fileId, isSmall: size === "small", path: proxyPath(this.#context, fileId, size) });
    this.#context.changed("files");
  }

  readShelf(): ReturnType<typeof readShelf> {
    return readShelf(this.#context);
  }
}

// Makes playable copies in the background, in the order in which the window wishes for them: one at a time, and a second one
// where a tile shows nothing without it. The wishes follow the play head; what nobody wishes for any more is given up.

import { AppError, factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { ProxyStretch } from "../../contract/proxies.ts";
import { asMediaMs, type MediaMs } from "../../contract/time.ts";
import type { EngineContext } from "../engine-context.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import { frameShownAt, msPerStamp } from "./frame-index.ts";
import { proxyJobKind, proxyName, proxyPath, readyProxyPath, requireOriginal, startProxy, type ProxySize } from "./proxy-jobs.ts";
import { clearHalfMade, clearStretches, readShelf, removeProxy, stretchesThere, trimShelf } from "./proxy-shelf.ts";
import { ProxyTurns, SOON } from "./proxy-turns.ts";
import { StretchedCopy } from "./stretched-copy.ts";

export interface ProxyWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** A tile shows nothing without it. */
  readonly isUrgent: boolean;
  /** It is made in stretches from this place on; null: in one piece. */
  readonly atMediaMs: number | null;
}

export interface ProxyStanding {
  readonly fileId: number;
  readonly size: ProxySize;
  readonly state: "ready" | "making" | "waiting" | "failed";
  readonly jobId: number | null;
  readonly error: ErrorFacts | null;
  readonly stretches: ProxyStretch[];
}

interface Running {
  /** Null for the moment until it has one. */
  readonly jobId: number | null;
  /** Null where it is made in one piece. */
  readonly stretched: StretchedCopy | null;
}

/** No frame that ends a file is shown for longer: what a recording shows ends by its own end. */
const LAST_FRAME_MS = 3_600_000;

const keyOf = ({ fileId, size }: Pick<ProxyWish, "fileId" | "size">): string => `${size} ${fileId}`;

export class ProxyQueue {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();
  readonly #turns = new ProxyTurns();
  /** Given up by us, not by a person: it is made again when it is wished for again. */
  readonly #givenUp = new Set<number>();
  /** Not tried again by itself. */
  readonly #failures = new Map<string, ErrorFacts>();
  #wishes: readonly ProxyWish[] = [];
  #shown: ReadonlySet<number> = new Set();
  #isFull = false;
  /** Before anything is made here, all that is half made is left over. */
  readonly #isCleared: Promise<void>;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#isCleared = context.store.isWritable ? clearHalfMade(context).catch((error: unknown) => console.error("copies:", error)) : Promise.resolve();
  }

  /** Takes the window's wishes, the most wanted first, and what it shows; answers how each stands. */
  async want(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): Promise<readonly ProxyStanding[]> {
    this.#wishes = wishes;
    this.#shown = new Set(shownFileIds);
    this.#isFull = false;
    this.#giveUpUnwanted();
    this.#moveHeads();
    await this.#clearAway();
    await this.#startNext();
    return wishes.map((wish) => this.#standingOf(wish));
  }

  /** A person asks for a file again: what failed may be tried. True where it is wished for: then it is made in its turn. */
  forgive(fileId: number): boolean {
    for (const size of ["full", "small"] as const) this.#failures.delete(keyOf({ fileId, size }));
    return this.#wishes.some((wish) => wish.fileId === fileId && wish.size === "full" && wish.atMediaMs !== null);
  }

  /** Begins what is wished for; answers the job that makes a file's copy, null where it is ready or waits for its turn. */
  async jobFor(fileId: number): Promise<number | null> {
    await this.#startNext();
    return this.#context.jobs.findRunning(proxyJobKind("full"), fileId)?.jobId ?? null;
  }

  /** Keeps the shelf within its limit, whatever was wished for before. */
  async trim(): Promise<void> {
    this.#isFull = !(await trimShelf(this.#context, (proxy) => this.#isKept(proxy)));
  }

  #wishOf(key: string): ProxyWish | undefined {
    return this.#wishes.find((wish) => keyOf(wish) === key);
  }

  #isKept({ fileId, isSmall }: { readonly fileId: number; readonly isSmall: boolean }): boolean {
    return this.#shown.has(fileId) || this.#wishes.some((wish) => wish.fileId === fileId && (wish.size === "small") === isSmall);
  }

  #standingOf(wish: ProxyWish): ProxyStanding {
    const { fileId, size } = wish;
    const standing = (state: ProxyStanding["state"], more: Partial<ProxyStanding> = {}): ProxyStanding => ({ fileId, size, state, jobId: null, error: null, stretches: [], ...more });
    if (readyProxyPath(this.#context, fileId, size) !== null) return standing("ready");
    const stretches = wish.atMediaMs === null ? [] : this.#stretchesOf(wish);
    const job = this.#context.jobs.findRunning(proxyJobKind(size), fileId);
    if (job !== null) return standing("making", { jobId: job.jobId, stretches });
    const error = this.#failures.get(keyOf(wish)) ?? this.#refusal(fileId);
    return error === null ? standing("waiting", { stretches }) : standing("failed", { error, stretches });
  }

  #stretchesOf({ fileId, size }: ProxyWish): ProxyStretch[] {
    const stretches = stretchesThere(this.#context, fileId, proxyJobKind(size));
    if (stretches.length === 0) return [];
    const { db } = this.#context.store;
    const { firstPts, timeBase } = requireFile(db, fileId);
    const frameIndex = readFrameIndex(db, fileId);
    if (firstPts === null || timeBase === null || frameIndex === null) return [];
    const lastPts = frameShownAt(frameIndex, timeBase, Infinity)?.pts ?? firstPts;
    const mediaMs = (pts: number): MediaMs => asMediaMs((pts - firstPts) * msPerStamp(timeBase));
    return stretches.map(({ stretchId, fromPts, endPts, firstPts: shownPts }) => ({
      stretchId, fromMediaMs: mediaMs(fromPts), firstMediaMs: mediaMs(shownPts),
      toMediaMs: endPts > lastPts ? asMediaMs(mediaMs(endPts) + LAST_FRAME_MS) : mediaMs(endPts),
    }));
  }

  /** Why no copy of a file can be made at all; null where one can. */
  #refusal(fileId: number): ErrorFacts | null {
    try {
      requireOriginal(requireFile(this.#context.store.db, fileId));
      this.#context.store.requireWritable();
      return null;
    } catch (error) {
      return factsFromError(error);
    }
  }

  #giveUpUnwanted(): void {
    const wanted = new Set(this.#wishes.map(keyOf));
    for (const [key, { jobId }] of this.#running) {
      if (!wanted.has(key) && jobId !== null) this.#giveUp(jobId);
    }
  }

  #giveUp(jobId: number): void {
    this.#givenUp.add(jobId);
    try {
      this.#context.jobs.cancel(jobId);
    } catch (error) {
      // It has ended at this moment.
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** Copies in stretches go on where the play head is now. */
  #moveHeads(): void {
    for (const [key, { stretched }] of this.#running) {
      const atMediaMs = this.#wishOf(key)?.atMediaMs ?? null;
      if (atMediaMs !== null) stretched?.moveTo(atMediaMs);
    }
    this.#turns.reconsider();
  }

  async #clearAway(): Promise<void> {
    if (!this.#context.store.isWritable || !this.#context.store.db.open) return;
    await this.#isCleared;
    await clearStretches(this.#context);
  }

  async #startNext(): Promise<void> {
    if (!this.#context.store.db.open) return;
    // Without room nothing is begun that nobody waits for: it would go again as soon as it is there.
    const { usedBytes, limitBytes } = await this.readShelf();
    // The library may have been closed meanwhile.
    if (!this.#context.store.db.open) return;
    for (const wish of this.#wishes) {
      if (!wish.isUrgent && (this.#running.size > 0 || this.#isFull || usedBytes >= limitBytes)) continue;
      if (this.#running.has(keyOf(wish)) || this.#standingOf(wish).state !== "waiting") continue;
      const stretched = wish.atMediaMs === null ? null : this.#stretched(wish, wish.atMediaMs);
      // Taken before it is started: another round of wishes may come in between.
      this.#running.set(keyOf(wish), { jobId: null, stretched });
      void this.#make(wish, stretched);
    }
  }

  #stretched(wish: ProxyWish, atMediaMs: number): StretchedCopy {
    const key = keyOf(wish);
    return new StretchedCopy(this.#context, {
      enter: (isStarving, signal) => this.#turns.enter(() => this.#rankOf(key, isStarving()), signal),
      hasRoom: async () => {
        await this.trim();
        const isWaitedFor = this.#wishOf(key)?.isUrgent === true || this.#shown.has(wish.fileId);
        const jobId = this.#running.get(key)?.jobId ?? null;
        if (this.#isFull && !isWaitedFor && jobId !== null) this.#giveUp(jobId);
        return !this.#isFull;
      },
    }, atMediaMs);
  }

  /** Below SOON where a tile shows nothing without it, in the order of the wishes. */
  #rankOf(key: string, isStarving: boolean): number {
    const at = this.#wishes.findIndex((wish) => keyOf(wish) === key);
    const order = at < 0 ? 0.999 : at / 1_000;
    return (isStarving && this.#wishes[at]?.isUrgent === true ? 0 : SOON) + order;
  }

  async #make(wish: ProxyWish, stretched: StretchedCopy | null): Promise<void> {
    const key = keyOf(wish);
    try {
      const enter = (signal: AbortSignal): Promise<() => void> => this.#turns.enter(() => this.#rankOf(key, true), signal);
      const jobId = await startProxy(this.#context, wish.fileId, wish.size, { isBackground: !wish.isUrgent, stretched, enter });
      this.#running.set(key, { jobId, stretched });
      const job = await this.#context.jobs.wait(jobId);
      const isGivenUp = this.#givenUp.delete(jobId);
      if (job.state !== "done" && !isGivenUp) this.#failures.set(key, job.error ?? { code: "proxy-failed", params: {} });
      // A person ended it, or all is being closed: the next wishes say whether to go on.
      if (job.state === "cancelled" && !isGivenUp) return;
      if (job.state === "done") await this.#makeRoom(wish);
    } catch (error) {
      // All is being closed.
      if (error instanceof AppError && error.code === "cancelled") return;
      console.error(`copy of file ${wish.fileId}:`, error);
    } finally {
      this.#running.delete(key);
    }
    await this.#startNext().catch((error: unknown) => console.error("copies:", error));
  }

  /** Where there is no room even without all that nobody looks at, the new one goes again, unless it is looked at itself. */
  async #makeRoom(wish: ProxyWish): Promise<void> {
    await this.trim();
    if (!this.#isFull || wish.isUrgent || this.#shown.has(wish.fileId)) return;
    const { fileId, size } = wish;
    await removeProxy(this.#context, { fileId, isSmall: size === "small", isStretch: false, name: proxyName(fileId, size), path: proxyPath(this.#context, fileId, size) });
    this.#context.changed("files");
  }

  readShelf(): ReturnType<typeof readShelf> {
    return readShelf(this.#context);
  }
}

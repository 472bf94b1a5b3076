// Makes playable copies in the background, in the order in which the window wishes for them: one at a time, and a second one
// where a tile shows nothing without it. The wishes follow the play head; what nobody wishes for any more is given up.

import { stat } from "node:fs/promises";
import { AppError, factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { ProxyStretch } from "../../contract/proxies.ts";
import type { EngineContext } from "../engine-context.ts";
import { requireFile } from "../store/files.ts";
import { proxyJobKind, proxyName, proxyPath, readyProxyPath, requireOriginal, startProxy, type ProxySize } from "./proxy-jobs.ts";
import { clearHalfMade, clearStretches, readShelf, removeProxy } from "./proxy-shelf.ts";
import { ProxyTurns, SOON } from "./proxy-turns.ts";
import { ShelfRoom } from "./shelf-room.ts";
import { stretchPlaces } from "./stretch-places.ts";
import { StretchedCopy } from "./stretched-copy.ts";

export interface ProxyWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** A tile shows nothing without it. */
  readonly isUrgent: boolean;
  /** It is made in stretches from this place on; null: in one piece. */
  readonly atMediaMs: number | null;
  /** From there it goes back. */
  readonly isBackwards: boolean;
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

/** The original is not there, or not the one that was indexed. */
const isAway = (code: string | undefined): boolean => code === "source-offline" || code === "original-changed";
const keyOf = ({ fileId, size }: Pick<ProxyWish, "fileId" | "size">): string => `${size} ${fileId}`;

export class ProxyQueue {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();
  readonly #turns = new ProxyTurns();
  readonly #room: ShelfRoom;
  /** Given up by us, not by a person: it is made again when it is wished for again. */
  readonly #givenUp = new Set<number>();
  /** Not tried again by itself. */
  readonly #failures = new Map<string, ErrorFacts>();
  #wishes: readonly ProxyWish[] = [];
  #shown: ReadonlySet<number> = new Set();
  /** Before anything is made here, all that is half made is left over. */
  readonly #isCleared: Promise<void>;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#room = new ShelfRoom(context);
    this.#isCleared = context.store.isWritable ? clearHalfMade(context).catch((error: unknown) => console.error("copies:", error)) : Promise.resolve();
  }

  /** Takes the window's wishes, the most wanted first, and what it shows; answers how each stands. */
  async want(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): Promise<readonly ProxyStanding[]> {
    this.#wishes = wishes;
    this.#shown = new Set(shownFileIds);
    this.#room.look(wishes, this.#shown);
    await this.#forgiveWhatPassed();
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

  /** The limit is another one: keeps within it, and goes on where there is room now. */
  async limitChanged(): Promise<void> {
    this.#room.limitChanged();
    await this.#room.trim();
    this.#moveHeads();
    await this.#startNext();
  }

  #wishOf(key: string): ProxyWish | undefined {
    return this.#wishes.find((wish) => keyOf(wish) === key);
  }

  /** What failed for a reason that is over: the original is back, this disk has room again, or the play head left parts that may go. */
  async #forgiveWhatPassed(): Promise<void> {
    if (this.#failures.size === 0 || !this.#context.store.isWritable) return;
    const hasRoom = (await this.#room.hasDiskRoomAgain().catch(() => false)) || (await this.#room.couldYield());
    for (const [key, { code }] of this.#failures) {
      const wish = this.#wishOf(key);
      if (wish === undefined || !this.#context.store.db.open) continue;
      const refusal = this.#refusal(wish.fileId);
      if ((code === "disk-full" && hasRoom) || (isAway(code) && refusal === null)) this.#failures.delete(key);
      // Whatever it was that failed, the original is away: when it is back that is worth another try.
      else if (refusal !== null && isAway(refusal.code) && code !== "cancelled") this.#failures.set(key, refusal);
    }
  }

  #standingOf(wish: ProxyWish): ProxyStanding {
    const { fileId, size } = wish;
    const standing = (state: ProxyStanding["state"], more: Partial<ProxyStanding> = {}): ProxyStanding => ({ fileId, size, state, jobId: null, error: null, stretches: [], ...more });
    if (readyProxyPath(this.#context, fileId, size) !== null) return standing("ready");
    const stretches = wish.atMediaMs === null ? [] : stretchPlaces(this.#context, fileId, proxyJobKind(size)).map(({ name: _, ...place }) => place);
    // What is being made of an original that is another by now is none of it.
    const refusal = this.#refusal(fileId);
    const job = refusal === null ? this.#context.jobs.findRunning(proxyJobKind(size), fileId) : null;
    if (job !== null) return standing("making", { jobId: job.jobId, stretches });
    const error = this.#failures.get(keyOf(wish)) ?? refusal;
    return error === null ? standing("waiting", { stretches }) : standing("failed", { error, stretches });
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
      const wish = this.#wishOf(key);
      if (wish !== undefined && wish.atMediaMs !== null) stretched?.moveTo(wish.atMediaMs, wish.isBackwards);
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
    if (await this.#room.isOver()) await this.#room.trim();
    for (const wish of this.#wishes) {
      // Without room nothing is begun that nobody waits for: it would go again as soon as it is there.
      if (!wish.isUrgent && (this.#running.size > 0 || !this.#isWaiting(wish) || !(await this.#room.mayBegin(wish)))) continue;
      // The library may have been closed meanwhile, or something else begun.
      if (!this.#context.store.db.open || !this.#isWaiting(wish) || (!wish.isUrgent && this.#running.size > 0)) continue;
      const stretched = wish.atMediaMs === null ? null : this.#stretched(wish, wish.atMediaMs);
      // Taken before it is started: another round of wishes may come in between.
      this.#running.set(keyOf(wish), { jobId: null, stretched });
      void this.#make(wish, stretched);
    }
  }

  #isWaiting(wish: ProxyWish): boolean {
    return this.#context.store.db.open && !this.#running.has(keyOf(wish)) && this.#standingOf(wish).state === "waiting";
  }

  #stretched(wish: ProxyWish, atMediaMs: number): StretchedCopy {
    const key = keyOf(wish);
    return new StretchedCopy(this.#context, {
      enter: (isStarving, signal) => this.#turns.enter(() => this.#rankOf(key, isStarving()), signal),
      guessRate: () => this.#room.rateOf(wish),
      tellSize: (sizeBytes, footageMs) => this.#room.learnRate(wish, sizeBytes, footageMs),
      hasRoom: async (neededBytes) => {
        const hasRoom = await this.#room.trim(neededBytes);
        const isWaitedFor = this.#wishOf(key)?.isUrgent === true || this.#shown.has(wish.fileId);
        const jobId = this.#running.get(key)?.jobId ?? null;
        if (!hasRoom && !isWaitedFor && jobId !== null) {
          this.#room.refuse(wish);
          this.#giveUp(jobId);
        }
        return hasRoom;
      },
    }, atMediaMs, wish.isBackwards);
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
      const error = job.state === "done" || isGivenUp ? null : job.error ?? { code: "proxy-failed" as const, params: {} };
      if (error !== null && !(error.code === "disk-full" && (await this.#makesDo(wish, stretched)))) this.#failures.set(key, error);
      // A person ended it, or all is being closed: the next wishes say whether to go on.
      if (job.state === "cancelled" && !isGivenUp) return;
      if (job.state === "done") await this.#makeRoom(wish);
    } catch (error) {
      // All is being closed.
      if (!this.#context.store.db.open || (error instanceof AppError && error.code === "cancelled")) return;
      // Else it would be begun at once again, and fail again.
      this.#failures.set(key, factsFromError(error));
      console.error(`copy of file ${wish.fileId}:`, error);
    } finally {
      this.#running.delete(key);
    }
    await this.#startNext().catch((error: unknown) => {
      // The library may have been closed meanwhile.
      if (this.#context.store.db.open) console.error("copies:", error);
    });
  }

  /**
   * The disk is full: other copies make room for one that a tile shows nothing without; what is farther ahead, or not shown, waits. False
   * where nothing can go. Each time at least one file goes, or nothing is made until the play head comes near: so this has an end.
   */
  async #makesDo(wish: ProxyWish, stretched: StretchedCopy | null): Promise<boolean> {
    const isUrgent = this.#wishOf(keyOf(wish))?.isUrgent === true;
    const isInParts = stretched !== null && stretched.isBegun;
    if (!isUrgent) this.#room.refuse(wish);
    if (!isUrgent || (isInParts && !stretched.isNear())) {
      await this.#room.diskIsFull(null);
      return true;
    }
    const { durationMs, sizeBytes } = requireFile(this.#context.store.db, wish.fileId);
    return this.#room.diskIsFull(isInParts ? stretched.nextBytes() : this.#room.rateOf(wish) * (durationMs ?? 0) || sizeBytes / 4);
  }

  /** Where there is no room even without all that nobody looks at, the new one goes again, unless it is looked at itself. */
  async #makeRoom(wish: ProxyWish): Promise<void> {
    if (!this.#context.store.db.open) return;
    const { fileId, size } = wish;
    const { durationMs } = requireFile(this.#context.store.db, fileId);
    const path = proxyPath(this.#context, fileId, size);
    const sizeBytes = (await stat(path).catch(() => null))?.size ?? 0;
    if (!this.#context.store.db.open) return;
    this.#room.learnRate(wish, sizeBytes, durationMs ?? 0);
    await this.#room.trim();
    if (wish.isUrgent || this.#shown.has(fileId) || !(await this.#room.isOver())) return;
    this.#room.refuse(wish, sizeBytes);
    await removeProxy(this.#context, { fileId, isSmall: size === "small", isStretch: false, name: proxyName(fileId, size), path });
    this.#context.changed("files");
  }

  readShelf(): ReturnType<typeof readShelf> {
    return readShelf(this.#context);
  }
}

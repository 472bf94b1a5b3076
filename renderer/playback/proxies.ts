// Playable copies: tells the engine which ones the wall would like, nearest to the play head first, and knows how far each
// is. Shared by all tiles. Not here: whether one is needed (wall/tile-source.ts), making them (engine/media/proxy-queue.ts).

import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { PlayableFile } from "../../contract/model.ts";
import type { MediaMs } from "../../contract/time.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";
import type { Stretch } from "./stretches.ts";

export type ProxySize = "full" | "small";

export interface ProxyWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** A tile shows nothing without it. */
  readonly isUrgent: boolean;
  /** Where its pictures are wanted first; null: it is made in one piece. */
  readonly atMediaMs: MediaMs | null;
  /** From there the clock goes back. */
  readonly isBackwards: boolean;
}

export type ProxyStanding =
  | { readonly kind: "ready" }
  /** Nobody asked for it yet, or it waits for its turn. */
  | { readonly kind: "none" }
  | { readonly kind: "making"; readonly jobId: number }
  | { readonly kind: "failed"; readonly error: ErrorFacts };

const READY: ProxyStanding = { kind: "ready" };
const NONE: ProxyStanding = { kind: "none" };
const NO_STRETCHES: readonly Stretch[] = [];
const FAILED: ErrorFacts = { code: "proxy-failed", params: {} };

/** Wishes that stay the same are told again after this: copies in use are not to be cleared away. */
const REPEAT_AFTER_MS = 30_000;
const NOT_SOONER_THAN_MS = 400;
/** What may be over by itself is asked about again after this: a disk is plugged in again, another has room. */
const PASSING: ReadonlySet<string> = new Set(["source-offline", "original-changed", "disk-full"]);
const PASSING_AFTER_MS = 5_000;

const keyOf = (fileId: number, size: ProxySize): string => `${size} ${fileId}`;

export class Proxies {
  private readonly standings = new Map<string, ProxyStanding>();
  /** Parts of copies that are not whole yet. */
  private readonly stretches = new Map<string, readonly Stretch[]>();
  private readonly listeners = new Set<() => void>();
  private isWaitingForStretches = false;
  private told = "";
  private toldAtMachineMs = -Infinity;
  private isTelling = false;
  private askAgainTimer: ReturnType<typeof setTimeout> | null = null;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): () => void {
    const stopEvents = onEngineEvent((event) => {
      if (event.type === "jobs.changed" && (event.job.kind === "proxy" || event.job.kind === "proxy-small")) this.follow(event.job);
      else if (event.type === "library.changed" && this.isWaitingForStretches && event.topics.includes("files")) this.askAgain();
    });
    // The queue dies with the engine's process.
    const stopStates = window.quayline.onEngineState((engine) => {
      if (engine.state === "ready") this.told = "";
    });
    return () => {
      if (this.askAgainTimer !== null) clearTimeout(this.askAgainTimer);
      this.askAgainTimer = null;
      stopEvents();
      stopStates();
    };
  }

  standingOf(file: Pick<PlayableFile, "fileId" | "proxy" | "proxyJobId" | "hasSmallProxy">, size: ProxySize): ProxyStanding {
    const known = this.standings.get(keyOf(file.fileId, size));
    if (known !== undefined) return known;
    if (size === "small") return file.hasSmallProxy ? READY : NONE;
    if (file.proxy === "ready") return READY;
    if (file.proxy === "failed") return { kind: "failed", error: FAILED };
    return file.proxyJobId === null ? NONE : { kind: "making", jobId: file.proxyJobId };
  }

  /** Parts that are there of a copy that is not whole yet, in order. Cheap. */
  stretchesOf(fileId: number, size: ProxySize): readonly Stretch[] {
    return this.stretches.size === 0 ? NO_STRETCHES : this.stretches.get(keyOf(fileId, size)) ?? NO_STRETCHES;
  }

  /** A part did not play: what the engine says of it is to be heard again. */
  askAgain(): void {
    this.told = "";
    this.tell();
  }

  private askAgainLater(): void {
    this.askAgainTimer ??= setTimeout(() => {
      this.askAgainTimer = null;
      this.askAgain();
    }, PASSING_AFTER_MS);
  }

  /** Tells the engine what is wanted, the nearest first, and which files are on the wall now. Cheap where nothing changed. */
  offer(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): void {
    const nowMs = performance.now();
    const text = JSON.stringify([wishes, shownFileIds]);
    const isDue = text !== this.told ? nowMs - this.toldAtMachineMs > NOT_SOONER_THAN_MS : nowMs - this.toldAtMachineMs > REPEAT_AFTER_MS;
    if (!isDue || this.isTelling) return;
    if (wishes.length === 0 && shownFileIds.length === 0 && this.told === "") return;
    this.told = text;
    this.toldAtMachineMs = nowMs;
    this.isWaitingForStretches = wishes.some((wish) => wish.atMediaMs !== null);
    void this.tellEngine(wishes, shownFileIds);
  }

  /** A person asked to try again. */
  async request(fileId: number): Promise<void> {
    for (const size of ["full", "small"] as const) this.standings.delete(keyOf(fileId, size));
    try {
      const { jobId } = await call("proxy.request", { fileId });
      this.standings.set(keyOf(fileId, "full"), jobId === null ? READY : { kind: "making", jobId });
    } catch (error) {
      this.standings.set(keyOf(fileId, "full"), { kind: "failed", error: factsFromError(error) });
    }
    this.tell();
  }

  private async tellEngine(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): Promise<void> {
    this.isTelling = true;
    try {
      const { standings } = await call("proxies.want", { wishes: [...wishes], shownFileIds: [...shownFileIds] });
      for (const standing of standings) this.learn(standing);
      if (standings.some(({ error }) => error !== null && PASSING.has(error.code))) this.askAgainLater();
    } catch (error) {
      // A library that is only read makes no copies; whatever it was, each wish has the same reason.
      for (const wish of wishes) if (wish.isUrgent) this.standings.set(keyOf(wish.fileId, wish.size), { kind: "failed", error: factsFromError(error) });
    } finally {
      this.isTelling = false;
      this.tell();
    }
  }

  private learn(standing: ToldStanding): void {
    const key = keyOf(standing.fileId, standing.size);
    this.standings.set(key, standingFrom(standing));
    // Parts of what is whole now serve until a tile has changed over.
    if (standing.state === "ready") return;
    if (standing.stretches.length === 0) this.stretches.delete(key);
    else this.stretches.set(key, standing.stretches.map(({ stretchId, fromMediaMs, toMediaMs, firstMediaMs }) => ({ stretchId, fromMs: fromMediaMs, toMs: toMediaMs, firstMs: firstMediaMs })));
  }

  private follow(job: Job): void {
    if (job.subjectId === null) return;
    const key = keyOf(job.subjectId, job.kind === "proxy-small" ? "small" : "full");
    if (job.state === "done") this.standings.set(key, READY);
    else if (job.state === "failed") this.standings.set(key, { kind: "failed", error: (job.error ?? FAILED) as ErrorFacts });
    else if (job.state === "cancelled") this.standings.set(key, { kind: "failed", error: { code: "cancelled", params: {} } });
    else if (job.state === "running") {
      if (this.standings.get(key)?.kind === "making") return;
      this.standings.set(key, { kind: "making", jobId: job.jobId });
    } else return;
    // The queue has moved on: what it says of the others is to be heard again.
    if (job.endedMs !== null) this.told = "";
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

type ToldStanding = OutputOf<"proxies.want">["standings"][number];

function standingFrom(standing: ToldStanding): ProxyStanding {
  switch (standing.state) {
    case "ready": return READY;
    case "waiting": return NONE;
    case "making": return standing.jobId === null ? NONE : { kind: "making", jobId: standing.jobId };
    case "failed": return { kind: "failed", error: (standing.error ?? FAILED) as ErrorFacts };
  }
}

export const proxies = new Proxies();

// Playable copies: tells the engine which ones the wall would like, nearest to the play head first, and knows how far each
// is. Shared by all tiles. Not here: whether one is needed (wall/tile-source.ts), making them (engine/media/proxy-queue.ts).

import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { PlayableFile } from "../../contract/model.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";

export type ProxySize = "full" | "small";

export interface ProxyWish {
  readonly fileId: number;
  readonly size: ProxySize;
  /** A tile shows nothing without it. */
  readonly isUrgent: boolean;
}

export type ProxyStanding =
  | { readonly kind: "ready" }
  /** Nobody asked for it yet, or it waits for its turn. */
  | { readonly kind: "none" }
  | { readonly kind: "making"; readonly jobId: number }
  | { readonly kind: "failed"; readonly error: ErrorFacts };

const READY: ProxyStanding = { kind: "ready" };
const NONE: ProxyStanding = { kind: "none" };
const FAILED: ErrorFacts = { code: "proxy-failed", params: {} };

/** Wishes that stay the same are told again after this: copies in use are not to be cleared away. */
const REPEAT_AFTER_MS = 30_000;
const NOT_SOONER_THAN_MS = 400;

const keyOf = (fileId: number, size: ProxySize): string => `${size} ${fileId}`;

export class Proxies {
  private readonly standings = new Map<string, ProxyStanding>();
  private readonly listeners = new Set<() => void>();
  private told = "";
  private toldAtMachineMs = -Infinity;
  private isTelling = false;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): () => void {
    const stopEvents = onEngineEvent((event) => {
      if (event.type === "jobs.changed" && (event.job.kind === "proxy" || event.job.kind === "proxy-small")) this.follow(event.job);
    });
    // The queue dies with the engine's process.
    const stopStates = window.quayline.onEngineState((engine) => {
      if (engine.state === "ready") this.told = "";
    });
    return () => {
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

  /** Tells the engine what is wanted, the nearest first, and which files are on the wall now. Cheap where nothing changed. */
  offer(wishes: readonly ProxyWish[], shownFileIds: readonly number[]): void {
    const nowMs = performance.now();
    const text = JSON.stringify([wishes, shownFileIds]);
    const isDue = text !== this.told ? nowMs - this.toldAtMachineMs > NOT_SOONER_THAN_MS : nowMs - this.toldAtMachineMs > REPEAT_AFTER_MS;
    if (!isDue || this.isTelling) return;
    if (wishes.length === 0 && shownFileIds.length === 0 && this.told === "") return;
    this.told = text;
    this.toldAtMachineMs = nowMs;
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
      for (const standing of standings) this.standings.set(keyOf(standing.fileId, standing.size), standingFrom(standing));
    } catch (error) {
      // A library that is only read makes no copies; whatever it was, each wish has the same reason.
      for (const wish of wishes) if (wish.isUrgent) this.standings.set(keyOf(wish.fileId, wish.size), { kind: "failed", error: factsFromError(error) });
    } finally {
      this.isTelling = false;
      this.tell();
    }
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

function standingFrom(standing: OutputOf<"proxies.want">["standings"][number]): ProxyStanding {
  switch (standing.state) {
    case "ready": return READY;
    case "waiting": return NONE;
    case "making": return standing.jobId === null ? NONE : { kind: "making", jobId: standing.jobId };
    case "failed": return { kind: "failed", error: (standing.error ?? FAILED) as ErrorFacts };
  }
}

export const proxies = new Proxies();

// Playable copies: asks the engine for one, once a file, and follows the job that makes it. Shared by all tiles.
// Not here: whether one is needed (media-support.ts).

import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import type { PlayableFile } from "../../contract/model.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";

export type ProxyStanding =
  | { readonly kind: "ready" }
  /** `jobId` null until the engine has answered. */
  | { readonly kind: "making"; readonly jobId: number | null }
  | { readonly kind: "failed"; readonly error: ErrorFacts };

const READY: ProxyStanding = { kind: "ready" };

export class Proxies {
  private readonly standings = new Map<number, ProxyStanding>();
  private readonly listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): () => void {
    const stopEvents = onEngineEvent((event) => {
      if (event.type === "jobs.changed" && event.job.kind === "proxy") this.follow(event.job);
    });
    // A job dies with the engine's process, and nobody is left to tell its end.
    const stopStates = window.quayline.onEngineState((engine) => {
      if (engine.state === "ready") this.askAgain();
    });
    return () => {
      stopEvents();
      stopStates();
    };
  }

  private askAgain(): void {
    for (const [fileId, standing] of this.standings) {
      if (standing.kind === "making" || (standing.kind === "failed" && standing.error.code === "worker-died")) void this.request(fileId);
    }
  }

  /** How far the copy of a file is; asks for it where nobody did yet. */
  want(file: Pick<PlayableFile, "fileId" | "proxy" | "proxyJobId">): ProxyStanding {
    if (file.proxy === "ready") return READY;
    const known = this.standings.get(file.fileId);
    if (known !== undefined) return known;
    if (file.proxy === "failed") return this.settle(file.fileId, { kind: "failed", error: { code: "proxy-failed", params: {} } });
    void this.request(file.fileId);
    return { kind: "making", jobId: file.proxyJobId };
  }

  /** A person asked to try again. */
  async request(fileId: number): Promise<void> {
    this.settle(fileId, { kind: "making", jobId: null });
    try {
      const { jobId } = await call("proxy.request", { fileId });
      if (this.standings.get(fileId)?.kind === "making") this.settle(fileId, jobId === null ? READY : { kind: "making", jobId });
    } catch (error) {
      this.settle(fileId, { kind: "failed", error: factsFromError(error) });
    }
    this.tell();
  }

  private follow(job: Job): void {
    if (job.subjectId === null) return;
    if (job.state === "done") this.settle(job.subjectId, READY);
    else if (job.state === "failed") this.settle(job.subjectId, { kind: "failed", error: (job.error ?? { code: "proxy-failed", params: {} }) as ErrorFacts });
    else if (job.state === "cancelled" || job.state === "interrupted") this.settle(job.subjectId, { kind: "failed", error: { code: "cancelled", params: {} } });
    else return;
    this.tell();
  }

  private settle(fileId: number, standing: ProxyStanding): ProxyStanding {
    this.standings.set(fileId, standing);
    return standing;
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

export const proxies = new Proxies();

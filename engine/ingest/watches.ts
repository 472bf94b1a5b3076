// The folders that the window watches: each a job that runs until it is stopped, started again when the library is opened again.

import { stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { Watch } from "../../contract/roots.ts";
import { SETTLE_MS_DEFAULT } from "../../contract/roots.ts";
import { requireTimezone } from "../../contract/zone.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listWatches, requireWatch, type WatchRow } from "../store/watches.ts";
import { watchFolders, type WatchNote } from "./watch-folders.ts";

export class Watches {
  readonly #context: EngineContext;
  /** What each running one said last, by its id. */
  readonly #notes = new Map<number, WatchNote>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  list(): Watch[] {
    return listWatches(this.#context.store.db).map(({ ...row }): Watch => {
      const jobId = this.#context.jobs.findRunning("watch", row.watchId)?.jobId ?? null;
      const note = this.#notes.get(row.watchId);
      const offlineMs = note === undefined ? row.offlineMs : note.offlineMs;
      return { ...row, jobId, offlineMs, state: jobId === null ? "ended" : (note?.state ?? "watching"), waitingCount: jobId === null ? 0 : (note?.waitingCount ?? 0) };
    });
  }

  /** Starts all that were watched when the library was open last. */
  async resume(): Promise<void> {
    const { store, currentActor } = this.#context;
    // Where nobody has said yet who acts there is nothing that was added either.
    if (!store.isWritable || currentActor() === null) return;
    for (const row of listWatches(store.db)) await this.#start(row);
  }

  async add(input: { path: string; cameraId: string | null; timezone: string | null }): Promise<number> {
    const { watchId } = await this.#context.write("watches.add", input);
    await this.#start(requireWatch(this.#context.store.db, watchId));
    return watchId;
  }

  /** @throws AppError watch-unknown */
  async remove(watchId: number): Promise<void> {
    await this.#context.write("watches.remove", { watchId });
    const job = this.#context.jobs.findRunning("watch", watchId);
    if (job !== null) this.#context.jobs.cancel(job.jobId);
    this.#notes.delete(watchId);
    this.#context.changed("roots", "custody");
  }

  async #start({ watchId, path, cameraId, timezone }: WatchRow): Promise<void> {
    const { jobs } = this.#context;
    if (jobs.findRunning("watch", watchId) !== null) return;
    const request = { paths: [path], cameraId, timezone, hash: true, check: false, settleMs: SETTLE_MS_DEFAULT };
    await jobs.start("watch", watchId, (handle) => watchFolders(request, this.#context, handle, (note) => this.#keep(watchId, note)));
    this.#context.changed("roots");
  }

  async #keep(watchId: number, note: WatchNote): Promise<void> {
    const former = this.#notes.get(watchId);
    this.#notes.set(watchId, note);
    if (note.taken > 0 || former?.offlineMs !== note.offlineMs) {
      await this.#context.writeAsSystem("watches.note", { watchId, offlineMs: note.offlineMs, taken: note.taken, lastFile: note.lastFile, atMs: Date.now() });
    }
    if (former?.offlineMs !== note.offlineMs) this.#context.roots.askSoon();
    this.#context.changed("roots");
  }
}

export function watchHandlers(context: EngineContext, watches: Watches): SomeHandlers<"watches.list" | "watches.add" | "watches.remove"> {
  return {
    "watches.list": () => watches.list(),
    "watches.add": async (input) => {
      context.requireActor();
      if (input.timezone !== null) requireTimezone(input.timezone);
      const found = await stat(input.path).catch(() => null);
      if (found === null || !found.isDirectory()) throw new AppError("path-missing", { path: input.path });
      return { watchId: await watches.add(input) };
    },
    "watches.remove": async ({ watchId }) => {
      await watches.remove(watchId);
      return {};
    },
  };
}

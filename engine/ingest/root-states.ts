// Whether the roots are there, as it was found last. Asking a dead share may take a minute, so nobody who looks at footage waits for
// the answer: it is asked beside, at most every few seconds, and told when it changes.

import { stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { LibraryTopic } from "../../contract/events.ts";
import { isBelow, listRoots, samplePathsBelow, type RootRow } from "../store/roots.ts";
import type { Store } from "../store/store.ts";
import type { WriteInput } from "../store/writes.ts";
import { isGone } from "./moved-files.ts";

const ASKED_AGAIN_MS = 5_000;
/** A path that does not answer in this time is not there for anyone who wants to look. */
const PATIENCE_MS = 3_000;

/** A mount point that is there with nothing mounted on it is not the root that was given: some of its files must be there too. */
async function isThere(store: Store, root: RootRow): Promise<boolean> {
  if ((await stat(root.pathBytes).catch(() => null)) === null) return false;
  const samples = samplePathsBelow(store.db, root.pathBytes);
  for (const path of samples) if (!(await isGone(path))) return true;
  return samples.length === 0;
}

export class RootStates {
  readonly #store: Store;
  readonly #note: (input: WriteInput<"roots.setOffline">) => Promise<void>;
  readonly #changed: (...topics: LibraryTopic[]) => void;
  readonly #offline = new Map<number, { readonly pathBytes: Buffer; readonly sinceMs: number }>();
  #askedMs = 0;
  #asking: Promise<void> | null = null;

  constructor(store: Store, note: (input: WriteInput<"roots.setOffline">) => Promise<void>, changed: (...topics: LibraryTopic[]) => void) {
    this.#store = store;
    this.#note = note;
    this.#changed = changed;
    for (const { rootId, pathBytes, offlineMs } of listRoots(store.db)) if (offlineMs !== null) this.#offline.set(rootId, { pathBytes, sinceMs: offlineMs });
  }

  /** Since when a root has not been there; null: it is, as far as is known. */
  offlineMs(rootId: number): number | null {
    return this.#offline.get(rootId)?.sinceMs ?? null;
  }

  /** Whether a file lies below a root that is not there. Never waits. */
  isOffline(path: Uint8Array): boolean {
    this.askSoon();
    for (const { pathBytes } of this.#offline.values()) if (isBelow(path, pathBytes)) return true;
    return false;
  }

  /** Has the roots looked for beside, unless that was done a moment ago. */
  askSoon(): void {
    if (this.#asking === null && Date.now() - this.#askedMs > ASKED_AGAIN_MS) void this.ask();
  }

  /** Looks for every root now. */
  ask(): Promise<void> {
    this.#asking ??= this.#askAll().catch(() => undefined).finally(() => {
      this.#asking = null;
      this.#askedMs = Date.now();
    });
    return this.#asking;
  }

  async #askAll(): Promise<void> {
    const roots = listRoots(this.#store.db);
    const there = await Promise.all(roots.map((root) => Promise.race([isThere(this.#store, root), setTimeout(PATIENCE_MS, false, { ref: false })])));
    let hasChanged = false;
    for (const rootId of this.#offline.keys()) if (!roots.some((root) => root.rootId === rootId)) this.#offline.delete(rootId);
    for (const [i, { rootId, pathBytes, offlineMs }] of roots.entries()) {
      // Nobody notes it in a library that is only read.
      const isNoted = !this.#store.isWritable || (offlineMs === null) === there[i];
      if (there[i] === !this.#offline.has(rootId) && isNoted) continue;
      hasChanged = true;
      const sinceMs = this.#offline.get(rootId)?.sinceMs ?? Date.now();
      if (there[i] === true) this.#offline.delete(rootId);
      else this.#offline.set(rootId, { pathBytes, sinceMs });
      if (this.#store.isWritable) await this.#note({ rootId, offlineMs: there[i] === true ? null : sinceMs });
    }
    if (hasChanged) this.#changed("roots", "files", "recordings");
  }
}

// Watches folders and takes up new files once they have stopped growing, until somebody ends it. It looks at the folders again
// and again (docs/decisions/0007): that works on network shares, and keeps no handle on a disk that is to be ejected.

import { realpath, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import { derivedFolders, type EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { findKnownFile, stampOf } from "../store/files.ts";
import { listFileIdsBelow } from "../store/roots.ts";
import { indexFiles, mayBeReadNow, whatFilesHold, type IndexRequest, type IndexResult } from "./index-job.ts";
import { StableFiles } from "./stable-files.ts";
import { hasFootageEnding, walkPaths, type WalkedFile } from "./walk.ts";

export interface WatchRequest extends IndexRequest {
  /** How long a file must look the same before it is taken up. */
  readonly settleMs: number;
}

/** What a watch is at, told whenever it changes. */
export interface WatchNote {
  readonly state: "watching" | "reading" | "offline";
  /** Since when a folder has not been there. */
  readonly offlineMs: number | null;
  readonly waitingCount: number;
  /** Files taken up since the last note, and the name of the last of them. */
  readonly taken: number;
  readonly lastFile: string | null;
}

export interface WatchResult extends IndexResult {
  readonly watch: {
    readonly startedMs: number; readonly endedMs: number;
    /** How often new files were taken up, and how often a folder was away. */
    readonly rounds: number; readonly outages: number;
  };
}

/** Looks follow each other this closely, unless looking itself takes long: a share of 100,000 files is not walked without a pause. */
const LOOK_EVERY_MS = 1_000;
const PAUSE_TO_WORK = 3;

class FolderWatch {
  readonly #request: WatchRequest;
  readonly #context: EngineContext;
  readonly #handle: JobHandle;
  readonly #note: (note: WatchNote) => Promise<void>;
  readonly #stable: StableFiles;
  readonly #startedMs = Date.now();
  readonly #passMs = { look: 0, read: 0, hash: 0, check: 0 };
  #offlineMs: number | null = null;
  /** How long it took to look at everything, without reading anything. */
  #walkMs = 0;
  #rounds = 0;
  #outages = 0;
  /** Since the last note, and before it. */
  #taken = 0;
  #takenBefore = 0;
  #lastFile: string | null = null;
  #lastNote = "";
  /** What could not be read may be readable now: at the first look, and when a folder has come back. */
  #triesAgain = true;
  readonly #realPaths = new Map<string, string>();

  constructor(request: WatchRequest, context: EngineContext, handle: JobHandle, note: (note: WatchNote) => Promise<void>) {
    this.#request = request;
    this.#context = context;
    this.#handle = handle;
    this.#note = note;
    this.#stable = new StableFiles(request.settleMs);
  }

  async run(): Promise<WatchResult> {
    const { signal } = this.#handle;
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => {
        // Whatever an end interrupts is its consequence; what was taken up is kept.
        if (!signal.aborted) throw error;
      });
      await this.#tell(this.#offlineMs === null ? "watching" : "offline");
      await this.#pause(Math.max(Math.min(LOOK_EVERY_MS, this.#request.settleMs), PAUSE_TO_WORK * this.#walkMs));
    }
    return this.#end();
  }

  /** One look at everything; what has become whole is taken up. */
  async #look(): Promise<void> {
    const ready = this.#wholeFiles();
    const beganMs = Date.now();
    const first = await ready.next();
    if (first.done === true) {
      this.#walkMs = Date.now() - beganMs;
      return;
    }
    await this.#tell("reading");
    let last: string | null = null;
    const noted = (file: WalkedFile): WalkedFile => {
      if (hasFootageEnding(file.path)) last = file.path;
      return file;
    };
    async function* all(): AsyncGenerator<WalkedFile> {
      yield noted(first.value as WalkedFile);
      for await (const file of ready) yield noted(file);
    }
    const { files, passMs } = await indexFiles(this.#request, all(), this.#context, this.#handle);
    this.#taken += files.found;
    this.#lastFile = last ?? this.#lastFile;
    for (const pass of ["look", "read", "hash", "check"] as const) this.#passMs[pass] += passMs[pass];
    this.#rounds++;
  }

  async *#wholeFiles(): AsyncGenerator<WalkedFile> {
    let awayMs: number | null = null;
    for (const path of this.#request.paths) {
      if (!(await this.#isThere(path))) {
        awayMs = this.#offlineMs ?? Date.now();
        continue;
      }
      try {
        for await (const file of walkPaths([path], this.#handle.signal, derivedFolders(this.#context.paths))) {
          // The given folder itself cannot be listed: it went away a moment ago, or nobody may look into it.
          if (file.problem !== null && file.path === this.#realPaths.get(path)) awayMs = this.#offlineMs ?? Date.now();
          else if (this.#isWhole(file)) yield file;
        }
      } catch (error) {
        if (error instanceof AppError && error.code !== "path-missing") throw error;
        awayMs = this.#offlineMs ?? Date.now();
      }
    }
    if (awayMs === null) {
      this.#triesAgain = this.#offlineMs !== null;
      this.#stable.endLook();
    } else if (this.#offlineMs === null) this.#outages++;
    this.#offlineMs = awayMs;
  }

  async #isThere(path: string): Promise<boolean> {
    const real = await realpath(path).catch(() => null);
    if (real === null || (await stat(real).catch(() => null)) === null) return false;
    this.#realPaths.set(path, real);
    return true;
  }

  #isWhole(file: WalkedFile): boolean {
    const known = findKnownFile(this.#context.store.db, file.pathBytes);
    const key = file.pathBytes.toString("latin1");
    // What the library has and what now cannot even be looked at is away, not changed: its footage stays as it is known.
    if (file.problem !== null && known !== null) return false;
    if (known !== null && known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs && known.state !== "found") {
      this.#stable.forget(key);
      const isHalfDone = this.#request.hash && known.state === "indexed" && !known.isHashed && known.sizeBytes > 0;
      return this.#triesAgain && (isHalfDone || mayBeReadNow(this.#context.store.db, known));
    }
    return this.#stable.see(key, file.problem === null ? file : { sizeBytes: -1, mtimeMs: 0 }, Date.now());
  }

  async #tell(state: WatchNote["state"]): Promise<void> {
    const { waitingCount } = this.#stable;
    const told = JSON.stringify([state, this.#offlineMs, waitingCount, this.#taken]);
    if (state !== "reading") this.#handle.report({ ...NO_PROGRESS, step: state, filesDone: this.#takenBefore + this.#taken, item: this.#lastFile === null ? null : splitPath(this.#lastFile).name });
    if (told === this.#lastNote) return;
    await this.#note({ state, offlineMs: this.#offlineMs, waitingCount, taken: this.#taken, lastFile: this.#taken > 0 ? this.#lastFile : null });
    this.#takenBefore += this.#taken;
    this.#taken = 0;
    this.#lastNote = JSON.stringify([state, this.#offlineMs, waitingCount, 0]);
  }

  #pause(lengthMs: number): Promise<void> {
    const { signal } = this.#handle;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, lengthMs);
      signal.addEventListener("abort", done, { once: true });
      if (signal.aborted) done();
    });
  }

  /** The totals of the whole watch, as the library has them. */
  async #end(): Promise<WatchResult> {
    const { db } = this.#context.store;
    const fileIds = [...new Set([...this.#realPaths.values()].flatMap((path) => filesAt(this.#context, path)))];
    const files = { found: fileIds.length, indexed: 0, unchanged: 0, moved: 0, skipped: 0, failed: 0 };
    let bytes = 0;
    for (const fileId of fileIds) {
      const stamp = stampOf(db, fileId);
      if (stamp === null) continue;
      bytes += stamp.sizeBytes;
      // What was not even a file has no date.
      const how = stamp.indexedMs < this.#startedMs ? "unchanged" : stamp.state !== "failed" ? "indexed" : stamp.mtimeMs === 0 && stamp.sizeBytes === 0 ? "skipped" : "failed";
      files[how]++;
    }
    const held = whatFilesHold(db, fileIds);
    const waiting = this.#stable.waiting.map((key) => ({ path: Buffer.from(key, "latin1").toString("utf8"), code: "still-being-written", params: {}, message: null }));
    const endedMs = Date.now();
    const result: WatchResult = {
      files, bytes, ...held, problems: [...held.problems, ...waiting], elapsedMs: endedMs - this.#startedMs, passMs: this.#passMs,
      watch: { startedMs: this.#startedMs, endedMs, rounds: this.#rounds, outages: this.#outages },
    };
    await this.#context.write("custody.append", {
      action: "watch.done", caseId: null, object: { type: "library", id: null, sha256: null },
      details: { paths: [...this.#request.paths], ...files, bytes, recordings: held.recordings, rounds: this.#rounds, outages: this.#outages },
    });
    this.#context.changed("custody");
    return result;
  }
}

function filesAt(context: EngineContext, path: string): readonly number[] {
  const own = findKnownFile(context.store.db, Buffer.from(path));
  return own === null ? listFileIdsBelow(context.store.db, Buffer.from(path)) : [own.fileId];
}

/**
 * Watches the request's paths until the handle's signal fires: that is its end, not a failure. A folder that is away is waited for.
 * @throws AppError ffmpeg-missing, disk-full
 */
export function watchFolders(request: WatchRequest, context: EngineContext, handle: JobHandle, note: (note: WatchNote) => Promise<void>): Promise<WatchResult> {
  return new FolderWatch(request, context, handle, note).run();
}

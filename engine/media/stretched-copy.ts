// A playable copy that is made in stretches, each playable as soon as it is there: knows where the play head is, makes what is wanted
// there first, leaves what it is at for a place that is wanted more, and joins all in the end. Which copies are made at all is
// proxy-queue.ts.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import type { FileRow } from "../store/files.ts";
import type { ProxyStretchRow } from "../store/proxy-stretches.ts";
import { frameStamps, msPerStamp } from "./frame-index.ts";
import { joinStretches } from "./join-stretches.ts";
import { isJoined } from "./joined-time-base.ts";
import { makeStretch, type MadeStretch } from "./make-stretch.ts";
import { hasOwnStamps, isReordered } from "./own-stamps.ts";
import type { MadeProxy, ProxyRequest } from "./proxy.ts";
import { stretchesThere } from "./proxy-shelf.ts";
import { isRawContainer, longestGroup, rawPicturesOf, type RawContainer } from "./raw-pictures.ts";
import { NEAR_MS } from "./shelf-room.ts";
import { aheadMs, isWantedElsewhere, missingMs, nextStretch, type StampRange, type StretchSituation } from "./stretch-plan.ts";
import { isTakenOver } from "./taken-over.ts";

/** What it asks of whoever decides which copies are made. */
export interface StretchGuide {
  /** Waits for a turn; answers what ends it. `isStarving`: nothing is there at the play head. @throws AppError cancelled */
  readonly enter: (isStarving: () => boolean, signal: AbortSignal) => Promise<() => void>;
  /** Whether so many bytes more find room; what is over the limit goes. Where not, only what is looked at is made. */
  readonly hasRoom: (neededBytes: number) => Promise<boolean>;
  /** How many bytes a millisecond of such a copy takes, as far as others tell; 0: not known. */
  readonly guessRate: () => number;
  /** So much footage took so much. */
  readonly tellSize: (sizeBytes: number, footageMs: number) => void;
}

/** Shorter files are there in one piece as soon. */
const LONG_ENOUGH_MS = 30_000;
/** Smaller files whose pictures are taken over as they are have their whole copy as soon as a part of it. */
const BIG_BYTES = 256_000_000;
/** Where decoding a part would have to begin farther before it, all in one piece takes no longer. */
const LONGEST_GROUP_MS = 60_000;

export type StretchedRequest = ProxyRequest & { readonly file: FileRow; readonly kind: ProxyStretchRow["kind"] };

interface Running {
  readonly range: StampRange;
  readonly abort: AbortController;
  reachedMs: number;
}

export class StretchedCopy {
  readonly #context: EngineContext;
  readonly #guide: StretchGuide;
  #atMediaMs: number;
  #isBackwards = false;
  #request: StretchedRequest | null = null;
  #stamps = new Float64Array();
  #running: Running | null = null;
  #moved: (() => void) | null = null;
  /** Of the largest part, so that a part which had to go again is not taken for a small one. */
  #bytesPerMs = 0;

  constructor(context: EngineContext, guide: StretchGuide, atMediaMs: number, isBackwards: boolean) {
    this.#context = context;
    this.#guide = guide;
    this.#atMediaMs = atMediaMs;
    this.#isBackwards = isBackwards;
  }

  /** The play head is elsewhere now, or goes the other way. */
  moveTo(atMediaMs: number, isBackwards: boolean): void {
    this.#atMediaMs = atMediaMs;
    this.#isBackwards = isBackwards;
    this.#moved?.();
    if (this.#running !== null && isWantedElsewhere(this.#situation(), this.#running.range, this.#running.reachedMs)) this.#running.abort.abort();
  }

  /**
   * Makes what is missing, and of all of it the whole copy. Null: it has to be made in one piece, after all or after a first part.
   * @throws AppError disk-full, ffmpeg-missing, source-offline, cancelled
   */
  async make(request: StretchedRequest, handle: JobHandle): Promise<MadeProxy | null> {
    const { file, frameIndex, timeBase, durationMs, signal } = request;
    if (frameIndex === null || timeBase === null || durationMs < LONG_ENOUGH_MS) return null;
    // Of joined files each stretch would be read from the beginning.
    if (isJoined(timeBase)) return null;
    const stamps = frameStamps(frameIndex);
    const isRaw = isRawContainer(file.container);
    const takesOver = (await isTakenOver(request)) && !(isRaw && (await isReordered(request.inputPath, file.container, signal)));
    if (stamps.length < 2 || (takesOver && file.sizeBytes < BIG_BYTES)) return null;
    if (isRawContainer(file.container) ? !(await this.#isCountable(request, file.container, stamps)) : !(await hasOwnStamps(request.inputPath, file.container, timeBase, signal))) return null;
    this.#request = request;
    this.#stamps = stamps;
    const totalMs = missingMs(this.#situation());
    handle.report({ ...NO_PROGRESS, step: "transcoding", footageMsTotal: totalMs, item: splitPath(file.path).name });
    for (;;) {
      await this.#waitForRoom(signal);
      const leave = await this.#guide.enter(() => this.#isStarving(), signal);
      try {
        // The pictures of this one are only copied: what is looked at now, and then all of it.
        if (takesOver && !this.#isStarving()) return null;
        const situation = this.#situation();
        const range = nextStretch(situation);
        if (range === null) return await joinStretches(request, this.#parts());
        const isMade = await this.#makeOne(range, (reachedMs) => handle.report({ footageMsDone: totalMs - missingMs(situation) + reachedMs }));
        if (!isMade) return null;
      } finally {
        leave();
      }
    }
  }

  /** Whether each picture of a raw stream is one of the index, and decoding can begin near any of them. */
  async #isCountable({ inputPath, timeBase, signal }: StretchedRequest, container: RawContainer, stamps: Float64Array): Promise<boolean> {
    const pictures = await rawPicturesOf(inputPath, container, signal);
    return pictures.pictureCount === stamps.length && longestGroup(pictures) * msPerStamp(timeBase!) <= LONGEST_GROUP_MS;
  }

  #parts(): readonly ProxyStretchRow[] {
    return this.#request === null ? [] : stretchesThere(this.#context, this.#request.file.fileId, this.#request.kind);
  }

  #situation(): StretchSituation {
    const unitMs = msPerStamp(this.#request?.timeBase ?? "1/1000");
    return { stamps: this.#stamps, msPerStamp: unitMs, made: this.#parts(), atPts: (this.#stamps[0] ?? 0) + this.#atMediaMs / unitMs, isBackwards: this.#isBackwards };
  }

  #aheadMs(): number {
    return aheadMs(this.#situation());
  }

  #isStarving(): boolean {
    return this.#aheadMs() <= 0;
  }

  /** False while it is not known whether it is made in parts at all. */
  get isBegun(): boolean {
    return this.#stamps.length > 0;
  }

  /** What is near is made at full speed, and where there is no room for the rest. */
  isNear(): boolean {
    return this.#aheadMs() < NEAR_MS;
  }

  /** What the next part will take, bytes: as much as the largest of this copy so far would, of its length. */
  nextBytes(): number {
    const { msPerStamp: unitMs, made } = this.#situation();
    for (const { sizeBytes, fromPts, endPts } of this.#parts()) this.#bytesPerMs = Math.max(this.#bytesPerMs, sizeBytes / ((endPts - fromPts) * unitMs));
    const range = nextStretch(this.#situation());
    return range === null ? 0 : (range.endPts - range.fromPts) * unitMs * (made.length === 0 && this.#bytesPerMs === 0 ? this.#guide.guessRate() : this.#bytesPerMs);
  }

  async #waitForRoom(signal: AbortSignal): Promise<void> {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#moved = resolve;
      // Joined they take no more room, after a moment.
      if (missingMs(this.#situation()) <= 0 || (await this.#guide.hasRoom(this.nextBytes())) || this.isNear()) return;
      const stop = (): void => resolve();
      signal.addEventListener("abort", stop, { once: true });
      if (!signal.aborted) await promise;
      signal.removeEventListener("abort", stop);
      if (signal.aborted) throw new AppError("cancelled");
    }
  }

  /** True where it was made, or left for another place; false where it cannot be made. */
  async #makeOne(range: StampRange, onProgress: (reachedMs: number) => void): Promise<boolean> {
    const { file, kind, inputPath, outputPath, timeBase, maxHeightPx = null, signal } = this.#request!;
    const running: Running = { range, abort: new AbortController(), reachedMs: 0 };
    // What a player comes to within a minute does not give way to other work.
    const isBackground = !this.isNear();
    const name = stretchName(outputPath, range);
    this.#running = running;
    let made: MadeStretch | null;
    try {
      made = await makeStretch({
        inputPath, outputPath: join(this.#context.paths.proxies, name), container: file.container, timeBase: timeBase!, stamps: this.#stamps, range, maxHeightPx,
        isBackground, signal: AbortSignal.any([signal, running.abort.signal]),
        onProgress: (ms) => {
          running.reachedMs = ms;
          onProgress(ms);
        },
      });
    } catch (error) {
      if (!signal.aborted && running.abort.signal.aborted) return true;
      if (!(error instanceof AppError) || error.code !== "ffmpeg-failed") throw error;
      made = null;
    } finally {
      this.#running = null;
    }
    if (made === null) return false;
    try {
      await this.#context.writeAsSystem("proxyStretches.add", { fileId: file.fileId, kind, name, ...range, ...made, sourceSizeBytes: file.sizeBytes, sourceMtimeMs: file.mtimeMs });
    } catch (error) {
      // Without its row nobody would ever find it.
      await rm(join(this.#context.paths.proxies, name), { force: true });
      throw error;
    }
    this.#guide.tellSize(made.sizeBytes, (range.endPts - range.fromPts) * msPerStamp(timeBase!));
    this.#context.changed("files");
    return true;
  }
}

/** Beside the whole copy, which is named `12.mp4` or `12.small.mp4`: `12.at90000.mp4`. */
const stretchName = (outputPath: string, { fromPts }: StampRange): string => `${splitPath(outputPath).name.replace(/\.mp4$/, "")}.at${fromPts}.mp4`;

// Media times of a file's frames: which frame holds a time, where its middle is, which comes next. The lookups are pure;
// FrameTimes asks the engine for the stretch around a place and remembers it.

import { firstWhere } from "../../contract/sorted-search.ts";
import { asMediaMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";

/** Conversions through a drifting clock leave this much of rounding. */
const ROUNDING_MS = 0.05;

/** Index of the frame that holds a media time: the last that starts at or before it. −1 before the first. */
export const frameAt = (framesMs: ArrayLike<number>, mediaMs: number): number => firstWhere(framesMs.length, (i) => framesMs[i]! > mediaMs + ROUNDING_MS) - 1;

/** How long a frame lasts: until the next; the last one as long as the one before. */
export function frameLengthMs(framesMs: ArrayLike<number>, index: number): number {
  if (index + 1 < framesMs.length) return framesMs[index + 1]! - framesMs[index]!;
  return index > 0 ? framesMs[index]! - framesMs[index - 1]! : 40;
}

/** The middle of a frame: the safe place to seek to, whatever rounding lies between here and the decoder. */
export function frameMiddleMs(framesMs: ArrayLike<number>, index: number): number {
  return framesMs[index]! + Math.min(frameLengthMs(framesMs, index), 1_000) / 2;
}

const NOMINAL_FRAME_MS = 40;

/** How long a frame of a file lasts by the rate that is told of it; as at 25 a second where none is. Media ms. */
export const nominalFrameMs = (file: { readonly framesPerSecond: number | null } | null): number =>
  (file?.framesPerSecond != null && file.framesPerSecond > 0 ? 1000 / file.framesPerSecond : NOMINAL_FRAME_MS);

interface Stretch {
  readonly framesMs: Float64Array;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Asked for to each side: at 25 a second about as many frames as an answer holds. */
const REACH_MS = 95_000;
/** A picture that is being looked up needs the machine: which frames lie around it is asked when it mostly has come. */
const ASK_AFTER_MS = 120;
/** More than any wall shows at once, with what comes next on each tile. */
const FILES_MAX = 40;

export class FrameTimes {
  private readonly stretches = new Map<number, Stretch>();
  private readonly asking = new Map<number, Promise<void>>();
  /** Places that are asked about in a moment, by file: the last one named. */
  private readonly soon = new Map<number, number>();
  private readonly listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Frames around a place, or null while they are not known: then they are asked for in a moment, and listeners told. */
  around(fileId: number, mediaMs: number): Float64Array | null {
    const known = this.knownAt(fileId, mediaMs);
    if (known === null) this.askSoon(fileId, mediaMs);
    return known !== null && known.framesMs.length > 1 ? known.framesMs : null;
  }

  private askSoon(fileId: number, mediaMs: number): void {
    const isAsked = this.soon.has(fileId);
    this.soon.set(fileId, mediaMs);
    if (isAsked) return;
    setTimeout(() => {
      const placeMs = this.soon.get(fileId)!;
      this.soon.delete(fileId);
      if (this.knownAt(fileId, placeMs) === null) void this.askOnce(fileId, placeMs);
    }, ASK_AFTER_MS);
  }

  /** Resolves once the frames around a place are known, or cannot be. */
  async known(fileId: number, mediaMs: number): Promise<void> {
    for (let tries = 0; tries < 2 && this.knownAt(fileId, mediaMs) === null; tries++) await this.askOnce(fileId, mediaMs);
  }

  private knownAt(fileId: number, mediaMs: number): Stretch | null {
    const known = this.stretches.get(fileId);
    return known !== undefined && mediaMs >= known.fromMs && mediaMs < known.toMs ? known : null;
  }

  private askOnce(fileId: number, mediaMs: number): Promise<void> {
    const running = this.asking.get(fileId);
    if (running !== undefined) return running;
    const asked = this.ask(fileId, mediaMs);
    this.asking.set(fileId, asked);
    return asked;
  }

  /** The middle of the frame that holds a time; a millisecond into it where the frames are not known. */
  settle(fileId: number, mediaMs: number): number {
    const framesMs = this.around(fileId, mediaMs);
    const index = framesMs === null ? -1 : frameAt(framesMs, mediaMs);
    return framesMs === null || index < 0 ? Math.max(0, mediaMs) + 1 : frameMiddleMs(framesMs, index);
  }

  /** Where nothing could be told of a file, it is asked for again. */
  forgetUnknown(): void {
    for (const [fileId, { framesMs }] of this.stretches) if (framesMs.length === 0) this.stretches.delete(fileId);
  }

  private async ask(fileId: number, mediaMs: number): Promise<void> {
    const fromMs = Math.max(0, Math.floor(mediaMs - REACH_MS));
    const toMs = Math.ceil(mediaMs + REACH_MS);
    try {
      const { mediaMs: framesMs } = await call("frames.list", { fileId, fromMediaMs: asMediaMs(fromMs), toMediaMs: asMediaMs(toMs) });
      // An answer holds 5,000 frames at most; what lies behind the last one has to be asked for again.
      const isCut = framesMs.length >= 5_000;
      this.stretches.delete(fileId);
      this.stretches.set(fileId, { framesMs, fromMs: fromMs === 0 ? -Infinity : fromMs + 1_000, toMs: isCut ? framesMs.at(-2)! : toMs - 1_000 });
      if (this.stretches.size > FILES_MAX) this.stretches.delete(this.stretches.keys().next().value!);
    } catch {
      // Without the list the picture still follows the clock, only steps are by the nominal frame rate.
      this.stretches.set(fileId, { framesMs: new Float64Array(), fromMs, toMs });
    } finally {
      this.asking.delete(fileId);
      for (const listener of [...this.listeners]) listener();
    }
  }
}

export const frameTimes = new FrameTimes();

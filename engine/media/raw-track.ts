// What a reader of containers hands over: a track's stamps and what the header claims, before anything is made of them.

import type { ErrorParams } from "../../contract/errors.ts";
import type { ProblemCode } from "../../contract/problems.ts";

export interface FoundProblem {
  readonly code: ProblemCode;
  readonly params: ErrorParams;
}

/** The problem for which a file gives no footage at all. */
export interface Refusal {
  readonly refused: FoundProblem;
}

export const refusal = (code: ProblemCode, params: ErrorParams = {}): Refusal => ({ refused: { code, params } });

/** The video track that is shown by default, and its surroundings. */
export interface RawTrack {
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  /** As shown: pixel shape and rotation applied. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Seconds per stamp as a fraction, `1/90000`. */
  readonly timeBase: string;
  /** Presentation stamps of the frames that are shown, in any order. */
  readonly stamps: readonly number[] | Float64Array;
  /** Stamps of frames that begin a piece of their own because the clock jumped before them. */
  readonly startsAnewAt: readonly number[];
  /** Duration that the header claims, milliseconds after the first shown frame; null where it claims none. */
  readonly claimedMs: number | null;
  /** UTC ms; null where absent. */
  readonly creationTimeMs: number | null;
  /** UTC ms; see ContainerFacts. */
  readonly absoluteStartMs: number | null;
  readonly problems: readonly FoundProblem[];
}

/** A picture's size once its pixels are made square as Chromium does: stretched, never shrunk. `across:down` is the shape of one pixel. */
export function squareSize(widthPx: number, heightPx: number, across: number, down: number): { readonly widthPx: number; readonly heightPx: number } {
  if (!(across > 0 && down > 0) || across === down) return { widthPx, heightPx };
  return across > down ? { widthPx: Math.round((widthPx * across) / down), heightPx } : { widthPx, heightPx: Math.round((heightPx * down) / across) };
}

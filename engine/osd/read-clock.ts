// What reading a clock at one place of the picture comes to, whatever kind of clock it is. Knows nothing of how it was read.

import type { PictureClockPrecision, PictureClockReason, PictureRegion } from "../../contract/picture-clock.ts";
import { SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";

/** A clock that was read. */
export interface ReadClock {
  /** What it showed at the beginning of the stretch, to the part of a second. */
  readonly startMs: number;
  /** Readings that agree, of digits and of text together, and those for the next best. */
  readonly votes: number;
  readonly against: number;
  /** 0–1: share of readings that agree, halved where only one of the two witnesses spoke. */
  readonly confidence: number;
  /** A date stands beside the time, or elsewhere in the picture; else the day is the one that is nearest to the file's. */
  readonly hasDate: boolean;
  readonly region: PictureRegion;
  /** One standard deviation. */
  readonly uncertaintyMs: number;
  readonly precision: PictureClockPrecision;
}

/** One place of the picture. */
export interface PlaceReading {
  readonly clock: ReadClock | null;
  readonly isClockLike: boolean;
  /** Why it is not read, where that is known. */
  readonly reason: PictureClockReason | null;
  readonly votes: number;
  readonly against: number;
  readonly region: PictureRegion | null;
  /** What it may mean, where it is read and may mean either. */
  readonly candidates: readonly ReadClock[];
}

export const NOTHING: PlaceReading = { clock: null, isClockLike: false, reason: null, votes: 0, against: 0, region: null, candidates: [] };

/** A clock that goes on by whole seconds, and the stretch that its change was seen in; one standard deviation. */
export const clockUncertaintyMs = (bracketMs: number): number => Math.hypot(SECOND_RESOLUTION_UNCERTAINTY_MS, bracketMs / Math.sqrt(12));

/** Somewhere in a minute; one standard deviation. */
export const MINUTE_UNCERTAINTY_MS = Math.ceil(60_000 / Math.sqrt(12));

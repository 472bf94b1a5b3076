// Whether a running tile keeps up with the clock, and whether the picture on it may still pass for the present: pure bookkeeping
// of leaps and ages. What is done about it is pacing.ts (how the tile goes) and tile-controller.ts (how it is marked).

/** Two leaps of a running picture within this are no hiccup: its decoder is slower than the clock. Machine ms. */
export const LEAPS_WITHIN_MS = 6_000;
/** A leap this soon after the clock was sent elsewhere, or started, is the clock's own. */
const EXCUSED_AFTER_JUMP_MS = 300;

/**
 * Remembers the leaps (searches given to a picture while it ran). Each of them forgets what was measured before, so that frames
 * alone never look late for long on a tile that leaps again and again.
 */
export class LeapWatch {
  private leapsAtMs: readonly number[] = [];
  private jumpedAtMs = -Infinity;

  /** The clock was set, or how the tile goes was changed: what came before says nothing of now. */
  jumped(nowMs: number): void {
    this.jumpedAtMs = nowMs;
    this.leapsAtMs = [];
  }

  leapt(nowMs: number): void {
    if (nowMs - this.jumpedAtMs < EXCUSED_AFTER_JUMP_MS) return;
    this.leapsAtMs = [...this.leapsAtMs.slice(-1), nowMs];
  }

  /** True where it leapt twice within a few seconds, the last time not long ago. */
  cannotKeepUp(nowMs: number): boolean {
    const [first, second] = this.leapsAtMs;
    return first !== undefined && second !== undefined && nowMs - first < LEAPS_WITHIN_MS;
  }
}

export interface ShownAge {
  /** Media time of the frame on the glass. */
  readonly shownMs: number;
  /** When the frame after it begins; null where that is not known, or none comes. */
  readonly followedAtMs: number | null;
  readonly clockMediaMs: number;
  readonly frameMs: number;
  /** Speed of the clock, negative backwards. */
  readonly rate: number;
}

/** What drawing takes: a frame that was due less than this ago cannot be on the glass yet. Machine ms. */
const DRAWING_MS = 25;

/** True where a picture is further from the clock than one frame and what drawing takes: it must not pass for the present. */
export function isStale({ shownMs, followedAtMs, clockMediaMs, frameMs, rate }: ShownAge): boolean {
  const slackMs = frameMs + DRAWING_MS * Math.max(1, Math.abs(rate));
  const endMs = followedAtMs ?? shownMs + frameMs;
  return clockMediaMs > endMs + slackMs || clockMediaMs < shownMs - slackMs;
}

/** A mark stays until the picture has been in step for this long: a flicker would say nothing. */
const UNMARK_AFTER_MS = 400;

/** Marks a stale picture at once, and takes the mark off with some delay. */
export class StaleMark {
  private staleAtMs = -Infinity;

  isMarked(isStaleNow: boolean, nowMs: number): boolean {
    if (isStaleNow) this.staleAtMs = nowMs;
    return nowMs - this.staleAtMs < UNMARK_AFTER_MS;
  }
}

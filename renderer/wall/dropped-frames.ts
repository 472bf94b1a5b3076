// How many of a running player's frames were left out in the last seconds, by its own count. It decides nothing.

interface FrameCounts {
  readonly totalCount: number;
  readonly droppedCount: number;
}

const WINDOW_MS = 2_000;
const LOOK_EVERY_MS = 500;
/** Told in steps, so that a figure does not flicker. */
const STEP_PERCENT = 5;
/** Fewer say nothing. */
const FRAMES_MIN = 10;

export class DroppedFrames {
  private looks: { readonly atMs: number; readonly counts: FrameCounts }[] = [];
  private percentNow = 0;

  /** Another player, another source: what was counted before says nothing. */
  forget(): void {
    this.looks = [];
    this.percentNow = 0;
  }

  /** Share of the frames of the last two seconds, 0–100. Asks the player twice a second at most. */
  percent(player: { frameCounts(): FrameCounts }, nowMs: number): number {
    const last = this.looks.at(-1);
    if (last !== undefined && nowMs - last.atMs < LOOK_EVERY_MS) return this.percentNow;
    const counts = player.frameCounts();
    if (last !== undefined && counts.totalCount < last.counts.totalCount) this.forget();
    this.looks.push({ atMs: nowMs, counts });
    while (this.looks.length > 1 && nowMs - this.looks[1]!.atMs >= WINDOW_MS) this.looks.shift();
    const first = this.looks[0]!.counts;
    const total = counts.totalCount - first.totalCount;
    if (total < FRAMES_MIN) return this.percentNow;
    this.percentNow = Math.round(((counts.droppedCount - first.droppedCount) / total) * (100 / STEP_PERCENT)) * STEP_PERCENT;
    return this.percentNow;
  }
}

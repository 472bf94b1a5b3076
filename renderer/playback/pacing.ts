// How each tile keeps up with the clock: running, one frame looked up after the other, or keyframes only; and how much this
// machine can decode, which is learnt from what it could not. Pure; a tile's own orders are tile-sync.ts.

/** `run`: its player runs. `frames`: it is put on the clock's frame again and again. `keys`: the same with keyframes. */
export type Pacing = "run" | "frames" | "keys";

export interface PacedTile {
  /** What it takes to decode every frame at speed 1; 0 where it shows nothing. */
  readonly pixelsPerSecond: number;
  readonly isActive: boolean;
}

/** Chromium plays no faster. */
export const RUN_RATE_MAX = 16;
/** Backwards every frame is a search of its own; above this speed only keyframes come in time. */
const REVERSE_FRAMES_RATE_MAX = 1;
/** Up to here the tile that a person looks at runs whatever the machine seems to bear: it drops frames where it must. */
const ACTIVE_RUNS_RATE_MAX = 2;

/** What the machine is taken to bear. */
export interface Bearing {
  readonly pixelsPerSecond: number;
  /** Under this load even a tile that ran alone fell behind; Infinity (as when left out) while none did. */
  readonly alonePixelsPerSecond?: number;
}

/** How each tile goes at a speed: the active one is served first, then the others in their order, until the machine is full. */
export function planPacing(tiles: readonly PacedTile[], rate: number, { pixelsPerSecond: capacityPixelsPerSecond, alonePixelsPerSecond = Infinity }: Bearing): readonly Pacing[] {
  if (rate < 0) return tiles.map(() => (-rate <= REVERSE_FRAMES_RATE_MAX ? "frames" : "keys"));
  if (rate > RUN_RATE_MAX) return tiles.map(() => "keys");
  const plan: Pacing[] = tiles.map(() => "keys");
  let left = capacityPixelsPerSecond;
  for (const i of servedInOrder(tiles)) {
    const { pixelsPerSecond, isActive } = tiles[i]!;
    const isFree = isActive && rate <= ACTIVE_RUNS_RATE_MAX && pixelsPerSecond * rate < alonePixelsPerSecond;
    if (!isFree && pixelsPerSecond * rate > left) continue;
    left -= pixelsPerSecond * rate;
    plan[i] = "run";
  }
  return plan;
}

function servedInOrder(tiles: readonly PacedTile[]): readonly number[] {
  const indexes = tiles.map((_, i) => i);
  return [...indexes.filter((i) => tiles[i]!.isActive), ...indexes.filter((i) => !tiles[i]!.isActive)];
}

/** What is asked of the machine under a plan, pixels a second. */
export function plannedLoad(tiles: readonly PacedTile[], plan: readonly Pacing[], rate: number): number {
  return tiles.reduce((sum, tile, i) => sum + (plan[i] === "run" ? tile.pixelsPerSecond * rate : 0), 0);
}

/** H.264 in software: 1080p at some 120 frames a second on one core of an office computer, with the window beside it. */
const FIRST_GUESS_PER_CORE = 1920 * 1080 * 120;
const SHRINKS_TO = 0.75;
/** The same where all that ran fell behind. */
const SHRINKS_MUCH_TO = 0.5;
const GROWS_TO = 1.25;
/** A first recovery is tried after this, and each time it was too early after twice as long. */
const RECOVERY_FIRST_MS = 8_000;
const RECOVERY_MAX_MS = 120_000;
/** After a change the players need this long until they show whether it helped. */
const SETTLE_MS = 2_000;

/** How many pixels a second this machine decodes: a guess by its cores, less after tiles fell behind, more again with time. */
export class DecodeCapacity {
  private readonly guess: number;
  private capacity: number;
  private recoverAfterMs = RECOVERY_FIRST_MS;
  private changedAtMs = -Infinity;
  private aloneLimit = Infinity;

  constructor(coreCount: number) {
    this.guess = FIRST_GUESS_PER_CORE * Math.max(1, Math.min(coreCount, 32));
    this.capacity = this.guess;
  }

  get pixelsPerSecond(): number { return this.capacity; }
  get alonePixelsPerSecond(): number { return this.aloneLimit; }

  /** Tiles fell behind under a load: so many of those that ran. Answers whether that changed anything. */
  overloaded(loadPixelsPerSecond: number, nowMs: number, lateCount = 1, runningCount = Infinity): boolean {
    if (nowMs - this.changedAtMs < SETTLE_MS || loadPixelsPerSecond <= 0) return false;
    this.capacity = Math.min(this.capacity, loadPixelsPerSecond) * (lateCount >= runningCount ? SHRINKS_MUCH_TO : SHRINKS_TO);
    if (runningCount === 1) this.aloneLimit = loadPixelsPerSecond;
    this.changedAtMs = nowMs;
    this.recoverAfterMs = Math.min(RECOVERY_MAX_MS, this.recoverAfterMs * 2);
    return true;
  }

  /** Called now and then while all keep up: what another program took may be free again. */
  keepsUp(nowMs: number): void {
    if (this.capacity >= this.guess || nowMs - this.changedAtMs < this.recoverAfterMs) return;
    this.capacity = Math.min(this.guess, this.capacity * GROWS_TO);
    this.aloneLimit = Infinity;
    this.changedAtMs = nowMs;
  }
}

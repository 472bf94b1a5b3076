// What was answered about stretches of the axis, kept by key (a camera, a group) at several resolutions, and what to ask
// next. While a better answer is on its way the best one at hand is drawn, so that zooming never shows a blank. One question
// is on its way at a time; what has left the screen meanwhile is not asked for. Pure but for the asking, which is given.

export interface Asked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly msPerPixel: number;
}

interface Held<T> {
  readonly asked: Asked;
  readonly answer: T;
  readonly era: number;
}

/** What is to be drawn now, the most important first: what is in view, then what soon may be. */
export interface Wanted {
  readonly keys: readonly string[];
  /** Asked for once all of `keys` is there. */
  readonly soonKeys: readonly string[];
  readonly asked: Asked;
  /** Everything there is, at a width's resolution: what is drawn when zooming out faster than answers come. */
  readonly whole: Asked | null;
}

export type AskStretch<T> = (keys: readonly string[], asked: Asked, signal: AbortSignal) => Promise<ReadonlyMap<string, T>>;

/** Answers kept for one key. */
const HELD_MAX = 8;
/** Keys asked for at once ahead of need: a question in view must not wait long behind them. */
const SOON_MAX = 40;

const isWithin = (asked: Asked, fromMs: number, toMs: number): boolean => fromMs >= asked.fromMs && toMs <= asked.toMs;

export class StretchCache<T> {
  readonly #ask: AskStretch<T>;
  readonly #onChange: () => void;
  readonly #held = new Map<string, Held<T>[]>();
  #era = 0;
  #wanted: Wanted | null = null;
  #running: AbortController | null = null;
  /** What could not be had, so that it is not asked for without end. */
  #failed: { readonly wanted: Wanted; readonly era: number } | null = null;

  constructor(ask: AskStretch<T>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  /** The best answer at hand to be drawn over fromMs ≤ t < toMs at a resolution; null where there is none at all. */
  best(key: string, fromMs: number, toMs: number, msPerPixel: number): T | null {
    const held = this.#held.get(key);
    if (held === undefined) return null;
    let best: Held<T> | null = null;
    let bestCost = Infinity;
    for (const candidate of held) {
      const cost = costOf(candidate, this.#era, fromMs, toMs, msPerPixel);
      if (cost < bestCost) [best, bestCost] = [candidate, cost];
    }
    return best?.answer ?? null;
  }

  /** True while something in view is asked for and not there. */
  get isLoading(): boolean {
    return this.#wanted !== null && this.#missing(this.#wanted.keys, this.#wanted.asked).length > 0 && this.#failed?.wanted !== this.#wanted;
  }

  want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#pump();
  }

  /** Answers may have changed: they are drawn until the new ones are there. */
  outdate(): void {
    this.#era++;
    this.#failed = null;
    this.#pump();
  }

  stop(): void {
    this.#wanted = null;
    this.#running?.abort();
  }

  #missing(keys: readonly string[], asked: Asked): string[] {
    return keys.filter((key) => !(this.#held.get(key) ?? []).some((held) =>
      held.era === this.#era && held.asked.msPerPixel === asked.msPerPixel && isWithin(held.asked, asked.fromMs, asked.toMs)));
  }

  #next(): { readonly keys: readonly string[]; readonly asked: Asked } | null {
    const wanted = this.#wanted;
    if (wanted === null || (this.#failed?.wanted === wanted && this.#failed.era === this.#era)) return null;
    const inView = this.#missing(wanted.keys, wanted.asked);
    if (inView.length > 0) return { keys: inView, asked: wanted.asked };
    const soon = this.#missing(wanted.soonKeys, wanted.asked);
    if (soon.length > 0) return { keys: soon.slice(0, SOON_MAX), asked: wanted.asked };
    const whole = wanted.whole === null ? [] : this.#missing(wanted.keys, wanted.whole);
    return whole.length > 0 ? { keys: whole, asked: wanted.whole! } : null;
  }

  #pump(): void {
    if (this.#running !== null) return;
    const next = this.#next();
    const wanted = this.#wanted;
    if (next === null || wanted === null) return;
    const era = this.#era;
    const running = new AbortController();
    this.#running = running;
    this.#ask(next.keys, next.asked, running.signal).then(
      (answers) => {
        for (const key of next.keys) {
          const answer = answers.get(key);
          if (answer !== undefined) this.#keep(key, { asked: next.asked, answer, era });
        }
        // A key that was not answered will not be the next time either.
        if (next.keys.some((key) => !answers.has(key))) this.#failed = { wanted, era };
      },
      () => { this.#failed = { wanted, era }; },
    ).finally(() => {
      this.#running = null;
      if (running.signal.aborted) return;
      this.#onChange();
      this.#pump();
    });
  }

  #keep(key: string, held: Held<T>): void {
    const whole = this.#wanted?.whole;
    const others = (this.#held.get(key) ?? []).filter((other) => other.asked.msPerPixel !== held.asked.msPerPixel || !isWithin(held.asked, other.asked.fromMs, other.asked.toMs));
    const kept = [held, ...others];
    // The oldest goes, but what is drawn where nothing better is at hand stays.
    if (kept.length > HELD_MAX) {
      const goes = kept.findLastIndex((other) => other !== held && other.asked.msPerPixel !== whole?.msPerPixel);
      if (goes > 0) kept.splice(goes, 1);
    }
    this.#held.set(key, kept);
  }
}

/** How badly an answer serves, in an order: what it leaves blank, then whether it is outdated, then how much too coarse or too fine it is. */
function costOf<T>({ asked, era }: Held<T>, now: number, fromMs: number, toMs: number, msPerPixel: number): number {
  const seenMs = Math.max(0, Math.min(toMs, asked.toMs) - Math.max(fromMs, asked.fromMs));
  const blankShare = 1 - seenMs / Math.max(1e-9, toMs - fromMs);
  const octaves = Math.log2(asked.msPerPixel / msPerPixel);
  const misfit = octaves > 0 ? octaves : -octaves / 8;
  return Math.round(blankShare * 100) * 1_000 + (now - era > 0 ? 100 : 0) + misfit;
}

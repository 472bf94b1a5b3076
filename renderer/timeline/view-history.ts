// The stretches that were looked at, to go back to: one entry for each place where the picture rested, not one for each turn
// of the wheel. Pure but for the clock that tells resting from moving.

import { msPerPixel, spanMs, type Axis } from "./axis.ts";

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A picture that stood still for so long was looked at. */
const REST_MS = 700;
const ENTRIES_MAX = 100;

/** Nearly the same picture: nobody would want to go back to it. */
export function isSameLook(a: Stretch, b: Stretch): boolean {
  const spanA = a.toMs - a.fromMs;
  const spanB = b.toMs - b.fromMs;
  return Math.abs(Math.log2(spanA / spanB)) < 0.2 && Math.abs(a.fromMs + a.toMs - b.fromMs - b.toMs) / 2 < 0.15 * Math.max(spanA, spanB);
}

export class ViewHistory {
  readonly #nowMs: () => number;
  #behind: Stretch[] = [];
  #ahead: Stretch[] = [];
  #movedAtMs = -Infinity;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }

  get canGoForward(): boolean {
    return this.#ahead.length > 0;
  }

  /** The picture is about to leave this stretch. Kept where it had rested there. */
  leave(axis: Axis): void {
    const nowMs = this.#nowMs();
    const hasRested = nowMs - this.#movedAtMs >= REST_MS;
    this.#movedAtMs = nowMs;
    if (!hasRested || spanMs(axis) <= 0 || !Number.isFinite(msPerPixel(axis))) return;
    this.#ahead = [];
    const last = this.#behind.at(-1);
    if (last !== undefined && isSameLook(last, axis)) return;
    this.#behind = [...this.#behind.slice(1 - ENTRIES_MAX), { fromMs: axis.fromMs, toMs: axis.toMs }];
  }

  /** The stretch before this one; null where there is none. */
  back(axis: Axis): Stretch | null {
    return this.#move(axis, this.#behind, this.#ahead);
  }

  forward(axis: Axis): Stretch | null {
    return this.#move(axis, this.#ahead, this.#behind);
  }

  #move(axis: Axis, from: Stretch[], onto: Stretch[]): Stretch | null {
    const here = { fromMs: axis.fromMs, toMs: axis.toMs };
    while (from.length > 0 && isSameLook(from.at(-1)!, here)) from.pop();
    const to = from.pop();
    if (to === undefined) return null;
    onto.push(here);
    this.#movedAtMs = this.#nowMs();
    return to;
  }
}

// Whose turn it is to have a copy, or a part of one, made: one at a time, a second one where a tile shows nothing without it. What
// is made is not known here.

import { AppError } from "../../contract/errors.ts";

/** How much something is wanted now, the least first; below `SOON` a tile shows nothing without it. */
export type Rank = () => number;
export const SOON = 1;

interface Waiting {
  readonly rank: Rank;
  readonly take: () => void;
}

export class ProxyTurns {
  readonly #waiting = new Set<Waiting>();
  #busyCount = 0;

  /** Waits for a turn; answers what ends it. @throws AppError cancelled */
  async enter(rank: Rank, signal: AbortSignal): Promise<() => void> {
    await new Promise<void>((resolve, reject) => {
      const cancel = (): void => {
        this.#waiting.delete(waiting);
        reject(new AppError("cancelled"));
      };
      const waiting: Waiting = { rank, take: () => {
        signal.removeEventListener("abort", cancel);
        resolve();
      } };
      if (signal.aborted) return cancel();
      signal.addEventListener("abort", cancel, { once: true });
      this.#waiting.add(waiting);
      this.reconsider();
    });
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#busyCount--;
      this.reconsider();
    };
  }

  /** Ranks may have changed. */
  reconsider(): void {
    for (;;) {
      const first = [...this.#waiting].map((waiting) => ({ waiting, rank: waiting.rank() })).sort((a, b) => a.rank - b.rank)[0];
      if (first === undefined || this.#busyCount >= (first.rank < SOON ? 2 : 1)) return;
      this.#waiting.delete(first.waiting);
      this.#busyCount++;
      first.waiting.take();
    }
  }
}

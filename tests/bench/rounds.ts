// Measures several things in turns, round after round, so that whatever else the machine does meets all of them alike.
// Knows nothing of what is measured and prints nothing.

import type { Series } from "./series.ts";

export interface Contender {
  readonly name: string;
  /** Measures once and answers the figure (MB/s, files/s, ms): whatever it is, all rounds answer the same. */
  readonly measure: (round: number) => Promise<number> | number;
}

export interface RoundsOptions {
  /** Counted rounds; the figures are medians of these. */
  readonly rounds?: number;
  /** Rounds before, whose figures are thrown away: files come into memory, code is compiled. */
  readonly warmUps?: number;
}

/** The series of all contenders, in their order. Every second round goes through them backwards, so that none is always the first. */
export async function measureInRounds(contenders: readonly Contender[], { rounds = 5, warmUps = 1 }: RoundsOptions = {}): Promise<readonly Series[]> {
  const values = contenders.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    const turn = contenders.map((_, i) => i);
    if (round % 2 !== 0) turn.reverse();
    for (const i of turn) {
      const value = await contenders[i]!.measure(round);
      if (!Number.isFinite(value)) throw new Error(`${contenders[i]!.name} gave no figure in round ${round}`);
      if (round >= 0) values[i]!.push(value);
    }
  }
  return contenders.map(({ name }, i) => ({ name, values: values[i]! }));
}

/** What work takes, in milliseconds. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

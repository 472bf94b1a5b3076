// Measures several things in turns, round after round, so that whatever else the machine does meets all of them alike.
// Knows nothing of what is measured and prints nothing.

import type { Series } from "./series.ts";

/** Several figures that one measurement gives, by the name of their series. */
export type Figures = Readonly<Record<string, number>>;

export interface Contender {
  readonly name: string;
  /** Measures once and answers the figure (MB/s, files/s, ms), or several: whatever it is, all rounds answer the same. */
  readonly measure: (round: number) => Promise<number | Figures> | number | Figures;
}

export interface RoundsOptions {
  /** Counted rounds; the figures are medians of these. */
  readonly rounds?: number;
  /** Rounds before, whose figures are thrown away: files come into memory, code is compiled. */
  readonly warmUps?: number;
}

/** The series of all contenders, in their order, by the contender's name or the figures' own. Every second round goes through them backwards, so that none is always the first. */
export async function measureInRounds(contenders: readonly Contender[], { rounds = 5, warmUps = 1 }: RoundsOptions = {}): Promise<readonly Series[]> {
  const found = contenders.map(() => new Map<string, number[]>());
  for (let round = -warmUps; round < rounds; round++) {
    const turn = contenders.map((_, i) => i);
    if (round % 2 !== 0) turn.reverse();
    for (const i of turn) {
      const { name, measure } = contenders[i]!;
      const measured = await measure(round);
      for (const [series, value] of Object.entries(typeof measured === "number" ? { [name]: measured } : measured)) {
        if (!Number.isFinite(value)) throw new Error(`${series} gave no figure in round ${round}`);
        if (round >= 0) found[i]!.set(series, [...(found[i]!.get(series) ?? []), value]);
      }
    }
  }
  return found.flatMap((series) => [...series].map(([name, values]) => ({ name, values })));
}

/** The one of that name. @throws Error where there is none */
export function seriesOf(all: readonly Series[], name: string): Series {
  const found = all.find((series) => series.name === name);
  if (found === undefined) throw new Error(`no series ${name}`);
  return found;
}

/** What work takes, in milliseconds. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

// Choosing rows of a long table as people expect it: click, Ctrl, Shift, arrows. By place in the list; pure.

export interface Selection {
  /** Places of the chosen rows, as runs: half-open, sorted, disjoint. All of 100,000 is one run. */
  readonly runs: readonly (readonly [from: number, to: number])[];
  /** The row that the keyboard is at. */
  readonly at: number;
  /** Where Shift extends from. */
  readonly anchor: number;
}

export const NOTHING_CHOSEN: Selection = { runs: [], at: 0, anchor: 0 };

export const isChosen = ({ runs }: Selection, row: number): boolean => runs.some(([from, to]) => from <= row && row < to);
export const chosenCount = ({ runs }: Selection): number => runs.reduce((sum, [from, to]) => sum + to - from, 0);

function joined(runs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const result: (readonly [number, number])[] = [];
  for (const [from, to] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

const without = (runs: Selection["runs"], row: number): (readonly [number, number])[] =>
  runs.flatMap(([from, to]): (readonly [number, number])[] => (row < from || row >= to ? [[from, to]] : ([[from, row], [row + 1, to]] as const).filter(([a, b]) => a < b)));

export const choose = (row: number): Selection => ({ runs: [[row, row + 1]], at: row, anchor: row });
export const chooseAll = (selection: Selection, count: number): Selection => ({ ...selection, runs: count === 0 ? [] : [[0, count]] });
export const toggle = (selection: Selection, row: number): Selection =>
  ({ runs: isChosen(selection, row) ? without(selection.runs, row) : joined([...selection.runs, [row, row + 1]]), at: row, anchor: row });
export const extend = ({ anchor }: Selection, row: number): Selection => ({ runs: [[Math.min(anchor, row), Math.max(anchor, row) + 1]], at: row, anchor });

/** The chosen entries of a list. */
export function chosenOf(selection: Selection, list: ArrayLike<number>): number[] {
  const chosen: number[] = [];
  for (const [from, to] of selection.runs) for (let i = from; i < Math.min(to, list.length); i++) chosen.push(list[i]!);
  return chosen;
}

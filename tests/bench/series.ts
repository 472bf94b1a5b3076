// The figures of one thing measured several times, and what is said of them: median, percentile, spread, and the ratio to
// another thing measured in the same rounds. Pure arithmetic; measuring is rounds.ts, words are bench-report.ts.

/** What was measured of one contender, a figure a round, in the order of the rounds. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The smallest value that at least `share` (0–1) of all are not above (nearest rank). NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The middle value, or the mean of the two middle ones. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Lowest and highest. NaN of nothing. */
export function spread(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = ascending(values);
  return [sorted[0] ?? NaN, sorted.at(-1) ?? NaN];
}

/**
 * How many times `base` the series is: the median of the rounds' own ratios, so that a machine that was busy in one round
 * was busy for both. @throws Error where they have not the same rounds
 */
export function pairedRatio(series: Series, base: Series): number {
  if (series.values.length !== base.values.length) throw new Error(`${series.name} and ${base.name} were not measured in the same rounds`);
  return median(series.values.map((value, round) => value / base.values[round]!));
}

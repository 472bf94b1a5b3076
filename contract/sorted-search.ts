// Looking things up in what is sorted, for engine and window alike.

/** The first index of 0 ≤ i < count at which a predicate holds that holds for all after it; `count` where it never does. */
export function firstWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

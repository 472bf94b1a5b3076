// Finds the first of many items whose two numbers both stay under a bound, without going through those before it. Pure; it
// knows nothing of what the numbers mean. A bound from below is asked for with the signs turned.

/**
 * Items in an order of their own, each with two numbers. The answer is that of `items.findIndex`; it takes the time of a
 * binary search where few items pass by one of their numbers and fail by the other, as times and counts do.
 */
export class FirstUnder {
  readonly #leafCount: number;
  /** A tree of smallest numbers: node n has the children 2n and 2n + 1, the leaves begin at `#leafCount`. */
  readonly #a: Float64Array;
  readonly #b: Float64Array;

  constructor(pairs: readonly (readonly [a: number, b: number])[]) {
    let leafCount = 1;
    while (leafCount < pairs.length) leafCount *= 2;
    this.#leafCount = leafCount;
    this.#a = new Float64Array(2 * leafCount).fill(Infinity);
    this.#b = new Float64Array(2 * leafCount).fill(Infinity);
    for (const [i, [a, b]] of pairs.entries()) {
      this.#a[leafCount + i] = a;
      this.#b[leafCount + i] = b;
    }
    for (let node = leafCount - 1; node > 0; node--) {
      this.#a[node] = Math.min(this.#a[2 * node]!, this.#a[2 * node + 1]!);
      this.#b[node] = Math.min(this.#b[2 * node]!, this.#b[2 * node + 1]!);
    }
  }

  /** Index of the first item with a ≤ `mostA` and b ≤ `mostB`, both finite; −1 where there is none. */
  find(mostA: number, mostB: number): number {
    return this.#findIn(1, mostA, mostB);
  }

  #findIn(node: number, mostA: number, mostB: number): number {
    if (this.#a[node]! > mostA || this.#b[node]! > mostB) return -1;
    if (node >= this.#leafCount) return node - this.#leafCount;
    const left = this.#findIn(2 * node, mostA, mostB);
    return left === -1 ? this.#findIn(2 * node + 1, mostA, mostB) : left;
  }
}

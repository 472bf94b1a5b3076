// The one search in what is sorted: every place that a predicate can begin to hold at, in lists of every small length.

import { describe, expect, it } from "vitest";
import { firstWhere } from "../../contract/sorted-search.ts";

describe("the first index where something holds from there on", () => {
  it("is found wherever it lies, and is the count where it never does", () => {
    for (let count = 0; count <= 17; count++) {
      for (let at = 0; at <= count; at++) expect(firstWhere(count, (i) => i >= at), `${at} of ${count}`).toBe(at);
    }
  });

  it("is asked about within the list alone, and as often as its length can be halved", () => {
    const asked: number[] = [];
    expect(firstWhere(1_000_000, (i) => { asked.push(i); return i >= 999_999; })).toBe(999_999);
    expect(Math.max(...asked)).toBeLessThan(1_000_000);
    expect(asked.length).toBeLessThanOrEqual(20);
  });
});

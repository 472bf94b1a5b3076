// What layers of grain become as pixels, and that their rows are used again from one paint to the next.

import { describe, expect, it } from "vitest";
import { Grain, GrainRows } from "../../../renderer/timeline/grain.ts";
import { mixRow } from "../../../renderer/timeline/grain-pixels.ts";

const mixed = (...layers: readonly { readonly rgb: readonly [number, number, number]; readonly shares: readonly number[] }[]): number[] => {
  const row = new Uint8ClampedArray(4 * layers[0]!.shares.length).fill(77);
  mixRow(layers.map(({ rgb, shares }) => ({ rgb, shares: Float32Array.from(shares) })), row);
  return [...row];
};

describe("a row of grain", () => {
  it("is clear where nothing is, and as strong as its share", () => {
    expect(mixed({ rgb: [200, 100, 0], shares: [0, 0.5, 1] })).toEqual([0, 0, 0, 0, 200, 100, 0, 128, 200, 100, 0, 255]);
  });

  it("is never more than full, however much was added up", () => {
    expect(mixed({ rgb: [10, 20, 30], shares: [3] })).toEqual([10, 20, 30, 255]);
  });

  it("shows what lies below where the upper layer is not full", () => {
    expect(mixed({ rgb: [0, 0, 200], shares: [1, 1] }, { rgb: [200, 0, 0], shares: [0.5, 1] })).toEqual([100, 0, 100, 255, 200, 0, 0, 255]);
  });
});

describe("rows of grain", () => {
  const drawn = (rows: GrainRows, widthPx: number, fromPx: number): Float32Array => {
    const grain = new Grain(widthPx, rows);
    grain.add("coverage", fromPx, fromPx + 1, 1);
    return grain.layers[0]!.shares;
  };
  it("are each lane's own within a paint", () => {
    const rows = new GrainRows();
    expect([drawn(rows, 3, 0), drawn(rows, 3, 1)].map((shares) => [...shares])).toEqual([[1, 0, 0], [0, 1, 0]]);
  });
  it("are given out again for the next paint, empty, and new ones where the picture has another width", () => {
    const rows = new GrainRows();
    const first = drawn(rows, 3, 0);
    rows.reuse();
    const second = drawn(rows, 3, 2);
    expect([second === first, [...second]]).toEqual([true, [0, 0, 1]]);
    rows.reuse();
    expect([...drawn(rows, 2, 0)]).toEqual([1, 0]);
  });
});

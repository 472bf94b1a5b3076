// Which part of a copy comes next: under the play head first, on from there without a hole, then what lies before.

import { describe, expect, it } from "vitest";
import { aheadMs, isWantedElsewhere, missingMs, nextStretch, type StampRange } from "../../../engine/media/stretch-plan.ts";

/** Ten frames a second, stamps in milliseconds, the first one at 5,000. */
const FIRST = 5_000;
const stamps = Float64Array.from({ length: 6_000 }, (_, n) => FIRST + n * 100);
const END = stamps.at(-1)! + 1;
const next = (made: readonly StampRange[], atPts: number, isBackwards = false): StampRange | null => nextStretch({ stamps, msPerStamp: 1, made, atPts, isBackwards });
const range = (fromPts: number, endPts: number): StampRange => ({ fromPts, endPts });

describe("the next part", () => {
  it("is a short one under the play head, from a little before it", () => {
    expect(next([], 305_040)).toEqual(range(304_000, 310_000));
  });
  it("begins with the file at its start, and ends with it at its end", () => {
    expect(next([], 0)).toEqual(range(FIRST, FIRST + 6_000));
    expect(next([], 10 ** 9)).toEqual(range(stamps.at(-1)! - 1_000, END));
  });
  it("goes on from there, as long as what is there ahead of the head, a minute at most", () => {
    expect(next([range(304_000, 310_000)], 305_000)).toEqual(range(310_000, 316_000));
    expect(next([range(304_000, 316_000), range(316_000, 334_000)], 305_000)).toEqual(range(334_000, 363_000));
    expect(next([range(104_000, 310_000)], 105_000)).toEqual(range(310_000, 370_000));
  });
  it("ends where another begins, and leaves nothing short before it", () => {
    expect(next([range(104_000, 310_000), range(340_000, 350_000)], 105_000)).toEqual(range(310_000, 340_000));
    expect(next([range(304_000, 310_000), range(319_000, 325_000)], 305_000)).toEqual(range(310_000, 319_000));
  });
  it("does not begin again what is there before the head", () => {
    expect(next([range(300_000, 304_900)], 305_000)).toEqual(range(304_900, 310_900));
  });
  it("lies before, the nearest first, once all is there to the end", () => {
    expect(next([range(304_000, END)], 400_000)).toEqual(range(244_000, 304_000));
    expect(next([range(67_000, END)], 400_000)).toEqual(range(FIRST, 67_000));
    expect(next([range(FIRST, 6_000), range(9_000, END)], 400_000)).toEqual(range(6_000, 9_000));
    expect(next([range(FIRST, END)], 400_000)).toBeNull();
  });
  it("is one frame where the next is far off", () => {
    const few = Float64Array.from([0, 100_000, 200_000]);
    expect(nextStretch({ stamps: few, msPerStamp: 1, made: [], atPts: 150_000 })).toEqual(range(100_000, 200_000));
  });
  it.each([false, true])("covers everything once, wherever the head goes meanwhile, going back: %s", (isBackwards) => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const made: StampRange[] = [];
    for (let part = next(made, 0, isBackwards); part !== null; part = next(made, FIRST + random(600_000), isBackwards)) {
      expect(part.endPts).toBeGreaterThan(part.fromPts);
      made.push(part);
      made.sort((a, b) => a.fromPts - b.fromPts);
      if (made.length > 1_000) throw new Error("it never ends");
    }
    expect(made[0]!.fromPts).toBe(FIRST);
    expect(made.at(-1)!.endPts).toBe(END);
    made.slice(1).forEach(({ fromPts }, i) => expect(fromPts).toBe(made[i]!.endPts));
    for (const { fromPts } of made) expect(stamps.includes(fromPts)).toBe(true);
  });
});

describe("the next part of a head that goes back", () => {
  it("is a short one up to a little behind it", () => {
    expect(next([], 305_040, true)).toEqual(range(300_000, 306_000));
    expect(next([], 6_000, true)).toEqual(range(FIRST, 11_000));
    expect(next([range(306_000, 366_000)], 305_040, true)).toEqual(range(300_000, 306_000));
  });
  it("lies before it, as long as what is there up to the head, a minute at most", () => {
    expect(next([range(300_000, 306_000)], 305_000, true)).toEqual(range(294_000, 300_000));
    expect(next([range(280_000, 300_000), range(300_000, 306_000)], 305_000, true)).toEqual(range(255_000, 280_000));
    expect(next([range(200_000, 306_000)], 305_000, true)).toEqual(range(140_000, 200_000));
    expect(next([range(70_000, 306_000)], 305_000, true)).toEqual(range(10_000, 70_000));
    // Nothing short is left before it.
    expect(next([range(68_000, 306_000)], 305_000, true)).toEqual(range(FIRST, 68_000));
  });
  it("lies behind it once all is there from the beginning on", () => {
    expect(next([range(FIRST, 306_000)], 305_000, true)).toEqual(range(306_000, 312_000));
    expect(next([range(FIRST, END)], 305_000, true)).toBeNull();
  });
});

describe("how much is there ahead", () => {
  const ahead = (made: readonly StampRange[], atPts: number, isBackwards: boolean): number => aheadMs({ stamps, msPerStamp: 1, made, atPts, isBackwards });
  it("is counted the way the head goes, without a hole", () => {
    const made = [range(200_000, 260_000), range(260_000, 306_000), range(310_000, 320_000)];
    expect([ahead(made, 300_000, false), ahead(made, 300_000, true)]).toEqual([6_000, 100_000]);
    expect([ahead(made, 308_000, false), ahead(made, 308_000, true)]).toEqual([0, 0]);
    expect([ahead([range(FIRST, 100_000)], 90_000, true), ahead([range(90_000, END)], 95_000, false)]).toEqual([Infinity, Infinity]);
  });
});

describe("what is being made", () => {
  const isLeft = (made: readonly StampRange[], atPts: number, running: StampRange, reachedMs = 0): boolean => isWantedElsewhere({ stamps, msPerStamp: 1, made, atPts }, running, reachedMs);
  const AROUND = range(299_000, 305_000);

  it("is left for a place where nothing is, or next to nothing", () => {
    expect(isLeft([AROUND], 500_000, range(305_000, 311_000))).toBe(true);
    expect(isLeft([AROUND, range(499_000, 505_000)], 500_000, range(305_000, 365_000))).toBe(true);
  });
  it("goes on where enough is there at the play head, or where it comes next to what is there", () => {
    expect(isLeft([AROUND, range(499_000, 520_000)], 500_000, range(305_000, 365_000))).toBe(false);
    expect(isLeft([AROUND], 304_000, range(305_000, 311_000))).toBe(false);
    expect(isLeft([range(299_000, END)], 500_000, range(239_000, 299_000))).toBe(false);
  });
  it("goes on where it will be there soon, and is left where the play head went far into a long one", () => {
    expect(isLeft([AROUND], 306_000, range(305_000, 311_000))).toBe(false);
    expect(isLeft([AROUND], 350_000, range(305_000, 365_000))).toBe(true);
    expect(isLeft([AROUND], 350_000, range(305_000, 365_000), 31_000)).toBe(false);
  });
  it("is judged the other way round where the head goes back", () => {
    const isLeftBack = (made: readonly StampRange[], atPts: number, running: StampRange): boolean => isWantedElsewhere({ stamps, msPerStamp: 1, made, atPts, isBackwards: true }, running, 0);
    expect(isLeftBack([AROUND], 300_000, range(293_000, 299_000))).toBe(false);
    expect(isLeftBack([AROUND], 300_000, range(305_000, 311_000))).toBe(true);
    expect(isLeftBack([range(200_000, 305_000)], 300_000, range(305_000, 311_000))).toBe(false);
    expect(isLeftBack([], 300_000, range(295_000, 301_000))).toBe(false);
  });
  it("is counted in what is missing until it is there", () => {
    expect(missingMs({ stamps, msPerStamp: 1, made: [AROUND], atPts: FIRST })).toBe(END - FIRST - 6_000);
  });
});

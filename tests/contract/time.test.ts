// The arithmetic that everything else stands on: ranges, clock corrections, the order of two instants, places in a file.

import { describe, expect, it } from "vitest";
import {
  asCameraMs, asMediaMs, asTrueMs, cameraFromTrue, clockErrorMs, correctionUncertaintyMs, DAY_MS, driftPpm, EYE_READING_UNCERTAINTY_MS,
  intersectRanges, makeClockCorrection, mediaFromTrue, mergeRanges, orderInstants, RATE_MAX, RATE_MIN, rangesOverlap, trueFromCamera,
  trueFromMedia, uncoveredRanges, UNCORRECTED, type ClockPoint, type MediaPlacement, type Range,
} from "../../contract/time.ts";
import { seededIntegers } from "../support/seeded-numbers.ts";

const range = (startMs: number, endMs: number): Range<number> => ({ startMs, endMs });
const T0 = Date.UTC(2021, 10, 12, 6);
/** A reading of a clock that is `fastMs` ahead at a camera time of T0 + `afterMs`. */
const reading = (afterMs: number, fastMs: number, uncertaintyMs = EYE_READING_UNCERTAINTY_MS): ClockPoint =>
  ({ cameraMs: asCameraMs(T0 + afterMs), trueMs: asTrueMs(T0 + afterMs - fastMs), uncertaintyMs });
const at = (afterMs: number) => asCameraMs(T0 + afterMs);

describe("ranges", () => {
  it.each([
    ["touching ranges share no instant", range(0, 10), range(10, 20), null],
    ["one instant is enough", range(0, 11), range(10, 20), range(10, 11)],
    ["one inside the other", range(0, 100), range(10, 20), range(10, 20)],
    ["apart", range(0, 5), range(10, 20), null],
    ["the same", range(3, 7), range(3, 7), range(3, 7)],
  ])("are half-open: %s", (_, a, b, shared) => {
    expect(intersectRanges(a, b)).toEqual(shared);
    expect(intersectRanges(b, a)).toEqual(shared);
    expect(rangesOverlap(a, b)).toBe(shared !== null);
    expect(rangesOverlap(b, a)).toBe(shared !== null);
  });

  it.each([
    ["overlapping", [range(0, 10), range(5, 15)], 0, [range(0, 15)]],
    ["touching", [range(0, 10), range(10, 15)], 0, [range(0, 15)]],
    ["a millisecond apart", [range(0, 10), range(11, 15)], 0, [range(0, 10), range(11, 15)]],
    ["within the tolerance", [range(0, 10), range(12, 15)], 2, [range(0, 15)]],
    ["beyond the tolerance", [range(0, 10), range(13, 15)], 2, [range(0, 10), range(13, 15)]],
    ["in any order, one inside another", [range(20, 30), range(0, 100), range(5, 6)], 0, [range(0, 100)]],
    ["empty ones are nothing", [range(5, 5), range(9, 3)], 0, []],
  ])("are merged where they meet: %s", (_, ranges, tolerance, merged) => {
    expect(mergeRanges(ranges, tolerance)).toEqual(merged);
  });

  it.each([
    ["nothing covered", [], [range(0, 100)]],
    ["all covered", [range(0, 100)], []],
    ["more than all covered", [range(-5, 105)], []],
    ["both ends open", [range(10, 90)], [range(0, 10), range(90, 100)]],
    ["covered up to the edge", [range(-10, 10), range(90, 110)], [range(10, 90)]],
    ["touching from outside covers nothing", [range(-10, 0), range(100, 110)], [range(0, 100)]],
    ["one inside another", [range(10, 50), range(20, 30), range(60, 70)], [range(0, 10), range(50, 60), range(70, 100)]],
  ])("leave open what none covers: %s", (_, covered, open) => {
    expect(uncoveredRanges(range(0, 100), covered)).toEqual(open);
  });

  it("cover and leave open every instant exactly once, whatever the ranges", () => {
    const next = seededIntegers(1);
    for (let round = 0; round < 200; round++) {
      const ranges = Array.from({ length: next(0, 8) }, () => range(next(-20, 60), next(-20, 60)));
      const whole = range(0, 40);
      const merged = mergeRanges(ranges);
      const open = uncoveredRanges(whole, merged);
      for (let t = whole.startMs; t < whole.endMs; t++) {
        const isCovered = ranges.some((r) => r.startMs <= t && t < r.endMs);
        expect(merged.filter((r) => r.startMs <= t && t < r.endMs).length).toBe(isCovered ? 1 : 0);
        expect(open.filter((r) => r.startMs <= t && t < r.endMs).length).toBe(isCovered ? 0 : 1);
      }
    }
  });
});

describe("a clock's correction", () => {
  it("without a reading leaves camera time as it is and does not claim to know how wrong that is", () => {
    expect(trueFromCamera(UNCORRECTED, at(0))).toEqual({ trueMs: T0, uncertaintyMs: null });
    expect(cameraFromTrue(UNCORRECTED, asTrueMs(T0))).toBe(T0);
    expect(clockErrorMs(UNCORRECTED, at(0))).toBeNull();
    expect(correctionUncertaintyMs(UNCORRECTED, at(0))).toBeNull();
    expect(driftPpm(UNCORRECTED)).toBeNull();
  });

  it.each([["fast", 127_000], ["slow", -34_000], ["exact", 0]])("with one reading is a constant offset: a clock that is %s", (_, fastMs) => {
    const correction = makeClockCorrection([reading(0, fastMs)]);
    for (const afterMs of [-10 * DAY_MS, -1, 0, 1, 10 * DAY_MS]) {
      expect(trueFromCamera(correction, at(afterMs)).trueMs).toBe(T0 + afterMs - fastMs);
      expect(clockErrorMs(correction, at(afterMs))).toBe(fastMs);
    }
    expect(driftPpm(correction)).toBeNull();
  });

  it("is as sure as its reading there, and less by two seconds a day away from it, to both sides", () => {
    const correction = makeClockCorrection([reading(0, 5_000, 500)]);
    expect(correctionUncertaintyMs(correction, at(0))).toBe(500);
    for (const side of [-1, 1]) {
      expect(correctionUncertaintyMs(correction, at(side * DAY_MS))).toBeCloseTo(Math.hypot(500, 2_000), 6);
      expect(correctionUncertaintyMs(correction, at(side * 5 * DAY_MS))).toBeCloseTo(Math.hypot(500, 10_000), 6);
    }
  });

  it("with two readings goes straight through both, and is surest between them", () => {
    const correction = makeClockCorrection([reading(10 * DAY_MS, 30_000), reading(0, 10_000)]);
    expect(clockErrorMs(correction, at(0))).toBe(10_000);
    expect(clockErrorMs(correction, at(5 * DAY_MS))).toBe(20_000);
    expect(clockErrorMs(correction, at(10 * DAY_MS))).toBe(30_000);
    expect(correctionUncertaintyMs(correction, at(5 * DAY_MS))).toBeCloseTo(EYE_READING_UNCERTAINTY_MS / Math.SQRT2, 6);
    expect(correctionUncertaintyMs(correction, at(0))).toBe(EYE_READING_UNCERTAINTY_MS);
    expect(driftPpm(correction)).toBeCloseTo((20_000 / (10 * DAY_MS - 20_000)) * 1e6, 6);
  });

  it("carries a drift that was found on beyond the readings, less and less sure", () => {
    const correction = makeClockCorrection([reading(0, 10_000), reading(10 * DAY_MS, 30_000)]);
    expect(clockErrorMs(correction, at(20 * DAY_MS))).toBe(50_000);
    expect(clockErrorMs(correction, at(-10 * DAY_MS))).toBe(-10_000);
    const u = EYE_READING_UNCERTAINTY_MS;
    expect(correctionUncertaintyMs(correction, at(20 * DAY_MS))).toBeCloseTo(Math.hypot(2 * u, u, 20_000), 3);
    expect(correctionUncertaintyMs(correction, at(-10 * DAY_MS))).toBeCloseTo(Math.hypot(2 * u, u, 20_000), 3);
  });

  it("takes a drift that cannot be told from zero as zero beyond the readings, and does not jump there", () => {
    const correction = makeClockCorrection([reading(0, 10_000), reading(DAY_MS, 11_000)]);
    expect(driftPpm(correction)).toBe(0);
    expect(clockErrorMs(correction, at(11 * DAY_MS))).toBe(11_000);
    expect(clockErrorMs(correction, at(-11 * DAY_MS))).toBe(10_000);
    expect(clockErrorMs(correction, at(DAY_MS - 1))).toBe(11_000);
  });

  it("with three readings bends at the middle one", () => {
    const correction = makeClockCorrection([reading(0, 0), reading(10 * DAY_MS, 20_000), reading(20 * DAY_MS, 20_000)]);
    expect(clockErrorMs(correction, at(5 * DAY_MS))).toBe(10_000);
    expect(clockErrorMs(correction, at(15 * DAY_MS))).toBe(20_000);
    expect(clockErrorMs(correction, at(30 * DAY_MS))).toBe(20_000);
    expect(clockErrorMs(correction, at(-10 * DAY_MS))).toBe(-20_000);
  });

  it("refuses two readings of one camera time", () => {
    expect(() => makeClockCorrection([reading(0, 0), reading(5, 0), reading(0, 3)])).toThrowError(expect.objectContaining({ code: "clock-reading-twice", params: { cameraMs: T0 } }));
  });

  it.each([
    ["an hour set back between the readings", DAY_MS, 3_600_000],
    ["an hour set forward", DAY_MS, -3_600_000],
    ["a date that is off by a year", DAY_MS, 365 * DAY_MS],
    ["running backwards", 60_000, 200_000],
  ])("refuses a rate that no clock has: %s", (_, afterMs, fasterMs) => {
    expect(() => makeClockCorrection([reading(0, 0), reading(afterMs, fasterMs)])).toThrowError(expect.objectContaining({ code: "clock-rate-refused" }));
  });

  it("takes rates up to the bound", () => {
    expect(() => makeClockCorrection([reading(0, 0, 1), reading(DAY_MS, 0.0099 * DAY_MS, 1)])).not.toThrow();
    expect(() => makeClockCorrection([reading(0, 0, 1), reading(DAY_MS, 0.0102 * DAY_MS, 1)])).toThrow();
    expect(() => makeClockCorrection([reading(0, 0, 1), reading(DAY_MS, -0.0102 * DAY_MS, 1)])).toThrow();
  });

  it("counts two looks within seconds as one reading that is surer than each", () => {
    const correction = makeClockCorrection([reading(0, 10_000), reading(2_000, 11_000)]);
    expect(correction.points).toHaveLength(1);
    expect(clockErrorMs(correction, at(0))).toBe(10_500);
    expect(correctionUncertaintyMs(correction, at(1_000))).toBeCloseTo(EYE_READING_UNCERTAINTY_MS / Math.SQRT2, 6);
  });

  it("never lets true time stand still or run backwards, and comes back to within a millisecond from any instant", () => {
    const next = seededIntegers(2);
    for (let round = 0; round < 100; round++) {
      let afterMs = 0;
      let fastMs = next(-100_000, 100_000);
      const readings = Array.from({ length: next(1, 6) }, () => {
        const stepMs = next(500, next(0, 1) === 1 ? 20_000 : 30 * DAY_MS);
        afterMs += stepMs;
        fastMs += next(-900, 900) + Math.round((stepMs * next(-5_000, 5_000)) / 1e6);
        return reading(afterMs, fastMs);
      });
      const correction = makeClockCorrection(readings);
      let lastTrueMs = -Infinity;
      for (let t = -DAY_MS; t < afterMs + DAY_MS; t += Math.ceil((afterMs + 2 * DAY_MS) / 40)) {
        const { trueMs, uncertaintyMs } = trueFromCamera(correction, at(t));
        expect(trueMs).toBeGreaterThan(lastTrueMs);
        expect(Number.isSafeInteger(trueMs)).toBe(true);
        expect(uncertaintyMs).toBeGreaterThan(0);
        lastTrueMs = trueMs;
        expect(Math.abs(cameraFromTrue(correction, trueMs) - at(t))).toBeLessThanOrEqual(1);
      }
      for (let i = 1; i < correction.points.length; i++) {
        const left = correction.points[i - 1]!;
        const right = correction.points[i]!;
        const rate = (right.trueMs - left.trueMs) / (right.cameraMs - left.cameraMs);
        expect(rate).toBeGreaterThanOrEqual(RATE_MIN);
        expect(rate).toBeLessThanOrEqual(RATE_MAX);
      }
    }
  });
});

describe("the order of two instants", () => {
  const instant = (trueMs: number, uncertaintyMs: number | null) => ({ trueMs: asTrueMs(trueMs), uncertaintyMs });

  it("is established where they lie further apart than both clocks are unsure, and the margin is told", () => {
    expect(orderInstants(instant(0, 3_000), instant(41_000, 4_000), false)).toEqual({ established: true, first: "a", marginMs: 41_000 });
    expect(orderInstants(instant(41_000, 3_000), instant(0, 4_000), false)).toEqual({ established: true, first: "b", marginMs: 41_000 });
  });

  it("is established at exactly two standard deviations and not a millisecond nearer", () => {
    expect(orderInstants(instant(0, 3_000), instant(10_000, 4_000), false)).toMatchObject({ established: true });
    expect(orderInstants(instant(0, 3_000), instant(9_999, 4_000), false)).toEqual({ established: false, reason: "too-close" });
    expect(orderInstants(instant(9_999, 3_000), instant(0, 4_000), false)).toEqual({ established: false, reason: "too-close" });
  });

  it("is not established where nobody has read one of the clocks, however far apart they are", () => {
    expect(orderInstants(instant(0, null), instant(DAY_MS, 1), false)).toEqual({ established: false, reason: "clock-unknown" });
    expect(orderInstants(instant(0, 1), instant(DAY_MS, null), false)).toEqual({ established: false, reason: "clock-unknown" });
  });

  it("follows the frames within one clock, whose error cancels, so that no margin can be told", () => {
    expect(orderInstants(instant(0, null), instant(40, null), true)).toEqual({ established: true, first: "a", marginMs: null });
    expect(orderInstants(instant(40, 9_000), instant(40, 9_000), true)).toEqual({ established: true, first: "same", marginMs: null });
  });

  it("is not established between two clocks that show the same instant, however sure they are", () => {
    expect(orderInstants(instant(5, 0), instant(5, 0), false)).toEqual({ established: false, reason: "too-close" });
  });
});

describe("a place in a file", () => {
  const placement: MediaPlacement = { startMs: asTrueMs(1_000), endMs: asTrueMs(11_000), mediaStartMs: asMediaMs(500), mediaEndMs: asMediaMs(10_400) };

  it("begins and ends with its recording and is linear between", () => {
    expect(mediaFromTrue(placement, 1_000)).toBe(500);
    expect(mediaFromTrue(placement, 11_000)).toBe(10_400);
    expect(mediaFromTrue(placement, 6_000)).toBe(5_450);
    expect(trueFromMedia(placement, 5_450)).toBe(6_000);
  });

  it("comes back from either side", () => {
    const next = seededIntegers(3);
    for (let round = 0; round < 200; round++) {
      const trueMs = next(-1_000, 20_000);
      expect(trueFromMedia(placement, mediaFromTrue(placement, trueMs))).toBeCloseTo(trueMs, 6);
    }
  });

  it("of no length is its beginning", () => {
    const point: MediaPlacement = { startMs: asTrueMs(7), endMs: asTrueMs(7), mediaStartMs: asMediaMs(3), mediaEndMs: asMediaMs(3) };
    expect(mediaFromTrue(point, 100)).toBe(3);
    expect(trueFromMedia(point, 100)).toBe(7);
  });
});

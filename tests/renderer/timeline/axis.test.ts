// The axis keeps what is under the mouse under the mouse, from months to frames.

import { describe, expect, it } from "vitest";
import { fittedTo, msPerPixel, pannedBy, revealing, SPAN_MAX_MS, SPAN_MIN_MS, spanMs, trueFromX, withWidth, xFromTrue, zoomedAt, zoomFactorFromWheel, type Axis } from "../../../renderer/timeline/axis.ts";

const START_MS = Date.UTC(2021, 10, 12, 6, 3, 5);
const axis: Axis = { fromMs: START_MS, toMs: START_MS + 3_600_000, widthPx: 1200 };

describe("axis", () => {
  it("turns times into pixels and back", () => {
    for (const atMs of [START_MS, START_MS + 1, START_MS + 1_234_567, START_MS + 3_599_999]) {
      expect(trueFromX(axis, xFromTrue(axis, atMs))).toBeCloseTo(atMs, 2);
    }
    expect(xFromTrue(axis, axis.toMs)).toBe(1200);
  });

  it.each([[0, 1.3], [333, 2], [1199, 0.5], [600, 10]])("keeps the instant under x = %d when zooming by %d", (xPx, factor) => {
    const under = trueFromX(axis, xPx);
    const zoomed = zoomedAt(axis, xPx, factor);
    expect(trueFromX(zoomed, xPx)).toBeCloseTo(under, 2);
    expect(spanMs(zoomed)).toBeCloseTo(spanMs(axis) / factor, 2);
  });

  it("zooms from three months to single frames in one go and stays on the same instant", () => {
    const months = { fromMs: START_MS, toMs: START_MS + 91 * 86_400_000, widthPx: 1200 };
    const under = trueFromX(months, 517);
    let now: Axis = months;
    for (let i = 0; i < 200; i++) now = zoomedAt(now, 517, 1.15);
    expect(spanMs(now)).toBe(SPAN_MIN_MS);
    expect(msPerPixel(now)).toBeLessThan(0.1);
    // Doubles hold milliseconds since 1970 to a quarter of a microsecond: what adds up in 200 turns is no pixel.
    expect(Math.abs(trueFromX(now, 517) - under)).toBeLessThan(msPerPixel(now));
  });

  it("never shows less than two frames nor more than its longest span", () => {
    expect(spanMs(zoomedAt(axis, 10, 1e12))).toBe(SPAN_MIN_MS);
    expect(spanMs(zoomedAt(axis, 10, 1e-12))).toBe(SPAN_MAX_MS);
  });

  it("pans by pixels without changing the span", () => {
    const panned = pannedBy(axis, 100);
    expect(panned.fromMs).toBe(axis.fromMs + 300_000);
    expect(spanMs(panned)).toBe(spanMs(axis));
  });

  it("does not leave the years that footage can be of, by panning or by zooming out beside them", () => {
    let [later, earlier]: Axis[] = [axis, axis];
    for (let i = 0; i < 40; i++) [later, earlier] = [zoomedAt(pannedBy(later!, 1e6), 0, 0.5), zoomedAt(pannedBy(earlier!, -1e6), 1200, 0.5)];
    expect([later!.toMs, spanMs(later!)]).toEqual([Date.UTC(2200, 0), SPAN_MAX_MS]);
    expect([earlier!.fromMs, spanMs(earlier!)]).toEqual([Date.UTC(1900, 0), SPAN_MAX_MS]);
    expect(pannedBy(later!, -100).toMs).toBeLessThan(later!.toMs);
    // A typed time may lie outside: from there it goes back in only.
    const outside: Axis = { fromMs: Date.UTC(2500, 0), toMs: Date.UTC(2500, 1), widthPx: 1200 };
    expect(pannedBy(outside, 100)).toEqual(outside);
    expect(pannedBy(outside, -100).fromMs).toBeLessThan(outside.fromMs);
  });

  it("fits a stretch with a margin on both sides, and an instant with something around it", () => {
    const fitted = fittedTo({ startMs: 1000, endMs: 2000 }, 500);
    expect([fitted.fromMs, fitted.toMs]).toEqual([960, 2040]);
    expect(spanMs(fittedTo({ startMs: 1000, endMs: 1000 }, 500))).toBeGreaterThanOrEqual(SPAN_MIN_MS);
  });

  it("moves to reveal an instant only where it is out of view", () => {
    expect(revealing(axis, START_MS + 5, 0.5)).toBe(axis);
    const moved = revealing(axis, axis.toMs, 0.25);
    expect(xFromTrue(moved, axis.toMs)).toBeCloseTo(300, 6);
  });

  it("keeps its stretch when the window changes its width", () => {
    expect(withWidth(axis, 300)).toEqual({ ...axis, widthPx: 300 });
  });

  it("zooms in when the wheel turns up, out when down, alike for lines and pixels", () => {
    expect(zoomFactorFromWheel(-100, 0, false)).toBeGreaterThan(1);
    expect(zoomFactorFromWheel(100, 0, false)).toBeLessThan(1);
    expect(zoomFactorFromWheel(3, 1, false)).toBeCloseTo(zoomFactorFromWheel(99, 0, false), 6);
    expect(zoomFactorFromWheel(-100, 0, false) * zoomFactorFromWheel(100, 0, false)).toBeCloseTo(1, 9);
  });
});

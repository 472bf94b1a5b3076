// The band of an exhibit as shapes, and what one frame without the exhibit takes out of a camera's view.

import { describe, expect, it } from "vitest";
import type { Span } from "../../../contract/continuity.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { bandOf, bandRange, shapeAt } from "../../../renderer/reconstruct/band-geometry.ts";
import { notInViewRange } from "../../../renderer/reconstruct/not-in-view.ts";

const span = (startMs: number, endMs: number, more: Partial<Span> = {}): Span => ({
  observationId: startMs + 1, startMs: asTrueMs(startMs), endMs: asTrueMs(endMs), state: "seen", count: 5, cameraId: "c1",
  holder: null, container: null, place: null, isSight: true, statementId: null, uncertaintyMs: 100, ...more,
});
const width = (text: string): number => text.length * 7;

describe("the band", () => {
  it("is solid where seen and hatched where inferred, a moment still wide enough to be seen, counts where there is room", () => {
    const spans = [span(0, 4_000), span(5_000, 9_000, { state: "contained", isSight: false }), span(10_000, 10_000, { count: 3 })];
    const band = bandOf({ spans, loss: [] }, { fromMs: 0, toMs: 10_000 }, 100, width);
    expect(band.shapes.map(({ kind, xPx, widthPx, text }) => [kind, xPx, widthPx, text])).toEqual([["seen", 0, 40, "5"], ["inferred", 50, 40, "5"], ["seen", 98, 4, ""]]);
  });

  it("has a row for each place, and finds what lies under the pointer in it", () => {
    const band = bandOf({ spans: [span(0, 5_000), span(2_000, 3_000, { holder: "司机", state: "carried", count: 2 })], loss: [] }, { fromMs: 0, toMs: 10_000 }, 100, width);
    expect(band.rowCount).toBe(2);
    expect([shapeAt(band, 25, 0)?.span.count, shapeAt(band, 25, 1)?.span.count, shapeAt(band, 90, 0)]).toEqual([5, 2, null]);
  });

  it("puts what is carried by nobody named, and what one person has in a bag, where reasoning has it", () => {
    const spans = [span(0, 0, { place: "boot" }), span(1, 1, { state: "carried", place: "boot" }), span(2, 2, { holder: "driver", container: "bag" }), span(3, 3, { container: "bag" })];
    expect(bandOf({ spans, loss: [] }, { fromMs: 0, toMs: 10 }, 100, width).shapes.map(({ row }) => row)).toEqual([0, 1, 2, 2]);
  });

  it("shows nothing of nothing, and never less than a second", () => {
    expect(bandRange([])).toBeNull();
    expect(bandRange([span(1_000, 1_000)])).toEqual({ fromMs: 500, toMs: 1_500 });
  });
});

describe("a frame on which the exhibit is not to be seen", () => {
  const interval = { fromMs: 10_000, toMs: 90_000 };
  it("takes the camera out from there on, after a look on that camera", () => {
    expect(notInViewRange([span(10_000, 10_000)], "c1", interval, 40_000)).toEqual({ fromMs: 40_000, toMs: 90_000 });
    expect(notInViewRange([span(10_000, 10_000), span(70_000, 70_000)], "c1", interval, 40_000)).toEqual({ fromMs: 40_000, toMs: 70_000 });
  });

  it("takes it out up to there where the camera's looks come later, and altogether where there are none", () => {
    expect(notInViewRange([span(90_000, 90_000)], "c1", interval, 40_000)).toEqual({ fromMs: 10_000, toMs: 40_001 });
    expect(notInViewRange([span(10_000, 10_000, { cameraId: "c2" })], "c1", interval, 40_000)).toEqual({ fromMs: 10_000, toMs: 90_000 });
  });

  it("says nothing outside the interval", () => {
    expect(notInViewRange([], "c1", interval, 90_000)).toBeNull();
    expect(notInViewRange([], "c1", interval, 9_999)).toBeNull();
  });
});

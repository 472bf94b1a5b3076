// How often the engine is asked while a person zooms and pans: in steps, never for each pixel.

import { describe, expect, it } from "vitest";
import { pannedBy, zoomedAt, type Axis } from "../../../renderer/timeline/axis.ts";
import { askedStretch, isServedBy } from "../../../renderer/timeline/lane-data.ts";

const axis: Axis = { fromMs: 1_636_696_000_000, toMs: 1_636_699_600_000, widthPx: 1200 };

describe("what the timeline asks for", () => {
  it("covers what is in view with room on both sides, no coarser than a pixel", () => {
    const asked = askedStretch(axis);
    expect(isServedBy(asked, axis)).toBe(true);
    expect(asked.fromMs).toBeLessThan(axis.fromMs);
    expect(asked.toMs).toBeGreaterThan(axis.toMs);
    expect(asked.msPerPixel).toBeLessThanOrEqual(3000);
  });

  it("serves a pan by a window's width and a small zoom", () => {
    const asked = askedStretch(axis);
    expect(isServedBy(asked, pannedBy(axis, 1200))).toBe(true);
    expect(isServedBy(asked, pannedBy(axis, -1200))).toBe(true);
    expect(isServedBy(asked, zoomedAt(axis, 600, 1.2))).toBe(true);
  });

  it("asks anew when the picture is twice as fine or has left the stretch", () => {
    const asked = askedStretch(axis);
    expect(isServedBy(asked, zoomedAt(axis, 600, 2.1))).toBe(false);
    expect(isServedBy(asked, pannedBy(axis, 20_000))).toBe(false);
    expect(isServedBy(null, axis)).toBe(false);
  });

  it("asks whole milliseconds even at single frames", () => {
    const asked = askedStretch({ fromMs: 1_636_696_000_000.25, toMs: 1_636_696_000_080.25, widthPx: 1200 });
    expect(Number.isInteger(asked.fromMs) && Number.isInteger(asked.toMs)).toBe(true);
    expect(asked.toMs).toBeGreaterThan(asked.fromMs);
  });
});

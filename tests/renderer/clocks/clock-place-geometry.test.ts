// Where a person says that the clock stands: rectangles never leave the picture, whatever the mouse or the keys do.

import { describe, expect, it } from "vitest";
import { FIRST_PLACE, KEY_STEP, movedPlace, placeBetween, resizedPlace } from "../../../renderer/clocks/clock-place-geometry.ts";

describe("the clock's place", () => {
  it("is the same from whichever corner it is drawn", () => {
    const place = { x: 0.1, y: 0.2, w: 0.3, h: 0.1 };
    expect(placeBetween({ x: 0.1, y: 0.2 }, { x: 0.4, y: 0.3 })).toEqual(place);
    expect(placeBetween({ x: 0.4, y: 0.3 }, { x: 0.1, y: 0.2 })).toEqual(place);
    expect(placeBetween({ x: 0.1, y: 0.3 }, { x: 0.4, y: 0.2 })).toEqual(place);
  });

  it("ends where the picture does", () => {
    expect(placeBetween({ x: -0.5, y: 0.9 }, { x: 0.2, y: 3 })).toEqual({ x: 0, y: 0.9, w: 0.2, h: 0.1 });
  });

  it("is none where a press slipped", () => {
    expect(placeBetween({ x: 0.5, y: 0.5 }, { x: 0.504, y: 0.9 })).toBeNull();
    expect(placeBetween({ x: 1.2, y: 0.5 }, { x: 1.4, y: 0.9 })).toBeNull();
  });

  it("moved by keys keeps its size and stops at the edge", () => {
    expect(movedPlace(FIRST_PLACE, KEY_STEP, 0)).toEqual({ ...FIRST_PLACE, x: 0.03 });
    expect(movedPlace(FIRST_PLACE, -1, -1)).toEqual({ ...FIRST_PLACE, x: 0, y: 0 });
    expect(movedPlace({ x: 0.6, y: 0.9, w: 0.4, h: 0.1 }, KEY_STEP, KEY_STEP)).toEqual({ x: 0.6, y: 0.9, w: 0.4, h: 0.1 });
  });

  it("resized by keys never vanishes and never leaves the picture", () => {
    expect(resizedPlace(FIRST_PLACE, KEY_STEP, -KEY_STEP)).toEqual({ ...FIRST_PLACE, w: 0.46, h: 0.08 });
    expect(resizedPlace(FIRST_PLACE, -2, -2)).toMatchObject({ w: 0.01, h: 0.01 });
    expect(resizedPlace(FIRST_PLACE, 2, 2)).toMatchObject({ w: 0.98, h: 0.98 });
  });
});

import { describe, expect, it } from "vitest";
import { fittedState } from "../../main/window-state.ts";

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const kept = (x: number, y: number, width = 1200, height = 700) => ({ bounds: { x, y, width, height }, isMaximised: true });

describe("where the window opens", () => {
  it("is in the middle of the screen at first", () => {
    expect(fittedState(null, [screen])).toEqual({ bounds: { x: 240, y: 90, width: 1440, height: 900 }, isMaximised: false });
  });
  it("is where it was", () => {
    expect(fittedState(kept(100, 50), [screen])).toEqual(kept(100, 50));
    expect(fittedState(kept(2000, 50), [screen, second])).toEqual(kept(2000, 50));
  });
  it("is on a screen, where the one it was on has gone", () => expect(fittedState(kept(2000, 50), [screen]).bounds.x).toBe(240));
  it("is within reach of the mouse", () => {
    expect(fittedState(kept(100, -400), [screen]).bounds.y).toBe(90);
    expect(fittedState(kept(1900, 50), [screen]).bounds.x).toBe(240);
  });
  it("is no larger than the screen it is on, which may be a smaller one than last time", () => {
    expect(fittedState(kept(0, 0, 2560, 1440), [{ x: 0, y: 0, width: 1366, height: 768 }]).bounds).toEqual({ x: 0, y: 0, width: 1366, height: 768 });
    expect(fittedState(kept(1930, 10, 1900, 1050), [screen, second]).bounds).toEqual({ x: 1920, y: 0, width: 1280, height: 1024 });
  });
  it("is on the screen that had most of it", () => expect(fittedState(kept(1700, 0, 1500, 900), [screen, { ...second, width: 1400 }]).bounds).toMatchObject({ x: 1920, width: 1400 }));
  it("is never smaller than the window can be", () => expect(fittedState(kept(0, 0, 300, 200), [screen]).bounds).toMatchObject({ width: 1100, height: 680 }));
  it.each([{}, [], "x", { bounds: { x: "1" } }, { bounds: { x: 1, y: 1, width: Number.NaN, height: 3 }, isMaximised: false }])("does not believe %j", (value) => {
    expect(fittedState(value, [screen]).isMaximised).toBe(false);
  });
});

// Which rows of the pins are made, and that a guess of their height takes in what makes them higher.

import { describe, expect, it } from "vitest";
import { drawnRows, guessedHeightPx, nearestClosed } from "../../../renderer/case/pin-list.ts";

describe("the rows of pins", () => {
  it("are those in view and those in hand, in their order, each once", () => {
    expect(drawnRows(10, 13, [])).toEqual([10, 11, 12]);
    expect(drawnRows(10, 13, [-1, 11, 499, 2, 499])).toEqual([2, 10, 11, 12, 499]);
    expect(drawnRows(0, 0, [-1])).toEqual([]);
  });

  it("that are forms are passed over by keys, and where none is left beyond them the way back is taken", () => {
    const isForm = (at: number): boolean => at === 0 || at === 2 || at === 3;
    expect([nearestClosed(2, 1, 5, isForm), nearestClosed(3, -1, 5, isForm), nearestClosed(1, 1, 5, isForm)]).toEqual([4, 1, 1]);
    expect([nearestClosed(0, -1, 5, isForm), nearestClosed(3, 1, 4, isForm)]).toEqual([1, 1]);
    expect(nearestClosed(0, 1, 2, () => true)).toBe(-1);
  });

  it("are taken to be higher with a note, a second line of it, tags, and an order that is open", () => {
    const pin = { title: "boot", note: null, tags: [] };
    const bare = guessedHeightPx(pin, undefined);
    const higher = [guessedHeightPx({ ...pin, note: "短" }, undefined), guessedHeightPx({ ...pin, note: "a\nb" }, undefined), guessedHeightPx({ ...pin, note: "后备箱".repeat(20) }, undefined)];
    expect(bare).toBeLessThan(higher[0]!);
    expect(higher[0]).toBeLessThan(higher[1]!);
    expect(higher[1]).toBeLessThan(higher[2]!);
    expect(guessedHeightPx({ ...pin, tags: ["x"] }, undefined)).toBeGreaterThan(bare);
    expect(guessedHeightPx(pin, { established: false })).toBeGreaterThan(guessedHeightPx(pin, { established: true }));
  });
});

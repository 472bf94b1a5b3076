// Which tiles run, and what the machine is found to bear.

import { describe, expect, it } from "vitest";
import { DecodeCapacity, plannedLoad, planPacing, type PacedTile } from "../../../renderer/playback/pacing.ts";

const tile = (pixelsPerSecond: number, isActive = false): PacedTile => ({ pixelsPerSecond, isActive });
const FOUR = [tile(50), tile(50), tile(50, true), tile(50)];

describe("the plan", () => {
  it("lets all run that the machine bears", () => {
    expect(planPacing(FOUR, 1, { pixelsPerSecond: 200 })).toEqual(["run", "run", "run", "run"]);
    expect(plannedLoad(FOUR, ["run", "run", "run", "run"], 1)).toBe(200);
  });
  it("serves the active tile first, then the others in their order", () => {
    expect(planPacing(FOUR, 4, { pixelsPerSecond: 450 })).toEqual(["run", "keys", "run", "keys"]);
    expect(plannedLoad(FOUR, ["run", "keys", "run", "keys"], 4)).toBe(400);
  });
  it("lets a light tile run beside heavy ones that cannot", () => {
    expect(planPacing([tile(500), tile(5), tile(500, true)], 4, { pixelsPerSecond: 100 })).toEqual(["keys", "run", "keys"]);
  });
  it("lets the active tile run up to twice the speed whatever the machine bears", () => {
    expect(planPacing([tile(500, true), tile(500)], 2, { pixelsPerSecond: 10 })).toEqual(["run", "keys"]);
    expect(planPacing([tile(500, true)], 4, { pixelsPerSecond: 10 })).toEqual(["keys"]);
  });
  it("goes by keyframes beyond what a player runs at, and backwards", () => {
    expect(planPacing([tile(1, true)], 32, { pixelsPerSecond: Infinity })).toEqual(["keys"]);
    expect(planPacing([tile(1, true)], -2, { pixelsPerSecond: Infinity })).toEqual(["keys"]);
    expect(planPacing([tile(1, true)], -1, { pixelsPerSecond: Infinity })).toEqual(["frames"]);
  });
});

describe("what the machine bears", () => {
  it("is less after tiles fell behind, and more again with time, but never above the guess", () => {
    const capacity = new DecodeCapacity(2);
    const guess = capacity.pixelsPerSecond;
    expect(capacity.overloaded(1_000_000, 0)).toBe(true);
    expect(capacity.pixelsPerSecond).toBe(750_000);
    capacity.keepsUp(5_000);
    expect(capacity.pixelsPerSecond).toBe(750_000);
    capacity.keepsUp(17_000);
    expect(capacity.pixelsPerSecond).toBe(937_500);
    for (let nowMs = 100_000; nowMs < 10_000_000; nowMs += 100_000) capacity.keepsUp(nowMs);
    expect(capacity.pixelsPerSecond).toBe(guess);
  });
  it("does not shrink twice before the first time could help", () => {
    const capacity = new DecodeCapacity(2);
    capacity.overloaded(1_000_000, 0);
    expect(capacity.overloaded(750_000, 500)).toBe(false);
    expect(capacity.overloaded(750_000, 2_500)).toBe(true);
  });
  it("learns nothing where nothing ran", () => {
    expect(new DecodeCapacity(2).overloaded(0, 0)).toBe(false);
  });
});

describe("tiles that all fell behind", () => {
  it("halve what is asked, where one of several takes a quarter off", () => {
    const [all, one] = [new DecodeCapacity(2), new DecodeCapacity(2)];
    all.overloaded(1_000_000, 0, 4, 4);
    one.overloaded(1_000_000, 0, 1, 4);
    expect([all.pixelsPerSecond, one.pixelsPerSecond]).toEqual([500_000, 750_000]);
  });
  it("take the active one's privilege where it ran alone, until there is room again", () => {
    const capacity = new DecodeCapacity(2);
    capacity.overloaded(1_000_000, 0, 1, 1);
    expect(planPacing([tile(1_000_000, true)], 1, capacity)).toEqual(["keys"]);
    expect(planPacing([tile(900_000, true)], 1, capacity)).toEqual(["run"]);
    capacity.keepsUp(17_000);
    expect(capacity.alonePixelsPerSecond).toBe(Infinity);
  });
});

// Going back and forward through what was looked at: an entry for each place where the picture rested.

import { expect, it } from "vitest";
import type { Axis } from "../../../renderer/timeline/axis.ts";
import { ViewHistory } from "../../../renderer/timeline/view-history.ts";

const axis = (fromMs: number, toMs: number): Axis => ({ fromMs, toMs, widthPx: 1_000 });
const DAY = axis(0, 86_400_000);
const HOUR = axis(36_000_000, 39_600_000);
const MINUTE = axis(37_000_000, 37_060_000);

function history() {
  const clock = { ms: 0 };
  return { clock, made: new ViewHistory(() => clock.ms) };
}

it("leads back to where the picture rested, and forward again", () => {
  const { clock, made } = history();
  expect(made.back(DAY)).toBeNull();
  clock.ms = 1_000;
  made.leave(DAY);
  // Turns of the wheel in between are no places.
  for (const step of [axis(1, 40_000_000), axis(2, 20_000_000), HOUR]) {
    clock.ms += 20;
    made.leave(step);
  }
  clock.ms += 2_000;
  made.leave(HOUR);
  expect(made.back(MINUTE)).toEqual({ fromMs: HOUR.fromMs, toMs: HOUR.toMs });
  expect(made.back(HOUR)).toEqual({ fromMs: DAY.fromMs, toMs: DAY.toMs });
  expect(made.back(DAY)).toBeNull();
  expect(made.forward(DAY)).toEqual({ fromMs: HOUR.fromMs, toMs: HOUR.toMs });
  expect(made.forward(HOUR)).toEqual({ fromMs: MINUTE.fromMs, toMs: MINUTE.toMs });
  expect(made.canGoForward).toBe(false);
});

it("forgets what lay ahead when another way is taken", () => {
  const { clock, made } = history();
  clock.ms = 1_000;
  made.leave(DAY);
  expect(made.back(HOUR)).not.toBeNull();
  clock.ms += 5_000;
  made.leave(DAY);
  expect(made.canGoForward).toBe(false);
});

it("does not lead back to nearly the same picture", () => {
  const { clock, made } = history();
  clock.ms = 1_000;
  made.leave(DAY);
  clock.ms += 1_000;
  made.leave(axis(600_000, 87_000_000));
  expect(made.back(axis(700_000, 87_100_000))).toBeNull();
});

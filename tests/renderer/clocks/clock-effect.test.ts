// What a clock reading would do, said before it is kept. The camera of these tests is 127 s fast: when its picture shows
// 14:02:07, it was truly 14:00:00.

import { describe, expect, it } from "vitest";
import { asCameraMs, asTrueMs, type ClockPoint } from "../../../contract/time.ts";
import { translatorFor } from "../../../resources/locales/translator.ts";
import { clockEffect, movementOf, standingOf } from "../../../renderer/clocks/clock-effect.ts";
import { directionOfError } from "../../../renderer/clocks/clock-words.ts";

const SHOWN = Date.UTC(2024, 10, 15, 6, 2, 7);
const TRULY = SHOWN - 127_000;
const DAY_MS = 86_400_000;
const point = (camera: number, truly: number): ClockPoint => ({ cameraMs: asCameraMs(camera), trueMs: asTrueMs(truly), uncertaintyMs: 455 });

describe("the effect of a clock reading", () => {
  it("moves everything of an uncorrected fast camera earlier, by as much as it is fast", () => {
    const effect = clockEffect({ reading: point(SHOWN, TRULY), joined: [], frameCameraMs: asCameraMs(SHOWN), frameTrueMs: asTrueMs(SHOWN) });
    expect(effect).toMatchObject({ kind: "effect", errorMs: 127_000, shiftMs: -127_000, isConstant: true, readingCount: 1, driftPpm: null, uncertaintyMs: 455 });
  });

  it("moves a slow camera later", () => {
    const effect = clockEffect({ reading: point(SHOWN, SHOWN + 34_000), joined: [], frameCameraMs: asCameraMs(SHOWN), frameTrueMs: asTrueMs(SHOWN) });
    expect(effect).toMatchObject({ errorMs: -34_000, shiftMs: 34_000 });
  });

  it("tells the shift from where the frame stands now, not from camera time", () => {
    const effect = clockEffect({ reading: point(SHOWN, TRULY), joined: [], frameCameraMs: asCameraMs(SHOWN), frameTrueMs: asTrueMs(TRULY - 3000) });
    expect(effect).toMatchObject({ errorMs: 127_000, shiftMs: 3000 });
  });

  it("tells a drift once a second reading, days later, disagrees by more than reading by eye can", () => {
    const effect = clockEffect({
      reading: point(SHOWN + 10 * DAY_MS, TRULY + 10 * DAY_MS - 20_000), joined: [point(SHOWN, TRULY)],
      frameCameraMs: asCameraMs(SHOWN + 10 * DAY_MS), frameTrueMs: asTrueMs(TRULY + 10 * DAY_MS),
    });
    expect(effect).toMatchObject({ kind: "effect", isConstant: false, readingCount: 2, shiftMs: -20_000 });
    expect(effect.kind === "effect" && effect.driftPpm).toBeCloseTo(23.15, 1);
  });

  it("takes a drift that cannot be told from zero as zero", () => {
    const effect = clockEffect({
      reading: point(SHOWN + DAY_MS, TRULY + DAY_MS - 300), joined: [point(SHOWN, TRULY)], frameCameraMs: asCameraMs(SHOWN), frameTrueMs: asTrueMs(TRULY),
    });
    expect(effect).toMatchObject({ driftPpm: 0 });
  });

  it("is refused as the engine would refuse it: a second reading of one camera time, a rate that no clock has", () => {
    const frame = { frameCameraMs: asCameraMs(SHOWN), frameTrueMs: asTrueMs(TRULY) };
    expect(clockEffect({ reading: point(SHOWN, TRULY + 5000), joined: [point(SHOWN, TRULY)], ...frame })).toMatchObject({ kind: "refused", error: { code: "clock-reading-twice" } });
    expect(clockEffect({ reading: point(SHOWN + DAY_MS, TRULY + 2 * DAY_MS), joined: [point(SHOWN, TRULY)], ...frame })).toMatchObject({ kind: "refused", error: { code: "clock-rate-refused" } });
  });
});

describe("where a frame stands now", () => {
  it("follows the readings there are, so that one removed meanwhile counts no more", () => {
    expect(standingOf(asCameraMs(SHOWN), [[point(SHOWN, TRULY)]], asTrueMs(0))).toBe(TRULY);
    expect(standingOf(asCameraMs(SHOWN), [[]], asTrueMs(TRULY))).toBe(SHOWN);
    expect(standingOf(asCameraMs(SHOWN), [], asTrueMs(TRULY))).toBe(SHOWN);
  });

  it("is what the engine told where the clock has several stretches", () => {
    expect(standingOf(asCameraMs(SHOWN), [[point(SHOWN, TRULY)], []], asTrueMs(42))).toBe(42);
  });
});

describe("an error as people say it", () => {
  it("is fast where the camera is ahead and slow where it is behind, never a bare sign", () => {
    expect(directionOfError(127_000)).toBe("fast");
    expect(directionOfError(-12_400)).toBe("slow");
    expect(directionOfError(20)).toBe("exact");
  });
});

describe("the sentence of the effect", () => {
  it("says that a fast camera moves earlier and a slow one later, in both languages", () => {
    const say = (lang: "en" | "zh-CN", shiftMs: number, isConstant: boolean): string =>
      translatorFor(lang)(`window:clock.effect.${movementOf({ shiftMs, isConstant })}`, { amount: "127 s" });
    expect(say("en", -127_000, true)).toBe("Everything of this camera moves 127 s earlier.");
    expect(say("en", 127_000, true)).toBe("Everything of this camera moves 127 s later.");
    expect(say("zh-CN", -127_000, true)).toContain("提前");
    expect(say("zh-CN", 127_000, true)).toContain("推后");
    expect(say("en", -127_000, false)).toContain("This frame moves 127 s earlier");
    expect(say("zh-CN", 5, true)).toContain("不会移动");
  });
});

// From what a person chose to what the engine is asked.

import { describe, expect, it } from "vitest";
import { gapQuestion, scopeInUse, type GapPeriod, type QuestionFacts } from "../../../renderer/gaps/gap-question.ts";

const DAY_MS = 86_400_000;
const T0 = Date.UTC(2021, 10, 12);
const facts: QuestionFacts = { caseId: 7, losses: [{ fromMs: T0 + 10.4, toMs: T0 + 20 }, { fromMs: T0, toMs: T0 }], coverage: { startMs: T0, endMs: T0 + 30 * DAY_MS }, nowMs: T0 + 90 * DAY_MS };
const whole: GapPeriod = { kind: "whole" };

describe("the question", () => {
  it("leaves the time of a case, and of all footage, to the engine", () => {
    expect(gapQuestion({ kind: "case" }, whole, facts)).toEqual({ caseId: 7, site: null, fromMs: null, toMs: null, cameraIds: null });
    expect(gapQuestion({ kind: "site", name: "渔港" }, whole, facts)).toEqual({ caseId: null, site: "渔港", fromMs: null, toMs: null, cameraIds: null });
  });

  it("counts weeks back from the last footage, and not from a clock that runs ahead of now", () => {
    expect(gapQuestion({ kind: "library" }, { kind: "weeks", count: 4 }, facts)).toMatchObject({ fromMs: T0 + 2 * DAY_MS, toMs: T0 + 30 * DAY_MS });
    expect(gapQuestion({ kind: "library" }, { kind: "weeks", count: 1 }, { ...facts, nowMs: T0 + 10 * DAY_MS })).toMatchObject({ fromMs: T0 + 3 * DAY_MS, toMs: T0 + 10 * DAY_MS });
  });

  it("takes an interval of loss in whole milliseconds, and all of the case's time where it is no interval or none any more", () => {
    expect(gapQuestion({ kind: "case" }, { kind: "loss", index: 0 }, facts)).toMatchObject({ fromMs: T0 + 10, toMs: T0 + 20 });
    for (const index of [1, 2]) expect(gapQuestion({ kind: "case" }, { kind: "loss", index }, facts)).toMatchObject({ fromMs: null, toMs: null });
  });

  it("gives a place without cameras the library's time, because it has none of its own", () => {
    expect(gapQuestion({ kind: "place", name: " 西码头 " }, whole, facts)).toMatchObject({ site: "西码头", fromMs: T0, toMs: T0 + 30 * DAY_MS });
  });

  it("says what is lacking", () => {
    expect(gapQuestion({ kind: "place", name: " " }, whole, facts)).toBe("place");
    expect(gapQuestion({ kind: "library" }, { kind: "own", fromMs: null, toMs: 5 }, facts)).toBe("time");
    expect(gapQuestion({ kind: "library" }, { kind: "own", fromMs: 5, toMs: 5 }, facts)).toBe("order");
  });
});

it("is about the open case until a person says otherwise, and about the library where no case is open", () => {
  expect([scopeInUse(null, 7), scopeInUse(null, null), scopeInUse({ kind: "case" }, null), scopeInUse({ kind: "library" }, 7)].map((scope) => scope.kind)).toEqual(["case", "library", "library", "library"]);
});

// What was told of a case: the times that lead to the first looks, a told time as it is typed, and the notes of a camera's clock.

import { describe, expect, it } from "vitest";
import type { Fact, Statement } from "../../../contract/reconstruction.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { factsNaming } from "../../../renderer/clocks/facts-naming.ts";
import { toldTimeFault, withinText } from "../../../renderer/reconstruct/told-time-draft.ts";
import { toldTimes } from "../../../renderer/reconstruct/told-times.ts";

const at = (ms: number | null) => (ms === null ? null : asTrueMs(ms));
const statement = (statementId: number, fromMs: number | null, toMs: number | null = null): Statement => ({
  statementId, caseId: 1, speaker: "passenger", speakerId: null, kind: "victim", text: `said ${statementId}`, madeMs: null, fromMs: at(fromMs), toMs: at(toMs),
  finding: null, pinIds: [], note: null, assessments: [], removedMs: null, by: "x", createdMs: 0,
});
const fact = (factId: number, fromMs: number | null, more: Partial<Fact> = {}): Fact => ({
  factId, caseId: 1, kind: "fact", text: `known ${factId}`, toMs: null, uncertaintyMs: null, timeText: null, place: null, source: null, cameraId: null, exhibitId: null, subjectId: null, removedMs: null, by: "x", createdMs: 0, ...more, fromMs: at(fromMs),
});

describe("the times that were told", () => {
  const told = (statements: readonly Statement[], facts: readonly Fact[], period: readonly [number | null, number | null] = [null, null]): string[] =>
    toldTimes({ statements: [...statements], facts: [...facts], periodFromMs: at(period[0]), periodToMs: at(period[1]) }).map(({ text, fromMs, toMs }) => `${text} ${fromMs} ${toMs}`);
  it("stand in order of time, statements and facts together", () => {
    expect(told([statement(1, 50, 60), statement(2, 10)], [fact(3, 20)])).toEqual(["said 2 10 null", "known 3 20 null", "said 1 50 60"]);
  });
  it("leave out what names no time, and what lies outside of the case's period", () => {
    expect(told([statement(1, null), statement(2, 5, 12)], [fact(3, 100), fact(4, 9)], [10, 100])).toEqual(["said 2 5 12"]);
  });
  it("take an end for the time where only that is named", () => expect(told([statement(1, null, 30)], [])).toEqual(["said 1 30 null"]));
});

describe("a told time", () => {
  it.each([
    [{ atMs: null, toMs: null, within: "" }, "no-time"], [{ atMs: "unreadable", toMs: null, within: "" }, "no-time"], [{ atMs: 1, toMs: "unreadable", within: "" }, "no-time"],
    [{ atMs: 2, toMs: 2, within: "" }, "order"], [{ atMs: 1, toMs: 2, within: "soon" }, "within"], [{ atMs: 1, toMs: null, within: " " }, null], [{ atMs: 1, toMs: 2, within: "30" }, null],
  ] as const)("%o: %s", (draft, fault) => expect(toldTimeFault(draft)).toBe(fault));
  it("says how sure in the seconds that people see, twice the deviation", () => expect([withinText(null), withinText(30_000)]).toEqual(["", "60"]));
});

it("a camera's notes are the facts that name it, by id, by name or in their source", () => {
  const facts = [fact(1, 0, { text: "the recorder of SJM-02 showed 17:32" }), fact(2, 0, { source: "photo at the taxi rank" }), fact(3, 0)];
  expect(factsNaming(facts, ["SJM-02", "taxi rank", ""]).map(({ factId }) => factId)).toEqual([1, 2]);
});

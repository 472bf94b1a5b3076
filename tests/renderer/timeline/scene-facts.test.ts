// External facts on the case lane: what they look like, and which lies under the pointer.

import { describe, expect, it } from "vitest";
import { caseFactItems, factAt, factsAt } from "../../../renderer/timeline/scene-facts.ts";

const T0 = Date.UTC(2021, 10, 12, 6);

describe("facts on the case lane", () => {
  const axis = { fromMs: T0, toMs: T0 + 100_000, widthPx: 1_000 };
  const metrics = { rulerPx: 40 };
  const fact = (kind: "fact" | "assumption" | "event", startMs: number, more = {}) => ({ factId: startMs, kind, startMs: T0 + startMs, endMs: null, uncertaintyMs: null, text: "paid", source: null, place: null, cameraId: null, ...more });

  it("are a triangle, for an assumption a dashed stroke, with a bar for their length and a whisker for their doubt", () => {
    const kinds = (facts: readonly ReturnType<typeof fact>[]) => caseFactItems({ axis, metrics, facts }).map((item) => item.kind);
    expect(kinds([fact("fact", 10_000)])).toEqual(["notch"]);
    expect(caseFactItems({ axis, metrics, facts: [fact("assumption", 10_000)] })).toMatchObject([{ kind: "line", isDashed: true }]);
    expect(caseFactItems({ axis, metrics, facts: [fact("event", 10_000, { endMs: T0 + 20_000, uncertaintyMs: 1_000 })] })).toMatchObject([
      { kind: "rect", xPx: 80, widthPx: 40, heightPx: 1 }, { kind: "rect", xPx: 100, widthPx: 100, heightPx: 2 }, { kind: "notch", xPx: 100 },
    ]);
    expect(kinds([fact("fact", -50_000), fact("fact", 200_000)])).toEqual([]);
  });

  it("are one mark where thousands fall on one dot", () => {
    const crowd = Array.from({ length: 10_000 }, (_, i) => fact("fact", i * 10));
    expect(caseFactItems({ axis, metrics, facts: crowd }).length).toBeLessThanOrEqual(axis.widthPx + 1);
    expect(caseFactItems({ axis, metrics, facts: [fact("fact", 10_000), fact("fact", 10_010), fact("event", 10_000)] })).toHaveLength(2);
  });

  it("are found by the mouse, the nearest first", () => {
    const facts = [fact("fact", 10_000), fact("fact", 10_300)];
    expect(factAt({ axis, facts }, 102)?.factId).toBe(10_300);
    expect(factAt({ axis, facts }, 150)).toBeNull();
    expect(factsAt({ axis, facts }, 101).map(({ factId }) => factId)).toEqual([10_000, 10_300]);
    expect(factsAt({ axis, facts }, 106.5).map(({ factId }) => factId)).toEqual([10_300]);
  });
});

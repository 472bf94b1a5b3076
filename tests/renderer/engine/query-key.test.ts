// Two questions are the same question when the engine would see the same input.

import { describe, expect, it } from "vitest";
import { queryKey, stableJson } from "../../../renderer/engine/query-key.ts";

describe("query key", () => {
  it("does not depend on the order of the fields, at any depth", () => {
    expect(queryKey("timeline.read", { fromMs: 1, toMs: 2, at: { b: 1, a: [1, { d: 1, c: 2 }] } }))
      .toBe(queryKey("timeline.read", { at: { a: [1, { c: 2, d: 1 }], b: 1 }, toMs: 2, fromMs: 1 }));
  });

  it("depends on the method, on every value and on the order of a list", () => {
    const keys = [
      queryKey("cases.read", { caseId: 1 }), queryKey("cases.read", { caseId: 2 }), queryKey("cases.find", { caseId: 1 }),
      queryKey("gaps.list", { cameraIds: ["a", "b"] }), queryKey("gaps.list", { cameraIds: ["b", "a"] }), queryKey("gaps.list", { cameraIds: null }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("leaves out fields that are undefined, as they never reach the engine, but tells null from absent", () => {
    expect(stableJson({ a: undefined, b: 1 })).toBe(stableJson({ b: 1 }));
    expect(stableJson({ a: null, b: 1 })).not.toBe(stableJson({ b: 1 }));
  });

  it("tells a number from its text", () => {
    expect(stableJson({ a: 1 })).not.toBe(stableJson({ a: "1" }));
  });
});

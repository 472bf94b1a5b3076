// A camera's neighbours as they are typed: times, speeds, sides and words, and what means nothing.

import { describe, expect, it } from "vitest";
import { draftOfNeighbour, NEW_NEIGHBOUR, neighboursFromDrafts, travelMsFromText, type NeighbourDraft } from "../../../renderer/follow/neighbour-draft.ts";

const draft = (more: Partial<NeighbourDraft>): NeighbourDraft => ({ ...NEW_NEIGHBOUR, toCameraId: "c2", ...more });

describe("a travel time", () => {
  it.each([["90", 90_000], ["1:30", 90_000], ["０.５", 500], ["0", 0]] as const)("%s is %s ms", (text, ms) => expect(travelMsFromText(text)).toBe(ms));
  it.each(["", "-5", "1:75", "soon", "1:2:3"])("%j is none", (text) => expect(travelMsFromText(text)).toBeNull());
});

describe("neighbours in the fields", () => {
  it("mean sides and words, walking, a speed or a time", () => {
    expect(neighboursFromDrafts([draft({}), draft({ side: "other", words: " 往大门 ", by: "time", time: "1:30" }), draft({ side: "away", by: "speed", speed: "18" })])).toEqual({
      neighbours: [
        { toCameraId: "c2", direction: "left", travelMs: null, speedKmh: null },
        { toCameraId: "c2", direction: "往大门", travelMs: 90_000, speedKmh: null },
        { toCameraId: "c2", direction: "away", travelMs: null, speedKmh: 18 },
      ],
    });
  });
  it("name what means nothing, each at its own", () => {
    const drafts = [draft({ toCameraId: "" }), draft({ side: "other" }), draft({ by: "time" }), draft({ by: "speed", speed: "0" }), draft({}), draft({})];
    expect(neighboursFromDrafts(drafts)).toEqual({ bad: new Map([[0, "camera"], [1, "words"], [2, "time"], [3, "speed"], [5, "twice"]]) });
  });
  it("come back as they were typed", () => {
    for (const one of [draft({}), draft({ side: "other", words: "往大门", by: "time", time: "1:30" }), draft({ side: "away", by: "speed", speed: "18" })]) {
      const read = neighboursFromDrafts([one]);
      expect("bad" in read ? null : draftOfNeighbour(read.neighbours[0]!)).toEqual(one);
    }
  });
});

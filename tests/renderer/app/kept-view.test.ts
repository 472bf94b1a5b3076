// What was kept of the window is believed only as far as it makes sense.

import { describe, expect, it } from "vitest";
import { keptViewFromText, type KeptView } from "../../../renderer/app/kept-view.ts";

const KEPT: KeptView = { layout: 4, tiles: ["c1", null, "c2", null], versions: [1, null, null, null], activeTile: 2, visible: { fromMs: 0, toMs: 60_000 }, clockMs: 1_000, rate: 2 };
const changed = (change: object): string => JSON.stringify({ ...KEPT, ...change });

describe("a view that was kept", () => {
  it("comes back as it was", () => expect(keptViewFromText(JSON.stringify(KEPT))).toEqual(KEPT));

  it("of an earlier version of the app comes back without what that did not know", () => {
    const { versions: _, ...earlier } = KEPT;
    expect(keptViewFromText(JSON.stringify(earlier))).toEqual({ ...KEPT, versions: [] });
  });

  it.each([
    ["nothing", null], ["half a file", "{"], ["a list", "[]"], ["a layout that there is none of", changed({ layout: 3 })], ["tiles that are no cameras", changed({ tiles: [7] })],
    ["a stretch that ends before it begins", changed({ visible: { fromMs: 5, toMs: 5 } })], ["a time beyond all time", changed({ clockMs: 9e15 })], ["a clock that runs backwards", changed({ rate: -1 })], ["a clock that stands", changed({ rate: 0 })],
  ])("is not believed where it is %s", (_, text) => expect(keptViewFromText(text)).toBeNull());
});

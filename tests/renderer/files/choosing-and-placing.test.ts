import { describe, expect, it } from "vitest";
import type { FootageFile } from "../../../contract/model.ts";
import { placementsFrom, planned } from "../../../renderer/files/placing.ts";
import { rowFromKey, scrollTopToShow } from "../../../renderer/design/row-window.ts";
import { choose, chooseAll, chosenCount, chosenOf, extend, isChosen, NOTHING_CHOSEN, toggle } from "../../../renderer/files/selection.ts";

describe("rows of a long table", () => {
  it("are chosen one by one, in a row, and all", () => {
    expect(choose(3).runs).toEqual([[3, 4]]);
    expect(extend(choose(3), 6).runs).toEqual([[3, 7]]);
    expect(extend(extend(choose(3), 6), 1).runs).toEqual([[1, 4]]);
    expect(chooseAll(NOTHING_CHOSEN, 100_000).runs).toEqual([[0, 100_000]]);
    expect(chooseAll(NOTHING_CHOSEN, 0).runs).toEqual([]);
  });

  it("are added and taken out of what is chosen", () => {
    const three = toggle(toggle(choose(1), 3), 2);
    expect(three.runs).toEqual([[1, 4]]);
    const split = toggle(three, 2);
    expect(split.runs).toEqual([[1, 2], [3, 4]]);
    expect([isChosen(split, 2), isChosen(split, 3), chosenCount(split)]).toEqual([false, true, 2]);
    expect(chosenOf(split, [10, 11, 12, 13])).toEqual([11, 13]);
    expect(chosenOf(chooseAll(split, 9), [10, 11])).toEqual([10, 11]);
  });

  it("are reached by keys, and never left", () => {
    expect([rowFromKey("ArrowDown", 9, 10, 5), rowFromKey("ArrowUp", 0, 10, 5), rowFromKey("PageDown", 3, 10, 5), rowFromKey("End", 0, 10, 5), rowFromKey("x", 0, 10, 5), rowFromKey("Home", 0, 0, 5)]).toEqual([9, 0, 8, 9, null, null]);
  });

  it("are brought into view by as little scrolling as it takes, their beginning first", () => {
    expect(scrollTopToShow(100, 126, 80, 200)).toBe(80);
    expect(scrollTopToShow(100, 126, 110, 200)).toBe(100);
    expect(scrollTopToShow(300, 326, 110, 200)).toBe(126);
    expect(scrollTopToShow(300, 900, 110, 200)).toBe(300);
  });
});

describe("files that are placed together", () => {
  const file = (fileId: number, durationMs: number | null, startMs: number | null) =>
    ({ fileId, durationMs, time: { source: startMs === null ? null : "name", candidates: startMs === null ? [] : [{ source: "name", startMs }] } }) as unknown as FootageFile;

  it("follow each other from what a frame of the first shows", () => {
    const files = [file(1, 60_000, 5), file(2, null, null), file(3, 10_000, null)];
    const said = { mediaMs: 2_500, atMs: 1_000_000, clock: "camera" } as const;
    const plans = planned(files, said);
    expect(plans.map(({ formerMs, startMs }) => [formerMs, startMs])).toEqual([[5, 997_500], [null, 1_057_500], [null, 1_057_500]]);
    expect(placementsFrom(plans, said)).toEqual([
      { fileId: 1, frame: said }, { fileId: 2, frame: { mediaMs: 0, atMs: 1_057_500, clock: "camera" } }, { fileId: 3, frame: { mediaMs: 0, atMs: 1_057_500, clock: "camera" } },
    ]);
  });
});

// The rows of the report as a window shows them: filtered, ordered, summed up.

import { describe, expect, it } from "vitest";
import { reportCauses, type GapColumns, type ReportCause } from "../../../contract/gap-report.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { percentText } from "../../../contract/share-text.ts";
import { causeSums, gapRowAt, heldOf, missingByCamera, shownRows } from "../../../renderer/gaps/gap-rows.ts";
import { placeSums } from "../../../renderer/gaps/place-sums.ts";
import { stretchToShow } from "../../../renderer/gaps/going-to-gap.ts";

type Row = readonly [camera: number, startMs: number, endMs: number, cause: ReportCause, overwriteMs?: number];
const ROWS: readonly Row[] = [
  [0, 0, 100, "no-footage", 900], [0, 100, 200, "not-watched"], [0, 200, 210, "recorder-gap"],
  [1, 0, 50, "no-footage", 500], [1, 50, 1_000, "not-watched"],
];
const columns = (rows: readonly Row[]): GapColumns["rows"] => ({
  cameraIndex: Float64Array.from(rows, (row) => row[0]), startMs: Float64Array.from(rows, (row) => row[1]), endMs: Float64Array.from(rows, (row) => row[2]),
  cause: Float64Array.from(rows, (row) => reportCauses.indexOf(row[3])), overwriteMs: Float64Array.from(rows, (row) => row[4] ?? NaN), uncertaintyMs: Float64Array.from(rows, (_, i) => (i === 0 ? 250 : NaN)),
});
const sum = (cause: ReportCause, totalMs: number, count = 1) => ({ cause, totalMs, count, share: totalMs / 1_000 });
const REPORT: GapColumns = {
  fromMs: asTrueMs(0), toMs: asTrueMs(1_000), rows: columns(ROWS), requests: [],
  cameras: [
    { cameraId: "c1", name: "门口", site: "渔港", coveredMs: 890, watchedMs: 790, sums: [sum("no-footage", 100), sum("not-watched", 100), sum("recorder-gap", 10)] },
    { cameraId: "c2", name: "岗亭", site: "小区", coveredMs: 950, watchedMs: 0, sums: [sum("not-watched", 950), sum("no-footage", 50)] },
  ],
  sites: [
    { site: "小区", cameras: 1, coveredMs: 950, coveredShare: 0.95, sums: [sum("not-watched", 950), sum("no-footage", 50)] },
    { site: "渔港", cameras: 1, coveredMs: 890, coveredShare: 0.89, sums: [sum("no-footage", 100), sum("not-watched", 100), sum("recorder-gap", 10)] },
  ],
};
const ALL = { hidden: new Set<ReportCause>(), minLengthMs: 0, cameraId: null };
const UP = { by: "camera", isDown: false } as const;

describe("the rows shown", () => {
  it("leave out causes that are hidden, what is too short, and other cameras", () => {
    expect([...shownRows(REPORT, { ...ALL, hidden: new Set(["not-watched"]) }, UP)]).toEqual([0, 2, 3]);
    expect([...shownRows(REPORT, { ...ALL, minLengthMs: 100 }, UP)]).toEqual([0, 1, 4]);
    expect([...shownRows(REPORT, { ...ALL, cameraId: "c2" }, UP)]).toEqual([3, 4]);
    expect([...shownRows(REPORT, { ...ALL, cameraId: "gone" }, UP)]).toEqual([]);
  });

  it("are ordered either way, those without a date of overwriting last in both", () => {
    expect([...shownRows(REPORT, ALL, { by: "length", isDown: true })]).toEqual([4, 0, 1, 3, 2]);
    expect([...shownRows(REPORT, ALL, { by: "start", isDown: false })]).toEqual([0, 3, 4, 1, 2]);
    expect([...shownRows(REPORT, ALL, { by: "overwrite", isDown: false })]).toEqual([3, 0, 1, 2, 4]);
    expect([...shownRows(REPORT, ALL, { by: "overwrite", isDown: true })]).toEqual([0, 3, 1, 2, 4]);
    expect([...shownRows(REPORT, ALL, { by: "camera", isDown: true })]).toEqual([4, 3, 2, 1, 0]);
  });

  it("say what is not known as null, never as a number", () => {
    expect(gapRowAt(REPORT, 0)).toMatchObject({ camera: { name: "门口" }, cause: "no-footage", overwriteMs: 900, uncertaintyMs: 250 });
    expect(gapRowAt(REPORT, 1)).toMatchObject({ cause: "not-watched", overwriteMs: null, uncertaintyMs: null });
    expect(gapRowAt({ rows: columns([[-1, 0, 10, "no-camera"]]), cameras: [] }, 0)).toMatchObject({ camera: null, cause: "no-camera" });
  });
});

describe("what they come to", () => {
  it("is told by cause over the time of all cameras, the most first", () => {
    expect(causeSums(REPORT)).toEqual([
      { cause: "not-watched", totalMs: 1_050, count: 2, share: 0.525 }, { cause: "no-footage", totalMs: 150, count: 2, share: 0.075 }, { cause: "recorder-gap", totalMs: 10, count: 1, share: 0.005 },
    ]);
    expect(causeSums({ ...REPORT, cameras: [], sites: [{ site: "西码头", cameras: 0, coveredMs: 0, coveredShare: 0, sums: [sum("no-camera", 1_000)] }] })).toEqual([{ cause: "no-camera", totalMs: 1_000, count: 1, share: 1 }]);
    expect(heldOf(REPORT)).toEqual({ heldShare: 0.92, watchedShare: 0.395 });
    expect(heldOf({ ...REPORT, cameras: [] })).toEqual({ heldShare: 0, watchedShare: 0 });
  });

  it("counts as missing what has no footage, not what nobody watched", () => {
    expect(missingByCamera(REPORT)).toEqual([[{ startMs: 0, endMs: 100 }, { startMs: 200, endMs: 210 }], [{ startMs: 0, endMs: 50 }]]);
  });

  it("puts the place that misses most first", () => {
    expect(placeSums(REPORT, []).map(({ site, missingMs, at }) => [site, missingMs, at])).toEqual([["渔港", 110, null], ["小区", 50, null]]);
  });

  it.each([[0, "0 %"], [1, "100 %"], [0.00001, "< 0.1 %"], [0.99999, "> 99.9 %"], [0.5, "50.0 %"]])("says %d as %s: never all or nothing where it is neither", (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});

describe("going to a gap", () => {
  it("leaves the timeline where the gap is to be seen, and shows it with as much beside it where it is not", () => {
    const visible = { fromMs: 0, toMs: 100_000 };
    expect(stretchToShow(visible, 10_000, 20_000)).toBeNull();
    expect(stretchToShow(visible, 90_000, 110_000)).toEqual({ fromMs: 70_000, toMs: 130_000 });
    expect(stretchToShow(visible, 10_000, 10_100)).toEqual({ fromMs: 5_000, toMs: 15_100 });
    expect(stretchToShow(null, 10_000, 20_000)).toEqual({ fromMs: 0, toMs: 30_000 });
  });
});

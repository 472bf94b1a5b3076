// The case timeline's list without the screen: filters, groups that fold, the order of what follows each other, keys, places of
// rows, and what is typed into its forms.

import { describe, expect, it } from "vitest";
import type { CaseEvent, CaseEventKind } from "../../../contract/case-events.ts";
import type { FactTable } from "../../../contract/fact-table.ts";
import { asTrueMs } from "../../../contract/time.ts";
import { timeParts } from "../../../contract/time-text.ts";
import { actOfKey, countByKind, countOpen, filtered, isFiltering, NO_FILTER, rowsOf, type EventNames, type ListRow } from "../../../renderer/events/event-list.ts";
import { RowPlaces } from "../../../renderer/design/row-places.ts";
import { draftFault, draftOf, textsOf } from "../../../renderer/events/fact-drafts.ts";
import { countsOf, importDraft, importFault, previewQuestion } from "../../../renderer/events/import-draft.ts";
import { rowHeightsPx } from "../../../renderer/events/row-heights.ts";
import { doubtFromTyping, typedDoubt } from "../../../renderer/events/typed-doubt.ts";

const ZONE = "Asia/Shanghai";
const T0 = Date.UTC(2021, 10, 12, 6);
const HOUR_MS = 3_600_000;

let nextId = 0;
function event(kind: CaseEventKind, atMs: number | null, uncertaintyMs: number | null, more: Partial<CaseEvent> = {}): CaseEvent {
  nextId += 1;
  return {
    key: `${kind}:${nextId}`, kind, id: nextId, moment: atMs === null ? null : { trueMs: asTrueMs(T0 + atMs), uncertaintyMs, cameraMs: null, clock: null }, endMs: null, timeText: null, basis: "told",
    title: "", text: null, cameraId: null, place: null, source: null, exhibitId: null, subjectIds: [], state: null, count: null, finding: null, errorMs: null, by: null, ...more,
  };
}
const NAMES: EventNames = { cameras: new Map([["c1", "门口"]]), exhibits: new Map([[1, "虾皮"]]), subjects: new Map([[1, "司机"]]) };
const plain = (rows: readonly ListRow[]) => rows.map((row) => (row.row === "group" ? `${row.isFolded ? "+" : "-"}${row.count}/${row.openCount}` : `${row.event.title}${row.order === null ? "" : row.order.established ? "<" : "?"}`));

/** Two payments a second apart, each ±1 s; a pin an hour later; one without a time. */
const list = (): CaseEvent[] => [
  event("fact", 0, 500, { title: "a", source: "微信支付" }), event("fact", 1_000, 500, { title: "b", exhibitId: 1, cameraId: "c1" }),
  event("pin", HOUR_MS, 300, { title: "c", subjectIds: [1] }), event("assumption", null, null, { title: "d", timeText: "午饭后" }),
];

describe("the rows of the case timeline", () => {
  it("say of each entry whether the clocks bear that it follows the one before", () => {
    const rows = rowsOf(list(), "none", new Set(), ZONE);
    expect(plain(rows)).toEqual(["a", "b?", "c<", "d"]);
    expect(rows[2]).toMatchObject({ order: { marginMs: HOUR_MS - 1_000 }, before: { title: "b" } });
    expect(countOpen(rows)).toBe(1);
  });

  it("stand in groups by day, hour and kind; what has no time is a group of its own", () => {
    expect(plain(rowsOf(list(), "day", new Set(), ZONE))).toEqual(["-3/1", "a", "b?", "c<", "-1/0", "d"]);
    expect(plain(rowsOf(list(), "hour", new Set(), ZONE))).toEqual(["-2/1", "a", "b?", "-1/0", "c<", "-1/0", "d"]);
    expect(plain(rowsOf(list(), "kind", new Set(), ZONE))).toEqual(["-1/0", "c", "-2/1", "a", "b?", "-1/0", "d"]);
  });

  it("of a folded group are gone, and their open orders are still counted", () => {
    const [day] = rowsOf(list(), "day", new Set(), ZONE);
    const rows = rowsOf(list(), "day", new Set([day!.key]), ZONE);
    expect(plain(rows)).toEqual(["+3/1", "-1/0", "d"]);
    expect(countOpen(rows)).toBe(1);
  });

  it("follow the zone: a day ends at its midnight", () => {
    const late = [event("fact", 9.5 * HOUR_MS, 1, { title: "a" }), event("fact", 10.5 * HOUR_MS, 1, { title: "b" })];
    expect(plain(rowsOf(late, "day", new Set(), ZONE))).toEqual(["-1/0", "a", "-1/0", "b<"]);
    expect(plain(rowsOf(late, "day", new Set(), "UTC"))).toEqual(["-2/0", "a", "b<"]);
  });
});

describe("the filter", () => {
  const titles = (filter: Partial<typeof NO_FILTER>) => filtered(list(), { ...NO_FILTER, ...filter }, NAMES).map(({ title }) => title);
  it.each([
    [{}, ["a", "b", "c", "d"]], [{ hidden: ["fact" as const] }, ["c", "d"]], [{ exhibitId: 1 }, ["b"]], [{ subjectId: 1 }, ["c"]], [{ cameraId: "c1" }, ["b"]],
    [{ text: "微信" }, ["a"]], [{ text: "门口 虾皮" }, ["b"]], [{ text: "司机" }, ["c"]], [{ text: "午饭" }, ["d"]], [{ text: "Ｃ１" }, ["b"]], [{ text: "nowhere" }, []], [{ text: "司机", hidden: ["pin" as const] }, []],
  ])("%j leaves %j", (filter, left) => {
    expect(titles(filter)).toEqual(left);
  });

  it("puts what is left in order anew, and knows when it does nothing", () => {
    const left = filtered(list(), { ...NO_FILTER, text: "司机" }, NAMES);
    expect(plain(rowsOf([list()[0]!, ...left], "none", new Set(), ZONE))).toEqual(["a", "c<"]);
    expect([isFiltering(NO_FILTER), isFiltering({ ...NO_FILTER, text: "  " }), isFiltering({ ...NO_FILTER, cameraId: "c1" })]).toEqual([false, false, true]);
    expect([...countByKind(list())]).toEqual([["fact", 2], ["pin", 1], ["assumption", 1]]);
  });
});

it.each([
  ["ArrowDown", 1, { kind: "go", index: 2 }], ["ArrowUp", 0, { kind: "go", index: 0 }], ["End", 0, { kind: "go", index: 5 }], ["Home", 4, { kind: "go", index: 0 }], ["PageDown", 1, { kind: "go", index: 4 }],
  ["ArrowLeft", 2, { kind: "go", index: 0 }], ["ArrowRight", 0, { kind: "go", index: 1 }], ["ArrowRight", 1, null], ["x", 1, null], ["ArrowDown", -1, { kind: "go", index: 0 }], ["End", -1, { kind: "go", index: 5 }], ["x", -1, null],
] as const)("the key %s on row %d does %j", (key, at, act) => {
  expect(actOfKey(key, at, rowsOf(list(), "day", new Set(), ZONE), 3)).toEqual(act);
});

it.each(["Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"])("groups by day and hour are those of each entry's own local time in %s, where clocks are put back as well", (zone) => {
  // 2021-10-31 01:00 UTC: Berlin's clocks go back; Lord Howe's went forward by half an hour on 2021-10-02.
  const entries = Array.from({ length: 3_000 }, (_, i) => event("fact", Date.UTC(2021, 9, 2, 10) - T0 + i * 901_000, 500));
  for (const grouping of ["day", "hour"] as const) {
    let name = "";
    for (const row of rowsOf(entries, grouping, new Set(), zone)) {
      if (row.row === "group") name = row.key.slice(`group:${grouping}:`.length);
      else {
        const { date, time } = timeParts(row.event.moment!.trueMs, zone);
        expect(name).toBe(grouping === "day" ? date : `${date} ${time.slice(0, 2)}`);
      }
    }
  }
});

it("arrows fold and unfold a group", () => {
  const open = rowsOf(list(), "day", new Set(), ZONE);
  expect(actOfKey("ArrowLeft", 0, open, 3)).toEqual({ kind: "fold", key: open[0]!.key, isFolded: true });
  expect(actOfKey("ArrowRight", 0, rowsOf(list(), "day", new Set([open[0]!.key]), ZONE), 3)).toEqual({ kind: "fold", key: open[0]!.key, isFolded: false });
});

describe("the places of rows", () => {
  const rows = rowsOf(Array.from({ length: 10_000 }, (_, i) => event("fact", i * 500, 500)), "none", new Set(), ZONE);
  it("of ten thousand entries are found without looking at all of them, and only those in view are made", () => {
    const places = new RowPlaces(rowHeightsPx(rows));
    for (const index of [0, 1, 4_999, 9_999]) expect(places.indexAt(places.topPx(index))).toBe(index);
    expect(places.indexAt(-100)).toBe(0);
    expect(places.indexAt(places.totalPx + 1_000)).toBe(9_999);
    const { first, end } = places.inView(400_000, 400_600);
    expect(end - first).toBeLessThan(25);
    expect(places.topPx(first)).toBeLessThan(400_000);
    expect(places.topPx(end)).toBeGreaterThan(400_600);
    expect(new RowPlaces([]).inView(0, 100)).toEqual({ first: 0, end: 0 });
  });

  it("below an opened row make room for it", () => {
    const [closed, open] = [new RowPlaces(rowHeightsPx(rows)), new RowPlaces(rowHeightsPx(rows), 5, 100)];
    expect(open.topPx(5)).toBe(closed.topPx(5));
    expect(open.topPx(6)).toBe(closed.topPx(6) + 100);
    expect(open.totalPx).toBe(closed.totalPx + 100);
    expect(open.indexAt(closed.topPx(6) + 50)).toBe(5);
  });
});

describe("what is typed", () => {
  it.each([["", null], ["30", 15_000], ["±30 s", 15_000], ["5 min", 150_000], ["5分钟", 150_000], ["半小时", 900_000], ["1h", 1_800_000], ["０.５ s", 250], ["soon", "bad"], ["3 constructor", "bad"], ["±", "bad"], ["99999 d", "bad"], ["5 parsec", "bad"]] as const)("as a doubt, %j is %j", (typed, kept) => {
    expect(doubtFromTyping(typed)).toBe(kept);
  });

  it.each([15_000, 150_000, 1_800_000, 455, 0.5, 45_000])("a doubt of %d ms stands in the field as what gives it back", (ms) => {
    expect(doubtFromTyping(typedDoubt(ms))).toBeCloseTo(ms, 0);
  });

  it("as a fact is kept whole, and says what is wrong with it", () => {
    const draft = { ...draftOf(null), text: " 付款 ", from: T0, within: "1 s", exhibitId: "3", source: "" };
    expect(draftFault(draft)).toBeNull();
    expect(textsOf(draft)).toMatchObject({ kind: "fact", text: "付款", fromMs: T0, toMs: null, uncertaintyMs: 500, source: null, exhibitId: 3, subjectId: null, cameraId: null });
    expect([draftFault({ ...draft, text: " " }), draftFault({ ...draft, from: "unreadable" }), draftFault({ ...draft, to: T0 }), draftFault({ ...draft, within: "x" })]).toEqual(["text", "time", "order", "within"]);
  });
});

describe("a table on its way in", () => {
  it("is asked for as it was chosen, and found out where it was not", () => {
    const draft = { ...importDraft("pay.csv"), headingRow: "3", columns: { from: [2], text: [1, 4], kind: [] }, within: "2 s" };
    expect(previewQuestion(draft, new Uint8Array(), 7)).toMatchObject({ caseId: 7, encoding: "auto", separator: "auto", headingRow: 3, columns: { from: 2, text: [1, 4], kind: null }, timezone: null, uncertaintyMs: 1_000, source: "pay.csv" });
    expect([importFault(draft), importFault({ ...draft, headingRow: "x" }), importFault({ ...draft, within: "x" })]).toEqual([null, "headingRow", "within"]);
  });

  it("is counted as what becomes of its rows", () => {
    const fact = (fromMs: number | null) => ({ kind: "fact" as const, text: "a", fromMs: fromMs === null ? null : asTrueMs(fromMs), toMs: null, uncertaintyMs: null, timeText: null, place: null, source: null, cameraId: null, exhibitId: null, subjectId: null });
    const rows: FactTable["rows"] = [
      { row: 2, fact: fact(1), problems: [], sameAs: null }, { row: 3, fact: fact(1), problems: [], sameAs: { factId: null, row: 2 } },
      { row: 4, fact: fact(2), problems: [], sameAs: { factId: 9, row: null } }, { row: 5, fact: null, problems: [{ code: "x", params: {} }], sameAs: null }, { row: 6, fact: fact(null), problems: [], sameAs: null },
    ];
    expect(countsOf({ rows }, false)).toEqual({ good: 3, bad: 1, same: 1, repeated: 1, untimed: 1 });
    expect(countsOf({ rows }, true)).toMatchObject({ good: 4 });
  });
});

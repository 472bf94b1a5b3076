// The case timeline as rows of a list, without the screen: what a filter leaves, in groups by day, hour or kind that fold, each
// entry with its order to the one before it. Pure.

import { entryOfFact, inTrueTime } from "../../contract/case-entries.ts";
import { caseEventKinds, type CaseEvent, type CaseEventKind } from "../../contract/case-events.ts";
import { orderMoments, type OrderFacts } from "../../contract/moment.ts";
import type { Fact } from "../../contract/reconstruction.ts";
import { timeParts } from "../../contract/time-text.ts";
import { rowFromKey } from "../design/row-window.ts";

/** All entries of a case in true time: its facts among the others. */
export function withFacts(others: readonly CaseEvent[], facts: readonly Fact[]): readonly CaseEvent[] {
  return [...others, ...facts.map(entryOfFact)].sort(inTrueTime);
}

export const groupings = ["none", "day", "hour", "kind"] as const;
export type Grouping = (typeof groupings)[number];

export interface EventFilter {
  /** Kinds that are left out. */
  readonly hidden: readonly CaseEventKind[];
  readonly exhibitId: number | null;
  readonly subjectId: number | null;
  readonly cameraId: string | null;
  readonly text: string;
}

export const NO_FILTER: EventFilter = { hidden: [], exhibitId: null, subjectId: null, cameraId: null, text: "" };

export const isFiltering = ({ hidden, exhibitId, subjectId, cameraId, text }: EventFilter): boolean =>
  hidden.length > 0 || exhibitId !== null || subjectId !== null || cameraId !== null || text.trim() !== "";

/** Names that entries speak of by id. */
export interface EventNames {
  readonly cameras: ReadonlyMap<string, string>;
  readonly exhibits: ReadonlyMap<number, string>;
  readonly subjects: ReadonlyMap<number, string>;
}

const normal = (text: string): string => text.normalize("NFKC").toLowerCase();

function textOf(event: CaseEvent, names: EventNames): string {
  const { title, text, place, source, timeText, cameraId, exhibitId, subjectIds } = event;
  const named = [cameraId, cameraId === null ? null : names.cameras.get(cameraId), exhibitId === null ? null : names.exhibits.get(exhibitId), ...subjectIds.map((id) => names.subjects.get(id))];
  return normal([title, text, place, source, timeText, ...named].filter((part) => part != null).join("\n"));
}

/** What the filter leaves: of each of its parts, all must fit; of a text every word. */
export function filtered(events: readonly CaseEvent[], filter: EventFilter, names: EventNames): readonly CaseEvent[] {
  if (!isFiltering(filter)) return events;
  const words = normal(filter.text).split(/\s+/).filter((word) => word !== "");
  return events.filter((event) => !filter.hidden.includes(event.kind)
    && (filter.exhibitId === null || event.exhibitId === filter.exhibitId)
    && (filter.subjectId === null || event.subjectIds.includes(filter.subjectId))
    && (filter.cameraId === null || event.cameraId === filter.cameraId)
    && (words.length === 0 || words.every((word) => textOf(event, names).includes(word))));
}

export function countByKind(events: readonly CaseEvent[]): ReadonlyMap<CaseEventKind, number> {
  const counts = new Map<CaseEventKind, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

export interface GroupRow {
  readonly row: "group";
  readonly key: string;
  /** The first instant of a day or an hour, null for what has no time; of a kind, the kind. */
  readonly atMs: number | null;
  readonly kind: CaseEventKind | null;
  readonly count: number;
  /** How many of its entries stand in no established order to the one before. */
  readonly openCount: number;
  readonly isFolded: boolean;
}
export interface EventRow {
  readonly row: "event";
  readonly key: string;
  readonly event: CaseEvent;
  /** The entry before it that has a time; null where there is none or it has no time itself. */
  readonly before: CaseEvent | null;
  readonly order: OrderFacts | null;
}
export type ListRow = GroupRow | EventRow;

/** In every zone hours and days begin, and clocks are put forward or back, on such a step: what lies within one is of one hour. */
const STEP_MS = 900_000;

/** Which group an entry is of. Remembers the steps that it has named: thousands of entries lie in a few hundred. */
function groupKeys(grouping: Grouping, timezone: string): (event: CaseEvent) => string {
  const known = new Map<number, string>();
  const keyAt = (atMs: number): string => {
    const { date, time } = timeParts(atMs, timezone);
    return grouping === "day" ? date : `${date} ${time.slice(0, 2)}`;
  };
  return ({ kind, moment }) => {
    if (grouping === "kind") return kind;
    if (moment === null) return "untimed";
    const step = Math.floor(moment.trueMs / STEP_MS);
    let key = known.get(step);
    if (key === undefined) known.set(step, (key = keyAt(moment.trueMs)));
    return key;
  };
}

/** Each entry with the one before it in true time. */
function ordered(events: readonly CaseEvent[]): EventRow[] {
  let before: CaseEvent | null = null;
  return events.map((event) => {
    const order = before?.moment == null || event.moment === null ? null : orderMoments(before.moment, event.moment);
    const row: EventRow = { row: "event", key: event.key, event, before: order === null ? null : before, order };
    if (event.moment !== null) before = event;
    return row;
  });
}

const isOpen = ({ order }: EventRow): boolean => order !== null && !order.established;

/** Rows in the order of the list. Within a group by kind the entry before is one of that kind; else it is the one before in time, folded away or not. */
export function rowsOf(events: readonly CaseEvent[], grouping: Grouping, folded: ReadonlySet<string>, timezone: string): readonly ListRow[] {
  if (grouping === "none") return ordered(events);
  const groups = new Map<string, EventRow[]>();
  if (grouping === "kind") {
    for (const kind of caseEventKinds) {
      const rows = ordered(events.filter((event) => event.kind === kind));
      if (rows.length > 0) groups.set(kind, rows);
    }
  } else {
    const keyOf = groupKeys(grouping, timezone);
    for (const row of ordered(events)) {
      const key = keyOf(row.event);
      const rows = groups.get(key);
      if (rows === undefined) groups.set(key, [row]);
      else rows.push(row);
    }
  }
  return [...groups].flatMap(([name, rows]): ListRow[] => {
    const first = rows[0]!.event;
    const key = `group:${grouping}:${name}`;
    const isFolded = folded.has(key);
    const group: GroupRow = {
      row: "group", key, atMs: grouping === "kind" ? null : (first.moment?.trueMs ?? null), kind: grouping === "kind" ? first.kind : null,
      count: rows.length, openCount: rows.filter(isOpen).length, isFolded,
    };
    return isFolded ? [group] : [group, ...rows];
  });
}

/** How many entries stand in no established order to the one before them. */
export const countOpen = (rows: readonly ListRow[]): number =>
  rows.reduce((sum, row) => sum + (row.row === "group" ? (row.isFolded ? row.openCount : 0) : isOpen(row) ? 1 : 0), 0);

export type ListAct = { readonly kind: "go"; readonly index: number } | { readonly kind: "fold"; readonly key: string; readonly isFolded: boolean };

/** What a key does in the list; null where it does nothing. `at` −1: nothing is chosen yet. `page`: rows that are in view at once. */
export function actOfKey(key: string, at: number, rows: readonly ListRow[], page: number): ListAct | null {
  const last = rows.length - 1;
  const here = rows[at];
  if (here === undefined) return last >= 0 && /^(Arrow(Up|Down)|Home|End|Page)/.test(key) ? { kind: "go", index: key === "End" ? last : 0 } : null;
  const to = rowFromKey(key, at, rows.length, page);
  if (to !== null) return { kind: "go", index: to };
  if (key === "ArrowRight" && here.row === "group") return here.isFolded ? { kind: "fold", key: here.key, isFolded: false } : { kind: "go", index: Math.min(last, at + 1) };
  if (key === "ArrowLeft") {
    if (here.row === "group") return here.isFolded ? null : { kind: "fold", key: here.key, isFolded: true };
    const group = rows.findLastIndex((row, i) => i < at && row.row === "group");
    return group < 0 ? null : { kind: "go", index: group };
  }
  return null;
}

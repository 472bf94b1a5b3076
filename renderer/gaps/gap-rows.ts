// The rows of a report of gaps as a window shows them: which causes and cameras, in which order, and what they come to. Pure, over
// columns: a month of a port may have a million rows.

import { reportCauses, type GapColumns, type ReportCause } from "../../contract/gap-report.ts";
import { isMissing } from "../../contract/gap-week.ts";
import type { Range } from "../../contract/time.ts";

/** `camera`: by site and camera as the report lists them, then by time. */
export type SortBy = "camera" | "start" | "length" | "cause" | "overwrite";

export interface RowFilter {
  readonly hidden: ReadonlySet<ReportCause>;
  readonly minLengthMs: number;
  readonly cameraId: string | null;
}

export interface GapRow extends Range<number> {
  readonly camera: GapColumns["cameras"][number] | null;
  readonly cause: ReportCause;
  /** Null: not known, or nothing that could be overwritten. */
  readonly overwriteMs: number | null;
  /** One standard deviation; null: that clock was never read. */
  readonly uncertaintyMs: number | null;
}

const numberOf = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

/** A row of the report, by its place among all. */
export function gapRowAt({ rows, cameras }: Pick<GapColumns, "rows" | "cameras">, i: number): GapRow {
  return {
    camera: cameras[rows.cameraIndex[i]!] ?? null, startMs: rows.startMs[i]!, endMs: rows.endMs[i]!, cause: reportCauses[rows.cause[i]!]!,
    overwriteMs: numberOf(rows.overwriteMs[i]), uncertaintyMs: numberOf(rows.uncertaintyMs[i]),
  };
}

/** Places of the rows to show, in order. What is not known comes last whichever way the order goes. */
export function shownRows({ rows, cameras }: Pick<GapColumns, "rows" | "cameras">, filter: RowFilter, sort: { readonly by: SortBy; readonly isDown: boolean }): Int32Array {
  const isHidden = reportCauses.map((cause) => filter.hidden.has(cause));
  const cameraAt = filter.cameraId === null ? null : cameras.findIndex(({ cameraId }) => cameraId === filter.cameraId);
  const count = rows.startMs.length;
  const shown = new Int32Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    if (isHidden[rows.cause[i]!] === true || rows.endMs[i]! - rows.startMs[i]! < filter.minLengthMs || (cameraAt !== null && rows.cameraIndex[i] !== cameraAt)) continue;
    shown[length++] = i;
  }
  const found = shown.subarray(0, length);
  if (sort.by === "camera") return sort.isDown ? found.reverse() : found;
  const keys = keysOf(rows, sort.by);
  const sign = sort.isDown ? -1 : 1;
  return found.sort((a, b) => {
    const [x, y] = [keys[a]!, keys[b]!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

function keysOf(rows: GapColumns["rows"], by: Exclude<SortBy, "camera">): Float64Array {
  switch (by) {
    case "start": return rows.startMs;
    case "cause": return rows.cause;
    case "overwrite": return rows.overwriteMs;
    case "length": return rows.endMs.map((endMs, i) => endMs - rows.startMs[i]!);
  }
}

export interface CauseSum {
  readonly cause: ReportCause;
  readonly totalMs: number;
  readonly count: number;
  /** Of the time of all cameras together, 0 to 1. */
  readonly share: number;
}

/** What each cause comes to over the whole report, the most time first. */
export function causeSums({ cameras, sites, fromMs, toMs }: Pick<GapColumns, "cameras" | "sites" | "fromMs" | "toMs">): readonly CauseSum[] {
  // A place without a camera stands among the sites alone.
  const parts = cameras.length > 0 ? cameras : sites;
  const wholeMs = (toMs - fromMs) * parts.length;
  const sums = new Map<ReportCause, { totalMs: number; count: number }>();
  for (const { cause, totalMs, count } of parts.flatMap((part) => part.sums)) {
    const sum = sums.get(cause) ?? { totalMs: 0, count: 0 };
    sums.set(cause, { totalMs: sum.totalMs + totalMs, count: sum.count + count });
  }
  return [...sums].map(([cause, sum]) => ({ cause, ...sum, share: wholeMs === 0 ? 0 : Math.min(1, sum.totalMs / wholeMs) })).sort((a, b) => b.totalMs - a.totalMs);
}

export interface Held {
  /** Of the time of all cameras together, 0 to 1. */
  readonly heldShare: number;
  readonly watchedShare: number;
}

export function heldOf({ cameras, fromMs, toMs }: Pick<GapColumns, "cameras" | "fromMs" | "toMs">): Held {
  const wholeMs = (toMs - fromMs) * cameras.length;
  const shareOf = (sumMs: number): number => (wholeMs === 0 ? 0 : Math.min(1, sumMs / wholeMs));
  return { heldShare: shareOf(cameras.reduce((sum, camera) => sum + camera.coveredMs, 0)), watchedShare: shareOf(cameras.reduce((sum, camera) => sum + camera.watchedMs, 0)) };
}

/** Of each camera when it has no footage, sorted and disjoint. */
export function missingByCamera({ rows, cameras }: Pick<GapColumns, "rows" | "cameras">): readonly (readonly Range<number>[])[] {
  const missing: Range<number>[][] = cameras.map(() => []);
  const counts = reportCauses.map(isMissing);
  for (let i = 0; i < rows.startMs.length; i++) if (counts[rows.cause[i]!] === true) missing[rows.cameraIndex[i]!]?.push({ startMs: rows.startMs[i]!, endMs: rows.endMs[i]! });
  return missing;
}

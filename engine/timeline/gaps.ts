// What was not recorded, and why. A gap is the part of an asked stretch that a camera's coverage leaves open.

import type { Gap, GapCause } from "../../contract/model.ts";
import { asTrueMs, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { coverageExtent, listCoverage } from "../store/recordings.ts";
import { listWaitingFiles } from "../store/files.ts";

/** A place on the clock that a file claims which has not been read yet. */
interface WaitingRange extends Range<TrueMs> {
  readonly cause: Extract<GapCause, "unindexed">;
}

function causeOf(range: Range<TrueMs>, extent: Range<TrueMs> | null, hasTimelessFiles: boolean): GapCause {
  const hasFootageOnBothSides = extent !== null && range.startMs > extent.startMs && range.endMs < extent.endMs;
  if (hasFootageOnBothSides) return "recorder-gap";
  // Footage that has no place on the clock might belong here: "none held" would be untrue.
  return hasTimelessFiles ? "time-unknown" : "no-footage";
}

function splitByWaiting(range: Range<TrueMs>, waiting: readonly WaitingRange[]): { readonly range: Range<TrueMs>; readonly cause: GapCause | null }[] {
  const overlapping = waiting.filter((w) => w.startMs < range.endMs && range.startMs < w.endMs);
  const open = uncoveredRanges(range, overlapping).map((part) => ({ range: part, cause: null }));
  const claimed = overlapping.map((w) => ({
    range: { startMs: asTrueMs(Math.max(w.startMs, range.startMs)), endMs: asTrueMs(Math.min(w.endMs, range.endMs)) },
    cause: w.cause,
  }));
  return [...open, ...claimed].sort((a, b) => a.range.startMs - b.range.startMs);
}

/**
 * The gaps of one camera in a stretch of true time, sorted, disjoint, half-open.
 *
 *     asked      ├───────────────────────────────┤
 *     coverage        ├──────┤      ├──────┤
 *     gaps       ├────┤ no-footage         ├─────┤ no-footage
 *                            ├──────┤ recorder-gap
 */
export function listGaps(db: ReadDb, cameraId: string, asked: Range<TrueMs>): Gap[] {
  const coverage = listCoverage(db, cameraId, asked.startMs, asked.endMs);
  const extent = coverageExtent(db, cameraId);
  const { waiting, timelessCount } = listWaitingFiles(db, cameraId);
  const waitingRanges = waiting
    .map((file): WaitingRange => ({ startMs: asTrueMs(file.startMs), endMs: asTrueMs(file.endMs), cause: "unindexed" }))
    .sort((a, b) => a.startMs - b.startMs);
  return uncoveredRanges(asked, coverage).flatMap((range) => splitByWaiting(range, waitingRanges).map(({ range: part, cause }) => ({
    cameraId, startMs: part.startMs, endMs: part.endMs, cause: cause ?? causeOf(part, extent, timelessCount > 0),
  })));
}

// What was not recorded, and why. A gap is the part of an asked stretch that a camera's coverage leaves open.

import type { Gap, GapCause } from "../../contract/model.ts";
import { intersectRanges, mergeRanges, uncoveredRanges, type Range, type TrueMs } from "../../contract/time.ts";
import { correctionsOf } from "../store/clocks.ts";
import { listDamage } from "../store/checks.ts";
import type { ReadDb } from "../store/connection.ts";
import { listUnplacedFiles, type ClaimedStretch } from "../store/files.ts";
import { coverageExtent, listCoverage, trueFromChoice } from "../store/recordings.ts";

/** Why a stretch that a file claims is no footage: nobody has read it yet, or nobody can. */
const CLAIM_CAUSES: Readonly<Record<ClaimedStretch["state"], GapCause>> = { found: "unindexed", failed: "damaged" };

export interface Claimed {
  readonly cause: GapCause;
  /** Sorted and disjoint, on the true clock. */
  readonly ranges: readonly Range<TrueMs>[];
}

function claimedRanges(db: ReadDb, cameraId: string, unplaced: readonly ClaimedStretch[]): Claimed[] {
  const damage = listDamage(db, cameraId).map(({ startMs, endMs }): ClaimedStretch => ({ startCameraMs: startMs, endCameraMs: endMs, state: "failed" }));
  const claims = [...unplaced, ...damage];
  if (claims.length === 0) return [];
  const choiceFor = correctionsOf(db, cameraId);
  return (["found", "failed"] as const).map((state) => ({
    cause: CLAIM_CAUSES[state],
    ranges: mergeRanges(claims.filter((claim) => claim.state === state).map(({ startCameraMs, endCameraMs }) => {
      const choice = choiceFor(startCameraMs);
      return { startMs: trueFromChoice(choice, startCameraMs).trueMs, endMs: trueFromChoice(choice, endCameraMs).trueMs };
    })),
  }));
}

function causeOf(range: Range<TrueMs>, extent: Range<TrueMs> | null, hasTimelessFiles: boolean): GapCause {
  const hasFootageOnBothSides = extent !== null && range.startMs > extent.startMs && range.endMs < extent.endMs;
  if (hasFootageOnBothSides) return "recorder-gap";
  // Footage that has no place on the clock might belong here: "none held" would be untrue.
  return hasTimelessFiles ? "time-unknown" : "no-footage";
}

/** Cuts what is open by what files claim; the claims named first win. */
function splitByClaims(open: readonly Range<TrueMs>[], claimed: readonly Claimed[]): { readonly range: Range<TrueMs>; readonly cause: GapCause | null }[] {
  let rest = [...open];
  const split: { readonly range: Range<TrueMs>; readonly cause: GapCause | null }[] = [];
  for (const { cause, ranges } of claimed) {
    const left: Range<TrueMs>[] = [];
    // Both are in order: what lies before an open stretch lies before the next one too.
    let firstNear = 0;
    for (const range of rest) {
      while (firstNear < ranges.length && ranges[firstNear]!.endMs <= range.startMs) firstNear++;
      let endNear = firstNear;
      while (endNear < ranges.length && ranges[endNear]!.startMs < range.endMs) endNear++;
      const near = ranges.slice(firstNear, endNear);
      for (const claim of near) {
        const part = intersectRanges(range, claim);
        if (part !== null) split.push({ range: part, cause });
      }
      left.push(...uncoveredRanges(range, near));
    }
    rest = left;
  }
  return [...split, ...rest.map((range) => ({ range, cause: null }))].sort((a, b) => a.range.startMs - b.range.startMs);
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
  return listGapsBetween(db, cameraId, asked, listCoverage(db, cameraId, asked.startMs, asked.endMs));
}

/** The same where the coverage of the stretch has been read already. */
export function listGapsBetween(db: ReadDb, cameraId: string, asked: Range<TrueMs>, coverage: readonly Range<TrueMs>[]): Gap[] {
  return gapsBetween(readGapReasons(db, cameraId), asked, coverage);
}

/** What says why a camera has no footage, whatever the stretch. */
export interface GapReasons {
  readonly cameraId: string;
  readonly extent: Range<TrueMs> | null;
  readonly claimed: readonly Claimed[];
  readonly hasTimelessFiles: boolean;
}

export function readGapReasons(db: ReadDb, cameraId: string): GapReasons {
  const { claims, timelessCount } = listUnplacedFiles(db, cameraId);
  return { cameraId, extent: coverageExtent(db, cameraId), claimed: claimedRanges(db, cameraId, claims), hasTimelessFiles: timelessCount > 0 };
}

/** For many stretches of one camera: its reasons and its coverage there are read once. */
export function gapsBetween({ cameraId, extent, claimed, hasTimelessFiles }: GapReasons, asked: Range<TrueMs>, coverage: readonly Range<TrueMs>[]): Gap[] {
  return splitByClaims(uncoveredRanges(asked, coverage), claimed).map(({ range, cause }) => ({
    cameraId, startMs: range.startMs, endMs: range.endMs, cause: cause ?? causeOf(range, extent, hasTimelessFiles),
  }));
}

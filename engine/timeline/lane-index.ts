// The lanes of a library at every resolution, in memory: read from the store once for each camera, made coarser in steps of
// two, and read anew when the store says that something of the camera has changed. A step of zoom or pan is answered from
// here by two searches in sorted columns. Columns that a coarser level would only repeat are shared with the finer one.

import type { Gap } from "../../contract/model.ts";
import { asTrueMs } from "../../contract/time.ts";
import type { ReadDb } from "../store/connection.ts";
import { LaneStamps } from "../store/lane-stamps.ts";
import { listCoverage } from "../store/recordings.ts";
import { listGapsBetween } from "./gaps.ts";
import { coarserLane, edgesNear, gapNear, lanesFromRows, mergedCoverage, NO_COLUMNS, rowCountOf, sliceLane, type LaneColumns, type MergedColumns, type PlaceNear } from "./lane-columns.ts";

const LEVEL_FACTOR = 2;
/** The finest level: below it nothing is joined. Shorter gaps than this are measured, not looked at. */
const FINEST_LEVEL_MS = 16;
/** Coarser than seventy years on a small window: no level beyond is made. */
const LEVEL_MAX = 29;
/** All time that a true instant can name. */
const ALL = { startMs: asTrueMs(-8.64e15), endMs: asTrueMs(8.64e15) };

export interface LanePlace extends PlaceNear {
  readonly cameraId: string;
}

interface HeldLane {
  readonly stamp: number;
  /** From fine to coarse; the first has everything. */
  readonly levels: LaneColumns[];
}

/** Which level serves a resolution: 0 is the lane itself, 1 is 16 ms a pixel, then in steps of two. */
function levelFor(msPerPixel: number): number {
  if (msPerPixel < FINEST_LEVEL_MS) return 0;
  return Math.min(LEVEL_MAX, 1 + Math.floor(Math.log2(msPerPixel / FINEST_LEVEL_MS) / Math.log2(LEVEL_FACTOR)));
}
const resolutionOf = (level: number): number => FINEST_LEVEL_MS * LEVEL_FACTOR ** (level - 1);

export class LaneIndex {
  readonly #db: ReadDb;
  readonly #stamps: LaneStamps;
  readonly #lanes = new Map<string, HeldLane>();

  constructor(db: ReadDb) {
    this.#db = db;
    this.#stamps = new LaneStamps(db);
  }

  /** One lane for each camera, in that order; see LaneColumns. `msPerPixel` over 0. The columns are the index's own: to be read only. */
  read(cameraIds: readonly string[], fromMs: number, toMs: number, msPerPixel: number): LaneColumns[] {
    this.#stamps.refresh();
    return cameraIds.map((cameraId) => {
      const level = levelFor(msPerPixel);
      const lane = sliceLane(this.#level(this.#held(cameraId), level), fromMs, toMs);
      return level > 0 && resolutionOf(level) === msPerPixel ? lane : coarserLane(lane, msPerPixel);
    });
  }

  /** Coverage of several cameras as one; see mergedCoverage. */
  readMerged(cameraIds: readonly string[], fromMs: number, toMs: number, msPerPixel: number): MergedColumns {
    this.#stamps.refresh();
    const level = levelFor(msPerPixel);
    const lanes = cameraIds.map((cameraId) => sliceLane(this.#level(this.#held(cameraId), level), fromMs, toMs));
    return mergedCoverage(lanes, fromMs, toMs, msPerPixel);
  }

  /** The nearest gap, or end of footage, strictly after or before an instant; null where there is none. */
  findNext(cameraIds: readonly string[], atMs: number, what: "gap" | "edge", direction: "next" | "previous"): LanePlace | null {
    this.#stamps.refresh();
    let nearest: LanePlace | null = null;
    for (const cameraId of cameraIds) {
      const lane = this.#held(cameraId).levels[0]!;
      for (const place of what === "gap" ? gapNear(lane, atMs, direction) : edgesNear(lane, atMs, direction)) {
        if (nearest === null || Math.abs(place.atMs - atMs) < Math.abs(nearest.atMs - atMs)) nearest = { cameraId, ...place };
      }
    }
    return nearest;
  }

  /** Reads one camera of these that is not held yet, so that no look has to wait for it. False: all are held. */
  warmNext(cameraIds: readonly string[]): boolean {
    const next = cameraIds.find((cameraId) => !this.#lanes.has(cameraId));
    if (next === undefined) return false;
    this.#stamps.refresh();
    this.#level(this.#held(next), LEVEL_MAX);
    return true;
  }

  #held(cameraId: string): HeldLane {
    const stamp = this.#stamps.of(cameraId);
    const known = this.#lanes.get(cameraId);
    if (known?.stamp === stamp) return known;
    // The stamp was read before the rows: rows that come in between are read once more at the next look, never missed.
    const held: HeldLane = { stamp, levels: [this.#load(cameraId)] };
    this.#lanes.set(cameraId, held);
    return held;
  }

  #load(cameraId: string): LaneColumns {
    const coverage = listCoverage(this.#db, cameraId, ALL.startMs, ALL.endMs);
    const gaps: readonly Gap[] = listGapsBetween(this.#db, cameraId, ALL, coverage);
    return coverage.length === 0 && gaps.length === 0 ? NO_COLUMNS : lanesFromRows(coverage, gaps);
  }

  #level({ levels }: HeldLane, level: number): LaneColumns {
    while (levels.length <= level) {
      const finer = levels.at(-1)!;
      // Once a lane is one stretch it stays one: the coarser levels are the same columns.
      levels.push(rowCountOf(finer) <= 1 && finer.gaps.startMs.length === 0 ? finer : coarserLane(finer, resolutionOf(levels.length)));
    }
    return levels[level]!;
  }
}

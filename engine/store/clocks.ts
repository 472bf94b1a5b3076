// Clock readings by camera and epoch, and the corrections built from them.

import { AppError } from "../../contract/errors.ts";
import type { ClockReading, ClockTie } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, makeClockCorrection, trueFromCamera, UNCORRECTED, type CameraMs, type ClockCorrection, type TrueMs } from "../../contract/time.ts";
import { findCamera } from "./cameras.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { rederiveCamera, type CorrectionFor, type EpochChoice } from "./recordings.ts";
import type { WriteContext } from "./write-context.ts";

/** A tie as kept; what it means now is worked out in engine/clocks. */
export type TieRow = Pick<ClockTie, "cameraId" | "cameraMs" | "trueMs">;
export type ReadingRow = Omit<ClockReading, "tie"> & { readonly tie: TieRow | null };

export interface EpochRow {
  readonly epochId: number;
  readonly readings: readonly ReadingRow[];
  readonly correction: ClockCorrection;
}

type JoinedRow = Omit<ReadingRow, "tie"> & { readonly epochId: number; readonly tieCameraId: string | null; readonly tieCameraMs: number | null; readonly tieTrueMs: number | null };

/** The camera's epochs that have readings, in the order of their making. */
export function listEpochs(db: ReadDb, cameraId: string): EpochRow[] {
  const rows = prepared(db, `
    SELECT e.epoch_id AS epochId, r.reading_id AS readingId, r.camera_ms AS cameraMs, r.true_ms AS trueMs,
           r.uncertainty_ms AS uncertaintyMs, r.method, r.by_name AS "by", r.at_ms AS atMs,
           t.camera_id AS tieCameraId, t.camera_ms AS tieCameraMs, t.true_ms AS tieTrueMs
    FROM clock_epochs e JOIN clock_readings r ON r.epoch_id = e.epoch_id LEFT JOIN clock_ties t ON t.reading_id = r.reading_id
    WHERE e.camera_id = ? AND r.removed_ms IS NULL
    ORDER BY e.epoch_id, r.camera_ms`).all(cameraId) as JoinedRow[];
  const byEpoch = new Map<number, ReadingRow[]>();
  for (const { epochId, tieCameraId, tieCameraMs, tieTrueMs, ...rest } of rows) {
    const tie = tieCameraId === null ? null : { cameraId: tieCameraId, cameraMs: asCameraMs(tieCameraMs!), trueMs: asTrueMs(tieTrueMs!) };
    const reading: ReadingRow = { ...rest, tie };
    const readings = byEpoch.get(epochId);
    if (readings === undefined) byEpoch.set(epochId, [reading]);
    else readings.push(reading);
  }
  return [...byEpoch].map(([epochId, readings]) => ({ epochId, readings, correction: makeClockCorrection(readings) }));
}

/** A reading that stands, as a mark on its camera's lane. */
export interface ReadingMark {
  readonly readingId: number;
  readonly cameraId: string;
  readonly trueMs: TrueMs;
  /** camera − true. */
  readonly errorMs: number;
  readonly uncertaintyMs: number;
}

/** The readings of all cameras: a few of each. */
export function listReadings(db: ReadDb): ReadingMark[] {
  return prepared(db, `
    SELECT r.reading_id AS readingId, e.camera_id AS cameraId, r.true_ms AS trueMs, r.camera_ms - r.true_ms AS errorMs, r.uncertainty_ms AS uncertaintyMs
    FROM clock_readings r CROSS JOIN clock_epochs e ON e.epoch_id = r.epoch_id WHERE r.removed_ms IS NULL`).all() as ReadingMark[];
}

/** How far a camera time lies from the stretch that an epoch's readings span; 0 inside of it. */
function distanceMs(epoch: EpochRow, atMs: number): number {
  const first = epoch.readings[0]!.cameraMs;
  const last = epoch.readings.at(-1)!.cameraMs;
  return atMs < first ? first - atMs : atMs > last ? atMs - last : 0;
}

function nearestEpoch(epochs: readonly EpochRow[], cameraMs: number): EpochRow | null {
  return epochs.reduce<EpochRow | null>((best, epoch) => (best === null || distanceMs(epoch, cameraMs) < distanceMs(best, cameraMs) ? epoch : best), null);
}

/** Order of recording: the epochs by when their readings were truly taken. */
const inTrueOrder = (epochs: readonly EpochRow[]): EpochRow[] => [...epochs].sort((a, b) => a.readings[0]!.trueMs - b.readings[0]!.trueMs);

/**
 * The correction that holds for a camera time. An epoch can hold only before the first reading of the next one and after
 * the last of the one before, in true time:
 *
 *     readings      ×──×  epoch 1        ×───×  epoch 2        true time
 *     epoch 1   ←────────────────────────┤
 *     epoch 2          ├──────────────────────────→
 *
 * A jump lies somewhere between; a camera time that both could have shown is placed by the nearer readings, and by how
 * much the other would place it elsewhere is told as doubt. `ordered`: as inTrueOrder answers them.
 */
function chooseEpoch(ordered: readonly EpochRow[], cameraMs: number): EpochChoice {
  if (ordered.length === 0) return { correction: UNCORRECTED, doubtMs: 0, epochId: null };
  if (ordered.length === 1) return { correction: ordered[0]!.correction, doubtMs: 0, epochId: ordered[0]!.epochId };
  const placed = (epoch: EpochRow): number => trueFromCamera(epoch.correction, asCameraMs(cameraMs)).trueMs;
  const possible = ordered.filter((epoch, i) => {
    const trueMs = placed(epoch);
    return trueMs >= (ordered[i - 1]?.readings.at(-1)!.trueMs ?? -Infinity) && trueMs <= (ordered[i + 1]?.readings[0]!.trueMs ?? Infinity);
  });
  // A time that a jump forward has skipped fits nowhere: then every epoch is as (un)likely as before.
  const candidates = possible.length === 0 ? ordered : possible;
  const chosen = nearestEpoch(candidates, cameraMs)!;
  const chosenMs = placed(chosen);
  const doubtMs = Math.max(0, ...candidates.map((epoch) => Math.abs(placed(epoch) - chosenMs)));
  return { correction: chosen.correction, doubtMs, epochId: chosen.epochId };
}

/** The corrections that epochs give, as a function of camera time. */
export function correctionsFrom(epochs: readonly EpochRow[]): CorrectionFor {
  const ordered = inTrueOrder(epochs);
  return (cameraMs) => chooseEpoch(ordered, cameraMs);
}

/** The corrections of a camera as a function of its camera time. */
export const correctionsOf = (db: ReadDb, cameraId: string): CorrectionFor => correctionsFrom(listEpochs(db, cameraId));

/** Cameras whose clocks the camera's readings rest on, through any number of ties; without itself. */
export function listTiedCameras(db: ReadDb, cameraId: string): Set<string> {
  const seen = new Set<string>();
  const open = [cameraId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { tie } of listEpochs(db, next).flatMap((epoch) => epoch.readings)) {
      if (tie === null || seen.has(tie.cameraId)) continue;
      seen.add(tie.cameraId);
      open.push(tie.cameraId);
    }
  }
  return seen;
}

/** The epoch that a reading of this true time joins: true time runs on through a jump, so it says in which epoch it was taken. */
export function nearestInTrueTime(epochs: readonly EpochRow[], trueMs: number): EpochRow | null {
  let best: { readonly awayMs: number; readonly epoch: EpochRow } | null = null;
  for (const epoch of epochs) {
    const first = epoch.readings[0]!.trueMs;
    const last = epoch.readings.at(-1)!.trueMs;
    const awayMs = trueMs < first ? first - trueMs : trueMs > last ? trueMs - last : 0;
    if (best === null || awayMs < best.awayMs) best = { awayMs, epoch };
  }
  return best?.epoch ?? null;
}

/** The epoch that holds at a true time: of several the one whose readings lie nearest in true time. Null: the clock was never read. */
export function epochForTrue(db: ReadDb, cameraId: string, trueMs: number): EpochRow | null {
  return nearestInTrueTime(listEpochs(db, cameraId), trueMs);
}

/** The correction that holds at a true time; see epochForTrue. */
export function correctionForTrue(db: ReadDb, cameraId: string, trueMs: TrueMs): ClockCorrection {
  return epochForTrue(db, cameraId, trueMs)?.correction ?? UNCORRECTED;
}

/** Camera of a reading that stands, or of one that was removed. @throws AppError reading-unknown */
function requireReading(db: ReadDb, readingId: number, isRemoved: boolean): { cameraId: string; cameraMs: CameraMs; trueMs: TrueMs } {
  const row = prepared(db, `
    SELECT e.camera_id AS cameraId, r.camera_ms AS cameraMs, r.true_ms AS trueMs
    FROM clock_readings r JOIN clock_epochs e ON e.epoch_id = r.epoch_id
    WHERE r.reading_id = ? AND (r.removed_ms IS NOT NULL) = ?`).get(readingId, isRemoved ? 1 : 0);
  if (row === undefined) throw new AppError("reading-unknown", { readingId });
  return row as { cameraId: string; cameraMs: CameraMs; trueMs: TrueMs };
}

export interface ReadingInput {
  readonly cameraId: string;
  readonly cameraMs: CameraMs;
  readonly trueMs: TrueMs;
  readonly uncertaintyMs: number;
  readonly method: string;
  readonly newEpoch: boolean;
  /** Left out where the true time came from no other camera. */
  readonly tie?: TieRow;
}

function rememberReading(context: WriteContext, kind: "reading-added" | "reading-removed", cameraId: string, readingId: number): void {
  const there = ["clocks.restore", { readingId }] as const;
  const gone = ["clocks.remove", { readingId }] as const;
  const [undo, redo] = kind === "reading-added" ? [gone, there] : [there, gone];
  // Readings of one camera bear on each other: the last one goes first.
  context.remember({ caseId: null, kind, title: findCamera(context.db, cameraId)?.name ?? cameraId, touches: [`clock:${cameraId}`], undo: [undo], redo: [redo] });
}

export const clockWrites = {
  /** Adds a reading and re-derives all that the camera recorded, in this one transaction. */
  "clocks.add": (context: WriteContext, input: ReadingInput): { readingId: number } => {
    const { db, nowMs, actor } = context;
    const latest = prepared(db, "SELECT max(epoch_id) FROM clock_epochs WHERE camera_id = ?").pluck().get(input.cameraId) as number | null;
    const nearest = nearestInTrueTime(listEpochs(db, input.cameraId), input.trueMs);
    const epochId = input.newEpoch || latest === null
      ? Number(prepared(db, "INSERT INTO clock_epochs (camera_id, created_ms) VALUES (?, ?)").run(input.cameraId, nowMs).lastInsertRowid)
      : (nearest?.epochId ?? latest);
    const readingId = Number(prepared(db, `
      INSERT INTO clock_readings (epoch_id, camera_ms, true_ms, uncertainty_ms, method, by_name, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`)
      .run(epochId, input.cameraMs, input.trueMs, input.uncertaintyMs, input.method, actor.name, nowMs).lastInsertRowid);
    if (input.tie !== undefined) {
      prepared(db, "INSERT INTO clock_ties (reading_id, camera_id, camera_ms, true_ms) VALUES (?, ?, ?, ?)").run(readingId, input.tie.cameraId, input.tie.cameraMs, input.tie.trueMs);
    }
    // Building the corrections is the check: an impossible rate throws and the transaction is undone.
    rederiveCamera(db, input.cameraId, correctionsOf(db, input.cameraId));
    context.log({
      action: "clock.add", caseId: null,
      object: { type: "camera", id: input.cameraId, sha256: null },
      details: { readingId, cameraMs: input.cameraMs, trueMs: input.trueMs, uncertaintyMs: Math.round(input.uncertaintyMs), method: input.method, newEpoch: input.newEpoch, ...(input.tie === undefined ? {} : { tie: { ...input.tie } }) },
    });
    rememberReading(context, "reading-added", input.cameraId, readingId);
    return { readingId };
  },
  /** Takes a reading back. The row stays, marked; the log has both acts. */
  "clocks.remove": (context: WriteContext, input: { readingId: number }): { cameraId: string } => {
    const { cameraId, cameraMs, trueMs } = requireReading(context.db, input.readingId, false);
    prepared(context.db, "UPDATE clock_readings SET removed_ms = ? WHERE reading_id = ?").run(context.nowMs, input.readingId);
    rederiveCamera(context.db, cameraId, correctionsOf(context.db, cameraId));
    context.log({
      action: "clock.remove", caseId: null,
      object: { type: "camera", id: cameraId, sha256: null },
      details: { readingId: input.readingId, cameraMs: asCameraMs(cameraMs), trueMs },
    });
    rememberReading(context, "reading-removed", cameraId, input.readingId);
    return { cameraId };
  },
  /** Puts a removed reading back, as it was. @throws AppError reading-unknown, clock-rate-refused */
  "clocks.restore": (context: WriteContext, input: { readingId: number }): { cameraId: string } => {
    const { cameraId, cameraMs, trueMs } = requireReading(context.db, input.readingId, true);
    prepared(context.db, "UPDATE clock_readings SET removed_ms = NULL WHERE reading_id = ?").run(input.readingId);
    rederiveCamera(context.db, cameraId, correctionsOf(context.db, cameraId));
    context.log({
      action: "clock.restore", caseId: null,
      object: { type: "camera", id: cameraId, sha256: null },
      details: { readingId: input.readingId, cameraMs, trueMs },
    });
    return { cameraId };
  },
};

// Moments of a case with all that their order rests on: where they stand on the true clock, how sure that is, and which
// clock said so. Pins and observations become moments here; the rule itself is contract/time.ts, its answers order.ts.

import type { OrderedMoment } from "../../contract/order.ts";
import { asCameraMs, asTrueMs, cameraFromTrue, mediaFromTrue, type CameraMs, type CorrectedInstant, type TrueMs } from "../../contract/time.ts";
import { findCamera } from "../store/cameras.ts";
import type { PinRow } from "../store/cases.ts";
import { correctionsOf, epochForTrue } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import type { ObservationRow } from "../store/exhibits.ts";
import { findFile } from "../store/files.ts";
import { listRecordings, trueFromChoice } from "../store/recordings.ts";
import { ObservationReader } from "./observations.ts";
import { pinStart } from "./pins.ts";

/** The clock that a moment was told by. */
export interface MomentClock {
  readonly cameraId: string;
  /** Null where nobody has read it. */
  readonly epochId: number | null;
  /** A jump of the clock may lie on either side of it: which epoch it is of is a guess. */
  readonly isDoubtful: boolean;
  /** The file that shows it, and one standard deviation of that file's own start on the camera's clock. Null where no footage does. */
  readonly fileId: number | null;
  readonly fileUncertaintyMs: number;
}

export interface Moment extends CorrectedInstant {
  readonly cameraMs: CameraMs | null;
  /** Null where no camera showed it. */
  readonly clock: MomentClock | null;
}

interface CameraMoment extends CorrectedInstant {
  readonly cameraId: string;
  readonly cameraMs: CameraMs;
  /** Camera time by which the epoch is chosen: that of the footage's beginning, as its recording was placed. */
  readonly placedByMs: CameraMs;
  readonly fileId: number | null;
}

function momentOfCamera(db: ReadDb, { cameraId, cameraMs, placedByMs, fileId, trueMs, uncertaintyMs }: CameraMoment): Moment {
  const { epochId, doubtMs } = correctionsOf(db, cameraId)(placedByMs);
  const fileUncertaintyMs = fileId === null ? 0 : (findFile(db, fileId)?.timeUncertaintyMs ?? 0);
  return { trueMs, uncertaintyMs, cameraMs, clock: { cameraId, epochId, isDoubtful: doubtMs > 0, fileId, fileUncertaintyMs } };
}

/** Where a pin begins. */
export function momentOfPin(db: ReadDb, row: PinRow): Moment {
  const { start, cameraMs, fileId } = pinStart(db, row);
  return momentOfCamera(db, { ...start, cameraId: row.cameraId, cameraMs, placedByMs: cameraMs, fileId });
}

/** An instant of a camera: of its footage there, else of its clock alone. */
export function momentOfInstant(db: ReadDb, cameraId: string, atMs: TrueMs): Moment {
  const recording = listRecordings(db, cameraId, atMs, atMs + 1)[0];
  if (recording !== undefined) {
    const cameraMs = asCameraMs(Math.round(recording.cameraStartMs + (mediaFromTrue(recording, atMs) - recording.mediaStartMs)));
    return momentOfCamera(db, { trueMs: atMs, uncertaintyMs: recording.uncertaintyMs, cameraId, cameraMs, placedByMs: recording.cameraStartMs, fileId: recording.fileId });
  }
  const epoch = epochForTrue(db, cameraId, atMs);
  const cameraMs = epoch === null ? asCameraMs(atMs) : cameraFromTrue(epoch.correction, atMs);
  const { uncertaintyMs } = trueFromChoice(correctionsOf(db, cameraId)(cameraMs), cameraMs);
  return momentOfCamera(db, { trueMs: atMs, uncertaintyMs, cameraId, cameraMs, placedByMs: cameraMs, fileId: null });
}

/** When an observation was made. Made on no camera, it is as sure as it was told to be, and no clock told it. */
export function momentOfObservation(db: ReadDb, row: ObservationRow): Moment {
  if (row.cameraId === null || row.cameraMs === null) return { trueMs: asTrueMs(row.atMs), uncertaintyMs: row.uncertaintyMs, cameraMs: null, clock: null };
  return momentOfInstant(db, row.cameraId, new ObservationReader(db).timeOf(row).atMs);
}

/** The moment as clients see it. */
export function describeMoment(db: ReadDb, moment: Moment, what: Pick<OrderedMoment, "kind" | "label"> & { readonly pinId?: number; readonly observationId?: number }): OrderedMoment {
  const cameraId = moment.clock?.cameraId ?? null;
  return {
    kind: what.kind, label: what.label, pinId: what.pinId ?? null, observationId: what.observationId ?? null,
    cameraId, cameraName: cameraId === null ? null : (findCamera(db, cameraId)?.name ?? cameraId),
    trueMs: moment.trueMs, cameraMs: moment.cameraMs, uncertaintyMs: moment.uncertaintyMs,
  };
}

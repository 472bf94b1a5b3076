// Moments of a case with all that their order rests on: where they stand on the true clock, how sure that is, and which
// clock said so. Pins, observations, facts and statements become moments here; the rule is contract/moment.ts, its answers order.ts.

import type { Recording } from "../../contract/model.ts";
import { momentOfTold, type Moment } from "../../contract/moment.ts";
import type { OrderedMoment } from "../../contract/order.ts";
import type { Statement } from "../../contract/reconstruction.ts";
import { asCameraMs, asTrueMs, cameraFromTrue, mediaFromTrue, type CameraMs, type CorrectedInstant, type TrueMs } from "../../contract/time.ts";
import type { PinRow } from "../store/cases.ts";
import { epochForTrue } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import type { ObservationRow } from "../store/exhibits.ts";
import { findFile } from "../store/files.ts";
import { listRecordings, trueFromChoice } from "../store/recordings.ts";
import { ObservationReader } from "./observations.ts";
import { PinReader } from "./pins.ts";

interface CameraMoment extends CorrectedInstant {
  readonly cameraId: string;
  readonly cameraMs: CameraMs;
  /** Camera time by which the epoch is chosen: that of the footage's beginning, as its recording was placed. */
  readonly placedByMs: CameraMs;
  readonly fileId: number | null;
}

/** Makes moments. Good for one question: it remembers what it asked of clocks and files, so that many moments cost one look at each. */
export class MomentReader {
  readonly db: ReadDb;
  readonly #observations: ObservationReader;
  readonly #pins: PinReader;
  readonly #fileUncertainties = new Map<number, number>();

  constructor(db: ReadDb) {
    this.db = db;
    this.#observations = new ObservationReader(db);
    this.#pins = new PinReader(db);
  }

  #fileUncertaintyMs(fileId: number): number {
    let known = this.#fileUncertainties.get(fileId);
    if (known === undefined) this.#fileUncertainties.set(fileId, (known = findFile(this.db, fileId)?.timeUncertaintyMs ?? 0));
    return known;
  }

  #ofCamera({ cameraId, cameraMs, placedByMs, fileId, trueMs, uncertaintyMs }: CameraMoment): Moment {
    const { epochId, doubtMs } = this.#pins.correctionFor(cameraId)(placedByMs);
    const fileUncertaintyMs = fileId === null ? 0 : this.#fileUncertaintyMs(fileId);
    return { trueMs, uncertaintyMs, cameraMs, clock: { cameraId, epochId, isDoubtful: doubtMs > 0, fileId, fileUncertaintyMs } };
  }

  #ofRecording(recording: Recording, mediaMs: number, trueMs: TrueMs): Moment {
    const cameraMs = asCameraMs(Math.round(recording.cameraStartMs + (mediaMs - recording.mediaStartMs)));
    return this.#ofCamera({ trueMs, uncertaintyMs: recording.uncertaintyMs, cameraId: recording.cameraId, cameraMs, placedByMs: recording.cameraStartMs, fileId: recording.fileId });
  }

  /** Where a pin begins, and when it ends. */
  ofPin(row: PinRow): { readonly moment: Moment; readonly endMs: TrueMs } {
    const { start, end, cameraMs, fileId } = this.#pins.startOf(row);
    return { moment: this.#ofCamera({ ...start, cameraId: row.cameraId, cameraMs, placedByMs: cameraMs, fileId }), endMs: end.trueMs };
  }

  /** An instant of a camera: of its footage there, else of its clock alone. */
  ofInstant(cameraId: string, atMs: TrueMs): Moment {
    const recording = listRecordings(this.db, cameraId, atMs, atMs + 1)[0];
    if (recording !== undefined) return this.#ofRecording(recording, mediaFromTrue(recording, atMs), atMs);
    const epoch = epochForTrue(this.db, cameraId, atMs);
    const cameraMs = epoch === null ? asCameraMs(atMs) : cameraFromTrue(epoch.correction, atMs);
    const { uncertaintyMs } = trueFromChoice(this.#pins.correctionFor(cameraId)(cameraMs), cameraMs);
    return this.#ofCamera({ trueMs: atMs, uncertaintyMs, cameraId, cameraMs, placedByMs: cameraMs, fileId: null });
  }

  /** When an observation was made: by the frame that it stands on. Made on no camera, it is as sure as it was told to be, and no clock told it. */
  ofObservation(row: ObservationRow): { readonly moment: Moment; readonly endMs: TrueMs | null } {
    const { atMs, toMs: endMs } = this.#observations.timeOf(row);
    if (row.cameraId === null || row.cameraMs === null) return { moment: { trueMs: asTrueMs(atMs), uncertaintyMs: row.uncertaintyMs, cameraMs: null, clock: null }, endMs };
    const recording = this.#observations.recordingOf(row);
    return { moment: recording === null ? this.ofInstant(row.cameraId, atMs) : this.#ofRecording(recording, row.mediaMs!, atMs), endMs };
  }

  /** The moment as clients see it. */
  describe(moment: Moment, what: Pick<OrderedMoment, "kind" | "label"> & Partial<Pick<OrderedMoment, "pinId" | "observationId" | "factId" | "statementId">>): OrderedMoment {
    const cameraId = moment.clock?.cameraId ?? null;
    return {
      kind: what.kind, label: what.label, pinId: what.pinId ?? null, observationId: what.observationId ?? null, factId: what.factId ?? null, statementId: what.statementId ?? null,
      cameraId, cameraName: cameraId === null ? null : this.#pins.cameraName(cameraId),
      trueMs: moment.trueMs, cameraMs: moment.cameraMs, uncertaintyMs: moment.uncertaintyMs,
    };
  }
}

/** The time that a statement speaks of. How sure the speaker was of it nobody knows. */
export function momentOfStatement({ fromMs, toMs }: Pick<Statement, "fromMs" | "toMs">): Moment | null {
  return momentOfTold({ fromMs, toMs, uncertaintyMs: null });
}

// What one more reading would do to a camera's recordings, worked out as the store would and not kept.

import type { OutputOf, ParsedInputOf } from "../../contract/methods.ts";
import { asTrueMs, makeClockCorrection, type Range, type TrueMs } from "../../contract/time.ts";
import { correctionsFrom, listEpochs, nearestInTrueTime, type EpochRow, type ReadingRow } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { listStretchesAround, trueFromChoice, type CameraStretch, type CorrectionFor } from "../store/recordings.ts";

/** On either side of the reading: more than a lane of a dialog shows. */
const SHOWN_PER_SIDE = 100;

function placed(stretches: readonly CameraStretch[], correctionFor: CorrectionFor): Range<TrueMs>[] {
  return stretches.map(({ cameraStartMs, cameraEndMs }) => {
    const choice = correctionFor(cameraStartMs);
    return { startMs: trueFromChoice(choice, cameraStartMs).trueMs, endMs: trueFromChoice(choice, cameraEndMs).trueMs };
  }).sort((a, b) => a.startMs - b.startMs);
}

function withReading(epochs: readonly EpochRow[], joined: EpochRow | null, reading: ReadingRow): EpochRow[] {
  const readings = [...(joined?.readings ?? []), reading].sort((a, b) => a.cameraMs - b.cameraMs);
  return [...epochs.filter((epoch) => epoch !== joined), { epochId: joined?.epochId ?? 0, readings, correction: makeClockCorrection(readings) }];
}

/** @throws AppError clock-reading-twice, clock-rate-refused */
export function previewReading(db: ReadDb, { cameraId, cameraMs, trueMs, uncertaintyMs, newEpoch }: ParsedInputOf<"clock.preview">): OutputOf<"clock.preview"> {
  const epochs = listEpochs(db, cameraId);
  const joined = newEpoch ? null : nearestInTrueTime(epochs, trueMs);
  const correctionNow = correctionsFrom(epochs);
  const stretches = listStretchesAround(db, cameraId, trueFromChoice(correctionNow(cameraMs), cameraMs).trueMs, SHOWN_PER_SIDE);
  const reading: ReadingRow = { readingId: 0, cameraMs, trueMs: asTrueMs(trueMs), uncertaintyMs, method: "", by: "", atMs: 0, tie: null };
  return {
    epochId: joined?.epochId ?? null,
    before: placed(stretches, correctionNow),
    after: placed(stretches, correctionsFrom(withReading(epochs, joined, reading))),
  };
}

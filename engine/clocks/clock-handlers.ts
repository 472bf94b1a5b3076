// Requests about clocks: what readings a camera has and what follows from them, readings added, taken from another camera,
// removed and put back. What a reading would do before it is kept: preview-reading.ts.

import type { ClockEpoch, ClockReading } from "../../contract/model.ts";
import {
  asTrueMs, clockErrorMs, correctionUncertaintyMs, driftPpm, EYE_READING_UNCERTAINTY_MS, type Range, type TrueMs,
} from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { findCamera, requireCamera } from "../store/cameras.ts";
import { correctionsFrom, correctionsOf, listEpochs, type EpochRow, type ReadingRow } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { coverageExtent, listCameraStretches, trueFromChoice } from "../store/recordings.ts";
import { previewReading } from "./preview-reading.ts";
import { readSameMoment } from "./same-moment.ts";

function readingFromRow(db: ReadDb, row: ReadingRow): ClockReading {
  const { tie } = row;
  if (tie === null) return { ...row, tie: null };
  const now = trueFromChoice(correctionsOf(db, tie.cameraId)(tie.cameraMs), tie.cameraMs);
  return { ...row, tie: { ...tie, cameraName: findCamera(db, tie.cameraId)?.name ?? tie.cameraId, nowTrueMs: now.trueMs, nowUncertaintyMs: now.uncertaintyMs } };
}

/** Which footage each epoch corrects: its first start and last end, by epoch id. */
function extents(db: ReadDb, cameraId: string, epochs: readonly EpochRow[]): ReadonlyMap<number | null, Range<TrueMs>> {
  const found = new Map<number | null, Range<TrueMs>>();
  if (epochs.length === 1) {
    const whole = coverageExtent(db, cameraId);
    if (whole !== null) found.set(epochs[0]!.epochId, whole);
    return found;
  }
  const correctionFor = correctionsFrom(epochs);
  for (const { cameraStartMs, cameraEndMs } of epochs.length === 0 ? [] : listCameraStretches(db, cameraId)) {
    const choice = correctionFor(cameraStartMs);
    const known = found.get(choice.epochId);
    const startMs = trueFromChoice(choice, cameraStartMs).trueMs;
    const endMs = trueFromChoice(choice, cameraEndMs).trueMs;
    found.set(choice.epochId, { startMs: asTrueMs(Math.min(startMs, known?.startMs ?? startMs)), endMs: asTrueMs(Math.max(endMs, known?.endMs ?? endMs)) });
  }
  return found;
}

/** The camera's epochs; error and uncertainty are those at the epoch's last reading. */
export function readEpochs(db: ReadDb, cameraId: string): ClockEpoch[] {
  const epochs = listEpochs(db, cameraId);
  const holds = extents(db, cameraId, epochs);
  return epochs.map(({ epochId, readings, correction }) => {
    const last = readings.at(-1)!;
    return {
      epochId,
      readings: readings.map((row) => readingFromRow(db, row)),
      errorMs: clockErrorMs(correction, last.cameraMs),
      driftPpm: driftPpm(correction),
      uncertaintyMs: correctionUncertaintyMs(correction, last.cameraMs),
      holds: holds.get(epochId) ?? null,
    };
  });
}

type ClockMethods = "clock.read" | "clock.add" | "clock.sameMoment" | "clock.addSameMoment" | "clock.preview" | "clock.remove" | "clock.restore";

export function clockHandlers(context: EngineContext): SomeHandlers<ClockMethods> {
  const { store } = context;
  const told = (): void => context.changed("clocks", "recordings", "cameras", "cases", "custody");
  return {
    "clock.read": ({ cameraId }) => {
      requireCamera(store.db, cameraId);
      return { epochs: readEpochs(store.db, cameraId) };
    },
    "clock.add": async (input) => {
      requireCamera(store.db, input.cameraId);
      const { readingId } = await context.write("clocks.add", {
        ...input,
        uncertaintyMs: input.uncertaintyMs ?? EYE_READING_UNCERTAINTY_MS,
        method: input.method ?? "by-eye",
      });
      told();
      return { readingId, epochs: readEpochs(store.db, input.cameraId) };
    },
    "clock.sameMoment": (input) => {
      const { tie, ...moment } = readSameMoment(context, input);
      return { ...moment, otherCameraMs: tie.cameraMs };
    },
    "clock.addSameMoment": async (input) => {
      const { cameraMs, trueMs, uncertaintyMs, tie } = readSameMoment(context, input);
      const { readingId } = await context.write("clocks.add", {
        cameraId: input.cameraId, cameraMs, trueMs, uncertaintyMs, method: input.method ?? "same-moment", newEpoch: input.newEpoch, tie,
      });
      told();
      return { readingId, epochs: readEpochs(store.db, input.cameraId) };
    },
    "clock.preview": (input) => {
      requireCamera(store.db, input.cameraId);
      return previewReading(store.db, input);
    },
    "clock.restore": async ({ readingId }) => {
      const { cameraId } = await context.write("clocks.restore", { readingId });
      told();
      return { epochs: readEpochs(store.db, cameraId) };
    },
    "clock.remove": async ({ readingId }) => {
      const { cameraId } = await context.write("clocks.remove", { readingId });
      told();
      return { epochs: readEpochs(store.db, cameraId) };
    },
  };
}

// Requests about cases: pins, exhibits, observations. Pins stand on frames; their true time is worked out here at every read.

import { AppError } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { Observation, Pin, PinSource } from "../../contract/model.ts";
import { asCameraMs, asMediaMs, asTrueMs, cameraFromTrue, intersectRanges, mediaFromTrue, trueFromCamera, type CameraMs, type TrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { frameShownAt } from "../media/frame-index.ts";
import { findCamera, requireCamera } from "../store/cameras.ts";
import {
  findCase, listCases, listExhibits, listObservations, listPins, listPinSources, requireCase, requirePin,
  type ObservationRow, type PinRow, type PinSourceRow,
} from "../store/cases.ts";
import { correctionsOf, correctionForTrue } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import { listRecordings } from "../store/recordings.ts";
import { listGaps } from "../timeline/gaps.ts";

function pinSource(db: ReadDb, source: PinSourceRow, correctionFor: ReturnType<typeof correctionsOf>): PinSource {
  const file = requireFile(db, source.fileId);
  const startMs = trueFromCamera(correctionFor(source.cameraStartMs), source.cameraStartMs).trueMs;
  const cameraEndMs = asCameraMs(source.cameraStartMs + Math.round(source.mediaEndMs - source.mediaStartMs));
  return {
    fileId: source.fileId, sha256: file.sha256, path: file.path,
    mediaStartMs: asMediaMs(source.mediaStartMs), mediaEndMs: asMediaMs(source.mediaEndMs),
    startPts: source.startPts, endPts: source.endPts, timeBase: source.timeBase,
    startMs, endMs: trueFromCamera(correctionFor(source.cameraStartMs), cameraEndMs).trueMs,
  };
}

/** A pin as clients see it, its times under the clock as it is corrected now. */
export function pinFromRow(db: ReadDb, row: PinRow): Pin {
  const correctionFor = correctionsOf(db, row.cameraId);
  const start = trueFromCamera(correctionFor(row.cameraStartMs), row.cameraStartMs);
  const end = trueFromCamera(correctionFor(row.cameraStartMs), row.cameraEndMs);
  return {
    pinId: row.pinId, caseId: row.caseId, cameraId: row.cameraId, cameraName: findCamera(db, row.cameraId)?.name ?? row.cameraId,
    title: row.title, note: row.note, tags: JSON.parse(row.tags) as string[],
    startMs: start.trueMs, endMs: end.trueMs,
    cameraStartMs: row.cameraStartMs, cameraEndMs: row.cameraEndMs,
    uncertaintyMs: start.uncertaintyMs,
    sources: listPinSources(db, row.pinId).map((source) => pinSource(db, source, correctionFor)),
    gaps: listGaps(db, row.cameraId, { startMs: start.trueMs, endMs: end.trueMs }).map(({ startMs, endMs, cause }) => ({ startMs, endMs, cause })),
    by: row.by, createdMs: row.createdMs,
  };
}

/** An observation made on a camera follows that camera's clock. */
function observationFromRow(db: ReadDb, row: ObservationRow): Observation {
  const { cameraToMs, ...observation } = row;
  if (row.cameraId === null || row.cameraMs === null) return observation;
  const correction = correctionsOf(db, row.cameraId)(row.cameraMs);
  return {
    ...observation,
    atMs: trueFromCamera(correction, row.cameraMs).trueMs,
    toMs: cameraToMs === null ? null : trueFromCamera(correction, cameraToMs).trueMs,
  };
}

/** A case with all that is on it, pins by true time. @throws AppError case-unknown */
export function readCaseFile(db: ReadDb, caseId: number): OutputOf<"cases.read"> {
  return {
    ...requireCase(db, caseId),
    pins: listPins(db, caseId).map((row) => pinFromRow(db, row)).sort((a, b) => a.startMs - b.startMs),
    exhibits: listExhibits(db, caseId),
    observations: listObservations(db, caseId).map((row) => observationFromRow(db, row)),
    statements: [],
  };
}

/** The frames of one camera between two true times, file by file, with the exact stamps of the first and last. */
function sourcesOfRange(db: ReadDb, cameraId: string, startMs: TrueMs, endMs: TrueMs): PinSourceRow[] {
  return listRecordings(db, cameraId, startMs, endMs).flatMap((recording) => {
    const part = intersectRanges<TrueMs>(recording, { startMs, endMs });
    if (part === null) return [];
    const mediaStartMs = mediaFromTrue(recording, part.startMs);
    const mediaEndMs = mediaFromTrue(recording, part.endMs);
    const file = requireFile(db, recording.fileId);
    const index = readFrameIndex(db, recording.fileId);
    const first = index === null || file.timeBase === null ? null : frameShownAt(index, file.timeBase, mediaStartMs);
    // The end is open: the last frame is the one shown just before it.
    const last = index === null || file.timeBase === null ? null : frameShownAt(index, file.timeBase, Math.max(mediaStartMs, mediaEndMs - 1));
    return [{
      fileId: recording.fileId, mediaStartMs, mediaEndMs,
      startPts: first?.pts ?? null, endPts: last?.pts ?? null, timeBase: file.timeBase,
      cameraStartMs: asCameraMs(Math.round(recording.cameraStartMs + (mediaStartMs - recording.mediaStartMs))),
    }];
  });
}

/** Camera time of both ends of a range that a client gives in true time. */
function cameraRange(db: ReadDb, cameraId: string, startMs: TrueMs, endMs: TrueMs): { cameraStartMs: CameraMs; cameraEndMs: CameraMs } {
  const correction = correctionForTrue(db, cameraId, startMs);
  return { cameraStartMs: cameraFromTrue(correction, startMs), cameraEndMs: cameraFromTrue(correction, endMs) };
}

function requirePeriod(fromMs: TrueMs | null, toMs: TrueMs | null): void {
  if (fromMs !== null && toMs !== null && fromMs >= toMs) throw new AppError("input-invalid", { field: "periodToMs", detail: "from < to" });
}

type PinMethods = "pins.add" | "pins.update" | "pins.remove" | "pins.restore";
type CaseMethods = "cases.list" | "cases.create" | "cases.update" | "cases.read" | "cases.find" | "exhibits.add" | "observations.add";

function pinHandlers(context: EngineContext): SomeHandlers<PinMethods> {
  const { store } = context;
  const told = (): void => context.changed("cases", "custody");
  return {
    "pins.add": async (input) => {
      requireCase(store.db, input.caseId);
      requireCamera(store.db, input.cameraId);
      if (input.startMs > input.endMs) throw new AppError("input-invalid", { field: "endMs", detail: "start ≤ end" });
      // A moment is the frame that is shown then: it lasts a millisecond.
      const endMs = input.startMs === input.endMs ? asTrueMs(input.endMs + 1) : input.endMs;
      const sources = sourcesOfRange(store.db, input.cameraId, input.startMs, endMs);
      if (sources.length === 0) throw new AppError("no-footage-there", { cameraId: input.cameraId });
      const { pinId } = await context.write("pins.add", {
        caseId: input.caseId, cameraId: input.cameraId, title: input.title, note: input.note, tags: input.tags, sources,
        ...cameraRange(store.db, input.cameraId, input.startMs, endMs),
      });
      told();
      return pinFromRow(store.db, requirePin(store.db, pinId));
    },
    "pins.update": async (input) => {
      await context.write("pins.update", input);
      told();
      return pinFromRow(store.db, requirePin(store.db, input.pinId));
    },
    "pins.remove": async ({ pinId }) => {
      await context.write("pins.remove", { pinId });
      told();
      return {};
    },
    "pins.restore": async ({ pinId }) => {
      await context.write("pins.restore", { pinId });
      told();
      return pinFromRow(store.db, requirePin(store.db, pinId));
    },
  };
}

export function caseHandlers(context: EngineContext): SomeHandlers<PinMethods | CaseMethods> {
  const { store } = context;
  const told = (): void => context.changed("cases", "custody");
  return {
    ...pinHandlers(context),
    "cases.list": () => listCases(store.db),
    "cases.find": ({ numberOrId }) => findCase(store.db, numberOrId),
    "cases.create": async (input) => {
      requirePeriod(input.periodFromMs, input.periodToMs);
      const { caseId } = await context.write("cases.create", input);
      told();
      return requireCase(store.db, caseId);
    },
    "cases.update": async (input) => {
      requirePeriod(input.periodFromMs, input.periodToMs);
      await context.write("cases.update", input);
      told();
      return requireCase(store.db, input.caseId);
    },
    "cases.read": ({ caseId }) => readCaseFile(store.db, caseId),
    "exhibits.add": async (input) => {
      const { exhibitId } = await context.write("exhibits.add", input);
      told();
      return listExhibits(store.db, input.caseId).find((exhibit) => exhibit.exhibitId === exhibitId)!;
    },
    "observations.add": async (input) => {
      requirePeriod(input.atMs, input.toMs);
      const onCamera = input.cameraId === null ? null : cameraRange(store.db, requireCamera(store.db, input.cameraId).cameraId, input.atMs, input.toMs ?? input.atMs);
      const { observationId } = await context.write("observations.add", {
        ...input, cameraMs: onCamera?.cameraStartMs ?? null, cameraToMs: input.toMs === null ? null : (onCamera?.cameraEndMs ?? null),
      });
      told();
      const row = listObservations(store.db, input.caseId).find((observation) => observation.observationId === observationId)!;
      return observationFromRow(store.db, row);
    },
  };
}

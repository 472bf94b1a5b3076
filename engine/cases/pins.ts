// What a pin stands on and where that is on the clock. A pin stands on frames of files; its true time is read from the
// recordings of those files at every look, so that a pin and the timeline never disagree. Requests are in case-handlers.ts.

import type { Pin, PinSource, Recording } from "../../contract/model.ts";
import {
  asCameraMs, asMediaMs, asTrueMs, cameraFromTrue, intersectRanges, mediaFromTrue, trueFromMedia,
  type CameraMs, type CorrectedInstant, type MediaMs, type Range, type TrueMs,
} from "../../contract/time.ts";
import { frameShownAt } from "../media/frame-index.ts";
import { findCamera } from "../store/cameras.ts";
import { listPinSources, type PinRow, type PinSourceRow } from "../store/cases.ts";
import { correctionForTrue, correctionsOf } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import { listCoverage, listFileRecordings, listRecordings, trueFromChoice, type CorrectionFor } from "../store/recordings.ts";
import { gapsBetween, readGapReasons, type GapReasons } from "../timeline/gaps.ts";

const lengthMs = (source: Pick<PinSourceRow, "mediaStartMs" | "mediaEndMs">): number => source.mediaEndMs - source.mediaStartMs;
const cameraEndOf = (source: PinSourceRow): CameraMs => asCameraMs(Math.round(source.cameraStartMs + lengthMs(source)));

/** Camera time at a position in a recording: inside a run of frames the recorder's clock and the file's run together. */
const cameraFromMedia = (recording: Recording, mediaMs: number): CameraMs =>
  asCameraMs(Math.round(recording.cameraStartMs + (mediaMs - recording.mediaStartMs)));

interface PlacedSource {
  readonly row: PinSourceRow;
  readonly source: PinSource;
  readonly uncertaintyMs: number | null;
  /** By how much the camera time of its frames differs now from when the pin was made: not 0 where the file was read anew. */
  readonly cameraShiftMs: number;
}

/** A file without a place on the clock now (it turned out to be a copy) keeps the camera time that the pin remembers. */
function placedByCameraTime(row: PinSourceRow, correctionFor: CorrectionFor): { readonly start: CorrectedInstant; readonly endMs: TrueMs } {
  const choice = correctionFor(row.cameraStartMs);
  return { start: trueFromChoice(choice, row.cameraStartMs), endMs: trueFromChoice(choice, cameraEndOf(row)).trueMs };
}

/** What is known of a key, asked for where nobody has. */
function remembered<T>(known: Map<string, T>, key: string, ask: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = ask()));
  return value;
}

function placeSource(db: ReadDb, row: PinSourceRow, correctionFor: CorrectionFor): PlacedSource {
  const file = requireFile(db, row.fileId);
  const recordings = listFileRecordings(db, row.fileId);
  const first = recordings.find((r) => r.mediaStartMs <= row.mediaStartMs && row.mediaStartMs < r.mediaEndMs);
  const last = recordings.find((r) => r.mediaStartMs < row.mediaEndMs && row.mediaEndMs <= r.mediaEndMs) ?? first;
  const placed = first === undefined || last === undefined ? placedByCameraTime(row, correctionFor) : {
    start: { trueMs: asTrueMs(Math.round(trueFromMedia(first, row.mediaStartMs))), uncertaintyMs: first.uncertaintyMs },
    endMs: asTrueMs(Math.round(trueFromMedia(last, row.mediaEndMs))),
  };
  return {
    row, uncertaintyMs: placed.start.uncertaintyMs,
    cameraShiftMs: first === undefined ? 0 : cameraFromMedia(first, row.mediaStartMs) - row.cameraStartMs,
    source: {
      fileId: row.fileId, sha256: file.sha256, path: file.path,
      mediaStartMs: asMediaMs(row.mediaStartMs), mediaEndMs: asMediaMs(row.mediaEndMs),
      startPts: row.startPts, endPts: row.endPts, timeBase: row.timeBase,
      startMs: placed.start.trueMs, endMs: placed.endMs,
    },
  };
}

/** A pin's ends on the true clock: those of its footage, or where it begins or ends in a gap, by the clock of what lies next to it. */
function placeEnds(row: PinRow, sources: readonly PlacedSource[], correctionFor: CorrectionFor): { readonly start: CorrectedInstant; readonly end: CorrectedInstant } {
  const first = sources[0];
  const last = sources.reduce<PlacedSource | undefined>((latest, each) => (latest === undefined || each.source.endMs > latest.source.endMs ? each : latest), undefined);
  const byClock = (cameraMs: CameraMs, beside: PlacedSource | undefined): CorrectedInstant =>
    trueFromChoice(correctionFor(beside?.row.cameraStartMs ?? cameraMs), asCameraMs(cameraMs + (beside?.cameraShiftMs ?? 0)));
  return {
    start: first !== undefined && first.row.cameraStartMs === row.cameraStartMs
      ? { trueMs: first.source.startMs, uncertaintyMs: first.uncertaintyMs } : byClock(row.cameraStartMs, first),
    end: last !== undefined && cameraEndOf(last.row) === row.cameraEndMs
      ? { trueMs: last.source.endMs, uncertaintyMs: last.uncertaintyMs } : byClock(row.cameraEndMs, last),
  };
}

interface PlacedPin {
  readonly start: CorrectedInstant;
  readonly end: CorrectedInstant;
  readonly placed: readonly PlacedSource[];
  readonly cameraShiftMs: number;
}

/** Reads pins. Good for one question: it remembers what it asked of clocks and cameras, so that hundreds of pins cost one look at each. */
export class PinReader {
  readonly #db: ReadDb;
  readonly #corrections = new Map<string, CorrectionFor>();
  readonly #cameraNames = new Map<string, string>();
  readonly #gapReasons = new Map<string, GapReasons>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  correctionFor(cameraId: string): CorrectionFor {
    return remembered(this.#corrections, cameraId, () => correctionsOf(this.#db, cameraId));
  }

  cameraName(cameraId: string): string {
    return remembered(this.#cameraNames, cameraId, () => findCamera(this.#db, cameraId)?.name ?? cameraId);
  }

  #place(row: PinRow): PlacedPin {
    const correctionFor = this.correctionFor(row.cameraId);
    const placed = listPinSources(this.#db, row.pinId).map((source) => placeSource(this.#db, source, correctionFor));
    return { ...placeEnds(row, placed, correctionFor), placed, cameraShiftMs: placed[0]?.cameraShiftMs ?? 0 };
  }

  #gapsBetween(cameraId: string, asked: Range<TrueMs>): Pin["gaps"] {
    const reasons = remembered(this.#gapReasons, cameraId, () => readGapReasons(this.#db, cameraId));
    return gapsBetween(reasons, asked, listCoverage(this.#db, cameraId, asked.startMs, asked.endMs)).map(({ startMs, endMs, cause }) => ({ startMs, endMs, cause }));
  }

  /** Where a pin begins and ends under the clock as it is corrected now, and in which file it begins; null where that is in a gap. */
  startOf(row: PinRow): { readonly start: CorrectedInstant; readonly end: CorrectedInstant; readonly cameraMs: CameraMs; readonly fileId: number | null } {
    const { start, end, placed, cameraShiftMs } = this.#place(row);
    const first = placed[0];
    return {
      start, end, cameraMs: asCameraMs(row.cameraStartMs + cameraShiftMs),
      fileId: first !== undefined && first.row.cameraStartMs === row.cameraStartMs ? first.row.fileId : null,
    };
  }

  /** A pin as clients see it, its times under the clock as it is corrected now. */
  pin(row: PinRow): Pin {
    const { start, end, placed, cameraShiftMs } = this.#place(row);
    return {
      pinId: row.pinId, caseId: row.caseId, cameraId: row.cameraId, cameraName: this.cameraName(row.cameraId),
      title: row.title, note: row.note, tags: JSON.parse(row.tags) as string[],
      startMs: start.trueMs, endMs: end.trueMs,
      cameraStartMs: asCameraMs(row.cameraStartMs + cameraShiftMs), cameraEndMs: asCameraMs(row.cameraEndMs + cameraShiftMs),
      // The less sure end speaks for the whole.
      uncertaintyMs: start.uncertaintyMs === null || end.uncertaintyMs === null ? null : Math.max(start.uncertaintyMs, end.uncertaintyMs),
      sources: placed.map(({ source }) => source),
      gaps: this.#gapsBetween(row.cameraId, { startMs: start.trueMs, endMs: end.trueMs }),
      by: row.by, createdMs: row.createdMs,
    };
  }
}

/** A pin alone; of several: PinReader. */
export const pinFromRow = (db: ReadDb, row: PinRow): Pin => new PinReader(db).pin(row);

interface Stretch {
  readonly fileId: number;
  readonly mediaStartMs: MediaMs;
  mediaEndMs: MediaMs;
  readonly cameraStartMs: CameraMs;
}

/** The frames of one camera in a range, file by file; a reading that bends the clock inside a file does not part them. */
function stretchesOfRange(db: ReadDb, cameraId: string, range: Range<TrueMs>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const recording of listRecordings(db, cameraId, range.startMs, range.endMs)) {
    const part = intersectRanges<TrueMs>(recording, range);
    if (part === null) continue;
    const mediaStartMs = mediaFromTrue(recording, part.startMs);
    const mediaEndMs = mediaFromTrue(recording, part.endMs);
    const open = stretches.at(-1);
    if (open !== undefined && open.fileId === recording.fileId && Math.abs(open.mediaEndMs - mediaStartMs) < 1) open.mediaEndMs = mediaEndMs;
    else stretches.push({ fileId: recording.fileId, mediaStartMs, mediaEndMs, cameraStartMs: cameraFromMedia(recording, mediaStartMs) });
  }
  return stretches;
}

function withStamps(db: ReadDb, stretch: Stretch): PinSourceRow {
  const { timeBase } = requireFile(db, stretch.fileId);
  const index = readFrameIndex(db, stretch.fileId);
  const shownAt = (mediaMs: number) => (index === null || timeBase === null ? null : frameShownAt(index, timeBase, mediaMs));
  return {
    ...stretch, timeBase, startPts: shownAt(stretch.mediaStartMs)?.pts ?? null,
    // The end is open: the last frame is the one shown just before it.
    endPts: shownAt(Math.max(stretch.mediaStartMs, stretch.mediaEndMs - 1))?.pts ?? null,
  };
}

/** The stretch of the file that was looked at leads, where it begins with the first one: what is taken of a pin's beginning is taken of it. */
function shownFirst(stretches: readonly Stretch[], shownFileId: number | null): readonly Stretch[] {
  const shown = stretches.find((stretch) => stretch.fileId === shownFileId);
  if (shown === undefined || Math.abs(shown.cameraStartMs - stretches[0]!.cameraStartMs) >= 1) return stretches;
  return [shown, ...stretches.filter((stretch) => stretch !== shown)];
}

/** What a pin of a range would stand on: its frames with exact stamps, and the camera time of its ends. Empty sources: no footage there. */
export function standOfRange(db: ReadDb, cameraId: string, range: Range<TrueMs>, shownFileId: number | null = null): { readonly sources: PinSourceRow[]; readonly cameraStartMs: CameraMs; readonly cameraEndMs: CameraMs } {
  const correctionFor = correctionsOf(db, cameraId);
  const sources = shownFirst(stretchesOfRange(db, cameraId, range), shownFileId).map((stretch) => withStamps(db, stretch));
  const placed = sources.map((source) => placeSource(db, source, correctionFor));
  const first = placed[0];
  const last = placed.reduce<PlacedSource | undefined>((latest, each) => (latest === undefined || each.source.endMs > latest.source.endMs ? each : latest), undefined);
  const byClock = (trueMs: TrueMs, beside: PlacedSource | undefined): CameraMs =>
    cameraFromTrue(beside === undefined ? correctionForTrue(db, cameraId, trueMs) : correctionFor(beside.row.cameraStartMs).correction, trueMs);
  return {
    sources,
    cameraStartMs: first !== undefined && first.source.startMs <= range.startMs ? first.row.cameraStartMs : byClock(range.startMs, first),
    cameraEndMs: last !== undefined && last.source.endMs >= range.endMs ? cameraEndOf(last.row) : byClock(range.endMs, last),
  };
}

/** What the camera's clock showed at a true time: by the footage there, else by its readings. */
export function cameraTimeAt(db: ReadDb, cameraId: string, trueMs: TrueMs): CameraMs {
  const recording = listRecordings(db, cameraId, trueMs, trueMs + 1)[0];
  return recording === undefined ? cameraFromTrue(correctionForTrue(db, cameraId, trueMs), trueMs) : cameraFromMedia(recording, mediaFromTrue(recording, trueMs));
}

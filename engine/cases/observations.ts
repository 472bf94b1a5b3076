// Observations as clients see them: true time and uncertainty by the clock as it is corrected now, from the frame that each
// was made on. A reader is good for one question: it remembers what it asked of files and clocks.

import type { FrameRef, Observation, Recording } from "../../contract/model.ts";
import type { Subject } from "../../contract/reconstruction.ts";
import { asTrueMs, mediaFromTrue, trueFromMedia, type CameraMs, type ClockCorrection, type TrueMs } from "../../contract/time.ts";
import { frameShownAt } from "../media/frame-index.ts";
import { correctionsOf } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import type { ObservationFacts, ObservationRow } from "../store/exhibits.ts";
import { findFile, readFrameIndex } from "../store/files.ts";
import { listFileRecordings, listRecordings, trueFromChoice, type CorrectionFor } from "../store/recordings.ts";
import { cameraTimeAt } from "./pins.ts";
import { subjectOf } from "./subjects.ts";

/** When an observation was, and by which clock. */
export interface ObservedTime {
  readonly atMs: TrueMs;
  readonly toMs: TrueMs | null;
  /** One standard deviation; null where the clock was never read, or the time was told without one. */
  readonly uncertaintyMs: number | null;
  /** The same for all times of one camera and epoch: there the clock's error cancels. Null: no camera. */
  readonly clock: string | null;
}

/** What of an observation tells its time. */
type TimedFacts = Pick<ObservationFacts, "cameraId" | "cameraMs" | "cameraToMs" | "atMs" | "toMs" | "uncertaintyMs" | "fileId" | "mediaMs">;

/** One camera's clock, and a name for each of its epochs: corrections of cameras that nobody read may be one and the same. */
interface CameraClock {
  readonly cameraId: string;
  readonly correctionFor: CorrectionFor;
  readonly names: Map<ClockCorrection, string>;
}

function clockName({ cameraId, names }: CameraClock, correction: ClockCorrection): string {
  let name = names.get(correction);
  if (name === undefined) names.set(correction, (name = `${cameraId}#${names.size}`));
  return name;
}

export class ObservationReader {
  readonly #db: ReadDb;
  readonly #clocks = new Map<string, CameraClock>();
  readonly #recordings = new Map<number, Recording[]>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  #clockOf(cameraId: string): CameraClock {
    let known = this.#clocks.get(cameraId);
    if (known === undefined) this.#clocks.set(cameraId, (known = { cameraId, correctionFor: correctionsOf(this.#db, cameraId), names: new Map() }));
    return known;
  }

  #recordingAt(fileId: number, mediaMs: number): Recording | undefined {
    let known = this.#recordings.get(fileId);
    if (known === undefined) this.#recordings.set(fileId, (known = listFileRecordings(this.#db, fileId)));
    return known.find((r) => r.mediaStartMs <= mediaMs && mediaMs < r.mediaEndMs);
  }

  /** The clock that a camera's time belongs to; see ObservedTime. */
  clockOf(cameraId: string, cameraMs: number): string {
    const clock = this.#clockOf(cameraId);
    return clockName(clock, clock.correctionFor(cameraMs).correction);
  }

  /** The recording that holds the frame it stands on; null where it stands on none, or its file has no place on the clock now. */
  recordingOf({ fileId, mediaMs }: Pick<ObservationFacts, "fileId" | "mediaMs">): Recording | null {
    return fileId === null || mediaMs === null ? null : (this.#recordingAt(fileId, mediaMs) ?? null);
  }

  /** When it was: by the frame it stands on, else by the camera's time, else as it was told. */
  timeOf(row: TimedFacts): ObservedTime {
    const { cameraId, cameraMs } = row;
    if (cameraId === null || cameraMs === null) return { atMs: row.atMs, toMs: row.toMs, uncertaintyMs: row.uncertaintyMs, clock: null };
    const recording = this.recordingOf(row);
    const clock = this.#clockOf(cameraId);
    const lastsMs = row.cameraToMs === null ? null : row.cameraToMs - cameraMs;
    if (recording !== null) {
      // A file that was given a new start takes its frames along, and with them the camera time.
      const startCameraMs = Math.round(recording.cameraStartMs + (row.mediaMs! - recording.mediaStartMs)) as CameraMs;
      const choice = clock.correctionFor(startCameraMs);
      return {
        atMs: asTrueMs(Math.round(trueFromMedia(recording, row.mediaMs!))),
        toMs: lastsMs === null ? null : trueFromChoice(choice, (startCameraMs + lastsMs) as CameraMs).trueMs,
        uncertaintyMs: recording.uncertaintyMs, clock: clockName(clock, choice.correction),
      };
    }
    const choice = clock.correctionFor(cameraMs);
    const at = trueFromChoice(choice, cameraMs);
    return {
      atMs: at.trueMs, toMs: row.cameraToMs === null ? null : trueFromChoice(choice, row.cameraToMs).trueMs,
      uncertaintyMs: at.uncertaintyMs, clock: clockName(clock, choice.correction),
    };
  }

  /** The observation as clients see it. */
  observation(row: ObservationRow, subjects: readonly Subject[]): Observation {
    const { atMs, toMs, uncertaintyMs } = this.timeOf(row);
    return {
      observationId: row.observationId, exhibitId: row.exhibitId, firstId: row.firstId ?? row.observationId, revisesId: row.revisesId, reason: row.reason,
      atMs, toMs, state: row.state, count: row.count, cameraId: row.cameraId, place: row.place, holder: row.holder, container: row.container, note: row.note,
      holderId: subjectOf(subjects, row.holder)?.subjectId ?? null, containerId: subjectOf(subjects, row.container)?.subjectId ?? null,
      statementId: row.statementId, uncertaintyMs, cameraMs: row.cameraMs, frame: frameOf(row), by: row.by, createdMs: row.createdMs,
    };
  }
}

function frameOf(row: ObservationFacts): FrameRef | null {
  return row.fileId === null || row.mediaMs === null ? null : { fileId: row.fileId, mediaMs: row.mediaMs as FrameRef["mediaMs"], pts: row.pts, timeBase: row.timeBase };
}

/** The frame that a camera showed at a true time; null where it has no footage then. */
export function frameRefAt(db: ReadDb, cameraId: string, atMs: TrueMs): FrameRef | null {
  const recording = listRecordings(db, cameraId, atMs, atMs + 1)[0];
  if (recording === undefined) return null;
  const mediaMs = mediaFromTrue(recording, atMs);
  const timeBase = findFile(db, recording.fileId)?.timeBase ?? null;
  const index = readFrameIndex(db, recording.fileId);
  const shown = index === null || timeBase === null ? null : frameShownAt(index, timeBase, mediaMs);
  return { fileId: recording.fileId, mediaMs, pts: shown?.pts ?? null, timeBase: shown === null ? null : timeBase };
}

type AskedFacts = Omit<ObservationFacts, "cameraMs" | "cameraToMs" | "fileId" | "mediaMs" | "pts" | "timeBase">;

/** What is kept of an observation that is entered now: on a camera with its frame and the camera's time. */
export function factsToKeep(db: ReadDb, asked: AskedFacts): ObservationFacts {
  const { cameraId } = asked;
  const frame = cameraId === null ? null : frameRefAt(db, cameraId, asked.atMs);
  return {
    atMs: asked.atMs, toMs: asked.toMs, state: asked.state, count: asked.count, cameraId, place: asked.place, holder: asked.holder,
    container: asked.container, note: asked.note, statementId: asked.statementId,
    // A camera's own uncertainty comes from its clock.
    uncertaintyMs: cameraId === null ? asked.uncertaintyMs : null,
    cameraMs: cameraId === null ? null : cameraTimeAt(db, cameraId, asked.atMs),
    cameraToMs: cameraId === null || asked.toMs === null ? null : cameraTimeAt(db, cameraId, asked.toMs),
    fileId: frame?.fileId ?? null, mediaMs: frame?.mediaMs ?? null, pts: frame?.pts ?? null, timeBase: frame?.timeBase ?? null,
  };
}

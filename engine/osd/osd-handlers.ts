// Requests to read the clock in a camera's picture: a job that looks at half a minute around a moment and says what the
// clock showed beside what the file says. It proposes; nothing is changed by it.

import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import type { ParsedInputOf } from "../../contract/methods.ts";
import type { Recording } from "../../contract/model.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { PictureClockResult } from "../../contract/picture-clock.ts";
import { asCameraMs, asMediaMs, asTrueMs, DAY_MS, mediaFromTrue, trueFromMedia } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { recordingAt } from "../media/media-handlers.ts";
import { requireOriginal } from "../media/proxy-jobs.ts";
import { withReadablePath } from "../media/readable-path.ts";
import { requireCamera } from "../store/cameras.ts";
import { requireFile } from "../store/files.ts";
import { coverageExtent, listRecordings } from "../store/recordings.ts";
import { readClockInThread } from "./clock-reader.ts";
import { LEARNING_MS, STRETCH_MS } from "./read-picture-clock.ts";

/** What clock and file may differ by and still say the same: both tick in seconds. */
const AGREES_MS = 1_000;

interface Place {
  readonly recording: Recording;
  /** The frame that is asked about, in the file. */
  readonly mediaMs: number;
}

/** At the moment asked for, else in the middle of the camera's first recording that is long enough. @throws AppError no-footage-there */
function placeOf(context: EngineContext, { cameraId, atMs }: ParsedInputOf<"osd.start">): Place {
  if (atMs !== null) {
    const recording = recordingAt(context, cameraId, atMs);
    return { recording, mediaMs: mediaFromTrue(recording, atMs) };
  }
  const { db } = context.store;
  requireCamera(db, cameraId);
  const whole = coverageExtent(db, cameraId);
  if (whole === null) throw new AppError("no-footage-there", { cameraId });
  const early = listRecordings(db, cameraId, whole.startMs, whole.startMs + DAY_MS);
  const recording = early.find((each) => each.mediaEndMs - each.mediaStartMs >= STRETCH_MS) ?? early[0];
  if (recording === undefined) throw new AppError("no-footage-there", { cameraId });
  return { recording, mediaMs: (recording.mediaStartMs + recording.mediaEndMs) / 2 };
}

async function readAt(context: EngineContext, input: ParsedInputOf<"osd.start">, { recording, mediaMs }: Place, handle: JobHandle): Promise<PictureClockResult> {
  const { db, timezone } = context.store;
  const file = requireOriginal(requireFile(db, recording.fileId));
  if (file.widthPx === null || file.heightPx === null || file.timeBase === null) throw new AppError("frame-unreadable", { path: file.path });
  handle.report({ ...NO_PROGRESS, step: "reading-clock", filesTotal: 1, item: splitPath(file.path).name });
  // As much as there is around the frame, inside of one run of frames.
  const fromMediaMs = Math.max(recording.mediaStartMs, Math.min(mediaMs, recording.mediaEndMs - STRETCH_MS));
  const fileMsAt = (atMediaMs: number): number => recording.cameraStartMs + (atMediaMs - recording.mediaStartMs);
  const { widthPx, heightPx, timeBase, container } = file;
  const frameMs = 1000 / (file.framesPerSecond ?? 25);
  const lengthMs = Math.min(STRETCH_MS, recording.mediaEndMs - fromMediaMs);
  const clock = await withReadablePath(file.pathBytes, (path) => readClockInThread({
    path, container, timeBase, widthPx, heightPx, fromMediaMs, lengthMs, frameMs,
    run: { fromMediaMs: recording.mediaStartMs, toMediaMs: recording.mediaEndMs },
    region: input.region, timezone: requireCamera(db, input.cameraId).timezone ?? timezone, nearMs: Math.round(fileMsAt(fromMediaMs)),
  }, handle.signal));
  handle.report({ filesDone: 1 });
  const fileMs = Math.round(fileMsAt(mediaMs));
  const shownAt = (startMs: number): number => Math.round(startMs + (mediaMs - fromMediaMs));
  const cameraMs = clock.startMs === null ? null : shownAt(clock.startMs);
  const differenceMs = cameraMs === null ? null : cameraMs - fileMs;
  const [first] = clock.clocks;
  const read = clock.state === "read" && first !== undefined ? first : null;
  // A stretch too short to learn digits from says nothing about whether there is a clock.
  const isTooShort = read === null && clock.reason === null && lengthMs < LEARNING_MS;
  const agreesMs = Math.max(AGREES_MS, 2 * (read?.uncertaintyMs ?? 0));
  return {
    reason: read !== null ? null : clock.reason ?? (isTooShort ? "too-short" : clock.state === "none" ? "no-clock" : "not-readable"),
    state: differenceMs === null ? (clock.state === "none" && !isTooShort ? "none" : "unsure") : Math.abs(differenceMs) <= agreesMs ? "agrees" : "proposed",
    cameraId: input.cameraId, fileId: file.fileId, mediaMs: asMediaMs(mediaMs), trueMs: asTrueMs(Math.round(trueFromMedia(recording, mediaMs))),
    cameraMs: cameraMs === null ? null : asCameraMs(cameraMs), fileMs: asCameraMs(fileMs), differenceMs,
    uncertaintyMs: read?.uncertaintyMs ?? null, precision: read?.precision ?? null, isDayOfFile: read !== null && !read.hasDate,
    confidence: clock.confidence, votes: clock.votes, against: clock.against, region: clock.region,
    clocks: clock.clocks.map(({ startMs, uncertaintyMs, votes, region }) => ({ cameraMs: asCameraMs(shownAt(startMs)), differenceMs: shownAt(startMs) - fileMs, uncertaintyMs, votes, region })),
  };
}

export function osdHandlers(context: EngineContext): SomeHandlers<"osd.start"> {
  return {
    "osd.start": async (input) => {
      const place = placeOf(context, input);
      return { jobId: await context.jobs.start("osd", place.recording.fileId, (handle) => readAt(context, input, place, handle)) };
    },
  };
}

// A clock read from another camera: two frames that show the same moment, one of them on a clock that was read. What that
// makes of true time and its uncertainty, and what it must not be: a clock telling itself the time. Requests: clock-handlers.ts.

import { AppError } from "../../contract/errors.ts";
import type { ParsedInputOf } from "../../contract/methods.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, trueFromMedia, type CameraMs, type TrueMs } from "../../contract/time.ts";
import type { EngineContext } from "../engine-context.ts";
import { frameMediaTimes, frameShownAt } from "../media/frame-index.ts";
import { recordingAt } from "../media/media-handlers.ts";
import { listTiedCameras, type TieRow } from "../store/clocks.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";

/** Where no index tells: the interval of 25 frames a second. */
const USUAL_INTERVAL_MS = 40;
/** A gap before the frame is no interval: nothing says that the moment lay inside of it. */
const INTERVAL_MAX_MS = 2_000;

interface ShownFrame {
  readonly trueMs: number;
  readonly cameraMs: number;
  readonly uncertaintyMs: number | null;
  /** Since the frame before: the moment that this frame is the first to show lies within. */
  readonly intervalMs: number;
  /** One standard deviation of where the file starts on the camera's clock. */
  readonly fileUncertaintyMs: number;
}

function frameAt(context: EngineContext, cameraId: string, atMs: TrueMs): ShownFrame {
  const { db } = context.store;
  const recording = recordingAt(context, cameraId, atMs);
  const file = requireFile(db, recording.fileId);
  const index = readFrameIndex(db, recording.fileId);
  const askedMs = mediaFromTrue(recording, atMs);
  const shown = index === null || file.timeBase === null ? null : frameShownAt(index, file.timeBase, askedMs);
  const mediaMs = shown?.mediaMs ?? askedMs;
  const near = index === null || file.timeBase === null ? [] : [...frameMediaTimes(index, file.timeBase, mediaMs - INTERVAL_MAX_MS, mediaMs + INTERVAL_MAX_MS, 1_000)];
  const before = near.findLast((each) => each < mediaMs - 0.01) ?? null;
  const after = near.find((each) => each > mediaMs + 0.01) ?? null;
  return {
    trueMs: trueFromMedia(recording, mediaMs), cameraMs: recording.cameraStartMs + (mediaMs - recording.mediaStartMs), uncertaintyMs: recording.uncertaintyMs,
    intervalMs: before !== null ? mediaMs - before : after !== null ? after - mediaMs : USUAL_INTERVAL_MS,
    fileUncertaintyMs: file.timeUncertaintyMs ?? 0,
  };
}

export interface SameMoment {
  readonly cameraMs: CameraMs;
  readonly trueMs: TrueMs;
  readonly uncertaintyMs: number;
  readonly otherUncertaintyMs: number;
  readonly framesUncertaintyMs: number;
  readonly tie: TieRow;
}

/**
 * The reading that two frames give which are the first to show one moment. The moment lies within the interval before
 * either frame, in the middle on average: of two frame rates the slower one sees it later, which is put right.
 *
 *     this camera    ──┬───────┬──     its frame shows it, Ia after the one before
 *     the moment             ×
 *     the other      ─┬──┬──┬──┬──     its frame shows it, Ib after the one before
 *
 * u² = u_other² + u_file² + Ia²/12 + Ib²/12 + spread²
 * @throws AppError no-footage-there, camera-unknown, tie-clock-unread, tie-circular, input-invalid
 */
export function readSameMoment(context: EngineContext, input: ParsedInputOf<"clock.sameMoment">): SameMoment {
  const { cameraId, other } = input;
  if (other.cameraId === cameraId) throw new AppError("input-invalid", { field: "other.cameraId", detail: "another camera" });
  const own = frameAt(context, cameraId, input.atMs);
  const theirs = frameAt(context, other.cameraId, other.atMs);
  if (theirs.uncertaintyMs === null) throw new AppError("tie-clock-unread", { cameraId: other.cameraId });
  if (listTiedCameras(context.store.db, other.cameraId).has(cameraId)) throw new AppError("tie-circular", { cameraId: other.cameraId });
  const framesUncertaintyMs = Math.hypot(own.intervalMs, theirs.intervalMs) / Math.sqrt(12);
  return {
    cameraMs: asCameraMs(Math.round(own.cameraMs)),
    trueMs: asTrueMs(Math.round(theirs.trueMs + (own.intervalMs - theirs.intervalMs) / 2)),
    uncertaintyMs: Math.hypot(theirs.uncertaintyMs, own.fileUncertaintyMs, framesUncertaintyMs, input.spreadMs),
    otherUncertaintyMs: theirs.uncertaintyMs, framesUncertaintyMs,
    tie: { cameraId: other.cameraId, cameraMs: asCameraMs(Math.round(theirs.cameraMs)), trueMs: asTrueMs(Math.round(theirs.trueMs)) },
  };
}

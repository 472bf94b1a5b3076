// Requests about what was recorded when: the timeline's columns, recordings, gaps, and what the wall needs to play.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Job } from "../../contract/jobs.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { gapCauses, type PlayableFile } from "../../contract/model.ts";
import { asTrueMs, type Range, type TrueMs } from "../../contract/time.ts";
import { AppError, throwIfAborted } from "../../contract/errors.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { frameMediaTimes } from "../media/frame-index.ts";
import { listCameras } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { findDerived, listProblems, readFrameIndex, requireFile } from "../store/files.ts";
import { listReadings } from "../store/clocks.ts";
import { listRecordings } from "../store/recordings.ts";
import { listGaps } from "./gaps.ts";
import type { LaneColumns } from "./lane-columns.ts";
import { LaneIndex } from "./lane-index.ts";

/** Problems that cost pictures: of two recordings of one moment the other one is better. */
const DAMAGE_CODES: ReadonlySet<string> = new Set<ProblemCode>(["truncated", "pictures-damaged", "bytes-skipped"]);
/** Frames answered at once by frames.list: more than any screen steps through. */
const FRAMES_MAX = 5_000;
/** The widest picture that lanes are merged for: several screens side by side. */
const MERGED_PIXELS_MAX = 65_536;
const TIME_END_MS = 8.64e15;

function requireRange(fromMs: TrueMs, toMs: TrueMs): Range<TrueMs> {
  if (fromMs >= toMs) throw new AppError("input-invalid", { field: "toMs", detail: "from < to" });
  return { startMs: fromMs, endMs: toMs };
}

const chosenCameras = (db: ReadDb, cameraIds: readonly string[] | null): readonly string[] => cameraIds ?? listCameras(db).map((camera) => camera.cameraId);

/** What a window draws of a lane. Not copied: what carries the answer to the window does that. */
function laneAnswer(cameraId: string, { coverage, gaps, breaks }: LaneColumns, fromMs: number, toMs: number) {
  const hasOpenEnd = gaps.startMs.length > 0 && (gaps.startMs[0]! <= -TIME_END_MS || gaps.endMs.at(-1)! >= TIME_END_MS);
  if (!hasOpenEnd) return { cameraId, coverage, gaps, breaks };
  // Where nothing is known before or after all footage the gap has no end; a window needs one.
  const closed = { startMs: gaps.startMs.map((ms) => (ms <= -TIME_END_MS ? fromMs : ms)), endMs: gaps.endMs.map((ms) => (ms >= TIME_END_MS ? toMs : ms)), cause: gaps.cause };
  return { cameraId, coverage, gaps: closed, breaks };
}

/** Reads the lanes of these that nobody has looked at yet, one at a time, letting other work come in between. */
async function readAhead(context: EngineContext, index: LaneIndex, cameraIds: readonly string[], signal: AbortSignal | null): Promise<void> {
  // Closed meanwhile, or asked by nobody any more: nobody will look.
  while (context.store.db.open && signal?.aborted !== true && index.warmNext(cameraIds)) await nextTurn();
}

/** What a window has to know to show some files. The jobs are listed once: their rows carry whole results. */
function playableFiles(context: EngineContext, fileIds: readonly number[]): PlayableFile[] {
  const proxyJobs = context.jobs.list().filter((job) => job.kind === "proxy");
  return fileIds.map((fileId) => playableFile(context, fileId, proxyJobs));
}

/** `proxyJobs`: newest first. */
function playableFile(context: EngineContext, fileId: number, proxyJobs: readonly Job[]): PlayableFile {
  const { store, jobs } = context;
  const file = requireFile(store.db, fileId);
  const making = jobs.findRunning("proxy", fileId);
  const last = proxyJobs.find((job) => job.subjectId === fileId);
  const isReady = findDerived(store.db, fileId, "proxy") !== null;
  return {
    fileId, container: file.container ?? "unknown", videoCodec: file.videoCodec,
    widthPx: file.widthPx, heightPx: file.heightPx, framesPerSecond: file.framesPerSecond, durationMs: file.durationMs ?? 0,
    name: splitPath(file.path).name,
    proxy: isReady ? "ready" : making !== null ? "making" : last?.state === "failed" ? "failed" : "none",
    proxyJobId: making?.jobId ?? null,
    hasSmallProxy: findDerived(store.db, fileId, "proxy-small") !== null,
    isDamaged: listProblems(store.db, fileId).some((problem) => DAMAGE_CODES.has(problem.code)),
  };
}

export function timelineHandlers(context: EngineContext): SomeHandlers<"timeline.read" | "timeline.merged" | "timeline.next" | "timeline.readings" | "recordings.list" | "gaps.list" | "playback.read" | "frames.list"> {
  const { store } = context;
  const index = new LaneIndex(store.db);
  let isWarming = false;
  return {
    "timeline.read": async ({ cameraIds, fromMs, toMs, msPerPixel }, signal) => {
      requireRange(fromMs, toMs);
      const chosen = chosenCameras(store.db, cameraIds);
      await readAhead(context, index, chosen, signal);
      throwIfAborted(signal);
      const lanes = index.read(chosen, fromMs, toMs, msPerPixel).map((lane, i) => laneAnswer(chosen[i]!, lane, fromMs, toMs));
      if (!isWarming) void readAhead(context, index, chosenCameras(store.db, null), null);
      isWarming = true;
      return { lanes };
    },
    "timeline.merged": async ({ groups, fromMs, toMs, msPerPixel }, signal) => {
      requireRange(fromMs, toMs);
      if ((toMs - fromMs) / msPerPixel > MERGED_PIXELS_MAX) throw new AppError("input-invalid", { field: "msPerPixel", detail: `(toMs - fromMs) / msPerPixel ≤ ${MERGED_PIXELS_MAX}` });
      await readAhead(context, index, groups.flat(), signal);
      throwIfAborted(signal);
      return { groups: groups.map((cameraIds) => index.readMerged(cameraIds, fromMs, toMs, msPerPixel)) };
    },
    "timeline.next": async ({ cameraIds, atMs, what, direction }, signal) => {
      const chosen = chosenCameras(store.db, cameraIds);
      await readAhead(context, index, chosen, signal);
      throwIfAborted(signal);
      const place = index.findNext(chosen, atMs, what, direction);
      if (place === null) return { found: null };
      const endMs = place.endMs === null || place.endMs >= TIME_END_MS ? null : asTrueMs(place.endMs);
      return { found: { cameraId: place.cameraId, atMs: asTrueMs(place.atMs), kind: place.kind, endMs, cause: place.causeIndex === null ? null : gapCauses[place.causeIndex]! } };
    },
    "timeline.readings": () => ({ readings: listReadings(store.db) }),
    "recordings.list": ({ cameraIds, fromMs, toMs }) => {
      requireRange(fromMs, toMs);
      return chosenCameras(store.db, cameraIds).flatMap((cameraId) => listRecordings(store.db, cameraId, fromMs, toMs));
    },
    "gaps.list": ({ cameraIds, fromMs, toMs }) => {
      const range = requireRange(fromMs, toMs);
      return chosenCameras(store.db, cameraIds).flatMap((cameraId) => listGaps(store.db, cameraId, range));
    },
    "playback.read": ({ cameraIds, fromMs, toMs }) => {
      const range = requireRange(fromMs, toMs);
      const recordings = cameraIds.flatMap((cameraId) => listRecordings(store.db, cameraId, fromMs, toMs));
      const fileIds = [...new Set(recordings.map((recording) => recording.fileId))];
      return {
        recordings,
        gaps: cameraIds.flatMap((cameraId) => listGaps(store.db, cameraId, { startMs: asTrueMs(range.startMs), endMs: asTrueMs(range.endMs) })),
        files: playableFiles(context, fileIds),
      };
    },
    "frames.list": ({ fileId, fromMediaMs, toMediaMs }) => {
      const file = requireFile(store.db, fileId);
      const index = readFrameIndex(store.db, fileId);
      if (index === null || file.timeBase === null) return { mediaMs: new Float64Array() };
      return { mediaMs: frameMediaTimes(index, file.timeBase, fromMediaMs, toMediaMs, FRAMES_MAX) };
    },
  };
}

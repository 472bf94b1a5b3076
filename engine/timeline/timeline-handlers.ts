// Requests about what was recorded when: the timeline's columns, recordings, gaps, and what the wall needs to play.

import type { Job } from "../../contract/jobs.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { gapCauses, type PlayableFile } from "../../contract/model.ts";
import { asTrueMs, type Range, type TrueMs } from "../../contract/time.ts";
import { AppError } from "../../contract/errors.ts";
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
/** Between two lanes that are read ahead: whatever is asked meanwhile comes first. */
const WARM_PAUSE_MS = 1;

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

/** Reads the lanes that nobody has looked at yet, one at a time between other work. */
function warmLanes(context: EngineContext, index: LaneIndex): void {
  const cameraIds = listCameras(context.store.db).map((camera) => camera.cameraId);
  const step = (): void => {
    // Closed meanwhile: nobody will look.
    if (context.store.db.open && index.warmNext(cameraIds)) setTimeout(step, WARM_PAUSE_MS).unref();
  };
  setTimeout(step, WARM_PAUSE_MS).unref();
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
    name: file.path.split(/[\\/]/).at(-1) ?? file.path,
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
    "timeline.read": ({ cameraIds, fromMs, toMs, msPerPixel }) => {
      requireRange(fromMs, toMs);
      const chosen = chosenCameras(store.db, cameraIds);
      const lanes = index.read(chosen, fromMs, toMs, msPerPixel).map((lane, i) => laneAnswer(chosen[i]!, lane, fromMs, toMs));
      if (!isWarming) warmLanes(context, index);
      isWarming = true;
      return { lanes };
    },
    "timeline.merged": ({ groups, fromMs, toMs, msPerPixel }) => {
      requireRange(fromMs, toMs);
      if ((toMs - fromMs) / msPerPixel > MERGED_PIXELS_MAX) throw new AppError("input-invalid", { field: "msPerPixel", detail: `(toMs - fromMs) / msPerPixel ≤ ${MERGED_PIXELS_MAX}` });
      return { groups: groups.map((cameraIds) => index.readMerged(cameraIds, fromMs, toMs, msPerPixel)) };
    },
    "timeline.next": ({ cameraIds, atMs, what, direction }) => {
      const place = index.findNext(chosenCameras(store.db, cameraIds), atMs, what, direction);
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

// Requests about what was recorded when: the timeline's columns, recordings, gaps, and what the wall needs to play.

import type { Job } from "../../contract/jobs.ts";
import { gapCauses, type PlayableFile } from "../../contract/model.ts";
import { asTrueMs, type Range, type TrueMs } from "../../contract/time.ts";
import { AppError } from "../../contract/errors.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { frameMediaTimes } from "../media/frame-index.ts";
import { listCameras } from "../store/cameras.ts";
import type { ReadDb } from "../store/connection.ts";
import { findDerived, readFrameIndex, requireFile } from "../store/files.ts";
import { listCoverage, listRecordings } from "../store/recordings.ts";
import { listGaps } from "./gaps.ts";

/** Frames answered at once by frames.list: more than any screen steps through. */
const FRAMES_MAX = 5_000;

function requireRange(fromMs: TrueMs, toMs: TrueMs): Range<TrueMs> {
  if (fromMs >= toMs) throw new AppError("input-invalid", { field: "toMs", detail: "from < to" });
  return { startMs: fromMs, endMs: toMs };
}

const chosenCameras = (db: ReadDb, cameraIds: readonly string[] | null): readonly string[] => cameraIds ?? listCameras(db).map((camera) => camera.cameraId);

/** Coverage of one lane; stretches that would lie on the same pixel are drawn as one. */
function coverageColumns(db: ReadDb, cameraId: string, range: Range<TrueMs>, msPerPixel: number) {
  const startMs: number[] = [];
  const endMs: number[] = [];
  const uncertaintyMs: number[] = [];
  for (const stretch of listCoverage(db, cameraId, range.startMs, range.endMs)) {
    const last = endMs.length - 1;
    if (last >= 0 && stretch.startMs - endMs[last]! < msPerPixel) {
      endMs[last] = stretch.endMs;
      // The less sure of the two speaks for the whole, and unknown (−1) is the least sure.
      const isKnown = uncertaintyMs[last]! >= 0 && stretch.uncertaintyMs !== null;
      uncertaintyMs[last] = isKnown ? Math.max(uncertaintyMs[last]!, stretch.uncertaintyMs) : -1;
    } else {
      startMs.push(stretch.startMs);
      endMs.push(stretch.endMs);
      uncertaintyMs.push(stretch.uncertaintyMs ?? -1);
    }
  }
  return { startMs: Float64Array.from(startMs), endMs: Float64Array.from(endMs), uncertaintyMs: Float64Array.from(uncertaintyMs) };
}

function gapColumns(db: ReadDb, cameraId: string, range: Range<TrueMs>, msPerPixel: number) {
  const gaps = listGaps(db, cameraId, range).filter((gap) => gap.cause !== "no-footage" && gap.endMs - gap.startMs >= msPerPixel);
  return {
    startMs: Float64Array.from(gaps, (gap) => gap.startMs),
    endMs: Float64Array.from(gaps, (gap) => gap.endMs),
    cause: Float64Array.from(gaps, (gap) => gapCauses.indexOf(gap.cause)),
  };
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
  };
}

export function timelineHandlers(context: EngineContext): SomeHandlers<"timeline.read" | "recordings.list" | "gaps.list" | "playback.read" | "frames.list"> {
  const { store } = context;
  return {
    "timeline.read": ({ cameraIds, fromMs, toMs, msPerPixel }) => {
      const range = requireRange(fromMs, toMs);
      return {
        lanes: chosenCameras(store.db, cameraIds).map((cameraId) => ({
          cameraId,
          coverage: coverageColumns(store.db, cameraId, range, msPerPixel),
          gaps: gapColumns(store.db, cameraId, range, msPerPixel),
        })),
      };
    },
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

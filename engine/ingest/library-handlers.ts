// Requests about what the library holds: itself, its cameras, its files.

import { cameraWgs84 } from "../../contract/camera-view.ts";
import type { ErrorParams } from "../../contract/errors.ts";
import type { Camera, FootageFile, TimeCandidate } from "../../contract/model.ts";
import { isProblemCode, PROBLEM_WEIGHTS, problemWeights, type ProblemWeight } from "../../contract/problems.ts";
import { asCameraMs, asTrueMs, cameraFromTrue, clockErrorMs, correctionUncertaintyMs, driftPpm } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { isWebPlayable } from "../media/containers.ts";
import { listCameras, type CameraRow } from "../store/cameras.ts";
import { epochForTrue } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { countFilesByCamera, countLibrary, findDerived, findFile, exactBytes, listFiles, listProblems, requireFile, type CameraFileCounts, type FileRow, type ProblemRow } from "../store/files.ts";
import { findFileIds } from "../store/find-files.ts";
import { listFileIdsBelow, listRoots } from "../store/roots.ts";
import { filesBehind } from "../timeline/files-behind.ts";
import { countProblemFiles, listProblemFileIds } from "../store/problems.ts";
import { coverageExtent, coveredMs, listFileRecordings } from "../store/recordings.ts";
import { SCHEMA_VERSION } from "../store/schema.ts";
import { parseCameraList } from "./camera-list.ts";

const codesOf = (wanted: ProblemWeight): string[] => Object.entries(PROBLEM_WEIGHTS).filter(([, weight]) => weight === wanted).map(([code]) => code);
const QUIET_CODES = codesOf("notice");

/** How the camera's clock stands where its footage ends; without footage, at its last reading in true time. */
function clockSummary(db: ReadDb, cameraId: string, endMs: number | null): Camera["clock"] {
  const last = epochForTrue(db, cameraId, endMs ?? Number.MAX_SAFE_INTEGER);
  if (last === null) return { state: "uncorrected", errorMs: null, uncertaintyMs: null, driftPpm: null };
  const at = endMs === null ? last.readings.at(-1)!.cameraMs : cameraFromTrue(last.correction, asTrueMs(endMs));
  return {
    state: last.readings.length > 1 ? "drift" : "offset",
    errorMs: clockErrorMs(last.correction, asCameraMs(at)),
    uncertaintyMs: correctionUncertaintyMs(last.correction, asCameraMs(at)),
    driftPpm: driftPpm(last.correction),
  };
}

function cameraFacts(db: ReadDb, row: CameraRow, counts: CameraFileCounts | undefined): Camera {
  const coverage = coverageExtent(db, row.cameraId);
  return {
    ...row,
    wgs84: cameraWgs84(row),
    clock: clockSummary(db, row.cameraId, coverage?.endMs ?? null),
    fileCount: counts?.fileCount ?? 0, problemCount: counts?.problemCount ?? 0,
    coverage, coveredMs: coveredMs(db, row.cameraId),
  };
}

function fileFacts(db: ReadDb, row: FileRow, problems: readonly ProblemRow[]): FootageFile {
  const recordings = listFileRecordings(db, row.fileId);
  return {
    fileId: row.fileId, path: row.path, pathBytes: exactBytes(row.path, row.pathBytes),
    sizeBytes: row.sizeBytes, mtimeMs: row.mtimeMs, sha256: row.sha256, state: row.state,
    container: row.container, videoCodec: row.videoCodec, audioCodec: row.audioCodec,
    widthPx: row.widthPx, heightPx: row.heightPx, frameCount: row.frameCount, framesPerSecond: row.framesPerSecond,
    cameraId: row.cameraId, duplicateOf: row.duplicateOf,
    startMs: recordings[0]?.startMs ?? null,
    endMs: recordings.reduce<FootageFile["endMs"]>((latest, r) => (latest === null || r.endMs > latest ? r.endMs : latest), null),
    durationMs: row.durationMs,
    playback: row.state !== "indexed" || row.videoCodec === null ? "none" : isWebPlayable(row.container, row.videoCodec, row.timeBase) ? "direct" : "copy",
    time: { source: row.timeSource, basis: row.timeBasis, confidence: row.timeConfidence, candidates: JSON.parse(row.candidates) as TimeCandidate[] },
    problems: problems.map((problem) => ({ code: problem.code, params: JSON.parse(problem.params) as ErrorParams, message: null })),
  };
}

/** All files with their problems, by path; the exact bytes of each path beside it. */
function readFiles(db: ReadDb, filter: { readonly problemsOnly: boolean; readonly cameraId: string | null }): { readonly file: FootageFile; readonly pathBytes: Buffer }[] {
  const problemsByFile = Map.groupBy(listProblems(db, null), (problem) => problem.fileId);
  return listFiles(db, filter).map((row) => ({ file: fileFacts(db, row, problemsByFile.get(row.fileId) ?? []), pathBytes: row.pathBytes }));
}

/** How far the playable copy of a file is. That one failed is told by its job. */
function proxyStateOf({ store, jobs }: EngineContext, fileId: number): "none" | "making" | "ready" {
  return findDerived(store.db, fileId, "proxy") !== null ? "ready" : jobs.findRunning("proxy", fileId) !== null ? "making" : "none";
}

export function libraryHandlers(context: EngineContext): SomeHandlers<"library.read" | "actor.set" | "cameras.list" | "cameras.import" | "cameras.update" | "cameras.place" | "files.list" | "files.find" | "files.rows" | "files.problems" | "jobs.list" | "jobs.cancel"> {
  const { store, jobs } = context;
  return {
    "library.read": () => ({
      path: store.libraryPath, timezone: store.timezone, version: SCHEMA_VERSION, writable: store.isWritable, readOnlyBecause: store.readOnlyBecause,
      ...countLibrary(store.db),
      coverage: coverageExtent(store.db, null), actor: context.currentActor(), exportsPath: context.paths.exports,
    }),
    "actor.set": async (actor) => {
      if (store.isWritable) await context.writeAsSystem("settings.setActor", actor);
      context.setActor(actor);
      context.changed("actor");
      return {};
    },
    "cameras.list": () => {
      const counts = countFilesByCamera(store.db);
      // A camera that indexing made up and whose files were all given to others is nothing to show.
      return listCameras(store.db).filter((row) => !row.provisional || counts.has(row.cameraId)).map((row) => cameraFacts(store.db, row, counts.get(row.cameraId)));
    },
    "cameras.import": async ({ text, format }) => {
      const { cameras, problems } = parseCameraList(text, format);
      const { added, updated } = await context.write("cameras.import", { cameras });
      context.changed("cameras", "custody");
      return { added, updated, problems: [...problems] };
    },
    "cameras.update": async (input) => {
      await context.write("cameras.update", input);
      context.changed("cameras", "custody");
      return {};
    },
    "cameras.place": async (input) => {
      await context.write("cameras.place", input);
      context.changed("cameras", "custody");
      return {};
    },
    "files.list": (filter) => readFiles(store.db, filter).map(({ file, pathBytes }) => ({ ...file, isOffline: context.roots.isOffline(pathBytes) })),
    "files.find": (filter) => {
      const { cameraId, behind, problem, isOffline } = filter;
      const codes = problem === null || problem === "any" ? null : codesOf(problem);
      let fileIds = behind !== null && cameraId !== null ? filesBehind(store.db, cameraId, { startMs: behind.fromMs, endMs: behind.toMs }, QUIET_CODES) : findFileIds(store.db, filter, codes);
      if (isOffline) {
        const away = new Set(listRoots(store.db).filter(({ rootId }) => context.roots.offlineMs(rootId) !== null).flatMap(({ pathBytes }) => listFileIdsBelow(store.db, pathBytes)));
        fileIds = fileIds.filter((fileId) => away.has(fileId));
      }
      return { fileIds: Float64Array.from(fileIds) };
    },
    "files.rows": ({ fileIds }) => fileIds.flatMap((fileId) => {
      const row = findFile(store.db, fileId);
      return row === null ? [] : [{ ...fileFacts(store.db, row, listProblems(store.db, fileId)), isOffline: context.roots.isOffline(row.pathBytes), proxy: proxyStateOf(context, fileId) }];
    }),
    "files.problems": ({ cameraId, behind, ...part }) => {
      if (behind !== null && cameraId !== null) {
        const found = filesBehind(store.db, cameraId, { startMs: behind.fromMs, endMs: behind.toMs }, QUIET_CODES)
          .map((fileId) => fileFacts(store.db, requireFile(store.db, fileId), listProblems(store.db, fileId)));
        const weightOf = (file: FootageFile): ProblemWeight => problemWeights.find((weight) => file.problems.some(({ code }) => isProblemCode(code) && PROBLEM_WEIGHTS[code] === weight)) ?? "doubtful";
        const counts = Object.fromEntries(problemWeights.map((weight) => [weight, found.filter((file) => weightOf(file) === weight).length])) as Record<ProblemWeight, number>;
        const shown = found.filter((file) => part.weight === null || weightOf(file) === part.weight);
        return { counts, files: shown.slice(part.offset, part.offset + part.limit) };
      }
      const fileIds = part.limit === 0 ? [] : listProblemFileIds(store.db, cameraId, part);
      return {
        counts: countProblemFiles(store.db, cameraId),
        files: fileIds.map((fileId) => fileFacts(store.db, requireFile(store.db, fileId), listProblems(store.db, fileId))),
      };
    },
    "jobs.list": ({ kinds }) => jobs.list().filter((job) => kinds === null || kinds.includes(job.kind)),
    "jobs.cancel": ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
  };
}

// Goes through the library's files and makes the packs of stored frames that are missing: one file at a time, while no other job
// runs, in a process that gives way to all others. Stopped at any moment it goes on where it was: what is made is in the library.

import { existsSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { AppError, type ErrorCode } from "../../contract/errors.ts";
import type { EngineEvent } from "../../contract/events.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { PreviewResult } from "../../contract/previews.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { findFile, readFrameIndex, type FileRow } from "../store/files.ts";
import { countPreviews, listPreviewStates } from "../store/previews.ts";
import { readPreviewSettings } from "../store/settings.ts";
import { ffmpegVersion } from "./ffmpeg.ts";
import { makePreview, type MadePreview } from "./make-preview.ts";
import { packName } from "./preview-files.ts";
import { withReadablePath } from "./readable-path.ts";

const LOOK_AHEAD_FILES = 500;
/** How often it looks whether other work has ended. */
const WAIT_MS = 500;
/** After an index, and after the start: what somebody does then comes first. */
const BEGIN_AFTER_MS = 2_000;

/** What a file may do to its own pack; all else ends the job. */
const OF_THE_FILE: ReadonlySet<ErrorCode> = new Set(["ffmpeg-failed", "file-unreadable", "frame-unreadable"]);

/** Files that still want a pack, in the order in which they came into the library. */
function* filesWithout({ store }: EngineContext): Generator<number> {
  for (let afterId = 0; ;) {
    const looked = listPreviewStates(store.db, afterId, LOOK_AHEAD_FILES);
    for (const { fileId, wantsPreview } of looked) if (wantsPreview === 1) yield fileId;
    if (looked.length < LOOK_AHEAD_FILES) return;
    afterId = looked.at(-1)!.fileId;
  }
}

/** Null: the file gives no stored frame. */
async function makePack(context: EngineContext, file: FileRow, everyMs: number, signal: AbortSignal): Promise<MadePreview | null> {
  const frameIndex = readFrameIndex(context.store.db, file.fileId);
  const { timeBase, firstPts, durationMs, frameCount } = file;
  if (frameIndex === null || timeBase === null || firstPts === null || durationMs === null || frameCount === null) return null;
  const outputPath = join(context.paths.previews, packName(file.fileId));
  await mkdir(dirname(outputPath), { recursive: true });
  try {
    return await withReadablePath(file.pathBytes, (path) => makePreview({ path, outputPath, container: file.container, timeBase, firstPts, frameIndex, frameCount, durationMs, everyMs, signal }));
  } catch (error) {
    if (error instanceof AppError && OF_THE_FILE.has(error.code)) return null;
    throw error;
  }
}

/** Whether it is still the file that was indexed; one that is not there now is asked for again another time. */
async function isThere(file: FileRow): Promise<boolean> {
  const now = await stat(file.pathBytes).catch(() => null);
  return now !== null && now.size === file.sizeBytes && now.mtimeMs === file.mtimeMs;
}

async function makeMissing(context: EngineContext, handle: JobHandle, everyMs: number): Promise<PreviewResult> {
  const { limitBytes } = readPreviewSettings(context.store.db);
  const counts = countPreviews(context.store.db);
  const result = { made: 0, failed: 0, left: 0, bytes: counts.bytes };
  let filesDone = 0;
  handle.report({ ...NO_PROGRESS, step: "storing", filesTotal: Math.max(0, counts.fileCount - counts.madeCount) });
  for (const fileId of filesWithout(context)) {
    while (context.jobs.isBusyBeside("preview")) await rest(WAIT_MS, null, { signal: handle.signal });
    if (result.bytes >= limitBytes) {
      result.left++;
      continue;
    }
    const file = findFile(context.store.db, fileId);
    if (file === null || !(await isThere(file))) continue;
    handle.report({ filesDone: ++filesDone, item: splitPath(file.path).name });
    const made = await makePack(context, file, everyMs, handle.signal);
    result[made === null ? "failed" : "made"]++;
    result.bytes += made?.sizeBytes ?? 0;
    await context.writeAsSystem("files.setDerived", {
      fileId, kind: "preview", name: made === null ? "" : packName(fileId), sizeBytes: made?.sizeBytes ?? 0, sourceSizeBytes: file.sizeBytes, sourceMtimeMs: file.mtimeMs,
      command: made?.command ?? "", tool: made?.tool ?? await ffmpegVersion(),
    });
    context.changed("previews");
  }
  return result;
}

/** Starts making what is missing, or answers the job that does. Null: nothing is missing, or none are wanted. @throws AppError library-busy, library-read-only */
export async function startPreviews(context: EngineContext, wantedEveryMs: number | null): Promise<number | null> {
  const { db } = context.store;
  context.store.requireWritable();
  const running = context.jobs.findRunning("preview", null);
  if (running !== null) return running.jobId;
  const everyMs = wantedEveryMs ?? readPreviewSettings(db).everyMs;
  if (everyMs === null || filesWithout(context).next().done === true) return null;
  return context.jobs.start("preview", null, (handle) => makeMissing(context, handle, everyMs));
}

/** Takes all packs away. @throws AppError job-running while they are being made; library-busy */
export async function removePreviews(context: EngineContext): Promise<{ readonly files: number; readonly bytes: number }> {
  const running = context.jobs.findRunning("preview", null);
  if (running !== null) {
    context.jobs.cancel(running.jobId);
    await context.jobs.wait(running.jobId);
  }
  const forgotten = await context.writeAsSystem("previews.forget", undefined);
  if (existsSync(context.paths.previews)) await rm(context.paths.previews, { recursive: true, force: true });
  context.changed("previews");
  return forgotten;
}

/** How often it looks whether a watched folder has brought something. */
const LOOK_EVERY_MS = 30_000;

/** From now on: makes what is missing soon, after every index, and of what watched folders bring. A person who cancels has peace until then. */
export function keepPreviews(context: EngineContext, listen: (listener: (event: EngineEvent) => void) => void): void {
  if (!context.store.isWritable) return;
  let hasNews = false;
  const soon = (): void => {
    setTimeout(() => {
      startPreviews(context, null).catch((error: unknown) => console.error("stored frames could not be begun:", error));
    }, BEGIN_AFTER_MS).unref();
  };
  listen((event) => {
    if (event.type === "jobs.changed" && event.job.kind === "index" && event.job.state === "done") soon();
    if (event.type === "library.changed" && event.topics.includes("recordings")) hasNews = true;
  });
  setInterval(() => {
    if (!hasNews || context.jobs.isBusyBeside("preview")) return;
    hasNews = false;
    soon();
  }, LOOK_EVERY_MS).unref();
  soon();
}

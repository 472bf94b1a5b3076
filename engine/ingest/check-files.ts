// The pass that decodes: files that look whole from outside and are not. Costs as much as playing everything once, so it is
// made on request, and never twice for the same bytes.

import { availableParallelism } from "node:os";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { checkFile, type CheckResult } from "../media/check-file.ts";
import { ffmpegVersion } from "../media/ffmpeg.ts";
import { withReadablePath } from "../media/readable-path.ts";
import { isChecked, wholePieces } from "../store/checks.ts";
import { findFile, readFrameIndex, stampOf, type FileRow } from "../store/files.ts";
import { inOrder } from "./in-order.ts";

/** Decodes those of the given files that give footage and were not checked as they are. @throws AppError cancelled, ffmpeg-missing */
export async function checkFiles(context: EngineContext, handle: JobHandle, fileIds: readonly number[]): Promise<void> {
  const { db } = context.store;
  const wanted = fileIds.filter((fileId) => stampOf(db, fileId)?.state === "indexed" && stampOf(db, fileId)?.isDuplicate === false && !isChecked(db, fileId));
  let footageMsDone = 0;
  let filesDone = 0;
  const footageMsTotal = wanted.reduce((sum, fileId) => sum + (stampOf(db, fileId)?.durationMs ?? 0), 0);
  handle.report({ ...NO_PROGRESS, step: "checking", filesTotal: wanted.length, footageMsTotal });
  const tool = await ffmpegVersion();
  const checkOne = async (fileId: number): Promise<{ readonly file: FileRow; readonly found: CheckResult | null }> => {
    const file = findFile(db, fileId)!;
    let toldMs = 0;
    const found = await checkRow(context, file, handle.signal, (footageMs) => {
      toldMs += footageMs;
      handle.report({ footageMsDone: footageMsDone + toldMs });
    });
    footageMsDone += file.durationMs ?? 0;
    return { file, found };
  };
  for await (const { file, found } of inOrder(wanted, availableParallelism(), checkOne)) {
    const { fileId, sizeBytes, mtimeMs } = file;
    handle.report({ filesDone: ++filesDone, footageMsDone, item: splitPath(file.path).name });
    if (found === null) continue;
    if (found.damaged.length > 0) handle.countProblems(1);
    await context.writeAsSystem("checks.set", { fileId, sizeBytes, mtimeMs, tool, ...found });
    if (found.damaged.length > 0) context.changed("files", "recordings", "cameras");
  }
}

/** Null: it could not be decoded at all, and has a problem that says so. */
async function checkRow(context: EngineContext, file: FileRow, signal: AbortSignal, onProgress: (footageMs: number) => void): Promise<CheckResult | null> {
  const { db } = context.store;
  const frameIndex = readFrameIndex(db, file.fileId);
  const { timeBase, firstPts } = file;
  if (frameIndex === null || timeBase === null || firstPts === null) return null;
  try {
    return await withReadablePath(file.pathBytes, (path) => checkFile({
      path, container: file.container, videoCodec: file.videoCodec, timeBase, firstPts, frameIndex, pieces: wholePieces(db, file.fileId), signal, onProgress,
    }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "ffmpeg-failed") throw error;
    // Packets that no decoder takes are pictures that nobody sees: all of it is damaged.
    return { damaged: wholePieces(db, file.fileId), framesExpected: file.frameCount ?? 0, framesSound: 0 };
  }
}

// Requests for pictures: a frame as a JPEG, a proxy that a window can play, and which file a footage:// address means.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { NO_PROGRESS } from "../../contract/jobs.ts";
import { asCameraMs, asMediaMs, asTrueMs, mediaFromTrue, trueFromMedia, type MediaMs, type TrueMs } from "../../contract/time.ts";
import type { Recording } from "../../contract/model.ts";
import type { MediaKind, ResolvedMedia } from "../../contract/transport.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { requireCamera } from "../store/cameras.ts";
import { findDerived, readFrameIndex, requireFile, type FileRow } from "../store/files.ts";
import { listRecordings } from "../store/recordings.ts";
import { CONTAINER_READING, isContainer } from "./containers.ts";
import { extractFrame } from "./frame.ts";
import type { IndexedFrame } from "./frame-index.ts";
import { posterPath } from "./poster.ts";
import { makeProxy, type MadeProxy } from "./proxy.ts";
import { withReadablePath } from "./readable-path.ts";

/** The recording that a camera shows at a true time. @throws AppError no-footage-there */
function recordingAt(context: EngineContext, cameraId: string, atMs: TrueMs): Recording {
  requireCamera(context.store.db, cameraId);
  const recording = listRecordings(context.store.db, cameraId, atMs, atMs + 1).find((r) => r.startMs <= atMs && atMs < r.endMs);
  if (recording === undefined) throw new AppError("no-footage-there", { cameraId });
  return recording;
}

/** The original as it lies on disk. @throws AppError source-offline where its disk is not there, original-changed */
export function requireOriginal(file: FileRow): FileRow {
  if (!existsSync(file.pathBytes)) throw new AppError("source-offline", { path: file.path });
  return file;
}

/** One frame of an indexed file. @throws AppError source-offline, frame-unreadable, cancelled */
export async function frameOfFile(context: EngineContext, fileId: number, mediaMs: MediaMs, maxWidthPx: number | null, signal: AbortSignal): Promise<IndexedFrame & { readonly jpeg: Uint8Array<ArrayBuffer> }> {
  const file = requireOriginal(requireFile(context.store.db, fileId));
  return withReadablePath(file.pathBytes, (path) => extractFrame({
    path, container: file.container, timeBase: file.timeBase, frameIndex: readFrameIndex(context.store.db, fileId), mediaMs, maxWidthPx, signal,
  }));
}

/** Where a file's proxy lies, whether it is there or not. */
export function proxyPath(context: EngineContext, fileId: number): string {
  return join(context.paths.proxies, `${fileId}.mp4`);
}

async function makeProxyOf(context: EngineContext, fileId: number, handle: JobHandle): Promise<MadeProxy> {
  const { store } = context;
  const file = requireOriginal(requireFile(store.db, fileId));
  await mkdir(context.paths.proxies, { recursive: true });
  handle.report({ ...NO_PROGRESS, step: "transcoding", footageMsTotal: file.durationMs, item: file.path.split(/[\\/]/).at(-1) ?? null });
  const made = await withReadablePath(file.pathBytes, (inputPath) => makeProxy({
    inputPath, outputPath: proxyPath(context, fileId), container: file.container, videoCodec: file.videoCodec, audioCodec: file.audioCodec, timeBase: file.timeBase,
    frameIndex: readFrameIndex(store.db, fileId), durationMs: file.durationMs ?? 0, signal: handle.signal,
    onProgress: (footageMsDone) => handle.report({ footageMsDone }),
  }));
  await context.writeAsSystem("files.setDerived", {
    fileId, kind: "proxy", name: `${fileId}.mp4`, sizeBytes: made.sizeBytes, sourceSizeBytes: file.sizeBytes, sourceMtimeMs: file.mtimeMs,
    command: made.command, tool: made.tool,
  });
  context.changed("files");
  return made;
}

/** Starts the proxy of a file, or answers the job that makes it; null where it is ready. */
export async function requestProxy(context: EngineContext, fileId: number): Promise<number | null> {
  requireOriginal(requireFile(context.store.db, fileId));
  if (readyProxyPath(context, fileId) !== null) return null;
  if (!context.store.isWritable) throw new AppError("library-busy", { path: context.paths.library });
  const running = context.jobs.findRunning("proxy", fileId);
  return running?.jobId ?? context.jobs.start("proxy", fileId, (handle) => makeProxyOf(context, fileId, handle));
}

function readyProxyPath(context: EngineContext, fileId: number): string | null {
  const path = findDerived(context.store.db, fileId, "proxy") === null ? null : proxyPath(context, fileId);
  return path !== null && existsSync(path) ? path : null;
}

/** Which file a footage:// address means. @throws AppError file-unknown, source-offline */
export async function resolveMedia(context: EngineContext, kind: MediaKind, id: number): Promise<ResolvedMedia> {
  if (kind === "file") {
    const file = requireOriginal(requireFile(context.store.db, id));
    return { pathBase64: file.pathBytes.toString("base64"), mimeType: isContainer(file.container) ? CONTAINER_READING[file.container].mimeType : "application/octet-stream" };
  }
  const path = kind === "proxy" ? readyProxyPath(context, id) : await posterPath(context, id);
  if (path === null) throw new AppError("file-unknown", { fileId: id });
  return { pathBase64: Buffer.from(path).toString("base64"), mimeType: kind === "proxy" ? "video/mp4" : "image/jpeg" };
}

export function mediaHandlers(context: EngineContext): SomeHandlers<"frame.extract" | "proxy.request"> {
  return {
    "frame.extract": async ({ cameraId, atMs, maxWidthPx }, signal) => {
      const recording = recordingAt(context, cameraId, atMs);
      const frame = await frameOfFile(context, recording.fileId, asMediaMs(mediaFromTrue(recording, atMs)), maxWidthPx, signal);
      const { timeBase } = requireFile(context.store.db, recording.fileId);
      return {
        fileId: recording.fileId, pts: frame.pts, timeBase: timeBase ?? "1/1000", mediaMs: frame.mediaMs,
        trueMs: asTrueMs(Math.round(trueFromMedia(recording, frame.mediaMs))),
        cameraMs: asCameraMs(Math.round(recording.cameraStartMs + (frame.mediaMs - recording.mediaStartMs))),
        uncertaintyMs: recording.uncertaintyMs, jpeg: frame.jpeg,
      };
    },
    "proxy.request": async ({ fileId }) => ({ jobId: await requestProxy(context, fileId) }),
  };
}

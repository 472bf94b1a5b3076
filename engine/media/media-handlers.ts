// Requests for pictures: a frame as a JPEG, and which file a footage:// address means. Playable copies are proxy-handlers.ts.

import { AppError } from "../../contract/errors.ts";
import { asCameraMs, asMediaMs, asTrueMs, mediaFromTrue, trueFromMedia, type MediaMs, type TrueMs } from "../../contract/time.ts";
import type { Recording } from "../../contract/model.ts";
import type { MediaKind, ResolvedMedia } from "../../contract/transport.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import { listRecordings } from "../store/recordings.ts";
import { CONTAINER_READING, isContainer } from "./containers.ts";
import { extractFrame } from "./frame.ts";
import type { IndexedFrame } from "./frame-index.ts";
import { resolvePlan } from "../map/plan-handlers.ts";
import { posterPath } from "./poster.ts";
import { readyProxyPath, requireOriginal } from "./proxy-jobs.ts";
import { stretchAt, touchProxy } from "./proxy-shelf.ts";
import { withReadablePath } from "./readable-path.ts";

/** The recording that a camera shows at a true time, that of `fileId` where it has several; null where it has none. @throws AppError camera-unknown */
export function findRecordingAt(context: EngineContext, cameraId: string, atMs: TrueMs, fileId: number | null = null): Recording | null {
  requireCamera(context.store.db, cameraId);
  const there = listRecordings(context.store.db, cameraId, atMs, atMs + 1).filter((r) => r.startMs <= atMs && atMs < r.endMs);
  return there.find((r) => r.fileId === fileId) ?? there[0] ?? null;
}

/** As above. @throws AppError no-footage-there */
export function recordingAt(context: EngineContext, cameraId: string, atMs: TrueMs, fileId: number | null = null): Recording {
  const recording = findRecordingAt(context, cameraId, atMs, fileId);
  if (recording === null) throw new AppError("no-footage-there", { cameraId });
  return recording;
}

/** One frame of an indexed file. @throws AppError source-offline, frame-unreadable, cancelled */
export async function frameOfFile(context: EngineContext, fileId: number, mediaMs: MediaMs, maxWidthPx: number | null, signal: AbortSignal): Promise<IndexedFrame & { readonly jpeg: Uint8Array<ArrayBuffer> }> {
  const file = requireOriginal(requireFile(context.store.db, fileId));
  return withReadablePath(file.pathBytes, (path) => extractFrame({
    path, container: file.container, timeBase: file.timeBase, frameIndex: readFrameIndex(context.store.db, fileId), mediaMs, maxWidthPx, signal,
  }));
}

/** Which file a footage:// address means. @throws AppError file-unknown, source-offline */
export async function resolveMedia(context: EngineContext, kind: MediaKind, id: number): Promise<ResolvedMedia> {
  if (kind === "plan") return resolvePlan(context, id);
  if (kind === "file") {
    const file = requireOriginal(requireFile(context.store.db, id));
    return { pathBase64: file.pathBytes.toString("base64"), mimeType: isContainer(file.container) ? CONTAINER_READING[file.container].mimeType : "application/octet-stream" };
  }
  const path = kind === "poster" ? await posterPath(context, id) : kind === "stretch" ? stretchAt(context, id)?.path ?? null : readyProxyPath(context, id, kind === "small" ? "small" : "full");
  if (path === null) throw new AppError("file-unknown", { fileId: id });
  if (kind !== "poster") touchProxy(context.store, path);
  return { pathBase64: Buffer.from(path).toString("base64"), mimeType: kind === "poster" ? "image/jpeg" : "video/mp4" };
}

export function mediaHandlers(context: EngineContext): SomeHandlers<"frame.extract" | "frame.ofFile"> {
  return {
    "frame.ofFile": async ({ fileId, mediaMs, maxWidthPx }, signal) => ({ jpeg: (await frameOfFile(context, fileId, mediaMs, maxWidthPx, signal)).jpeg }),
    "frame.extract": async ({ cameraId, atMs, maxWidthPx, fileId }, signal) => {
      const recording = recordingAt(context, cameraId, atMs, fileId);
      const frame = await frameOfFile(context, recording.fileId, asMediaMs(mediaFromTrue(recording, atMs)), maxWidthPx, signal);
      const { timeBase } = requireFile(context.store.db, recording.fileId);
      return {
        fileId: recording.fileId, pts: frame.pts, timeBase: timeBase ?? "1/1000", mediaMs: frame.mediaMs,
        trueMs: asTrueMs(Math.round(trueFromMedia(recording, frame.mediaMs))),
        cameraMs: asCameraMs(Math.round(recording.cameraStartMs + (frame.mediaMs - recording.mediaStartMs))),
        uncertaintyMs: recording.uncertaintyMs, jpeg: frame.jpeg,
      };
    },
  };
}

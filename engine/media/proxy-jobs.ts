// The jobs that make playable copies, and where the copies lie: one of full size, one for small tiles. Which are to be made
// next is proxy-queue.ts; how long they stay, proxy-shelf.ts.

import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError, codeFromSystemError } from "../../contract/errors.ts";
import { NO_PROGRESS, type JobKind } from "../../contract/jobs.ts";
import { splitPath } from "../../contract/path-text.ts";
import type { EngineContext } from "../engine-context.ts";
import type { JobHandle } from "../jobs.ts";
import { findDerived, readFrameIndex, requireFile, type FileRow } from "../store/files.ts";
import { makeProxy, type MadeProxy } from "./proxy.ts";
import { touchProxy } from "./proxy-shelf.ts";
import { withReadablePath } from "./readable-path.ts";
import type { StretchedCopy } from "./stretched-copy.ts";

export type ProxySize = "full" | "small";

/** Height of the smaller copies: as much as a tile of sixteen has on a large screen. */
const SMALL_HEIGHT_PX = 360;

const DERIVED_KIND = { full: "proxy", small: "proxy-small" } as const satisfies Record<ProxySize, JobKind>;

export const proxyJobKind = (size: ProxySize): "proxy" | "proxy-small" => DERIVED_KIND[size];

/** File name of a copy in the library's proxies folder. */
export const proxyName = (fileId: number, size: ProxySize): string => (size === "small" ? `${fileId}.small.mp4` : `${fileId}.mp4`);

/** Where a file's proxy lies, whether it is there or not. */
export function proxyPath(context: EngineContext, fileId: number, size: ProxySize = "full"): string {
  return join(context.paths.proxies, proxyName(fileId, size));
}

/** Null where it is not there, or was made from an earlier state of the file. */
export function readyProxyPath(context: EngineContext, fileId: number, size: ProxySize): string | null {
  const path = findDerived(context.store.db, fileId, proxyJobKind(size)) === null ? null : proxyPath(context, fileId, size);
  return path !== null && existsSync(path) ? path : null;
}

/** Null where nothing can be reached. */
function sizeOnDisk(pathBytes: Buffer): number | null {
  try {
    return statSync(pathBytes).size;
  } catch {
    return null;
  }
}

/**
 * The original as it lies on disk. One of another length is not what was indexed (cut short, replaced under its name): what it shows must
 * not stand at the times of the one that was. Dates are not asked: they change by moving between disks.
 * @throws AppError source-offline where its disk is not there, original-changed
 */
export function requireOriginal(file: FileRow): FileRow {
  const sizeBytes = sizeOnDisk(file.pathBytes);
  if (sizeBytes === null) throw new AppError("source-offline", { path: file.path });
  if (sizeBytes !== file.sizeBytes) throw new AppError("original-changed", { path: file.path });
  return file;
}

/** How a copy is to be made: at once where a person asks for it, else in its turn, in stretches where there is `stretched`. */
export interface ProxyMaking {
  readonly isBackground: boolean;
  readonly stretched: StretchedCopy | null;
  /** Waits for its turn; answers what ends it. */
  readonly enter: (signal: AbortSignal) => Promise<() => void>;
}

const AT_ONCE: ProxyMaking = { isBackground: false, stretched: null, enter: () => Promise.resolve(() => undefined) };

/** What really was in the way: the original is gone or another one, this disk is full. */
function causeOf(file: FileRow, error: unknown): unknown {
  const code = codeFromSystemError(error);
  if (code !== null) return new AppError(code, { path: file.path }, { cause: error });
  if (error instanceof AppError && (error.code === "cancelled" || error.code === "disk-full")) return error;
  try {
    requireOriginal(file);
    return error;
  } catch (cause) {
    return cause;
  }
}

async function makeProxyOf(context: EngineContext, fileId: number, size: ProxySize, making: ProxyMaking, handle: JobHandle): Promise<MadeProxy> {
  const { store } = context;
  const file = requireOriginal(requireFile(store.db, fileId));
  const made = await makeFile(context, file, size, making, handle).catch((error: unknown) => {
    throw causeOf(file, error);
  });
  await context.writeAsSystem("files.setDerived", {
    fileId, kind: proxyJobKind(size), name: proxyName(fileId, size), sizeBytes: made.sizeBytes, sourceSizeBytes: file.sizeBytes, sourceMtimeMs: file.mtimeMs,
    command: made.command, tool: made.tool,
  });
  context.changed("files");
  return made;
}

async function makeFile(context: EngineContext, file: FileRow, size: ProxySize, making: ProxyMaking, handle: JobHandle): Promise<MadeProxy> {
  await mkdir(context.paths.proxies, { recursive: true });
  return withReadablePath(file.pathBytes, async (inputPath) => {
    const request = {
      inputPath, outputPath: proxyPath(context, file.fileId, size), container: file.container, videoCodec: file.videoCodec, audioCodec: file.audioCodec, timeBase: file.timeBase,
      frameIndex: readFrameIndex(context.store.db, file.fileId), durationMs: file.durationMs ?? 0, maxHeightPx: size === "small" ? SMALL_HEIGHT_PX : null, isBackground: making.isBackground, signal: handle.signal,
      onProgress: (footageMsDone: number) => handle.report({ footageMsDone }),
    };
    const joined = await making.stretched?.make({ ...request, file, kind: proxyJobKind(size) }, handle) ?? null;
    if (joined !== null) return joined;
    const leave = await making.enter(handle.signal);
    try {
      handle.report({ ...NO_PROGRESS, step: "transcoding", footageMsTotal: file.durationMs, item: splitPath(file.path).name });
      return await makeProxy(request);
    } finally {
      leave();
    }
  });
}

/** Starts making a copy and answers its job; the same where it is being made already. */
export async function startProxy(context: EngineContext, fileId: number, size: ProxySize, making: ProxyMaking = AT_ONCE): Promise<number> {
  const kind = proxyJobKind(size);
  const running = context.jobs.findRunning(kind, fileId);
  return running?.jobId ?? context.jobs.start(kind, fileId, (handle) => makeProxyOf(context, fileId, size, making, handle));
}

/** Starts the proxy of a file, or answers the job that makes it; null where it is ready. @throws AppError file-unknown, source-offline, library-busy, library-read-only */
export async function requestProxy(context: EngineContext, fileId: number): Promise<number | null> {
  requireOriginal(requireFile(context.store.db, fileId));
  const path = readyProxyPath(context, fileId, "full");
  if (path !== null) {
    touchProxy(context.store, path);
    return null;
  }
  context.store.requireWritable();
  return startProxy(context, fileId, "full");
}


// The still of a file that stands for it in lists and under the mouse: a derived picture in the library's posters folder.
// Made when somebody first asks for it: of a disk with a hundred thousand files few are ever looked at.

import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ErrorCode } from "../../contract/errors.ts";
import type { EngineContext } from "../engine-context.ts";
import { findDerived, readFrameIndex, requireFile } from "../store/files.ts";
import { ffmpegVersion } from "./ffmpeg.ts";
import { extractFrame } from "./frame.ts";
import { withReadablePath } from "./readable-path.ts";

const WIDTH_PX = 320;
/** A disk that does not answer must not hold the picture under the mouse for ever. */
const TIME_LIMIT_MS = 20_000;
/** A still is a help: where it cannot be had the lists do without. */
const NO_STILL: ReadonlySet<ErrorCode> = new Set(["frame-unreadable", "ffmpeg-failed", "cancelled"]);

const making = new Map<string, Promise<string | null>>();

/** Where the still of a file lies, made now if it has to be; null where the file gives none or the library cannot keep it. */
export function posterPath(context: EngineContext, fileId: number): Promise<string | null> {
  const derived = findDerived(context.store.db, fileId, "poster");
  const path = derived === null ? null : join(context.paths.posters, derived.name);
  if (path !== null && existsSync(path)) return Promise.resolve(path);
  // Moving the mouse asks again before the first answer.
  const key = `${context.paths.posters}/${fileId}`;
  const running = making.get(key) ?? makePoster(context, fileId).finally(() => making.delete(key));
  making.set(key, running);
  return running;
}

async function makePoster(context: EngineContext, fileId: number): Promise<string | null> {
  const { store, paths } = context;
  const file = requireFile(store.db, fileId);
  if (!store.isWritable || file.state === "failed") return null;
  try {
    const frame = await withReadablePath(file.pathBytes, (path) => extractFrame({
      path, container: file.container, timeBase: file.timeBase, frameIndex: readFrameIndex(store.db, fileId),
      // A little after the start: recorders often begin with a dark or torn picture.
      mediaMs: Math.min(2_000, (file.durationMs ?? 0) / 2), maxWidthPx: WIDTH_PX, quality: 4, signal: AbortSignal.timeout(TIME_LIMIT_MS),
    }));
    await mkdir(paths.posters, { recursive: true });
    const name = `${fileId}.jpg`;
    const partial = join(paths.posters, `${name}.partial`);
    await writeFile(partial, frame.jpeg);
    await rename(partial, join(paths.posters, name));
    await context.writeAsSystem("files.setDerived", {
      fileId, kind: "poster", name, sizeBytes: frame.jpeg.length, sourceSizeBytes: file.sizeBytes, sourceMtimeMs: file.mtimeMs,
      command: `frame ${frame.pts} at ${file.timeBase ?? ""}, width ${WIDTH_PX}`, tool: await ffmpegVersion(),
    });
    return join(paths.posters, name);
  } catch (error) {
    if (!(error instanceof AppError) || !NO_STILL.has(error.code)) throw error;
    if (error.code !== "cancelled") await context.writeAsSystem("files.addProblem", { fileId, code: "poster-failed", params: { detail: String(error.params["detail"] ?? "") } });
    return null;
  }
}

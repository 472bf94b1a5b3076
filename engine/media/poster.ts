// The still of a file that stands for it in lists and under the mouse: a derived picture in the library's posters folder.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import type { EngineContext } from "../engine-context.ts";
import { readFrameIndex, requireFile } from "../store/files.ts";
import { ffmpegVersion } from "./ffmpeg.ts";
import { extractFrame } from "./frame.ts";
import { withReadablePath } from "./readable-path.ts";

const WIDTH_PX = 320;

/** Makes the still of one file; where none can be made, the file gets a problem. @throws AppError cancelled */
export async function makePoster(context: EngineContext, fileId: number, signal: AbortSignal): Promise<void> {
  const { store, paths } = context;
  const file = requireFile(store.db, fileId);
  try {
    const frame = await withReadablePath(file.pathBytes, (path) => extractFrame({
      path, container: file.container, timeBase: file.timeBase, frameIndex: readFrameIndex(store.db, fileId),
      // A little after the start: recorders often begin with a dark or torn picture.
      mediaMs: Math.min(2_000, (file.durationMs ?? 0) / 2), maxWidthPx: WIDTH_PX, quality: 4, signal,
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
  } catch (error) {
    if (signal.aborted) throw new AppError("cancelled", {}, { cause: error });
    if (error instanceof AppError && (error.code === "frame-unreadable" || error.code === "ffmpeg-failed")) {
      return context.writeAsSystem("files.addProblem", { fileId, code: "poster-failed", params: { detail: String(error.params["detail"] ?? "") } });
    }
    throw error;
  }
}

// All of a file's frames for ffmpeg, where it would read the file itself wrongly: chunks in another wrapping, the recordings of
// a card without the bytes between them, files that were joined.

import { AppError } from "../../contract/errors.ts";
import { bytesOfParts, cardPartsOf } from "./card-track.ts";
import { chunkTrackOf, isChunkContainer, matroskaFromChunks } from "./chunk-track.ts";
import { joinedStream } from "./joined-stream.ts";
import { isJoined } from "./joined-time-base.ts";

/** Null where ffmpeg reads the file itself. @throws AppError file-unreadable where chunks hold no keyframe, cancelled */
export async function wholeStreamOf(path: string, container: string | null, timeBase: string | null, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
  if (container === "hikvision-sd") return bytesOfParts(path, await cardPartsOf(path, signal));
  if (isJoined(timeBase)) return joinedStream(path, container, signal);
  if (!isChunkContainer(container)) return null;
  const track = await chunkTrackOf(path, container, signal);
  if (track === null) throw new AppError("file-unreadable", { path, detail: "no keyframe" });
  return matroskaFromChunks({ path, container, track, fromKeyframe: track.keyframes[0]!, endFrameNo: Infinity });
}

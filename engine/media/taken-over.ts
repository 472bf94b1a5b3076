// Whether the pictures of a copy may be those of the original, bit for bit: H.264 as every window decodes it. What is more than eight bits deep, or
// has more colour than 4:2:0, plays in some windows and not in others: of that a copy is encoded.

import { isChunkContainer } from "./chunk-track.ts";
import { demuxerFor } from "./containers.ts";
import { runFfprobe } from "./ffmpeg.ts";
import { isJoined } from "./joined-time-base.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { pictureMap } from "./picture-map.ts";

export interface CopiedPictures {
  readonly inputPath: string;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly timeBase: string | null;
  /** A lower picture is wanted; null keeps the size. */
  readonly maxHeightPx?: number | null;
  readonly signal: AbortSignal;
}

/** Not known to ffprobe where it names none: it is tried. */
const PLAYED: ReadonlySet<string> = new Set(["yuv420p", "yuvj420p", "unknown", "N/A", ""]);
const TIME_LIMIT_MS = 120_000;
const known = new KnownOfFiles<boolean>(64);

async function askFfprobe({ inputPath, container, timeBase, signal }: CopiedPictures): Promise<boolean> {
  const stream = (await pictureMap(inputPath, container, timeBase, signal)).replace(/^0:/, "");
  const { output } = await runFfprobe({
    inputPath, demuxer: demuxerFor(container), signal, timeLimitMs: TIME_LIMIT_MS, args: ["-select_streams", stream, "-show_entries", "stream=pix_fmt", "-of", "csv=p=0"],
  });
  return PLAYED.has((output.trim().split("\n")[0] ?? "").replace(/,.*$/, "").trim());
}

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled; what the system says where the file is gone */
export async function isTakenOver(pictures: CopiedPictures): Promise<boolean> {
  const { inputPath, container, videoCodec, timeBase, maxHeightPx = null, signal } = pictures;
  // A copy has one description of its pictures, which parts that were joined may not share.
  if (videoCodec !== "h264" || maxHeightPx !== null || isJoined(timeBase)) return false;
  // Recorders' own formats, which ffprobe does not read.
  if (isChunkContainer(container) || container === "hikvision-sd") return true;
  return known.of(inputPath, container, signal, () => askFfprobe(pictures));
}

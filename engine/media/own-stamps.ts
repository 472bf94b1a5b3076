// Whether ffmpeg gives every decoded frame the stamp that its packet carries. Programme streams stamp PES packets, and AVI stamps
// decoding only: there ffmpeg makes stamps up, and a frame found by its stamp would be another one.

import { PLACED_TIME_BASE } from "./clock-jumps.ts";
import { demuxerFor, isContainer, type Container } from "./containers.ts";
import { runFfprobe } from "./ffmpeg.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { isLaterPicture, laterTimeBase } from "./main-picture.ts";

const NEVER: ReadonlySet<Container> = new Set(["h264", "hevc"]);
const TIME_LIMIT_MS = 120_000;
const OUTPUT_MAX_BYTES = 256 * 1024 * 1024;

const known = new KnownOfFiles<boolean>(64);

/** True where pictures are shown in another order than the file holds them. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function isReordered(path: string, container: string | null, signal: AbortSignal): Promise<boolean> {
  const { output } = await runFfprobe({
    inputPath: path, demuxer: demuxerFor(container), signal, timeLimitMs: TIME_LIMIT_MS,
    args: ["-select_streams", "V:0", "-show_entries", "stream=has_b_frames", "-of", "csv=p=0"],
  });
  return output.trim().split("\n")[0] !== "0";
}

async function askFfprobe(path: string, container: Container, signal: AbortSignal): Promise<boolean> {
  if (container === "avi") return !(await isReordered(path, container, signal));
  const { output } = await runFfprobe({
    inputPath: path, demuxer: demuxerFor(container), signal, timeLimitMs: TIME_LIMIT_MS, outputMaxBytes: OUTPUT_MAX_BYTES,
    args: ["-select_streams", "V:0", "-show_entries", "packet=pts", "-of", "csv=p=0"],
  });
  const stamps = output.trim().split("\n").map((line) => line.replace(/,.*$/, "").trim());
  return new Set(stamps).size === stamps.length && !stamps.includes("N/A");
}

/** @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function hasOwnStamps(path: string, container: string | null, timeBase: string | null, signal: AbortSignal): Promise<boolean> {
  if (!isContainer(container)) return true;
  if (NEVER.has(container) || timeBase === PLACED_TIME_BASE || timeBase === laterTimeBase(PLACED_TIME_BASE)) return false;
  if (container !== "avi" && container !== "mpeg-ps" && container !== "hikvision-ps") return true;
  // What is asked of a file is asked of its first picture stream.
  if (isLaterPicture(timeBase)) return false;
  return known.of(path, container, signal, () => askFfprobe(path, container, signal));
}

// What other tools do with the same files, run as they are run: a process a file, as many at once as there are cores.

import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);
const FFPROBE = process.env["QUAYLINE_FFPROBE"] ?? "ffprobe";
const OUTPUT_MAX_BYTES = 256 * 1024 * 1024;

/** Calls `work` with each item, as many at once as there are cores. */
async function onAllCores<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    while (next < items.length) await work(items[next++]!);
  }));
}

/** What every script does: format and streams by one ffprobe a file. */
export function probeAll(paths: readonly string[]): Promise<void> {
  return onAllCores(paths, (path) => run(FFPROBE, ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-i", path]));
}

/**
 * What LosslessCut does when a file is opened (its src/renderer/src/ffmpeg.ts, readFileMeta and readFramesAroundTime, and
 * hooks/useKeyframes.ts): one ffprobe for format, streams and chapters as JSON, then another for the packets within ten seconds of
 * where the cursor stands, of which those with the flag K are its keyframes. It opens one file at a time; here all cores are used.
 */
export function probeAsLosslessCut(paths: readonly string[]): Promise<void> {
  return onAllCores(paths, async (path) => {
    const { stdout } = await run(FFPROBE, ["-hide_banner", "-of", "json", "-show_chapters", "-show_format", "-show_entries", "stream", "-i", path]);
    const { streams } = JSON.parse(stdout) as { streams: { index: number; codec_type: string }[] };
    const video = streams.find((stream) => stream.codec_type === "video")?.index ?? 0;
    const packets = await run(FFPROBE, ["-v", "error", "-read_intervals", "0%5", "-show_packets", "-select_streams", String(video), "-show_entries", "packet=pts_time,flags", "-of", "json", path], { maxBuffer: OUTPUT_MAX_BYTES });
    JSON.parse(packets.stdout);
  });
}

/** A hashing tool on all files, split among as many processes as there are cores. */
export async function hashAll(command: readonly [string, ...string[]], paths: readonly string[]): Promise<void> {
  const [program, ...options] = command;
  const shares = Array.from({ length: availableParallelism() }, (_, i) => paths.filter((_path, at) => at % availableParallelism() === i));
  await Promise.all(shares.filter((share) => share.length > 0).map((share) => run(program, [...options, ...share])));
}

// The footage among the streams of a file as ffprobe lists them, and what ffmpeg has to be told to take it: left to itself it takes the first.
// The rule is main-picture.ts.

import { z } from "zod";
import { demuxerFor } from "./containers.ts";
import { runFfprobe, type ByteRange } from "./ffmpeg.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { isLaterPicture, mainPicture } from "./main-picture.ts";

/** What ffprobe says of a stream, as far as it is asked here. */
interface ProbedStream {
  readonly index: number;
  readonly codec_type?: string | undefined;
  readonly disposition?: Readonly<Record<string, number>> | undefined;
}

/** A file that ffprobe is asked of. */
export interface ProbedFile {
  readonly inputPath: string;
  readonly demuxer: string | null;
  readonly range?: ByteRange | null;
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
}

/** What ffmpeg's `V` leaves out: covers, and the pictures of chapters. */
const isCover = ({ disposition }: ProbedStream): boolean => disposition?.["attached_pic"] === 1 || disposition?.["timed_thumbnails"] === 1;

/** Whether what ffprobe says is no more than one packet. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
async function hasOnePacket(run: ProbedFile, index: number): Promise<boolean> {
  const { output } = await runFfprobe({ ...run, args: ["-select_streams", String(index), "-read_intervals", "%+#2", "-show_entries", "packet=size", "-of", "csv=p=0"] });
  return output.split("\n").filter((line) => line.trim() !== "").length <= 1;
}

/** The footage among the streams that ffprobe lists, and whether it is what ffmpeg takes too. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function mainStream<Stream extends ProbedStream>(run: ProbedFile, streams: readonly Stream[]): Promise<{ readonly video: Stream | null; readonly isFirst: boolean }> {
  const pictures = streams.filter((stream) => stream.codec_type === "video" && !isCover(stream));
  const video = await mainPicture(pictures, ({ index }) => hasOnePacket(run, index));
  return { video, isFirst: video === pictures[0] };
}

const probeOutput = z.object({
  streams: z.array(z.object({ index: z.number(), codec_type: z.string().optional(), disposition: z.record(z.string(), z.number()).optional() })).default([]),
});
/** The first that is no cover. */
const FIRST = "0:V:0";
const TIME_LIMIT_MS = 120_000;
const known = new KnownOfFiles<string>(64);

async function askFfprobe(path: string, container: string | null, signal: AbortSignal): Promise<string> {
  const run: ProbedFile = { inputPath: path, demuxer: demuxerFor(container), signal, timeLimitMs: TIME_LIMIT_MS };
  const { output } = await runFfprobe({ ...run, args: ["-show_streams", "-of", "json"] });
  const { video } = await mainStream(run, probeOutput.parse(JSON.parse(output)).streams);
  return video === null ? FIRST : `0:${video.index}`;
}

/** What ffmpeg's `-map` is told to take a file's footage. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function pictureMap(path: string, container: string | null, timeBase: string | null, signal: AbortSignal): Promise<string> {
  if (!isLaterPicture(timeBase)) return FIRST;
  return known.of(path, container, signal, () => askFfprobe(path, container, signal));
}

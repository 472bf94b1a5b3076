// Decodes a stretch of a file to grey pictures at an even rate, all of the picture made small or a part of it as it is.
// Picture k is the one that was shown k / framesPerSecond after the beginning. Knows nothing of clocks.

import { AppError } from "../../contract/errors.ts";
import { demuxerFor } from "../media/containers.ts";
import { inputOptions, runFfmpeg } from "../media/ffmpeg.ts";
import { seekOptions } from "../media/frame.ts";
import { pictureMap } from "../media/picture-map.ts";
import { hasOwnStamps } from "../media/own-stamps.ts";
import { wholeStreamOf } from "../media/whole-stream.ts";

/** In pixels of the picture as it is shown. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Takes one picture after another: a byte a pixel, row by row. The bytes are used again for the next one. */
export type TakeFrame = (pixels: Uint8Array, index: number) => void;

export interface GrayRequest {
  readonly path: string;
  readonly container: string | null;
  readonly timeBase: string;
  readonly fromMediaMs: number;
  readonly lengthMs: number;
  readonly framesPerSecond: number;
  /** Size of the whole picture as shown, its pixels square; the decoder's own may be others. */
  readonly whole: { readonly widthPx: number; readonly heightPx: number };
  readonly part: PixelBox;
  /** Size of what comes out; the part's own, or less. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly signal: AbortSignal;
}

/** A slow office computer decoding a large picture; a hang is something else. */
const TIME_LIMIT_MS = 300_000;

/**
 * Hands over each picture as it comes, so that no more than one is held. Answers how many there were, at least one.
 * @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled
 */
export async function decodeGray(request: GrayRequest, take: TakeFrame): Promise<number> {
  const { path, container, timeBase, whole, part, widthPx, heightPx, framesPerSecond, signal } = request;
  const seconds = (ms: number): string => (ms / 1000).toFixed(3);
  const stream = await wholeStreamOf(path, container, timeBase, signal);
  // Where ffmpeg makes times up, or reads from a pipe, it begins at the beginning.
  const canSeek = stream === null && request.fromMediaMs > 0 && (await hasOwnStamps(path, container, timeBase, signal));
  const seek = canSeek ? seekOptions(container, request.fromMediaMs) : { before: [], after: request.fromMediaMs > 0 ? ["-ss", seconds(request.fromMediaMs)] : [] };
  const filters = [
    // By shares: recorders of analogue cameras keep pixels that are no squares, and ffmpeg counts those.
    `crop=round(iw*${part.width}/${whole.widthPx}):round(ih*${part.height}/${whole.heightPx}):round(iw*${part.x}/${whole.widthPx}):round(ih*${part.y}/${whole.heightPx})`,
    `scale=${widthPx}:${heightPx}:flags=area`,
    // Rounded up, a frame is shown from the first moment that is not before it.
    `fps=${framesPerSecond}:round=up`, "format=gray",
  ];
  const frame = new Uint8Array(widthPx * heightPx);
  let [count, filled] = [0, 0];
  const { messages } = await runFfmpeg({
    inputPath: path, inputStream: stream,
    inputOptions: [...inputOptions(stream === null ? demuxerFor(container) : null), "-an", ...seek.before],
    outputOptions: [...seek.after, "-t", seconds(request.lengthMs), "-map", await pictureMap(path, container, timeBase, signal), "-vf", filters.join(","), "-f", "rawvideo"],
    outputPath: null, signal, timeLimitMs: TIME_LIMIT_MS, isBackground: true,
    onOutput: (chunk) => {
      for (let from = 0; from < chunk.length;) {
        const part = chunk.subarray(from, from + frame.length - filled);
        frame.set(part, filled);
        from += part.length;
        filled += part.length;
        if (filled < frame.length) continue;
        take(frame, count++);
        filled = 0;
      }
    },
  });
  if (count === 0) throw new AppError("ffmpeg-failed", { detail: messages.trim().split("\n").at(-1) ?? "" });
  return count;
}

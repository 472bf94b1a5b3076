// Joins the parts of a playable copy to the whole one without touching their pictures; sound is made for all of it at once, because
// parts have none. The whole is checked frame by frame like one that was made in one piece.

import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EncodedPacketSink, FilePathSource, Input, MP4 as MP4_FORMAT } from "mediabunny";
import { AppError } from "../../contract/errors.ts";
import { demuxerFor } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { msPerStamp, stampRuns } from "./frame-index.ts";
import { audioOptions, hasUsableAudio, MP4 } from "./proxy-attempts.ts";
import { finishProxy, type MadeProxy, type ProxyRequest } from "./proxy.ts";
import { wholeStreamOf } from "./whole-stream.ts";

export interface JoinedPart {
  readonly name: string;
  /** Of the first frame that is in it. */
  readonly firstPts: number;
  readonly command: string;
}

/** Joining copies bytes; sound is decoded and encoded. */
const TIME_LIMIT_BASE_MS = 600_000;

/** Parts whose pictures need other parameters cannot stand in one track. */
async function parametersOf(path: string): Promise<string> {
  using input = new Input({ formats: [MP4_FORMAT], source: new FilePathSource(path, { handleUnhandledError: () => undefined }) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (track === null || !config?.description || (await new EncodedPacketSink(track).getFirstPacket({ metadataOnly: true })) === null) return "";
  const { description } = config;
  const bytes = ArrayBuffer.isView(description) ? Buffer.from(description.buffer, description.byteOffset, description.byteLength) : Buffer.from(description);
  return `${config.codedWidth}x${config.codedHeight} ${bytes.toString("base64")}`;
}

async function areAlike(folder: string, parts: readonly JoinedPart[]): Promise<boolean> {
  const first = await parametersOf(join(folder, parts[0]!.name));
  if (first === "") return false;
  for (const { name } of parts.slice(1)) if ((await parametersOf(join(folder, name))) !== first) return false;
  return true;
}

/**
 * ffmpeg's concat script. How long a part lasts is told, because its file knows only how long its last frame lasts by itself:
 * in whole microseconds from one first frame to the next, so that nothing adds up. Documentation of ffmpeg's formats, "concat".
 */
function scriptOf(parts: readonly JoinedPart[], unitMs: number): string {
  const atUs = (part: JoinedPart): number => Math.round((part.firstPts - parts[0]!.firstPts) * unitMs * 1000);
  const lines = parts.flatMap((part, i) => {
    const next = parts[i + 1];
    return [`file ${part.name}`, ...(next === undefined ? [] : [`duration ${((atUs(next) - atUs(part)) / 1e6).toFixed(6)}`])];
  });
  return ["ffconcat version 1.0", ...lines, ""].join("\n");
}

/**
 * Makes the whole copy of its parts, given in order and without a hole; nothing is left behind where it fails. Null where they do
 * not make a copy with every frame at its own time.
 * @throws AppError disk-full, ffmpeg-missing, cancelled
 */
export async function joinStretches(request: ProxyRequest, parts: readonly JoinedPart[]): Promise<MadeProxy | null> {
  const { container, audioCodec = null, timeBase, outputPath, maxHeightPx = null } = request;
  const folder = dirname(outputPath);
  const index = request.frameIndex === null ? null : stampRuns(request.frameIndex, Infinity);
  // Where no decoder shows the first frame, the whole would begin with another.
  if (timeBase === null || index === null || parts[0]?.firstPts !== index.firstPts || !(await areAlike(folder, parts))) return null;
  const unitMs = msPerStamp(timeBase);
  const script = `${outputPath}.script.partial`;
  const partial = `${outputPath}.partial`;
  const sounds = hasUsableAudio({ audioCodec, container }) && maxHeightPx === null ? [audioOptions((index.firstPts * unitMs) / 1000), ["-an"]] : [["-an"]];
  try {
    await writeFile(script, scriptOf(parts, unitMs));
    for (const sound of sounds) {
      const isSilent = sound[0] === "-an";
      // The original comes first: of chunks ffmpeg reads a pipe, and only its first input can be one.
      const inputs = isSilent
        ? { inputPath: script, inputOptions: inputOptions("concat") }
        : {
            inputPath: request.inputPath, inputStream: await wholeStreamOf(request.inputPath, container, timeBase, request.signal), inputOptions: [...inputOptions(demuxerFor(container)), "-vn", "-copyts"],
            beside: { path: script, options: inputOptions("concat") },
          };
      try {
        const { command } = await runFfmpeg({
          ...inputs, outputOptions: ["-map", isSilent ? "0:v:0" : "1:v:0", "-c:v", "copy", ...sound, ...MP4],
          outputPath: partial, signal: request.signal, isBackground: true, timeLimitMs: TIME_LIMIT_BASE_MS + request.durationMs,
        });
        const made = await finishProxy(request, partial, { command: `${parts[0].command} # one of ${parts.length} parts, joined by: ${command}`, tool: await ffmpegVersion(), isTranscoded: true });
        if (made !== null) return made;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "ffmpeg-failed") throw error;
      }
    }
    return null;
  } finally {
    await Promise.all([script, partial].map((path) => rm(path, { force: true })));
  }
}

// Makes a part of a playable copy: the frames of the original between two stamps, no others, each at its own time. Taken only where
// every frame that should be in it is. What is to be made when is stretch-plan.ts; joining the parts, join-stretches.ts.

import { rename, rm, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { chunkTrackOf, frameNoAt, isChunkContainer, keyframeBefore, matroskaFromChunks, type ChunkContainer } from "./chunk-track.ts";
import { demuxerFor } from "./containers.ts";
import { ffmpegVersion, inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { SEEKS_EXACTLY } from "./frame.ts";
import { msPerStamp, packStamps, stampRuns } from "./frame-index.ts";
import { isRawContainer, rawBytes, rawPicturesOf, rawRun, type RawContainer } from "./raw-pictures.ts";
import { pictureMap } from "./picture-map.ts";
import { encodingOf, MP4, placeExpression, scaleFilter, TIMESCALE } from "./proxy-attempts.ts";
import { compareTimes, FRAME_TOLERANCE_MS, mediaTimesOf } from "./proxy.ts";
import { requireStillReadable } from "./still-readable.ts";
import type { StampRange } from "./stretch-plan.ts";

export interface StretchRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly container: string | null;
  readonly timeBase: string;
  /** Of all frames of the original, ascending. */
  readonly stamps: Float64Array;
  readonly range: StampRange;
  /** Makes a lower picture; null keeps the size. */
  readonly maxHeightPx: number | null;
  readonly isBackground: boolean;
  readonly signal: AbortSignal;
  /** Footage made so far, milliseconds. */
  readonly onProgress: (footageMs: number) => void;
}

export interface MadeStretch {
  /** Of the first frame that is in it. */
  readonly firstPts: number;
  readonly sizeBytes: number;
  readonly command: string;
  readonly tool: string;
}

/** Decoding begins this much earlier, where nothing says where keyframes are, and at the latest try. */
const PREROLL_MS = 5_000;
const LONG_PREROLL_MS = 20_000;
const TIME_LIMIT_BASE_MS = 120_000;
const TIME_LIMIT_PER_FOOTAGE = 40;

interface StretchInput {
  readonly before: readonly string[];
  readonly stream: AsyncIterable<Buffer> | null;
}

/** From the keyframe before the first frame on; chunks are in the order in which they are shown. */
async function chunksOf(request: StretchRequest, container: ChunkContainer): Promise<StretchInput> {
  const { fromPts, endPts } = request.range;
  const track = await chunkTrackOf(request.inputPath, container, request.signal);
  const frameNo = track === null ? -1 : frameNoAt(track, fromPts);
  // The file is another one now.
  if (track?.mediaMs[frameNo] !== fromPts) throw new AppError("proxy-failed", { path: request.inputPath, detail: "frames differ" });
  return { before: [], stream: matroskaFromChunks({ path: request.inputPath, container, track, fromKeyframe: keyframeBefore(track, frameNo), endFrameNo: frameNoAt(track, endPts) }) };
}

/** Places to begin decoding, the nearest first; `null` is the file's start. */
function prerollsOf({ container, range, stamps, timeBase }: StretchRequest): readonly (number | null)[] {
  const intoMs = (range.fromPts - stamps[0]!) * msPerStamp(timeBase);
  const prerolls = container !== null && SEEKS_EXACTLY.has(container) ? [0, LONG_PREROLL_MS] : [PREROLL_MS, LONG_PREROLL_MS];
  const possible = prerolls.filter((prerollMs) => prerollMs < intoMs);
  return possible.length === prerolls.length ? possible : [...possible, null];
}

/** By stamps, not from the file's first packet: audio may begin earlier than the pictures. */
const seekTo = (request: StretchRequest, prerollMs: number | null): StretchInput => ({
  before: prerollMs === null ? [] : ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", ((request.range.fromPts * msPerStamp(request.timeBase) - prerollMs) / 1000).toFixed(6)],
  stream: null,
});

/**
 * Which frames may be missing because no decoder shows them. Where decoding began behind a seek, the first may not: it may have begun
 * too late.
 */
type Lenience = "none" | "behind-the-first" | "any";

/** How frames are cut out and given their times, and how many a decoder has to have shown for that to be true; null: they carry stamps. */
interface StretchCut {
  readonly filter: string;
  readonly decodedCount: number | null;
}

const byStamp = ({ range: { fromPts, endPts } }: StretchRequest): StretchCut => ({ filter: `trim=start_pts=${fromPts}:end_pts=${endPts},setpts=PTS-(${fromPts})`, decodedCount: null });

/** ffmpeg's own account at the end of a run. */
const DECODED = /\bInput stream #0:\d+ \(video\): .*?(\d+) frames decoded/;

async function attempt(request: StretchRequest, input: StretchInput, mayMiss: Lenience, cut = byStamp(request)): Promise<MadeStretch | null> {
  const { range: { fromPts, endPts }, stamps, maxHeightPx } = request;
  const unitMs = msPerStamp(request.timeBase);
  const partial = `${request.outputPath}.partial`;
  let decodedCount: number | null = null;
  try {
    const { command } = await runFfmpeg({
      inputPath: request.inputPath, inputStream: input.stream,
      inputOptions: [...inputOptions(demuxerFor(request.container)), ...(cut.decodedCount === null ? ["-an", "-copyts"] : ["-v", "verbose"]), ...input.before],
      outputOptions: ["-map", await pictureMap(request.inputPath, request.container, request.timeBase, request.signal), "-an", "-vf", `${cut.filter}${scaleFilter(maxHeightPx)}`, ...encodingOf(maxHeightPx), ...MP4],
      outputPath: partial, signal: request.signal, isBackground: request.isBackground,
      timeLimitMs: TIME_LIMIT_BASE_MS + (endPts - fromPts) * unitMs * TIME_LIMIT_PER_FOOTAGE, onProgress: request.onProgress,
      onMessage: (line) => (decodedCount = Number(DECODED.exec(line)?.[1] ?? decodedCount)),
    });
    // A picture that no decoder shows would give all later ones another's time.
    if (cut.decodedCount !== null && decodedCount !== cut.decodedCount) return null;
    const got = await mediaTimesOf(partial, request.signal);
    const wanted = stamps.filter((pts) => pts >= fromPts && pts < endPts).map((pts) => (pts - fromPts) * unitMs);
    const comparison = got === null ? "differs" : compareTimes(wanted, got);
    if (got === null || comparison === "differs") return null;
    if (comparison === "some-missing" && (mayMiss === "none" || (mayMiss === "behind-the-first" && got[0]! > FRAME_TOLERANCE_MS))) return null;
    if (comparison === "some-missing") await requireStillReadable(request.inputPath);
    await rename(partial, request.outputPath);
    return { firstPts: fromPts + Math.round(got[0]! / unitMs), sizeBytes: (await stat(request.outputPath)).size, command, tool: await ffmpegVersion() };
  } finally {
    await rm(partial, { force: true });
  }
}

/** Of a raw stream the bytes from a picture that decoding can begin with; its frames are counted. */
async function makeOfRaw(request: StretchRequest, container: RawContainer): Promise<MadeStretch | null> {
  const { stamps, range: { fromPts, endPts } } = request;
  const pictures = await rawPicturesOf(request.inputPath, container, request.signal);
  const rankOf = (pts: number): number => firstWhere(stamps.length, (i) => stamps[i]! >= pts);
  const [from, end] = [rankOf(fromPts), rankOf(endPts)];
  const run = pictures.pictureCount === stamps.length ? rawRun(pictures, from, end) : null;
  if (run === null) return null;
  const steps = stampRuns(packStamps(stamps.subarray(from, end)), Infinity)?.runs ?? [];
  // One frame alone has no step.
  const places = placeExpression(steps.length === 0 ? [{ step: 1, count: 0 }] : steps, request.timeBase);
  if (places === null) return null;
  // Not `trim`: that ends the run before the decoder has told of all.
  const filter = `select=between(n\\,${from - run.firstRank}\\,${end - run.firstRank - 1}),settb=1/${TIMESCALE},setpts=${places}`;
  return attempt(request, { before: [], stream: rawBytes(request.inputPath, run) }, "none", { filter, decodedCount: run.pictureCount });
}

/**
 * Makes the part; nothing is left behind where it fails or is cancelled. Null: it cannot be made so that its frames are surely
 * those of the original. What no decoder shows may be missing, as in a whole copy.
 * @throws AppError ffmpeg-failed, source-offline, file-unreadable, disk-full, ffmpeg-missing, cancelled, proxy-failed where the file is another one now
 */
export async function makeStretch(request: StretchRequest): Promise<MadeStretch | null> {
  if (isRawContainer(request.container)) return makeOfRaw(request, request.container);
  if (isChunkContainer(request.container)) return attempt(request, await chunksOf(request, request.container), "any");
  const prerolls = prerollsOf(request);
  for (const [i, prerollMs] of prerolls.entries()) {
    const made = await attempt(request, seekTo(request, prerollMs), i < prerolls.length - 1 ? "none" : prerollMs === null ? "any" : "behind-the-first");
    if (made !== null) return made;
  }
  return null;
}

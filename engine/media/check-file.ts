// Decodes a whole file and says where its pictures are damaged. ffmpeg ends such a run with 0 as if nothing were wrong, so its
// log is read: every frame that comes out is named there, and complaints stand before the frame that they are about.
// Seen with ffmpeg 5.1: "corrupt decoded frame" before a frame whose errors were concealed, `showinfo` for each frame.
// HEVC, of which it complains little, is decoded twice.

import { AppError } from "../../contract/errors.ts";
import { mergeRanges, type MediaMs, type Range } from "../../contract/time.ts";
import { demuxerFor } from "./containers.ts";
import { inputOptions, runFfmpeg } from "./ffmpeg.ts";
import { frameMediaTimes, msPerStamp } from "./frame-index.ts";
import { pictureMap } from "./picture-map.ts";
import { hasOwnStamps } from "./own-stamps.ts";
import { wholeStreamOf } from "./whole-stream.ts";

export interface CheckRequest {
  readonly path: string;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly timeBase: string;
  readonly firstPts: number;
  readonly frameIndex: Uint8Array;
  readonly pieces: readonly Range<MediaMs>[];
  readonly signal: AbortSignal;
  readonly onProgress: (footageMs: number) => void;
}

export interface CheckResult {
  /** Media time, sorted, disjoint: frames that cannot be decoded, and those that rest on them until the next keyframe. */
  readonly damaged: readonly Range<MediaMs>[];
  readonly framesExpected: number;
  /** Frames that came out without a complaint. */
  readonly framesSound: number;
}

/** A frame as the decoder gave it. */
export interface DecodedFrame {
  readonly mediaMs: number;
  readonly isKey: boolean;
  readonly isDamaged: boolean;
  /** Of its pixels, as ffmpeg prints it; null where it was not asked for. */
  readonly checksum: string | null;
}

/**
 * Checks that ffmpeg's decoders do only when asked. `crccheck` compares HEVC pictures with the hashes that a stream may carry,
 * `explode` is left out: it ends at the first complaint. Measured by `npm run bench -- check`; see docs/decisions/0006.
 */
export const DECODER_CHECKS: readonly string[] = ["-err_detect", "+crccheck+bitstream+buffer+careful+compliant+aggressive"];

/** Decoding on one core is slower than this many times real time only where it hangs. */
const TIME_LIMIT_PER_FOOTAGE = 4;
const TIME_LIMIT_MS = 120_000;
/** Told so often, not at every frame. */
const PROGRESS_STEP_MS = 10_000;

/**
 * What throws the pictures away complains too, of stamps that do not go up: of frames that share one (programme streams), and of all
 * frames behind a clock that jumped back. That says nothing of the pictures.
 */
const isComplaint = (line: string): boolean => /\[(error|fatal|panic)\]|corrupt decoded frame/.test(line) && !line.startsWith("[null @") && !/non.monoton/i.test(line);

/** Reads ffmpeg's log line by line. Pure; `unitMs`: length of a stamp. */
export class DecodeLog {
  readonly frames: DecodedFrame[] = [];
  #isNextDamaged = false;
  readonly #unitMs: number;
  readonly #firstPts: number;

  constructor(firstPts: number, unitMs: number) {
    this.#firstPts = firstPts;
    this.#unitMs = unitMs;
  }

  get hasComplaints(): boolean {
    return this.#isNextDamaged || this.frames.some((frame) => frame.isDamaged);
  }

  take(line: string): void {
    const shown = /showinfo.*\] n: *\d+ pts: *(-?\d+) .*? iskey:(\d)(?:.*? checksum:(\w+))?/.exec(line);
    if (shown !== null) {
      this.frames.push({ mediaMs: (Number(shown[1]) - this.#firstPts) * this.#unitMs, isKey: shown[2] === "1", isDamaged: this.#isNextDamaged, checksum: shown[3] ?? null });
      this.#isNextDamaged = false;
    } else if (line.includes("Stream mapping:")) {
      // Until here it decoded some of the file to find out what it is; it does so again.
      this.#isNextDamaged = false;
    } else if (isComplaint(line)) {
      this.#isNextDamaged = true;
    }
  }
}

/** Frames a few thousandths apart are one: wrappings round. */
const SAME_MS = 2;

/**
 * The damaged stretches of a file.
 *
 *     frames      I  P  P  x  P  P  I  P         x: damaged or missing
 *     damaged              ├────────┤            the later ones rest on it
 *
 * @param expectedMs media times of all frames, ascending
 * @param hasTrueTimes false where ffmpeg makes times up: then the n-th frame out is the n-th expected
 */
export function damagedStretches(expectedMs: Float64Array, frames: readonly DecodedFrame[], hasTrueTimes: boolean, endMs: number): Range<MediaMs>[] {
  const stretches: Range<MediaMs>[] = [];
  let startMs: number | null = null;
  let at = 0;
  for (const [i, wantedMs] of expectedMs.entries()) {
    // A frame that comes before its time belongs to none that is expected.
    while (hasTrueTimes && at < frames.length && frames[at]!.mediaMs < wantedMs - SAME_MS) at++;
    const frame = frames[at];
    const isThere = frame !== undefined && (!hasTrueTimes || frame.mediaMs <= wantedMs + SAME_MS);
    if (isThere) at++;
    const isSound = isThere && !frame.isDamaged;
    if (!isSound && startMs === null) startMs = wantedMs;
    else if (isSound && startMs !== null && frame.isKey) {
      stretches.push({ startMs: startMs as MediaMs, endMs: wantedMs as MediaMs });
      startMs = null;
    }
    if (i === expectedMs.length - 1 && startMs !== null) stretches.push({ startMs: startMs as MediaMs, endMs: endMs as MediaMs });
  }
  return mergeRanges(stretches);
}

/** One after the other, so that complaints stand in the log where they belong. It also makes two files at once as fast as one. */
const IN_TURN = ["-threads", "1"] as const;
/** Several pictures at once, each in memory of its own: what a picture does not fill then shows what else was there before. */
const AT_ONCE = ["-threads", "4", "-thread_type", "frame"] as const;

/** Decodes the whole file and hands over each line of the log. @throws AppError cancelled, ffmpeg-missing, ffmpeg-failed */
async function decode(request: CheckRequest, more: { readonly threads: readonly string[]; readonly checksums: boolean; readonly onMessage: (line: string) => void }): Promise<void> {
  const { path, container, signal } = request;
  const endMs = request.pieces.reduce((end, piece) => Math.max(end, piece.endMs), 0);
  await runFfmpeg({
    inputPath: path,
    inputStream: await wholeStreamOf(path, container, request.timeBase, signal),
    inputOptions: [...inputOptions(demuxerFor(container)), "-v", "repeat+level+info", "-nostats", "-an", "-copyts", ...DECODER_CHECKS, ...more.threads],
    outputOptions: ["-map", await pictureMap(path, container, request.timeBase, signal), "-vf", `showinfo=checksum=${more.checksums ? 1 : 0}`, "-fps_mode", "passthrough", "-f", "null"],
    outputPath: null, signal, timeLimitMs: TIME_LIMIT_MS + endMs * TIME_LIMIT_PER_FOOTAGE, onMessage: more.onMessage,
  });
}

/**
 * Frames that come out otherwise when they are decoded another way. ffmpeg takes an HEVC picture for whole wherever its slice claims to
 * end; what was not decoded shows what its memory held before, and that is not the same twice. Sound pictures are.
 */
async function markUnsteady(request: CheckRequest, frames: readonly DecodedFrame[]): Promise<readonly DecodedFrame[]> {
  const again = new DecodeLog(request.firstPts, msPerStamp(request.timeBase));
  await decode(request, { threads: AT_ONCE, checksums: true, onMessage: (line) => again.take(line) });
  // Where the two do not even agree on how many there are, there were complaints that say more.
  if (again.frames.length !== frames.length) return frames;
  return frames.map((frame, i) => (frame.checksum === again.frames[i]!.checksum ? frame : { ...frame, isDamaged: true }));
}

/** @throws AppError cancelled, ffmpeg-missing, ffmpeg-failed where ffmpeg cannot open the file at all */
export async function checkFile(request: CheckRequest): Promise<CheckResult> {
  const { path, container, timeBase, firstPts, frameIndex, signal } = request;
  const endMs = request.pieces.reduce((end, piece) => Math.max(end, piece.endMs), 0);
  const expectedMs = frameMediaTimes(frameIndex, timeBase, 0, Infinity, Infinity);
  const hasTrueTimes = await hasOwnStamps(path, container, timeBase, signal);
  const isTwice = request.videoCodec === "hevc";
  const log = new DecodeLog(firstPts, msPerStamp(timeBase));
  let decoded: readonly DecodedFrame[] = log.frames;
  let toldMs = 0;
  try {
    await decode(request, {
      threads: IN_TURN, checksums: isTwice,
      onMessage: (line) => {
        log.take(line);
        const reachedMs = log.frames.at(-1)?.mediaMs ?? 0;
        if (reachedMs - toldMs < PROGRESS_STEP_MS) return;
        request.onProgress(reachedMs - toldMs);
        toldMs = reachedMs;
      },
    });
    if (isTwice) decoded = await markUnsteady(request, log.frames);
  } catch (error) {
    // A run that breaks off has told what it had decoded until then; one that decoded nothing has told nothing.
    if (!(error instanceof AppError) || error.code !== "ffmpeg-failed" || log.frames.length === 0) throw error;
  }
  const framesSound = decoded.filter((frame) => !frame.isDamaged).length;
  const frames = hasTrueTimes ? decoded.toSorted((a, b) => a.mediaMs - b.mediaMs) : decoded;
  // Without a complaint a frame that does not come out is no damage: half pictures come out as one, a start between keyframes as none.
  const hasComplaints = log.hasComplaints || framesSound < decoded.length;
  const damaged = hasComplaints ? damagedStretches(expectedMs, frames, hasTrueTimes, endMs) : [];
  return { damaged, framesExpected: expectedMs.length, framesSound };
}

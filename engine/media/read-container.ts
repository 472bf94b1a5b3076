// Reads one footage file's header and the time of every video packet; no picture is decoded. mediabunny where it can,
// ffprobe for the rest. What it finds are facts and problems; which time to believe is decided elsewhere.

import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from "mediabunny";
import { z } from "zod";
import { AppError, type ErrorParams } from "../../contract/errors.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { CONTAINER_READING, type Container } from "./containers.ts";
import { runFfprobe } from "./ffmpeg.ts";
import { packStamps } from "./frame-index.ts";

/** One file may not hold up the others for longer than this. */
const TIME_LIMIT_MS = 120_000;

export interface FoundProblem {
  readonly code: ProblemCode;
  readonly params: ErrorParams;
}

/** A continuous run of frames: media time, first shown frame of the file 0, half-open. */
export interface FoundPiece {
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
}

export interface ContainerFacts {
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly framesPerSecond: number | null;
  readonly frameCount: number;
  readonly durationMs: number;
  readonly timeBase: string;
  readonly firstPts: number;
  readonly frameIndex: Uint8Array;
  readonly pieces: readonly FoundPiece[];
  /** What the container says its creation was, UTC ms; null where absent or one of the empty values (1904, 1970). */
  readonly creationTimeMs: number | null;
  /** Absolute time of the first packet where the container's stamps are one (DHAV: device local time taken as UTC). */
  readonly absoluteStartMs: number | null;
  readonly problems: readonly FoundProblem[];
}

/** Stamps of a track before anything is made of them. */
interface RawTrack {
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly timeBase: string;
  readonly stamps: readonly number[];
  /** Duration that the header claims, milliseconds; null where it claims none. */
  readonly claimedMs: number | null;
  readonly creationTimeMs: number | null;
  readonly absoluteStartMs: number | null;
  readonly problems: readonly FoundProblem[];
}

const refusal = (code: ProblemCode, params: ErrorParams = {}): { readonly refused: FoundProblem } => ({ refused: { code, params } });

function unitMs(timeBase: string): number {
  const [numerator, denominator] = timeBase.split("/").map(Number);
  return (1000 * (numerator ?? 1)) / (denominator ?? 1);
}

function median(sorted: readonly number[]): number {
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)]!;
}

/**
 * Cuts the frames into continuous runs. A step above max(1 s, 3 × median) is a gap in the recording (DOMAIN §2).
 * Each run lasts one frame beyond its last stamp.
 */
function piecesFromStamps(mediaMs: readonly number[], frameMs: number): FoundPiece[] {
  const gapMs = Math.max(1_000, 3 * frameMs);
  const pieces: FoundPiece[] = [];
  let startMs = mediaMs[0]!;
  for (let i = 1; i <= mediaMs.length; i++) {
    const previous = mediaMs[i - 1]!;
    const next = mediaMs[i];
    if (next !== undefined && next - previous <= gapMs) continue;
    pieces.push({ mediaStartMs: startMs, mediaEndMs: previous + frameMs });
    if (next !== undefined) startMs = next;
  }
  return pieces;
}

function factsFromTrack(track: RawTrack): ContainerFacts | { readonly refused: FoundProblem } {
  const { timeBase } = track;
  const stamps = [...track.stamps].sort((a, b) => a - b);
  const firstPts = stamps[0];
  if (firstPts === undefined) return refusal("no-video-track");
  const scale = unitMs(timeBase);
  const mediaMs = stamps.map((stamp) => (stamp - firstPts) * scale);
  const steps = mediaMs.slice(1).map((at, i) => at - mediaMs[i]!).filter((step) => step > 0).sort((a, b) => a - b);
  const frameMs = median(steps) || (track.claimedMs ?? 40);
  const pieces = piecesFromStamps(mediaMs, frameMs);
  const durationMs = pieces.reduce((sum, piece) => sum + piece.mediaEndMs - piece.mediaStartMs, 0);
  const spanMs = pieces.at(-1)!.mediaEndMs;
  const problems = [...track.problems];
  if (track.claimedMs !== null && track.claimedMs - spanMs > Math.max(2_000, 0.02 * track.claimedMs)) {
    problems.push({ code: "duration-disagrees", params: { claimedS: Math.round(track.claimedMs / 1000), foundS: Math.round(spanMs / 1000) } });
  }
  return {
    videoCodec: track.videoCodec, audioCodec: track.audioCodec, widthPx: track.widthPx, heightPx: track.heightPx,
    framesPerSecond: stamps.length > 1 && frameMs > 0 ? Math.round((1000 / frameMs) * 1000) / 1000 : null,
    frameCount: stamps.length, durationMs: Math.round(durationMs), timeBase, firstPts, frameIndex: packStamps(stamps), pieces,
    creationTimeMs: track.creationTimeMs, absoluteStartMs: track.absoluteStartMs, problems,
  };
}

// — mediabunny —

const CODEC_NAMES: Readonly<Record<string, string>> = { avc: "h264", hevc: "hevc", vp8: "vp8", vp9: "vp9", av1: "av1" };
const AUDIO_NAMES: Readonly<Record<string, string>> = { alaw: "pcm_alaw", ulaw: "pcm_mulaw" };

async function stampsOf(track: InputVideoTrack, resolution: number, signal: AbortSignal): Promise<number[]> {
  const stamps: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    if (stamps.length % 4096 === 0 && signal.aborted) throw new AppError("cancelled");
    stamps.push(Math.round(packet.timestamp * resolution));
  }
  return stamps;
}

async function readWithMediabunny(path: string, signal: AbortSignal): Promise<RawTrack | { readonly refused: FoundProblem }> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path, { handleUnhandledError: () => undefined }) });
  const video = await input.getPrimaryVideoTrack();
  if (video === null) return refusal("no-video-track");
  const audio = await input.getPrimaryAudioTrack();
  const resolution = Math.round(await video.getTimeResolution()) || 90_000;
  const stamps = await stampsOf(video, resolution, signal);
  const codec = await video.getCodec();
  const audioCodec = audio === null ? null : await audio.getCodec();
  const claimed = await input.getDurationFromMetadata?.([video]).catch(() => null) ?? null;
  const created = (await input.getMetadataTags().catch(() => null))?.date ?? null;
  return {
    videoCodec: codec === null ? null : (CODEC_NAMES[codec] ?? codec),
    audioCodec: audioCodec === null ? null : (AUDIO_NAMES[audioCodec] ?? audioCodec),
    widthPx: await video.getDisplayWidth(), heightPx: await video.getDisplayHeight(),
    timeBase: `1/${resolution}`, stamps,
    claimedMs: claimed === null ? null : claimed * 1000,
    creationTimeMs: created === null ? null : saneCreation(created.getTime()),
    absoluteStartMs: null, problems: [],
  };
}

/** 1904 and 1970 are what a device writes that has no time. */
function saneCreation(ms: number): number | null {
  return Number.isFinite(ms) && ms > Date.UTC(2000, 0, 1) ? ms : null;
}

// — ffprobe —

const probeOutput = z.object({
  format: z.object({
    duration: z.string().optional(), start_time: z.string().optional(), tags: z.record(z.string(), z.string()).optional(),
  }).optional(),
  streams: z.array(z.object({
    index: z.number(), codec_type: z.string().optional(), codec_name: z.string().optional(),
    width: z.number().optional(), height: z.number().optional(), time_base: z.string().optional(),
    duration: z.string().optional(), disposition: z.record(z.string(), z.number()).optional(),
    side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
  })).default([]),
});

/** Containers whose frames carry no stamps: their times are made up from an assumed 25 frames a second. */
const STAMPLESS: ReadonlySet<Container> = new Set(["h264", "hevc", "xmeye"]);

function packetLines(csv: string): number[] {
  const stamps: number[] = [];
  for (const line of csv.split("\n")) {
    const [pts, dts] = line.trim().split(",");
    const stamp = pts !== undefined && pts !== "" && pts !== "N/A" ? Number(pts) : Number(dts);
    if (line.trim() !== "" && Number.isFinite(stamp)) stamps.push(stamp);
  }
  return stamps;
}

async function readWithFfprobe(path: string, container: Container, signal: AbortSignal): Promise<RawTrack | { readonly refused: FoundProblem }> {
  const { demuxer } = CONTAINER_READING[container];
  const run = { inputPath: path, demuxer, signal, timeLimitMs: TIME_LIMIT_MS };
  const { output } = await runFfprobe({ ...run, args: ["-show_format", "-show_streams", "-of", "json"] });
  const probe = probeOutput.parse(JSON.parse(output));
  const video = probe.streams.find((stream) => stream.codec_type === "video" && stream.disposition?.["attached_pic"] !== 1);
  if (video === undefined) return refusal("no-video-track");
  const packets = await runFfprobe({
    ...run, args: ["-select_streams", String(video.index), "-show_entries", "packet=pts,dts", "-of", "csv=p=0"], outputMaxBytes: 512 * 1024 * 1024,
  });
  const isStampless = STAMPLESS.has(container);
  const timeBase = isStampless ? "1/25" : (video.time_base ?? "1/90000");
  const found = packetLines(packets.output);
  const lineCount = packets.output.split("\n").filter((line) => line.trim() !== "").length;
  const stamps = isStampless ? Array.from({ length: lineCount }, (_, i) => i) : found;
  const rotation = Math.abs(video.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0);
  const isTurned = rotation === 90 || rotation === 270;
  const claimedS = Number(video.duration ?? probe.format?.duration);
  const startS = Number(probe.format?.start_time);
  const created = Date.parse(probe.format?.tags?.["creation_time"] ?? "");
  return {
    videoCodec: video.codec_name ?? null,
    audioCodec: probe.streams.find((stream) => stream.codec_type === "audio")?.codec_name ?? null,
    widthPx: (isTurned ? video.height : video.width) ?? null, heightPx: (isTurned ? video.width : video.height) ?? null,
    timeBase, stamps,
    claimedMs: isStampless || !Number.isFinite(claimedS) ? null : claimedS * 1000,
    creationTimeMs: saneCreation(created),
    // DHAV carries device time in every frame; ffmpeg gives it as if local time were UTC.
    absoluteStartMs: container === "dhav" && Number.isFinite(startS) && startS > 946_684_800 ? Math.round(startS * 1000) : null,
    problems: isStampless ? [{ code: "frame-rate-assumed", params: { framesPerSecond: 25 } }] : [],
  };
}

async function hasNoMoov(path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await runFfprobe({ inputPath: path, demuxer: "mov", signal, timeLimitMs: TIME_LIMIT_MS, args: ["-show_format"] });
    return false;
  } catch (error) {
    return error instanceof AppError && /moov atom not found/i.test(String(error.params["detail"]));
  }
}

async function readRaw(path: string, container: Container, signal: AbortSignal): Promise<RawTrack | { readonly refused: FoundProblem }> {
  if (CONTAINER_READING[container].reader === "mediabunny") {
    try {
      const read = await readWithMediabunny(path, signal);
      if ("refused" in read || read.stamps.length > 0) return read;
    } catch (error) {
      if (signal.aborted) throw new AppError("cancelled", {}, { cause: error });
    }
  }
  return readWithFfprobe(path, container, signal);
}

/**
 * Reads a file that `sniff` took for footage. Answers its facts, or the problem for which it gives no footage.
 * @throws AppError cancelled, ffmpeg-missing; never for what the file contains
 */
export async function readContainer(path: string, container: Container, signal: AbortSignal): Promise<ContainerFacts | { readonly refused: FoundProblem }> {
  try {
    const raw = await readRaw(path, container, signal);
    return "refused" in raw ? raw : factsFromTrack(raw);
  } catch (error) {
    if (signal.aborted) throw new AppError("cancelled", {}, { cause: error });
    if (error instanceof AppError && error.code === "ffmpeg-missing") throw error;
    const detail = error instanceof AppError ? String(error.params["detail"] ?? error.code) : error instanceof Error ? error.message : String(error);
    if (detail === "time limit") return refusal("read-timeout");
    if ((container === "mp4" || container === "mov") && await hasNoMoov(path, signal)) return refusal("no-moov");
    return refusal("container-unreadable", { detail: detail.slice(0, 200) });
  }
}

// The video of a file in a recorder's own chunk format: where its frames are and when they were taken, from its chunks' clock.
// And the same frames again, in a container that ffmpeg reads with the times given to them here.

import type { FileHandle } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { firstWhere } from "../../contract/sorted-search.ts";
import { codecOfAnnexB } from "./annex-b.ts";
import { ByteWindow } from "./byte-window.ts";
import type { ClockJump } from "./clock-jumps.ts";
import { placeTicks, withoutStrayDates } from "./device-clock.ts";
import { DHAV_COUNTER_MS, readDhavChunks } from "./dhav-chunks.ts";
import { placeGroups, placeUndatedGroups, withAllDates, type FrameGroup, type PlacedGroups } from "./frame-groups.ts";
import { KnownOfFiles } from "./known-of-files.ts";
import { isWritableAudio, matroskaAudioBlock, matroskaHead, matroskaVideoBlock } from "./matroska-writer.ts";
import type { ChunkAudioCodec, ChunkDamage, ChunkVideoCodec, MediaChunk, ReadChunks } from "./media-chunk.ts";
import { openFootage } from "./open-footage.ts";
import { readXmeyeChunks } from "./xmeye-chunks.ts";

export type ChunkContainer = "dhav" | "xmeye";
export const isChunkContainer = (container: string | null): container is ChunkContainer => container === "dhav" || container === "xmeye";

const READ_CHUNKS: Readonly<Record<ChunkContainer, ReadChunks>> = { dhav: readDhavChunks, xmeye: readXmeyeChunks };
/** One byte a sample. */
const SAMPLES_PER_MS = 8;

export interface ChunkTrack {
  readonly videoCodec: ChunkVideoCodec | null;
  readonly audio: { readonly codec: ChunkAudioCodec; readonly rateHz: number } | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** ms after the first keyframe, strictly ascending, of all frames from there on. */
  readonly mediaMs: Float64Array;
  readonly keyframes: readonly { readonly frameNo: number; readonly at: number }[];
  /** Device local time of the first keyframe as if it were UTC, ms; null where it carries none. */
  readonly startMs: number | null;
  /** Where the recorder's clock was set back inside the file, by frame. */
  readonly jumps: readonly ClockJump[];
  /** Where neither dates nor sound say when frames came; null where one does. */
  readonly assumedFramesPerSecond: number | null;
  readonly damage: ChunkDamage;
}

/** What one pass over the chunks collects. */
class TrackReader {
  readonly keyframes: { readonly frameNo: number; readonly at: number }[] = [];
  readonly groups: FrameGroup[] = [];
  /** Of every frame; null where it carries none. */
  readonly dateMs: (number | null)[] = [];
  readonly elapsedMs: number[] = [];
  videoCodec: ChunkVideoCodec | null = null;
  widthPx: number | null = null;
  heightPx: number | null = null;
  audio: ChunkTrack["audio"] = null;
  #counterMs = 0;
  #skippedBytes = 0;

  get frameCount(): number {
    return this.dateMs.length;
  }

  /** @param skippedBytes that belonged to no chunk, from the start of the file to this chunk */
  take(chunk: MediaChunk, payloadHead: Buffer, skippedBytes: number): void {
    const group = this.groups.at(-1);
    if (group !== undefined && skippedBytes > this.#skippedBytes) group.isTorn = true;
    this.#skippedBytes = skippedBytes;
    if (chunk.kind === "audio") return this.#takeAudio(chunk);
    // What comes before the first keyframe cannot be shown.
    if (chunk.kind === "frame" && this.keyframes.length === 0) return;
    if (chunk.kind === "key") this.#takeKey(chunk, payloadHead);
    this.elapsedMs.push(this.frameCount === 0 ? 0 : (chunk.counterMs - this.#counterMs + DHAV_COUNTER_MS) % DHAV_COUNTER_MS);
    this.#counterMs = chunk.counterMs;
    this.dateMs.push(chunk.dateMs);
    this.groups.at(-1)!.frameCount++;
  }

  #takeKey(chunk: MediaChunk, payloadHead: Buffer): void {
    this.videoCodec ??= codecOfAnnexB(payloadHead) ?? chunk.videoCodec;
    this.widthPx ??= chunk.widthPx;
    this.heightPx ??= chunk.heightPx;
    this.keyframes.push({ frameNo: this.frameCount, at: chunk.at });
    this.groups.push({ dateMs: chunk.dateMs, framesPerSecond: chunk.framesPerSecond, frameCount: 0, audioMs: 0, isTorn: false });
  }

  #takeAudio(chunk: MediaChunk): void {
    if (chunk.audioCodec !== null && chunk.audioRateHz !== null) this.audio ??= { codec: chunk.audioCodec, rateHz: chunk.audioRateHz };
    const group = this.groups.at(-1);
    if (group !== undefined && chunk.audioCodec === "pcm_alaw" && chunk.audioRateHz === SAMPLES_PER_MS * 1_000) group.audioMs += chunk.payloadBytes / SAMPLES_PER_MS;
  }
}

const PAYLOAD_HEAD_BYTES = 8;

/** Calls `use` with an open file, its window, and closes it. */
async function withWindow<T>(path: string, use: (window: ByteWindow) => Promise<T>): Promise<T> {
  const file: FileHandle = await openFootage(path);
  try {
    return await use(new ByteWindow(file, (await file.stat()).size));
  } finally {
    await file.close();
  }
}

/** By each frame's own date and count, else by the keyframes' dates: a count that stands still says nothing. */
function placedFrames(reader: TrackReader, container: ChunkContainer): PlacedGroups {
  const isCounted = container === "dhav" && (reader.frameCount === 1 || reader.elapsedMs.some((ms) => ms > 0));
  if (isCounted) {
    const dates = withoutStrayDates(reader.dateMs);
    return { ...placeTicks(dates.map((dateMs, i) => ({ dateMs, elapsedMs: reader.elapsedMs[i]! })), DHAV_COUNTER_MS), assumedFramesPerSecond: null };
  }
  const groups = withAllDates(reader.groups);
  if (groups === null) return placeUndatedGroups(reader.groups);
  const dates = withoutStrayDates(groups.map((group) => group.dateMs));
  return placeGroups(groups.map((group, i) => ({ ...group, dateMs: dates[i]! })));
}

/**
 * Reads all chunks once. Null where there is no keyframe.
 * @throws AppError cancelled; what reading the disk throws
 */
export async function readChunkTrack(path: string, container: ChunkContainer, signal: AbortSignal): Promise<ChunkTrack | null> {
  return withWindow(path, async (window) => {
    const reader = new TrackReader();
    const damage: ChunkDamage = { skippedBytes: 0, isTruncated: false };
    for await (const chunk of READ_CHUNKS[container](window, 0, damage)) {
      if (signal.aborted) throw new AppError("cancelled");
      if (chunk.kind === "key") await window.load(chunk.payloadAt, PAYLOAD_HEAD_BYTES);
      reader.take(chunk, chunk.kind === "key" ? window.view(chunk.payloadAt, PAYLOAD_HEAD_BYTES) : Buffer.alloc(0), damage.skippedBytes);
    }
    if (reader.frameCount === 0) return null;
    const placed = placedFrames(reader, container);
    const { videoCodec, audio, widthPx, heightPx, keyframes } = reader;
    return { videoCodec, audio, widthPx, heightPx, keyframes, damage, mediaMs: strictlyAscending(placed.mediaMs), startMs: placed.startMs > 0 ? placed.startMs : null, jumps: placed.jumps, assumedFramesPerSecond: placed.assumedFramesPerSecond };
  });
}

/** In whole milliseconds, as they are stored, and no two alike: a frame is asked for by its time. */
function strictlyAscending(mediaMs: Float64Array): Float64Array {
  let before = -1;
  return mediaMs.map((ms) => (before = Math.max(Math.round(ms), before + 1)));
}

const known = new KnownOfFiles<ChunkTrack | null>(16);

/** As readChunkTrack, remembered while the file stays as it is. @throws AppError cancelled; what reading the disk throws */
export function chunkTrackOf(path: string, container: ChunkContainer, signal: AbortSignal): Promise<ChunkTrack | null> {
  return known.of(path, container, signal, () => readChunkTrack(path, container, signal));
}

/** The keyframe at or before a frame. */
export function keyframeBefore(track: ChunkTrack, frameNo: number): ChunkTrack["keyframes"][number] {
  let found = track.keyframes[0]!;
  for (const keyframe of track.keyframes) {
    if (keyframe.frameNo > frameNo) break;
    found = keyframe;
  }
  return found;
}

/** How many frames stand before `mediaMs`. */
export const frameNoAt = (track: ChunkTrack, mediaMs: number): number => firstWhere(track.mediaMs.length, (i) => track.mediaMs[i]! >= mediaMs);

export interface ChunkStretch {
  readonly path: string;
  readonly container: ChunkContainer;
  readonly track: ChunkTrack;
  /** A keyframe to begin with, and the first frame that is left out. */
  readonly fromKeyframe: ChunkTrack["keyframes"][number];
  readonly endFrameNo: number;
}

/**
 * The frames of a stretch, and the sound among them, as a Matroska stream: bytes of the pictures as they are, stamps in
 * milliseconds after the file's first frame. @throws what reading the disk throws
 */
export async function* matroskaFromChunks({ path, container, track, fromKeyframe, endFrameNo }: ChunkStretch): AsyncGenerator<Buffer> {
  const file = await openFootage(path);
  try {
    const window = new ByteWindow(file, (await file.stat()).size);
    yield matroskaHead(track);
    let frameNo = fromKeyframe.frameNo;
    let sound: SoundClock | null = null;
    for await (const chunk of READ_CHUNKS[container](window, fromKeyframe.at, { skippedBytes: 0, isTruncated: false })) {
      await window.load(chunk.payloadAt, chunk.payloadBytes);
      const payload = window.view(chunk.payloadAt, chunk.payloadBytes);
      if (chunk.kind === "audio") {
        if (sound === null || track.audio === null || chunk.audioCodec !== track.audio.codec || !isWritableAudio(chunk.audioCodec)) continue;
        yield matroskaAudioBlock(soundAt(sound, chunk), payload);
        sound.bytesSinceKey += chunk.payloadBytes;
        continue;
      }
      if (frameNo >= endFrameNo) return;
      const mediaMs = track.mediaMs[frameNo++]!;
      if (chunk.kind === "key" || sound === null || container === "dhav") sound = { mediaMs, counterMs: chunk.counterMs, bytesSinceKey: 0 };
      yield matroskaVideoBlock(mediaMs, chunk.kind === "key", payload);
    }
  } finally {
    await file.close();
  }
}

/** The frame that sound is placed by, and what sounded since. */
interface SoundClock {
  readonly mediaMs: number;
  readonly counterMs: number;
  bytesSinceKey: number;
}

/** By the counter that both carry, else by how much sound came since the keyframe. */
function soundAt(sound: SoundClock, chunk: MediaChunk): number {
  if (chunk.dateMs === null) return sound.mediaMs + sound.bytesSinceKey / SAMPLES_PER_MS;
  const sinceMs = (chunk.counterMs - sound.counterMs + DHAV_COUNTER_MS) % DHAV_COUNTER_MS;
  return Math.max(0, sound.mediaMs + (sinceMs > DHAV_COUNTER_MS / 2 ? sinceMs - DHAV_COUNTER_MS : sinceMs));
}

// What recorders' own chunk formats have in common: one chunk is one frame, or a few milliseconds of sound, behind a small head.

import type { ByteWindow } from "./byte-window.ts";

export type ChunkVideoCodec = "h264" | "hevc" | "mpeg4" | "mjpeg";
export type ChunkAudioCodec = "pcm_alaw" | "pcm_mulaw" | "pcm_s16le" | "aac";

export interface MediaChunk {
  readonly kind: "key" | "frame" | "audio";
  /** Where its head begins in the file. */
  readonly at: number;
  readonly payloadAt: number;
  readonly payloadBytes: number;
  /** Device local time as if it were UTC, whole seconds, ms; null where the chunk says none. */
  readonly dateMs: number | null;
  /** A running count of milliseconds; see COUNTER_MS of its format. 0 where it has none. */
  readonly counterMs: number;
  /** What the head of a keyframe says; null where it does not. */
  readonly videoCodec: ChunkVideoCodec | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Nominal: recorders send more, or fewer. */
  readonly framesPerSecond: number | null;
  readonly audioCodec: ChunkAudioCodec | null;
  readonly audioRateHz: number | null;
}

/** What was wrong with the bytes around the chunks. Filled while they are read. */
export interface ChunkDamage {
  /** Bytes between two good chunks that belong to none. */
  skippedBytes: number;
  /** The last chunk claims more than the file has. */
  isTruncated: boolean;
}

export type ReadChunks = (window: ByteWindow, fromAt: number, damage: ChunkDamage) => AsyncGenerator<MediaChunk>;

/** More is no frame, but a length that points nowhere. */
export const CHUNK_MAX_BYTES = 16 * 1024 * 1024;

export const PLAIN_CHUNK = {
  dateMs: null, counterMs: 0, videoCodec: null, widthPx: null, heightPx: null, framesPerSecond: null, audioCodec: null, audioRateHz: null,
} as const satisfies Partial<MediaChunk>;

/** One step of a format: a chunk or its like (`chunk` null: nothing that is shown), or how the search for the next one goes on. */
export type ChunkStep =
  | { readonly chunk: MediaChunk | null; readonly endAt: number }
  | { readonly lostAt: number; readonly isCut: boolean };

/**
 * Walks a file from chunk to chunk. Where there is none, `seek` looks for the next one; a chunk that the file's end cuts off is
 * told only where nothing comes after it.
 */
export async function* walkChunks(
  window: ByteWindow, fromAt: number, damage: ChunkDamage,
  step: (window: ByteWindow, at: number) => Promise<ChunkStep>,
  seek: (window: ByteWindow, at: number) => Promise<number | null>,
): AsyncGenerator<MediaChunk> {
  let at = fromAt;
  let hasChunk = false;
  let skippedBytes = 0;
  let isCut = false;
  while (at < window.sizeBytes) {
    const found = await step(window, at);
    if ("endAt" in found) {
      if (hasChunk) damage.skippedBytes += skippedBytes;
      hasChunk = true;
      skippedBytes = 0;
      isCut = false;
      if (found.chunk !== null) yield found.chunk;
      at = found.endAt;
      continue;
    }
    isCut ||= found.isCut;
    const next = await seek(window, found.lostAt);
    if (next === null) break;
    skippedBytes += next - at;
    at = next;
  }
  damage.isTruncated = isCut;
}

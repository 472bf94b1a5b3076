// Just enough Matroska to hand frames to ffmpeg through a pipe with the times that we gave them: one head, then each frame in a
// cluster of its own. Element ids: RFC 9559, section 5. Nothing of it is kept on disk.

import type { ChunkAudioCodec, ChunkVideoCodec } from "./media-chunk.ts";

export interface MatroskaTracks {
  readonly videoCodec: ChunkVideoCodec | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly audio: { readonly codec: ChunkAudioCodec; readonly rateHz: number } | null;
}

const CODEC_IDS: Readonly<Record<ChunkVideoCodec, string>> = { h264: "V_MPEG4/ISO/AVC", hevc: "V_MPEGH/ISO/HEVC", mpeg4: "V_MPEG4/ISO/ASP", mjpeg: "V_MJPEG" };
const ACM_TAGS: Partial<Record<ChunkAudioCodec, number>> = { pcm_alaw: 6, pcm_mulaw: 7 };
const VIDEO_TRACK = 1;
const AUDIO_TRACK = 2;
const UNKNOWN_SIZE = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const KEY_FLAG = 0x80;

const idBytes = (id: number): Buffer => Buffer.from(id.toString(16).padStart(2, "0"), "hex");

/** Sizes up to 2^28 − 2, always in four bytes. */
function sizeBytes(size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(0x1000_0000 + size);
  return bytes;
}

function element(id: number, ...body: readonly Buffer[]): Buffer {
  return Buffer.concat([idBytes(id), sizeBytes(body.reduce((sum, part) => sum + part.length, 0)), ...body]);
}

function integer(id: number, value: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeBigUInt64BE(BigInt(Math.round(value)));
  return element(id, body);
}

const text = (id: number, value: string): Buffer => element(id, Buffer.from(value));

function float(id: number, value: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeDoubleBE(value);
  return element(id, body);
}

/** WAVEFORMATEX of one channel of G.711. */
function waveFormat(tag: number, rateHz: number): Buffer {
  const format = Buffer.alloc(18);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(rateHz, 4);
  format.writeUInt32LE(rateHz, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  return format;
}

/** Whether sound of this codec is written; other sound is left out. */
export const isWritableAudio = (codec: ChunkAudioCodec): boolean => ACM_TAGS[codec] !== undefined;

function audioEntry({ codec, rateHz }: NonNullable<MatroskaTracks["audio"]>): Buffer[] {
  const tag = ACM_TAGS[codec];
  if (tag === undefined) return [];
  return [element(0xae, integer(0xd7, AUDIO_TRACK), integer(0x73c5, AUDIO_TRACK), integer(0x83, 2), text(0x86, "A_MS/ACM"),
    element(0x63a2, waveFormat(tag, rateHz)), element(0xe1, float(0xb5, rateHz), integer(0x9f, 1)))];
}

/** Everything before the first frame. Stamps are in milliseconds. */
export function matroskaHead(tracks: MatroskaTracks): Buffer {
  const { videoCodec, widthPx, heightPx, audio } = tracks;
  const video = element(0xae, integer(0xd7, VIDEO_TRACK), integer(0x73c5, VIDEO_TRACK), integer(0x83, 1), text(0x86, CODEC_IDS[videoCodec ?? "h264"]),
    element(0xe0, integer(0xb0, widthPx ?? 1), integer(0xba, heightPx ?? 1)));
  return Buffer.concat([
    element(0x1a45dfa3, integer(0x4286, 1), integer(0x42f7, 1), integer(0x42f2, 4), integer(0x42f3, 8), text(0x4282, "matroska"), integer(0x4287, 4), integer(0x4285, 2)),
    idBytes(0x18538067), UNKNOWN_SIZE,
    element(0x1549a966, integer(0x2ad7b1, 1_000_000)),
    element(0x1654ae6b, video, ...(audio === null ? [] : audioEntry(audio))),
  ]);
}

function block(track: number, mediaMs: number, flags: number, payload: Buffer): Buffer {
  return element(0x1f43b675, integer(0xe7, mediaMs), element(0xa3, Buffer.from([0x80 + track, 0, 0, flags]), payload));
}

/** One frame. `mediaMs` in whole milliseconds, ≥ 0. */
export const matroskaVideoBlock = (mediaMs: number, isKey: boolean, payload: Buffer): Buffer => block(VIDEO_TRACK, mediaMs, isKey ? KEY_FLAG : 0, payload);

/** A stretch of sound. */
export const matroskaAudioBlock = (mediaMs: number, payload: Buffer): Buffer => block(AUDIO_TRACK, mediaMs, KEY_FLAG, payload);

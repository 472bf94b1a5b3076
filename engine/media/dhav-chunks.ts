// Dahua's own format, chunk by chunk: `DHAV`, a head with date and millisecond counter, extensions, the frame, `dhav` and the
// length again. A file may begin with a `DAHUA` block, which is passed over. Layout: DOMAIN §2, and ffmpeg's dhav demuxer as read.

import type { ByteWindow } from "./byte-window.ts";
import { CHUNK_MAX_BYTES, PLAIN_CHUNK, walkChunks, type ChunkAudioCodec, type ChunkDamage, type ChunkStep, type ChunkVideoCodec, type MediaChunk } from "./media-chunk.ts";
import { msFromPackedDate } from "./packed-date.ts";

/** The 16 bits of the head's millisecond counter. */
export const DHAV_COUNTER_MS = 65_536;

const HEAD_BYTES = 24;
const TAIL_BYTES = 8;
const HEAD = Buffer.from("DHAV");
const TAIL = Buffer.from("dhav");
const KINDS: Readonly<Record<number, MediaChunk["kind"]>> = { 0xfd: "key", 0xfc: "frame", 0xf0: "audio" };
const VIDEO_CODECS: Readonly<Record<number, ChunkVideoCodec>> = { 1: "mpeg4", 2: "h264", 3: "mjpeg", 4: "h264", 8: "h264", 12: "hevc" };
const AUDIO_CODECS: Readonly<Record<number, ChunkAudioCodec>> = { 0x0a: "pcm_mulaw", 0x16: "pcm_mulaw", 0x0e: "pcm_alaw", 0x0c: "pcm_s16le", 0x10: "pcm_s16le", 0x1a: "aac" };
const AUDIO_RATES_HZ = [8_000, 4_000, 8_000, 11_025, 16_000, 20_000, 22_050, 32_000, 44_100, 48_000] as const;
/** Bytes of the extensions that are not read, tag included; all others are 4. */
const EXTENSION_BYTES: Readonly<Record<number, number>> = { 0x82: 8, 0x88: 8, 0x8c: 8, 0x91: 8, 0x92: 8, 0x93: 8, 0x95: 8, 0x9a: 8, 0x9b: 8, 0xb3: 8, 0x94: 12, 0x96: 12, 0xa0: 12, 0xb2: 12, 0xb4: 12 };

type Extensions = Pick<MediaChunk, "videoCodec" | "widthPx" | "heightPx" | "audioCodec" | "audioRateHz">;

function readExtensions(bytes: Buffer): Extensions {
  let { videoCodec, widthPx, heightPx, audioCodec, audioRateHz }: Extensions = PLAIN_CHUNK;
  for (let at = 0; at + 4 <= bytes.length; at += EXTENSION_BYTES[bytes[at]!] ?? 4) {
    const tag = bytes[at];
    if (tag === 0x80) [widthPx, heightPx] = [8 * bytes[at + 2]!, 8 * bytes[at + 3]!];
    if (tag === 0x81) videoCodec = VIDEO_CODECS[bytes[at + 2]!] ?? null;
    if (tag === 0x82 && at + 8 <= bytes.length) [widthPx, heightPx] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)];
    if (tag === 0x83) [audioCodec, audioRateHz] = [AUDIO_CODECS[bytes[at + 2]!] ?? null, AUDIO_RATES_HZ[bytes[at + 3]!] ?? null];
  }
  return { videoCodec, widthPx, heightPx, audioCodec, audioRateHz };
}

async function readStep(window: ByteWindow, at: number): Promise<ChunkStep> {
  if (!window.holds(at, HEAD_BYTES)) await window.load(at, HEAD_BYTES);
  const head = window.view(at, HEAD_BYTES);
  if (!head.subarray(0, 4).equals(HEAD)) return { lostAt: at + 1, isCut: false };
  if (head.length < HEAD_BYTES) return { lostAt: at + 4, isCut: true };
  const lengthBytes = head.readUInt32LE(12);
  const extensionBytes = head[22]!;
  const payloadBytes = lengthBytes - HEAD_BYTES - extensionBytes - TAIL_BYTES;
  if (payloadBytes < 0 || lengthBytes > CHUNK_MAX_BYTES) return { lostAt: at + 4, isCut: false };
  const endAt = at + lengthBytes;
  if (endAt > window.sizeBytes) return { lostAt: at + 4, isCut: true };
  if (!window.holds(at, lengthBytes)) await window.load(at, lengthBytes);
  const tail = window.view(endAt - TAIL_BYTES, TAIL_BYTES);
  if (!tail.subarray(0, 4).equals(TAIL)) return { lostAt: at + 4, isCut: false };
  const kind = KINDS[head[4]!];
  if (kind === undefined || payloadBytes === 0) return { chunk: null, endAt };
  return {
    endAt,
    chunk: {
      ...PLAIN_CHUNK, kind, at, payloadAt: at + HEAD_BYTES + extensionBytes, payloadBytes, dateMs: msFromPackedDate(head.readUInt32LE(16)), counterMs: head.readUInt16LE(20),
      ...readExtensions(window.view(at + HEAD_BYTES, extensionBytes)),
    },
  };
}

/** Frames and sound in the order of the file, from the first chunk at or after `fromAt`. */
export const readDhavChunks = (window: ByteWindow, fromAt: number, damage: ChunkDamage): AsyncGenerator<MediaChunk> =>
  walkChunks(window, fromAt, damage, readStep, (searched, at) => searched.find(HEAD, at, searched.sizeBytes));

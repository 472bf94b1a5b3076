// Exports of XMEye/Xiongmai recorders, chunk by chunk. They are called .h264 and are none: heads with lengths stand between the
// frames, a date in the head of each keyframe, or none in any. Layout: DOMAIN §2.

import type { ByteWindow } from "./byte-window.ts";
import { CHUNK_MAX_BYTES, PLAIN_CHUNK, walkChunks, type ChunkDamage, type ChunkStep, type MediaChunk } from "./media-chunk.ts";
import { msFromPackedDate } from "./packed-date.ts";

const SIGNATURE = Buffer.from([0, 0, 1]);
const KEY = 0xfc;
const FRAME = 0xfd;
const AUDIO = 0xfa;
const INFO = 0xf9;
const HEAD_MAX_BYTES = 16;
const H264_CODE = 2;
const ALAW_CODE = 0x0e;
const RATE_8_KHZ_CODE = 2;
/** Above the frames a second stand flags. */
const RATE_BITS = 0x3f;

/** A video stream has no network unit of these types: their first bit is forbidden there. */
const isChunkType = (byte: number | undefined): boolean => byte === KEY || byte === FRAME || byte === AUDIO || byte === INFO;
const startsChunk = (bytes: Buffer): boolean => bytes.subarray(0, 3).equals(SIGNATURE) && isChunkType(bytes[3]);

/** The chunk whose head these bytes are; null where they are none. */
function readHead(head: Buffer, at: number): { readonly chunk: MediaChunk; readonly isShown: boolean } | null {
  const type = head[3];
  const payload = (headBytes: number, payloadBytes: number): Pick<MediaChunk, "at" | "payloadAt" | "payloadBytes"> => ({ at, payloadAt: at + headBytes, payloadBytes });
  if (type === KEY && head.length >= 16) {
    const packedDate = head.readUInt32LE(8);
    const dateMs = msFromPackedDate(packedDate);
    const [widthPx, heightPx] = [8 * head[6]!, 8 * head[7]!];
    // A recorder whose clock was never set writes no date; what is none must look like a head in all else.
    const isUndated = packedDate === 0 && head[4] !== 0 && widthPx > 0 && heightPx > 0;
    if (dateMs === null && !isUndated) return null;
    return {
      isShown: true,
      chunk: {
        ...PLAIN_CHUNK, ...payload(16, head.readUInt32LE(12)), kind: "key", dateMs, videoCodec: head[4] === H264_CODE ? "h264" : null,
        widthPx: widthPx || null, heightPx: heightPx || null, framesPerSecond: (head[5]! & RATE_BITS) || null,
      },
    };
  }
  if (type === FRAME && head.length >= 8) return { isShown: true, chunk: { ...PLAIN_CHUNK, ...payload(8, head.readUInt32LE(4)), kind: "frame" } };
  if (type === AUDIO && head.length >= 8) {
    const audioCodec = head[4] === ALAW_CODE ? "pcm_alaw" : null;
    return { isShown: true, chunk: { ...PLAIN_CHUNK, ...payload(8, head.readUInt16LE(6)), kind: "audio", audioCodec, audioRateHz: head[5] === RATE_8_KHZ_CODE ? 8_000 : null } };
  }
  return type === INFO && head.length >= 8 ? { isShown: false, chunk: { ...PLAIN_CHUNK, ...payload(8, head.readUInt16LE(6)), kind: "audio" } } : null;
}

/** Believes a length where the next chunk, or the file's end, stands behind it; else the chunk ends where the next one begins. */
async function readStep(window: ByteWindow, at: number): Promise<ChunkStep> {
  if (!window.holds(at, HEAD_MAX_BYTES)) await window.load(at, HEAD_MAX_BYTES);
  const head = window.view(at, HEAD_MAX_BYTES);
  if (!startsChunk(head)) return { lostAt: at + 1, isCut: false };
  const read = readHead(head, at);
  if (read === null) return { lostAt: at + 4, isCut: head.length < HEAD_MAX_BYTES };
  const { chunk, isShown } = read;
  const endAt = chunk.payloadAt + chunk.payloadBytes;
  if (chunk.payloadBytes > CHUNK_MAX_BYTES) return { lostAt: at + 4, isCut: false };
  if (endAt > window.sizeBytes) return { lostAt: at + 4, isCut: true };
  const neededBytes = Math.min(endAt + 4, window.sizeBytes) - at;
  if (!window.holds(at, neededBytes)) await window.load(at, neededBytes);
  if (endAt < window.sizeBytes && !startsChunk(window.view(endAt, 4))) {
    const next = await seekChunk(window, chunk.payloadAt);
    // A chunk inside the claimed length: this head lies. Behind it: rubbish follows a whole chunk.
    if (next !== null && next < endAt) return { lostAt: next, isCut: false };
  }
  return { chunk: isShown && chunk.payloadBytes > 0 ? chunk : null, endAt };
}

async function seekChunk(window: ByteWindow, fromAt: number): Promise<number | null> {
  for (let at: number | null = fromAt; at !== null; at += 1) {
    at = await window.find(SIGNATURE, at, window.sizeBytes);
    if (at === null) return null;
    await window.load(at, HEAD_MAX_BYTES);
    if (isChunkType(window.view(at, 4)[3]) && readHead(window.view(at, HEAD_MAX_BYTES), at) !== null) return at;
  }
  return null;
}

/** Frames and sound in the order of the file, from the first chunk at or after `fromAt`. */
export const readXmeyeChunks = (window: ByteWindow, fromAt: number, damage: ChunkDamage): AsyncGenerator<MediaChunk> =>
  walkChunks(window, fromAt, damage, readStep, seekChunk);

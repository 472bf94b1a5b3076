// Files as recorders with formats of their own write them, from the frames of a numbered clip: Dahua's DHAV, Xiongmai's chunks.
// Written from DOMAIN §2, not from the readers, so that the two can disagree.

import { ffmpegOutput, makeClip } from "./numbered-footage.ts";

/** 2024-05-01 08:00:00 as the recorder's own clock shows it. */
export const DEVICE_START_MS = Date.UTC(2024, 4, 1, 8);

export interface RawFrame {
  readonly isKey: boolean;
  readonly bytes: Buffer;
}

/** Frames without reordering, as cameras send them: a keyframe each ten. */
const CAMERA_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-bf", "0", "-g", "10", "-x264-params", "keyint=10:min-keyint=10:scenecut=0:sliced-threads=0:threads=1", "-crf", "18", "-pix_fmt", "yuv420p"];
const CAMERA_HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "18", "-x265-params", "keyint=10:min-keyint=10:scenecut=0:bframes=0:log-level=error", "-pix_fmt", "yuv420p"];

/** A raw stream of numbered frames; 192 × 64 pixels. */
export const rawClip = (codec: "h264" | "hevc", frames: number): Promise<string> =>
  makeClip({ fileName: `raw.${codec}`, frames, encode: codec === "h264" ? CAMERA_H264 : CAMERA_HEVC, mux: ["-f", codec] });

/** The frames of a raw clip one by one. */
export async function rawFrames(codec: "h264" | "hevc", count: number): Promise<RawFrame[]> {
  const path = await rawClip(codec, count);
  // Each frame begins with an access unit delimiter once ffmpeg has put them in.
  const bytes = await ffmpegOutput(["-f", codec, "-i", `file:${path}`, "-c", "copy", "-bsf:v", `${codec}_metadata=aud=insert`, "-f", codec, "pipe:1"]);
  const delimiter = codec === "h264" ? Buffer.from([0, 0, 0, 1, 0x09]) : Buffer.from([0, 0, 0, 1, 0x46, 0x01]);
  const starts: number[] = [];
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + 1)) starts.push(at);
  if (starts.length !== count) throw new Error(`${starts.length} frames instead of ${count}`);
  return starts.map((start, i) => ({ isKey: i % 10 === 0, bytes: bytes.subarray(start, starts[i + 1] ?? bytes.length) }));
}

export function packedDate(ms: number): number {
  const date = new Date(ms);
  const high = ((date.getUTCFullYear() - 2000) << 26) | ((date.getUTCMonth() + 1) << 22) | (date.getUTCDate() << 17);
  return (high | (date.getUTCHours() << 12) | (date.getUTCMinutes() << 6) | date.getUTCSeconds()) >>> 0;
}

export interface DhavOptions {
  readonly codec?: "h264" | "hevc";
  /** Device time of each frame, ms since 1970 as if it were UTC; its length is the number of frames. */
  readonly deviceMs: readonly number[];
  /** A kilobyte that begins with `DAHUA`. */
  readonly hasDahuaHead?: boolean;
  /** 20 ms of A-law behind each frame. */
  readonly hasAudio?: boolean;
  /** What the millisecond counter shows at device time 0 ms. */
  readonly counterOffsetMs?: number;
  /** What the recorder's clock shows while the counter runs on. Default: the device time itself. */
  readonly shownMs?: (deviceMs: number, frameNo: number) => number;
}

function dhavChunk(type: number, date: number, counterMs: number, extension: Buffer, payload: Buffer): Buffer {
  const lengthBytes = 24 + extension.length + payload.length + 8;
  const head = Buffer.alloc(24);
  head.write("DHAV", 0, "latin1");
  head[4] = type;
  head.writeUInt32LE(lengthBytes, 12);
  head.writeUInt32LE(date, 16);
  head.writeUInt16LE(((counterMs % 65_536) + 65_536) % 65_536, 20);
  head[22] = extension.length;
  const tail = Buffer.alloc(8);
  tail.write("dhav", 0, "latin1");
  tail.writeUInt32LE(lengthBytes, 4);
  return Buffer.concat([head, extension, payload, tail]);
}

/** The chunks of a DHAV file, one buffer each. */
export async function dhavChunks(options: DhavOptions): Promise<Buffer[]> {
  const { codec = "h264", deviceMs, counterOffsetMs = 0, shownMs = (ms) => ms } = options;
  const frames = await rawFrames(codec, deviceMs.length);
  const video = Buffer.from([0x80, 0, 192 / 8, 64 / 8, 0x81, 0, codec === "h264" ? 2 : 12, 10]);
  const audio = Buffer.from([0x83, 1, 0x0e, 2]);
  return frames.flatMap((frame, i) => {
    const atMs = deviceMs[i]!;
    const date = packedDate(shownMs(atMs, i));
    const counterMs = Math.round(atMs + counterOffsetMs);
    const chunks = [dhavChunk(frame.isKey ? 0xfd : 0xfc, date, counterMs, frame.isKey ? video : Buffer.alloc(0), frame.bytes)];
    if (options.hasAudio === true) chunks.push(dhavChunk(0xf0, date, counterMs, audio, Buffer.alloc(160, 0xd5)));
    // What newer recorders put between: passed over by all players.
    if (i % 7 === 3) chunks.push(dhavChunk(0xf1, date, counterMs, Buffer.alloc(0), Buffer.from("{}")));
    return chunks;
  });
}

export async function dhavFile(options: DhavOptions): Promise<Buffer> {
  const dahua = Buffer.alloc(1024);
  dahua.write("DAHUA\0", 0, "latin1");
  return Buffer.concat([...(options.hasDahuaHead === true ? [dahua] : []), ...(await dhavChunks(options))]);
}

export interface XmeyeOptions {
  /** Device time of each frame, ms since 1970 as if it were UTC; its length is the number of frames. */
  readonly deviceMs: readonly number[];
  /** 160 bytes of A-law for each 20 ms that pass between the frames. */
  readonly hasAudio?: boolean;
  /** Whether the recorder's clock tells a date at a frame; default always. */
  readonly isDated?: (frameNo: number) => boolean;
  /** What the heads claim for frames a second; recorders claim anything. */
  readonly claimedFramesPerSecond?: number;
}

function xmeyeChunk(type: number, head: Buffer, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 1, type]), head, payload]);
}

/** The chunks of an XMEye file, one buffer each. */
export async function xmeyeChunks(options: XmeyeOptions): Promise<Buffer[]> {
  const { deviceMs, claimedFramesPerSecond = 25, isDated = () => true } = options;
  const frames = await rawFrames("h264", deviceMs.length);
  let soundMs = deviceMs[0]!;
  const chunks = [xmeyeChunk(0xf9, Buffer.from([0, 0, 4, 0]), Buffer.alloc(4))];
  frames.forEach((frame, i) => {
    const atMs = deviceMs[i]!;
    // No sound was recorded in a hole.
    if (atMs - deviceMs[Math.max(0, i - 1)]! > 1_000) soundMs = atMs;
    for (; options.hasAudio === true && soundMs + 20 <= atMs; soundMs += 20) chunks.push(xmeyeChunk(0xfa, Buffer.from([0x0e, 2, 160, 0]), Buffer.alloc(160, 0xd5)));
    const head = Buffer.alloc(frame.isKey ? 12 : 4);
    if (frame.isKey) {
      head.set([2, claimedFramesPerSecond, 192 / 8, 64 / 8]);
      head.writeUInt32LE(isDated(i) ? packedDate(atMs) : 0, 4);
    }
    head.writeUInt32LE(frame.bytes.length, head.length - 4);
    chunks.push(xmeyeChunk(frame.isKey ? 0xfc : 0xfd, head, frame.bytes));
  });
  return chunks;
}

export const xmeyeFile = async (options: XmeyeOptions): Promise<Buffer> => Buffer.concat(await xmeyeChunks(options));

/** Device times of `count` frames, evenly from a start on; frames from `gapBefore` on come `gapMs` later. */
export function deviceTimes(count: number, stepMs: number, more: { readonly startMs?: number; readonly gapBefore?: number; readonly gapMs?: number } = {}): number[] {
  const { startMs = DEVICE_START_MS, gapBefore = Infinity, gapMs = 0 } = more;
  return Array.from({ length: count }, (_, i) => startMs + i * stepMs + (i >= gapBefore ? gapMs : 0));
}

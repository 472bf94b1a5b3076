// The containers we tell apart by their bytes, and how each is read: by mediabunny, by ourselves or by which of ffmpeg's demuxers.

import { PLACED_TIME_BASE } from "./clock-jumps.ts";
import { isJoined } from "./joined-time-base.ts";
import { isLaterPicture } from "./main-picture.ts";

/** Recognised by bytes, never by a file's ending. */
export const containers = ["mp4", "mov", "mkv", "webm", "mpeg-ts", "mpeg-ps", "hikvision-ps", "hikvision-sd", "dhav", "xmeye", "avi", "flv", "asf", "h264", "hevc"] as const;
export type Container = (typeof containers)[number];

export interface ContainerReading {
  /** mediabunny reads packet times from the header without a process, chunk-track.ts and card-track.ts what ffprobe gets wrong; ffprobe reads the rest. */
  readonly reader: "mediabunny" | "chunks" | "card" | "ffprobe";
  /** What ffmpeg is told to take the input for. Chunks reach it through a pipe, as matroska-writer.ts wraps them. */
  readonly demuxer: string;
  readonly mimeType: string;
}

export const CONTAINER_READING = {
  mp4: { reader: "mediabunny", demuxer: "mov", mimeType: "video/mp4" },
  mov: { reader: "mediabunny", demuxer: "mov", mimeType: "video/quicktime" },
  mkv: { reader: "mediabunny", demuxer: "matroska", mimeType: "video/x-matroska" },
  webm: { reader: "mediabunny", demuxer: "matroska", mimeType: "video/webm" },
  "mpeg-ts": { reader: "mediabunny", demuxer: "mpegts", mimeType: "video/mp2t" },
  "mpeg-ps": { reader: "ffprobe", demuxer: "mpeg", mimeType: "video/mpeg" },
  // A 40-byte IMKH head before an ordinary programme stream. DOMAIN: ffprobe takes it as `mpeg`.
  "hikvision-ps": { reader: "ffprobe", demuxer: "mpeg", mimeType: "video/mpeg" },
  // Several programme streams in one preallocated file, with what was overwritten behind and between. See hikvision-card.ts.
  "hikvision-sd": { reader: "card", demuxer: "mpeg", mimeType: "video/mpeg" },
  dhav: { reader: "chunks", demuxer: "matroska", mimeType: "application/octet-stream" },
  xmeye: { reader: "chunks", demuxer: "matroska", mimeType: "application/octet-stream" },
  avi: { reader: "ffprobe", demuxer: "avi", mimeType: "video/x-msvideo" },
  flv: { reader: "ffprobe", demuxer: "flv", mimeType: "video/x-flv" },
  asf: { reader: "ffprobe", demuxer: "asf", mimeType: "video/x-ms-asf" },
  h264: { reader: "ffprobe", demuxer: "h264", mimeType: "application/octet-stream" },
  hevc: { reader: "ffprobe", demuxer: "hevc", mimeType: "application/octet-stream" },
} as const satisfies Record<Container, ContainerReading>;

export function isContainer(value: string | null): value is Container {
  return value !== null && (containers as readonly string[]).includes(value);
}

/** The demuxer to force for a stored container name; null lets ffmpeg probe. */
export function demuxerFor(container: string | null): string | null {
  return isContainer(container) ? CONTAINER_READING[container].demuxer : null;
}

/**
 * Plays in every browser as it is. Matroska does in Chromium alone, so it counts as not.
 * @param timeBase as it is stored: a browser shows the first picture stream, whether it is the footage or not
 */
export function isWebPlayable(container: string | null, videoCodec: string | null, timeBase: string | null): boolean {
  // Of files that were joined, and where a clock jumped, it shows other times than the index, or not all of it.
  if (isLaterPicture(timeBase) || isJoined(timeBase) || timeBase === PLACED_TIME_BASE) return false;
  if (container === "mp4" || container === "mov") return videoCodec === "h264" || videoCodec === "vp9" || videoCodec === "av1";
  return container === "webm" && (videoCodec === "vp8" || videoCodec === "vp9" || videoCodec === "av1");
}

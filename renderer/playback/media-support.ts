// Whether this machine can show a file as it is. Asked of the browser first, learnt from what really happened after: HEVC
// "plays" with no picture where no decoder is there. Names decide nothing alone.

import type { PlayableFile } from "../../contract/model.ts";

/** Containers that Chromium opens, with the type under which it is asked. mkv is webm's elder brother to it. */
const MIME_BY_CONTAINER: readonly (readonly [RegExp, string])[] = [
  [/mp4|mov|m4v|quicktime|isom/i, "video/mp4"],
  [/matroska|mkv|webm/i, "video/webm"],
];

const CODEC_STRINGS: Readonly<Record<string, readonly [mime: string, codec: string]>> = {
  h264: ["video/mp4", "avc1.640028"],
  hevc: ["video/mp4", "hvc1.1.6.L120.90"],
  h265: ["video/mp4", "hvc1.1.6.L120.90"],
  vp8: ["video/webm", "vp8"],
  vp9: ["video/webm", "vp09.00.40.08"],
  av1: ["video/mp4", "av01.0.08M.08"],
};

/** The type to open a file under; null where the container is none for a browser. */
export function mimeOfContainer(container: string): string | null {
  return MIME_BY_CONTAINER.find(([pattern]) => pattern.test(container))?.[1] ?? null;
}

const signature = (file: Pick<PlayableFile, "container" | "videoCodec">): string => `${file.container} ${file.videoCodec ?? ""}`;

export class MediaSupport {
  private readonly failedFiles = new Set<number>();
  private readonly pictureless = new Set<string>();
  private readonly canPlayType: (type: string) => string;
  /** What the browser answered: it is asked for each tile at every frame, and does not change its mind. */
  private readonly isPlayable = new Map<string, boolean>();

  constructor(canPlayType: (type: string) => string) {
    this.canPlayType = canPlayType;
  }

  /** The type to try the original under; null where a playable copy is needed. */
  directMime(file: Pick<PlayableFile, "fileId" | "container" | "videoCodec">): string | null {
    const mime = mimeOfContainer(file.container);
    const codec = CODEC_STRINGS[file.videoCodec?.toLowerCase() ?? ""];
    if (mime === null || codec === undefined) return null;
    if (this.failedFiles.has(file.fileId) || this.pictureless.has(signature(file))) return null;
    return this.canPlay(`${codec[0]}; codecs="${codec[1]}"`) ? mime : null;
  }

  private canPlay(type: string): boolean {
    let isPlayable = this.isPlayable.get(type);
    if (isPlayable === undefined) this.isPlayable.set(type, isPlayable = this.canPlayType(type) !== "");
    return isPlayable;
  }

  /** The original gave an error: this file is not tried again. No picture: nothing of its kind is. */
  learn(file: Pick<PlayableFile, "fileId" | "container" | "videoCodec">, outcome: "error" | "no-picture"): void {
    this.failedFiles.add(file.fileId);
    if (outcome === "no-picture") this.pictureless.add(signature(file));
  }

  /** A person asked to try again. */
  forgive(fileId: number): void {
    this.failedFiles.delete(fileId);
  }

  /** What failed may have been the engine, which was away: all files are tried again. */
  forgiveAll(): void {
    this.failedFiles.clear();
  }
}

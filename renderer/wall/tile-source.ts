// What to play of a file on a tile: itself, its playable copy, or the smaller one; or why none of them yet. And which copies
// the tile would like to have made. Not here: making and following them (playback/proxies.ts).

import type { ErrorFacts } from "../../contract/errors.ts";
import type { PlayableFile } from "../../contract/model.ts";
import { keyTimes, type SourceKind } from "../playback/key-times.ts";
import { MediaSupport } from "../playback/media-support.ts";
import { proxies, type ProxySize } from "../playback/proxies.ts";
import type { SlotFailure, SlotSource } from "../playback/video-slot.ts";

/** Height of smaller copies. */
export const SMALL_HEIGHT_PX = 360;
/** A picture on the screen of this height or less is served as well by a smaller copy. */
const SMALL_TILE_PX = 420;
/** A picture that is not larger than this is small enough itself. */
const SMALL_ENOUGH_PX = 576;

export type SourceFound =
  | { readonly kind: "source"; readonly source: SlotSource }
  /** There, but its first frame's place is still asked for. */
  | { readonly kind: "opening" }
  | { readonly kind: "making"; readonly jobId: number | null }
  | { readonly kind: "error"; readonly error: ErrorFacts };

const mediaSupport = new MediaSupport((type) => document.createElement("video").canPlayType(type));
/** Copies that did not play either: nothing more can be tried by itself. */
const broken = new Set<string>();

const brokenKey = (fileId: number, kind: SourceKind): string => `${kind} ${fileId}`;

/** True where a smaller copy shows as much on a tile as the file itself. */
export const isSmallEnough = (file: PlayableFile, pictureHeightPx: number): boolean => pictureHeightPx <= SMALL_TILE_PX && (file.heightPx ?? 0) > SMALL_ENOUGH_PX;

function copySource(file: PlayableFile, size: ProxySize): SourceFound {
  const kind: SourceKind = size === "small" ? "small" : "proxy";
  const firstMs = keyTimes.firstMs(kind, file.fileId);
  return firstMs === null ? { kind: "opening" } : { kind: "source", source: { fileId: file.fileId, kind, mime: "video/mp4", firstMs } };
}

const isUsable = (file: PlayableFile, size: ProxySize): boolean => proxies.standingOf(file, size).kind === "ready" && !broken.has(brokenKey(file.fileId, size === "small" ? "small" : "proxy"));

/** `pictureHeightPx`: how high the picture is on the screen, in its dots. */
export function findSource(file: PlayableFile, pictureHeightPx: number): SourceFound {
  if (isSmallEnough(file, pictureHeightPx) && isUsable(file, "small")) return copySource(file, "small");
  const mime = mediaSupport.directMime(file);
  if (mime !== null) return { kind: "source", source: { fileId: file.fileId, kind: "file", mime, firstMs: 0 } };
  if (isUsable(file, "full")) return copySource(file, "full");
  // Rather a small picture than none.
  if (isUsable(file, "small")) return copySource(file, "small");
  if (broken.has(brokenKey(file.fileId, "proxy"))) return { kind: "error", error: { code: "proxy-failed", params: {} } };
  const standing = proxies.standingOf(file, wantedSize(file, pictureHeightPx));
  if (standing.kind === "failed") return { kind: "error", error: standing.error };
  return { kind: "making", jobId: standing.kind === "making" ? standing.jobId : null };
}

function wantedSize(file: PlayableFile, pictureHeightPx: number): ProxySize {
  return isSmallEnough(file, pictureHeightPx) && proxies.standingOf(file, "small").kind !== "failed" ? "small" : "full";
}

/** Which copy a tile of this size would like of a file; null where none would help. `isNeeded`: it shows nothing without. */
export function wantedCopy(file: PlayableFile, pictureHeightPx: number): { readonly size: ProxySize; readonly isNeeded: boolean } | null {
  const isDirect = mediaSupport.directMime(file) !== null;
  const size = wantedSize(file, pictureHeightPx);
  if (isDirect) return size === "small" ? { size, isNeeded: false } : null;
  return { size, isNeeded: !isUsable(file, "full") && !isUsable(file, "small") };
}

/** A player refused a source: it is not taken again. */
export function learnFailure(source: SlotSource, file: PlayableFile | null, failure: SlotFailure): void {
  if (source.kind !== "file") {
    broken.add(brokenKey(source.fileId, source.kind));
    keyTimes.forget(source.kind, source.fileId);
  } else if (file !== null) {
    mediaSupport.learn(file, failure);
  }
}

/** A person asked to try again. */
export function forgiveFile(fileId: number): void {
  for (const kind of ["proxy", "small"] as const) broken.delete(brokenKey(fileId, kind));
  mediaSupport.forgive(fileId);
}

// What to play of a file on a tile: itself, its playable copy, or the smaller one; or why none of them yet. And which copies
// the tile would like to have made. Not here: making and following them (playback/proxies.ts).

import type { ErrorFacts } from "../../contract/errors.ts";
import type { PlayableFile } from "../../contract/model.ts";
import { keyTimes, type SourceKind } from "../playback/key-times.ts";
import { MediaSupport } from "../playback/media-support.ts";
import { proxies, type ProxySize } from "../playback/proxies.ts";
import { stretchAt, type Stretch } from "../playback/stretches.ts";
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

/** Files that could not be opened because they are not there, or are others: not the players' failure, forgotten when they are back. */
const away = new Set<number>();

const FULL_FIRST = ["full", "small"] as const satisfies readonly ProxySize[];
const SMALL_FIRST = ["small", "full"] as const satisfies readonly ProxySize[];

const brokenKey = (fileId: number, kind: SourceKind, stretchId: number | null = null): string => `${kind} ${fileId}${stretchId === null ? "" : ` ${stretchId}`}`;
const kindOf = (size: ProxySize): "proxy" | "small" => (size === "small" ? "small" : "proxy");

/** True where a smaller copy shows as much on a tile as the file itself. */
export const isSmallEnough = (file: PlayableFile, pictureHeightPx: number): boolean => pictureHeightPx <= SMALL_TILE_PX && (file.heightPx ?? 0) > SMALL_ENOUGH_PX;

/** The whole copy; while its first frame's place is asked for, what is there of it in parts. */
function wholeSource(file: PlayableFile, size: ProxySize, pictureHeightPx: number, mediaMs: number): SourceFound {
  const whole = copySource(file, size);
  const part = whole.kind === "opening" ? findStretch(file, pictureHeightPx, mediaMs) : null;
  return part === null ? whole : { kind: "source", source: part };
}

function copySource(file: PlayableFile, size: ProxySize): SourceFound {
  const kind = kindOf(size);
  const firstMs = keyTimes.firstMs({ kind, fileId: file.fileId, stretch: null });
  return firstMs === null ? { kind: "opening" } : { kind: "source", source: { fileId: file.fileId, kind, mime: "video/mp4", firstMs, stretch: null } };
}

const stretchSource = (fileId: number, size: ProxySize, stretch: Stretch): SlotSource => ({ fileId, kind: kindOf(size), mime: "video/mp4", firstMs: stretch.firstMs, stretch });

/** The part of a file's copy that holds a place, where the copy is not whole yet: of the size that is wanted, else of the other. */
function findStretch(file: PlayableFile, pictureHeightPx: number, mediaMs: number): SlotSource | null {
  const { fileId } = file;
  for (const size of wantedSize(file, pictureHeightPx) === "small" ? SMALL_FIRST : FULL_FIRST) {
    const stretch = stretchAt(proxies.stretchesOf(fileId, size), mediaMs);
    if (stretch !== null && !broken.has(brokenKey(fileId, kindOf(size), stretch.stretchId))) return stretchSource(fileId, size, stretch);
  }
  return null;
}

/** A part by its id; null where it is gone. */
export function stretchById(fileId: number, stretchId: number): SlotSource | null {
  for (const size of FULL_FIRST) {
    const stretch = proxies.stretchesOf(fileId, size).find((each) => each.stretchId === stretchId);
    if (stretch !== undefined) return stretchSource(fileId, size, stretch);
  }
  return null;
}

/** True where parts of a file's copy are there, or were until a moment ago. Cheap. */
export const isInParts = (fileId: number): boolean => FULL_FIRST.some((size) => proxies.stretchesOf(fileId, size).length > 0);

const isUsable = (file: PlayableFile, size: ProxySize): boolean => proxies.standingOf(file, size).kind === "ready" && !broken.has(brokenKey(file.fileId, kindOf(size)));

/** How much of a file the parts of its copy hold, of the size that holds more; null where there are none. */
export function madePercent({ fileId, durationMs }: PlayableFile): number | null {
  const madeMs = Math.max(...FULL_FIRST.map((size) => proxies.stretchesOf(fileId, size).reduce((sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs, durationMs) - fromMs), 0)));
  return madeMs <= 0 || durationMs <= 0 ? null : Math.min(99, Math.floor((madeMs / durationMs) * 100));
}

/** For a place of a file. `pictureHeightPx`: how high the picture is on the screen, in its dots. */
export function findSource(file: PlayableFile, pictureHeightPx: number, mediaMs: number): SourceFound {
  if (isSmallEnough(file, pictureHeightPx) && isUsable(file, "small")) return wholeSource(file, "small", pictureHeightPx, mediaMs);
  const mime = mediaSupport.directMime(file);
  if (mime !== null) return { kind: "source", source: { fileId: file.fileId, kind: "file", mime, firstMs: 0, stretch: null } };
  if (isUsable(file, "full")) return wholeSource(file, "full", pictureHeightPx, mediaMs);
  // Rather a small picture than none.
  if (isUsable(file, "small")) return wholeSource(file, "small", pictureHeightPx, mediaMs);
  const part = findStretch(file, pictureHeightPx, mediaMs);
  if (part !== null) return { kind: "source", source: part };
  if (broken.has(brokenKey(file.fileId, "proxy"))) return { kind: "error", error: { code: "proxy-failed", params: {} } };
  const standing = proxies.standingOf(file, wantedSize(file, pictureHeightPx));
  if (standing.kind === "failed") {
    if (standing.error.code === "source-offline" || standing.error.code === "original-changed") away.add(file.fileId);
    return { kind: "error", error: standing.error };
  }
  if (away.delete(file.fileId)) {
    forgiveFile(file.fileId);
    return findSource(file, pictureHeightPx, mediaMs);
  }
  return { kind: "making", jobId: standing.kind === "making" ? standing.jobId : null };
}

function wantedSize(file: PlayableFile, pictureHeightPx: number): ProxySize {
  return isSmallEnough(file, pictureHeightPx) && proxies.standingOf(file, "small").kind !== "failed" ? "small" : "full";
}

/**
 * Which copy a tile of this size would like of a file; null where none would help. `isNeeded`: it shows nothing without, and parts of
 * it are better than that.
 */
export function wantedCopy(file: PlayableFile, pictureHeightPx: number): { readonly size: ProxySize; readonly isNeeded: boolean } | null {
  const isDirect = mediaSupport.directMime(file) !== null;
  const size = wantedSize(file, pictureHeightPx);
  if (isDirect) return size === "small" ? { size, isNeeded: false } : null;
  return { size, isNeeded: !isUsable(file, "full") && !isUsable(file, "small") };
}

/** A player refused a source: it is not taken again. */
export function learnFailure(source: SlotSource, file: PlayableFile | null, failure: SlotFailure): void {
  if (source.kind !== "file") {
    broken.add(brokenKey(source.fileId, source.kind, source.stretch?.stretchId ?? null));
    keyTimes.forget(source);
    // It may have been cleared away: then it is made again.
    if (source.stretch !== null) proxies.askAgain();
  } else if (file !== null) {
    mediaSupport.learn(file, failure);
  }
}

/** What could not be opened while the engine was away is tried again. */
export function forgiveAll(): void {
  broken.clear();
  mediaSupport.forgiveAll();
}

/** A person asked to try again. */
export function forgiveFile(fileId: number): void {
  for (const key of [...broken]) if (key.split(" ")[1] === String(fileId)) broken.delete(key);
  mediaSupport.forgive(fileId);
}

// Frames stored while indexing, for whatever must show a picture at once: the card under the pointer, a tile that is scrubbed.
// Which times a file has is asked once; pictures are kept decoded for a while. What is shown always has its own true time.

import type { Recording } from "../../contract/model.ts";
import { nearestFrameNo, previewUrl } from "../../contract/previews.ts";
import { asTrueMs, mediaFromTrue, trueFromMedia, type TrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";

export interface StoredFrame {
  /** Decoded: drawing it takes no time. */
  readonly image: HTMLImageElement;
  /** When the picture was taken, which is seldom the instant that was asked for. */
  readonly trueMs: TrueMs;
}

const FILES_MAX = 2_000;
const IMAGES_MAX = 300;

const timesByFile = new Map<number, Float64Array>();
const images = new Map<string, Promise<HTMLImageElement>>();
const decoded = new Map<string, HTMLImageElement>();

function keepNewest<K, V>(map: Map<K, V>, key: K, value: V, countMax: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > countMax) map.delete(map.keys().next().value as K);
}

/** Takes what an answer told; a file without any is asked again, because they may be made meanwhile. */
export function rememberStoredTimes(fileId: number, mediaMs: Float64Array): void {
  if (mediaMs.length > 0) keepNewest(timesByFile, fileId, mediaMs, FILES_MAX);
}

/** Asks for the times of files that are not known yet, for tiles that will be scrubbed. */
export async function askStoredTimes(fileIds: readonly number[], signal?: AbortSignal): Promise<void> {
  const unknown = [...new Set(fileIds)].filter((fileId) => !timesByFile.has(fileId)).slice(0, 64);
  if (unknown.length === 0) return;
  for (const { fileId, mediaMs } of await call("previews.frames", { fileIds: unknown }, signal)) rememberStoredTimes(fileId, mediaMs);
}

/** Files were read anew: their frames may be others. */
export function forgetStoredFrames(): void {
  timesByFile.clear();
  images.clear();
  decoded.clear();
}

/** Frame of the recording itself that is nearest; frames of the same file beyond a gap do not count. */
function nearestIn(recording: Recording, trueMs: number): { readonly url: string; readonly trueMs: TrueMs } | null {
  const all = timesByFile.get(recording.fileId);
  if (all === undefined) return null;
  const { mediaStartMs: fromMs, mediaEndMs: toMs } = recording;
  let first = nearestFrameNo(all, fromMs) ?? 0;
  while (first < all.length && all[first]! < fromMs) first++;
  let end = nearestFrameNo(all, toMs) ?? 0;
  while (end < all.length && all[end]! < toMs) end++;
  const nearest = nearestFrameNo(all.subarray(first, end), mediaFromTrue(recording, trueMs));
  if (nearest === null) return null;
  const frameNo = first + nearest;
  return { url: previewUrl(recording.fileId, frameNo), trueMs: asTrueMs(Math.round(trueFromMedia(recording, all[frameNo]!))) };
}

/** The nearest stored frame, where its times are known and its picture is at hand. */
export function storedFrameAtHand(recording: Recording, trueMs: number): StoredFrame | null {
  const found = nearestIn(recording, trueMs);
  const image = found === null ? undefined : decoded.get(found.url);
  return found === null || image === undefined ? null : { image, trueMs: found.trueMs };
}

/** The nearest stored frame, fetched where it has to be; null where its times are not known (askStoredTimes) or there is none. */
export async function storedFrame(recording: Recording, trueMs: number): Promise<StoredFrame | null> {
  const found = nearestIn(recording, trueMs);
  return found === null ? null : { image: await imageOf(found.url), trueMs: found.trueMs };
}

/** A picture by its address, decoded. @throws where it cannot be had */
export function imageOf(url: string): Promise<HTMLImageElement> {
  const loading = images.get(url) ?? decodeImage(url);
  keepNewest(images, url, loading, IMAGES_MAX);
  return loading;
}

async function decodeImage(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    images.delete(url);
    throw error;
  }
  keepNewest(decoded, url, image, IMAGES_MAX);
  return image;
}

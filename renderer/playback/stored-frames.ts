// Frames stored while indexing, for whatever must show a picture at once: the card under the pointer. One question brings the
// recording, the times of its file's frames and the nearest picture; its neighbours are fetched behind it, because that is where
// a pointer goes next. Pictures are kept decoded for a while. What is shown always has its own true time.

import type { OutputOf } from "../../contract/methods.ts";
import type { Recording } from "../../contract/model.ts";
import { nearestFrameWithin, previewUrl } from "../../contract/previews.ts";
import { asTrueMs, mediaFromTrue, trueFromMedia, type TrueMs } from "../../contract/time.ts";

/** Decoded: drawing it takes no time. */
export type Picture = ImageBitmap;

export interface StoredFrame {
  readonly image: Picture;
  /** When the picture was taken, which is seldom the instant that was asked for. */
  readonly trueMs: TrueMs;
}

const FILES_MAX = 2_000;
const IMAGES_MAX = 300;
/** Frames to each side that are fetched ahead. */
const NEIGHBOURS = 2;

const timesByFile = new Map<number, Float64Array>();
const pictures = new Map<string, Promise<Picture>>();
const decoded = new Map<string, Picture>();

function keepNewest<K, V>(map: Map<K, V>, key: K, value: V, countMax: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > countMax) map.delete(map.keys().next().value as K);
}

/** Files were read anew: their frames may be others. */
export function forgetStoredFrames(): void {
  timesByFile.clear();
  pictures.clear();
  decoded.clear();
}

function keepPicture(key: string, bring: () => Promise<ImageBitmapSource>): Promise<Picture> {
  const known = pictures.get(key);
  if (known !== undefined) return known;
  const made = bring().then((source) => createImageBitmap(source)).then((picture) => {
    keepNewest(decoded, key, picture, IMAGES_MAX);
    return picture;
  });
  made.catch(() => pictures.delete(key));
  keepNewest(pictures, key, made, IMAGES_MAX);
  return made;
}

const bringFrom = (url: string) => async (): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
};

/** A picture by its address. @throws where it cannot be had */
export const pictureAt = (url: string): Promise<Picture> => keepPicture(url, bringFrom(url));

/** Takes an answer. Null: there is no picture. */
export async function rememberStored({ recording, mediaMs, nearest }: OutputOf<"previews.at">): Promise<StoredFrame | null> {
  if (recording === null) return null;
  keepNewest(timesByFile, recording.fileId, mediaMs, FILES_MAX);
  if (nearest === null) return null;
  const image = await keepPicture(previewUrl(recording.fileId, nearest.frameNo), () => Promise.resolve(new Blob([new Uint8Array(nearest.jpeg)], { type: "image/jpeg" })));
  return { image, trueMs: frameTrueMs(recording, mediaMs[nearest.frameNo]!) };
}

const frameTrueMs = (recording: Recording, mediaMs: number): TrueMs => asTrueMs(Math.round(trueFromMedia(recording, mediaMs)));

function nearestOf(recording: Recording, trueMs: number): { readonly all: Float64Array; readonly frameNo: number } | null {
  const all = timesByFile.get(recording.fileId);
  const frameNo = all === undefined ? null : nearestFrameWithin(all, recording.mediaStartMs, recording.mediaEndMs, mediaFromTrue(recording, trueMs));
  return all === undefined || frameNo === null ? null : { all, frameNo };
}

/** The nearest stored frame, where its times are known and its picture is at hand. */
export function storedFrameAtHand(recording: Recording, trueMs: number): StoredFrame | null {
  const found = nearestOf(recording, trueMs);
  const image = found === null ? undefined : decoded.get(previewUrl(recording.fileId, found.frameNo));
  return found === null || image === undefined ? null : { image, trueMs: frameTrueMs(recording, found.all[found.frameNo]!) };
}

/** True where it was told already that nothing is stored of a recording. */
export const isWithoutStored = (recording: Recording): boolean => timesByFile.has(recording.fileId) && nearestOf(recording, recording.startMs) === null;

/** Fetches what lies beside the nearest frame, so that the pointer finds it there. Nothing is said where it cannot be had. */
export function fetchNeighbours(recording: Recording, trueMs: number): void {
  const found = nearestOf(recording, trueMs);
  if (found === null) return;
  for (let away = 1; away <= NEIGHBOURS; away++) {
    for (const frameNo of [found.frameNo + away, found.frameNo - away]) {
      const mediaMs = found.all[frameNo];
      if (mediaMs !== undefined && mediaMs >= recording.mediaStartMs && mediaMs < recording.mediaEndMs) pictureAt(previewUrl(recording.fileId, frameNo)).catch(() => undefined);
    }
  }
}

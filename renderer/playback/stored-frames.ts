// Frames stored while indexing, for whatever must show a picture at once: the card under the pointer. One question brings the
// recording, the times of its file's frames and the nearest picture; those around it are fetched behind it, because that is where
// a pointer goes next. Bytes are kept of many, pictures decoded of some. What is shown always has its own true time.

import type { OutputOf } from "../../contract/methods.ts";
import type { Recording } from "../../contract/model.ts";
import { jpegInRun, nearestFrameWithin, type FrameRun } from "../../contract/previews.ts";
import { asTrueMs, mediaFromTrue, trueFromMedia, type TrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";

/** Decoded: drawing it takes no time. */
export type Picture = ImageBitmap;

export interface StoredFrame {
  readonly image: Picture;
  /** When the picture was taken, which is seldom the instant that was asked for. */
  readonly trueMs: TrueMs;
}

const FILES_MAX = 2_000;
const PICTURES_MAX = 300;
/** Fetched at once around a frame: some minutes to each side. */
const RUN_BYTES = 1_000_000;
const RUNS_MAX = 64;
/** A run that ends nearer than this to the frame is fetched anew around it. */
const FRAMES_AHEAD = 8;
/** Frames to each side that are decoded ahead. */
const DECODED_AHEAD = 2;

const timesByFile = new Map<number, Float64Array>();
const runByFile = new Map<number, FrameRun>();
const fetching = new Set<number>();
const pictures = new Map<string, Promise<Picture>>();
const decoded = new Map<string, Picture>();
/** What was asked before all was forgotten is not kept. */
let generation = 0;

function keepNewest<K, V>(map: Map<K, V>, key: K, value: V, countMax: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > countMax) map.delete(map.keys().next().value as K);
}

/** Files were read anew: their frames may be others. */
export function forgetStoredFrames(): void {
  generation++;
  for (const map of [timesByFile, runByFile, pictures, decoded]) map.clear();
  fetching.clear();
}

function keepPicture(key: string, bring: () => Promise<ImageBitmapSource>): Promise<Picture> {
  const known = pictures.get(key);
  if (known !== undefined) return known;
  const ofGeneration = generation;
  const made = bring().then((source) => createImageBitmap(source)).then((picture) => {
    if (ofGeneration === generation) keepNewest(decoded, key, picture, PICTURES_MAX);
    return picture;
  });
  made.catch(() => pictures.delete(key));
  keepNewest(pictures, key, made, PICTURES_MAX);
  return made;
}

const keyOf = (fileId: number, frameNo: number): string => `${fileId} ${frameNo}`;

const pictureOf = (fileId: number, frameNo: number, jpeg: Uint8Array): Promise<Picture> =>
  keepPicture(keyOf(fileId, frameNo), () => Promise.resolve(new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" })));

/** A picture by its address. @throws where it cannot be had */
export const pictureAt = (url: string): Promise<Picture> => keepPicture(url, async () => {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
});

/** Takes an answer. Null: there is no picture. */
export async function rememberStored({ recording, mediaMs, nearest }: OutputOf<"previews.at">): Promise<StoredFrame | null> {
  if (recording === null) return null;
  keepNewest(timesByFile, recording.fileId, mediaMs, FILES_MAX);
  if (nearest === null) return null;
  return { image: await pictureOf(recording.fileId, nearest.frameNo, nearest.jpeg), trueMs: frameTrueMs(recording, mediaMs[nearest.frameNo]!) };
}

const frameTrueMs = (recording: Recording, mediaMs: number): TrueMs => asTrueMs(Math.round(trueFromMedia(recording, mediaMs)));

function nearestOf(recording: Recording, trueMs: number): { readonly all: Float64Array; readonly frameNo: number } | null {
  const all = timesByFile.get(recording.fileId);
  const frameNo = all === undefined ? null : nearestFrameWithin(all, recording.mediaStartMs, recording.mediaEndMs, mediaFromTrue(recording, trueMs));
  return all === undefined || frameNo === null ? null : { all, frameNo };
}

function jpegOf(fileId: number, frameNo: number): Uint8Array | null {
  const run = runByFile.get(fileId);
  return run === undefined ? null : jpegInRun(run, frameNo);
}

/** The nearest stored frame, where its times are known and its picture is at hand. */
export function storedFrameAtHand(recording: Recording, trueMs: number): StoredFrame | null {
  const found = nearestOf(recording, trueMs);
  const image = found === null ? undefined : decoded.get(keyOf(recording.fileId, found.frameNo));
  return found === null || image === undefined ? null : { image, trueMs: frameTrueMs(recording, found.all[found.frameNo]!) };
}

/** The same where its bytes are at hand: nothing need be asked, only decoded. Null: they are not. */
export function storedFrameSoon(recording: Recording, trueMs: number): Promise<StoredFrame> | null {
  const found = nearestOf(recording, trueMs);
  const jpeg = found === null ? null : jpegOf(recording.fileId, found.frameNo);
  if (found === null || jpeg === null) return null;
  return pictureOf(recording.fileId, found.frameNo, jpeg).then((image) => ({ image, trueMs: frameTrueMs(recording, found.all[found.frameNo]!) }));
}

/** True where it was told already that nothing is stored of a recording. */
export const isWithoutStored = (recording: Recording): boolean => timesByFile.has(recording.fileId) && nearestOf(recording, recording.startMs) === null;

/** Fetches what lies around the nearest frame and decodes its neighbours, so that the pointer finds them there. Nothing is said where they cannot be had. */
export async function fetchAround(recording: Recording, trueMs: number): Promise<void> {
  const found = nearestOf(recording, trueMs);
  if (found === null) return;
  const { fileId } = recording;
  const isAtHand = [-FRAMES_AHEAD, FRAMES_AHEAD].every((away) => jpegOf(fileId, Math.min(found.all.length - 1, Math.max(0, found.frameNo + away))) !== null);
  if (!isAtHand && !fetching.has(fileId)) await fetchRun(fileId, found.frameNo);
  for (let away = 1; away <= DECODED_AHEAD; away++) {
    for (const frameNo of [found.frameNo + away, found.frameNo - away]) {
      const jpeg = jpegOf(fileId, frameNo);
      if (jpeg !== null) pictureOf(fileId, frameNo, jpeg).catch(() => undefined);
    }
  }
}

async function fetchRun(fileId: number, frameNo: number): Promise<void> {
  const ofGeneration = generation;
  fetching.add(fileId);
  try {
    const run = await call("previews.around", { fileId, frameNo, limitBytes: RUN_BYTES });
    if (run !== null && ofGeneration === generation) keepNewest(runByFile, fileId, run, RUNS_MAX);
  } catch {
    // A still is a help: the next movement asks again.
  } finally {
    if (ofGeneration === generation) fetching.delete(fileId);
  }
}

// A minute and a little of a recording in pictures two seconds apart, and where on a line that stands still something changed
// once and stayed: there the minute of a clock without seconds went on. What the line says is for others.

import { decodeGray, type PixelBox } from "./gray-frames.ts";
import { grayPicture, type GrayPicture } from "./gray-picture.ts";
import { even, grayRequest, type PictureClockRequest } from "./picture-clock-request.ts";

/** A running clock changes its minute at least once in it. */
export const STILL_WINDOW_MS = 72_000;
const STEP_MS = 2_000;
const WIDTH_MOST_PX = 1_600;

export interface StillPictures {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pictures: readonly Uint8Array[];
  /** Of the first picture, and from each to the next, in the file. */
  readonly fromMediaMs: number;
  readonly stepMs: number;
}

/** As much as there is around the stretch that was asked for. @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled */
export async function stillPictures(request: PictureClockRequest, whole: PixelBox, signal: AbortSignal): Promise<StillPictures> {
  const { run } = request;
  const middleMs = request.fromMediaMs + request.lengthMs / 2;
  const fromMediaMs = Math.max(run.fromMediaMs, Math.min(middleMs - STILL_WINDOW_MS / 2, run.toMediaMs - STILL_WINDOW_MS));
  const widthPx = even(Math.min(WIDTH_MOST_PX, whole.width));
  const heightPx = even((whole.height * widthPx) / whole.width);
  const pictures: Uint8Array[] = [];
  const lengthMs = Math.min(STILL_WINDOW_MS, run.toMediaMs - fromMediaMs);
  await decodeGray({ ...grayRequest(request, whole, widthPx, heightPx, signal), fromMediaMs, lengthMs, framesPerSecond: 1000 / STEP_MS }, (pixels) => pictures.push(pixels.slice()));
  return { widthPx, heightPx, pictures, fromMediaMs, stepMs: STEP_MS };
}

/** The mean of some of the pictures, half-open. */
export function meanOf({ pictures, widthPx, heightPx }: StillPictures, from: number, to: number): GrayPicture {
  const mean = grayPicture(widthPx, heightPx);
  for (const picture of pictures.slice(from, to)) for (let i = 0; i < picture.length; i++) mean.pixels[i]! += picture[i]! / (to - from);
  return mean;
}

/** Pictures on each side of a change that are compared. */
const SIDE = 8;
const SIDE_LEAST = 2;
/** A pixel of a digit that changed differs by more than this many of its own deviations, and by so much. */
const DEVIATIONS = 2.5;
const DIFFERENCE_MIN = 18;
/** Of the square of a digit's height: a 1 that becomes a 2 changes more. */
const CHANGED_SHARE = 0.05;

interface Side { readonly mean: Float32Array; readonly deviation: Float32Array }

function sideOf({ pictures, widthPx }: StillPictures, box: PixelBox, from: number, to: number): Side {
  const size = box.width * box.height;
  const [mean, deviation] = [new Float32Array(size), new Float32Array(size)];
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const at = (box.y + y) * widthPx + box.x + x;
      let [sum, squares] = [0, 0];
      for (let i = from; i < to; i++) {
        sum += pictures[i]![at]!;
        squares += pictures[i]![at]! ** 2;
      }
      const count = to - from;
      mean[y * box.width + x] = sum / count;
      deviation[y * box.width + x] = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
    }
  }
  return { mean, deviation };
}

/** How each pixel of a line's box tells what stood before a change from what stood after it. */
export interface LineChange {
  /** The first picture that shows what stood after it. */
  readonly index: number;
  /** After less before where a pixel changed and stayed, else 0; and the middle between the two. */
  readonly difference: Float32Array;
  readonly middle: Float32Array;
  readonly changedCount: number;
}

function changeAt(still: StillPictures, box: PixelBox, index: number): LineChange {
  const before = sideOf(still, box, Math.max(0, index - SIDE), index);
  const after = sideOf(still, box, index, Math.min(still.pictures.length, index + SIDE));
  let changedCount = 0;
  const difference = before.mean.map((value, i) => {
    const made = after.mean[i]! - value;
    if (Math.abs(made) < DIFFERENCE_MIN + DEVIATIONS * Math.max(before.deviation[i]!, after.deviation[i]!)) return 0;
    changedCount++;
    return made;
  });
  return { index, difference, middle: before.mean.map((value, i) => (value + after.mean[i]!) / 2), changedCount };
}

/** Where a line changed and stayed as it was then, in the order of time. */
export function changesOfLine(still: StillPictures, box: PixelBox, letterHeightPx: number): LineChange[] {
  const all: LineChange[] = [];
  for (let index = SIDE_LEAST; index <= still.pictures.length - SIDE_LEAST; index++) all.push(changeAt(still, box, index));
  const kept: LineChange[] = [];
  for (const change of all.filter(({ changedCount }) => changedCount >= CHANGED_SHARE * letterHeightPx ** 2).sort((a, b) => b.changedCount - a.changedCount)) {
    if (kept.every(({ index }) => Math.abs(index - change.index) >= SIDE)) kept.push(change);
  }
  return kept.sort((a, b) => a.index - b.index);
}

/** Pictures of a second that a change is looked for in: no more than most recordings have. */
const FINE_PER_SECOND = 25;
/** Looked at on both sides of the two pictures that the change lies between. */
const FINE_MARGIN_MS = 1_000;

/**
 * When the change came, in the file: after `fromMediaMs`, not later than `toMediaMs`. Null where it goes to and fro.
 * @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled
 */
export async function bracketOf(request: PictureClockRequest, whole: PixelBox, still: StillPictures, box: PixelBox, change: LineChange, signal: AbortSignal): Promise<{ readonly fromMediaMs: number; readonly toMediaMs: number } | null> {
  const startMs = Math.max(request.run.fromMediaMs, still.fromMediaMs + (change.index - 1) * still.stepMs - FINE_MARGIN_MS);
  const lengthMs = Math.min(request.run.toMediaMs - startMs, still.stepMs + 2 * FINE_MARGIN_MS);
  const isAfter: boolean[] = [];
  await decodeGray({ ...grayRequest(request, whole, still.widthPx, still.heightPx, signal), fromMediaMs: startMs, lengthMs, framesPerSecond: FINE_PER_SECOND }, (pixels) => {
    let sum = 0;
    for (let y = 0; y < box.height; y++) {
      for (let x = 0; x < box.width; x++) {
        const at = y * box.width + x;
        if (change.difference[at] !== 0) sum += change.difference[at]! * (pixels[(box.y + y) * still.widthPx + box.x + x]! - change.middle[at]!);
      }
    }
    isAfter.push(sum > 0);
  });
  const first = isAfter.indexOf(true);
  if (first < 1 || isAfter.lastIndexOf(false) > first) return null;
  const toMediaMs = startMs + (first * 1000) / FINE_PER_SECOND;
  // A recording with few pictures shows the change that much late at most.
  return { fromMediaMs: toMediaMs - Math.max(1000 / FINE_PER_SECOND, Math.min(still.stepMs, request.frameMs)), toMediaMs };
}

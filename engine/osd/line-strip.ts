// The strip of the picture that a place which ticks stands in, decoded once more at the size that letters are read at: one
// mean picture for each second. Knows where it lies in the picture; what stands on it is for others.

import { SecondMeans, unitsBox } from "./digit-templates.ts";
import { decodeGray, type GrayRequest, type PixelBox } from "./gray-frames.ts";
import { scaled, type GrayPicture } from "./gray-picture.ts";
import type { TickFrames, TickPlace } from "./tick-places.ts";

export interface PictureClockRequest {
  readonly path: string;
  readonly container: string | null;
  readonly timeBase: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fromMediaMs: number;
  readonly lengthMs: number;
  /** Where the clock stands, in fractions of the picture; null: it is looked for. */
  readonly region: Region | null;
  /** From one picture of the file to the next: a tick is seen that much late at most. */
  readonly frameMs: number;
  readonly timezone: string;
  /** What the file's own time says at the beginning of the stretch; null where nobody knows. */
  readonly nearMs: number | null;
}

/** In fractions 0–1 of the picture. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Encoders keep colour for pairs of pixels. */
export const even = (value: number): number => Math.max(2, Math.floor(value / 2) * 2);

/** What is looked at: the region, or all of it. */
export function boxOfRegion({ widthPx, heightPx, region }: PictureClockRequest): PixelBox {
  if (region === null) return { x: 0, y: 0, width: even(widthPx), height: even(heightPx) };
  const x = Math.min(widthPx - 2, Math.max(0, Math.floor((region.x * widthPx) / 2) * 2));
  const y = Math.min(heightPx - 2, Math.max(0, Math.floor((region.y * heightPx) / 2) * 2));
  return { x, y, width: even(Math.min(widthPx - x, Math.ceil(region.w * widthPx))), height: even(Math.min(heightPx - y, Math.ceil(region.h * heightPx))) };
}

/** Pictures of a second that are looked at. */
export const PER_SECOND = 10;
/** Letters of this height are told apart as well as larger ones. */
const LETTER_ENOUGH_PX = 26;
/** Digits that the decoder gives lower than this are no shapes any more, however large they are made. */
const LETTER_MIN_PX = 7;
/** Lower letters are made larger before they are learnt. */
const FINE_ENOUGH_PX = 22;

export function grayRequest(request: PictureClockRequest, part: PixelBox, widthPx: number, heightPx: number, signal: AbortSignal): GrayRequest {
  const { path, container, timeBase, fromMediaMs, lengthMs } = request;
  const whole = { widthPx: request.widthPx, heightPx: request.heightPx };
  return { path, container, timeBase, fromMediaMs, lengthMs, framesPerSecond: PER_SECOND, whole, part, widthPx, heightPx, signal };
}

export interface LineStrip {
  /** Of each whole second. */
  readonly means: readonly GrayPicture[];
  /** The place and a little more, in the strip's pixels. */
  readonly around: PixelBox;
  /** From the place's own height to the strip's edges, above and below. */
  readonly edgePx: number;
  /** Digits lower than this in the strip were too low to be read. */
  readonly leastPx: number;
  /** A part of the strip in fractions of the picture. */
  regionOf(box: PixelBox): Region;
}

/** What is taken above and below a place, and beside it, in pixels of the small pictures. */
const ABOVE_PX = 12;
const BESIDE_PX = 6;

function aroundPlace({ box }: TickPlace, factor: number, strip: { readonly widthPx: number; readonly heightPx: number }): PixelBox {
  const left = Math.max(0, Math.floor((box.x - BESIDE_PX) * factor));
  return { x: left, y: 0, width: Math.min(strip.widthPx - left, Math.ceil((box.width + 2 * BESIDE_PX) * factor)), height: strip.heightPx };
}

/**
 * @param whole the part of the picture that the small pictures are of
 * @throws AppError ffmpeg-missing, ffmpeg-failed, cancelled
 */
export async function stripAround(request: PictureClockRequest, whole: PixelBox, small: TickFrames, place: TickPlace, signal: AbortSignal): Promise<LineStrip> {
  const toWhole = whole.width / small.widthPx;
  const top = Math.floor(Math.max(0, Math.floor((place.box.y - ABOVE_PX) * toWhole)) / 2) * 2;
  const bottom = Math.min(whole.height, Math.ceil((place.box.y + place.box.height + ABOVE_PX) * toWhole));
  const part: PixelBox = { x: whole.x, y: whole.y + top, width: whole.width, height: even(bottom - top) };
  // Large letters are told apart as well when they are smaller, and in a fraction of the time.
  const decodedScale = Math.min(1, LETTER_ENOUGH_PX / (place.box.height * toWhole));
  const decoded = { widthPx: even(part.width * decodedScale), heightPx: even(part.height * decodedScale) };
  const seconds = new SecondMeans(decoded.widthPx, decoded.heightPx, PER_SECOND, place.phase);
  await decodeGray(grayRequest(request, part, decoded.widthPx, decoded.heightPx, signal), (pixels) => seconds.add(pixels));
  const coarse = seconds.means();
  // Small letters stand between whole pixels, each a little otherwise: twice as large they are compared at half pixels.
  const finer = coarse.length > 0 && unitsBox(coarse, aroundPlace(place, toWhole * decodedScale, decoded)).height < FINE_ENOUGH_PX ? 2 : 1;
  const scale = decodedScale * finer;
  return {
    means: finer === 1 ? coarse : coarse.map((mean) => scaled(mean, finer)),
    around: aroundPlace(place, toWhole * scale, { widthPx: decoded.widthPx * finer, heightPx: decoded.heightPx * finer }),
    leastPx: LETTER_MIN_PX * finer,
    edgePx: Math.round(ABOVE_PX * toWhole * scale),
    regionOf: (box) => ({
      x: (part.x + box.x / scale) / request.widthPx, y: (part.y + box.y / scale) / request.heightPx,
      w: Math.min(1, box.width / scale / request.widthPx), h: Math.min(1, box.height / scale / request.heightPx),
    }),
  };
}

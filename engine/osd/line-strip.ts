// The strip of the picture that a place which ticks stands in, decoded once more at the size that letters are read at: one
// mean picture for each second. Knows where it lies in the picture; what stands on it is for others.

import type { PictureRegion } from "../../contract/picture-clock.ts";
import { SecondMeans, unitsBox } from "./digit-templates.ts";
import { decodeGray, type PixelBox } from "./gray-frames.ts";
import { scaled, type GrayPicture } from "./gray-picture.ts";
import { even, grayRequest, PER_SECOND, type PictureClockRequest } from "./picture-clock-request.ts";
import type { TickFrames, TickPlace } from "./tick-places.ts";

/** Letters of this height are told apart as well as larger ones. */
const LETTER_ENOUGH_PX = 26;
/** Digits that the decoder gives lower than this are no shapes any more, however large they are made. */
const LETTER_MIN_PX = 7;
/** Lower letters are made larger before they are learnt. */
const FINE_ENOUGH_PX = 22;

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
  regionOf(box: PixelBox): PictureRegion;
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

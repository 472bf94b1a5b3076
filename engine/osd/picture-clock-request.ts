// What is asked of a file's picture: which stretch, which part of it, and what of that is decoded.

import type { PictureRegion } from "../../contract/picture-clock.ts";
import type { GrayRequest, PixelBox } from "./gray-frames.ts";

export interface PictureClockRequest {
  readonly path: string;
  readonly container: string | null;
  readonly timeBase: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fromMediaMs: number;
  readonly lengthMs: number;
  /** The run of frames that the stretch lies in: a clock without seconds is looked at for longer. */
  readonly run: { readonly fromMediaMs: number; readonly toMediaMs: number };
  /** Where the clock stands, in fractions of the picture; null: it is looked for. */
  readonly region: PictureRegion | null;
  /** From one picture of the file to the next: a tick is seen that much late at most. */
  readonly frameMs: number;
  readonly timezone: string;
  /** What the file's own time says at the beginning of the stretch; null where nobody knows. */
  readonly nearMs: number | null;
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

/** `part` of the picture, made `widthPx` × `heightPx` large, for the whole stretch. */
export function grayRequest(request: PictureClockRequest, part: PixelBox, widthPx: number, heightPx: number, signal: AbortSignal): GrayRequest {
  const { path, container, timeBase, fromMediaMs, lengthMs } = request;
  const whole = { widthPx: request.widthPx, heightPx: request.heightPx };
  return { path, container, timeBase, fromMediaMs, lengthMs, framesPerSecond: PER_SECOND, whole, part, widthPx, heightPx, signal };
}

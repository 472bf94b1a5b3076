// What reading the clock in a camera's picture answers: the result of an `osd` job. It proposes a time and changes nothing.

import { z } from "zod";
import { cameraId, cameraMs, mediaMs, rowId, trueMs, uncertaintyMs } from "./model.ts";

const fraction = z.number().min(0).max(1);
/** A part of the picture in fractions 0–1 of it. */
export const pictureRegion = z.object({ x: fraction, y: fraction, w: fraction.positive(), h: fraction.positive() });
export type PictureRegion = z.infer<typeof pictureRegion>;

/**
 * Why nothing was read. `too-short`: digits are learnt from twelve seconds at least. `two-clocks`: a recorder's and a camera's,
 * say, that disagree; a region says which is meant. `ambiguous`: it was read and may mean either, day or month, morning or
 * evening. `stands-still`: it does not run. `jumps`: it was set while it was looked at.
 */
export const pictureClockReason = z.enum(["no-clock", "not-readable", "too-short", "two-clocks", "ambiguous", "stands-still", "jumps"]);
export type PictureClockReason = z.infer<typeof pictureClockReason>;

/** `second`: it shows seconds. `minute-change`: it shows none, and its minute was seen to change. `minute`: it was not, any second of it may be meant. */
export const pictureClockPrecision = z.enum(["second", "minute-change", "minute"]);
export type PictureClockPrecision = z.infer<typeof pictureClockPrecision>;

export const pictureClockResult = z.object({
  /**
   * `proposed`: read, and another time than the file's. `agrees`: read, and the same, as far as the clock tells. `unsure`: something ticks or looks
   * like a clock and is not read for sure. `none`: no clock was found.
   */
  state: z.enum(["proposed", "agrees", "none", "unsure"]),
  /** Null where something was read. */
  reason: pictureClockReason.nullable(),
  cameraId, fileId: rowId,
  /** The frame that is spoken of. */
  mediaMs, trueMs,
  /** What the picture's clock shows at that frame, and what the file says. */
  cameraMs: cameraMs.nullable(), fileMs: cameraMs,
  /** cameraMs − fileMs. */
  differenceMs: z.number().nullable(),
  uncertaintyMs,
  /** How finely it was read; null where nothing was. */
  precision: pictureClockPrecision.nullable(),
  /** No date was read: the day is the one that is nearest to the file's own time. */
  isDayOfFile: z.boolean(),
  /** 0–1: share of readings that agree; at most a half where digits and text recogniser did not both speak. */
  confidence: fraction,
  votes: z.number().int(), against: z.number().int(),
  region: pictureRegion.nullable(),
  /** Every clock that was read, with what it shows at that frame: several where they stand in the picture, or where one may mean either. */
  clocks: z.array(z.object({ cameraMs, differenceMs: z.number(), uncertaintyMs: z.number(), votes: z.number().int(), region: pictureRegion })),
});
export type PictureClockResult = z.infer<typeof pictureClockResult>;

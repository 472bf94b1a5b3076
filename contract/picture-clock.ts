// What reading the clock in a camera's picture answers: the result of an `osd` job. It proposes a time and changes nothing.

import { z } from "zod";
import { cameraId, cameraMs, mediaMs, rowId, trueMs, uncertaintyMs } from "./model.ts";

const fraction = z.number().min(0).max(1);
/** A part of the picture in fractions 0–1 of it. */
export const pictureRegion = z.object({ x: fraction, y: fraction, w: fraction.positive(), h: fraction.positive() });
export type PictureRegion = z.infer<typeof pictureRegion>;

export const pictureClockResult = z.object({
  /**
   * `proposed`: read, and another time than the file's. `agrees`: read, and the same. `unsure`: something ticks or looks
   * like a clock and is not read for sure. `none`: no clock was found.
   */
  state: z.enum(["proposed", "agrees", "none", "unsure"]),
  /**
   * Why nothing was read; null where something was. `too-short`: digits are learnt from twelve seconds at least. `two-clocks`:
   * a recorder's and a camera's, say, that disagree; a region says which is meant.
   */
  reason: z.enum(["no-clock", "not-readable", "too-short", "two-clocks"]).nullable(),
  cameraId, fileId: rowId,
  /** The frame that is spoken of. */
  mediaMs, trueMs,
  /** What the picture's clock shows at that frame, and what the file says. */
  cameraMs: cameraMs.nullable(), fileMs: cameraMs,
  /** cameraMs − fileMs. */
  differenceMs: z.number().nullable(),
  uncertaintyMs,
  /** 0–1: share of readings that agree; at most a half where digits and text recogniser did not both speak. */
  confidence: fraction,
  votes: z.number().int(), against: z.number().int(),
  region: pictureRegion.nullable(),
  /** Every clock that was read, with what it shows at that frame; more than one only where several stand in the picture. */
  clocks: z.array(z.object({ cameraMs, differenceMs: z.number(), votes: z.number().int(), region: pictureRegion })),
});
export type PictureClockResult = z.infer<typeof pictureClockResult>;

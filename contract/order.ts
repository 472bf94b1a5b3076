// What can be said of the order of two moments of a case, as it crosses to the clients: the facts of orderInstants
// (time.ts) with the moments they speak of. The sentence is resources/locales/order-sentence.ts.

import { z } from "zod";
import { cameraId, cameraMs, rowId, trueMs, uncertaintyMs } from "./model.ts";

/** Which moment: where a pin begins, when an observation was made, where a fact or what a statement speaks of begins, or any instant of a camera. */
export const momentRef = z.union([
  z.object({ pinId: rowId }),
  z.object({ observationId: rowId }),
  z.object({ factId: rowId }),
  z.object({ statementId: rowId }),
  z.object({ cameraId, atMs: trueMs }),
]);
export type MomentRef = z.infer<typeof momentRef>;

export const orderedMoment = z.object({
  kind: z.enum(["pin", "observation", "fact", "statement", "instant"]),
  pinId: rowId.nullable(), observationId: rowId.nullable(),
  /** Older bundles, which put pins and observations in order alone, have neither. */
  factId: rowId.nullable().default(null), statementId: rowId.nullable().default(null),
  /** The pin's title, the observed exhibit's name, the fact's text, the speaker's name; null for an instant. */
  label: z.string().nullable(),
  /** Null where no camera showed it: then its time is as sure as it was told to be. */
  cameraId: cameraId.nullable(), cameraName: z.string().nullable(),
  trueMs, cameraMs: cameraMs.nullable(), uncertaintyMs,
});
export type OrderedMoment = z.infer<typeof orderedMoment>;

export const momentOrder = z.object({
  a: orderedMoment, b: orderedMoment,
  /** b − a in true time: positive where a comes first by what is known now, established or not. */
  deltaMs: z.number(),
  established: z.boolean(),
  /** Null where the order is not established. */
  first: z.enum(["a", "b", "same"]).nullable(),
  /** `clock-unknown`: how sure a's or b's time is nobody knows. `too-close`: nearer than `neededMs`. Null where established. */
  reason: z.enum(["clock-unknown", "too-close"]).nullable(),
  /** By how much the clock of a or of b (or both together) would have to be wrong to turn the order; null where one clock showed both, or not established. */
  marginMs: z.number().nullable(),
  /** Two standard deviations of the distance: from there on it is established. Null where unknown, 0 within one file. */
  neededMs: z.number().nullable(),
  /** One clock without a jump between showed both: its error cancels. */
  isSameClock: z.boolean(),
  /** Established, and by what the cameras' own clocks claim it was the other way round. */
  isTurnedByClocks: z.boolean(),
});
export type MomentOrder = z.infer<typeof momentOrder>;

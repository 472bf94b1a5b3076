// A moment of a case with all that its order rests on, and the rule that puts two of them in order (docs/time.md, "Order").
// Pure, so that engine and window judge by the same lines; where moments come from is engine/cases/moments.ts.

import { z } from "zod";
import { cameraId, cameraMs, rowId, trueMs, uncertaintyMs } from "./model.ts";
import type { MomentOrder } from "./order.ts";
import { orderInstants, type TrueMs } from "./time.ts";

/** The clock that a moment was told by. */
export const momentClock = z.object({
  cameraId,
  /** Null where nobody has read it. */
  epochId: rowId.nullable(),
  /** A jump of the clock may lie on either side of it: which epoch it is of is a guess. */
  isDoubtful: z.boolean(),
  /** The file that shows it, and one standard deviation of that file's own start on the camera's clock. Null where no footage does. */
  fileId: rowId.nullable(), fileUncertaintyMs: z.number().nonnegative(),
});
export type MomentClock = z.infer<typeof momentClock>;

export const moment = z.object({
  trueMs, uncertaintyMs, cameraMs: cameraMs.nullable(),
  /** Null where no camera showed it. */
  clock: momentClock.nullable(),
});
export type Moment = z.infer<typeof moment>;

/** Where a fact begins (or, with an end alone, ends): as sure as it was told to be, and no clock of ours told it. Null: it has no time, or one in words only. */
export function momentOfTold({ fromMs, toMs, uncertaintyMs }: { readonly fromMs: TrueMs | null; readonly toMs: TrueMs | null; readonly uncertaintyMs: number | null }): Moment | null {
  const trueMs = fromMs ?? toMs;
  return trueMs === null ? null : { trueMs, uncertaintyMs, cameraMs: null, clock: null };
}

/** What orderMoments answers: the facts of MomentOrder without the moments themselves. */
export type OrderFacts = Omit<MomentOrder, "a" | "b">;

/** True where one clock, without a jump between, told both: what it was wrong by cancels. */
function isOneClock(a: MomentClock | null, b: MomentClock | null): boolean {
  if (a === null || b === null || a.cameraId !== b.cameraId) return false;
  if (a.fileId !== null && a.fileId === b.fileId) return true;
  return a.epochId === b.epochId && !a.isDoubtful && !b.isDoubtful;
}

/** Two standard deviations of what one clock does not cancel: where each file starts on it. Within one file nothing is left. */
const placementNeedsMs = (a: MomentClock, b: MomentClock): number =>
  a.fileId !== null && a.fileId === b.fileId ? 0 : 2 * Math.hypot(a.fileUncertaintyMs, b.fileUncertaintyMs);

/** The same moments put in order by what the cameras themselves claim: −1, 0, 1, or 0 where one of them is no camera's. */
const claimedSign = (a: Moment, b: Moment): number => (a.cameraMs === null || b.cameraMs === null ? 0 : Math.sign(b.cameraMs - a.cameraMs));

/**
 * The order of two moments. Within one clock frames order themselves; two of its files do so only as surely as their own
 * starts are known (a start guessed from a file's date orders nothing within minutes). Across clocks: orderInstants.
 */
export function orderMoments(a: Moment, b: Moment): OrderFacts {
  const deltaMs = b.trueMs - a.trueMs;
  if (isOneClock(a.clock, b.clock)) {
    const neededMs = placementNeedsMs(a.clock!, b.clock!);
    const isTooClose = Math.abs(deltaMs) < neededMs;
    return {
      deltaMs, established: !isTooClose, first: isTooClose ? null : deltaMs > 0 ? "a" : deltaMs < 0 ? "b" : "same",
      reason: isTooClose ? "too-close" : null, marginMs: null, neededMs, isSameClock: true, isTurnedByClocks: false,
    };
  }
  const neededMs = a.uncertaintyMs === null || b.uncertaintyMs === null ? null : 2 * Math.hypot(a.uncertaintyMs, b.uncertaintyMs);
  const order = orderInstants(a, b, false);
  if (!order.established) return { deltaMs, established: false, first: null, reason: order.reason, marginMs: null, neededMs, isSameClock: false, isTurnedByClocks: false };
  const claimed = claimedSign(a, b);
  return {
    deltaMs, established: true, first: order.first, reason: null, marginMs: order.marginMs, neededMs, isSameClock: false,
    isTurnedByClocks: claimed !== 0 && claimed !== Math.sign(deltaMs),
  };
}

// What the clocks say of the order of two sights. Within one camera and epoch the clock's error cancels; across clocks the
// rule of docs/time.md holds; a time that somebody told has no clock that could turn it. A clock that nobody has read establishes
// no order but that of its own frames, against a told time neither.

import { asTrueMs, orderInstants } from "../../contract/time.ts";
import type { Sight } from "./sights.ts";

export interface SightOrder {
  /** True: `earlier` was over before `later` began, or as the times were told. */
  readonly isEstablished: boolean;
  /** By how much a clock would have to be wrong to turn it; null where one clock told both. */
  readonly marginMs: number | null;
  /** One of the two was told, with nothing said about how sure. */
  readonly isAsTold: boolean;
}

const isUnread = ({ clock, uncertaintyMs }: Sight): boolean => clock !== null && uncertaintyMs === null;
/** Told, and nothing said about how sure. */
export const isToldPlainly = ({ clock, uncertaintyMs }: Sight): boolean => clock === null && uncertaintyMs === null;

const SAME_CLOCK: SightOrder = { isEstablished: true, marginMs: null, isAsTold: false };

/** The order of the end of one sight and the start of another that is not earlier by the clocks as corrected. */
export function orderOf(earlier: Sight, later: Sight, earlierMs: number = earlier.endMs, laterMs: number = later.startMs): SightOrder {
  if (earlier.observationId === later.observationId || (earlier.clock !== null && earlier.clock === later.clock)) return SAME_CLOCK;
  const marginMs = Math.abs(laterMs - earlierMs);
  if (isUnread(earlier) || isUnread(later)) return { isEstablished: false, marginMs, isAsTold: false };
  if (isToldPlainly(earlier) || isToldPlainly(later)) return { isEstablished: true, marginMs, isAsTold: true };
  const order = orderInstants({ trueMs: asTrueMs(earlierMs), uncertaintyMs: earlier.uncertaintyMs }, { trueMs: asTrueMs(laterMs), uncertaintyMs: later.uncertaintyMs }, false);
  return { isEstablished: order.established, marginMs, isAsTold: false };
}

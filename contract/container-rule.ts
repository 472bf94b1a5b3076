// The container rule, for engine, window and papers alike: what is in a closed container, or hidden, is not seen. A boot that
// was shut on five bags and never opened is an inference about them, however good; only a look at the bags themselves counts.

import type { ObservationState } from "./model.ts";

const SIGHTS: Readonly<Record<ObservationState, boolean>> = { seen: true, carried: true, absent: true, contained: false, hidden: false };

/** True where an observation of this state is a look at the exhibit, or at the place where it is not: an end of an interval of loss. */
export function isSight(state: ObservationState): boolean {
  return SIGHTS[state];
}

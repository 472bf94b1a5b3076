// When something was done at this desk, by the computer's clock: not a time of footage, so to the minute and without uncertainty.

import { isoFromInstant } from "../../contract/time-text.ts";

/** `2021-11-12 14:03` in a zone. */
export function textFromMachineTime(epochMs: number, timezone: string): string {
  return isoFromInstant(Math.round(epochMs), timezone).slice(0, 16).replace("T", " ");
}

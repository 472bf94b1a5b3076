// What stands in a field for a time (time-field.tsx), as forms keep it while it is typed. Pure.

import { asTrueMs, type TrueMs } from "../../contract/time.ts";

/** Milliseconds since the epoch; null where nothing stands in it; `unreadable` where something does that is no time, so that it is never kept as nothing. */
export type FieldTime = number | null | "unreadable";

/** Of a field of true time what is kept of it; a form with one that cannot be read is not kept at all. */
export const trueFromField = (typed: FieldTime): TrueMs | null => (typeof typed === "number" ? asTrueMs(typed) : null);

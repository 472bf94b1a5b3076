// What an observation of an exhibit says as a stretch of its band, for reasoning, window, timeline and bundle alike: of which kind
// it is, where the exhibit then is, how many are written on it. How a band is drawn is each one's own.

import type { Span } from "./continuity.ts";

/** What a span says, whatever it is called: a look at it, a conclusion, a look at where it is not. */
export type SpanKind = "seen" | "inferred" | "absent";
export const spanKindOf = (span: Pick<Span, "state" | "isSight">): SpanKind => (span.state === "absent" ? "absent" : span.isSight ? "seen" : "inferred");

/** What says most closely where it is: who carries it; else what it is in, who has it, where that is. Null: nothing says so. */
export const placeOf = ({ state, holder, container, place }: Pick<Span, "state" | "holder" | "container" | "place">): string | null =>
  (state === "carried" ? (holder ?? container) : (container ?? holder ?? place));

/** How many, as a band has it written; empty where nobody counted. */
export const countText = ({ state, count }: Pick<Span, "state" | "count">): string => (count === null ? (state === "absent" ? "0" : "") : String(count));

// In and out marks as a pair: setting one never leaves them crossed. Pure.

import { asTrueMs, type TrueMs } from "../../contract/time.ts";

export interface Marks {
  readonly inMs: TrueMs | null;
  readonly outMs: TrueMs | null;
}

/** An out mark closes the stretch after its moment: half-open, and never empty. */
export function markedAt(marks: Marks, which: "in" | "out", atMs: TrueMs): Marks {
  if (which === "in") return { inMs: atMs, outMs: marks.outMs !== null && marks.outMs > atMs ? marks.outMs : null };
  const outMs = asTrueMs(marks.inMs === atMs ? atMs + 1 : atMs);
  return { inMs: marks.inMs !== null && marks.inMs < outMs ? marks.inMs : null, outMs };
}

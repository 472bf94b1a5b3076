// The answer "it is not to be seen here" as a range: what one frame without the exhibit takes out of a camera's view. Pure.

import type { Span } from "../../contract/continuity.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";

/**
 * Where a camera is taken to have no view from a frame on which it was not to be seen. After a look on that camera it left
 * between the two, so from here to the camera's next look or the interval's end; with looks only later, up to here from the
 * interval's start; without any, the whole interval. Null: the frame lies outside.
 *
 *     look ────● ·····×━━━━━━━━┤ end        start ├━━━━━━━× ····● look
 */
export function notInViewRange(spans: readonly Span[], cameraId: string, interval: { readonly fromMs: number; readonly toMs: number }, atMs: number): { readonly fromMs: TrueMs; readonly toMs: TrueMs } | null {
  const { fromMs, toMs } = interval;
  if (atMs < fromMs || atMs >= toMs) return null;
  const own = spans.filter((span) => span.cameraId === cameraId && span.endMs >= fromMs && span.startMs <= toMs);
  const earlier = own.filter((span) => span.startMs <= atMs);
  const later = own.filter((span) => span.startMs > atMs).map((span) => span.startMs);
  const endMs = Math.min(toMs, ...later);
  if (earlier.length > 0) return { fromMs: asTrueMs(atMs), toMs: asTrueMs(endMs) };
  if (later.length > 0) return { fromMs: asTrueMs(fromMs), toMs: asTrueMs(Math.min(atMs + 1, endMs)) };
  return { fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs) };
}

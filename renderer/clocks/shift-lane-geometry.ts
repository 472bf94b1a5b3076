// Geometry of the two small lanes of a reading's effect: which stretch they show, and recordings as one path. Pure.

export interface LaneDomain {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** At least this much around the frame, so that a single short clip is not all there is to see. */
const LEAST_MS = 60_000;
/** The shift takes this share of the lane: seen, and not all of it. */
const SHIFT_SHARE = 0.25;

/**
 * The stretch that both lanes show: around the frame before and after, wide enough that the shift is a quarter of it, or
 * all recordings where they are shorter than that.
 */
export function laneDomain(stretches: readonly Stretch[], frame: { readonly beforeMs: number; readonly afterMs: number }): LaneDomain {
  const shiftMs = Math.abs(frame.afterMs - frame.beforeMs);
  const middleMs = (frame.afterMs + frame.beforeMs) / 2;
  const nearest = stretches.filter((s) => s.startMs <= frame.beforeMs && frame.beforeMs < s.endMs);
  const ownMs = Math.max(0, ...nearest.map((s) => s.endMs - s.startMs));
  const halfMs = Math.max(LEAST_MS, shiftMs / SHIFT_SHARE, Math.min(ownMs * 1.5, (shiftMs / SHIFT_SHARE) * 4)) / 2;
  return { fromMs: Math.round(middleMs - halfMs), toMs: Math.round(middleMs + halfMs) };
}

export const xInLane = (atMs: number, domain: LaneDomain, width: number): number => ((atMs - domain.fromMs) / (domain.toMs - domain.fromMs)) * width;

/** The stretches that meet the domain as one path of rectangles, cut at its ends; a short one is still a pixel wide. */
export function lanePath(stretches: readonly Stretch[], domain: LaneDomain, width: number, height: number): string {
  return stretches.filter((s) => s.startMs < domain.toMs && s.endMs > domain.fromMs).map((s) => {
    const left = Math.max(0, xInLane(s.startMs, domain, width));
    const right = Math.max(left + 1, Math.min(width, xInLane(s.endMs, domain, width)));
    return `M${left.toFixed(1)} 2H${right.toFixed(1)}V${height - 2}H${left.toFixed(1)}Z`;
  }).join("");
}

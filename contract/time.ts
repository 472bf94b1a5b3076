// The three names of time and the only place that converts between them.
// Camera time is what a recorder claimed, true time is what we stand behind, media time is where to seek.
// Not here: zones and text (zone.ts, time-text.ts), and where readings are kept (engine/clocks).

import { AppError } from "./errors.ts";
import { firstWhere } from "./sorted-search.ts";

declare const trueBrand: unique symbol;
declare const cameraBrand: unique symbol;
declare const mediaBrand: unique symbol;

/** The instant we stand behind: integer milliseconds since the Unix epoch, UTC. */
export type TrueMs = number & { readonly [trueBrand]: "true" };
/** What the recorder's clock claimed, its zone already applied: integer milliseconds since the Unix epoch, UTC. */
export type CameraMs = number & { readonly [cameraBrand]: "camera" };
/** A position in one file; the first shown frame is 0. Milliseconds; integer in storage. */
export type MediaMs = number & { readonly [mediaBrand]: "media" };

export const asTrueMs = (ms: number): TrueMs => ms as TrueMs;
export const asCameraMs = (ms: number): CameraMs => ms as CameraMs;
export const asMediaMs = (ms: number): MediaMs => ms as MediaMs;

/** One day in milliseconds. */
export const DAY_MS = 86_400_000;
/** Longest recording row that the store keeps, in camera time. ARCHITECTURE.md, "Two store rules". */
export const ROW_MAX_MS = 3_600_000;
/** How far an uncorrected drift may carry a clock away from its last reading, unless the user knows better: 2 s a day. */
export const DRIFT_ALLOWANCE_MS_PER_DAY = 2_000;
/** A clock whose rate lies outside of these is not drifting, its readings are wrong. SWGDE practice. */
export const RATE_MIN = 0.99;
export const RATE_MAX = 1.01;
/** One standard deviation of a reading taken by eye from two displays that tick in seconds: √(1²/12 + 1²/12 + 0.2²) s. */
export const EYE_READING_UNCERTAINTY_MS = 455;
/** A tied reading is told to rest on what has changed from here on: less is rounding. */
export const TIE_MOVED_MS = 50;
/** One standard deviation of a time given in whole seconds: 1/√12 s. */
export const SECOND_RESOLUTION_UNCERTAINTY_MS = 289;

/**
 * A stretch of time, half-open: start ≤ t < end.
 *
 *     start          end
 *       ├─────────────┤      start belongs to it, end does not
 */
export interface Range<T extends number> {
  readonly startMs: T;
  readonly endMs: T;
}

/** True where the two share at least one instant. Ranges that only touch do not overlap. */
export function rangesOverlap<T extends number>(a: Range<T>, b: Range<T>): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

/**
 * The part that both cover, or null.
 *
 *     a   ├────────┤
 *     b        ├────────┤
 *     ∩        ├───┤
 */
export function intersectRanges<T extends number>(a: Range<T>, b: Range<T>): Range<T> | null {
  const startMs = (a.startMs > b.startMs ? a.startMs : b.startMs);
  const endMs = (a.endMs < b.endMs ? a.endMs : b.endMs);
  return startMs < endMs ? { startMs, endMs } : null;
}

/**
 * Joins what overlaps or touches (or lies at most `toleranceMs` apart); the result is sorted and disjoint.
 *
 *     in   ├──┤├───┤   ├──┤
 *            ├──┤
 *     out  ├───────┤   ├──┤
 */
export function mergeRanges<T extends number>(ranges: readonly Range<T>[], toleranceMs = 0): Range<T>[] {
  const sorted = [...ranges].filter((r) => r.startMs < r.endMs).sort((a, b) => a.startMs - b.startMs);
  const merged: Range<T>[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && range.startMs - last.endMs <= toleranceMs) {
      if (range.endMs > last.endMs) merged[merged.length - 1] = { startMs: last.startMs, endMs: range.endMs };
    } else {
      merged.push({ startMs: range.startMs, endMs: range.endMs });
    }
  }
  return merged;
}

/**
 * What of `whole` none of the (sorted, disjoint) `covered` holds.
 *
 *     whole    ├──────────────────┤
 *     covered     ├───┤   ├───┤
 *     out      ├──┤   ├───┤   ├───┤
 */
export function uncoveredRanges<T extends number>(whole: Range<T>, covered: readonly Range<T>[]): Range<T>[] {
  const open: Range<T>[] = [];
  let cursor = whole.startMs;
  for (const range of covered) {
    if (range.endMs <= cursor) continue;
    if (range.startMs >= whole.endMs) break;
    if (range.startMs > cursor) open.push({ startMs: cursor, endMs: range.startMs });
    cursor = range.endMs;
  }
  if (cursor < whole.endMs) open.push({ startMs: cursor, endMs: whole.endMs });
  return open;
}

/** One clock reading reduced to what conversion needs. `uncertaintyMs` is one standard deviation. */
export interface ClockPoint {
  readonly cameraMs: CameraMs;
  readonly trueMs: TrueMs;
  readonly uncertaintyMs: number;
}

/** How one epoch of one camera's clock is corrected: its readings by rising camera time, none twice, true time rising with them. */
export interface ClockCorrection {
  readonly points: readonly ClockPoint[];
  readonly driftAllowanceMsPerDay: number;
}

/** The clock that nobody has read: camera time is shown as it is, and how wrong it may be is unknown. */
export const UNCORRECTED: ClockCorrection = { points: [], driftAllowanceMsPerDay: DRIFT_ALLOWANCE_MS_PER_DAY };

/** An instant with how sure we are of it: one standard deviation, null where nobody can say. */
export interface CorrectedInstant {
  readonly trueMs: TrueMs;
  readonly uncertaintyMs: number | null;
}

/** True ms per camera ms from one point to a later one. */
const rateBetween = (left: ClockPoint, right: ClockPoint): number => (right.trueMs - left.trueMs) / (right.cameraMs - left.cameraMs);

/** Two readings as the one that they are together: weighted by their precision, and surer than either. */
function joinedPoint(a: ClockPoint, b: ClockPoint): ClockPoint {
  const precisionA = 1 / Math.max(a.uncertaintyMs, 1) ** 2;
  const precisionB = 1 / Math.max(b.uncertaintyMs, 1) ** 2;
  const shareB = precisionB / (precisionA + precisionB);
  return {
    cameraMs: asCameraMs(Math.round(a.cameraMs + (b.cameraMs - a.cameraMs) * shareB)),
    trueMs: asTrueMs(Math.round(a.trueMs + (b.trueMs - a.trueMs) * shareB)),
    uncertaintyMs: 1 / Math.sqrt(precisionA + precisionB),
  };
}

/**
 * Builds the correction of one epoch from its readings in any order. Readings so near to each other that their rate is
 * absurd and their uncertainties explain it (two looks by eye within a minute) count as one reading between them:
 * a clock cannot run at half speed or backwards, and times between them must not either.
 * @throws AppError clock-reading-twice where two readings share a camera time,
 *         clock-rate-refused where two neighbours give a rate outside 0.99–1.01 that nothing explains.
 */
export function makeClockCorrection(
  readings: readonly ClockPoint[],
  driftAllowanceMsPerDay: number = DRIFT_ALLOWANCE_MS_PER_DAY,
): ClockCorrection {
  const sorted = readings.map(({ cameraMs, trueMs, uncertaintyMs }) => ({ cameraMs, trueMs, uncertaintyMs })).sort((a, b) => a.cameraMs - b.cameraMs);
  const points: ClockPoint[] = [];
  for (const [i, reading] of sorted.entries()) {
    if (sorted[i + 1]?.cameraMs === reading.cameraMs) throw new AppError("clock-reading-twice", { cameraMs: reading.cameraMs });
    let point: ClockPoint = reading;
    for (let last = points.at(-1); last !== undefined; last = points.at(-1)) {
      const rate = rateBetween(last, point);
      if (rate >= RATE_MIN && rate <= RATE_MAX) break;
      const explainedMs = 4 * Math.hypot(last.uncertaintyMs, point.uncertaintyMs);
      const excessMs = Math.abs((point.trueMs - last.trueMs) - (point.cameraMs - last.cameraMs));
      if (excessMs > explainedMs) throw new AppError("clock-rate-refused", { rate: Number(rate.toFixed(6)) });
      point = joinedPoint(last, point);
      points.pop();
    }
    points.push(point);
  }
  return { points, driftAllowanceMsPerDay };
}

/** True ms per camera ms between two readings. A drift that cannot be told from zero is taken as zero. */
function settledRate(left: ClockPoint, right: ClockPoint): number {
  const cameraSpanMs = right.cameraMs - left.cameraMs;
  const trueSpanMs = right.trueMs - left.trueMs;
  const noiseMs = 2 * Math.hypot(left.uncertaintyMs, right.uncertaintyMs);
  return Math.abs(trueSpanMs - cameraSpanMs) < noiseMs ? 1 : rateBetween(left, right);
}

interface Line {
  readonly anchor: ClockPoint;
  readonly rate: number;
}

/** The straight line that holds at an instant, chosen by whichever clock `key` names. */
function lineAt(points: readonly ClockPoint[], key: "cameraMs" | "trueMs", atMs: number): Line {
  const first = points[0]!;
  const last = points.at(-1)!;
  if (points.length === 1) return { anchor: first, rate: 1 };
  if (atMs <= first[key]) return { anchor: first, rate: settledRate(first, points[1]!) };
  if (atMs >= last[key]) return { anchor: last, rate: settledRate(points.at(-2)!, last) };
  const after = firstWhere(points.length, (i) => points[i]![key] > atMs);
  const left = points[after - 1]!;
  const right = points[after]!;
  return { anchor: left, rate: rateBetween(left, right) };
}

/** One standard deviation of the correction at a camera time; null without a reading. */
export function correctionUncertaintyMs(correction: ClockCorrection, cameraMs: CameraMs): number | null {
  const { points, driftAllowanceMsPerDay } = correction;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  if (cameraMs >= first.cameraMs && cameraMs <= last.cameraMs && points.length > 1) {
    const rightAt = Math.max(1, points.findIndex((p) => p.cameraMs >= cameraMs));
    const left = points[rightAt - 1]!;
    const right = points[rightAt]!;
    const w = (cameraMs - left.cameraMs) / (right.cameraMs - left.cameraMs);
    return Math.hypot((1 - w) * left.uncertaintyMs, w * right.uncertaintyMs);
  }
  const isBefore = cameraMs < first.cameraMs;
  const near = isBefore ? first : last;
  const far = isBefore ? points[1] : points.at(-2);
  const distanceMs = Math.abs(cameraMs - near.cameraMs);
  const allowanceMs = (distanceMs / DAY_MS) * driftAllowanceMsPerDay;
  if (far === undefined || settledRate(isBefore ? near : far, isBefore ? far : near) === 1) {
    return Math.hypot(near.uncertaintyMs, allowanceMs);
  }
  const w = distanceMs / Math.abs(far.cameraMs - near.cameraMs);
  return Math.hypot((1 + w) * near.uncertaintyMs, w * far.uncertaintyMs, allowanceMs);
}

/** True time of a camera time, with one standard deviation (null where the clock was never read). */
export function trueFromCamera(correction: ClockCorrection, cameraMs: CameraMs): CorrectedInstant {
  if (correction.points.length === 0) return { trueMs: asTrueMs(cameraMs), uncertaintyMs: null };
  const { anchor, rate } = lineAt(correction.points, "cameraMs", cameraMs);
  return {
    trueMs: asTrueMs(Math.round(anchor.trueMs + (cameraMs - anchor.cameraMs) * rate)),
    uncertaintyMs: correctionUncertaintyMs(correction, cameraMs),
  };
}

/** What the recorder's clock showed at a true time. Inverse of trueFromCamera to within a millisecond. */
export function cameraFromTrue(correction: ClockCorrection, trueMs: TrueMs): CameraMs {
  if (correction.points.length === 0) return asCameraMs(trueMs);
  const { anchor, rate } = lineAt(correction.points, "trueMs", trueMs);
  return asCameraMs(Math.round(anchor.cameraMs + (trueMs - anchor.trueMs) / rate));
}

/** By how much the clock is fast at a camera time: error = camera − true, negative where slow; null where never read. */
export function clockErrorMs(correction: ClockCorrection, cameraMs: CameraMs): number | null {
  if (correction.points.length === 0) return null;
  return cameraMs - trueFromCamera(correction, cameraMs).trueMs;
}

/**
 * Drift in parts per million, positive where the clock runs fast: (camera span / true span − 1)·10⁶.
 * Null with fewer than two readings, 0 where it cannot be told from zero.
 */
export function driftPpm(correction: ClockCorrection): number | null {
  const first = correction.points[0];
  const last = correction.points.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  return (1 / settledRate(first, last) - 1) * 1e6;
}

/** A recording's place: the same run of frames on the true clock and inside its file, both half-open, both linear. */
export interface MediaPlacement {
  readonly startMs: TrueMs;
  readonly endMs: TrueMs;
  readonly mediaStartMs: MediaMs;
  readonly mediaEndMs: MediaMs;
}

/** Where in the file a true time lies. Outside of the placement it is extrapolated; callers check the range. Not rounded. */
export function mediaFromTrue(placement: MediaPlacement, trueMs: number): MediaMs {
  const trueSpanMs = placement.endMs - placement.startMs;
  const mediaSpanMs = placement.mediaEndMs - placement.mediaStartMs;
  if (trueSpanMs <= 0) return placement.mediaStartMs;
  return asMediaMs(placement.mediaStartMs + ((trueMs - placement.startMs) * mediaSpanMs) / trueSpanMs);
}

/** When a position in the file truly was. Not rounded: playback asks for parts of a millisecond. */
export function trueFromMedia(placement: MediaPlacement, mediaMs: number): TrueMs {
  const trueSpanMs = placement.endMs - placement.startMs;
  const mediaSpanMs = placement.mediaEndMs - placement.mediaStartMs;
  if (mediaSpanMs <= 0) return placement.startMs;
  return asTrueMs(placement.startMs + ((mediaMs - placement.mediaStartMs) * trueSpanMs) / mediaSpanMs);
}

/** What can be said of the order of two instants. */
export type TimeOrder =
  | { readonly established: true; readonly first: "a" | "b" | "same"; readonly marginMs: number | null }
  | { readonly established: false; readonly reason: "clock-unknown" | "too-close" };

/**
 * The order of two instants under the rule of docs/time.md: not established where |Δ| < 2·√(u_a² + u_b²) or either
 * uncertainty is unknown. `marginMs` is by how much a clock would have to be wrong to turn it; null where both come
 * from one camera and epoch, because there the clock's error cancels.
 */
export function orderInstants(a: CorrectedInstant, b: CorrectedInstant, isSameClock: boolean): TimeOrder {
  const deltaMs = b.trueMs - a.trueMs;
  const first = deltaMs > 0 ? "a" : deltaMs < 0 ? "b" : "same";
  if (isSameClock) return { established: true, first, marginMs: null };
  if (a.uncertaintyMs === null || b.uncertaintyMs === null) return { established: false, reason: "clock-unknown" };
  if (Math.abs(deltaMs) < 2 * Math.hypot(a.uncertaintyMs, b.uncertaintyMs) || deltaMs === 0) {
    return { established: false, reason: "too-close" };
  }
  return { established: true, first, marginMs: Math.abs(deltaMs) };
}

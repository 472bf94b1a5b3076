// Times of frames from a recorder's own clock, which says only whole seconds, and from something that counts the time in between
// (a millisecond counter, the sound). Pure. The count gives the steps, the dates keep it honest over gaps and hours.

import type { ClockJump } from "./clock-jumps.ts";

/** One dated moment in the order of the file. */
export interface Tick {
  /** Device local time as if it were UTC, whole seconds, ms; null where it carries none and the count alone says when. */
  readonly dateMs: number | null;
  /** Counted since the tick before, ms. */
  readonly elapsedMs: number;
}

export interface PlacedTicks {
  /** ms after the first tick, strictly ascending. */
  readonly mediaMs: Float64Array;
  /** Device local time of the first tick as if it were UTC, ms: the earliest that fits all dates. 0 where no tick has one. */
  readonly startMs: number;
  /** Where the clock was set: the tick, and how far, ms, negative for back. What came after stands behind what came before. */
  readonly jumps: readonly ClockJump[];
}

/** A date holds for its whole second, and the first frame may lie anywhere in its own. */
const SECOND_MS = 1_000;
/** Count and clock may run apart by this much before the clock corrects the count. */
const SLACK_MS = 250;
/** Beyond this the count was started anew and says nothing. */
const STRAY_MS = 1_000;
/** Dates this much earlier than before are a clock that was set, not jitter. */
const SET_BACK_MS = 2_000;
/** A single date that lies outside of its neighbours, which lie no further apart than this, is a damaged one. */
const NEIGHBOURS_MS = 60_000;
/** Where the count goes on by no more than this, frames follow each other as usual. */
const USUAL_STEP_MS = 400;
/** What a frame lasts where the clock was set back and the count began anew. */
const FRAME_MS = 40;
/** The place of the first frame in its second is read off this much footage: later the two clocks may have drifted apart. */
const PHASE_SPAN_MS = 600_000;

/**
 * @param counterMs where the counter begins again at 0, ms: whole rounds of it that passed in a gap are found by the dates.
 *   Infinity for a count that has no end.
 */
export function placeTicks(ticks: readonly Tick[], counterMs: number): PlacedTicks {
  const mediaMs = new Float64Array(ticks.length);
  const jumps: ClockJump[] = [];
  const firstDated = ticks.findIndex((tick) => tick.dateMs !== null);
  for (let i = 1; i <= (firstDated === -1 ? ticks.length - 1 : firstDated); i++) mediaMs[i] = mediaMs[i - 1]! + Math.max(1, ticks[i]!.elapsedMs);
  if (firstDated === -1) return { mediaMs, startMs: 0, jumps };
  const firstDateMs = ticks[firstDated]!.dateMs!;
  const leadMs = mediaMs[firstDated]!;
  let earliest = 0;
  let latest = SECOND_MS;
  let isPhaseOpen = true;
  let shiftMs = leadMs - firstDateMs;
  for (let i = firstDated + 1; i < ticks.length; i++) {
    const { dateMs, elapsedMs } = ticks[i]!;
    const before = mediaMs[i - 1]!;
    if (dateMs === null) {
      mediaMs[i] = before + Math.max(1, elapsedMs);
      continue;
    }
    const isSetBack = dateMs + shiftMs < before - SECOND_MS - SET_BACK_MS;
    if (isSetBack || isSetAhead(dateMs + shiftMs - before - elapsedMs, elapsedMs, counterMs)) {
      const next = before + Math.max(1, Number.isFinite(counterMs) && elapsedMs > STRAY_MS ? FRAME_MS : elapsedMs);
      jumps.push({ index: i, ms: dateMs + shiftMs - next });
      shiftMs = next - dateMs;
      mediaMs[i] = next;
      isPhaseOpen = false;
      continue;
    }
    const byDate = dateMs + shiftMs;
    const rounds = Number.isFinite(counterMs) ? Math.max(0, Math.round((byDate - before - elapsedMs) / counterMs)) * counterMs : 0;
    const counted = before + elapsedMs + rounds;
    const placed = heldByDate(counted, byDate);
    mediaMs[i] = Math.max(placed, before + 1);
    isPhaseOpen &&= placed === counted && counted < PHASE_SPAN_MS;
    if (!isPhaseOpen) continue;
    earliest = Math.max(earliest, byDate - counted);
    latest = Math.min(latest, byDate + SECOND_MS - counted);
    if (earliest >= latest) isPhaseOpen = false;
  }
  return { mediaMs, startMs: firstDateMs + Math.min(earliest, SECOND_MS - 1) - leadMs, jumps };
}

/**
 * True where the date leaps although the count went on by a frame: the clock was set. In a hole the count runs on, and comes out
 * so small by chance once in a hundred times, where the leap is whole rounds of it always.
 */
function isSetAhead(leapMs: number, elapsedMs: number, counterMs: number): boolean {
  if (!Number.isFinite(counterMs) || elapsedMs > USUAL_STEP_MS || leapMs <= SECOND_MS + SET_BACK_MS) return false;
  return Math.abs(leapMs - Math.round(leapMs / counterMs) * counterMs) > SECOND_MS + SLACK_MS;
}

/** Dates with single damaged ones put between their neighbours: one flipped bit makes years of them. */
export function withoutStrayDates<Date extends number | null>(dates: readonly Date[]): (Date | number)[] {
  const kept: (Date | number)[] = [...dates];
  for (let i = 1; i + 1 < dates.length; i++) {
    const [before, date, next] = [kept[i - 1]!, kept[i]!, kept[i + 1]!];
    if (before === null || date === null || next === null || next < before || next - before > NEIGHBOURS_MS) continue;
    if (date < before - SET_BACK_MS || date > next + SET_BACK_MS) kept[i] = before + Math.floor((next - before) / 2 / SECOND_MS) * SECOND_MS;
  }
  return kept;
}

/** The counted place, moved to the nearest that the date allows; the date itself where the count is far off. */
function heldByDate(counted: number, byDate: number): number {
  const least = byDate - SECOND_MS - SLACK_MS;
  const most = byDate + SECOND_MS + SLACK_MS;
  if (counted >= least && counted <= most) return counted;
  const edge = counted < least ? least : most;
  return Math.abs(counted - edge) <= STRAY_MS ? edge : byDate;
}

// Ticks of the axis, from years to milliseconds, on the calendar of the library's zone: which step fits, where the ticks
// stand and what they say. Pure. The digits are the same in all languages.

import { instantsFromLocal, localFromInstant, offsetMsAt } from "../../contract/zone.ts";
import { msPerPixel, xFromTrue, type Axis } from "./axis.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export type TickUnit = "ms" | "second" | "minute" | "hour" | "day" | "month" | "year";
export interface TickStep {
  readonly unit: TickUnit;
  readonly count: number;
  /** Length of one step; months and years by their mean. */
  readonly aboutMs: number;
}

const step = (unit: TickUnit, count: number, unitMs: number): TickStep => ({ unit, count, aboutMs: count * unitMs });

/** From fine to coarse. */
export const TICK_STEPS: readonly TickStep[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => step("ms", n, 1)),
  ...[1, 2, 5, 10, 15, 30].map((n) => step("second", n, SECOND_MS)),
  ...[1, 2, 5, 10, 15, 30].map((n) => step("minute", n, MINUTE_MS)),
  ...[1, 2, 3, 6, 12].map((n) => step("hour", n, HOUR_MS)),
  ...[1, 2, 7].map((n) => step("day", n, DAY_MS)),
  ...[1, 3, 6].map((n) => step("month", n, 30.44 * DAY_MS)),
  ...[1, 2, 5, 10].map((n) => step("year", n, 365.25 * DAY_MS)),
];

/** The finest step whose labels keep `minGapPx` between their starts. */
export function tickStepFor(msPerPx: number, minGapPx: number): TickStep {
  return TICK_STEPS.find((s) => s.aboutMs / msPerPx >= minGapPx) ?? TICK_STEPS.at(-1)!;
}

export interface Tick {
  readonly atMs: number;
  readonly xPx: number;
  /** Empty for a tick without words. */
  readonly label: string;
}

/** What the upper row of the ruler says: the part of the time that the ticks leave out, and from where on. */
export interface TickContext {
  readonly atMs: number;
  readonly label: string;
}

export interface Ruler {
  readonly step: TickStep;
  readonly ticks: readonly Tick[];
  /** Small marks between the labelled ones. */
  readonly minorXPx: readonly number[];
  readonly contexts: readonly TickContext[];
}

const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

/** Instants of a step of up to half an hour: zones shift by no less, so the machine's arithmetic stays on the calendar. */
function evenInstants(fromMs: number, toMs: number, stepMs: number, timezone: string): number[] {
  const offsetMs = offsetMsAt(timezone, fromMs);
  const instants: number[] = [];
  for (let at = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs; at < toMs; at += stepMs) instants.push(at);
  return instants;
}

/** Local wall times of hours and days, as milliseconds that a UTC calendar reads. */
function wallTimes(fromMs: number, toMs: number, s: TickStep, timezone: string): number[] {
  const stepMs = s.aboutMs;
  // Weeks begin on Monday; 1970-01-05 was one. A step of two days counts from the epoch.
  const originMs = s.unit === "day" && s.count === 7 ? 4 * DAY_MS : 0;
  const wallFrom = fromMs + offsetMsAt(timezone, fromMs) - DAY_MS;
  const wallTo = toMs + offsetMsAt(timezone, toMs) + DAY_MS;
  const walls: number[] = [];
  for (let at = Math.ceil((wallFrom - originMs) / stepMs) * stepMs + originMs; at <= wallTo; at += stepMs) walls.push(at);
  return walls;
}

function wallMonths(fromMs: number, toMs: number, s: TickStep, timezone: string): number[] {
  const first = localFromInstant(fromMs, timezone);
  const monthCount = s.unit === "year" ? 12 * s.count : s.count;
  const walls: number[] = [];
  let month = Math.floor((first.year * 12 + first.month - 1) / monthCount) * monthCount;
  for (; walls.length < 5_000; month += monthCount) {
    const wall = Date.UTC(Math.floor(month / 12), month % 12, 1);
    walls.push(wall);
    if (wall > toMs + 2 * DAY_MS) break;
  }
  return walls;
}

function instantsFromWall(wallMs: number, timezone: string): readonly number[] {
  const d = new Date(wallMs);
  return instantsFromLocal({
    year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate(),
    hour: d.getUTCHours(), minute: d.getUTCMinutes(), second: 0, millisecond: 0,
  }, timezone);
}

/** Where the ticks of a step stand in fromMs ≤ t < toMs, ascending. A repeated hour has its ticks twice, a skipped one none. */
export function tickInstants(fromMs: number, toMs: number, s: TickStep, timezone: string): readonly number[] {
  if (s.unit === "ms" || s.unit === "second" || s.unit === "minute") return evenInstants(fromMs, toMs, s.aboutMs, timezone);
  const walls = s.unit === "month" || s.unit === "year" ? wallMonths(fromMs, toMs, s, timezone) : wallTimes(fromMs, toMs, s, timezone);
  return walls.flatMap((wall) => instantsFromWall(wall, timezone)).filter((at) => at >= fromMs && at < toMs).sort((a, b) => a - b);
}

/** The part of a time that a tick of this unit tells: `14:03:05`, `14:03`, `11-12`, `11`, `2021`, `.250`. */
export function tickLabel(atMs: number, unit: TickUnit, timezone: string): string {
  const t = localFromInstant(atMs, timezone);
  switch (unit) {
    case "ms": return `.${pad(t.millisecond, 3)}`;
    case "second": return `${pad(t.hour)}:${pad(t.minute)}:${pad(t.second)}`;
    case "minute":
    case "hour": return `${pad(t.hour)}:${pad(t.minute)}`;
    case "day": return `${pad(t.month)}-${pad(t.day)}`;
    case "month": return `${t.year}-${pad(t.month)}`;
    case "year": return String(t.year);
  }
}

/** What the ticks leave out, told once in the upper row; empty where they leave nothing out. */
export function contextLabel(atMs: number, unit: TickUnit, timezone: string): string {
  const t = localFromInstant(atMs, timezone);
  const date = `${t.year}-${pad(t.month)}-${pad(t.day)}`;
  switch (unit) {
    case "ms": return `${date} ${pad(t.hour)}:${pad(t.minute)}:${pad(t.second)}`;
    case "second":
    case "minute":
    case "hour": return date;
    case "day": return String(t.year);
    case "month":
    case "year": return "";
  }
}

const CONTEXT_STEP: Readonly<Record<TickUnit, TickStep | null>> = {
  ms: step("second", 1, SECOND_MS), second: step("day", 1, DAY_MS), minute: step("day", 1, DAY_MS), hour: step("day", 1, DAY_MS),
  day: step("year", 1, 365.25 * DAY_MS), month: null, year: null,
};

function contextsOf(axis: Axis, unit: TickUnit, timezone: string): TickContext[] {
  const contextStep = CONTEXT_STEP[unit];
  if (contextStep === null) return [];
  const starts = [axis.fromMs, ...tickInstants(axis.fromMs, axis.toMs, contextStep, timezone)];
  return starts.map((atMs) => ({ atMs, label: contextLabel(atMs, unit, timezone) }));
}

/** Gap between two labels: room for `14:03:05` and air. */
const LABEL_GAP_PX = 84;
const MINOR_GAP_PX = 9;

/** How many small marks fit between two labels, on round times. */
function minorStepFor(s: TickStep, msPerPx: number): TickStep | null {
  const candidates = TICK_STEPS.filter((c) => c.aboutMs < s.aboutMs && c.aboutMs / msPerPx >= MINOR_GAP_PX);
  return candidates.find((c) => Math.abs((s.aboutMs / c.aboutMs) - Math.round(s.aboutMs / c.aboutMs)) < 0.01 || s.unit === "month" || s.unit === "year") ?? null;
}

/** Everything the ruler shows. */
export function rulerOf(axis: Axis, timezone: string): Ruler {
  const perPx = msPerPixel(axis);
  const s = tickStepFor(perPx, LABEL_GAP_PX);
  // A label is wider than its tick: those that start left of the edge still reach in.
  const fromMs = axis.fromMs - LABEL_GAP_PX * perPx;
  const ticks = tickInstants(fromMs, axis.toMs, s, timezone).map((atMs) => ({ atMs, xPx: xFromTrue(axis, atMs), label: tickLabel(atMs, s.unit, timezone) }));
  const minor = minorStepFor(s, perPx);
  const major = new Set(ticks.map((t) => t.atMs));
  const minorXPx = minor === null ? [] : tickInstants(axis.fromMs, axis.toMs, minor, timezone).filter((at) => !major.has(at)).map((at) => xFromTrue(axis, at));
  return { step: s, ticks, minorXPx, contexts: contextsOf(axis, s.unit, timezone) };
}

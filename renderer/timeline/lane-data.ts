// What the lanes in view show, from the engine: coverage and gaps of cameras, merged coverage of folded groups, what was
// watched, clock readings. Follows the picture and asks in steps of zoom and stretch. Not React state: the canvas reads it at
// each paint, components are told by a version that rises.

import type { OutputOf } from "../../contract/methods.ts";
import { asTrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";
import { msPerPixel, type Axis } from "./axis.ts";
import type { GroupRow, LaneRows } from "./lane-rows.ts";
import { shownIndexes } from "./lanes.ts";
import type { MergedLane, SceneLane, SceneReading } from "./scene.ts";
import { StretchCache, type Asked } from "./stretch-cache.ts";
import type { TimelineView } from "./timeline-view.ts";

type ReadLane = OutputOf<"timeline.read">["lanes"][number];
type WatchedLane = OutputOf<"watched.read">["lanes"][number];

/** Who zooms or drags is elsewhere before lanes out of view could serve: they are asked for where the stretch has stayed the same for this long. */
const SOON_AFTER_MS = 250;

const NOTHING = new Float64Array();
export const emptyLane = (cameraId: string): SceneLane => ({
  cameraId,
  coverage: { startMs: NOTHING, endMs: NOTHING, uncertaintyMs: NOTHING },
  gaps: { startMs: NOTHING, endMs: NOTHING, cause: NOTHING },
  breaks: { startMs: NOTHING, endMs: NOTHING, count: NOTHING },
});

/** The step of resolution to ask for: powers of two, never coarser than a pixel. */
export function askedResolution(perPx: number): number {
  return 2 ** Math.floor(Math.log2(perPx));
}

/** The stretch to ask for: blocks as wide as the window, from the one before to the one after what is in view. */
export function askedStretch(axis: Axis): Asked {
  const resolution = askedResolution(msPerPixel(axis));
  const blockMs = Math.max(1, Math.ceil(resolution * axis.widthPx * 2));
  return {
    fromMs: Math.floor(axis.fromMs / blockMs) * blockMs - blockMs,
    toMs: Math.ceil(axis.toMs / blockMs) * blockMs + blockMs,
    msPerPixel: resolution,
  };
}

/** True where an answer still serves: it reaches over what is in view and is as fine as it has to be. */
export function isServedBy(asked: Asked | null, axis: Axis): boolean {
  if (asked === null || axis.fromMs < asked.fromMs || axis.toMs > asked.toMs) return false;
  return asked.msPerPixel === askedResolution(msPerPixel(axis));
}

const forEngine = ({ fromMs, toMs, msPerPixel: resolution }: Asked) => ({ fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs), msPerPixel: resolution });

export class LaneData {
  readonly #view: TimelineView;
  readonly #lanes: StretchCache<ReadLane>;
  readonly #merged: StretchCache<MergedLane>;
  readonly #watched: StretchCache<WatchedLane>;
  readonly #listeners = new Set<() => void>();
  #rows: LaneRows;
  /** All lanes are listed in words, not only those in view. */
  #isList = false;
  #asked: Asked | null = null;
  #isAtRest = false;
  #restTimer: ReturnType<typeof setTimeout> | null = null;
  #groups: ReadonlyMap<string, GroupRow> = new Map();
  #readings: ReadonlyMap<string, readonly SceneReading[]> = new Map();
  #frames: { readonly cameraId: string; readonly frameMs: Float64Array } | null = null;
  #version = 0;

  constructor(view: TimelineView, rows: LaneRows) {
    this.#view = view;
    this.#rows = rows;
    this.#lanes = new StretchCache(async (keys, asked, signal) => {
      const { lanes } = await call("timeline.read", { cameraIds: [...keys], ...forEngine(asked) }, signal);
      return new Map(lanes.map((lane) => [lane.cameraId, lane]));
    }, () => this.#changed());
    this.#watched = new StretchCache(async (keys, asked, signal) => {
      const { lanes } = await call("watched.read", { cameraIds: [...keys], ...forEngine(asked) }, signal);
      return new Map(lanes.map((lane) => [lane.cameraId, lane]));
    }, () => this.#changed());
    this.#merged = new StretchCache(async (keys, asked, signal) => {
      const groups = keys.map((key) => [...(this.#groups.get(key)?.cameraIds ?? [])]);
      const answer = await call("timeline.merged", { groups, ...forEngine(asked) }, signal);
      return new Map(keys.map((key, i) => [key, { ...answer.groups[i]!, cameraCount: groups[i]!.length, cameraIds: new Set(groups[i]!) }]));
    }, () => this.#changed());
  }

  get version(): number {
    return this.#version;
  }

  get isLoading(): boolean {
    return this.#lanes.isLoading || this.#merged.isLoading;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a lane shows now: the best at hand, empty while nothing is. */
  laneOf(cameraId: string): SceneLane {
    const { axis } = this.#view;
    const lane: SceneLane = this.#lanes.best(cameraId, axis.fromMs, axis.toMs, askedResolution(msPerPixel(axis))) ?? emptyLane(cameraId);
    const watched = this.#watched.best(cameraId, axis.fromMs, axis.toMs, askedResolution(msPerPixel(axis)));
    const readings = this.#readings.get(cameraId);
    const frameMs = this.#frames?.cameraId === cameraId ? this.#frames.frameMs : undefined;
    return { ...lane, watched, ...(readings === undefined ? {} : { readings }), ...(frameMs === undefined ? {} : { frameMs }) };
  }

  /** Null while nothing is known of the group. */
  mergedOf(key: string): MergedLane | null {
    const { axis } = this.#view;
    return this.#merged.best(key, axis.fromMs, axis.toMs, askedResolution(msPerPixel(axis)));
  }

  setRows(rows: LaneRows, isList: boolean): void {
    this.#rows = rows;
    this.#isList = isList;
    this.#groups = new Map(rows.rows.flatMap((row) => (row.kind === "group" ? [[row.key, row] as const] : [])));
    this.follow();
  }

  setReadings(readings: OutputOf<"timeline.readings">["readings"]): void {
    const byCamera = new Map<string, SceneReading[]>();
    for (const { cameraId, trueMs, errorMs, uncertaintyMs } of readings) {
      const list = byCamera.get(cameraId) ?? [];
      byCamera.set(cameraId, list);
      list.push({ atMs: trueMs, errorMs, uncertaintyMs });
    }
    this.#readings = byCamera;
    this.#changed();
  }

  /** When frames of a camera begin, true time; null: none are to be shown. */
  setFrames(cameraId: string | null, frameMs: Float64Array | null): void {
    this.#frames = cameraId === null || frameMs === null ? null : { cameraId, frameMs };
    this.#changed();
  }

  /** The library has changed: everything is asked for again, what is there is shown until then. */
  outdate(): void {
    this.#lanes.outdate();
    this.#merged.outdate();
    this.#watched.outdate();
  }

  /** Somebody watched something, or clocks moved what was watched. */
  outdateWatched(): void {
    this.#watched.outdate();
  }

  /** Asks for what the picture needs now. Cheap where it needs nothing new. */
  follow(): void {
    const { axis, hasRange } = this.#view;
    if (!hasRange || axis.widthPx < 2) return;
    if (this.#asked === null || !isServedBy(this.#asked, axis)) this.#ask(askedStretch(axis));
    const asked = this.#asked!;
    const inView = this.#isList ? this.#rows.rows.map((_, i) => i) : this.#view.shownIndexes();
    const soon = this.#isList || !this.#isAtRest ? [] : this.#soonIndexes();
    const whole = this.#wholeAsked(axis.widthPx);
    this.#lanes.want({ keys: this.#cameraIds(inView), soonKeys: this.#cameraIds(soon), asked, whole });
    this.#watched.want({ keys: this.#cameraIds(inView), soonKeys: [], asked, whole: null });
    this.#merged.want({ keys: this.#foldedGroups(inView), soonKeys: [], asked, whole });
  }

  #ask(asked: Asked): void {
    this.#asked = asked;
    this.#isAtRest = false;
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#isAtRest = true;
      this.follow();
    }, SOON_AFTER_MS);
  }

  stop(): void {
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#lanes.stop();
    this.#merged.stop();
    this.#watched.stop();
  }

  /** Rows that a turn of the wheel would bring into view: a screen above and below. */
  #soonIndexes(): readonly number[] {
    const { metrics, scrollTopPx, heightPx } = this.#view;
    return shownIndexes(metrics, this.#rows.rows.length, Math.max(0, scrollTopPx - heightPx), heightPx * 3);
  }

  #cameraIds(indexes: readonly number[]): string[] {
    return indexes.flatMap((i) => { const row = this.#rows.rows[i]; return row?.kind === "lane" ? [row.camera.cameraId] : []; });
  }

  #foldedGroups(indexes: readonly number[]): string[] {
    return indexes.flatMap((i) => { const row = this.#rows.rows[i]; return row?.kind === "group" && row.isFolded ? [row.key] : []; });
  }

  #wholeAsked(widthPx: number): Asked | null {
    const whole = wholeCoverage(this.#rows.cameras);
    if (whole === null) return null;
    const msPerPx = askedResolution((whole.endMs - whole.startMs) / widthPx);
    return { fromMs: Math.floor(whole.startMs), toMs: Math.ceil(whole.endMs), msPerPixel: Math.max(1, msPerPx) };
  }

  #changed(): void {
    this.#version++;
    for (const listener of [...this.#listeners]) listener();
  }
}

interface WithCoverage {
  readonly coverage: { readonly startMs: number; readonly endMs: number } | null;
}

/** From the first footage of any camera to the last; null without footage. */
export function wholeCoverage(cameras: readonly WithCoverage[]): { readonly startMs: number; readonly endMs: number } | null {
  let startMs = Infinity;
  let endMs = -Infinity;
  for (const { coverage } of cameras) {
    if (coverage === null) continue;
    startMs = Math.min(startMs, coverage.startMs);
    endMs = Math.max(endMs, coverage.endMs);
  }
  return startMs < endMs ? { startMs, endMs } : null;
}

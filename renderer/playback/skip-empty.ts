// "Skip what is empty": while it is on, the clock leaps over stretches that hold nothing to see for the chosen cameras. What
// holds something is told by a source of intervals; coverage is the one there is. It never moves a clock that stands.

import { create } from "zustand";
import type { Camera } from "../../contract/model.ts";
import { asTrueMs, mergeRanges, type Range, type TrueMs } from "../../contract/time.ts";
import { call, onEngineEvent } from "../engine/engine-client.ts";
import type { PlaybackClock } from "./playback-clock.ts";

/** Says where there is something to see for some cameras: sorted, disjoint, half-open. */
export interface IntervalSource {
  intervals(cameras: readonly Camera[], signal: AbortSignal): Promise<readonly Range<TrueMs>[]>;
}

/** Shorter holes are not worth a leap: the clock plays through them. */
const HOLE_MIN_MS = 2_000;

/** Where any of the cameras has footage. */
export const coverageSource: IntervalSource = {
  async intervals(cameras, signal) {
    const covered = cameras.flatMap((camera) => camera.coverage ?? []);
    if (covered.length === 0) return [];
    const fromMs = Math.min(...covered.map((range) => range.startMs));
    const toMs = Math.max(...covered.map((range) => range.endMs));
    const { lanes } = await call("timeline.read", { cameraIds: cameras.map((camera) => camera.cameraId), fromMs: asTrueMs(fromMs), toMs: asTrueMs(toMs), msPerPixel: HOLE_MIN_MS }, signal);
    return mergeRanges(lanes.flatMap(({ coverage }) => Array.from(coverage.startMs, (startMs, i) => ({ startMs: asTrueMs(startMs), endMs: asTrueMs(coverage.endMs[i]!) }))), HOLE_MIN_MS);
  },
};

/** `stay`: there is something to see, or nobody knows. `end`: nothing more lies that way. */
export type Leap = { readonly kind: "stay" } | { readonly kind: "leap"; readonly toMs: TrueMs } | { readonly kind: "end" };

/** Where a clock goes on that came to an instant at a pace: forwards to the next start, backwards to the last millisecond before. */
export function leapFrom(intervals: readonly Range<TrueMs>[], nowMs: number, rate: number): Leap {
  if (intervals.some(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs)) return { kind: "stay" };
  const next = rate > 0 ? intervals.find(({ startMs }) => startMs > nowMs)?.startMs : intervals.findLast(({ endMs }) => endMs <= nowMs)?.endMs;
  if (next === undefined) return { kind: "end" };
  return { kind: "leap", toMs: rate > 0 ? next : asTrueMs(next - 1) };
}

/** What was skipped last, for the clock to say; `toMs` null: there is nothing more, and the clock stopped. */
export interface Skipped {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly direction: 1 | -1;
}

export const useSkipEmpty = create<{ readonly isOn: boolean; readonly skipped: Skipped | null; toggle(): void }>((set) => ({
  isOn: false,
  skipped: null,
  toggle: () => set((s) => ({ isOn: !s.isOn, skipped: null })),
}));

/** How long it is said what was skipped. */
const TOLD_FOR_MS = 5_000;

export class SkipEmpty {
  private readonly clock: PlaybackClock;
  private readonly source: IntervalSource;
  private cameras: readonly Camera[] = [];
  private intervals: readonly Range<TrueMs>[] | null = null;
  private asking: AbortController | null = null;
  private tellTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(clock: PlaybackClock, source: IntervalSource) {
    this.clock = clock;
    this.source = source;
  }

  start(): () => void {
    const stop = [
      this.clock.subscribe((nowMs) => this.look(nowMs)),
      useSkipEmpty.subscribe((now, before) => { if (now.isOn && !before.isOn) void this.ask(); }),
      onEngineEvent((event) => {
        if (event.type === "library.changed" && event.topics.some((topic) => topic === "recordings" || topic === "clocks" || topic === "files")) this.outdate();
      }),
    ];
    return () => {
      stop.forEach((end) => end());
      this.asking?.abort();
      if (this.tellTimer !== null) clearTimeout(this.tellTimer);
    };
  }

  /** The cameras whose footage counts: those on the wall. */
  setCameras(cameras: readonly Camera[]): void {
    this.cameras = cameras;
    this.outdate();
    if (useSkipEmpty.getState().isOn) void this.ask();
  }

  /** What is known is of before, and so may be the answer that is on its way. */
  private outdate(): void {
    this.intervals = null;
    this.asking?.abort();
  }

  private look(nowMs: number): void {
    if (!useSkipEmpty.getState().isOn || !this.clock.isPlaying || this.cameras.length === 0) return;
    if (this.intervals === null) return void this.ask();
    const { rate } = this.clock;
    const leap = leapFrom(this.intervals, nowMs, rate);
    if (leap.kind === "stay") return;
    if (leap.kind === "leap") this.clock.seek(leap.toMs);
    else this.clock.pause();
    this.tell({ fromMs: nowMs, toMs: leap.kind === "leap" ? leap.toMs : null, direction: rate > 0 ? 1 : -1 });
  }

  private tell(skipped: Skipped): void {
    useSkipEmpty.setState({ skipped });
    if (this.tellTimer !== null) clearTimeout(this.tellTimer);
    this.tellTimer = setTimeout(() => useSkipEmpty.setState({ skipped: null }), TOLD_FOR_MS);
  }

  private async ask(): Promise<void> {
    if (this.asking !== null && this.intervals === null && !this.asking.signal.aborted) return;
    const cancel = new AbortController();
    this.asking = cancel;
    try {
      const intervals = await this.source.intervals(this.cameras, cancel.signal);
      if (!cancel.signal.aborted) this.intervals = intervals;
    } catch {
      // The engine is away: asked again by the next frame of the clock.
    } finally {
      if (this.asking === cancel) this.asking = null;
    }
  }
}

// Times of frames where only keyframes carry a date, in whole seconds: the sound between two keyframes counts the time between
// them where there is sound, else the frames do. A recorder's nominal rate is not asked: it is not kept. DOMAIN §2. Pure.

import { placeTicks, type PlacedTicks, type Tick } from "./device-clock.ts";

/** A keyframe and the frames up to the next. */
export interface FrameGroup {
  /** Device local time as if it were UTC, whole seconds, ms. */
  readonly dateMs: number;
  /** The keyframe included. */
  frameCount: number;
  /** Sound that came between this keyframe and the next; 0 without sound. */
  audioMs: number;
  /** Bytes are missing in it: what was counted says too little. */
  isTorn: boolean;
}

/** Groups on either side that a rate is read off, against the coarseness of whole seconds. */
const NEIGHBOURS = 10;
/** Fewer for the usual rate of the whole file, so that a hole spoils few of the spans. */
const USUAL_GROUPS = 4;
/** More time between two keyframes than this above what was counted is a hole: dates say whole seconds, both ends. */
const HOLE_MS = 2_500;
/** The same where frames were counted: a camera at night may slow down to a third. */
const HOLE_SHARE = 3;
const DEFAULT_FRAME_MS = 40;

/** What one frame lasts, by dates that lie a few groups apart. The lower quartile: footage with a hole in it looks slow. */
function usualFrameMs(groups: readonly FrameGroup[]): number {
  const span = Math.min(USUAL_GROUPS, groups.length - 1);
  const steps: number[] = [];
  for (let i = 0; i + span < groups.length && span > 0; i++) {
    const frames = groups.slice(i, i + span).reduce((sum, group) => sum + group.frameCount, 0);
    const step = (groups[i + span]!.dateMs - groups[i]!.dateMs) / frames;
    if (step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 2] ?? soundFrameMs(groups) ?? DEFAULT_FRAME_MS;
}

function soundFrameMs(groups: readonly FrameGroup[]): number | null {
  const sounding = groups.filter((group) => group.audioMs > 0);
  const frames = sounding.reduce((sum, group) => sum + group.frameCount, 0);
  return frames === 0 ? null : sounding.reduce((sum, group) => sum + group.audioMs, 0) / frames;
}

/** How long each group lasts, by its sound or by its frames and the rate around it; holes behind it not included. */
function groupSpans(groups: readonly FrameGroup[]): number[] {
  const usualMs = usualFrameMs(groups);
  const isHole = (i: number): boolean => {
    const { audioMs, frameCount, dateMs } = groups[i]!;
    const betweenMs = groups[i + 1]!.dateMs - dateMs;
    const countedMs = audioMs > 0 ? audioMs : frameCount * usualMs;
    return betweenMs < 0 || (betweenMs - countedMs > HOLE_MS && (audioMs > 0 || betweenMs > HOLE_SHARE * countedMs));
  };
  const holes = groups.map((_, i) => i + 1 < groups.length && isHole(i));
  return groups.map((group, i) => {
    const isLast = i === groups.length - 1;
    if (group.audioMs > 0 && !isLast) return group.audioMs;
    // Behind the last frame no sound says how long it lasts.
    const soundingMs = isLast ? soundFrameMs(groups.slice(-NEIGHBOURS - 1, -1)) : null;
    if (soundingMs !== null) return group.frameCount * soundingMs;
    let [from, to] = [i, i];
    while (from > 0 && i - from < NEIGHBOURS && holes[from - 1] !== true) from--;
    while (to + 1 < groups.length && to - i < NEIGHBOURS && holes[to] !== true) to++;
    const frames = groups.slice(from, to).reduce((sum, near) => sum + near.frameCount, 0);
    const nearMs = groups[to]!.dateMs - groups[from]!.dateMs;
    return group.frameCount * (frames > 0 && nearMs > 0 && to - from >= NEIGHBOURS ? nearMs / frames : usualMs);
  });
}

/** Places all frames: keyframes by their dates and what was counted between, the others evenly from one to the next. */
export function placeGroups(groups: readonly FrameGroup[]): PlacedTicks {
  const spans = groupSpans(groups);
  // Behind a torn group the dates alone say how long it lasted: its count, believed, would move all that came before.
  const elapsedMs = (i: number): number => (groups[i]!.isTorn ? Math.max(spans[i]!, groups[i + 1]!.dateMs - groups[i]!.dateMs) : spans[i]!);
  const ticks: Tick[] = groups.map((group, i) => ({ dateMs: group.dateMs, elapsedMs: i === 0 ? 0 : elapsedMs(i - 1) }));
  const { mediaMs: keyMs, startMs, jumps } = placeTicks(ticks, Infinity);
  const mediaMs: number[] = [];
  const firstFrames: number[] = [];
  groups.forEach((group, i) => {
    const nextMs = keyMs[i + 1];
    firstFrames.push(mediaMs.length);
    const betweenMs = nextMs === undefined ? spans[i]! : nextMs - keyMs[i]!;
    // What is longer than counted is a hole, and lies before the next keyframe: recorders begin anew with one.
    const spanMs = betweenMs > spans[i]! + 1_000 ? spans[i]! : betweenMs;
    for (let n = 0; n < group.frameCount; n++) mediaMs.push(keyMs[i]! + (n * spanMs) / group.frameCount);
  });
  return { mediaMs: Float64Array.from(mediaMs), startMs, jumps: jumps.map(({ index, ms }) => ({ index: firstFrames[index]!, ms })) };
}

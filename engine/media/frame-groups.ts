// Times of frames where only keyframes carry a date, in whole seconds: the sound between two keyframes counts the time between
// them where there is sound, else the frames do. A recorder's nominal rate is not kept: it is asked only where there is neither, or too little. DOMAIN §2. Pure.

import { placeTicks, type PlacedTicks, type Tick } from "./device-clock.ts";

/** A keyframe and the frames up to the next. */
export interface FrameGroup {
  /** Device local time as if it were UTC, whole seconds, ms; null where the recorder wrote none. */
  readonly dateMs: number | null;
  /** What the keyframe's head claims; null where it claims nothing. */
  readonly framesPerSecond: number | null;
  /** The keyframe included. */
  frameCount: number;
  /** Sound that came between this keyframe and the next; 0 without sound. */
  audioMs: number;
  /** Bytes are missing in it: what was counted says too little. */
  isTorn: boolean;
}

type DatedGroup = FrameGroup & { readonly dateMs: number };

export interface PlacedGroups extends PlacedTicks {
  /** The rate that times rest on where neither dates nor sound count them; null where one does. */
  readonly assumedFramesPerSecond: number | null;
}

/** Groups on either side that a rate is read off, against the coarseness of whole seconds. */
const NEIGHBOURS = 10;
/** Fewer for the usual rate of the whole file, so that a hole spoils few of the spans. */
const USUAL_GROUPS = 4;
/** No rate is read off dates that lie nearer together than this: in whole seconds they may be one off. */
const RATE_SPAN_MS = 4_000;
const DATE_OFF_MS = 1_000;
/** More time between two keyframes than this above what was counted is a hole: dates say whole seconds, both ends. */
const HOLE_MS = 2_500;
/** The same where frames were counted: a camera at night may slow down to a third. */
const HOLE_SHARE = 3;
const DEFAULT_FRAME_MS = 40;

/** What one frame lasts, and whether only the recorder's claim says so. */
interface Rate {
  readonly frameMs: number;
  readonly isClaimed: boolean;
}

/** By dates that lie a few groups, and some seconds, apart. The lower quartile: footage with a hole in it looks slow. */
function usualRate(groups: readonly DatedGroup[]): Rate {
  const steps: number[] = [];
  let [frames, to] = [0, 0];
  for (let i = 0; i < groups.length; i++) {
    const isFar = (): boolean => to - i >= USUAL_GROUPS && groups[to]!.dateMs - groups[i]!.dateMs >= RATE_SPAN_MS;
    if (to < i) [frames, to] = [0, i];
    // Not over a place where the clock was set back.
    while (to + 1 < groups.length && !isFar() && groups[to + 1]!.dateMs >= groups[to]!.dateMs - DATE_OFF_MS) frames += groups[to++]!.frameCount;
    if (isFar()) steps.push((groups[to]!.dateMs - groups[i]!.dateMs) / frames);
    frames -= groups[i]!.frameCount;
  }
  steps.sort((a, b) => a - b);
  const usualMs = steps[steps.length >> 2];
  return usualMs === undefined ? rateOfShort(groups) : { frameMs: usualMs, isClaimed: false };
}

/** Of a file too short for its dates to tell a rate: by its sound, else what the heads claim where the dates allow it, else the dates all the same. */
function rateOfShort(groups: readonly DatedGroup[]): Rate {
  const soundingMs = soundFrameMs(groups.slice(0, -1));
  if (soundingMs !== null) return { frameMs: soundingMs, isClaimed: false };
  const frames = groups.slice(0, -1).reduce((sum, { frameCount }) => sum + frameCount, 0);
  const betweenMs = groups.at(-1)!.dateMs - groups[0]!.dateMs;
  const claimedMs = claimedFrameMs(groups);
  const isAllowed = Math.abs(frames * claimedMs - betweenMs) < DATE_OFF_MS;
  return isAllowed || betweenMs <= 0 ? { frameMs: claimedMs, isClaimed: frames > 0 } : { frameMs: betweenMs / frames, isClaimed: false };
}

function soundFrameMs(groups: readonly FrameGroup[]): number | null {
  const sounding = groups.filter((group) => group.audioMs > 0);
  const frames = sounding.reduce((sum, group) => sum + group.frameCount, 0);
  return frames === 0 ? null : sounding.reduce((sum, group) => sum + group.audioMs, 0) / frames;
}

/** How long each group lasts, by its sound or by its frames and the rate around it; holes behind it not included. */
function groupSpans(groups: readonly DatedGroup[], usualMs: number): number[] {
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
    return group.frameCount * (frames > 0 && nearMs >= RATE_SPAN_MS && to - from >= NEIGHBOURS ? nearMs / frames : usualMs);
  });
}

/** Places all frames: keyframes by their dates and what was counted between, the others evenly from one to the next. */
export function placeGroups(groups: readonly DatedGroup[]): PlacedGroups {
  const { frameMs, isClaimed } = usualRate(groups);
  const spans = groupSpans(groups, frameMs);
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
  return { mediaMs: Float64Array.from(mediaMs), startMs, jumps: jumps.map(({ index, ms }) => ({ index: firstFrames[index]!, ms })), assumedFramesPerSecond: isClaimed ? framesPerSecondOf(frameMs) : null };
}

/** A dated group and those without a date behind it as one: what came in them came in that time too. */
const fromDateToDate = (groups: readonly FrameGroup[]): DatedGroup => ({
  ...groups[0]!, dateMs: groups[0]!.dateMs!, frameCount: groups.reduce((sum, { frameCount }) => sum + frameCount, 0), audioMs: groups.reduce((sum, { audioMs }) => sum + audioMs, 0),
});

/**
 * Keyframes without a date get the one that fits between their neighbours', by the frames that came. Null where none has one, or one of
 * several alone: that says when, and not how fast.
 */
export function withAllDates(groups: readonly FrameGroup[]): DatedGroup[] | null {
  const dated = groups.flatMap(({ dateMs }, i) => (dateMs === null ? [] : [i]));
  const [first, last] = [dated[0], dated.at(-1)];
  if (first === undefined || last === undefined || (first === last && groups.length > 1)) return null;
  const framesBefore = [0];
  for (const { frameCount } of groups) framesBefore.push(framesBefore.at(-1)! + frameCount);
  const frameMs = usualRate(dated.map((i, n) => fromDateToDate(groups.slice(i, dated[n + 1])))).frameMs;
  let at = 0;
  return groups.map((group, i) => {
    while (dated[at + 1] !== undefined && dated[at + 1]! <= i) at++;
    if (group.dateMs !== null) return { ...group, dateMs: group.dateMs };
    const from = i < first ? first : dated[at]!;
    const to = i < first || i > last ? null : dated[at + 1]!;
    const fromMs = groups[from]!.dateMs!;
    const stepMs = to === null ? frameMs : (groups[to]!.dateMs! - fromMs) / (framesBefore[to]! - framesBefore[from]!);
    const ms = fromMs + (framesBefore[i]! - framesBefore[from]!) * stepMs;
    return { ...group, dateMs: Math.floor(ms / 1_000) * 1_000 };
  });
}

const SOUND_TOLERANCE = 2;
/** As it is told: to thousandths. */
const framesPerSecondOf = (frameMs: number): number => Math.round(1_000_000 / frameMs) / 1_000;

/** The middle one of what keyframes claim: single ones are wrong. */
function claimedFrameMs(groups: readonly FrameGroup[]): number {
  const claimed = groups.flatMap(({ framesPerSecond }) => (framesPerSecond === null ? [] : [framesPerSecond])).sort((a, b) => a - b);
  const middle = claimed[claimed.length >> 1];
  return middle === undefined ? DEFAULT_FRAME_MS : 1_000 / middle;
}

/** Places all frames where no keyframe has a date, or one alone: by the sound between them, else by the rate that is claimed. `startMs` is 0 without a date. */
export function placeUndatedGroups(groups: readonly FrameGroup[]): PlacedGroups {
  const soundingMs = soundFrameMs(groups.slice(0, -1));
  const frameMs = soundingMs ?? claimedFrameMs(groups);
  const mediaMs: number[] = [];
  let atMs = 0;
  let startMs = 0;
  groups.forEach(({ dateMs, frameCount, audioMs }, i) => {
    if (dateMs !== null) startMs = dateMs - Math.round(atMs);
    const countedMs = frameCount * frameMs;
    // Sound that was switched on or off inside says nothing of all of it; behind the last frame none says how long it lasts.
    const isSounding = i < groups.length - 1 && audioMs > countedMs / SOUND_TOLERANCE && audioMs < countedMs * SOUND_TOLERANCE;
    const spanMs = isSounding ? audioMs : countedMs;
    for (let n = 0; n < frameCount; n++) mediaMs.push(atMs + (n * spanMs) / frameCount);
    atMs += spanMs;
  });
  return { mediaMs: Float64Array.from(mediaMs), startMs, jumps: [], assumedFramesPerSecond: soundingMs === null && mediaMs.length > 1 ? framesPerSecondOf(frameMs) : null };
}

// What a tile should do right now so that its picture is the clock's instant: a pure decision from the clock, the
// footage there and the state of its two players. Not here: carrying it out (wall/tile-controller.ts).

import { mediaFromTrue } from "../../contract/time.ts";
import type { Pacing } from "./pacing.ts";
import { holds, isSamePart, loadOf, type LoadOrder, type ShownPart } from "./stretches.ts";
import { stillOrders } from "./tile-stills.ts";

/** Beyond this a player is sent to the right place; below, its pace is bent until it is there. Media ms at speed 1. */
export const SEEK_BEYOND_MS = 250;
/** How much the pace is bent for small drifts, and for those that would take seconds to bring in so. The sound is off. */
export const NUDGE = 0.05;
export const STRONG_NUDGE = 0.2;
export const STRONG_BEYOND_MS = 80;
/** Frames that come this late although their element is in place: the decoder is behind, only a leap helps. */
const LATE_FRAMES_BEYOND_MS = 1_000;
/** A seek is never led by more than this. */
const LEAD_MAX_MS = 1_500;
/** A playing picture is not sent elsewhere again this soon after the last time: a slow machine would only ever seek. */
export const SEEK_REST_MS = 900;
/** The next file is opened this long before it is needed, of the machine's time. */
export const PRELOAD_AHEAD_MS = 8_000;
/** Going back, single pictures need both players until then. */
const PRELOAD_BACK_MS = 3_000;
/** A part that was opened behind is shown where its picture is no further from the clock than this; what is left is brought in then. Media ms at speed 1. */
const CHANGE_WITHIN_MS = 1_000;
/** A keyframe that stands for longer than this gives way to a frame of between, where that comes quickly enough. */
const STALE_AFTER_MS = 400;
const QUICK_SEEK_MS = 300;
/** Media times closer than this are the same place: elements keep microseconds. */
const SAME_PLACE_MS = 0.6;

export interface SlotFacts {
  /** What it holds; null while empty. */
  readonly fileId: number | null;
  /** Which part of that file's copy; null: all of it. */
  readonly stretchId: number | null;
  readonly state: "empty" | "opening" | "ready" | "failed";
  /** Where its element stands. */
  readonly mediaMs: number;
  readonly isSeeking: boolean;
  readonly isPaused: boolean;
  /** It ran to the end of its file: `play` would start it over. */
  readonly isEnded: boolean;
  readonly playbackRate: number;
  /** Shown frames minus the clock, smoothed over the last few, media ms; null until measured since the last seek. */
  readonly driftMs: number | null;
  /** Machine time since it was last sent somewhere; Infinity where it was not since it was opened. */
  readonly sinceSeekMs: number;
  /** How long its seeks take, until the frame is on the glass. */
  readonly seekTakesMs: number;
  /** The frame that it was last sent to is there. */
  readonly hasArrived: boolean;
  /** Begin of the frame that it stopped on, where it ran up to there; null or left out where it was sent to where it stands. */
  readonly ranToMs?: number | null;
}

export interface TileSituation {
  readonly clockMs: number;
  readonly rate: number;
  /** It means to play. */
  readonly isPlaying: boolean;
  /** It plays and time passes (not held for the others). */
  readonly isRunning: boolean;
  readonly recording: ShownPart | null;
  /** What comes next the way the clock goes. */
  readonly next: ShownPart | null;
  /** When `next` takes over, true time. */
  readonly nextAtMs: number | null;
  readonly pacing: Pacing;
  /** A hand drags the clock: a picture soon is wanted more than the exact one. */
  readonly isScrubbing: boolean;
  readonly front: SlotFacts;
  readonly back: SlotFacts;
  /** How long a frame lasts, media ms. */
  readonly frameMs: number;
  /** The place inside the frame that holds a media time: its middle where the frames are known. */
  readonly settle: (fileId: number, mediaMs: number) => number;
  /** The last keyframe at or before a media time; null where that is not known. */
  readonly keyBefore: (fileId: number, mediaMs: number) => number | null;
  /** The first keyframe at or after a media time; null where that is not known, or none comes. */
  readonly keyAfter: (fileId: number, mediaMs: number) => number | null;
}

export type FrontOrder =
  | { readonly kind: "nothing" }
  /** Open the file of the recording at the clock. */
  | LoadOrder
  /** The other player already holds what is needed: show that one. */
  | { readonly kind: "swap" }
  | { readonly kind: "seek"; readonly mediaMs: number }
  | { readonly kind: "play"; readonly rate: number }
  | { readonly kind: "rate"; readonly rate: number }
  | { readonly kind: "pause" };

export type BackOrder =
  | { readonly kind: "nothing" }
  | LoadOrder
  | { readonly kind: "cue"; readonly mediaMs: number };

export interface TileOrders {
  readonly front: FrontOrder;
  readonly back: BackOrder;
}

const NOTHING = { kind: "nothing" } as const;

/** A speed an element can run at: Chromium refuses what lies outside. */
const bounded = (rate: number): number => Math.min(16, Math.max(0.0625, rate));

function stillOrder(s: TileSituation, recording: ShownPart): FrontOrder {
  if (!s.front.isPaused) return { kind: "pause" };
  if (s.front.isSeeking) return NOTHING;
  const mediaMs = mediaFromTrue(recording, s.clockMs);
  const wantedMs = s.isScrubbing ? scrubPlace(s, recording, mediaMs) : s.settle(recording.fileId, mediaMs);
  // Where a player stops its picture may be a frame ahead of its own time, or behind.
  const { ranToMs = null } = s.front;
  if (ranToMs !== null && s.settle(recording.fileId, ranToMs) !== wantedMs) return { kind: "seek", mediaMs: wantedMs };
  // It went there before the frames were known, and stands on the right one all the same.
  const isOnFrame = s.settle(recording.fileId, s.front.mediaMs) === wantedMs;
  return isOnFrame || Math.abs(s.front.mediaMs - wantedMs) < SAME_PLACE_MS ? NOTHING : { kind: "seek", mediaMs: wantedMs };
}

/** Under a moving hand: first the keyframe of where it is now, then, while it stays between the same two keyframes, the frame itself. */
function scrubPlace(s: TileSituation, { fileId }: ShownPart, mediaMs: number): number {
  const keyMs = s.keyBefore(fileId, mediaMs);
  const isThereAlready = keyMs === null || s.keyBefore(fileId, s.front.mediaMs) === keyMs;
  return s.settle(fileId, isThereAlready ? mediaMs : keyMs);
}

/** Where the clock will be when a search that starts now is over, inside of the recording. */
function aimedMs(s: TileSituation, recording: ShownPart): number {
  const aheadMs = mediaFromTrue(recording, s.clockMs) + s.rate * Math.min(s.front.seekTakesMs, LEAD_MAX_MS);
  return Math.max(recording.mediaStartMs, Math.min(aheadMs, recording.mediaEndMs - s.frameMs));
}

/** One frame looked up after the other, each so that it comes when the clock is there. */
function framesOrder(s: TileSituation, recording: ShownPart): FrontOrder {
  if (!s.front.isPaused) return { kind: "pause" };
  if (s.front.isSeeking) return NOTHING;
  const wantedMs = s.settle(recording.fileId, aimedMs(s, recording));
  return Math.abs(s.front.mediaMs - wantedMs) < SAME_PLACE_MS ? NOTHING : { kind: "seek", mediaMs: wantedMs };
}

/** From keyframe to keyframe; between two that lie far apart, whatever can be looked up meanwhile. */
function keysOrder(s: TileSituation, recording: ShownPart): FrontOrder {
  const { front, rate } = s;
  if (!front.isPaused) return { kind: "pause" };
  if (front.isSeeking) return NOTHING;
  const aimMs = aimedMs(s, recording);
  const keyMs = s.keyBefore(recording.fileId, aimMs);
  if (keyMs === null) return framesOrder(s, recording);
  const keyPlaceMs = s.settle(recording.fileId, Math.max(keyMs, recording.mediaStartMs));
  // How long searches take varies: a picture that lies further on by that much is not turned back for it.
  const slackMs = LEAD_MAX_MS * Math.abs(rate);
  const [behindMs, aheadMs] = rate > 0 ? [SAME_PLACE_MS, slackMs] : [slackMs, s.frameMs];
  if (front.mediaMs < keyPlaceMs - behindMs || front.mediaMs > aimMs + aheadMs) return Math.abs(front.mediaMs - keyPlaceMs) < SAME_PLACE_MS ? NOTHING : { kind: "seek", mediaMs: keyPlaceMs };
  const isStale = front.sinceSeekMs > STALE_AFTER_MS && front.seekTakesMs < QUICK_SEEK_MS;
  return isStale ? framesOrder(s, recording) : NOTHING;
}

/** The pace that brings a drift back: straight on when it is small, bent while more than half a frame off. */
export function nudgedRate(baseRate: number, driftMs: number, frameMs: number, playbackRate: number): number {
  const toleranceMs = frameMs * Math.max(1, baseRate);
  const isNudged = Math.abs(playbackRate - baseRate) > 0.001;
  // Once bent it stays bent until well inside, so that the pace does not flutter at the border.
  const isOff = Math.abs(driftMs) > (isNudged ? toleranceMs / 8 : toleranceMs / 2);
  if (!isOff) return baseRate;
  const bend = Math.abs(driftMs) > Math.max(STRONG_BEYOND_MS, 2 * frameMs) * Math.max(1, baseRate) ? STRONG_NUDGE : NUDGE;
  return baseRate * (driftMs > 0 ? 1 - bend : 1 + bend);
}

/** Where to send a picture that must run on from there: ahead by as long as getting there takes. */
function seekAhead(s: TileSituation, recording: ShownPart, mediaMs: number): FrontOrder {
  const aheadMs = mediaMs + s.rate * Math.min(s.front.seekTakesMs, LEAD_MAX_MS);
  return { kind: "seek", mediaMs: Math.max(mediaMs, Math.min(aheadMs, recording.mediaEndMs - s.frameMs)) };
}

function playOrder(s: TileSituation, recording: ShownPart): FrontOrder {
  const { front } = s;
  const mediaMs = mediaFromTrue(recording, s.clockMs);
  if (front.isSeeking) return NOTHING;
  const elementOffMs = front.mediaMs - mediaMs;
  const seekBeyondMs = SEEK_BEYOND_MS * Math.max(1, s.rate);
  if (front.isEnded && mediaMs >= front.mediaMs - s.frameMs) return NOTHING;
  if (front.isPaused) {
    // Held: stand on the very frame. Starting: close enough is brought in by the pace.
    if (!s.isRunning) return stillOrder(s, recording);
    const isFar = Math.abs(elementOffMs) > seekBeyondMs || front.isEnded;
    return isFar && front.sinceSeekMs > SEEK_REST_MS / 3 ? seekAhead(s, recording, mediaMs) : front.isEnded ? NOTHING : { kind: "play", rate: bounded(s.rate) };
  }
  if (!s.isRunning) return { kind: "pause" };
  const framesOffMs = front.driftMs ?? elementOffMs;
  const isFarOff = Math.abs(elementOffMs) > seekBeyondMs || Math.abs(framesOffMs) > LATE_FRAMES_BEYOND_MS * Math.max(1, s.rate);
  if (isFarOff && (front.sinceSeekMs > SEEK_REST_MS || Math.abs(elementOffMs) > 8 * seekBeyondMs)) return seekAhead(s, recording, mediaMs);
  // Late frames of an element that already runs ahead are the machine's: running further ahead would not mend them.
  const isAheadEnough = framesOffMs < 0 && elementOffMs > seekBeyondMs * 0.8;
  const rate = bounded(isAheadEnough ? s.rate : nudgedRate(s.rate, framesOffMs, s.frameMs, front.playbackRate));
  return Math.abs(rate - front.playbackRate) > 0.001 ? { kind: "rate", rate } : NOTHING;
}

function frontOrder(s: TileSituation): FrontOrder {
  const { recording, front, back } = s;
  if (recording === null) return front.state === "ready" && !front.isPaused ? { kind: "pause" } : NOTHING;
  if (!holds(front, recording)) {
    const isBehind = holds(back, recording);
    if (isBehind && back.state === "ready") return { kind: "swap" };
    return isBehind && back.state === "opening" ? NOTHING : loadOf(recording);
  }
  if (front.state !== "ready") return NOTHING;
  if (!s.isPlaying) return stillOrder(s, recording);
  if (s.pacing === "run" && s.rate > 0) return playOrder(s, recording);
  if (!s.isRunning) return stillOrder(s, recording);
  return s.pacing === "keys" ? keysOrder(s, recording) : framesOrder(s, recording);
}

/** True where the front shows another part of the file at the clock: its picture stays until the one of now is ready behind. */
export const isOtherPart = ({ recording, front }: Pick<TileSituation, "recording" | "front">): boolean =>
  recording !== null && front.state === "ready" && front.fileId === recording.fileId && !holds(front, recording);

/** Opens the part at the clock behind, puts it on its place, and changes over. */
function changeOver(s: TileSituation, recording: ShownPart): TileOrders {
  const { front, back, rate } = s;
  const rest: FrontOrder = front.isPaused ? NOTHING : { kind: "pause" };
  if (!holds(back, recording) || back.state === "empty") return { front: rest, back: loadOf(recording) };
  if (back.state !== "ready" || back.isSeeking) return { front: rest, back: NOTHING };
  const mediaMs = mediaFromTrue(recording, s.clockMs);
  // Under a moving hand the first picture is better than none; the part goes to its place in front.
  const isOnPlace = s.isScrubbing || (s.isRunning ? Math.abs(back.mediaMs - mediaMs) <= CHANGE_WITHIN_MS * Math.max(1, Math.abs(rate)) : Math.abs(back.mediaMs - s.settle(recording.fileId, mediaMs)) < SAME_PLACE_MS);
  if (isOnPlace) return back.hasArrived ? { front: { kind: "swap" }, back: NOTHING } : { front: rest, back: NOTHING };
  const aheadMs = s.isRunning ? rate * Math.min(back.seekTakesMs, LEAD_MAX_MS) : 0;
  const aimMs = Math.max(recording.mediaStartMs, Math.min(mediaMs + aheadMs, recording.mediaEndMs - 1));
  return { front: rest, back: { kind: "cue", mediaMs: s.settle(recording.fileId, aimMs) } };
}

/** True where the other player is needed for the file that comes next. */
function isPreloadDue({ next, nextAtMs, clockMs, rate, isPlaying, recording, front }: TileSituation): boolean {
  if (next === null || !isPlaying || rate === 0) return false;
  const leftMs = ((nextAtMs ?? (rate > 0 ? next.startMs : next.endMs)) - clockMs) / rate;
  if (leftMs > (rate > 0 ? PRELOAD_AHEAD_MS : PRELOAD_BACK_MS)) return false;
  return !holds(front, next) && !(recording !== null && isSamePart(recording, next));
}

/** The file that comes next is opened and put on its first frame, or its last where the clock goes back, while the present one still plays. */
function backOrder(s: TileSituation): BackOrder {
  const { next, back } = s;
  if (next === null || !isPreloadDue(s)) return NOTHING;
  if (!holds(back, next)) return loadOf(next);
  if (back.state !== "ready" || back.isSeeking) return NOTHING;
  const placeMs = s.rate > 0 ? mediaFromTrue(next, s.nextAtMs ?? next.startMs) : Math.min(mediaFromTrue(next, s.nextAtMs ?? next.endMs), next.mediaEndMs) - 1;
  const firstMs = s.settle(next.fileId, placeMs);
  return Math.abs(back.mediaMs - firstMs) < SAME_PLACE_MS ? NOTHING : { kind: "cue", mediaMs: firstMs };
}

export function decideTile(s: TileSituation): TileOrders {
  const { recording, front: shown } = s;
  const isByStills = s.isRunning && (s.pacing !== "run" || s.rate <= 0) && recording !== null && holds(shown, recording) && shown.state === "ready";
  if (isByStills && !isPreloadDue(s)) return stillOrders(s, recording);
  if (recording !== null && isOtherPart(s)) return changeOver(s, recording);
  const front = frontOrder(s);
  return { front, back: front.kind === "swap" ? NOTHING : backOrder(s) };
}

/** How far a shown frame may be from the clock before the picture is covered. */
export const COVER_BEYOND_MS = 1_000;
/** A picture among others of its kind, marked as such, stays on the glass for this long at most until the next. Machine ms. */
const KEY_LATE_MS = 1_500;

/** How far a keyframe may be from the clock: the way from it to the clock's place, and what passes while the next is looked up. */
export function keyReachMs(rate: number, clockMediaMs: number, keyMs: number | null): number {
  return Math.max(COVER_BEYOND_MS, (keyMs === null ? 0 : clockMediaMs - keyMs) + Math.abs(rate) * KEY_LATE_MS);
}

/**
 * What may be shown of a picture that is `offMs` from the clock (null: nothing was shown yet): itself; dimmed, while a
 * person goes through the same recording and sees its frames come; or nothing. `reachMs`: how far keyframes may be off.
 */
export function coverFor(offMs: number | null, isPlaying: boolean, isSameRecording: boolean, reachMs = COVER_BEYOND_MS): "none" | "dim" | "full" {
  if (offMs === null || !isSameRecording) return "full";
  if (Math.abs(offMs) <= reachMs) return "none";
  return isPlaying ? "full" : "dim";
}

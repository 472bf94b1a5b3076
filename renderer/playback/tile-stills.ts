// How a tile follows a running clock without running itself: its second player looks a picture up ahead of the clock, out of
// sight, and comes to the front when the clock is there. Pure; what else a tile does is tile-sync.ts.

import { mediaFromTrue } from "../../contract/time.ts";
import { holds, loadOf, type ShownPart } from "./stretches.ts";
import type { FrontOrder, SlotFacts, TileOrders, TileSituation } from "./tile-sync.ts";

/** A keyframe is waited for this long at most, of the machine's time; further on, an exact frame is looked up. */
export const KEY_WAIT_MS = 3_000;
/** Exact frames in place of keyframes cost as much as running does: not more often than this. */
const EXACT_EVERY_MS = 1_000;
const LEAD_MAX_MS = 4_000;
/** Searches vary: this much more than the last ones took. */
const LEAD_SHARE = 1.5;
const LEAD_MORE_MS = 60;
/** A picture that came too late is not shown but looked up further ahead, unless the one in front is older than this. */
const SHOW_ANYWAY_MS = 2_500;
/** From changing over to the glass: half a refresh. */
const CHANGE_TAKES_MS = 8;
/** A tick of a busy window may come this late. */
const DRAWING_MS = 35;
const SAME_PLACE_MS = 0.6;
/** A picture that is farther than this from the clock is not shown as one of now. Machine ms. */
const FAR_OFF_MS = 500;

const NOTHING = { kind: "nothing" } as const;
const STAND: TileOrders = { front: NOTHING, back: NOTHING };

/** The place of the next picture, inside of the recording; null where the recording ends before one could come. */
function nextPlaceMs(s: TileSituation, recording: ShownPart): number | null {
  const { rate } = s;
  const speed = Math.abs(rate);
  const clockMediaMs = mediaFromTrue(recording, s.clockMs);
  const leadMs = Math.min(LEAD_MAX_MS, Math.max(s.front.seekTakesMs, s.back.seekTakesMs) * LEAD_SHARE + LEAD_MORE_MS);
  const isInside = (ms: number): boolean => ms >= recording.mediaStartMs && ms < recording.mediaEndMs;
  const aimMs = clockMediaMs + rate * leadMs;
  if (!isInside(aimMs)) return null;
  if (s.pacing !== "keys") return s.settle(recording.fileId, aimMs);
  const keyMs = rate > 0 ? s.keyAfter(recording.fileId, aimMs) : s.keyBefore(recording.fileId, aimMs);
  if (keyMs !== null && isInside(keyMs) && Math.abs(keyMs - clockMediaMs) <= Math.max(KEY_WAIT_MS, leadMs) * speed) return s.settle(recording.fileId, keyMs);
  const exactMs = clockMediaMs + rate * Math.max(leadMs, EXACT_EVERY_MS);
  return isInside(exactMs) ? s.settle(recording.fileId, exactMs) : null;
}

/** Of the picture that waits behind: how far the clock has come past its beginning, media ms in the direction of play. */
function pastMs(s: TileSituation, recording: ShownPart, slot: SlotFacts): number {
  return Math.sign(s.rate) * (mediaFromTrue(recording, s.clockMs) - slot.mediaMs) + s.frameMs / 2;
}

/**
 * While the player behind is still being opened the one in front is sent to a picture of now: a file that was just opened stands on its
 * first frame, which going backwards is the last that the clock comes to, and one that was come into on its last is soon left behind.
 */
function towardsClock(s: TileSituation, recording: ShownPart): FrontOrder {
  const { front } = s;
  const past = pastMs(s, recording, front) / Math.max(1, Math.abs(s.rate));
  // Keyframes may stand for longer.
  const isFar = past < -FAR_OFF_MS || past > (s.pacing === "keys" ? KEY_WAIT_MS : FAR_OFF_MS);
  const placeMs = isFar && !front.isSeeking ? nextPlaceMs(s, recording) : null;
  return placeMs === null || Math.abs(front.mediaMs - placeMs) < SAME_PLACE_MS ? NOTHING : { kind: "seek", mediaMs: placeMs };
}

/** What both players do while the clock runs and this tile shows single pictures of a file that is open in front. */
export function stillOrders(s: TileSituation, recording: ShownPart): TileOrders {
  const { front, back } = s;
  const speed = Math.abs(s.rate);
  if (!front.isPaused) return { front: { kind: "pause" }, back: NOTHING };
  if (!holds(back, recording) || back.state === "empty") return { front: towardsClock(s, recording), back: loadOf(recording) };
  if (back.state !== "ready" || back.isSeeking) return { front: towardsClock(s, recording), back: NOTHING };
  const past = pastMs(s, recording, back);
  const isWaiting = past < -CHANGE_TAKES_MS * speed;
  // A file that was just opened stands on its first frame, which nobody looked up.
  const isLookedUp = back.sinceSeekMs < Infinity;
  if (isWaiting && isLookedUp && past > -2 * Math.max(KEY_WAIT_MS, LEAD_MAX_MS) * speed) return STAND;
  const isNew = Math.abs(back.mediaMs - front.mediaMs) > SAME_PLACE_MS;
  const isInTime = !isWaiting && past <= s.frameMs + DRAWING_MS * speed;
  const frontPast = pastMs(s, recording, front);
  const isNearer = Math.abs(past) < Math.abs(frontPast);
  const isFrontOld = Math.abs(frontPast) > SHOW_ANYWAY_MS * Math.max(1, speed);
  if (isNew && back.hasArrived && !isWaiting && isNearer && (isInTime || isFrontOld)) return { front: { kind: "swap" }, back: NOTHING };
  if (isInTime && isNew && !back.hasArrived) return STAND;
  const placeMs = nextPlaceMs(s, recording);
  return placeMs === null || Math.abs(back.mediaMs - placeMs) < SAME_PLACE_MS ? STAND : { front: NOTHING, back: { kind: "cue", mediaMs: placeMs } };
}

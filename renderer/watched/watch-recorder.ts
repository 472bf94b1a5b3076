// Tells the engine what the tiles showed: every ten seconds while something is shown, soon after a pause, and when the window is
// hidden or closed, so that a crash loses ten seconds at most. Knows frames and the clock; what counts is watch-track.ts.

import type { WatchedSpan } from "../../contract/watched.ts";
import { call } from "../engine/engine-client.ts";
import { nominalFrameMs } from "../playback/frame-times.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { WatchTrack, type WatchSituation } from "./watch-track.ts";

const FLUSH_EVERY_MS = 10_000;
/** After a pause: long enough for the frame that stands to count. */
const FLUSH_AFTER_PAUSE_MS = 600;
/** Kept while the engine is away; older ones give way. */
const PENDING_MAX_COUNT = 2_000;

/** What the recorder needs of a tile. */
export interface WatchedTile {
  onShown(listener: (shown: { readonly mediaMs: number; readonly recording: { readonly fileId: number } } | null) => void): () => void;
  readonly status: { readonly file: { readonly framesPerSecond: number | null } | null };
}

const tracks = new Map<WatchTrack, HTMLElement>();
let pending: WatchedSpan[] = [];
let isFocused = document.hasFocus();
let timer: ReturnType<typeof setTimeout> | null = null;

const isWindowShown = (): boolean => document.visibilityState === "visible";

function situation(host: HTMLElement): WatchSituation {
  return {
    machineMs: performance.now(), isRunning: playbackClock.isPlaying && !playbackClock.isHeld, rate: playbackClock.rate,
    isFocused, isVisible: isWindowShown() && host.isConnected,
  };
}

/** Hands over what was shown. What the engine cannot take now is kept for the next time; a library that is only read takes nothing. */
async function flush(caseId = useView.getState().caseId): Promise<void> {
  const nowMs = performance.now();
  const spans = [...pending, ...[...tracks.keys()].flatMap((track) => track.take(nowMs))].slice(-PENDING_MAX_COUNT);
  pending = [];
  if (spans.length === 0) return;
  try {
    await call("watched.add", { spans, caseId });
  } catch (error) {
    const isRefused = typeof error === "object" && error !== null && "code" in error && (error.code === "library-busy" || error.code === "library-read-only" || error.code === "input-invalid");
    if (!isRefused) pending = [...spans, ...pending];
  }
}

/** At most this long from now; sooner where that was planned already. */
function flushWithin(delayMs: number): void {
  timer ??= setTimeout(() => {
    timer = null;
    void flush();
  }, delayMs);
}

function hideAll(): void {
  for (const [track, host] of tracks) track.show(null, situation(host));
  void flush();
}

/**
 * Before another person takes over: what was shown until now was shown to the one who leaves. A picture that stands is shown to both.
 */
export async function handOverWatched(): Promise<void> {
  const handed = flush();
  for (const track of tracks.keys()) track.beginAgain(performance.now());
  await handed;
}

/** Follows window and clock; answers a function that stops. */
export function startWatching(): () => void {
  const focus = (): void => { isFocused = true; };
  const blur = (): void => { isFocused = false; };
  const change = (): void => { if (!isWindowShown()) hideAll(); };
  window.addEventListener("focus", focus);
  window.addEventListener("blur", blur);
  window.addEventListener("pagehide", hideAll);
  document.addEventListener("visibilitychange", change);
  const steady = setInterval(() => { if (tracks.size > 0) flushWithin(0); }, FLUSH_EVERY_MS);
  const stopCase = useView.subscribe((now, before) => { if (now.caseId !== before.caseId) void flush(before.caseId); });
  const unsubscribe = playbackClock.subscribe((_, isJump) => { if (isJump && !playbackClock.isPlaying) flushWithin(FLUSH_AFTER_PAUSE_MS); });
  return () => {
    window.removeEventListener("focus", focus);
    window.removeEventListener("blur", blur);
    window.removeEventListener("pagehide", hideAll);
    document.removeEventListener("visibilitychange", change);
    clearInterval(steady);
    stopCase();
    unsubscribe();
  };
}

/** Records what a tile shows from now on; answers a function that stops. */
export function watchTile(tile: WatchedTile, host: HTMLElement): () => void {
  const track = new WatchTrack();
  tracks.set(track, host);
  const stop = tile.onShown((shown) => {
    const frameMs = nominalFrameMs(tile.status.file);
    track.show(shown === null ? null : { fileId: shown.recording.fileId, mediaMs: shown.mediaMs, frameMs }, situation(host));
  });
  return () => {
    stop();
    track.show(null, situation(host));
    pending.push(...track.take(performance.now()));
    tracks.delete(track);
  };
}

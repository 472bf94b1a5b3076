// How the window was left, for each library, on this computer: what is on the wall, what the timeline shows, where the clock
// stands and at what speed. Panels keep their own sizes (layout.tsx), the case its own memory (remembered-case.ts). Only what
// is understood is taken over; a camera that is gone leaves its tile empty.

import { z } from "zod";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView, wallLayouts } from "../state/view-store.ts";

const RATE_MAX = 32;
/** Years that a time of footage can lie in: what lies outside is no time that was shown. */
const TIME_BOUND_MS = 8.64e15;
const timeMs = z.number().int().min(-TIME_BOUND_MS).max(TIME_BOUND_MS);

const keptView = z.object({
  layout: z.literal([...wallLayouts]),
  tiles: z.array(z.string().nullable()).max(64),
  versions: z.array(z.number().int().nonnegative().nullable()).max(64).default([]),
  activeTile: z.number().int().nonnegative(),
  visible: z.object({ fromMs: timeMs, toMs: timeMs }).refine((range) => range.fromMs < range.toMs).nullable(),
  clockMs: timeMs.nullable(),
  rate: z.number().positive().max(RATE_MAX),
});
export type KeptView = z.infer<typeof keptView>;

const storageKey = (libraryPath: string): string => `quayline.view:${libraryPath}`;
const KEEP_AFTER_MS = 400;

/** What was kept; null where that is nothing that can be believed. */
export function keptViewFromText(text: string | null): KeptView | null {
  try {
    return keptView.safeParse(JSON.parse(text ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

function currentView(): KeptView {
  const { layout, tiles, versions, activeTile, visible } = useView.getState();
  return {
    layout, tiles: [...tiles], versions: [...versions], activeTile, visible,
    clockMs: playbackClock.isSet ? Math.round(playbackClock.nowMs()) : null, rate: Math.min(RATE_MAX, Math.abs(playbackClock.rate) || 1),
  };
}

/** Puts the window as it was left; false where nothing was kept. */
export function restoreView(libraryPath: string): boolean {
  const kept = keptViewFromText(localStorage.getItem(storageKey(libraryPath)));
  if (kept === null) return false;
  const view = useView.getState();
  view.setLayout(kept.layout);
  view.setTiles(kept.tiles);
  kept.versions.slice(0, kept.layout).forEach((version, index) => view.setVersion(index, version));
  view.setActiveTile(Math.min(kept.activeTile, kept.layout - 1));
  playbackClock.setRate(kept.rate);
  const { visible } = kept;
  const show = (): void => { if (visible !== null) view.setVisible(visible.fromMs, visible.toMs); };
  if (kept.clockMs === null || playbackClock.isSet) {
    show();
    return true;
  }
  playbackClock.seek(kept.clockMs);
  // The timeline brings a clock that was sent elsewhere into view; it may have been left out of view, so its stretch comes after.
  const stop = playbackClock.subscribe(() => {
    stop();
    requestAnimationFrame(show);
  });
  return true;
}

/** Keeps the view from now on, soon after it changed and when the window closes; answers a function that stops. */
export function keepView(libraryPath: string): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const keep = (): void => {
    timer = null;
    // An empty wall before the first camera is known is nothing that a person left so.
    if (useView.getState().tiles.every((tile) => tile === null)) return;
    localStorage.setItem(storageKey(libraryPath), JSON.stringify(currentView()));
  };
  const keepSoon = (): void => { timer ??= setTimeout(keep, KEEP_AFTER_MS); };
  const stops = [useView.subscribe(keepSoon), playbackClock.subscribe((_, isJump) => { if (isJump) keepSoon(); })];
  window.addEventListener("pagehide", keep);
  return () => {
    stops.forEach((stop) => stop());
    window.removeEventListener("pagehide", keep);
    if (timer !== null) clearTimeout(timer);
  };
}

// Keeps all tiles on the one clock: lets each of them look after itself every frame, and holds a starting clock until
// their pictures stand ready, so that they start together. Not here: what a tile does (tile-controller.ts).

import { asTrueMs, mediaFromTrue, trueFromMedia, type TrueMs } from "../../contract/time.ts";
import { footageWindow } from "../playback/footage-window.ts";
import { frameAt, frameTimes } from "../playback/frame-times.ts";
import { placementAt } from "../playback/placements.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { proxies } from "../playback/proxies.ts";
import type { TileController } from "./tile-controller.ts";

/** One tile that cannot follow does not keep the others waiting for longer. */
const HOLD_MAX_MS = 1_500;
const NOMINAL_FRAME_MS = 40;

export class WallEngine {
  private readonly controllers = new Set<TileController>();
  private isTickAsked = false;
  private heldSinceMs: number | null = null;

  /** Follows clock, footage and copies; answers a function that stops. */
  start(): () => void {
    const stop = [
      footageWindow.start(),
      proxies.start(),
      footageWindow.subscribe(() => this.askForTick()),
      frameTimes.subscribe(() => this.askForTick()),
      proxies.subscribe(() => {
        footageWindow.refreshSoon();
        this.askForTick();
      }),
      playbackClock.subscribe((nowMs, isJump) => {
        if (isJump) this.beginTogether(nowMs);
        this.tick();
      }),
    ];
    this.askForTick();
    return () => stop.forEach((end) => end());
  }

  add(controller: TileController): () => void {
    this.controllers.add(controller);
    this.askForTick();
    return () => this.controllers.delete(controller);
  }

  /** Once, after what is going on now: events of players come in bunches. */
  readonly askForTick = (): void => {
    if (this.isTickAsked) return;
    this.isTickAsked = true;
    queueMicrotask(() => {
      this.isTickAsked = false;
      this.tick();
    });
  };

  private tick(): void {
    if (!playbackClock.isSet) return;
    const nowMs = playbackClock.nowMs();
    footageWindow.ensure(nowMs);
    for (const controller of this.controllers) controller.tick(nowMs);
    if (this.heldSinceMs !== null) this.startTogether(nowMs);
  }

  private beginTogether(nowMs: number): void {
    if (!playbackClock.isPlaying || playbackClock.rate < 0 || this.areAllCued(nowMs)) {
      if (this.heldSinceMs !== null) this.letGo();
      return;
    }
    this.heldSinceMs = performance.now();
    playbackClock.hold();
  }

  private startTogether(nowMs: number): void {
    if (!playbackClock.isPlaying) {
      this.heldSinceMs = null;
    } else if (this.areAllCued(nowMs) || performance.now() - this.heldSinceMs! > HOLD_MAX_MS) {
      this.letGo();
    }
  }

  private letGo(): void {
    this.heldSinceMs = null;
    playbackClock.release();
    this.askForTick();
  }

  private areAllCued(nowMs: number): boolean {
    return [...this.controllers].every((controller) => controller.isCued(nowMs));
  }
}

/**
 * Where the next or the previous frame of a camera begins; the edge of the neighbouring recording where there is none
 * in this one. Null while nothing is known of the camera there.
 */
export function frameStepMs(cameraId: string, nowMs: number, direction: 1 | -1): TrueMs | null {
  const footage = footageWindow.footageOf(cameraId, nowMs);
  if (footage === null) return null;
  const { recording, next, previous } = placementAt(footage.recordings, nowMs);
  const edgeMs = direction === 1 ? next?.startMs ?? null : previous === null ? null : asTrueMs(previous.endMs - 1);
  if (recording === null) return edgeMs;
  const mediaMs = mediaFromTrue(recording, nowMs);
  const framesMs = frameTimes.around(recording.fileId, mediaMs);
  const fps = footageWindow.file(recording.fileId)?.framesPerSecond;
  const nominalMs = fps != null && fps > 0 ? 1000 / fps : NOMINAL_FRAME_MS;
  const index = framesMs === null ? -1 : frameAt(framesMs, mediaMs);
  const targetMs = framesMs === null || index < 0 ? mediaMs + direction * nominalMs : framesMs[index + direction];
  if (targetMs === undefined || targetMs < recording.mediaStartMs - 0.6 || targetMs >= recording.mediaEndMs - 0.6) return edgeMs ?? asTrueMs(Math.round(nowMs));
  // Rounded up, so that the whole millisecond lies inside the frame; what float arithmetic adds is not a millisecond.
  return asTrueMs(Math.ceil(trueFromMedia(recording, targetMs) - 0.02));
}

// What a camera showed at the pointer: the recording there, the camera's own claim, and a still. A frame stored while indexing
// comes at once, with the time it truly has; where the pointer rests, the exact frame is cut out and takes its place.

import { useEffect, useState } from "react";
import type { Recording } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, type CameraMs, type TrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";
import { forgetStoredFrames, imageOf, rememberStoredTimes, storedFrame, storedFrameAtHand } from "../playback/stored-frames.ts";

export interface HoverFacts {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  /** Null where the camera has no footage there. */
  readonly recording: Recording | null;
  readonly cameraMs: CameraMs | null;
}

export interface HoverStill {
  readonly cameraId: string;
  /** Decoded. */
  readonly image: HTMLImageElement;
  /** When it was taken; null for the still of a whole file, which says nothing of a moment. */
  readonly frameMs: TrueMs | null;
  /** It is the very frame shown at the pointer. */
  readonly isExact: boolean;
}

/** What the camera's clock showed at a true time inside a recording. */
export function cameraMsAt(recording: Recording, trueMs: number): CameraMs {
  return asCameraMs(Math.round(recording.cameraStartMs + mediaFromTrue(recording, trueMs) - recording.mediaStartMs));
}

/** Where the pointer rests this long, the exact frame is worth a decoder. */
const FRAME_AFTER_MS = 220;
const STILL_WIDTH_PX = 320;

/** The recording last found, by camera: the pointer mostly stays on it. */
const lastFound = new Map<string, Recording>();

const knownAt = (cameraId: string, atMs: number): Recording | null => {
  const known = lastFound.get(cameraId);
  return known !== undefined && known.startMs <= atMs && atMs < known.endMs ? known : null;
};

async function recordingAt(cameraId: string, atMs: TrueMs, signal: AbortSignal): Promise<Recording | null> {
  const known = knownAt(cameraId, atMs);
  if (known !== null) return known;
  const { recording, mediaMs } = await call("previews.at", { cameraId, atMs }, signal);
  if (recording === null) return null;
  lastFound.set(cameraId, recording);
  rememberStoredTimes(recording.fileId, mediaMs);
  return recording;
}

/** Clocks were corrected, files were read or frames stored: what was found before may lie elsewhere now. */
export function forgetHoverFacts(): void {
  lastFound.clear();
  forgetStoredFrames();
}

const rest = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
});

/** The exact frame, as a picture. */
async function exactStill(cameraId: string, atMs: TrueMs, signal: AbortSignal): Promise<HoverStill> {
  const frame = await call("frame.extract", { cameraId, atMs, maxWidthPx: STILL_WIDTH_PX }, signal);
  const url = URL.createObjectURL(new Blob([new Uint8Array(frame.jpeg)], { type: "image/jpeg" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return { cameraId, image, frameMs: frame.trueMs, isExact: true };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A stored frame, else the still of the whole file. */
async function quickStill(cameraId: string, recording: Recording, atMs: TrueMs): Promise<HoverStill> {
  const stored = await storedFrame(recording, atMs);
  if (stored !== null) return { cameraId, image: stored.image, frameMs: stored.trueMs, isExact: false };
  return { cameraId, image: await imageOf(`footage://poster/${recording.fileId}`), frameMs: null, isExact: false };
}

const factsOf = (cameraId: string, atMs: TrueMs, recording: Recording | null): HoverFacts =>
  ({ cameraId, atMs, recording, cameraMs: recording === null ? null : cameraMsAt(recording, atMs) });

/** Facts and still of a camera at an instant; both null while nothing is known. `cameraId` null asks nothing. */
export function useHoverStill(cameraId: string | null, atMs: number): { readonly facts: HoverFacts | null; readonly still: HoverStill | null } {
  const [facts, setFacts] = useState<HoverFacts | null>(null);
  const [still, setStill] = useState<HoverStill | null>(null);
  const wholeMs = asTrueMs(Math.round(atMs));

  useEffect(() => {
    if (cameraId === null) {
      setFacts(null);
      setStill(null);
      return undefined;
    }
    const cancel = new AbortController();
    const { signal } = cancel;
    const show = (next: HoverStill | null): void => {
      if (!signal.aborted) setStill(next);
    };
    const look = async (): Promise<void> => {
      const recording = await recordingAt(cameraId, wholeMs, signal);
      if (signal.aborted) return;
      setFacts(factsOf(cameraId, wholeMs, recording));
      if (recording === null) return show(null);
      // The exact frame does not wait for a still that cannot be had.
      await quickStill(cameraId, recording, wholeMs).then(show, () => show(null));
      await rest(FRAME_AFTER_MS, signal);
      if (!signal.aborted) show(await exactStill(cameraId, wholeMs, signal));
    };
    // What is at hand is shown with the very movement that asks for it.
    const known = knownAt(cameraId, wholeMs);
    const atHand = known === null ? null : storedFrameAtHand(known, wholeMs);
    if (known !== null && atHand !== null) {
      setFacts(factsOf(cameraId, wholeMs, known));
      setStill({ cameraId, image: atHand.image, frameMs: atHand.trueMs, isExact: false });
    }
    // A still is a help, not a finding: where it cannot be had, the card shows the times alone.
    look().catch(() => undefined);
    return () => cancel.abort();
  }, [cameraId, wholeMs]);

  return { facts, still };
}

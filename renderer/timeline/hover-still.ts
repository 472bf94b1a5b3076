// What a camera showed at the pointer: the recording there, the camera's own claim, and a still. The file's still comes
// at once; where the pointer rests, the exact frame is cut out. Both are told apart by name, never mixed up.

import { useEffect, useState } from "react";
import type { Recording } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, type CameraMs, type TrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";

export interface HoverFacts {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  /** Null where the camera has no footage there. */
  readonly recording: Recording | null;
  readonly cameraMs: CameraMs | null;
}

export interface HoverStill {
  readonly url: string;
  /** Set for the exact frame: when it was. Null for the still of the whole file. */
  readonly frameMs: TrueMs | null;
}

/** What the camera's clock showed at a true time inside a recording. */
export function cameraMsAt(recording: Recording, trueMs: number): CameraMs {
  return asCameraMs(Math.round(recording.cameraStartMs + mediaFromTrue(recording, trueMs) - recording.mediaStartMs));
}

const ASK_AFTER_MS = 40;
const FRAME_AFTER_MS = 220;
const STILL_WIDTH_PX = 320;

/** The recording last found, by camera: the pointer mostly stays on it. */
const lastFound = new Map<string, Recording>();

async function recordingAt(cameraId: string, atMs: number, signal: AbortSignal): Promise<Recording | null> {
  const known = lastFound.get(cameraId);
  if (known !== undefined && known.startMs <= atMs && atMs < known.endMs) return known;
  const answer = await call("playback.read", { cameraIds: [cameraId], fromMs: asTrueMs(Math.floor(atMs)), toMs: asTrueMs(Math.floor(atMs) + 1) }, signal);
  const found = answer.recordings.find((r) => r.startMs <= atMs && atMs < r.endMs) ?? null;
  if (found !== null) lastFound.set(cameraId, found);
  return found;
}

/** Clocks were corrected or files were read: what was found before may lie elsewhere now. */
export function forgetHoverFacts(): void {
  lastFound.clear();
}

const rest = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
});

/** Facts and still of a camera at an instant; both null while nothing is known. `cameraId` null asks nothing. */
export function useHoverStill(cameraId: string | null, atMs: number): { readonly facts: HoverFacts | null; readonly still: HoverStill | null } {
  const [facts, setFacts] = useState<HoverFacts | null>(null);
  const [still, setStill] = useState<HoverStill | null>(null);
  const wholeMs = Math.round(atMs);

  useEffect(() => {
    if (cameraId === null) {
      setFacts(null);
      setStill(null);
      return undefined;
    }
    const cancel = new AbortController();
    const { signal } = cancel;
    let frameUrl: string | null = null;
    const look = async (): Promise<void> => {
      await rest(lastFound.has(cameraId) ? 0 : ASK_AFTER_MS, signal);
      const recording = await recordingAt(cameraId, wholeMs, signal);
      if (signal.aborted) return;
      const trueMs = asTrueMs(wholeMs);
      setFacts({ cameraId, atMs: trueMs, recording, cameraMs: recording === null ? null : cameraMsAt(recording, wholeMs) });
      setStill(recording === null ? null : { url: `footage://poster/${recording.fileId}`, frameMs: null });
      if (recording === null) return;
      await rest(FRAME_AFTER_MS, signal);
      const frame = await call("frame.extract", { cameraId, atMs: trueMs, maxWidthPx: STILL_WIDTH_PX }, signal);
      if (signal.aborted) return;
      frameUrl = URL.createObjectURL(new Blob([new Uint8Array(frame.jpeg)], { type: "image/jpeg" }));
      setStill({ url: frameUrl, frameMs: frame.trueMs });
    };
    // A still is a help, not a finding: where it cannot be had, the card shows the times alone.
    look().catch(() => undefined);
    return () => {
      cancel.abort();
      if (frameUrl !== null) URL.revokeObjectURL(frameUrl);
    };
  }, [cameraId, wholeMs]);

  return { facts, still };
}

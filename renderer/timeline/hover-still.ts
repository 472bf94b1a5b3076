// What a camera showed at the pointer: the recording there, the camera's own claim, and a still. A frame stored while indexing
// comes at once, with the time it truly has; where the pointer rests, the exact frame is cut out and takes its place.

import { useEffect, useMemo, useState } from "react";
import type { OutputOf } from "../../contract/methods.ts";
import type { Recording } from "../../contract/model.ts";
import { asCameraMs, asTrueMs, mediaFromTrue, type CameraMs, type TrueMs } from "../../contract/time.ts";
import { call } from "../engine/engine-client.ts";
import { fetchAround, forgetStoredFrames, isWithoutStored, pictureAt, rememberStored, storedFrameAtHand, storedFrameSoon, type Picture, type StoredFrame } from "../playback/stored-frames.ts";

export interface HoverFacts {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  /** Null where the camera has no footage there. */
  readonly recording: Recording | null;
  readonly cameraMs: CameraMs | null;
}

export interface HoverStill {
  readonly cameraId: string;
  readonly image: Picture;
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

const FOUND_MAX = 32;
/** Recordings found last, by camera, the newest first: the pointer mostly stays on them. */
const lastFound = new Map<string, readonly Recording[]>();

const knownAt = (cameraId: string, atMs: number): Recording | null =>
  lastFound.get(cameraId)?.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs) ?? null;

function remember(cameraId: string, recording: Recording): void {
  const others = (lastFound.get(cameraId) ?? []).filter(({ recordingId }) => recordingId !== recording.recordingId);
  lastFound.set(cameraId, [recording, ...others].slice(0, FOUND_MAX));
}

interface Moment {
  readonly recording: Recording | null;
  readonly stored: StoredFrame | null;
}

/** The question that is on its way: the pointer asks before the card does. */
let asked: { readonly cameraId: string; readonly atMs: TrueMs; readonly answer: Promise<OutputOf<"previews.at">> } | null = null;

function askMoment(cameraId: string, atMs: TrueMs): Promise<OutputOf<"previews.at">> {
  if (asked?.cameraId !== cameraId || asked.atMs !== atMs) asked = { cameraId, atMs, answer: call("previews.at", { cameraId, atMs }) };
  return asked.answer;
}

/** Nothing need be asked: the picture is there, or it is known that there is none. */
function atHand(cameraId: string, atMs: TrueMs): Moment | null {
  const recording = knownAt(cameraId, atMs);
  if (recording === null) return null;
  const stored = storedFrameAtHand(recording, atMs);
  return stored !== null || isWithoutStored(recording) ? { recording, stored } : null;
}

async function askedMoment(cameraId: string, atMs: TrueMs): Promise<Moment> {
  const answer = await askMoment(cameraId, atMs);
  if (answer.recording !== null) remember(cameraId, answer.recording);
  // A picture that cannot be had leaves the facts.
  return { recording: answer.recording, stored: await rememberStored(answer).catch(() => null) };
}

/** What needs no question, only a picture decoded. */
function soon(cameraId: string, atMs: TrueMs): Promise<Moment> | null {
  const recording = knownAt(cameraId, atMs);
  return (recording === null ? null : storedFrameSoon(recording, atMs))?.then((stored) => ({ recording, stored })) ?? null;
}

/** The pointer has moved: asks at once for what the card will show with the next picture drawn. */
export function lookAhead(cameraId: string, atMs: number): void {
  const wholeMs = asTrueMs(Math.round(atMs));
  if (atHand(cameraId, wholeMs) !== null) return;
  (soon(cameraId, wholeMs) ?? askMoment(cameraId, wholeMs)).catch(() => undefined);
}

/** Clocks were corrected, files were read or frames stored: what was found before may lie elsewhere now. */
export function forgetHoverFacts(): void {
  asked = null;
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
  const image = await createImageBitmap(new Blob([new Uint8Array(frame.jpeg)], { type: "image/jpeg" }));
  return { cameraId, image, frameMs: frame.trueMs, isExact: true };
}

const storedStill = (cameraId: string, { image, trueMs }: StoredFrame): HoverStill => ({ cameraId, image, frameMs: trueMs, isExact: false });

/** The still of the whole file, which says nothing of a moment. */
const fileStill = async (cameraId: string, recording: Recording): Promise<HoverStill> =>
  ({ cameraId, image: await pictureAt(`footage://poster/${recording.fileId}`), frameMs: null, isExact: false });

const factsOf = (cameraId: string, atMs: TrueMs, recording: Recording | null): HoverFacts =>
  ({ cameraId, atMs, recording, cameraMs: recording === null ? null : cameraMsAt(recording, atMs) });

/** What the card tells; both null while nothing is known. */
export interface Hovered {
  readonly facts: HoverFacts | null;
  readonly still: HoverStill | null;
}

const NOTHING: Hovered = { facts: null, still: null };

/** What needs no waiting; null where something has to be asked or decoded first. */
function hoveredAtHand(cameraId: string, atMs: TrueMs): Hovered | null {
  const { recording, stored } = atHand(cameraId, atMs) ?? { recording: null, stored: null };
  return stored === null ? null : { facts: factsOf(cameraId, atMs, recording), still: storedStill(cameraId, stored) };
}

/** Facts and still of a camera at an instant, those at hand in the very picture that the movement draws. `cameraId` null asks nothing. */
export function useHoverStill(cameraId: string | null, atMs: number): Hovered {
  const [looked, setLooked] = useState<Hovered>(NOTHING);
  const wholeMs = asTrueMs(Math.round(atMs));
  const hand = useMemo(() => (cameraId === null ? NOTHING : hoveredAtHand(cameraId, wholeMs)), [cameraId, wholeMs]);

  useEffect(() => {
    if (cameraId === null) {
      setLooked(NOTHING);
      return undefined;
    }
    const cancel = new AbortController();
    const { signal } = cancel;
    const look = async (): Promise<void> => {
      const { recording, stored } = atHand(cameraId, wholeMs) ?? await (soon(cameraId, wholeMs) ?? askedMoment(cameraId, wholeMs));
      if (signal.aborted) return;
      const facts = factsOf(cameraId, wholeMs, recording);
      // The picture of before stays until there is another one: none flickers while the pointer moves.
      setLooked(hand ?? (({ still }) => ({ facts, still: stored !== null ? storedStill(cameraId, stored) : recording === null ? null : still })));
      if (recording === null) return;
      // The exact frame does not wait for a still that cannot be had.
      if (stored !== null) void fetchAround(recording, wholeMs);
      else {
        const still = await fileStill(cameraId, recording).catch(() => null);
        if (!signal.aborted) setLooked({ facts, still });
      }
      await rest(FRAME_AFTER_MS, signal);
      if (signal.aborted) return;
      const still = await exactStill(cameraId, wholeMs, signal);
      if (!signal.aborted) setLooked({ facts, still });
    };
    // A still is a help, not a finding: where it cannot be had, the card shows the times alone.
    look().catch(() => undefined);
    return () => cancel.abort();
  }, [cameraId, wholeMs, hand]);

  const isOfNow = looked.facts !== null && looked.facts.cameraId === cameraId && looked.facts.atMs === wholeMs;
  return isOfNow || hand === null ? looked : hand;
}

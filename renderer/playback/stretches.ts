// Parts of a playable copy that is still being made: which one holds a place of its file, and what of a recording it shows. A tile
// goes from one to the next as it goes from recording to recording. Pure; which parts there are is known by proxies.ts.

import type { Recording } from "../../contract/model.ts";
import { asCameraMs, asMediaMs, trueFromMedia } from "../../contract/time.ts";

/** Media times of the original, half-open. */
export interface Stretch {
  readonly stretchId: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where its first frame stands. */
  readonly firstMs: number;
}

/** A recording as one source shows it: all of it, or what a part of its file's copy holds of it. */
export interface ShownPart extends Recording {
  readonly stretchId?: number;
}

/** Conversions through a drifting clock leave this much of rounding: it must not put the first frame of a part into the one before. */
const ROUNDING_MS = 0.05;

export const covers = ({ fromMs, toMs }: Pick<Stretch, "fromMs" | "toMs">, mediaMs: number): boolean => mediaMs >= fromMs - ROUNDING_MS && mediaMs < toMs - ROUNDING_MS;

/** The part that holds a place; null where it is not there yet. */
export const stretchAt = (stretches: readonly Stretch[], mediaMs: number): Stretch | null => stretches.find((stretch) => covers(stretch, mediaMs)) ?? null;

/** What is there without a hole around a place that a part holds. */
export function runAround(stretches: readonly Stretch[], at: Stretch): { readonly fromMs: number; readonly toMs: number } {
  const index = stretches.findIndex(({ stretchId }) => stretchId === at.stretchId);
  const meet = (i: number): boolean => Math.abs(stretches[i]!.toMs - stretches[i + 1]!.fromMs) < ROUNDING_MS;
  let [from, to] = [index, index];
  while (from > 0 && meet(from - 1)) from--;
  while (to + 1 < stretches.length && meet(to)) to++;
  return { fromMs: stretches[from]?.fromMs ?? at.fromMs, toMs: stretches[to]?.toMs ?? at.toMs };
}

/** What a part holds of a recording, on the same line of true time; the recording itself where the source holds all of the file. */
export function partOf(recording: Recording, stretch: Stretch | null): ShownPart {
  if (stretch === null) return recording;
  const fromMs = asMediaMs(Math.max(recording.mediaStartMs, stretch.fromMs));
  const toMs = asMediaMs(Math.min(recording.mediaEndMs, stretch.toMs));
  return {
    ...recording, stretchId: stretch.stretchId, mediaStartMs: fromMs, mediaEndMs: toMs,
    startMs: trueFromMedia(recording, fromMs), endMs: trueFromMedia(recording, toMs), cameraStartMs: asCameraMs(recording.cameraStartMs + fromMs - recording.mediaStartMs),
  };
}

/** What comes after a part within its recording, and when: null where the recording ends with it, `part` null where the next is not there yet. */
export function partAfter(recording: Recording, stretches: readonly Stretch[], stretch: Stretch): { readonly part: ShownPart | null; readonly atMs: number } | null {
  if (stretch.toMs >= recording.mediaEndMs - ROUNDING_MS) return null;
  const next = stretchAt(stretches, stretch.toMs);
  return { part: next === null ? null : partOf(recording, next), atMs: trueFromMedia(recording, stretch.toMs) };
}

/** What comes before a part within its recording, as partAfter. */
export function partBefore(recording: Recording, stretches: readonly Stretch[], stretch: Stretch): { readonly part: ShownPart | null; readonly atMs: number } | null {
  if (stretch.fromMs <= recording.mediaStartMs + ROUNDING_MS) return null;
  const before = stretches.find(({ fromMs, toMs }) => fromMs < stretch.fromMs && toMs >= stretch.fromMs - ROUNDING_MS) ?? null;
  return { part: before === null ? null : partOf(recording, before), atMs: trueFromMedia(recording, stretch.fromMs) };
}

interface Held {
  readonly fileId: number | null;
  readonly stretchId: number | null;
}

/** True where a player holds what shows a part. */
export const holds = (slot: Held, part: ShownPart): boolean => slot.fileId === part.fileId && slot.stretchId === (part.stretchId ?? null);

export const isSamePart = (a: ShownPart, b: ShownPart): boolean => a.fileId === b.fileId && a.stretchId === b.stretchId;

/** Open what shows a part. */
export interface LoadOrder {
  readonly kind: "load";
  readonly fileId: number;
  /** The part of its copy; absent: all of it. */
  readonly stretchId?: number;
}

export const loadOf = ({ fileId, stretchId }: ShownPart): LoadOrder => (stretchId === undefined ? { kind: "load", fileId } : { kind: "load", fileId, stretchId });

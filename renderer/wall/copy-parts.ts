// What a tile makes of a copy that is there in parts: what comes after the part it shows, where it wants the next one, and what it says
// of it. Not here: which parts there are (playback/proxies.ts), and the players (tile-controller.ts).

import type { Recording } from "../../contract/model.ts";
import { asMediaMs, mediaFromTrue, trueFromMedia, type MediaMs } from "../../contract/time.ts";
import { footageWindow } from "../playback/footage-window.ts";
import type { Placement } from "../playback/placements.ts";
import { proxies } from "../playback/proxies.ts";
import { partAfter, partBefore, partOf, runAround, type ShownPart, type Stretch } from "../playback/stretches.ts";
import type { SlotSource } from "../playback/video-slot.ts";
import { findSource, isInParts } from "./tile-source.ts";
import type { TileStatus } from "./tile-status.ts";

/** While the clock runs, the place where a copy is wanted first is told in steps: each new one is a question to the engine. Media ms. */
const HEAD_STEP_MS = 2_000;

/** Where in its file pictures are wanted first. `runs`: the clock runs, and which way. */
export function headOf(recording: Recording, atMs: number, runs: "on" | "back" | null): MediaMs {
  const mediaMs = Math.max(0, mediaFromTrue(recording, atMs));
  const steps = mediaMs / HEAD_STEP_MS;
  return asMediaMs(runs === null ? Math.round(mediaMs) : (runs === "on" ? Math.floor(steps) : Math.ceil(steps)) * HEAD_STEP_MS);
}

/** Two sources that show the same place of a file, one in place of the other: another copy, or the whole instead of a part of it. */
export const isOtherCopy = (a: SlotSource, b: SlotSource): boolean => a.kind !== b.kind || (a.stretch === null) !== (b.stretch === null);
export const isSameSource = (a: SlotSource | null, b: SlotSource): boolean => a?.fileId === b.fileId && a.kind === b.kind && a.stretch?.stretchId === b.stretch?.stretchId;

const partsOf = ({ fileId, kind }: SlotSource): readonly Stretch[] => proxies.stretchesOf(fileId, kind === "small" ? "small" : "full");

export interface PartsShown {
  readonly part: ShownPart | null;
  readonly next: ShownPart | null;
  readonly nextAtMs: number | null;
}

/**
 * What a source shows of the recording at the clock, and what comes after it, or before it where the clock goes back: copies that are not
 * whole yet are gone through part by part.
 */
export function partsShown(placement: Placement, source: SlotSource | null, pictureHeightPx: number, isBackwards: boolean): PartsShown {
  const { recording } = placement;
  const stretch = source?.stretch ?? null;
  const part = recording === null ? null : partOf(recording, stretch);
  const beside = recording === null || source === null || stretch === null ? null : (isBackwards ? partBefore : partAfter)(recording, partsOf(source), stretch);
  if (beside !== null) return { part, next: beside.part, nextAtMs: beside.part === null ? null : beside.atMs };
  const { next, nextAtMs } = isBackwards ? before(placement) : placement;
  if (next === null || !isInParts(next.fileId)) return { part, next, nextAtMs };
  const file = footageWindow.file(next.fileId);
  const placeMs = mediaFromTrue(next, nextAtMs ?? next.startMs);
  const found = file === null ? null : findSource(file, pictureHeightPx, isBackwards ? Math.min(placeMs, next.mediaEndMs) - 1 : placeMs);
  return found?.kind === "source" ? { part, next: partOf(next, found.source.stretch), nextAtMs } : { part, next: null, nextAtMs: null };
}

/** What a clock that goes back comes to, and when. */
const before = ({ recording, previous }: Placement): Pick<Placement, "next" | "nextAtMs"> =>
  (previous === null ? { next: null, nextAtMs: null } : { next: previous, nextAtMs: Math.min(previous.endMs, recording?.startMs ?? Infinity) });

/** What is there of a copy around the part that is shown, on the clock; null where it is whole. */
export function madeAround(recording: Recording, source: SlotSource): Pick<TileStatus, "madeFromMs" | "madeToMs"> | null {
  if (source.stretch === null) return null;
  const { fromMs, toMs } = runAround(partsOf(source), source.stretch);
  const trueMs = (mediaMs: number): number => Math.round(trueFromMedia(recording, Math.min(Math.max(mediaMs, recording.mediaStartMs), recording.mediaEndMs)));
  return { madeFromMs: trueMs(fromMs), madeToMs: trueMs(toMs) };
}

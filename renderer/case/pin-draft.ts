// What a new pin would stand on: the marks where they are set, else a moment at the play head, on the camera of the
// active tile. Pure; the form and the engine's pins.add come after.

import { asTrueMs, type TrueMs } from "../../contract/time.ts";

/** A moment is kept as this much footage, half before and half after. */
export const MOMENT_MS = 1000;

export interface PinGround {
  readonly tiles: readonly (string | null)[];
  readonly activeTile: number;
  readonly markInMs: number | null;
  readonly markOutMs: number | null;
  readonly headMs: number;
}

export interface PinDraft {
  readonly cameraId: string;
  readonly startMs: TrueMs;
  readonly endMs: TrueMs;
  /** `clip`: between marks. `open`: from one mark to the play head. `moment`: around one instant. */
  readonly kind: "clip" | "open" | "moment";
}

/** The draft, or null where the active tile shows no camera. */
export function pinDraft({ tiles, activeTile, markInMs, markOutMs, headMs }: PinGround): PinDraft | null {
  const cameraId = tiles[activeTile] ?? tiles.find((tile) => tile !== null) ?? null;
  if (cameraId === null) return null;
  const head = Math.round(headMs);
  const range = (a: number, b: number, kind: "clip" | "open"): PinDraft =>
    a === b ? moment(cameraId, a) : { cameraId, startMs: asTrueMs(Math.min(a, b)), endMs: asTrueMs(Math.max(a, b)), kind };
  if (markInMs !== null && markOutMs !== null) return range(markInMs, markOutMs, "clip");
  if (markInMs !== null && head > markInMs) return range(markInMs, head, "open");
  if (markOutMs !== null && head < markOutMs) return range(head, markOutMs, "open");
  return moment(cameraId, head);
}

function moment(cameraId: string, atMs: number): PinDraft {
  return { cameraId, startMs: asTrueMs(atMs - MOMENT_MS / 2), endMs: asTrueMs(atMs + MOMENT_MS / 2), kind: "moment" };
}

/** Tags as typed: separated by commas (of both scripts), semicolons or the Chinese pause mark; no empty ones, none twice. */
export function tagsFromText(text: string): readonly string[] {
  return [...new Set(text.split(/[,，;；、]/).map((tag) => tag.trim()).filter((tag) => tag !== ""))];
}

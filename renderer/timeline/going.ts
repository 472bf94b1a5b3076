// Going from one thing to the next by key: pins of the case, gaps, beginnings and ends of footage, of the active camera or of
// all. What was reached is said in a note, and so is that there is nothing further.

import { create } from "zustand";
import type { TFunction } from "i18next";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { durationText } from "../../contract/time-text.ts";
import type { Camera } from "../../contract/model.ts";
import { call } from "../engine/engine-client.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { revealing } from "./axis.ts";
import type { ScenePin } from "./scene-pins.ts";
import type { TimelineView } from "./timeline-view.ts";

type Words = TFunction<["timeline", "common", "lanes"]>;
export type Direction = "next" | "previous";
/** `active`: the camera of the active tile. */
export type Whose = "active" | "all";

interface NoteState {
  readonly note: string;
  /** Rises with each note, so that the same words twice are said twice. */
  readonly number: number;
}

/** What the last key led to. */
export const useGoingNote = create<NoteState>(() => ({ note: "", number: 0 }));

export function sayGoing(note: string): void {
  useGoingNote.setState((s) => ({ note, number: s.number + 1 }));
}

const activeCameraId = (): string | null => {
  const { tiles, activeTile } = useView.getState();
  return tiles[activeTile] ?? null;
};

function arrive(view: TimelineView, atMs: TrueMs, cameraId: string | null): void {
  // Told to the wall first: with a camera that is on no tile yet its tile would be looked for at the old time.
  if (cameraId !== null) useView.getState().showCamera(cameraId);
  playbackClock.seek(atMs);
  view.show(revealing(view.axis, atMs, 0.5));
}

/** The pin that starts next after or before an instant; of one camera, or null of all. */
export function pinNear(pins: readonly ScenePin[], atMs: number, direction: Direction, cameraId: string | null): ScenePin | null {
  const eligible = pins.filter((pin) => (cameraId === null || pin.cameraId === cameraId) && (direction === "next" ? pin.startMs > atMs : pin.startMs < atMs));
  return eligible.reduce<ScenePin | null>((best, pin) => (best === null || Math.abs(pin.startMs - atMs) < Math.abs(best.startMs - atMs) ? pin : best), null);
}

export function goToPin(view: TimelineView, pins: readonly ScenePin[], direction: Direction, whose: Whose, t: Words): void {
  const cameraId = whose === "active" ? activeCameraId() : null;
  if (whose === "active" && cameraId === null) return sayGoing(t("lanes:went.noActive"));
  const pin = pinNear(pins, Math.round(playbackClock.nowMs()), direction, cameraId);
  if (pin === null) return sayGoing(t("lanes:went.none"));
  useView.getState().selectPin(pin.pinId);
  arrive(view, asTrueMs(pin.startMs), pin.cameraId);
  sayGoing(t("lanes:went.pin", { title: pin.title }));
}

export async function goToPlace(view: TimelineView, cameras: readonly Camera[], what: "gap" | "edge", direction: Direction, whose: Whose, t: Words): Promise<void> {
  const cameraId = whose === "active" ? activeCameraId() : null;
  if (whose === "active" && cameraId === null) return sayGoing(t("lanes:went.noActive"));
  const cameraIds = cameraId === null ? cameras.map((camera) => camera.cameraId) : [cameraId];
  const { found } = await call("timeline.next", { cameraIds, atMs: asTrueMs(Math.round(playbackClock.nowMs())), what, direction });
  if (found === null) return sayGoing(t("lanes:went.none"));
  arrive(view, found.atMs, found.cameraId);
  const camera = cameras.find((c) => c.cameraId === found.cameraId)?.name ?? found.cameraId;
  if (found.kind !== "gap" || found.cause === null) return sayGoing(t(found.kind === "start" ? "lanes:went.edgeStart" : "lanes:went.edgeEnd", { camera }));
  sayGoing(t("lanes:went.gap", { camera, cause: t(`common:gap.${found.cause}`), duration: found.endMs === null ? "" : durationText(found.endMs - found.atMs) }));
}

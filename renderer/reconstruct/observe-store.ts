// The observation that is about to be made: opened by its key at the play head, filled in by the form in the exhibits part.

import { create } from "zustand";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { useCasePart } from "../case/case-parts.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { useExhibitFocus } from "./exhibit-focus.ts";

export interface ObservationDraft {
  readonly cameraId: string;
  readonly atMs: TrueMs;
  /** Null: one moment. */
  readonly toMs: TrueMs | null;
}

interface ObserveState {
  readonly draft: ObservationDraft | null;
  /** Why there is no draft though one was wanted. */
  readonly lacks: "case" | "camera" | null;
  close(): void;
}

export const useObserve = create<ObserveState>((set) => ({ draft: null, lacks: null, close: () => set({ draft: null, lacks: null }) }));

/** Starts an observation on the active camera: between the marks where both are set, else at the play head. */
export function startObservation(exhibitId: number | null = null): void {
  const { tiles, activeTile, markInMs, markOutMs, caseId } = useView.getState();
  playbackClock.pause();
  useCasePart.getState().show("exhibits");
  if (exhibitId !== null) useExhibitFocus.getState().choose(exhibitId);
  const cameraId = tiles[activeTile] ?? null;
  if (caseId === null || cameraId === null) {
    useObserve.setState({ draft: null, lacks: caseId === null ? "case" : "camera" });
    return;
  }
  const isRange = markInMs !== null && markOutMs !== null && markInMs < markOutMs;
  const atMs = isRange ? markInMs : asTrueMs(Math.round(playbackClock.nowMs()));
  useObserve.setState({ draft: { cameraId, atMs, toMs: isRange ? markOutMs : null }, lacks: null });
}

// The observation that is about to be made: opened by its key at the play head, or from a statement that tells of the exhibit;
// filled in by the form in the exhibits part.

import { create } from "zustand";
import type { Statement } from "../../contract/reconstruction.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import { useShell } from "../app/shell-store.ts";
import { useCasePart } from "../case/case-parts.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { useView } from "../state/view-store.ts";
import { useExhibitFocus } from "./exhibit-focus.ts";

export interface ObservationDraft {
  /** Null: as the statement tells it, on no camera. */
  readonly cameraId: string | null;
  /** Null: the statement names no time yet. */
  readonly atMs: TrueMs | null;
  /** Null: one moment. */
  readonly toMs: TrueMs | null;
  readonly statementId: number | null;
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
    if (caseId === null) useShell.getState().open({ kind: "case", caseId: null });
    return;
  }
  const isRange = markInMs !== null && markOutMs !== null && markInMs < markOutMs;
  const atMs = isRange ? markInMs : asTrueMs(Math.round(playbackClock.nowMs()));
  useObserve.setState({ draft: { cameraId, atMs, toMs: isRange ? markOutMs : null, statementId: null }, lacks: null });
}

/** Starts an observation that rests on what someone said, at the time that the statement speaks of. */
export function startToldObservation({ statementId, fromMs, toMs }: Pick<Statement, "statementId" | "fromMs" | "toMs">): void {
  useCasePart.getState().show("exhibits");
  useObserve.setState({ draft: { cameraId: null, atMs: fromMs ?? toMs, toMs: fromMs === null ? null : toMs, statementId }, lacks: null });
}

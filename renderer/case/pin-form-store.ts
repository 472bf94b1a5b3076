// The pin that is about to be made: opened by Enter or the button, filled in by the form in the case panel.

import { create } from "zustand";
import { useShell } from "../app/shell-store.ts";
import { playbackClock } from "../playback/playback-clock.ts";
import { chosenFileOn } from "../playback/shown-files.ts";
import { useView } from "../state/view-store.ts";
import { pinDraft, type PinDraft } from "./pin-draft.ts";

interface PinFormState {
  readonly draft: PinDraft | null;
  /** The version that the active tile showed by a person's choice; null where the wall chose. */
  readonly shownFileId: number | null;
  /** A pin was wanted where no tile shows a camera. */
  readonly lacksCamera: boolean;
  close(): void;
}

export const usePinForm = create<PinFormState>((set) => ({
  draft: null,
  shownFileId: null,
  lacksCamera: false,
  close: () => set({ draft: null, shownFileId: null, lacksCamera: false }),
}));

/** Starts a pin on what is marked, or at the play head. Without a case, one is made first and the draft waits. */
export function startPin(): void {
  const { tiles, activeTile, markInMs, markOutMs, caseId } = useView.getState();
  playbackClock.pause();
  const draft = pinDraft({ tiles, activeTile, markInMs, markOutMs, headMs: playbackClock.nowMs() });
  usePinForm.setState({ draft, shownFileId: chosenFileOn(activeTile), lacksCamera: draft === null });
  if (draft !== null && caseId === null) useShell.getState().open({ kind: "case", caseId: null });
}

// Which frame the clock correction dialog is about. Opened from a tile of the wall and from the cameras panel.

import { create } from "zustand";
import type { CameraMs, TrueMs } from "../../contract/time.ts";

/** A frame of a camera: what the camera says it was, and what the library holds it for now. */
export interface ClockQuestion {
  readonly cameraId: string;
  readonly cameraMs: CameraMs;
  readonly trueMs: TrueMs;
}

interface ClockDialogState {
  readonly question: ClockQuestion | null;
  close(): void;
}

export const useClockDialog = create<ClockDialogState>((set) => ({
  question: null,
  close: () => set({ question: null }),
}));

export function openClockDialog(question: ClockQuestion): void {
  useClockDialog.setState({ question });
}

// What of the window is open right now: dialogs and the tray, one at a time. Nothing here is kept.

import { create } from "zustand";

export type OpenDialog =
  | { readonly kind: "help" }
  | { readonly kind: "problems" }
  | { readonly kind: "verify"; readonly path: string | null }
  | { readonly kind: "export"; readonly caseId: number }
  | { readonly kind: "case"; readonly caseId: number | null }
  | { readonly kind: "camera"; readonly cameraId: string; readonly field: "name" | "site" };

interface ShellState {
  readonly dialog: OpenDialog | null;
  readonly isTrayOpen: boolean;
  open(dialog: OpenDialog): void;
  close(): void;
  setTrayOpen(isOpen: boolean): void;
}

export const useShell = create<ShellState>((set) => ({
  dialog: null,
  isTrayOpen: false,
  open: (dialog) => set({ dialog, isTrayOpen: false }),
  close: () => set({ dialog: null }),
  setTrayOpen: (isTrayOpen) => set({ isTrayOpen }),
}));

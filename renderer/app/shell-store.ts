// What of the window is open right now: dialogs and the tray, one at a time. Nothing here is kept.

import { create } from "zustand";
import type { FileFilter } from "../../contract/file-filter.ts";

export type OpenDialog =
  | { readonly kind: "help" }
  | { readonly kind: "keys" }
  | { readonly kind: "history" }
  /** How much room playable copies may take. */
  | { readonly kind: "copies" }
  /** Of one camera, or of the whole library (null). */
  | { readonly kind: "problems"; readonly cameraId: string | null; readonly behind: FileFilter["behind"] }
  | { readonly kind: "roots" }
  /** The table of files, as the filter says at first. */
  | { readonly kind: "files"; readonly filter: Partial<FileFilter> }
  | { readonly kind: "patterns" }
  | { readonly kind: "verify"; readonly path: string | null }
  | { readonly kind: "export"; readonly caseId: number }
  | { readonly kind: "case"; readonly caseId: number | null }
  /** Of a folder, or (null) any of them. */
  | { readonly kind: "intake"; readonly folder: string | null }
  | { readonly kind: "previews" }
  | { readonly kind: "camera"; readonly cameraId: string; readonly field: "name" | "site" | "neighbours" };

interface ShellState {
  readonly dialog: OpenDialog | null;
  /** Counts what was opened: the same question asked again is a new one. */
  readonly openedCount: number;
  readonly isTrayOpen: boolean;
  open(dialog: OpenDialog): void;
  close(): void;
  setTrayOpen(isOpen: boolean): void;
}

export const useShell = create<ShellState>((set) => ({
  dialog: null,
  openedCount: 0,
  isTrayOpen: false,
  open: (dialog) => set((s) => ({ dialog, openedCount: s.openedCount + 1, isTrayOpen: false })),
  close: () => set({ dialog: null }),
  setTrayOpen: (isTrayOpen) => set({ isTrayOpen }),
}));

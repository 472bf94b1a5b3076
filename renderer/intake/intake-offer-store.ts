// For which folder the intake sheet is offered. Asked where footage was just added, never in the way: it can be put off, and
// the sheet is found again in the library's menu.

import { create } from "zustand";

interface IntakeOffer {
  /** Folders that were added and have not been answered for, the oldest first. */
  readonly folders: readonly string[];
  /** Folders only: single files get no sheet of their own. A folder may well be called 2024.11.15. */
  offer(folders: readonly string[]): void;
  /** The sheet was filled in, or put off. */
  answer(folder: string): void;
}

export const useIntakeOffer = create<IntakeOffer>((set) => ({
  folders: [],
  offer: (folders) => set((s) => ({ folders: [...new Set([...s.folders, ...folders])] })),
  answer: (folder) => set((s) => ({ folders: s.folders.filter((each) => each !== folder) })),
}));

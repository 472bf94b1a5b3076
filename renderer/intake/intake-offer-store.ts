// For which folder the intake sheet is offered. Asked where footage was just added, never in the way: it can be put off, and
// the sheet is found again in the library's menu.

import { create } from "zustand";

interface IntakeOffer {
  /** Folders that were added and have not been answered for, the oldest first. */
  readonly folders: readonly string[];
  /** `paths`: as dropped or chosen; single files get no sheet of their own. */
  offer(paths: readonly string[]): void;
  /** The sheet was filled in, or put off. */
  answer(folder: string): void;
}

const FILE_ENDING = /\.[a-z0-9]{2,4}$/i;

export const useIntakeOffer = create<IntakeOffer>((set) => ({
  folders: [],
  offer: (paths) => set((s) => ({ folders: [...new Set([...s.folders, ...paths.filter((path) => !FILE_ENDING.test(path))])] })),
  answer: (folder) => set((s) => ({ folders: s.folders.filter((each) => each !== folder) })),
}));

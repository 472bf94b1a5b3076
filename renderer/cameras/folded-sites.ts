// Which sites are folded in the cameras panel, kept on this computer.

import { create } from "zustand";

const STORAGE_KEY = "quayline.foldedSites";

function stored(): ReadonlySet<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return new Set(Array.isArray(list) ? list.filter((site) => typeof site === "string") : []);
  } catch {
    return new Set();
  }
}

interface FoldedSites {
  readonly folded: ReadonlySet<string>;
  toggle(site: string): void;
}

export const useFoldedSites = create<FoldedSites>((set) => ({
  folded: stored(),
  toggle: (site) => set((s) => {
    const folded = new Set(s.folded);
    if (!folded.delete(site)) folded.add(site);
    localStorage.setItem(STORAGE_KEY, JSON.stringify([...folded]));
    return { folded };
  }),
}));

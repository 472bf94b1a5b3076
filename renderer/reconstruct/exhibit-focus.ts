// Which exhibit observations, looks and the timeline's bracket are about: the one a person chose, else the case's first.

import { create } from "zustand";
import type { Exhibit } from "../../contract/model.ts";
import { useOpenCase } from "../case/open-case.ts";

interface ExhibitFocus {
  readonly exhibitId: number | null;
  choose(exhibitId: number): void;
}

export const useExhibitFocus = create<ExhibitFocus>((set) => ({ exhibitId: null, choose: (exhibitId) => set({ exhibitId }) }));

/** The one in focus among those of a case; null where it has none. */
export function focusedExhibit(exhibits: readonly Exhibit[], chosenId: number | null): Exhibit | null {
  return exhibits.find(({ exhibitId }) => exhibitId === chosenId) ?? exhibits[0] ?? null;
}

/** Changes of these may change bands and the ends of intervals; that something was watched, said anew all the while that is played, does not. */
export const BAND_TOPICS = ["cases", "clocks", "cameras", "recordings"] as const;
/** Changes of these may change all that follows from observations. */
export const CONTINUITY_TOPICS = [...BAND_TOPICS, "watched"] as const;

/** The exhibit in focus of the case that is open. */
export function useFocusedExhibit(): Exhibit | null {
  const chosenId = useExhibitFocus((s) => s.exhibitId);
  const file = useOpenCase();
  return file === null ? null : focusedExhibit(file.exhibits, chosenId);
}

// What is looked at on the case timeline: filter, groups, which entry, what is open beside the list. Stays while other parts of the
// case are looked at, and begins anew with another case. Nothing here is kept.

import { create } from "zustand";
import { NO_FILTER, type EventFilter, type Grouping } from "./event-list.ts";

interface EventsView {
  readonly caseId: number | null;
  readonly filter: EventFilter;
  readonly grouping: Grouping;
  /** Kinds, exhibits, people and cameras can be chosen. */
  readonly isFilterOpen: boolean;
  readonly folded: ReadonlySet<string>;
  /** Key of the row that is chosen. */
  readonly activeKey: string | null;
  /** Counts how often it was to be brought into view. */
  readonly revealCount: number;
  /** The fact that is edited; null: a new one. */
  readonly editing: number | null | "none";
  begin(caseId: number): void;
  setFilter(part: Partial<EventFilter>): void;
  setGrouping(grouping: Grouping): void;
  setFilterOpen(isFilterOpen: boolean): void;
  fold(key: string, isFolded: boolean): void;
  choose(activeKey: string | null): void;
  /** Chooses a row and brings it into view. */
  reveal(activeKey: string): void;
  edit(editing: number | null | "none"): void;
}

const FRESH = { filter: NO_FILTER, grouping: "day", isFilterOpen: false, folded: new Set<string>(), activeKey: null, revealCount: 0, editing: "none" } as const;

export const useEventsView = create<EventsView>((set) => ({
  ...FRESH,
  caseId: null,
  begin: (caseId) => set((s) => (s.caseId === caseId ? {} : { ...FRESH, caseId })),
  setFilter: (part) => set((s) => ({ filter: { ...s.filter, ...part } })),
  setGrouping: (grouping) => set({ grouping, folded: new Set() }),
  setFilterOpen: (isFilterOpen) => set({ isFilterOpen }),
  fold: (key, isFolded) => set((s) => {
    const folded = new Set(s.folded);
    if (isFolded) folded.add(key);
    else folded.delete(key);
    return { folded };
  }),
  choose: (activeKey) => set({ activeKey }),
  reveal: (activeKey) => set((s) => ({ activeKey, revealCount: s.revealCount + 1 })),
  edit: (editing) => set({ editing }),
}));

// Which part of the case the panel shows. Only what is looked at: what is in a part is its own file's business.

import { create } from "zustand";

export const caseParts = ["pins", "events", "exhibits", "statements", "story"] as const;
export type CasePart = (typeof caseParts)[number];

interface CasePartState {
  readonly part: CasePart;
  show(part: CasePart): void;
}

export const useCasePart = create<CasePartState>((set) => ({
  part: "pins",
  show: (part) => set({ part }),
}));

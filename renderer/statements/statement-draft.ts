// Which statement is being written or assessed, so that a pin elsewhere in the panel can begin it. Nothing here is kept.

import { create } from "zustand";

export type StatementDraft =
  | { readonly kind: "edit"; readonly statementId: number | null }
  | { readonly kind: "assess"; readonly statementId: number; readonly pinId: number | null };

interface StatementDraftState {
  readonly draft: StatementDraft | null;
  open(draft: StatementDraft | null): void;
}

export const useStatementDraft = create<StatementDraftState>((set) => ({
  draft: null,
  open: (draft) => set({ draft }),
}));

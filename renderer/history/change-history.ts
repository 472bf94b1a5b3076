// Undo and redo for whoever sits here: what was done to the case that is open and to the library, and what the last step
// was, for the sentence in the case panel. How it is ordered is undo-stack.ts; the acts themselves are where they are done.

import { create } from "zustand";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { useView } from "../state/view-store.ts";
import { isReversible, UndoStack, type Change, type FinalChange, type ReversibleChange } from "./undo-stack.ts";

/** What just happened, until the next thing does. `kept`: it cannot be taken back, and this was said instead. */
export type LastStep =
  | { readonly change: Change; readonly how: "done" }
  | { readonly change: ReversibleChange; readonly how: "undone" | "redone" }
  | { readonly change: FinalChange; readonly how: "kept" };

interface ChangeHistory {
  readonly lastStep: LastStep | null;
  readonly error: ErrorFacts | null;
  dismiss(): void;
}

const stack = new UndoStack();

export const useChangeHistory = create<ChangeHistory>((set) => ({
  lastStep: null,
  error: null,
  dismiss: () => set({ lastStep: null, error: null }),
}));

/** What undo and redo would do now, with the case that is open. Follows every step. */
export function useNextSteps(): { readonly undoable: Change | null; readonly redoable: ReversibleChange | null } {
  const caseId = useView((s) => s.caseId);
  // The stack lives outside of React; the last step changes whenever it does.
  useChangeHistory((s) => s.lastStep);
  return { undoable: stack.undoable(caseId), redoable: stack.redoable(caseId) };
}

export function rememberChange(change: Change): void {
  stack.push(change);
  useChangeHistory.setState({ lastStep: { change, how: "done" }, error: null });
}

async function step(direction: "undo" | "redo"): Promise<void> {
  const { caseId } = useView.getState();
  try {
    const change = await stack[direction](caseId);
    if (change === null) return;
    const lastStep: LastStep = isReversible(change) ? { change, how: direction === "undo" ? "undone" : "redone" } : { change, how: "kept" };
    useChangeHistory.setState({ lastStep, error: null });
  } catch (error) {
    useChangeHistory.setState({ error: factsFromError(error) });
  }
}

export const undoLast = (): Promise<void> => step("undo");
export const redoLast = (): Promise<void> => step("redo");

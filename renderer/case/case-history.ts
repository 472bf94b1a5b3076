// Undo and redo for the case that is open: one stack a case, and what the last step was, for the sentence in the panel.
// How stacks work is undo-stack.ts; which acts can be undone is case-acts.ts.

import { create } from "zustand";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { UndoStack, type Change } from "./undo-stack.ts";

/** What just happened to the case, until the next thing does. */
export interface LastStep {
  readonly caseId: number;
  readonly change: Change;
  readonly how: "done" | "undone" | "redone";
}

interface CaseHistory {
  readonly lastStep: LastStep | null;
  readonly error: ErrorFacts | null;
  dismiss(): void;
}

const stacks = new Map<number, UndoStack>();

export const useCaseHistory = create<CaseHistory>((set) => ({
  lastStep: null,
  error: null,
  dismiss: () => set({ lastStep: null, error: null }),
}));

function stackOf(caseId: number): UndoStack {
  const known = stacks.get(caseId);
  if (known !== undefined) return known;
  const made = new UndoStack();
  stacks.set(caseId, made);
  return made;
}

export function undoableOf(caseId: number): Change | null {
  return stackOf(caseId).undoable;
}

export function redoableOf(caseId: number): Change | null {
  return stackOf(caseId).redoable;
}

export function rememberChange(caseId: number, change: Change): void {
  stackOf(caseId).push(change);
  useCaseHistory.setState({ lastStep: { caseId, change, how: "done" }, error: null });
}

async function step(caseId: number, direction: "undo" | "redo"): Promise<void> {
  try {
    const stack = stackOf(caseId);
    const change = direction === "undo" ? await stack.undo() : await stack.redo();
    if (change !== null) useCaseHistory.setState({ lastStep: { caseId, change, how: direction === "undo" ? "undone" : "redone" }, error: null });
  } catch (error) {
    useCaseHistory.setState({ error: factsFromError(error) });
  }
}

export function undoInCase(caseId: number): Promise<void> {
  return step(caseId, "undo");
}

export function redoInCase(caseId: number): Promise<void> {
  return step(caseId, "redo");
}

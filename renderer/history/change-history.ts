// Undo and redo for whoever sits here. The engine keeps what was done and how it is taken back (changes.*); here is which of
// it is next for the case that is open, and what the last step was, for the sentence in the case panel.

import { create } from "zustand";
import type { Change, ChangeKind } from "../../contract/changes.ts";
import { factsFromError, type ErrorFacts } from "../../contract/errors.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";
import { useQuery } from "../engine/use-query.ts";
import { useView } from "../state/view-store.ts";

/** What just happened, until the next thing does. */
export interface LastStep {
  readonly change: Pick<Change, "kind" | "title" | "caseId">;
  readonly how: "done" | "undone" | "redone";
}

interface ChangeHistory {
  readonly lastStep: LastStep | null;
  readonly error: ErrorFacts | null;
  dismiss(): void;
}

export const useChangeHistory = create<ChangeHistory>((set) => ({
  lastStep: null,
  error: null,
  dismiss: () => set({ lastStep: null, error: null }),
}));

/** What undo and redo would do now, with the case that is open. Every act is in the log, so the log tells when to ask again. */
export function useNextSteps(): { readonly undoable: Change | null; readonly redoable: Change | null } {
  const caseId = useView((s) => s.caseId);
  const answer = useQuery("changes.list", { caseId, limit: 0 }, { topics: ["changes", "custody"] }).data;
  return { undoable: answer?.undoable ?? null, redoable: answer?.redoable ?? null };
}

/** Says that an act was done whose effect may be out of sight; `caseId` null: to the library. */
export function tellDone(kind: ChangeKind, title: string, caseId: number | null): void {
  useChangeHistory.setState({ lastStep: { change: { kind, title, caseId }, how: "done" }, error: null });
}

/** What was brought back is shown; what is gone is not left selected. */
function followPin(change: Change): void {
  const pinId = Number(/^pin:(\d+)$/.exec(change.subject)?.[1]);
  if (!Number.isSafeInteger(pinId)) return;
  const isThere = (change.kind === "pin-added") === (change.state === "done") || change.kind === "pin-changed";
  const { selectedPinId, selectPin } = useView.getState();
  if (isThere) selectPin(pinId);
  else if (selectedPinId === pinId) selectPin(null);
}

let isBusy = false;

/** Takes a step; `changeId` null: the next one. A second press while one is under way does nothing. */
export async function takeStep(direction: "undo" | "redo", changeId: number | null = null): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  const { caseId } = useView.getState();
  try {
    const { change } = await withActor(() => call(`changes.${direction}`, { caseId, changeId }));
    followPin(change);
    useChangeHistory.setState({ lastStep: { change, how: direction === "undo" ? "undone" : "redone" }, error: null });
  } catch (thrown) {
    const error = factsFromError(thrown);
    // Nothing to undo is no failure of anything: the buttons say so already.
    if (error.code !== "change-none" && error.code !== "cancelled") useChangeHistory.setState({ error });
  } finally {
    isBusy = false;
  }
}

export const undoLast = (): Promise<void> => takeStep("undo");
export const redoLast = (): Promise<void> => takeStep("redo");

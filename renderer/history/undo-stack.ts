// What was done and can be taken back, in order. A change knows how to undo and redo itself by calls to the engine;
// nothing is rolled back here. A change whose undo fails stays where it was.

interface SomeChange {
  readonly title: string;
  /** Null for what belongs to the library and not to one case: clocks and cameras. */
  readonly caseId: number | null;
}

export interface ReversibleChange extends SomeChange {
  /** What it was, for the words beside the button. */
  readonly kind: "pin-added" | "pin-removed" | "pin-changed" | "case-changed" | "reading-added" | "reading-removed" | "camera-changed";
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** The record of these is only ever added to: undo says so, once, and steps over it. */
export interface FinalChange extends SomeChange {
  readonly kind: "exhibit-added" | "observation-added";
}

export type Change = ReversibleChange | FinalChange;

export const isReversible = (change: Change): change is ReversibleChange => "undo" in change;

const LONGEST = 200;

/** What a person who works on a case (null: on none) did there or to the library. */
const isOf = (change: Change, caseId: number | null): boolean => change.caseId === null || change.caseId === caseId;

export class UndoStack {
  readonly #done: Change[] = [];
  readonly #undone: ReversibleChange[] = [];
  #isBusy = false;

  /** What the next undo would take back. */
  undoable(caseId: number | null): Change | null {
    return this.#done.findLast((change) => isOf(change, caseId)) ?? null;
  }

  redoable(caseId: number | null): ReversibleChange | null {
    return this.#undone.findLast((change) => isOf(change, caseId)) ?? null;
  }

  /** Remembers a change that was made. What was undone before it cannot come back, except in other cases. */
  push(change: Change): void {
    this.#done.push(change);
    if (this.#done.length > LONGEST) this.#done.shift();
    const kept = this.#undone.filter((undone) => change.caseId !== null && !isOf(undone, change.caseId));
    this.#undone.splice(0, Infinity, ...kept);
  }

  /** Takes the last change back. Answers it, or null where there is none or another is under way. One that cannot be taken back is only let go. */
  undo(caseId: number | null): Promise<Change | null> {
    return this.#move(this.undoable(caseId), this.#done, this.#undone, "undo");
  }

  redo(caseId: number | null): Promise<Change | null> {
    return this.#move(this.redoable(caseId), this.#undone, this.#done, "redo");
  }

  async #move(change: Change | null, from: Change[], to: Change[], act: "undo" | "redo"): Promise<Change | null> {
    if (change === null || this.#isBusy) return null;
    this.#isBusy = true;
    try {
      if (isReversible(change)) await change[act]();
      // Something may have been pushed meanwhile: it is taken out by itself, not by its place.
      const at = from.lastIndexOf(change);
      if (at >= 0) from.splice(at, 1);
      if (isReversible(change)) to.push(change);
      return change;
    } finally {
      this.#isBusy = false;
    }
  }
}

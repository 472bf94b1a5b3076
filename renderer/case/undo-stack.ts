// What was done to a case and can be taken back, in order. A change knows how to undo and redo itself by calls to the
// engine; nothing is rolled back here. A change whose undo fails stays where it was.

export interface Change {
  /** What it was, for the words beside the button. */
  readonly kind: "pin-added" | "pin-removed" | "pin-changed" | "case-changed";
  readonly title: string;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

const LONGEST = 200;

export class UndoStack {
  readonly #done: Change[] = [];
  readonly #undone: Change[] = [];
  #isBusy = false;

  /** What the next undo would take back. */
  get undoable(): Change | null {
    return this.#done.at(-1) ?? null;
  }

  get redoable(): Change | null {
    return this.#undone.at(-1) ?? null;
  }

  /** Remembers a change that was made. What was undone before it cannot come back. */
  push(change: Change): void {
    this.#done.push(change);
    if (this.#done.length > LONGEST) this.#done.shift();
    this.#undone.length = 0;
  }

  /** Takes the last change back. Answers it, or null where there is none or another is under way. */
  undo(): Promise<Change | null> {
    return this.#move(this.#done, this.#undone, (change) => change.undo());
  }

  redo(): Promise<Change | null> {
    return this.#move(this.#undone, this.#done, (change) => change.redo());
  }

  async #move(from: Change[], to: Change[], act: (change: Change) => Promise<void>): Promise<Change | null> {
    const change = from.at(-1);
    if (change === undefined || this.#isBusy) return null;
    this.#isBusy = true;
    try {
      await act(change);
      // Something may have been pushed meanwhile: it is taken out by itself, not by its place.
      const at = from.lastIndexOf(change);
      if (at >= 0) from.splice(at, 1);
      to.push(change);
      return change;
    } finally {
      this.#isBusy = false;
    }
  }
}

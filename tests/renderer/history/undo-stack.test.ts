// Taking back what was done to a case, and doing it again.

import { describe, expect, it } from "vitest";
import { UndoStack, type ReversibleChange } from "../../../renderer/history/undo-stack.ts";

function change(title: string, log: string[], fails = false, caseId: number | null = 1): ReversibleChange {
  return {
    kind: "pin-added", caseId, title,
    undo: async () => { if (fails) throw new Error("refused"); log.push(`undo ${title}`); },
    redo: async () => { log.push(`redo ${title}`); },
  };
}

describe("undo stack", () => {
  it("undoes in the opposite order and redoes in the first", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push(change("b", log));
    await stack.undo(1);
    await stack.undo(1);
    await stack.redo(1);
    await stack.redo(1);
    expect(log).toEqual(["undo b", "undo a", "redo a", "redo b"]);
    expect(stack.undoable(1)?.title).toBe("b");
    expect(stack.redoable(1)).toBeNull();
  });

  it("answers null where there is nothing", async () => {
    const stack = new UndoStack();
    expect(await stack.undo(1)).toBeNull();
    expect(await stack.redo(1)).toBeNull();
  });

  it("forgets what was undone once something new is done", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    await stack.undo(1);
    stack.push(change("b", log));
    expect(stack.redoable(1)).toBeNull();
    expect(await stack.redo(1)).toBeNull();
    expect(stack.undoable(1)?.title).toBe("b");
  });

  it("keeps a change whose undo was refused, and can be used afterwards", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push(change("b", log, true));
    await expect(stack.undo(1)).rejects.toThrow("refused");
    expect(stack.undoable(1)?.title).toBe("b");
    expect(stack.redoable(1)).toBeNull();
    stack.push(change("c", log));
    await stack.undo(1);
    expect(log).toEqual(["undo c"]);
  });

  it("runs one at a time: a second press while the first is under way does nothing", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push(change("b", log));
    const [first, second] = await Promise.all([stack.undo(1), stack.undo(1)]);
    expect(first?.title).toBe("b");
    expect(second).toBeNull();
    expect(log).toEqual(["undo b"]);
  });

  it("does not lose what is done while an undo is under way", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    const undoing = stack.undo(1);
    stack.push(change("b", log));
    await undoing;
    expect(stack.undoable(1)?.title).toBe("b");
  });

  it("takes back what was done to the open case and to the library, and leaves other cases alone", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("pin of 1", log, false, 1));
    stack.push(change("clock", log, false, null));
    stack.push(change("pin of 2", log, false, 2));
    await stack.undo(1);
    await stack.undo(1);
    expect(await stack.undo(1)).toBeNull();
    expect(log).toEqual(["undo clock", "undo pin of 1"]);
    expect(stack.undoable(2)?.title).toBe("pin of 2");
    expect(stack.undoable(null)).toBeNull();
  });

  it("forgets with something new only what was undone in the same case or in the library", async () => {
    const stack = new UndoStack();
    stack.push(change("a", [], false, 1));
    await stack.undo(1);
    stack.push(change("b", [], false, 2));
    expect(stack.redoable(1)?.title).toBe("a");
    stack.push(change("clock", [], false, null));
    expect(stack.redoable(1)).toBeNull();
  });

  it("steps over what can only be added to, once, and never offers it again", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push({ kind: "observation-added", caseId: 1, title: "bags" });
    expect((await stack.undo(1))?.title).toBe("bags");
    expect(log).toEqual([]);
    expect(stack.redoable(1)).toBeNull();
    await stack.undo(1);
    expect(log).toEqual(["undo a"]);
  });
});

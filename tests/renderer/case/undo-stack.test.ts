// Taking back what was done to a case, and doing it again.

import { describe, expect, it } from "vitest";
import { UndoStack, type Change } from "../../../renderer/case/undo-stack.ts";

function change(title: string, log: string[], fails = false): Change {
  return {
    kind: "pin-added", title,
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
    await stack.undo();
    await stack.undo();
    await stack.redo();
    await stack.redo();
    expect(log).toEqual(["undo b", "undo a", "redo a", "redo b"]);
    expect(stack.undoable?.title).toBe("b");
    expect(stack.redoable).toBeNull();
  });

  it("answers null where there is nothing", async () => {
    const stack = new UndoStack();
    expect(await stack.undo()).toBeNull();
    expect(await stack.redo()).toBeNull();
  });

  it("forgets what was undone once something new is done", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    await stack.undo();
    stack.push(change("b", log));
    expect(stack.redoable).toBeNull();
    expect(await stack.redo()).toBeNull();
    expect(stack.undoable?.title).toBe("b");
  });

  it("keeps a change whose undo was refused, and can be used afterwards", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push(change("b", log, true));
    await expect(stack.undo()).rejects.toThrow("refused");
    expect(stack.undoable?.title).toBe("b");
    expect(stack.redoable).toBeNull();
    stack.push(change("c", log));
    await stack.undo();
    expect(log).toEqual(["undo c"]);
  });

  it("runs one at a time: a second press while the first is under way does nothing", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    stack.push(change("b", log));
    const [first, second] = await Promise.all([stack.undo(), stack.undo()]);
    expect(first?.title).toBe("b");
    expect(second).toBeNull();
    expect(log).toEqual(["undo b"]);
  });

  it("does not lose what is done while an undo is under way", async () => {
    const log: string[] = [];
    const stack = new UndoStack();
    stack.push(change("a", log));
    const undoing = stack.undo();
    stack.push(change("b", log));
    await undoing;
    expect(stack.undoable?.title).toBe("b");
  });
});

// Keys mean one thing each; marks are never crossed; changing the layout loses no camera.

import { describe, expect, it } from "vitest";
import { asTrueMs } from "../../../contract/time.ts";
import { actionFromKey, chord, keyMap, type KeyPress } from "../../../renderer/state/keys.ts";
import { markedAt } from "../../../renderer/wall/marks.ts";
import { tilesForLayout } from "../../../renderer/wall/wall-layout.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

describe("keys", () => {
  it.each([
    [press(" "), "play-toggle"], [press("j"), "shuttle-back"], [press("K"), "shuttle-stop"], [press("L", { shiftKey: false }), "shuttle-forward"],
    [press("ArrowLeft"), "frame-back"], [press("ArrowRight", { shiftKey: true }), "second-forward"], [press("ArrowLeft", { shiftKey: true, ctrlKey: true }), "ten-seconds-back"],
    [press("i"), "mark-in"], [press("o"), "mark-out"], [press("Enter"), "pin"], [press("4"), "layout-4"], [press("9"), "layout-9"], [press("0"), "layout-16"], [press("L", { shiftKey: true }), "shuttle-forward-slow"], [press("v"), "other-version"], [press("+", { shiftKey: true }), "zoom-in"], [press("="), "zoom-in"],
    [press("?", { shiftKey: true }), "help"], [press("/"), "search"], [press("z", { ctrlKey: true }), "undo"], [press("Z", { metaKey: true, shiftKey: true }), "redo"], [press("Home"), "coverage-start"],
  ] as const)("%o means %s", (key, action) => expect(actionFromKey(key)).toBe(action));

  it.each([press("l", { ctrlKey: true }), press("ArrowLeft", { altKey: true }), press("y"), press("i", { ctrlKey: true })])("leaves %o to others", (key) => {
    expect(actionFromKey(key)).toBeNull();
  });

  it.each([[press("l"), "frame-forward"], [press("j"), "frame-back"], [press("i"), "mark-in"]] as const)("while K is down, %o means %s", (key, action) => {
    expect(actionFromKey(key, "K")).toBe(action);
  });

  it("has no key with two meanings and no action twice", () => {
    const keys = keyMap.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keyMap.map((entry) => entry.action)).size).toBe(keyMap.length);
  });

  it("spells keys as the card shows them", () => {
    expect(chord(press("ArrowLeft", { ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Shift+ArrowLeft");
    expect(chord(press(" "))).toBe("Space");
  });
});

describe("marks", () => {
  const ms = asTrueMs;
  it("close a stretch", () => {
    expect(markedAt(markedAt({ inMs: null, outMs: null }, "in", ms(100)), "out", ms(200))).toEqual({ inMs: 100, outMs: 200 });
  });
  it("drop the other one where they would cross", () => {
    expect(markedAt({ inMs: ms(100), outMs: ms(200) }, "in", ms(300))).toEqual({ inMs: 300, outMs: null });
    expect(markedAt({ inMs: ms(100), outMs: ms(200) }, "out", ms(50))).toEqual({ inMs: null, outMs: 50 });
  });
  it("are never empty: in and out at one moment hold that millisecond", () => {
    expect(markedAt({ inMs: ms(100), outMs: null }, "out", ms(100))).toEqual({ inMs: 100, outMs: 101 });
  });
});

describe("changing the layout", () => {
  it("keeps the active camera when tiles go away", () => {
    expect(tilesForLayout(["a", "b", "c", "d"], 2, [], 1, [])).toEqual(["c"]);
    expect(tilesForLayout(["a", "b", "c", "d"], 3, [], 2, [])).toEqual(["a", "d"]);
    expect(tilesForLayout(["a", "b", "c", "d"], 0, [], 2, [])).toEqual(["a", "b"]);
  });
  it("brings back what was there, then what has footage now, each camera once", () => {
    expect(tilesForLayout(["c"], 0, ["a", "b", "c", "d"], 4, ["e"])).toEqual(["c", "b", "a", "d"]);
    expect(tilesForLayout(["a"], 0, [], 4, ["a", "e"])).toEqual(["a", "e", null, null]);
  });
});

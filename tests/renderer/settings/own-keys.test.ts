// A person's own keys over the table: a key means one thing, the table comes back whole, and what was kept is believed only as
// far as it is understood.

import { afterEach, describe, expect, it } from "vitest";
import { actionFromKey, chord, effectiveKeys, keyMap, layOwnKeys, type KeyPress, type OwnKeys } from "../../../renderer/state/keys.ts";
import { holderOf, ownKeysFromText, refusalOf, withDefaults, withKey, withoutKey } from "../../../renderer/settings/own-keys.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });
const keysOf = (own: OwnKeys, action: Parameters<typeof withKey>[1]) => effectiveKeys(own).get(action);

afterEach(() => layOwnKeys({}));

describe("own keys", () => {
  it("do what they were given, and the table's own still do", () => {
    layOwnKeys(withKey({}, "mark-in", "Ctrl+I"));
    expect(actionFromKey(press("i", { ctrlKey: true }))).toBe("mark-in");
    expect(actionFromKey(press("i"))).toBe("mark-in");
  });

  it("are taken from the action that had them", () => {
    const own = withKey({}, "mark-in", "O");
    layOwnKeys(own);
    expect(actionFromKey(press("o"))).toBe("mark-in");
    expect(keysOf(own, "mark-out")).toEqual([]);
  });

  it("never leave one key with two meanings, whatever is done in whatever order", () => {
    let own: OwnKeys = {};
    for (const [action, key] of [["mark-in", "O"], ["pin", "O"], ["mark-out", "O"], ["fit", "I"], ["help", "Enter"]] as const) own = withKey(own, action, key);
    own = withDefaults(own, "mark-in");
    const keys = [...effectiveKeys(own).values()].flat();
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysOf(own, "mark-in")).toEqual(["I"]);
  });

  it("can be none, and come back", () => {
    const own = withoutKey({}, "X");
    layOwnKeys(own);
    expect(actionFromKey(press("x"))).toBeNull();
    expect(withDefaults(own, "marks-clear")).toEqual({});
  });

  it("keep nothing where the table is meant again", () => {
    expect(withoutKey(withKey({}, "mark-in", "Ctrl+I"), "Ctrl+I")).toEqual({});
  });

  it("win over a default that a later version gives to another action", () => {
    // As kept by a version whose table had no action on this key.
    const own = { "mark-in": ["T"] } satisfies OwnKeys;
    expect(holderOf(own, "T")).toBe("mark-in");
    expect(keysOf(own, "type-time")).toEqual([]);
  });
});

describe("what was kept", () => {
  it.each([
    ["nothing", null, {}], ["no JSON", "{", {}], ["a number", "7", {}], ["null", "null", {}], ["an action of another version", '{"dance":["D"]}', {}],
    ["keys that are no list", '{"pin":"P"}', {}], ["keys that are no text", '{"pin":["P",7]}', { pin: ["P"] }], ["a key that is not given away", '{"pin":["Escape","P"]}', { pin: ["P"] }],
    ["one key twice", '{"pin":["P"],"fit":["P"]}', { pin: ["P"], fit: [] }],
  ])("of %s is read as far as it is understood", (_, text, own) => expect(ownKeysFromText(text)).toEqual(own));
});

describe("a key that is pressed", () => {
  it.each([["Ctrl+Shift+Control", "modifier"], ["Shift", "modifier"], ["Escape", "reserved"], ["Ctrl+C", "reserved"], ["Ctrl+K", null], ["F5", null], ["+", null]])("%s: %s", (key, refusal) => {
    expect(refusalOf(key)).toBe(refusal);
  });

  it.each([
    [press("？", { shiftKey: true }), "?"], [press("【"), "["], [press("、"), "/"], [press("Process", { code: "KeyJ" }), "J"], [press("Process", { code: "Space" }), "Space"], [press("Process", { code: "Digit4" }), "4"], [press("Process", { code: "Slash", shiftKey: true }), "?"], [press("Process", { code: "Slash" }), "/"], [press("Process", { code: "BracketRight" }), "]"], [press("Process", { code: "Equal", shiftKey: true }), "+"],
  ])("%o is the same key with a Chinese input method on", (pressed, key) => expect(chord(pressed)).toBe(key));

  it("is one that the table knows for every action", () => {
    for (const { keys } of keyMap) for (const key of keys) expect(refusalOf(key)).toBeNull();
  });
});

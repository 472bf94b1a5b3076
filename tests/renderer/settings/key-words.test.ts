// Keys in sentences: what people changed stands there too, and no sentence names an action that there is not.

import { describe, expect, it } from "vitest";
import { resources } from "../../../resources/locales/locales.ts";
import { actionsIn, tableWithKeys, withKeys } from "../../../renderer/settings/key-words.ts";
import { keyMap } from "../../../renderer/state/keys.ts";

describe("keys in sentences", () => {
  it("are the first of an action's keys, as it stands on a key cap", () => {
    expect(withKeys("Press [[observe]], or [[not-in-view]].", {})).toBe("Press S, or Shift W.");
  });

  it("are a person's own where they were changed, and a dash where none is left", () => {
    expect(withKeys("[[observe]] [[look-next]]", { observe: ["B"], "look-next": [] })).toBe("B –");
  });

  it("leave sentences without keys as they are", () => expect(withKeys("An [old] one", {})).toBe("An [old] one"));

  it("stand in whole tables of sentences, before anything is put into those", () => {
    expect(tableWithKeys({ a: "[[observe]]", b: { c: "{{text}} ([[look-next]])" } }, {})).toEqual({ a: "S", b: { c: "{{text}} (W)" } });
  });

  it("are those of actions that there are", () => {
    const named = actionsIn(JSON.stringify(resources));
    expect(named.length).toBeGreaterThan(10);
    const known = new Set<string>(keyMap.map(({ action }) => action));
    expect(named.filter((action) => !known.has(action))).toEqual([]);
  });
});

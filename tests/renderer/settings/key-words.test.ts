// Keys in sentences: what people changed stands there too, and no sentence names a key that no action has.

import { describe, expect, it } from "vitest";
import { resources } from "../../../resources/locales/locales.ts";
import { keyVariable, keyWords } from "../../../renderer/settings/key-words.ts";
import { keyMap } from "../../../renderer/state/keys.ts";

describe("keys in sentences", () => {
  it("are named after their action", () => expect(keyVariable("not-in-view")).toBe("keyNotInView"));

  it("are the first of an action's keys, as it stands on a key cap", () => {
    expect(keyWords({})).toMatchObject({ keyObserve: "S", keyNotInView: "Shift W" });
  });

  it("are a person's own where they were changed, and a dash where none is left", () => {
    expect(keyWords({ observe: ["B"], "look-next": [] })).toMatchObject({ keyObserve: "B", keyLookNext: "–" });
  });

  it("are known for every sentence that names one", () => {
    const named = [...JSON.stringify(resources).matchAll(/\{\{(key[A-Z]\w*)\}\}/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(10);
    const known = new Set(keyMap.map(({ action }) => keyVariable(action)));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

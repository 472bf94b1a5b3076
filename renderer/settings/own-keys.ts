// The keys that a person chose instead of the table's (state/keys.ts), kept on this computer. A key means one thing: what one
// action takes, another loses. The dialog is keys-dialog.tsx.

import { create } from "zustand";
import { effectiveKeys, keyMap, layOwnKeys, type KeyAction, type OwnKeys } from "../state/keys.ts";

const STORAGE_KEY = "quayline.keys";

/** Keys of the system, of dialogs and of the app's menu: they are not given away. */
const RESERVED: ReadonlySet<string> = new Set(["Escape", "Tab", "Shift+Tab", "F10", "F11", "F12", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Q", "Ctrl+R", "Ctrl+W", "Ctrl+0", "Ctrl+-", "Ctrl++", "Ctrl+="]);
const MODIFIERS: ReadonlySet<string> = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"]);

/** What cannot be an action's key: `modifier` alone is no press yet, `reserved` belongs to others. Null: it can. */
export function refusalOf(key: string): "modifier" | "reserved" | null {
  const last = key.split("+").at(-1) ?? "";
  if (MODIFIERS.has(last)) return "modifier";
  return RESERVED.has(key) ? "reserved" : null;
}

/** The action that has a key now; null: none. */
export function holderOf(own: OwnKeys, key: string): KeyAction | null {
  for (const [action, keys] of effectiveKeys(own)) if (keys.includes(key)) return action;
  return null;
}

const defaultsOf = (action: KeyAction): readonly string[] => keyMap.find((entry) => entry.action === action)?.keys ?? [];
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key) => b.includes(key));

/** Without what is as in the table anyway. */
function tidied(own: OwnKeys): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([action, keys]) => !isSame(keys, defaultsOf(action as KeyAction))));
}

function without(own: OwnKeys, key: string): OwnKeys {
  const holder = holderOf(own, key);
  return holder === null ? own : { ...own, [holder]: (effectiveKeys(own).get(holder) ?? []).filter((each) => each !== key) };
}

/** Gives a key to an action, whoever had it. */
export function withKey(own: OwnKeys, action: KeyAction, key: string): OwnKeys {
  const freed = without(own, key);
  return tidied({ ...freed, [action]: [...(effectiveKeys(freed).get(action) ?? []), key] });
}

export function withoutKey(own: OwnKeys, key: string): OwnKeys {
  return tidied(without(own, key));
}

/** An action's keys as in the table again; who has taken one of them gives it back. */
export function withDefaults(own: OwnKeys, action: KeyAction): OwnKeys {
  const freed = defaultsOf(action).reduce(without, own);
  return tidied({ ...freed, [action]: defaultsOf(action) });
}

/** What was kept, as far as it is understood: actions of another version and what is no list of texts are left out. */
export function ownKeysFromText(text: string | null): OwnKeys {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof kept !== "object" || kept === null) return {};
  const known = new Set<string>(keyMap.map((entry) => entry.action));
  const taken = new Set<string>();
  return Object.fromEntries(Object.entries(kept).flatMap(([action, keys]: [string, unknown]) => {
    if (!known.has(action) || !Array.isArray(keys)) return [];
    const own = keys.filter((key): key is string => typeof key === "string" && refusalOf(key) === null && !taken.has(key));
    for (const key of own) taken.add(key);
    return [[action, own]];
  }));
}

interface OwnKeysState {
  readonly own: OwnKeys;
  change(next: OwnKeys): void;
}

export const useOwnKeys = create<OwnKeysState>((set) => ({
  own: {},
  change: (own) => {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(own));
    layOwnKeys(own);
    set({ own });
  },
}));

/** Before the first key is pressed. */
export function startOwnKeys(): void {
  const own = ownKeysFromText(localStorage.getItem(STORAGE_KEY));
  layOwnKeys(own);
  useOwnKeys.setState({ own });
}

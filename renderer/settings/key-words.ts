// Keys in sentences: where the locales say `[[observe]]`, the key stands that a person presses for that action (state/keys.ts) now.

import { effectiveKeys, type KeyAction, type OwnKeys } from "../state/keys.ts";
import { keyText } from "./key-text.ts";

/** An action that was left without a key. */
const NO_KEY = "–";
const ACTION_IN_WORDS = /\[\[([a-z0-9-]+)\]\]/g;

/** The first key of an action, as it stands on a key cap. */
export function firstKey(action: KeyAction, own: OwnKeys): string {
  const first = effectiveKeys(own).get(action)?.[0];
  return first === undefined ? NO_KEY : keyText(first);
}

/** The sentence with the first key of each action that it names. */
export const withKeys = (sentence: string, own: OwnKeys): string => sentence.replace(ACTION_IN_WORDS, (_, action: string) => firstKey(action as KeyAction, own));

/** A table of sentences, nested as the locales are, with the keys in each of them. Before anything that people wrote is put into them. */
export function tableWithKeys<T>(table: T, own: OwnKeys): T {
  if (typeof table === "string") return withKeys(table, own) as T;
  return Object.fromEntries(Object.entries(table as object).map(([key, part]) => [key, tableWithKeys<unknown>(part, own)])) as T;
}

/** The actions that a sentence names. */
export const actionsIn = (sentence: string): readonly string[] => [...sentence.matchAll(ACTION_IN_WORDS)].map(([, action]) => action!);

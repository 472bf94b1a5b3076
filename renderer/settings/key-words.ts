// Keys in sentences: where the locales say `[[observe]]`, the key stands that a person presses for that action (state/keys.ts) now.

import { effectiveKeys, type KeyAction, type OwnKeys } from "../state/keys.ts";
import { keyText } from "./key-text.ts";

/** An action that was left without a key. */
const NO_KEY = "–";
const ACTION_IN_WORDS = /\[\[([a-z0-9-]+)\]\]/g;

/** The first key of each action that a sentence names, as it stands on a key cap. */
export function withKeys(sentence: string, own: OwnKeys): string {
  if (!sentence.includes("[[")) return sentence;
  const keys = effectiveKeys(own);
  return sentence.replace(ACTION_IN_WORDS, (_, action: string) => {
    const first = keys.get(action as KeyAction)?.[0];
    return first === undefined ? NO_KEY : keyText(first);
  });
}

/** The actions that a sentence names. */
export const actionsIn = (sentence: string): readonly string[] => [...sentence.matchAll(ACTION_IN_WORDS)].map(([, action]) => action!);

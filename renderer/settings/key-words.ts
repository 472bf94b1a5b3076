// Keys in sentences: where the locales say `{{keyObserve}}`, the key stands that a person presses for it now. One variable for each
// action of state/keys.ts, its name put together: `look-next` is `keyLookNext`.

import { effectiveKeys, type OwnKeys } from "../state/keys.ts";
import { keyText } from "./key-text.ts";

/** An action that was left without a key. */
const NO_KEY = "–";

export const keyVariable = (action: string): string => `key${action.split("-").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("")}`;

/** The first key of each action, as it stands on a key cap. */
export function keyWords(own: OwnKeys): Readonly<Record<string, string>> {
  return Object.fromEntries([...effectiveKeys(own)].map(([action, [key]]) => [keyVariable(action), key === undefined ? NO_KEY : keyText(key)]));
}

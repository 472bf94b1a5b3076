// Reads what the app was started with. Not the command line's parser: `quayline <command>` has its own in cli/.
// Unknown words are left alone, because Electron, Chromium and test drivers add switches of their own.

import { resolve } from "node:path";

export interface StartArguments {
  /** Absolute path of the library; null where none was named. */
  readonly libraryPath: string | null;
  /** As it was written; null where none was named. */
  readonly lang: string | null;
}

/** `words` without the program; a relative library is meant from `workingFolder`. */
export function readStartArguments(words: readonly string[], env: Readonly<Record<string, string | undefined>>, workingFolder: string): StartArguments {
  const library = valueOf(words, "--library") ?? (env["QUAYLINE_LIBRARY"] || null);
  return {
    libraryPath: library === null ? null : resolve(workingFolder, library),
    lang: valueOf(words, "--lang"),
  };
}

/** `--name VALUE` or `--name=VALUE`; the last one counts. */
function valueOf(words: readonly string[], name: string): string | null {
  let value: string | null = null;
  words.forEach((word, i) => {
    if (word.startsWith(`${name}=`)) value = word.slice(name.length + 1) || null;
    const next = words[i + 1];
    if (word === name && next !== undefined && !next.startsWith("-")) value = next;
  });
  return value;
}

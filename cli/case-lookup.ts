// Cases by number or id, as --case takes either.

import type { OpenLibrary } from "./open-library.ts";

export async function caseIdOf(library: OpenLibrary, numberOrId: string): Promise<number> {
  return (await library.call("cases.find", { numberOrId })).caseId;
}

/** A word of the command line that must be an id. Null where it is none. */
export const idFromWord = (word: string): number | null => (/^\d{1,15}$/.test(word) && Number(word) > 0 ? Number(word) : null);

// The facts that the page carries, made whole: a bundle that was written before a part of case.json was known has none of it,
// and opens all the same. Nothing else is changed, and nothing is checked that a damaged page would not show by itself.

import type { BundleCase } from "../../contract/bundle.ts";
import { LISTS_ADDED_LATER } from "../../contract/bundle-parts.ts";

/** @throws SyntaxError where the text is no JSON; TypeError where it is no case */
export function factsFromText(text: string): BundleCase {
  const read = JSON.parse(text) as Partial<BundleCase> | null;
  if (read === null || typeof read !== "object" || !Array.isArray(read.pins)) throw new TypeError("no case");
  const missing = LISTS_ADDED_LATER.filter((name) => !Array.isArray(read[name]));
  return { ...read, ...Object.fromEntries(missing.map((name) => [name, []])) } as unknown as BundleCase;
}

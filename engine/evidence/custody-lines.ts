// The custody log as lines of JSON (data/custody.jsonl): writing one, and checking a file of them from a stream within
// limits. Stricter than JSON.parse: a key twice in one object is refused, as two readers would see two different entries.

import { linesFrom, TagTextError } from "./bag-read.ts";
import { canonicalText, createChainCheck, type ChainAnchor, type ChainFault, type ChainReport } from "./custody-chain.ts";

/** An entry is a few hundred characters. */
export const MAX_ENTRY_CHARACTERS = 1024 * 1024;
const MAX_LOG_BYTES = 4 * 1024 * 1024 * 1024;
const MAX_ENTRIES = 10_000_000;
const MAX_DEPTH = 64;

/** One entry with its hash as a line, its end included. @throws CustodyValueError */
export function lineFromEntry(entry: Readonly<Record<string, unknown>>): string {
  return `${canonicalText(entry)}\n`;
}

/** Whether an object in this JSON text has a key twice, or nests too deeply. Expects text that JSON.parse takes. */
function hasDuplicateKeyOrIsDeep(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let isKeyNext = false;
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i];
    if (character === '"') {
      const start = i;
      for (i += 1; json[i] !== '"'; i += 1) if (json[i] === "\\") i += 1;
      if (!isKeyNext) continue;
      const keys = open.at(-1);
      const key = String(JSON.parse(json.slice(start, i + 1)));
      if (keys?.has(key) === true) return true;
      keys?.add(key);
      isKeyNext = false;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : null);
      if (open.length > MAX_DEPTH) return true;
      isKeyNext = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      isKeyNext = false;
    } else if (character === ",") isKeyNext = open.at(-1) instanceof Set;
  }
  return false;
}

/** One line's entry, or what is wrong with the line. */
export function entryFromLine(text: string): { readonly entry: unknown } | { readonly fault: ChainFault } {
  if (text.length > MAX_ENTRY_CHARACTERS) return { fault: "line-too-long" };
  try {
    const entry: unknown = JSON.parse(text);
    return hasDuplicateKeyOrIsDeep(text) ? { fault: "duplicate-key" } : { entry };
  } catch {
    return { fault: "json-invalid" };
  }
}

/** Checks a log from its bytes. Reads on after a broken line, so that all entries are counted. */
export async function verifyCustodyLog(chunks: AsyncIterable<Uint8Array>, anchor: ChainAnchor = {}): Promise<ChainReport> {
  const check = createChainCheck(anchor);
  try {
    const limits = { maxBytes: MAX_LOG_BYTES, maxLines: MAX_ENTRIES, maxLineCharacters: MAX_ENTRY_CHARACTERS };
    for await (const { text } of linesFrom(chunks, "UTF-8", limits)) {
      const read = entryFromLine(text);
      if ("entry" in read) check.add(read.entry);
      else check.addUnreadable(read.fault);
    }
  } catch (error) {
    if (!(error instanceof TagTextError)) throw error;
    check.addUnreadable(error.code === "encoding-invalid" || error.code === "line-too-long" ? error.code : "unreadable");
  }
  return check.report();
}

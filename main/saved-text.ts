// Where a page or table of ours may be saved, and writing it so that nothing half-written is left. Never over footage: only
// names with the extension of a document are written.

import { randomUUID } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { extname } from "node:path";

const SAVABLE = new Set([".html", ".csv", ".txt", ".md"]);

/** The chosen path with the extension of the suggested name: added where it has none of ours. Null where the suggestion is no document. */
export function savablePath(chosen: string, suggestedName: string): string | null {
  const extension = extname(suggestedName).toLowerCase();
  if (!SAVABLE.has(extension)) return null;
  return extname(chosen).toLowerCase() === extension ? chosen : `${chosen}${extension}`;
}

/** @throws the system's error; EEXIST where something is there and may not be replaced */
export async function writeWhole(path: string, text: string, mayReplace: boolean): Promise<void> {
  const partial = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(partial, text, { flag: "wx" });
    if (mayReplace) await rename(partial, path);
    else await link(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}

// Which files of the library a word of the command line means.

import { resolve } from "node:path";
import { AppError } from "../contract/errors.ts";
import type { FootageFile } from "../contract/model.ts";
import type { CommandContext } from "./command-context.ts";
import type { OpenLibrary } from "./open-library.ts";

/** Finds files by id, by path, or all below a folder. @throws AppError file-not-in-library */
export async function fileFinder(context: CommandContext, library: OpenLibrary): Promise<(word: string) => readonly FootageFile[]> {
  const files = await library.call("files.list", {});
  const byId = new Map(files.map((file) => [String(file.fileId), file]));
  return (word) => {
    const path = resolve(context.cwd, word);
    const byWord = byId.get(word);
    const found = byWord !== undefined ? [byWord] : files.filter((file) => file.path === path || file.path.startsWith(`${path}/`) || file.path.startsWith(`${path}\\`));
    if (found.length === 0) throw new AppError("file-not-in-library", { path: word });
    return found;
  };
}

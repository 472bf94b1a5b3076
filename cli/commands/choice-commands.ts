// `files assign`, `files place`: what a person decides about files that the library has. Files are named by id or by path.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { AppError } from "../../contract/errors.ts";
import { NAMED_COLUMNS } from "../../contract/table-text.ts";
import { answer, command } from "../command.ts";
import { CommandLineError } from "../command-line-error.ts";
import { fileFinder } from "../file-finder.ts";
import { flag, text, time, wholeNumber } from "../options.ts";

export const filesAssign = command({
  name: "files assign",
  positionals: [{ placeholder: "FILE", repeats: true }],
  options: { camera: text("ID", "assignCamera"), undo: flag("undoChoice") },
  run: async (context, options, words) => {
    if ((options.camera === null) !== options.undo) throw new CommandLineError("option-missing", { name: "camera" });
    const library = await context.openLibrary("writing");
    const find = await fileFinder(context, library);
    const fileIds = words.flatMap(find).map((file) => file.fileId);
    const done = await library.call("files.assign", { fileIds, cameraId: options.camera });
    return answer({ ...done, cameraId: options.camera }, () => [context.sentences.say("results.filesChanged", { count: done.files })]);
  },
});

interface Said { readonly file: string; readonly shows: string; readonly at: string }

/** Rows of `file,shows,at_ms` for many files at once. */
async function saidIn(path: string): Promise<readonly Said[]> {
  const content = await readFile(path, "utf8").catch(() => {
    throw new AppError("path-missing", { path });
  });
  const rows = parse(content, NAMED_COLUMNS) as Record<string, string | undefined>[];
  return rows.map((row) => ({ file: row["file"] ?? "", shows: row["shows"] ?? "", at: row["at_ms"] ?? "0" }));
}

export const filesPlace = command({
  name: "files place",
  positionals: [{ placeholder: "FILE", repeats: true }],
  options: {
    shows: time("placeShows"), "at-ms": wholeNumber("N", "placeAtMs", 0), true: flag("placeTrue"),
    "uncertainty-ms": wholeNumber("N", "uncertaintyMs", 0, 86_400_000), list: flag("placeList"), undo: flag("undoChoice"),
  },
  run: async (context, options, words) => {
    if ([options.shows !== null, options.undo, options.list].filter(Boolean).length !== 1) throw new CommandLineError("option-missing", { name: "shows" });
    const library = await context.openLibrary("writing");
    const find = await fileFinder(context, library);
    const said: readonly Said[] = options.list
      ? (await Promise.all(words.map((word) => saidIn(resolve(context.cwd, word))))).flat()
      : words.map((file) => ({ file, shows: options.shows ?? "", at: String(options["at-ms"] ?? 0) }));
    const placements = said.flatMap(({ file, shows, at }) => find(file).map(({ fileId }) => ({
      fileId,
      frame: options.undo ? null : { mediaMs: Number(at), atMs: library.trueFromText(shows) as number, clock: options.true ? "true" as const : "camera" as const, uncertaintyMs: options["uncertainty-ms"] },
    })));
    const done = await library.call("files.place", { placements });
    return answer(done, () => [context.sentences.say("results.filesChanged", { count: done.files })]);
  },
});

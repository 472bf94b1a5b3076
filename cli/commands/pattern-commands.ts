// `patterns try`: what would be read from the names in a folder, without indexing it.

import { resolve } from "node:path";
import { answer, command } from "../command.ts";
import { wholeNumber } from "../options.ts";
import { left, textTable } from "../text-table.ts";

export const patternsTry = command({
  name: "patterns try",
  positionals: [{ placeholder: "PATH", repeats: true }],
  options: { limit: wholeNumber("N", "previewLimit", 1, 100_000) },
  run: async (context, options, words) => {
    const { sentences } = context;
    const library = await context.openLibrary("making");
    const { patterns, files, isWhole } = await library.call("patterns.preview", {
      paths: words.map((path) => resolve(context.cwd, path)), ...(options.limit === null ? {} : { limit: options.limit }),
    });
    const rows = files.map((file) => ({
      ...file, startIso: library.iso(file.startMs), endIso: library.iso(file.endMs),
      problems: file.problems.map(({ code, params }) => ({ code, params, message: sentences.problem(code, params) })),
    }));
    return answer({ patterns, files: rows, isWhole }, () => (rows.length === 0 ? [sentences.say("results.noFiles")] : [
      ...textTable(
        [
          left(sentences.say("columns.rule")), left(sentences.say("columns.from")), left(sentences.say("columns.to")),
          left(sentences.say("columns.camera")), left(sentences.say("columns.problems")), left(sentences.say("columns.path")),
        ],
        files.map((file) => [
          sentences.orNothing(file.rule), sentences.time(file.startMs, library.timezone), sentences.time(file.endMs, library.timezone), file.cameraId,
          file.problems.length === 0 ? sentences.orNothing(null) : file.problems.map(({ code }) => code).join(", "), file.path,
        ]),
      ),
      ...(isWhole ? [] : [sentences.say("results.moreFiles", { count: rows.length })]),
    ]));
  },
});

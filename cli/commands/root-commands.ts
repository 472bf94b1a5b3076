// `roots list`, `roots move`: where footage lies, and saying that it lies somewhere else now.

import { resolve } from "node:path";
import { answer, command } from "../command.ts";
import { fieldsOf, listIn, numberIn, textIn } from "../job-results.ts";
import { flag } from "../options.ts";
import type { SentenceKey } from "../sentences.ts";
import { left, right, textTable } from "../text-table.ts";

export const rootsList = command({
  name: "roots list",
  options: {},
  run: async (context) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const roots = await library.call("roots.list", {});
    const rows = roots.map((root) => ({ ...root, state: root.offlineMs === null ? "online" : "offline", offlineIso: library.iso(root.offlineMs) }));
    return answer(rows, () => (roots.length === 0 ? [sentences.say("results.noRoots")] : textTable(
      [right(sentences.say("columns.files")), left(sentences.say("columns.state")), left(sentences.say("columns.path"))],
      roots.map(({ fileCount, offlineMs, path }) => [
        String(fileCount), offlineMs === null ? sentences.say("results.rootOnline") : sentences.say("results.rootOffline", { since: sentences.time(offlineMs, library.timezone) }), path,
      ]),
    )));
  },
});

export const rootsMove = command({
  name: "roots move",
  positionals: [{ placeholder: "OLD", repeats: false }, { placeholder: "NEW", repeats: false }],
  options: { whole: flag("moveWhole") },
  run: async (context, options, [from = "", to = ""]) => {
    const { sentences } = context;
    const library = await context.openLibrary("writing");
    const { jobId } = await library.call("roots.move", { from: resolve(context.cwd, from), to: resolve(context.cwd, to), whole: options.whole });
    const result = fieldsOf(await library.resultOfJob(jobId));
    const counts = fieldsOf(result["files"]);
    const count = (name: string): number => numberIn(counts, name);
    const files = { found: count("found"), moved: count("moved"), proved: count("proved"), compared: count("compared"), unproved: count("unproved"), missing: count("missing"), different: count("different") };
    const problems = listIn(result, "problems").map((each) => {
      const { path, code, params } = fieldsOf(each) as { path: string; code: string; params: Record<string, string> };
      return { path, code, message: sentences.say(`results.${code}` as SentenceKey, params) };
    });
    const json = { from: textIn(result, "from"), to: textIn(result, "to"), files, problems };
    return {
      json, exitCode: problems.length > 0 ? 3 : 0,
      lines: () => [
        sentences.say("results.moved", { from: json.from, to: json.to, ...files }),
        ...(problems.length === 0 ? [] : ["", ...textTable([left(sentences.say("columns.path")), left(sentences.say("columns.meaning"))], problems.map(({ path, message }) => [path, message]))]),
      ],
    };
  },
});

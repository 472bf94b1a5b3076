// `init` makes a library; `doctor` says what this machine and the library are fit for.

import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { timezone } from "../options.ts";
import { left, textTable } from "../text-table.ts";

export const init = command({
  name: "init",
  options: { timezone: timezone("libraryTimezone") },
  run: async (context, options) => {
    const library = await context.openLibrary("making", options.timezone);
    const { path, timezone: zone, version } = await library.call("library.read", {});
    if (options.timezone !== null && options.timezone !== zone) {
      context.terminal.note(context.sentences.say("notes.timezoneKept", { timezone: zone }));
    }
    return answer({ library: path, timezone: zone, version }, () => [context.sentences.say("results.library", { path, timezone: zone })]);
  },
});

/** The findings with what to do in words: the engine knows only codes. */
async function readChecks(context: CommandContext) {
  const { checkMachine } = await import("../../engine/engine.ts");
  const checks = await checkMachine(context.libraryPath);
  return checks.map((check) => ({ ...check, fix: check.fix === null ? null : context.sentences.remedy(check.fix) }));
}

export const doctor = command({
  name: "doctor",
  options: {},
  run: async (context) => {
    const { sentences } = context;
    const checks = await readChecks(context);
    return answer({ checks }, () => textTable(
      [left(sentences.say("columns.check")), left(sentences.say("columns.state")), left(sentences.say("columns.detail"))],
      checks.map((c) => [c.name, sentences.say(c.ok ? "results.ok" : "results.notOk"), c.ok || c.fix === null ? c.detail : `${c.detail} → ${c.fix}`]),
    ));
  },
});

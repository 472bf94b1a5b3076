// `init` makes a library; `doctor` says what this machine and the library are fit for.

import { AppError } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import { checkMachine } from "../../engine/engine.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { timezone } from "../options.ts";
import { left, textTable } from "../text-table.ts";

export const init = command({
  name: "init",
  options: { timezone: timezone("libraryTimezone") },
  run: async (context, options) => {
    const library = await context.openLibrary("writing", options.timezone);
    const { path, timezone: zone, version } = await library.call("library.read", {});
    if (options.timezone !== null && options.timezone !== zone) {
      context.terminal.note(context.sentences.say("notes.timezoneKept", { timezone: zone }));
    }
    return answer({ library: path, timezone: zone, version }, () => [context.sentences.say("results.library", { path, timezone: zone })]);
  },
});

type Check = OutputOf<"doctor.read">["checks"][number];

/** A library that cannot be opened is one of the findings, not the end of the examination. */
async function readChecks(context: CommandContext): Promise<readonly Check[]> {
  try {
    const library = await context.openLibrary("reading");
    return (await library.call("doctor.read", {})).checks;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    const { message, fix } = context.sentences.error(error);
    const checks = await checkMachine();
    // No library yet is how every machine begins.
    const finding: Check = { name: "library", ok: error.code === "library-not-found", detail: message, fix };
    return [...checks.filter((check) => check.name !== "library"), finding];
  }
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

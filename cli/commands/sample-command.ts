// `sample`: draws the footage of the invented shrimp case, and with --open puts it into a library with its case.

import { resolve } from "node:path";
import { answer, command, type Answer } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandLineError } from "../command-line-error.ts";
import { fieldsOf, textIn } from "../job-results.ts";
import { flag, text } from "../options.ts";
import { withProgress } from "../progress.ts";
import { textFacts } from "../text-table.ts";

const DEFAULT_FOLDER = "quayline-sample";

async function openSample(context: CommandContext): Promise<Answer> {
  const { sentences } = context;
  const library = await context.openLibrary("writing");
  const { jobId } = await library.call("sample.open", { corrected: true, pinned: true });
  const fields = fieldsOf(await library.resultOfJob(jobId));
  const caseId = fields["caseId"];
  const result = {
    footage: textIn(fields, "footage"), cameras: textIn(fields, "cameras"), truth: textIn(fields, "truth"),
    caseId: typeof caseId === "number" ? caseId : null, caseNumber: textIn(fields, "caseNumber"),
  };
  return answer(result, () => textFacts([
    [sentences.say("columns.footage"), result.footage ?? ""],
    [sentences.say("columns.cameraList"), result.cameras ?? ""],
    [sentences.say("columns.truth"), result.truth ?? ""],
    [sentences.say("columns.number"), result.caseNumber ?? ""],
  ]));
}

export const sample = command({
  name: "sample",
  options: { out: text("DIR", "outSample"), open: flag("openSample") },
  run: async (context, options) => {
    const { sentences } = context;
    if (options.open && options.out !== null) throw new CommandLineError("options-exclude", { name: "out", other: "open" });
    if (options.open) return openSample(context);
    const { makeSampleFootage } = await import("../../engine/engine.ts");
    const folder = resolve(context.cwd, options.out ?? DEFAULT_FOLDER);
    const { footage, cameras, truth } = await withProgress(context, "sample", (onProgress) => makeSampleFootage(folder, onProgress, context.signal));
    return answer({ footage, cameras, truth }, () => textFacts([
      [sentences.say("columns.footage"), footage],
      [sentences.say("columns.cameraList"), cameras],
      [sentences.say("columns.truth"), truth],
    ]));
  },
});

// `history`, `undo`, `redo`: what was done to a case and to the library, and taking it back. How is the engine's part.

import type { Change } from "../../contract/changes.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import type { OpenLibrary } from "../open-library.ts";
import { text, wholeNumber } from "../options.ts";
import { left, right, textTable } from "../text-table.ts";

const STATE_WORDS = { done: "results.changeDone", undone: "results.changeUndone", dropped: "results.changeDropped" } as const satisfies Record<Change["state"], string>;

async function caseIdFrom(library: OpenLibrary, numberOrId: string | null): Promise<number | null> {
  return numberOrId === null ? null : (await library.call("cases.find", { numberOrId })).caseId;
}

const changeRow = (change: Change, library: OpenLibrary): object => ({ ...change, atIso: library.iso(change.atMs), steppedIso: library.iso(change.steppedMs) });
const whatOf = ({ kind, title }: Change, { sentences }: CommandContext): string => sentences.common(`change.${kind}`, { title });

export const history = command({
  name: "history",
  options: { case: text("N", "changesCase"), limit: wholeNumber("N", "historyLimit", 1, 1_000) },
  run: async (context, options) => {
    const { sentences } = context;
    const library = await context.openLibrary("reading");
    const caseId = await caseIdFrom(library, options.case);
    const { changes, undoable, redoable } = await library.call("changes.list", { caseId, limit: options.limit ?? 100 });
    return answer(
      { changes: changes.map((change) => changeRow(change, library)), undoable: undoable?.changeId ?? null, redoable: redoable?.changeId ?? null },
      () => changes.length === 0 ? [sentences.say("results.noChanges")] : textTable(
        [right(sentences.say("columns.changeNo")), left(sentences.say("columns.time")), left(sentences.say("columns.by")), left(sentences.say("columns.change")), left(sentences.say("columns.state"))],
        changes.map((change) => [String(change.changeId), sentences.time(Math.round(change.atMs), library.timezone), change.by, whatOf(change, context), sentences.say(STATE_WORDS[change.state])]),
      ),
    );
  },
});

function stepCommand(name: "undo" | "redo") {
  return command({
    name,
    options: { case: text("N", "changesCase"), change: wholeNumber("ID", "changeId", 1) },
    run: async (context, options) => {
      const library = await context.openLibrary("reading");
      const { change } = await library.call(`changes.${name}`, { caseId: await caseIdFrom(library, options.case), changeId: options.change });
      return answer({ change: changeRow(change, library) }, () => [context.sentences.say(name === "undo" ? "results.undone" : "results.redone", { what: whatOf(change, context) })]);
    },
  });
}

export const undo = stepCommand("undo");
export const redo = stepCommand("redo");

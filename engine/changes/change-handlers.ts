// Requests that take changes back and do them again. The steps are the store's own writes (store/changes.ts); what a step
// needs to know of today is found here first: what the rules say of files, in pattern files and paths, is nothing a write could read.

import { AppError } from "../../contract/errors.ts";
import type { ParsedInputOf } from "../../contract/methods.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { decidingRules } from "../ingest/choice-handlers.ts";
import { decideFiles } from "../ingest/decide.ts";
import { listChanges, nextChange, stepsOfChange } from "../store/changes.ts";
import type { ChangeStep } from "../store/write-context.ts";
import type { WriteInput } from "../store/writes.ts";

/** Everything that a step may have changed: clients ask again for what they show. */
const TOPICS = ["changes", "cases", "facts", "cameras", "files", "recordings", "clocks", "intakes", "map", "custody"] as const;

/** The step with what its write has to know of today. */
async function completed(context: EngineContext, step: ChangeStep, signal: AbortSignal): Promise<ChangeStep> {
  const { db } = context.store;
  const [write, input] = step;
  switch (write) {
    case "files.assign": {
      const { cameraId, fileIds } = input as WriteInput<"files.assign">;
      const decisions = await decideFiles(db, fileIds, cameraId === null ? "automatic" : { id: cameraId }, await decidingRules(context), signal);
      return [write, { cameraId, fileIds, decisions }];
    }
    case "files.place": {
      const { placements } = input as WriteInput<"files.place">;
      const decisions = await decideFiles(db, placements.map(({ fileId }) => fileId), "chosen", await decidingRules(context), signal);
      return [write, { placements, decisions }];
    }
    default: return step;
  }
}

async function takeStep(context: EngineContext, direction: "undo" | "redo", { caseId, changeId }: ParsedInputOf<"changes.undo">, signal: AbortSignal) {
  const { store } = context;
  const chosen = changeId ?? nextChange(store.db, caseId, direction)?.changeId ?? null;
  if (chosen === null) throw new AppError("change-none", { direction });
  const steps: ChangeStep[] = [];
  for (const step of stepsOfChange(store.db, chosen, direction)) steps.push(await completed(context, step, signal));
  await context.write("changes.step", { changeId: chosen, direction, steps });
  context.changed(...TOPICS);
  return { change: listChanges(store.db, caseId, Number.MAX_SAFE_INTEGER).find((change) => change.changeId === chosen)! };
}

export function changeHandlers(context: EngineContext): SomeHandlers<"changes.list" | "changes.undo" | "changes.redo"> {
  const { db } = context.store;
  return {
    "changes.list": ({ caseId, limit }) => ({
      changes: listChanges(db, caseId, limit), undoable: nextChange(db, caseId, "undo"), redoable: nextChange(db, caseId, "redo"),
    }),
    "changes.undo": (input, signal) => takeStep(context, "undo", input, signal),
    "changes.redo": (input, signal) => takeStep(context, "redo", input, signal),
  };
}

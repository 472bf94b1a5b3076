// Requests about cases and pins. What is reconstructed from them is asked for in the handlers beside this file.

import { AppError } from "../../contract/errors.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { findCase, listCases, requireCase, requirePin } from "../store/cases.ts";
import { readCaseFile, readCaseView } from "./case-file.ts";
import { pinFromRow, standOfRange } from "./pins.ts";

/** @throws AppError input-invalid where a stretch does not end after it begins */
export function requireOrder(fromMs: TrueMs | null, toMs: TrueMs | null, field: string): void {
  if (fromMs !== null && toMs !== null && fromMs >= toMs) throw new AppError("input-invalid", { field, detail: "from < to" });
}

type PinMethods = "pins.add" | "pins.update" | "pins.remove" | "pins.restore";
type CaseMethods = "cases.list" | "cases.create" | "cases.update" | "cases.read" | "cases.view" | "cases.find";

function pinHandlers(context: EngineContext): SomeHandlers<PinMethods> {
  const { store } = context;
  const told = (): void => context.changed("cases", "custody");
  return {
    "pins.add": async (input) => {
      requireCase(store.db, input.caseId);
      requireCamera(store.db, input.cameraId);
      if (input.startMs > input.endMs) throw new AppError("input-invalid", { field: "endMs", detail: "start ≤ end" });
      // A moment is the frame that is shown then: it lasts a millisecond.
      const endMs = input.startMs === input.endMs ? asTrueMs(input.endMs + 1) : input.endMs;
      const stand = standOfRange(store.db, input.cameraId, { startMs: input.startMs, endMs }, input.shownFileId ?? null);
      if (stand.sources.length === 0) throw new AppError("no-footage-there", { cameraId: input.cameraId });
      const { pinId } = await context.write("pins.add", {
        caseId: input.caseId, cameraId: input.cameraId, title: input.title, note: input.note, tags: input.tags, ...stand,
      });
      told();
      return pinFromRow(store.db, requirePin(store.db, pinId));
    },
    "pins.update": async (input) => {
      await context.write("pins.update", input);
      told();
      return pinFromRow(store.db, requirePin(store.db, input.pinId));
    },
    "pins.remove": async ({ pinId }) => {
      await context.write("pins.remove", { pinId });
      told();
      return {};
    },
    "pins.restore": async ({ pinId }) => {
      await context.write("pins.restore", { pinId });
      told();
      return pinFromRow(store.db, requirePin(store.db, pinId));
    },
  };
}

export function caseHandlers(context: EngineContext): SomeHandlers<PinMethods | CaseMethods> {
  const { store } = context;
  const told = (): void => context.changed("cases", "custody");
  return {
    ...pinHandlers(context),
    "cases.list": () => listCases(store.db),
    "cases.find": ({ numberOrId }) => findCase(store.db, numberOrId),
    "cases.create": async (input) => {
      requireOrder(input.periodFromMs, input.periodToMs, "periodToMs");
      const { caseId } = await context.write("cases.create", input);
      told();
      return requireCase(store.db, caseId);
    },
    "cases.update": async (input) => {
      requireOrder(input.periodFromMs, input.periodToMs, "periodToMs");
      await context.write("cases.update", input);
      told();
      return requireCase(store.db, input.caseId);
    },
    "cases.read": ({ caseId }) => readCaseFile(store.db, caseId),
    "cases.view": ({ caseId }) => readCaseView(store.db, caseId),
  };
}

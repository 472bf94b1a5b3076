// Requests about cases: pins, exhibits, observations. Pins stand on frames; their true time is worked out here at every read.

import { AppError } from "../../contract/errors.ts";
import type { OutputOf } from "../../contract/methods.ts";
import type { Observation } from "../../contract/model.ts";
import { asTrueMs, type TrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import {
  findCase, listCases, listExhibits, listObservations, listPins, requireCase, requirePin, type ObservationRow,
} from "../store/cases.ts";
import { correctionsOf } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { trueFromChoice } from "../store/recordings.ts";
import { cameraTimeAt, pinFromRow, standOfRange } from "./pins.ts";

/** An observation made on a camera follows that camera's clock. */
function observationFromRow(db: ReadDb, row: ObservationRow): Observation {
  const { cameraToMs, ...observation } = row;
  if (row.cameraId === null || row.cameraMs === null) return observation;
  const choice = correctionsOf(db, row.cameraId)(row.cameraMs);
  return {
    ...observation,
    atMs: trueFromChoice(choice, row.cameraMs).trueMs,
    toMs: cameraToMs === null ? null : trueFromChoice(choice, cameraToMs).trueMs,
  };
}

/** A case with all that is on it, pins by true time. @throws AppError case-unknown */
export function readCaseFile(db: ReadDb, caseId: number): OutputOf<"cases.read"> {
  return {
    ...requireCase(db, caseId),
    pins: listPins(db, caseId).map((row) => pinFromRow(db, row)).sort((a, b) => a.startMs - b.startMs),
    exhibits: listExhibits(db, caseId),
    observations: listObservations(db, caseId).map((row) => observationFromRow(db, row)),
    statements: [],
  };
}

function requireOrder(fromMs: TrueMs | null, toMs: TrueMs | null, field: string): void {
  if (fromMs !== null && toMs !== null && fromMs >= toMs) throw new AppError("input-invalid", { field, detail: "from < to" });
}

type PinMethods = "pins.add" | "pins.update" | "pins.remove" | "pins.restore";
type CaseMethods = "cases.list" | "cases.create" | "cases.update" | "cases.read" | "cases.find" | "exhibits.add" | "observations.add";

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
      const stand = standOfRange(store.db, input.cameraId, { startMs: input.startMs, endMs });
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
    "exhibits.add": async (input) => {
      const { exhibitId } = await context.write("exhibits.add", input);
      told();
      return listExhibits(store.db, input.caseId).find((exhibit) => exhibit.exhibitId === exhibitId)!;
    },
    "observations.add": async (input) => {
      requireOrder(input.atMs, input.toMs, "toMs");
      const cameraId = input.cameraId === null ? null : requireCamera(store.db, input.cameraId).cameraId;
      const cameraTime = (trueMs: TrueMs | null) => (cameraId === null || trueMs === null ? null : cameraTimeAt(store.db, cameraId, trueMs));
      const { observationId } = await context.write("observations.add", { ...input, cameraMs: cameraTime(input.atMs), cameraToMs: cameraTime(input.toMs) });
      told();
      const row = listObservations(store.db, input.caseId).find((observation) => observation.observationId === observationId)!;
      return observationFromRow(store.db, row);
    },
  };
}

// Requests about exhibits and observations. Observations are only added: corrections and withdrawals are revisions.

import { AppError } from "../../contract/errors.ts";
import type { FrameRef, Observation } from "../../contract/model.ts";
import type { TrueMs } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { requireCase } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { listExhibits, listRetiredExhibits, listRevisions, listViews, listWithdrawnObservations, requireExhibit, requireExhibitOf, requireObservation } from "../store/exhibits.ts";
import { listRemovedSubjects, listSubjects } from "../store/statements.ts";
import { requireOrder } from "./case-handlers.ts";
import { factsToKeep, frameRefAt, ObservationReader } from "./observations.ts";

/** @throws AppError camera-unknown, no-footage-there */
function pictureAt(db: ReadDb, asked: { readonly cameraId: string; readonly atMs: TrueMs }): FrameRef {
  const frame = frameRefAt(db, requireCamera(db, asked.cameraId).cameraId, asked.atMs);
  if (frame === null) throw new AppError("no-footage-there", { cameraId: asked.cameraId });
  return frame;
}

function readObservation(db: ReadDb, observationId: number): Observation {
  const row = requireObservation(db, observationId);
  return new ObservationReader(db).observation(row, listSubjects(db, requireExhibit(db, row.exhibitId).caseId));
}

type ExhibitMethods = "exhibits.add" | "exhibits.update" | "exhibits.retire" | "exhibits.restore" | "exhibits.takenOff" | "exhibits.setViews" | "exhibits.views";
type ObservationMethods = "observations.add" | "observations.revise" | "observations.withdraw" | "observations.reinstate" | "observations.history";

function observationHandlers(context: EngineContext): SomeHandlers<ObservationMethods> {
  const { store } = context;
  const told = (observationId: number): Observation => {
    context.changed("cases", "custody");
    return readObservation(store.db, observationId);
  };
  return {
    "observations.add": async ({ caseId, exhibitId, ...asked }) => {
      requireExhibitOf(store.db, caseId, exhibitId);
      requireOrder(asked.atMs, asked.toMs, "toMs");
      if (asked.cameraId !== null) requireCamera(store.db, asked.cameraId);
      return told((await context.write("observations.add", { caseId, exhibitId, facts: factsToKeep(store.db, asked) })).observationId);
    },
    "observations.revise": async ({ observationId, reason, ...asked }) => {
      requireObservation(store.db, observationId);
      requireOrder(asked.atMs, asked.toMs, "toMs");
      if (asked.cameraId !== null) requireCamera(store.db, asked.cameraId);
      return told((await context.write("observations.revise", { observationId, reason, facts: factsToKeep(store.db, asked) })).observationId);
    },
    "observations.withdraw": async (input) => {
      await context.write("observations.withdraw", input);
      context.changed("cases", "custody");
      return {};
    },
    "observations.reinstate": async (input) => told((await context.write("observations.reinstate", input)).observationId),
    "observations.history": ({ observationId }) => {
      const rows = listRevisions(store.db, observationId);
      const reader = new ObservationReader(store.db);
      const subjects = listSubjects(store.db, requireExhibit(store.db, rows[0]!.exhibitId).caseId);
      return rows.map((row) => ({ ...reader.observation(row, subjects), isWithdrawn: row.isWithdrawn === 1 }));
    },
  };
}

export function exhibitHandlers(context: EngineContext): SomeHandlers<ExhibitMethods | ObservationMethods> {
  const { store } = context;
  const told = (exhibitId: number) => {
    context.changed("cases", "custody");
    return requireExhibit(store.db, exhibitId);
  };
  return {
    ...observationHandlers(context),
    "exhibits.add": async ({ picture, ...texts }) => {
      const frame = picture === null ? null : pictureAt(store.db, picture);
      return told((await context.write("exhibits.add", { ...texts, picture: frame })).exhibitId);
    },
    "exhibits.update": async ({ exhibitId, picture, ...texts }) => {
      const former = requireExhibit(store.db, exhibitId);
      const frame = picture === undefined ? former.picture : picture === null ? null : pictureAt(store.db, picture);
      await context.write("exhibits.update", { exhibitId, ...texts, picture: frame });
      return told(exhibitId);
    },
    "exhibits.retire": async (input) => {
      await context.write("exhibits.retire", input);
      return told(input.exhibitId);
    },
    "exhibits.restore": async (input) => {
      await context.write("exhibits.restore", input);
      return told(input.exhibitId);
    },
    "exhibits.takenOff": ({ caseId }) => {
      requireCase(store.db, caseId);
      const reader = new ObservationReader(store.db);
      const subjects = listSubjects(store.db, caseId);
      const withdrawn = listExhibits(store.db, caseId).flatMap(({ exhibitId }) => listWithdrawnObservations(store.db, exhibitId));
      return { exhibits: listRetiredExhibits(store.db, caseId), observations: withdrawn.map((row) => reader.observation(row, subjects)), subjects: listRemovedSubjects(store.db, caseId) };
    },
    "exhibits.setViews": async ({ exhibitId, views }) => {
      requireExhibit(store.db, exhibitId);
      for (const view of views) {
        requireCamera(store.db, view.cameraId);
        requireOrder(view.fromMs, view.toMs, "views");
      }
      await context.write("exhibits.setViews", { exhibitId, views });
      context.changed("cases", "custody");
      return { views: listViews(store.db, exhibitId) };
    },
    "exhibits.views": ({ exhibitId }) => {
      requireExhibit(store.db, exhibitId);
      return { views: listViews(store.db, exhibitId) };
    },
  };
}

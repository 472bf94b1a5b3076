// Exhibits, who had a view of them, and observations as rows. Observations are only ever added: a correction and a
// withdrawal are revisions that say why. Their true time is derived in engine/cases.

import { AppError } from "../../contract/errors.ts";
import type { Exhibit, FrameRef, ObservationState } from "../../contract/model.ts";
import type { ExhibitView } from "../../contract/reconstruction.ts";
import type { CameraMs, TrueMs } from "../../contract/time.ts";
import { caseAct, requireCase } from "./cases.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type ChangeStep, type WriteContext } from "./write-context.ts";

const EXHIBIT_COLUMNS = `exhibit_id AS exhibitId, case_id AS caseId, name, kind, count, note, picture, retired_ms AS retiredMs, created_ms AS createdMs`;

const exhibitFromRow = (row: unknown): Exhibit => {
  const found = row as Omit<Exhibit, "picture"> & { picture: string | null };
  return { ...found, picture: found.picture === null ? null : (JSON.parse(found.picture) as FrameRef) };
};

/** Exhibits on a case, retired ones left out, in the order of their making. */
export function listExhibits(db: ReadDb, caseId: number): Exhibit[] {
  return prepared(db, `SELECT ${EXHIBIT_COLUMNS} FROM exhibits WHERE case_id = ? AND retired_ms IS NULL ORDER BY exhibit_id`).all(caseId).map(exhibitFromRow);
}

/** An exhibit, retired or not. @throws AppError exhibit-unknown */
export function requireExhibit(db: ReadDb, exhibitId: number): Exhibit {
  const row = prepared(db, `SELECT ${EXHIBIT_COLUMNS} FROM exhibits WHERE exhibit_id = ?`).get(exhibitId);
  if (row === undefined) throw new AppError("exhibit-unknown", { exhibitId });
  return exhibitFromRow(row);
}

/** An exhibit that stands on this case. @throws AppError exhibit-unknown */
export function requireExhibitOf(db: ReadDb, caseId: number, exhibitId: number): Exhibit {
  const exhibit = requireExhibit(db, exhibitId);
  if (exhibit.caseId !== caseId || exhibit.retiredMs !== null) throw new AppError("exhibit-unknown", { exhibitId });
  return exhibit;
}

/** In the order they were said in. */
export function listViews(db: ReadDb, exhibitId: number): ExhibitView[] {
  const rows = prepared(db, "SELECT camera_id AS cameraId, has_view AS hasView, from_ms AS fromMs, to_ms AS toMs FROM exhibit_views WHERE exhibit_id = ? ORDER BY view_no").all(exhibitId) as (Omit<ExhibitView, "hasView"> & { hasView: number })[];
  return rows.map((row) => ({ ...row, hasView: row.hasView === 1 }));
}

/** What was observed, as entered. Where it was made on a camera, camera time and frame lead and true time follows the clock. */
export interface ObservationFacts {
  readonly atMs: TrueMs; readonly toMs: TrueMs | null;
  readonly state: ObservationState; readonly count: number | null;
  readonly cameraId: string | null; readonly cameraMs: CameraMs | null; readonly cameraToMs: CameraMs | null;
  readonly place: string | null; readonly holder: string | null; readonly container: string | null; readonly note: string | null;
  readonly statementId: number | null; readonly uncertaintyMs: number | null;
  readonly fileId: number | null; readonly mediaMs: number | null; readonly pts: number | null; readonly timeBase: string | null;
}
export interface ObservationRow extends ObservationFacts {
  readonly observationId: number; readonly exhibitId: number;
  readonly firstId: number | null; readonly revisesId: number | null; readonly reason: string | null;
  readonly isWithdrawn: 0 | 1;
  readonly by: string; readonly createdMs: number;
}

const OBSERVATION_COLUMNS = `o.observation_id AS observationId, o.exhibit_id AS exhibitId, o.first_id AS firstId, o.revises_id AS revisesId, o.reason,
  o.is_withdrawn AS isWithdrawn, o.at_ms AS atMs, o.to_ms AS toMs, o.state, o.count, o.camera_id AS cameraId, o.camera_ms AS cameraMs,
  o.camera_to_ms AS cameraToMs, o.place, o.holder, o.container, o.note, o.statement_id AS statementId, o.uncertainty_ms AS uncertaintyMs,
  o.file_id AS fileId, o.media_ms AS mediaMs, o.pts, o.time_base AS timeBase, o.by_name AS "by", o.created_ms AS createdMs`;

/** The revisions that hold now: nothing revises them and they withdraw nothing. */
function standing<R extends Pick<ObservationRow, "revisesId" | "observationId" | "isWithdrawn">>(rows: readonly R[]): R[] {
  const revised = new Set<number>();
  for (const { revisesId } of rows) if (revisesId !== null) revised.add(revisesId);
  return rows.filter((row) => row.isWithdrawn === 0 && !revised.has(row.observationId));
}

/** What holds now of a case's standing exhibits, in the order of their making. */
export function listObservations(db: ReadDb, caseId: number): ObservationRow[] {
  return standing(prepared(db, `
    SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN exhibits e ON e.exhibit_id = o.exhibit_id
    WHERE e.case_id = ? AND e.retired_ms IS NULL ORDER BY o.observation_id`).all(caseId) as ObservationRow[]);
}

/** What an observation says of the exhibit, and what tells its true time: without notes and history. */
export type ReasonedRow = Omit<ObservationRow, "note" | "pts" | "timeBase" | "exhibitId" | "firstId" | "reason" | "by" | "createdMs">;

const REASONED_COLUMNS = `o.observation_id AS observationId, o.revises_id AS revisesId, o.is_withdrawn AS isWithdrawn, o.at_ms AS atMs, o.to_ms AS toMs,
  o.state, o.count, o.camera_id AS cameraId, o.camera_ms AS cameraMs, o.camera_to_ms AS cameraToMs, o.place, o.holder, o.container,
  o.statement_id AS statementId, o.uncertainty_ms AS uncertaintyMs, o.file_id AS fileId, o.media_ms AS mediaMs`;

/** What holds now of one exhibit, in the order of its making. Every column that is not read here is time: a case may have 10,000. */
export function listExhibitObservations(db: ReadDb, exhibitId: number): ReasonedRow[] {
  return standing(prepared(db, `SELECT ${REASONED_COLUMNS} FROM observations o WHERE o.exhibit_id = ? ORDER BY o.observation_id`).all(exhibitId) as ReasonedRow[]);
}

/** Exhibits that were taken off a case, last first. */
export function listRetiredExhibits(db: ReadDb, caseId: number): Exhibit[] {
  return prepared(db, `SELECT ${EXHIBIT_COLUMNS} FROM exhibits WHERE case_id = ? AND retired_ms IS NOT NULL ORDER BY retired_ms DESC, exhibit_id DESC`).all(caseId).map(exhibitFromRow);
}

/** The last revisions of observations of an exhibit that were withdrawn. */
export function listWithdrawnObservations(db: ReadDb, exhibitId: number): ObservationRow[] {
  return prepared(db, `
    SELECT ${OBSERVATION_COLUMNS} FROM observations o
    WHERE o.exhibit_id = ? AND o.is_withdrawn = 1 AND NOT EXISTS (SELECT 1 FROM observations r WHERE r.revises_id = o.observation_id) ORDER BY o.observation_id`).all(exhibitId) as ObservationRow[];
}

/** One revision. @throws AppError observation-unknown */
export function requireObservation(db: ReadDb, observationId: number): ObservationRow {
  const row = prepared(db, `SELECT ${OBSERVATION_COLUMNS} FROM observations o WHERE o.observation_id = ?`).get(observationId);
  if (row === undefined) throw new AppError("observation-unknown", { observationId });
  return row as ObservationRow;
}

/** A revision that holds now, of an exhibit that stands on this case. @throws AppError observation-unknown */
export function requireStandingObservation(db: ReadDb, caseId: number, observationId: number): ObservationRow {
  const row = prepared(db, `
    SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN exhibits e ON e.exhibit_id = o.exhibit_id
    WHERE o.observation_id = ? AND o.is_withdrawn = 0 AND e.case_id = ? AND e.retired_ms IS NULL
      AND NOT EXISTS (SELECT 1 FROM observations r WHERE r.revises_id = o.observation_id)`).get(observationId, caseId);
  if (row === undefined) throw new AppError("observation-unknown", { observationId });
  return row as ObservationRow;
}

/** All revisions of the observation that this one belongs to, first to last. @throws AppError observation-unknown */
export function listRevisions(db: ReadDb, observationId: number): ObservationRow[] {
  const row = requireObservation(db, observationId);
  const firstId = row.firstId ?? row.observationId;
  return [requireObservation(db, firstId), ...(prepared(db, `SELECT ${OBSERVATION_COLUMNS} FROM observations o WHERE o.first_id = ? ORDER BY o.observation_id`).all(firstId) as ObservationRow[])];
}

/** The first revision of the observation that this id is a revision of; null where there is none. */
export function firstIdOf(db: ReadDb, observationId: number): number | null {
  return (prepared(db, "SELECT coalesce(first_id, observation_id) FROM observations WHERE observation_id = ?").pluck().get(observationId) as number | undefined) ?? null;
}

function requireStatementOf(db: ReadDb, caseId: number, statementId: number | null): void {
  if (statementId === null) return;
  const owner = prepared(db, "SELECT case_id FROM statements WHERE statement_id = ? AND removed_ms IS NULL").pluck().get(statementId) as number | undefined;
  if (owner !== caseId) throw new AppError("statement-unknown", { statementId });
}

interface Revision { readonly firstId: number | null; readonly revisesId: number | null; readonly reason: string | null; readonly isWithdrawn: 0 | 1 }
const FIRST: Revision = { firstId: null, revisesId: null, reason: null, isWithdrawn: 0 };

function insertObservation(context: WriteContext, exhibitId: number, facts: ObservationFacts, revision: Revision): number {
  return Number(prepared(context.db, `
    INSERT INTO observations (exhibit_id, at_ms, to_ms, state, count, camera_id, camera_ms, camera_to_ms, place, holder, container, note,
      statement_id, uncertainty_ms, file_id, media_ms, pts, time_base, first_id, revises_id, reason, is_withdrawn, by_name, created_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(exhibitId, facts.atMs, facts.toMs, facts.state, facts.count, facts.cameraId, facts.cameraMs, facts.cameraToMs, facts.place, facts.holder, facts.container, facts.note,
      facts.statementId, facts.uncertaintyMs, facts.fileId, facts.mediaMs, facts.pts, facts.timeBase,
      revision.firstId, revision.revisesId, revision.reason, revision.isWithdrawn, context.actor.name, context.nowMs).lastInsertRowid);
}

/** For the log, which takes integers: the exact frame is named by its stamp. */
const loggedFacts = (facts: ObservationFacts): Record<string, unknown> => ({
  ...facts,
  uncertaintyMs: facts.uncertaintyMs === null ? null : Math.round(facts.uncertaintyMs),
  mediaMs: facts.mediaMs === null ? null : Math.round(facts.mediaMs),
});

/** The last revision, which alone may be revised. @throws AppError observation-unknown, observation-superseded, observation-withdrawn */
function requireLast(db: ReadDb, observationId: number): ObservationRow {
  const row = requireObservation(db, observationId);
  const next = prepared(db, "SELECT observation_id FROM observations WHERE revises_id = ?").pluck().get(observationId) as number | undefined;
  if (next !== undefined) throw new AppError("observation-superseded", { observationId, nextId: next });
  if (row.isWithdrawn === 1) throw new AppError("observation-withdrawn", { observationId });
  return row;
}

/** The last revision of the observation that this one belongs to, for a step of undo: ids of later ones are not known when it is written down. */
const lastRevisionId = (db: ReadDb, observationId: number): number => listRevisions(db, observationId).at(-1)!.observationId;

/** `isAnyRevision`: the id is that of any of its revisions and the last one is meant. `reason` null: it takes another act back. */
interface OfObservation { readonly observationId: number; readonly reason: string | null; readonly isAnyRevision?: boolean }

const meantId = (db: ReadDb, { observationId, isAnyRevision }: OfObservation): number => (isAnyRevision === true ? lastRevisionId(db, observationId) : observationId);

/** Steps that take observations back and bring them again: compensating revisions, never deletions. */
const withdrawStep = (firstId: number): ChangeStep => ["observations.withdraw", { observationId: firstId, reason: null, isAnyRevision: true }];
const reinstateStep = (firstId: number): ChangeStep => ["observations.reinstate", { observationId: firstId, reason: null }];
const reviseStep = (firstId: number, facts: ObservationFacts): ChangeStep => ["observations.revise", { observationId: firstId, reason: null, isAnyRevision: true, facts: onlyFacts(facts) }];

function onlyFacts(row: ObservationFacts): ObservationFacts {
  const { atMs, toMs, state, count, cameraId, cameraMs, cameraToMs, place, holder, container, note, statementId, uncertaintyMs, fileId, mediaMs, pts, timeBase } = row;
  return { atMs, toMs, state, count, cameraId, cameraMs, cameraToMs, place, holder, container, note, statementId, uncertaintyMs, fileId, mediaMs, pts, timeBase };
}

export interface ExhibitTexts { readonly name: string; readonly kind: string | null; readonly count: number | null; readonly note: string | null; readonly picture: FrameRef | null }

const textsOf = ({ name, kind, count, note, picture }: ExhibitTexts): ExhibitTexts => ({ name, kind, count, note, picture });

const loggedExhibit = ({ name, kind, count, note, picture }: ExhibitTexts): Record<string, unknown> =>
  ({ name, kind, count, note, picture: picture === null ? null : { ...picture, mediaMs: Math.round(picture.mediaMs) } });

export const exhibitWrites = {
  "exhibits.add": (context: WriteContext, input: ExhibitTexts & { caseId: number }): { exhibitId: number } => {
    requireCase(context.db, input.caseId);
    const exhibitId = Number(prepared(context.db, "INSERT INTO exhibits (case_id, name, kind, count, note, picture, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(input.caseId, input.name, input.kind, input.count, input.note, input.picture === null ? null : JSON.stringify(input.picture), context.nowMs).lastInsertRowid);
    context.log(caseAct("exhibit.add", input.caseId, "exhibit", exhibitId, loggedExhibit(input)));
    context.remember({ caseId: input.caseId, kind: "exhibit-added", title: input.name, touches: [`exhibit:${exhibitId}`], undo: [["exhibits.retire", { exhibitId }]], redo: [["exhibits.restore", { exhibitId }]] });
    return { exhibitId };
  },
  /** @throws AppError exhibit-unknown; change-overtaken where it is not as `expected` */
  "exhibits.update": (context: WriteContext, input: ExhibitTexts & { exhibitId: number; expected?: ExhibitTexts }): void => {
    const exhibit = requireExhibit(context.db, input.exhibitId);
    const { exhibitId } = input;
    if (exhibit.retiredMs !== null) throw new AppError("exhibit-unknown", { exhibitId });
    const former = textsOf(exhibit);
    const next = textsOf(input);
    if (input.expected !== undefined) refuseOvertaken(former, input.expected, exhibit.name);
    prepared(context.db, "UPDATE exhibits SET name = ?, kind = ?, count = ?, note = ?, picture = ? WHERE exhibit_id = ?")
      .run(input.name, input.kind, input.count, input.note, input.picture === null ? null : JSON.stringify(input.picture), input.exhibitId);
    context.log(caseAct("exhibit.update", exhibit.caseId, "exhibit", exhibitId, { ...loggedExhibit(next), former: loggedExhibit(former) }));
    context.remember({
      caseId: exhibit.caseId, kind: "exhibit-changed", title: input.name, touches: [`exhibit:${exhibitId}`],
      undo: [["exhibits.update", { ...former, exhibitId, expected: next }]], redo: [["exhibits.update", { ...next, exhibitId, expected: former }]],
    });
  },
  "exhibits.retire": (context: WriteContext, input: { exhibitId: number }): void => {
    const exhibit = requireExhibit(context.db, input.exhibitId);
    if (exhibit.retiredMs !== null) return;
    prepared(context.db, "UPDATE exhibits SET retired_ms = ? WHERE exhibit_id = ?").run(context.nowMs, input.exhibitId);
    context.log(caseAct("exhibit.retire", exhibit.caseId, "exhibit", input.exhibitId, { name: exhibit.name }));
    context.remember({ caseId: exhibit.caseId, kind: "exhibit-retired", title: exhibit.name, touches: [`exhibit:${input.exhibitId}`], undo: [["exhibits.restore", input]], redo: [["exhibits.retire", input]] });
  },
  "exhibits.restore": (context: WriteContext, input: { exhibitId: number }): void => {
    const exhibit = requireExhibit(context.db, input.exhibitId);
    if (exhibit.retiredMs === null) return;
    prepared(context.db, "UPDATE exhibits SET retired_ms = NULL WHERE exhibit_id = ?").run(input.exhibitId);
    context.log(caseAct("exhibit.restore", exhibit.caseId, "exhibit", input.exhibitId, { name: exhibit.name }));
    context.remember({ caseId: exhibit.caseId, kind: "exhibit-restored", title: exhibit.name, touches: [`exhibit:${input.exhibitId}`], undo: [["exhibits.retire", input]], redo: [["exhibits.restore", input]] });
  },
  "exhibits.setViews": (context: WriteContext, input: { exhibitId: number; views: readonly ExhibitView[] }): void => {
    const exhibit = requireExhibit(context.db, input.exhibitId);
    const former = listViews(context.db, input.exhibitId);
    prepared(context.db, "DELETE FROM exhibit_views WHERE exhibit_id = ?").run(input.exhibitId);
    input.views.forEach((view, viewNo) => {
      prepared(context.db, "INSERT INTO exhibit_views (exhibit_id, view_no, camera_id, has_view, from_ms, to_ms) VALUES (?, ?, ?, ?, ?, ?)")
        .run(input.exhibitId, viewNo, view.cameraId, view.hasView ? 1 : 0, view.fromMs, view.toMs);
    });
    context.log(caseAct("exhibit.views", exhibit.caseId, "exhibit", input.exhibitId, { views: input.views.map((view) => ({ ...view })), former }));
    const { exhibitId } = input;
    context.remember({
      caseId: exhibit.caseId, kind: "exhibit-views-changed", title: exhibit.name, touches: [`exhibit-views:${exhibitId}`],
      undo: [["exhibits.setViews", { exhibitId, views: former }]], redo: [["exhibits.setViews", { exhibitId, views: input.views }]],
    });
  },
  "observations.add": (context: WriteContext, input: { caseId: number; exhibitId: number; facts: ObservationFacts }): { observationId: number } => {
    const { name } = requireExhibitOf(context.db, input.caseId, input.exhibitId);
    requireStatementOf(context.db, input.caseId, input.facts.statementId);
    const observationId = insertObservation(context, input.exhibitId, input.facts, FIRST);
    context.log(caseAct("observation.add", input.caseId, "observation", observationId, { exhibitId: input.exhibitId, ...loggedFacts(input.facts) }));
    context.remember({ caseId: input.caseId, kind: "observation-added", title: name, touches: [`observation:${observationId}`], undo: [withdrawStep(observationId)], redo: [reinstateStep(observationId)] });
    return { observationId };
  },
  "observations.revise": (context: WriteContext, input: OfObservation & { facts: ObservationFacts }): { observationId: number } => {
    const row = requireLast(context.db, meantId(context.db, input));
    const { caseId, name } = requireExhibit(context.db, row.exhibitId);
    requireStatementOf(context.db, caseId, input.facts.statementId);
    const firstId = row.firstId ?? row.observationId;
    const observationId = insertObservation(context, row.exhibitId, input.facts, { firstId, revisesId: row.observationId, reason: input.reason, isWithdrawn: 0 });
    context.log(caseAct("observation.revise", caseId, "observation", observationId, { revisesId: row.observationId, reason: input.reason, exhibitId: row.exhibitId, ...loggedFacts(input.facts) }));
    context.remember({ caseId, kind: "observation-revised", title: name, touches: [`observation:${firstId}`], undo: [reviseStep(firstId, row)], redo: [reviseStep(firstId, input.facts)] });
    return { observationId };
  },
  "observations.withdraw": (context: WriteContext, input: OfObservation): { observationId: number } => {
    const row = requireLast(context.db, meantId(context.db, input));
    const { caseId, name } = requireExhibit(context.db, row.exhibitId);
    const firstId = row.firstId ?? row.observationId;
    const observationId = insertObservation(context, row.exhibitId, row, { firstId, revisesId: row.observationId, reason: input.reason, isWithdrawn: 1 });
    context.log(caseAct("observation.withdraw", caseId, "observation", observationId, { revisesId: row.observationId, reason: input.reason }));
    context.remember({ caseId, kind: "observation-withdrawn", title: name, touches: [`observation:${firstId}`], undo: [reinstateStep(firstId)], redo: [withdrawStep(firstId)] });
    return { observationId };
  },
  /** Puts the content of a withdrawn observation back as a new revision. @throws AppError observation-unknown; input-invalid where it stands */
  "observations.reinstate": (context: WriteContext, input: { observationId: number; reason: string | null }): { observationId: number } => {
    const last = listRevisions(context.db, input.observationId).at(-1)!;
    if (last.isWithdrawn === 0) throw new AppError("input-invalid", { field: "observationId", detail: "not withdrawn" });
    const { caseId, name } = requireExhibit(context.db, last.exhibitId);
    const firstId = last.firstId!;
    const observationId = insertObservation(context, last.exhibitId, last, { firstId, revisesId: last.observationId, reason: input.reason, isWithdrawn: 0 });
    context.log(caseAct("observation.reinstate", caseId, "observation", observationId, { revisesId: last.observationId, reason: input.reason }));
    context.remember({ caseId, kind: "observation-reinstated", title: name, touches: [`observation:${firstId}`], undo: [withdrawStep(firstId)], redo: [reinstateStep(firstId)] });
    return { observationId };
  },
};

// Areas that people marked as blind, as rows. What follows from fields of view is nothing that is kept: contract/blind-ground.ts.

import { outlineAreaM2, type BlindArea, type BlindAreaFacts } from "../../contract/blind-area.ts";
import { AppError } from "../../contract/errors.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type WriteContext } from "./write-context.ts";

const COLUMNS = `area_id AS areaId, name, reason, crs, corners, by_name AS "by", created_ms AS createdMs, removed_ms AS removedMs`;

interface AreaRow extends Omit<BlindArea, "areaM2"> { readonly removedMs: number | null }

function areaFromRow(row: unknown): AreaRow {
  const area = row as Omit<AreaRow, "corners"> & { readonly corners: string };
  return { ...area, corners: JSON.parse(area.corners) as BlindArea["corners"] };
}

const listed = ({ removedMs: _removedMs, ...area }: AreaRow): BlindArea => ({ ...area, areaM2: outlineAreaM2(area) });

/** Areas that were not taken off, first to last. */
export function listBlindAreas(db: ReadDb): BlindArea[] {
  return prepared(db, `SELECT ${COLUMNS} FROM blind_areas WHERE removed_ms IS NULL ORDER BY area_id`).all().map((row) => listed(areaFromRow(row)));
}

/** One that is there, taken off (`isRemoved`) or not. @throws AppError area-unknown */
export function requireBlindArea(db: ReadDb, areaId: number, isRemoved = false): BlindArea {
  const row = prepared(db, `SELECT ${COLUMNS} FROM blind_areas WHERE area_id = ?`).get(areaId);
  const area = row === undefined ? null : areaFromRow(row);
  if (area === null || (area.removedMs !== null) !== isRemoved) throw new AppError("area-unknown", { areaId });
  return listed(area);
}

type OfArea = { readonly areaId: number };
const factsOf = ({ name, reason, crs, corners }: BlindAreaFacts): BlindAreaFacts => ({ name, reason, crs, corners });
/** The log holds no fractions as numbers: they are written as they are read. */
const loggedFacts = ({ name, reason, crs, corners }: BlindAreaFacts): Readonly<Record<string, unknown>> => ({ name, reason, crs, corners: corners.map(({ lat, lon }) => `${lat}, ${lon}`) });
const objectOf = (areaId: number) => ({ type: "blind-area", id: String(areaId), sha256: null });

function setRemoved(context: WriteContext, areaId: number, isRemoved: boolean): void {
  const { name } = requireBlindArea(context.db, areaId, !isRemoved);
  prepared(context.db, "UPDATE blind_areas SET removed_ms = ? WHERE area_id = ?").run(isRemoved ? context.nowMs : null, areaId);
  const [act, back] = isRemoved ? (["remove", "restore"] as const) : (["restore", "remove"] as const);
  context.log({ action: `blind-area.${act}`, caseId: null, object: objectOf(areaId), details: { name } });
  context.remember({ caseId: null, kind: isRemoved ? "blind-area-removed" : "blind-area-restored", title: name, touches: [`blind-area:${areaId}`], undo: [[`blindAreas.${back}`, { areaId }]], redo: [[`blindAreas.${act}`, { areaId }]] });
}

export const blindAreaWrites = {
  "blindAreas.add": (context: WriteContext, input: BlindAreaFacts): OfArea => {
    const areaId = Number(prepared(context.db, "INSERT INTO blind_areas (name, reason, crs, corners, by_name, created_ms) VALUES (?, ?, ?, ?, ?, ?)")
      .run(input.name, input.reason, input.crs, JSON.stringify(input.corners), context.actor.name, context.nowMs).lastInsertRowid);
    context.log({ action: "blind-area.add", caseId: null, object: objectOf(areaId), details: loggedFacts(input) });
    context.remember({ caseId: null, kind: "blind-area-added", title: input.name, touches: [`blind-area:${areaId}`], undo: [["blindAreas.remove", { areaId }]], redo: [["blindAreas.restore", { areaId }]] });
    return { areaId };
  },
  /** @throws AppError area-unknown; change-overtaken where it is not as `expected` */
  "blindAreas.update": (context: WriteContext, input: BlindAreaFacts & OfArea & { expected?: BlindAreaFacts }): void => {
    const { areaId, expected } = input;
    const area = requireBlindArea(context.db, areaId);
    const [former, next] = [factsOf(area), factsOf(input)];
    if (expected !== undefined) refuseOvertaken(former, factsOf(expected), area.name);
    prepared(context.db, "UPDATE blind_areas SET name = ?, reason = ?, crs = ?, corners = ? WHERE area_id = ?").run(next.name, next.reason, next.crs, JSON.stringify(next.corners), areaId);
    context.log({ action: "blind-area.update", caseId: null, object: objectOf(areaId), details: loggedFacts(next) });
    context.remember({
      caseId: null, kind: "blind-area-changed", title: next.name, touches: [`blind-area:${areaId}`],
      undo: [["blindAreas.update", { ...former, areaId, expected: next }]], redo: [["blindAreas.update", { ...next, areaId, expected: former }]],
    });
  },
  "blindAreas.remove": (context: WriteContext, { areaId }: OfArea): void => setRemoved(context, areaId, true),
  "blindAreas.restore": (context: WriteContext, { areaId }: OfArea): void => setRemoved(context, areaId, false),
};

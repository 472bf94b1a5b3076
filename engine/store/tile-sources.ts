// Files of map tiles that people named, as rows. The files stay where they are; what they say of themselves is kept beside.

import { AppError } from "../../contract/errors.ts";
import { tileFacts, type TileFacts, type TileSource } from "../../contract/tile-source.ts";
import { prepared, type ReadDb } from "./connection.ts";
import type { WriteContext } from "./write-context.ts";

const COLUMNS = `source_id AS sourceId, path, name, facts, by_name AS "by", created_ms AS createdMs, removed_ms AS removedMs`;

export interface TileSourceRow extends Omit<TileSource, "isThere"> { readonly path: string; readonly removedMs: number | null }

function sourceFromRow(row: unknown): TileSourceRow {
  const { facts, ...rest } = row as Omit<TileSourceRow, keyof TileFacts> & { readonly facts: string };
  return { ...rest, ...tileFacts.parse(JSON.parse(facts)) };
}

/** Those that were not taken out, by name. */
export function listTileSources(db: ReadDb): TileSourceRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM tile_sources WHERE removed_ms IS NULL ORDER BY name, source_id`).all().map(sourceFromRow);
}

/** @throws AppError tiles-unknown */
export function requireTileSource(db: ReadDb, sourceId: number, isRemoved = false): TileSourceRow {
  const row = prepared(db, `SELECT ${COLUMNS} FROM tile_sources WHERE source_id = ?`).get(sourceId);
  const source = row === undefined ? null : sourceFromRow(row);
  if (source === null || (source.removedMs !== null) !== isRemoved) throw new AppError("tiles-unknown", { sourceId });
  return source;
}

type OfSource = { readonly sourceId: number };

function setRemoved(context: WriteContext, sourceId: number, isRemoved: boolean): void {
  const { name } = requireTileSource(context.db, sourceId, !isRemoved);
  prepared(context.db, "UPDATE tile_sources SET removed_ms = ? WHERE source_id = ?").run(isRemoved ? context.nowMs : null, sourceId);
  const [act, back] = isRemoved ? (["remove", "restore"] as const) : (["restore", "remove"] as const);
  context.log({ action: `tiles.${act}`, caseId: null, object: { type: "tiles", id: String(sourceId), sha256: null }, details: { name } });
  context.remember({ caseId: null, kind: isRemoved ? "tiles-removed" : "tiles-restored", title: name, touches: [`tiles:${sourceId}`], undo: [[`tiles.${back}`, { sourceId }]], redo: [[`tiles.${act}`, { sourceId }]] });
}

export const tileSourceWrites = {
  "tiles.add": (context: WriteContext, input: { path: string; name: string; facts: TileFacts }): OfSource => {
    const sourceId = Number(prepared(context.db, "INSERT INTO tile_sources (path, name, facts, by_name, created_ms) VALUES (?, ?, ?, ?, ?)").run(input.path, input.name, JSON.stringify(input.facts), context.actor.name, context.nowMs).lastInsertRowid);
    context.log({ action: "tiles.add", caseId: null, object: { type: "tiles", id: String(sourceId), sha256: null }, details: { name: input.name, path: input.path, kind: input.facts.kind, format: input.facts.format } });
    context.remember({ caseId: null, kind: "tiles-added", title: input.name, touches: [`tiles:${sourceId}`], undo: [["tiles.remove", { sourceId }]], redo: [["tiles.restore", { sourceId }]] });
    return { sourceId };
  },
  "tiles.remove": (context: WriteContext, { sourceId }: OfSource): void => setRemoved(context, sourceId, true),
  "tiles.restore": (context: WriteContext, { sourceId }: OfSource): void => setRemoved(context, sourceId, false),
};

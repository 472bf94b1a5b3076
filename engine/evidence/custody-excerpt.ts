// The custody log as it goes into a bundle: one chain for the whole library, in which entries that do not concern the case are
// sealed. Their place and their hash stay, so that the chain can be followed from the first entry to the last; their content does not.

import type { ReadDb } from "../store/connection.ts";
import { custodyHead, listCustody, type CustodyRow } from "../store/custody.ts";
import { sealedFromEntry } from "./custody-chain.ts";
import { lineFromEntry } from "./custody-lines.ts";

/** Library-wide acts that say nothing about another case: they are shown. */
const OPEN_ACTIONS = new Set(["library.init", "cameras.import", "camera.update", "index.done", "clock.add", "clock.remove"]);

interface HashedEntry extends Readonly<Record<string, unknown>> {
  readonly object?: { readonly type?: string; readonly id?: string | null };
}

function isShown(row: CustodyRow, entry: HashedEntry, caseId: number, cameraIds: ReadonlySet<string>): boolean {
  if (row.caseId !== null) return row.caseId === caseId;
  if (!OPEN_ACTIONS.has(row.action)) return false;
  return entry.object?.type !== "camera" || cameraIds.has(entry.object.id ?? "");
}

/** JSON Lines, one entry a line, each with its hash; the last line's hash is the head. */
export function custodyExcerpt(db: ReadDb, caseId: number, cameraIds: ReadonlySet<string>): string {
  return listCustody(db, null).map((row) => {
    const entry = JSON.parse(row.entry) as HashedEntry;
    return lineFromEntry(isShown(row, entry, caseId, cameraIds)
      ? { ...entry, hash: row.hash }
      : { ...sealedFromEntry({ v: 1, seq: row.seq, prev: row.prev, hash: row.hash }) });
  }).join("");
}

export function custodyState(db: ReadDb): { readonly entries: number; readonly head: string | null } {
  const head = custodyHead(db);
  return { entries: head === null ? 0 : head.seq + 1, head: head?.hash ?? null };
}

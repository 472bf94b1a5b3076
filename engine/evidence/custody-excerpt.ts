// The custody log as it goes into a bundle: one chain for the whole library, in which entries that do not concern the case are
// sealed. Their place and their hash stay, so that the chain can be followed from the first entry to the last; their content does not.

import { resolve, sep } from "node:path";
import type { ReadDb } from "../store/connection.ts";
import { custodyHead, listCustody, type CustodyRow } from "../store/custody.ts";
import { sealedFromEntry } from "./custody-chain.ts";
import { lineFromEntry } from "./custody-lines.ts";

/** Library-wide acts that say nothing about another case, if they concern this one's cameras and footage: they are shown. */
const OPEN_ACTIONS = new Set(["library.init", "cameras.import", "camera.update", "index.done", "clock.add", "clock.remove", "clock.restore"]);

/** Which case the excerpt is for, and what else of the library it rests on. */
export interface ExcerptSubject {
  readonly caseId: number;
  readonly cameraIds: ReadonlySet<string>;
  readonly originalPaths: readonly string[];
}

interface HashedEntry extends Readonly<Record<string, unknown>> {
  readonly object?: { readonly type?: string; readonly id?: string | null };
  readonly details?: { readonly paths?: unknown };
}

/** Indexing names the folders it read: those of other cases are nobody's business here. */
function concernsOriginals(entry: HashedEntry, originalPaths: readonly string[]): boolean {
  const paths = Array.isArray(entry.details?.paths) ? entry.details.paths.filter((path) => typeof path === "string").map((path) => resolve(path)) : [];
  return paths.every((path) => originalPaths.some((original) => original === path || original.startsWith(path.endsWith(sep) ? path : `${path}${sep}`)));
}

function isShown(row: CustodyRow, entry: HashedEntry, subject: ExcerptSubject): boolean {
  if (row.caseId !== null) return row.caseId === subject.caseId;
  if (!OPEN_ACTIONS.has(row.action)) return false;
  if (row.action === "index.done") return concernsOriginals(entry, subject.originalPaths);
  return entry.object?.type !== "camera" || subject.cameraIds.has(entry.object.id ?? "");
}

/** JSON Lines, one entry a line, each with its hash; the last line's hash is the head. */
export function custodyExcerpt(db: ReadDb, subject: ExcerptSubject): string {
  return listCustody(db, null).map((row) => {
    const entry = JSON.parse(row.entry) as HashedEntry;
    return lineFromEntry(isShown(row, entry, subject)
      ? { ...entry, hash: row.hash }
      : { ...sealedFromEntry({ v: 1, seq: row.seq, prev: row.prev, hash: row.hash }) });
  }).join("");
}

export function custodyState(db: ReadDb): { readonly entries: number; readonly head: string | null } {
  const head = custodyHead(db);
  return { entries: head === null ? 0 : head.seq + 1, head: head?.hash ?? null };
}

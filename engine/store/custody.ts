// The custody log's rows. How an entry is hashed is given from outside (engine/evidence/custody-chain.ts);
// this file only knows that each entry carries the hash of the one before.

import type { Actor } from "../../contract/model.ts";
import { prepared, type ReadDb, type WriteDb } from "./connection.ts";
import type { CustodyAct } from "./write-context.ts";

/** Makes the hashed form of an entry: its canonical text and its hash. */
export type SealEntry = (entry: Readonly<Record<string, unknown>>) => { readonly text: string; readonly hash: string };

export const ZERO_HASH = "0".repeat(64);

export interface CustodyRow {
  readonly seq: number;
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly caseId: number | null;
  /** The entry as it was hashed, as JSON. */
  readonly entry: string;
  readonly prev: string;
  readonly hash: string;
}

const COLUMNS = "seq, at_ms AS atMs, actor, action, case_id AS caseId, entry, prev, hash";

export function custodyHead(db: ReadDb): { readonly seq: number; readonly hash: string } | null {
  return (prepared(db, "SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1").get() ?? null) as { seq: number; hash: string } | null;
}

/** All entries in order, or those of one case alone. */
export function listCustody(db: ReadDb, caseId: number | null): CustodyRow[] {
  return (caseId === null
    ? prepared(db, `SELECT ${COLUMNS} FROM custody ORDER BY seq`).all()
    : prepared(db, `SELECT ${COLUMNS} FROM custody WHERE case_id = ? ORDER BY seq`).all(caseId)) as CustodyRow[];
}

export interface CustodyEnvironment {
  readonly host: string;
  readonly appVersion: string;
  readonly timezone: string;
  readonly localText: (epochMs: number, timezone: string) => string;
  readonly seal: SealEntry;
}

/**
 * Text with half a surrogate pair (a Windows file name may hold one) has no form in UTF-8, so it cannot be hashed: it is
 * entered with U+FFFD in its place, as the database keeps it too. A zero loses its sign, as in JSON. Other numbers are left
 * alone: a fraction is refused by the seal.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]));
}

export function appendCustody(db: WriteDb, act: CustodyAct, actor: Actor, nowMs: number, environment: CustodyEnvironment): void {
  const head = custodyHead(db);
  const seq = head === null ? 0 : head.seq + 1;
  const prev = head === null ? ZERO_HASH : head.hash;
  const sealed = environment.seal(wellFormed({
    v: 1,
    seq,
    ts: nowMs,
    ts_local: environment.localText(nowMs, environment.timezone),
    actor: { id: actor.number, name: actor.name, unit: actor.unit },
    host: environment.host,
    app_version: environment.appVersion,
    action: act.action,
    object: act.object,
    case_id: act.caseId,
    details: act.details,
    prev,
  }) as Readonly<Record<string, unknown>>);
  prepared(db, "INSERT INTO custody (seq, at_ms, actor, action, case_id, entry, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    .run(seq, nowMs, actor.name.toWellFormed(), act.action, act.caseId, sealed.text, prev, sealed.hash);
}

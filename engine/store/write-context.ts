// What every write function gets: the writing connection inside an open transaction, who acts, and the log.

import type { Actor } from "../../contract/model.ts";
import type { WriteDb } from "./connection.ts";

/** One act for the custody log. `caseId` null: it concerns the whole library. */
export interface CustodyAct {
  readonly action: string;
  readonly object: { readonly type: string; readonly id: string | null; readonly sha256: string | null };
  /** Integers, strings, booleans, null, and lists and objects of these. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly caseId: number | null;
}

export interface WriteContext {
  readonly db: WriteDb;
  readonly actor: Actor;
  readonly nowMs: number;
  /** Appends to the hash-chained log, in the same transaction as the act itself. */
  log(act: CustodyAct): void;
}

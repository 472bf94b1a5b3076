// What every write function gets: the writing connection inside an open transaction, who acts, the log, and what to say so
// that the act can be undone.

import type { ChangeKind } from "../../contract/changes.ts";
import { AppError } from "../../contract/errors.ts";
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

/**
 * A write that takes an act back or does it again: its name and input, as JSON can hold it. What the rules say of files
 * (`decisions`) is left out: it is found anew when the step is taken. Not typed by the writes themselves: those name this type.
 */
export type ChangeStep = readonly [write: string, input: object];

/** How an act is taken back. */
export interface UndoableAct {
  /** Null: it belongs to the library. */
  readonly caseId: number | null;
  readonly kind: ChangeKind;
  /** What it was done to, as people know it. */
  readonly title: string;
  /** What it is about, such as `pin:12`: a later act on one of these must be undone first. */
  readonly touches: readonly string[];
  readonly undo: readonly ChangeStep[];
  readonly redo: readonly ChangeStep[];
}

export interface WriteContext {
  readonly db: WriteDb;
  readonly actor: Actor;
  readonly nowMs: number;
  /** Appends to the hash-chained log, in the same transaction as the act itself. */
  log(act: CustodyAct): void;
  /** Makes the act one that can be undone; to be called after `log`. While undoing or doing again it does nothing. */
  remember(act: UndoableAct): void;
  /** Takes steps of a change: the log says which entry they undo or redo, nothing is remembered. */
  replay(steps: readonly ChangeStep[], ofEntry: { readonly undoes: number } | { readonly redoes: number }): void;
}

/** The same context for writes that are part of another act: they are logged, and undone with it. */
export function asPartOfAct(context: WriteContext): WriteContext {
  return { ...context, remember: () => undefined };
}

/** What is to be taken back has been changed since by something that is not remembered here. @throws AppError change-overtaken */
export function refuseOvertaken<T extends object>(current: T, expected: T, title: string): void {
  const isSame = (Object.keys(expected) as (keyof T)[]).every((key) => JSON.stringify(current[key]) === JSON.stringify(expected[key]));
  if (!isSame) throw new AppError("change-overtaken", { title });
}

// What was told of the case, with the time that it speaks of: where somebody who has seen nothing yet begins to look. Pure.

import type { CaseView, Fact } from "../../contract/reconstruction.ts";
import type { TrueMs } from "../../contract/time.ts";

export interface ToldTime {
  readonly key: string;
  readonly fromMs: TrueMs;
  /** Null: a moment, or nobody said how long. */
  readonly toMs: TrueMs | null;
  /** Who said it; null for a fact. */
  readonly speaker: string | null;
  readonly text: string;
}

type Told = Pick<CaseView, "statements" | "periodFromMs" | "periodToMs"> & { readonly facts: readonly Fact[] };

/** Statements and facts that name a time within the case's period (or any, where it has none), in order of that time. */
export function toldTimes({ statements, facts, periodFromMs, periodToMs }: Told): ToldTime[] {
  const found = [
    ...statements.map((one) => ({ key: `statement ${one.statementId}`, fromMs: one.fromMs ?? one.toMs, toMs: one.fromMs === null ? null : one.toMs, speaker: one.speaker, text: one.text })),
    ...facts.map((one) => ({ key: `fact ${one.factId}`, fromMs: one.fromMs ?? one.toMs, toMs: one.fromMs === null ? null : one.toMs, speaker: null, text: one.text })),
  ];
  const isWithin = (fromMs: number, toMs: number): boolean => toMs >= (periodFromMs ?? -Infinity) && fromMs < (periodToMs ?? Infinity);
  return found.flatMap((one) => (one.fromMs !== null && isWithin(one.fromMs, one.toMs ?? one.fromMs) ? [{ ...one, fromMs: one.fromMs }] : []))
    .sort((a, b) => a.fromMs - b.fromMs || (a.toMs ?? a.fromMs) - (b.toMs ?? b.fromMs));
}

// What was observed around the time that a statement speaks of: the last look before it, what lies in it, the first look after it.
// It is what a finding can rest on; which finding that is, people decide. Pure.

import { isSight } from "../../contract/container-rule.ts";
import type { Observation } from "../../contract/model.ts";

export interface Around {
  readonly when: "before" | "inside" | "after";
  readonly observation: Observation;
}

/**
 * Of each exhibit, in order of time. Before and after only looks count, as everywhere; inside also what was inferred. What was
 * told is left out: a statement is not held against another here.
 *
 *     ●before ·····├───●inside────▤inside──┤····· ●after
 *                  from                   to
 */
export function observedAround(observations: readonly Observation[], fromMs: number, toMs: number): Around[] {
  const endOf = (o: Observation): number => o.toMs ?? o.atMs;
  const byTime = observations.filter((o) => o.statementId === null).sort((a, b) => a.atMs - b.atMs || a.observationId - b.observationId);
  return [...new Set(byTime.map((o) => o.exhibitId))].flatMap((exhibitId) => {
    const own = byTime.filter((o) => o.exhibitId === exhibitId);
    const before = own.filter((o) => isSight(o.state) && endOf(o) < fromMs).at(-1);
    const inside = own.filter((o) => o.atMs <= toMs && endOf(o) >= fromMs);
    const after = own.find((o) => isSight(o.state) && o.atMs > toMs);
    return [
      ...(before === undefined ? [] : [{ when: "before" as const, observation: before }]),
      ...inside.map((observation) => ({ when: "inside" as const, observation })),
      ...(after === undefined ? [] : [{ when: "after" as const, observation: after }]),
    ];
  });
}

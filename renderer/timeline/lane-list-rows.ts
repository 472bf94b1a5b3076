// What the timeline's list says of a lane or a folded group in the shown stretch, in order. Pure; the words are lane-list.tsx's.

import type { Contradiction, Span } from "../../contract/continuity.ts";
import { gapCauses } from "../../contract/model.ts";
import type { MergedLane, SceneLane } from "./scene.ts";
import type { SceneBand } from "./scene-bands.ts";
import type { ScenePin } from "./scene-pins.ts";

/** A line of the list; times true, half-open. */
export type ListRow = { readonly startMs: number; readonly endMs: number } & (
  | { readonly kind: "footage" }
  | { readonly kind: "gap"; readonly cause: (typeof gapCauses)[number] }
  /** Of a folded group: how many of its cameras have footage. */
  | { readonly kind: "merged"; readonly count: number; readonly cameraCount: number }
  | { readonly kind: "breaks"; readonly count: number }
  | { readonly kind: "watched" }
  | { readonly kind: "reading"; readonly errorMs: number }
  | { readonly kind: "pin"; readonly title: string });

/** What lies on a lane and reaches into the stretch, in order. */
export function rowsOfLane(lane: SceneLane, pins: readonly ScenePin[], fromMs: number, toMs: number): readonly ListRow[] {
  const rows: ListRow[] = [];
  const each = (columns: { readonly startMs: ArrayLike<number>; readonly endMs: ArrayLike<number> } | null | undefined, row: (i: number) => ListRow): void => {
    for (let i = 0; i < (columns?.startMs.length ?? 0); i++) rows.push(row(i));
  };
  const at = (columns: { readonly startMs: ArrayLike<number>; readonly endMs: ArrayLike<number> }, i: number) => ({ startMs: columns.startMs[i]!, endMs: columns.endMs[i]! });
  each(lane.coverage, (i) => ({ kind: "footage", ...at(lane.coverage, i) }));
  each(lane.gaps, (i) => ({ kind: "gap", ...at(lane.gaps, i), cause: gapCauses[lane.gaps.cause[i]!] ?? "no-footage" }));
  each(lane.breaks, (i) => ({ kind: "breaks", ...at(lane.breaks!, i), count: lane.breaks!.count[i]! }));
  each(lane.watched, (i) => ({ kind: "watched", ...at(lane.watched!, i) }));
  for (const { atMs, errorMs } of lane.readings ?? []) rows.push({ kind: "reading", startMs: atMs, endMs: atMs + 1, errorMs });
  for (const pin of pins) if (pin.cameraId === lane.cameraId) rows.push({ kind: "pin", startMs: pin.startMs, endMs: pin.endMs, title: pin.title });
  return rows.filter((row) => row.startMs < toMs && row.endMs > fromMs).sort((a, b) => a.startMs - b.startMs);
}

/** The stretches in which cameras of a folded group have footage. */
export function mergedRows(merged: MergedLane | null, fromMs: number, toMs: number): readonly ListRow[] {
  if (merged === null) return [];
  return Array.from(merged.startMs, (startMs, i): ListRow => ({ kind: "merged", startMs, endMs: merged.endMs[i]!, count: merged.laneCount[i]!, cameraCount: merged.cameraCount }))
    .filter((row) => row.startMs < toMs && row.endMs > fromMs);
}

/** A line of an exhibit's band; a moment ends where it begins. */
export type BandRow = { readonly startMs: number; readonly endMs: number } & (
  | { readonly kind: "span"; readonly span: Span }
  /** Nothing is known. */
  | { readonly kind: "open" }
  | { readonly kind: "contradiction"; readonly contradiction: Contradiction });

/** What is known of an exhibit in the shown stretch, what is not, and what does not fit together, in order. */
export function bandRows(band: SceneBand, fromMs: number, toMs: number): readonly BandRow[] {
  const rows: readonly BandRow[] = [
    ...band.spans.map((span) => ({ kind: "span", startMs: span.startMs, endMs: span.endMs, span }) as const),
    ...band.gaps.map(({ startMs, endMs }) => ({ kind: "open", startMs, endMs }) as const),
    ...band.contradictions.map((contradiction) => ({ kind: "contradiction", startMs: contradiction.atMs, endMs: contradiction.atMs, contradiction }) as const),
  ];
  return rows.filter((row) => row.startMs < toMs && Math.max(row.endMs, row.startMs + 1) > fromMs).sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

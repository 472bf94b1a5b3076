// What follows from the observations of an exhibit: its band along true time, the intervals of loss, what footage covers
// them, and what to look at next. Codes and numbers; docs/continuity.md has the rules and a worked example.

import { z } from "zod";
import { cameraId, gapCause, observationState, rowId, trueMs, uncertaintyMs } from "./model.ts";

const durationMs = z.number().nonnegative();
const range = z.object({ startMs: trueMs, endMs: trueMs });

/** One observation as a stretch of the band. A moment has its end at its start. */
export const span = range.extend({
  observationId: rowId, state: observationState,
  count: z.number().int().nullable(),
  cameraId: cameraId.nullable(), holder: z.string().nullable(), container: z.string().nullable(), place: z.string().nullable(),
  /** False for `contained` and `hidden`, whatever the container did. */
  isSight: z.boolean(),
  statementId: rowId.nullable(), uncertaintyMs,
});
export type Span = z.infer<typeof span>;

/**
 * Why a camera counts as having had a view: `chosen` by a person; `observed`: an observation was made on it;
 * `pinned`: a pin lies on it inside the interval; `map`: its field of view meets that of one of these; `site`: same site;
 * `all`: nothing is known, so every camera counts.
 */
export const viewBasis = z.enum(["chosen", "observed", "pinned", "map", "site", "all"]);
/** `by` null: nobody had said who they are. */
export const watcher = z.object({ by: z.string().nullable(), watchedMs: durationMs });
export const viewedFootage = range.extend({ cameraId, basis: viewBasis, watchedMs: durationMs, watchers: z.array(watcher) });
export const blindStretch = range.extend({ causes: z.array(z.object({ cameraId, cause: gapCause })) });

/** How a pin lies to an interval of loss. `marginMs`: by how much a clock would have to be wrong to turn that; null: no clock can. */
export const pinRelation = z.object({
  pinId: rowId, relation: z.enum(["before", "inside", "after", "not-established"]), marginMs: durationMs.nullable(),
});

export const loss = z.object({
  fromMs: trueMs, toMs: trueMs,
  /** Null: some were seen and nobody said how many. */
  fromCount: z.number().int().nullable(), toCount: z.number().int(),
  fromUncertaintyMs: uncertaintyMs, toUncertaintyMs: uncertaintyMs,
  /** By how much a clock would have to be wrong to turn the order of the two ends; null: one clock told both. */
  marginMs: durationMs.nullable(),
  /** False: the clocks do not say which end came first; the interval is then as wide as either order needs. */
  isOrderEstablished: z.boolean(),
  restsOnStatement: z.boolean(), fromRestsOnStatement: z.boolean(), toRestsOnStatement: z.boolean(),
  /** The interval that is left without statements, where it differs. */
  footageOnly: z.object({ fromMs: trueMs, toMs: trueMs }).nullable(),
  fromObservationId: rowId, toObservationId: rowId,
  /** Where the count fell: holder, container or place as the observations name it; null: none is named. */
  place: z.string().nullable(),
  /** One end names no place and was taken to be of the only place named before it. */
  isPlaceAssumed: z.boolean(),
  /** The larger count was last seen at another place than where it fell: the rest may still be there. */
  isFromElsewhere: z.boolean(),
  /** Inside the interval: observations of the exhibit at other places, such as carried by someone. */
  alsoSeen: z.array(rowId),
  footage: z.array(viewedFootage),
  /** Time in which no camera with a view had footage. */
  blindMs: durationMs, blind: z.array(blindStretch),
  pins: z.array(pinRelation),
});
export type Loss = z.infer<typeof loss>;

/**
 * `count-rises`: more are seen than before. `counts-differ-at-once`: two sights of one place at one time differ.
 * `two-places-at-once`. `order-not-established`: the clocks do not say which came first. `statement-against-footage`.
 * `count-exceeds`: more are seen than there are.
 */
export const contradictionCode = z.enum([
  "count-rises", "counts-differ-at-once", "two-places-at-once", "order-not-established", "statement-against-footage", "count-exceeds",
]);
export const contradiction = z.object({
  code: contradictionCode, observationIds: z.array(rowId), statementId: rowId.nullable(),
  atMs: trueMs,
  fromCount: z.number().int().nullable(), toCount: z.number().int().nullable(),
  /** Of an order: by how much the clocks would have to be sure; null where one was never read. */
  marginMs: durationMs.nullable(),
});
export type Contradiction = z.infer<typeof contradiction>;

/** `place-not-named`: some observations name places and these do not. `time-as-told`: an end has no clock behind it. `clock-unread`: nobody read that camera's clock. */
export const warning = z.object({ code: z.enum(["place-not-named", "time-as-told", "clock-unread"]), observationIds: z.array(rowId), cameraId: cameraId.nullable() });
export type ContinuityWarning = z.infer<typeof warning>;

export const continuity = z.object({
  exhibitId: rowId, count: z.number().int().nullable(),
  spans: z.array(span),
  /** Stretches between observations in which nothing is known. */
  gaps: z.array(range),
  loss: z.array(loss),
  contradictions: z.array(contradiction),
  warnings: z.array(warning),
});
export type Continuity = z.infer<typeof continuity>;

/** Footage that would narrow an interval most, best first. `atMs` is where to begin looking: the middle, so that either answer halves it. */
export const lookNext = range.extend({
  cameraId, atMs: trueMs, basis: viewBasis,
  /** `unwatched`: footage of it that nobody looked at. `watched-without-finding`: seen by someone, and no observation was made there. */
  why: z.enum(["unwatched", "watched-without-finding"]),
  lossIndex: z.number().int().nonnegative(),
  /** Between a look at a shut container and a sight of what was in it: it was opened or shut here. */
  isTurn: z.boolean(),
  /** How much of the interval would be left at most after one look. */
  leavesMs: durationMs,
});
export type LookNext = z.infer<typeof lookNext>;

/** A person or vehicle near the exhibit inside an interval, and what shows it. */
export const access = z.object({
  subjectId: rowId.nullable(), label: z.string(), kind: z.enum(["person", "vehicle", "unlisted"]),
  pinIds: z.array(rowId), observationIds: z.array(rowId),
  firstMs: trueMs, lastMs: trueMs,
});
export type Access = z.infer<typeof access>;

/** What footage says of "this did not happen between A and B": how much of the time was covered and looked at. Never a yes. */
export const elimination = z.object({
  fromMs: trueMs, toMs: trueMs, cameraIds: z.array(cameraId),
  coveredMs: durationMs, coveredShare: z.number().min(0).max(1),
  longestUncovered: range.nullable(),
  uncovered: z.array(blindStretch),
  watchedMs: durationMs, watchedShare: z.number().min(0).max(1),
  longestUnwatched: range.nullable(),
  watchers: z.array(watcher),
});
export type Elimination = z.infer<typeof elimination>;

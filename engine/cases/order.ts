// The order of moments of a case under the rule of docs/time.md: pins that follow each other, and any two that are asked
// for. One helper for everything that puts moments in order: panel, report, command line, continuity.

import { AppError } from "../../contract/errors.ts";
import type { MomentOrder, MomentRef, OrderedMoment } from "../../contract/order.ts";
import { orderInstants } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { listPins, requireCase } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { listExhibits, listObservations } from "../store/exhibits.ts";
import { describeMoment, momentOfInstant, momentOfObservation, momentOfPin, type Moment, type MomentClock } from "./moments.ts";

/** What orderMoments answers: the facts of MomentOrder without the moments themselves. */
export type OrderFacts = Omit<MomentOrder, "a" | "b">;

/** True where one clock, without a jump between, told both: what it was wrong by cancels. */
function isOneClock(a: MomentClock | null, b: MomentClock | null): boolean {
  if (a === null || b === null || a.cameraId !== b.cameraId) return false;
  if (a.fileId !== null && a.fileId === b.fileId) return true;
  return a.epochId === b.epochId && !a.isDoubtful && !b.isDoubtful;
}

/** Two standard deviations of what one clock does not cancel: where each file starts on it. Within one file nothing is left. */
const placementNeedsMs = (a: MomentClock, b: MomentClock): number =>
  a.fileId !== null && a.fileId === b.fileId ? 0 : 2 * Math.hypot(a.fileUncertaintyMs, b.fileUncertaintyMs);

/** The same moments put in order by what the cameras themselves claim: −1, 0, 1, or 0 where one of them is no camera's. */
const claimedSign = (a: Moment, b: Moment): number => (a.cameraMs === null || b.cameraMs === null ? 0 : Math.sign(b.cameraMs - a.cameraMs));

/**
 * The order of two moments. Within one clock frames order themselves; two of its files do so only as surely as their own
 * starts are known (a start guessed from a file's date orders nothing within minutes). Across clocks: orderInstants.
 */
export function orderMoments(a: Moment, b: Moment): OrderFacts {
  const deltaMs = b.trueMs - a.trueMs;
  if (isOneClock(a.clock, b.clock)) {
    const neededMs = placementNeedsMs(a.clock!, b.clock!);
    const isTooClose = Math.abs(deltaMs) < neededMs;
    return {
      deltaMs, established: !isTooClose, first: isTooClose ? null : deltaMs > 0 ? "a" : deltaMs < 0 ? "b" : "same",
      reason: isTooClose ? "too-close" : null, marginMs: null, neededMs, isSameClock: true, isTurnedByClocks: false,
    };
  }
  const neededMs = a.uncertaintyMs === null || b.uncertaintyMs === null ? null : 2 * Math.hypot(a.uncertaintyMs, b.uncertaintyMs);
  const order = orderInstants(a, b, false);
  if (!order.established) return { deltaMs, established: false, first: null, reason: order.reason, marginMs: null, neededMs, isSameClock: false, isTurnedByClocks: false };
  const claimed = claimedSign(a, b);
  return {
    deltaMs, established: true, first: order.first, reason: null, marginMs: order.marginMs, neededMs, isSameClock: false,
    isTurnedByClocks: claimed !== 0 && claimed !== Math.sign(deltaMs),
  };
}

interface Described {
  readonly moment: Moment;
  readonly described: OrderedMoment;
}

const orderOf = (a: Described, b: Described): MomentOrder => ({ a: a.described, b: b.described, ...orderMoments(a.moment, b.moment) });

function pinMoments(db: ReadDb, caseId: number): Described[] {
  return listPins(db, caseId).map((row) => {
    const moment = momentOfPin(db, row);
    return { moment, described: describeMoment(db, moment, { kind: "pin", label: row.title, pinId: row.pinId }) };
  });
}

/** The beginnings of the case's pins in true time, each with the next. @throws AppError case-unknown */
export function readPinOrder(db: ReadDb, caseId: number): MomentOrder[] {
  requireCase(db, caseId);
  const inTime = pinMoments(db, caseId).sort((a, b) => a.moment.trueMs - b.moment.trueMs || a.described.pinId! - b.described.pinId!);
  return inTime.slice(1).map((next, i) => orderOf(inTime[i]!, next));
}

/** @throws AppError pin-unknown, observation-unknown, camera-unknown */
function momentOfRef(db: ReadDb, caseId: number, ref: MomentRef): Described {
  if ("pinId" in ref) {
    const found = pinMoments(db, caseId).find(({ described }) => described.pinId === ref.pinId);
    if (found === undefined) throw new AppError("pin-unknown", { pinId: ref.pinId });
    return found;
  }
  if ("observationId" in ref) {
    const row = listObservations(db, caseId).find(({ observationId }) => observationId === ref.observationId);
    if (row === undefined) throw new AppError("observation-unknown", { observationId: ref.observationId });
    const moment = momentOfObservation(db, row);
    const label = listExhibits(db, caseId).find(({ exhibitId }) => exhibitId === row.exhibitId)?.name ?? null;
    return { moment, described: describeMoment(db, moment, { kind: "observation", label, observationId: row.observationId }) };
  }
  requireCamera(db, ref.cameraId);
  const moment = momentOfInstant(db, ref.cameraId, ref.atMs);
  return { moment, described: describeMoment(db, moment, { kind: "instant", label: null }) };
}

export function orderHandlers(context: EngineContext): SomeHandlers<"order.read"> {
  const { db } = context.store;
  return {
    "order.read": ({ caseId, pairs }) => {
      if (pairs === null) return { orders: readPinOrder(db, caseId) };
      requireCase(db, caseId);
      return { orders: pairs.map(([a, b]) => orderOf(momentOfRef(db, caseId, a), momentOfRef(db, caseId, b))) };
    },
  };
}

// The order of moments of a case under the rule of docs/time.md (contract/moment.ts): pins that follow each other, and any
// two that are asked for, for panel, report and command line. The case timeline carries its moments along: case-events.ts.

import { AppError } from "../../contract/errors.ts";
import { momentOfTold, orderMoments, type Moment } from "../../contract/moment.ts";
import type { MomentOrder, MomentRef, OrderedMoment } from "../../contract/order.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireCamera } from "../store/cameras.ts";
import { listPins, requireCase, requirePinOf, type PinRow } from "../store/cases.ts";
import type { ReadDb } from "../store/connection.ts";
import { requireExhibit, requireStandingObservation } from "../store/exhibits.ts";
import { requireFactOf } from "../store/facts.ts";
import { requireStatementOf } from "../store/statements.ts";
import { momentOfStatement, MomentReader } from "./moments.ts";

interface Described {
  readonly moment: Moment;
  readonly described: OrderedMoment;
}

const orderOf = (a: Described, b: Described): MomentOrder => ({ a: a.described, b: b.described, ...orderMoments(a.moment, b.moment) });

function describedPin(reader: MomentReader, row: PinRow): Described {
  const { moment } = reader.ofPin(row);
  return { moment, described: reader.describe(moment, { kind: "pin", label: row.title, pinId: row.pinId }) };
}

/** The beginnings of the case's pins in true time, each with the next. @throws AppError case-unknown */
export function readPinOrder(db: ReadDb, caseId: number): MomentOrder[] {
  requireCase(db, caseId);
  const reader = new MomentReader(db);
  const inTime = listPins(db, caseId).map((row) => describedPin(reader, row)).sort((a, b) => a.moment.trueMs - b.moment.trueMs || a.described.pinId! - b.described.pinId!);
  return inTime.slice(1).map((next, i) => orderOf(inTime[i]!, next));
}

/** What has no time of its own cannot be put in order. @throws AppError moment-without-time */
function requireMoment(moment: Moment | null, ref: { readonly factId: number } | { readonly statementId: number }): Moment {
  if (moment === null) throw new AppError("moment-without-time", { ...ref });
  return moment;
}

/** One look at the row that is asked for. @throws AppError pin-unknown, observation-unknown, fact-unknown, statement-unknown, moment-without-time, camera-unknown */
function momentOfRef(reader: MomentReader, caseId: number, ref: MomentRef): Described {
  const { db } = reader;
  if ("pinId" in ref) return describedPin(reader, requirePinOf(db, caseId, ref.pinId));
  if ("observationId" in ref) {
    const row = requireStandingObservation(db, caseId, ref.observationId);
    const { moment } = reader.ofObservation(row);
    return { moment, described: reader.describe(moment, { kind: "observation", label: requireExhibit(db, row.exhibitId).name, observationId: row.observationId }) };
  }
  if ("factId" in ref) {
    const row = requireFactOf(db, caseId, ref.factId);
    const moment = requireMoment(momentOfTold(row), ref);
    return { moment, described: reader.describe(moment, { kind: "fact", label: row.text, factId: row.factId }) };
  }
  if ("statementId" in ref) {
    const row = requireStatementOf(db, caseId, ref.statementId);
    const moment = requireMoment(momentOfStatement(row), ref);
    return { moment, described: reader.describe(moment, { kind: "statement", label: row.speaker, statementId: row.statementId }) };
  }
  requireCamera(db, ref.cameraId);
  const moment = reader.ofInstant(ref.cameraId, ref.atMs);
  return { moment, described: reader.describe(moment, { kind: "instant", label: null }) };
}

export function orderHandlers(context: EngineContext): SomeHandlers<"order.read"> {
  const { db } = context.store;
  return {
    "order.read": ({ caseId, pairs }) => {
      if (pairs === null) return { orders: readPinOrder(db, caseId) };
      requireCase(db, caseId);
      const reader = new MomentReader(db);
      return { orders: pairs.map(([a, b]) => orderOf(momentOfRef(reader, caseId, a), momentOfRef(reader, caseId, b))) };
    },
  };
}

// Site plans as rows. The pictures lie beside the database, named by their content: engine/map/plan-handlers.ts.

import { AppError } from "../../contract/errors.ts";
import type { PictureType } from "../../contract/image-head.ts";
import type { PlanPoint, SitePlan } from "../../contract/site-plan.ts";
import { prepared, type ReadDb } from "./connection.ts";
import { refuseOvertaken, type WriteContext } from "./write-context.ts";

const COLUMNS = `plan_id AS planId, name, sha256, mime_type AS mimeType, width_px AS widthPx, height_px AS heightPx, size_bytes AS sizeBytes, points, opacity, by_name AS "by", created_ms AS createdMs, removed_ms AS removedMs`;

interface PlanRow extends SitePlan { readonly removedMs: number | null }

function planFromRow(row: unknown): PlanRow {
  const plan = row as Omit<PlanRow, "points"> & { readonly points: string };
  return { ...plan, points: JSON.parse(plan.points) as PlanPoint[] };
}

const listed = ({ removedMs: _removedMs, ...plan }: PlanRow): SitePlan => plan;

/** Plans that were not taken out, by name. */
export function listPlans(db: ReadDb): SitePlan[] {
  return prepared(db, `SELECT ${COLUMNS} FROM site_plans WHERE removed_ms IS NULL ORDER BY name, plan_id`).all().map((row) => listed(planFromRow(row)));
}

function findPlanRow(db: ReadDb, planId: number): PlanRow | null {
  const row = prepared(db, `SELECT ${COLUMNS} FROM site_plans WHERE plan_id = ?`).get(planId);
  return row === undefined ? null : planFromRow(row);
}

/** One that is there, taken out (`isRemoved`) or not. @throws AppError plan-unknown */
export function requirePlan(db: ReadDb, planId: number, isRemoved = false): SitePlan {
  const plan = findPlanRow(db, planId);
  if (plan === null || (plan.removedMs !== null) !== isRemoved) throw new AppError("plan-unknown", { planId });
  return listed(plan);
}

/** What can be changed of a plan. */
export type PlanFacts = Pick<SitePlan, "name" | "points" | "opacity">;
export interface PlanPicture { readonly sha256: string; readonly mimeType: PictureType; readonly widthPx: number; readonly heightPx: number; readonly sizeBytes: number }

const factsOf = ({ name, points, opacity }: PlanFacts): PlanFacts => ({ name, points, opacity });
const objectOf = ({ planId, sha256 }: Pick<SitePlan, "planId" | "sha256">) => ({ type: "plan", id: String(planId), sha256 });
/** The log holds no fractions as numbers: they are written as they are read. */
const loggedFacts = ({ name, points, opacity }: PlanFacts): Readonly<Record<string, unknown>> =>
  ({ name, opacity: String(opacity), points: points.map((point) => Object.fromEntries(Object.entries(point).map(([key, value]) => [key, String(value)]))) });

type OfPlan = { readonly planId: number };

function setRemoved(context: WriteContext, planId: number, isRemoved: boolean): void {
  const plan = requirePlan(context.db, planId, !isRemoved);
  prepared(context.db, "UPDATE site_plans SET removed_ms = ? WHERE plan_id = ?").run(isRemoved ? context.nowMs : null, planId);
  const [act, back] = isRemoved ? (["remove", "restore"] as const) : (["restore", "remove"] as const);
  context.log({ action: `plan.${act}`, caseId: null, object: objectOf(plan), details: { name: plan.name } });
  context.remember({ caseId: null, kind: `plan-${act}d` as "plan-removed" | "plan-restored", title: plan.name, touches: [`plan:${planId}`], undo: [[`plans.${back}`, { planId }]], redo: [[`plans.${act}`, { planId }]] });
}

export const planWrites = {
  "plans.add": (context: WriteContext, input: { name: string; picture: PlanPicture }): { planId: number } => {
    const { name, picture: { sha256, mimeType, widthPx, heightPx, sizeBytes } } = input;
    const planId = Number(prepared(context.db, "INSERT INTO site_plans (name, sha256, mime_type, width_px, height_px, size_bytes, by_name, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(name, sha256, mimeType, widthPx, heightPx, sizeBytes, context.actor.name, context.nowMs).lastInsertRowid);
    context.log({ action: "plan.add", caseId: null, object: objectOf({ planId, sha256 }), details: { name, mimeType, widthPx, heightPx, sizeBytes } });
    context.remember({ caseId: null, kind: "plan-added", title: name, touches: [`plan:${planId}`], undo: [["plans.remove", { planId }]], redo: [["plans.restore", { planId }]] });
    return { planId };
  },
  /** @throws AppError plan-unknown; change-overtaken where it is not as `expected` */
  "plans.update": (context: WriteContext, input: PlanFacts & OfPlan & { expected?: PlanFacts }): void => {
    const { planId, expected } = input;
    const plan = requirePlan(context.db, planId);
    const [former, next] = [factsOf(plan), factsOf(input)];
    if (expected !== undefined) refuseOvertaken(former, factsOf(expected), plan.name);
    prepared(context.db, "UPDATE site_plans SET name = ?, points = ?, opacity = ? WHERE plan_id = ?").run(next.name, JSON.stringify(next.points), next.opacity, planId);
    context.log({ action: "plan.update", caseId: null, object: objectOf(plan), details: loggedFacts(next) });
    context.remember({
      caseId: null, kind: "plan-changed", title: next.name, touches: [`plan:${planId}`],
      undo: [["plans.update", { ...former, planId, expected: next }]], redo: [["plans.update", { ...next, planId, expected: former }]],
    });
  },
  "plans.remove": (context: WriteContext, { planId }: OfPlan): void => setRemoved(context, planId, true),
  "plans.restore": (context: WriteContext, { planId }: OfPlan): void => setRemoved(context, planId, false),
};

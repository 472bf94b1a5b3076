// Requests about site plans. A picture is copied into the library by its content, so that the map needs neither the file it came
// from nor a network; nothing decodes it here: that is the sandboxed window's.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { readImageHead, type PictureType } from "../../contract/image-head.ts";
import { fitPlan, PLAN_PIXELS_MAX, PLAN_SIDE_PX_MAX, type SitePlan } from "../../contract/site-plan.ts";
import type { ResolvedMedia } from "../../contract/transport.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listPlans, requirePlan, type PlanPicture } from "../store/site-plans.ts";

const ENDINGS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const satisfies Record<PictureType, string>;

const picturePath = (context: EngineContext, { sha256, mimeType }: Pick<SitePlan, "sha256" | "mimeType">): string => join(context.paths.plans, `${sha256}.${ENDINGS[mimeType]}`);

/** What footage://plan/ID means. @throws AppError plan-unknown, also where the copy is gone */
export function resolvePlan(context: EngineContext, planId: number): ResolvedMedia {
  const plan = requirePlan(context.store.db, planId);
  const path = picturePath(context, plan);
  if (!existsSync(path)) throw new AppError("plan-unknown", { planId });
  return { pathBase64: Buffer.from(path).toString("base64"), mimeType: plan.mimeType };
}

/** @throws AppError plan-picture-unreadable, plan-picture-too-large */
function pictureOf(bytes: Uint8Array, shown: { readonly widthPx: number; readonly heightPx: number }): PlanPicture {
  const head = readImageHead(bytes);
  if (head === null) throw new AppError("plan-picture-unreadable");
  if (Math.max(head.widthPx, head.heightPx) > PLAN_SIDE_PX_MAX || head.widthPx * head.heightPx > PLAN_PIXELS_MAX) throw new AppError("plan-picture-too-large", { widthPx: head.widthPx, heightPx: head.heightPx });
  // A camera's picture may be shown on its side; any other size is not this picture.
  const isSame = [head.widthPx, head.heightPx].sort().join() === [shown.widthPx, shown.heightPx].sort().join();
  if (!isSame) throw new AppError("plan-picture-unreadable");
  return { ...shown, mimeType: head.mimeType, sizeBytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Writes it whole or not at all; one that is there has the same bytes. */
async function keepPicture(context: EngineContext, picture: PlanPicture, bytes: Uint8Array): Promise<void> {
  const path = picturePath(context, picture);
  if (existsSync(path)) return;
  await mkdir(context.paths.plans, { recursive: true });
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error instanceof Error && "code" in error && error.code === "ENOSPC" ? new AppError("disk-full", { path }, { cause: error }) : error;
  }
}

export function planHandlers(context: EngineContext): SomeHandlers<"plans.list" | "plans.add" | "plans.update" | "plans.remove" | "plans.restore"> {
  const { db } = context.store;
  const changed = (): void => context.changed("map", "changes", "custody");
  return {
    "plans.list": () => listPlans(db),
    "plans.add": async ({ name, bytes, widthPx, heightPx }) => {
      context.requireActor();
      context.store.requireWritable();
      const picture = pictureOf(bytes, { widthPx, heightPx });
      await keepPicture(context, picture, bytes);
      const { planId } = await context.write("plans.add", { name, picture });
      changed();
      return requirePlan(db, planId);
    },
    "plans.update": async ({ planId, name, points, opacity }) => {
      const fit = points.length === 0 ? null : fitPlan(points);
      if (fit !== null && "bad" in fit) throw new AppError("plan-points-unusable", { reason: fit.bad });
      await context.write("plans.update", { planId, name, points, opacity });
      changed();
      return requirePlan(db, planId);
    },
    "plans.remove": async ({ planId }) => {
      await context.write("plans.remove", { planId });
      changed();
      return {};
    },
    "plans.restore": async ({ planId }) => {
      await context.write("plans.restore", { planId });
      changed();
      return requirePlan(db, planId);
    },
  };
}

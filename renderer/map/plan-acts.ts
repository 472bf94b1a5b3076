// Taking a picture of a plan into the library: looked at before it is decoded, decoded here in the sandbox, then handed to the engine,
// which looks again.

import { AppError } from "../../contract/errors.ts";
import { readImageHead } from "../../contract/image-head.ts";
import { PLAN_BYTES_MAX, PLAN_PIXELS_MAX, PLAN_SIDE_PX_MAX, type SitePlan } from "../../contract/site-plan.ts";
import { withActor } from "../actor/actor-store.ts";
import { call } from "../engine/engine-client.ts";

/** @throws AppError plan-picture-unreadable, plan-picture-too-large, and what the engine refuses with */
export async function addPlan(file: File): Promise<SitePlan> {
  const bytes = new Uint8Array(await file.slice(0, PLAN_BYTES_MAX + 1).arrayBuffer());
  const head = readImageHead(bytes);
  if (head === null) throw new AppError("plan-picture-unreadable");
  const { widthPx, heightPx } = head;
  if (bytes.length > PLAN_BYTES_MAX || Math.max(widthPx, heightPx) > PLAN_SIDE_PX_MAX || widthPx * heightPx > PLAN_PIXELS_MAX) throw new AppError("plan-picture-too-large", { widthPx, heightPx });
  const shown = await shownSize(new Blob([bytes], { type: head.mimeType }));
  const name = file.name.replace(/\.[^.]+$/, "").trim().slice(0, 200) || file.name;
  return withActor(() => call("plans.add", { name, bytes, ...shown }));
}

/** The size in which the window shows it: a camera's picture may be turned. */
async function shownSize(picture: Blob): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  try {
    const bitmap = await createImageBitmap(picture);
    const size = { widthPx: bitmap.width, heightPx: bitmap.height };
    bitmap.close();
    return size;
  } catch (error) {
    throw new AppError("plan-picture-unreadable", {}, { cause: error });
  }
}

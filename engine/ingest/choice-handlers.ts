// Requests by which a person decides about files: whose they are, and when they start. Both for many at once, both taken back
// by asking for null, both in the custody log.

import { AppError } from "../../contract/errors.ts";
import type { ParsedInputOf } from "../../contract/methods.ts";
import { asCameraMs, asTrueMs, cameraFromTrue, EYE_READING_UNCERTAINTY_MS, SECOND_RESOLUTION_UNCERTAINTY_MS } from "../../contract/time.ts";
import { isoFromInstant } from "../../contract/time-text.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { listCameras } from "../store/cameras.ts";
import type { GivenStart, Placement } from "../store/choices.ts";
import { correctionForTrue } from "../store/clocks.ts";
import type { ReadDb } from "../store/connection.ts";
import { requireFile } from "../store/files.ts";
import { decideFiles, type DecidingRules } from "./decide.ts";
import { readPatternFile } from "./pattern-file.ts";

type GivenPlacement = ParsedInputOf<"files.place">["placements"][number];

export async function decidingRules({ store, paths }: Pick<EngineContext, "store" | "paths">): Promise<DecidingRules> {
  return { cameras: listCameras(store.db), patterns: await readPatternFile(paths.library), timezone: store.timezone };
}

/** The start that follows from what a frame showed. @throws AppError file-unknown, frame-outside-file */
function startFrom(db: ReadDb, { fileId, frame }: GivenPlacement, timezone: string): GivenStart | null {
  const file = requireFile(db, fileId);
  if (frame === null) return null;
  if (file.durationMs !== null && frame.mediaMs > file.durationMs) throw new AppError("frame-outside-file", { path: file.path, mediaMs: Math.round(frame.mediaMs) });
  const shownMs = frame.clock === "camera" || file.cameraId === null
    ? frame.atMs
    : cameraFromTrue(correctionForTrue(db, file.cameraId, asTrueMs(frame.atMs)), asTrueMs(frame.atMs));
  const zone = listCameras(db).find((camera) => camera.cameraId === file.cameraId)?.timezone ?? timezone;
  return {
    cameraMs: asCameraMs(Math.round(shownMs - frame.mediaMs)), timezone: zone,
    // A clock in the picture is read to the second; a true time comes from a person's look at another clock.
    uncertaintyMs: frame.uncertaintyMs ?? (frame.clock === "camera" ? SECOND_RESOLUTION_UNCERTAINTY_MS : EYE_READING_UNCERTAINTY_MS),
    said: `${Math.round(frame.mediaMs)} ms: ${isoFromInstant(frame.atMs, zone)} (${frame.clock})`,
  };
}

const unique = (fileIds: readonly number[]): number[] => [...new Set(fileIds)];

export function choiceHandlers(context: EngineContext): SomeHandlers<"files.assign" | "files.place"> {
  const { store } = context;
  const told = (): void => context.changed("files", "cameras", "recordings", "cases", "custody");
  return {
    "files.assign": async ({ fileIds, cameraId }, signal) => {
      const decisions = await decideFiles(store.db, unique(fileIds), cameraId === null ? "automatic" : { id: cameraId }, await decidingRules(context), signal);
      await context.write("files.assign", { cameraId, fileIds: decisions.map((decision) => decision.fileId), decisions });
      told();
      return { files: decisions.length };
    },
    "files.place": async ({ placements }, signal) => {
      const starts = new Map(placements.map((placement) => [placement.fileId, startFrom(store.db, placement, store.timezone)]));
      const decisions = await decideFiles(store.db, [...starts.keys()], "chosen", await decidingRules(context), signal);
      await context.write("files.place", { placements: [...starts].map(([fileId, start]): Placement => ({ fileId, start })), decisions });
      told();
      return { files: decisions.length };
    },
  };
}

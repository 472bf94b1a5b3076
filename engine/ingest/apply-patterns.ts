// Files that the library has already, under patterns that have changed since: their names are read anew, nothing is opened.

import type { PatternEntry } from "../../contract/name-patterns.ts";
import type { EngineContext } from "../engine-context.ts";
import { listCameras } from "../store/cameras.ts";
import { listFileIds } from "../store/files.ts";
import { readPatternsDigest } from "../store/settings.ts";
import { decideFiles } from "./decide.ts";
import { patternsDigest } from "./pattern-file.ts";

/** Files written at once, so that the timeline answers in between. */
const BATCH_FILES = 500;

/** Does nothing where the patterns are those of the last time. @throws AppError cancelled */
export async function applyPatterns(context: EngineContext, patterns: readonly PatternEntry[], signal: AbortSignal): Promise<void> {
  const { db, timezone } = context.store;
  const digest = patternsDigest(patterns);
  if (digest === readPatternsDigest(db)) return;
  const fileIds = listFileIds(db);
  for (let from = 0; from < fileIds.length; from += BATCH_FILES) {
    const decisions = await decideFiles(db, fileIds.slice(from, from + BATCH_FILES), "chosen", { cameras: listCameras(db), patterns, timezone }, signal);
    const known = new Set(listCameras(db).map((camera) => camera.cameraId));
    for (const cameraId of new Set(decisions.map((decision) => decision.cameraId))) {
      if (cameraId !== null && !known.has(cameraId)) await context.writeAsSystem("cameras.ensure", { cameraId, name: cameraId, provisional: true });
    }
    await context.writeAsSystem("files.decide", { decisions, patternsDigest: null });
  }
  // Only now: a run that was stopped on the way goes through them again.
  await context.writeAsSystem("files.decide", { decisions: [], patternsDigest: digest });
  if (fileIds.length > 0) context.changed("files", "cameras", "recordings");
}

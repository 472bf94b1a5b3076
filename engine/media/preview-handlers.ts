// Requests about stored frames: which there are, how many are wanted, making and removing them.

import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { countPreviews } from "../store/previews.ts";
import { readPreviewSettings } from "../store/settings.ts";
import { findRecordingAt } from "./media-handlers.ts";
import { storedTimes } from "./preview-files.ts";
import { removePreviews, startPreviews } from "./preview-job.ts";

type PreviewMethod = "previews.frames" | "previews.at" | "previews.read" | "previews.set" | "previews.make" | "previews.remove";

export function previewHandlers(context: EngineContext): SomeHandlers<PreviewMethod> {
  const { db } = context.store;
  return {
    "previews.frames": ({ fileIds }) => Promise.all(fileIds.map(async (fileId) => ({ fileId, mediaMs: await storedTimes(context, fileId) }))),
    "previews.at": async ({ cameraId, atMs }) => {
      const recording = findRecordingAt(context, cameraId, atMs);
      return { recording, mediaMs: recording === null ? new Float64Array(0) : await storedTimes(context, recording.fileId) };
    },
    "previews.read": () => ({ ...readPreviewSettings(db), ...countPreviews(db) }),
    "previews.set": async (settings) => {
      await context.writeAsSystem("settings.setPreviews", settings);
      context.changed("previews");
      return {};
    },
    "previews.make": async ({ everyMs }) => ({ jobId: await startPreviews(context, everyMs) }),
    "previews.remove": () => removePreviews(context),
  };
}

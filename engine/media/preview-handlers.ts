// Requests about stored frames: which there are, how many are wanted, making and removing them.

import { nearestFrameWithin } from "../../contract/previews.ts";
import { mediaFromTrue } from "../../contract/time.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { countPreviews } from "../store/previews.ts";
import { readPreviewSettings } from "../store/settings.ts";
import { findRecordingAt } from "./media-handlers.ts";
import { readStoredFrames, storedTimes } from "./preview-files.ts";
import { removePreviews, startPreviews } from "./preview-job.ts";

type PreviewMethod = "previews.at" | "previews.around" | "previews.read" | "previews.set" | "previews.make" | "previews.remove";

export function previewHandlers(context: EngineContext): SomeHandlers<PreviewMethod> {
  const { db } = context.store;
  return {
    "previews.at": async ({ cameraId, atMs }) => {
      const recording = findRecordingAt(context, cameraId, atMs);
      if (recording === null) return { recording, mediaMs: new Float64Array(0), nearest: null };
      const mediaMs = await storedTimes(context, recording.fileId);
      const frameNo = nearestFrameWithin(mediaMs, recording.mediaStartMs, recording.mediaEndMs, mediaFromTrue(recording, atMs));
      const run = frameNo === null ? null : await readStoredFrames(context, recording.fileId, frameNo);
      return { recording, mediaMs, nearest: frameNo === null || run === null ? null : { frameNo, jpeg: run.jpegs } };
    },
    "previews.around": ({ fileId, frameNo, limitBytes }) => readStoredFrames(context, fileId, frameNo, limitBytes),
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

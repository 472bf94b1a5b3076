// Requests that start indexing.

import { stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import { requireTimezone } from "../../contract/zone.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { indexPaths } from "./index-job.ts";
import { readPatternFile } from "./pattern-file.ts";
import { watchFolders } from "./watch-folders.ts";

export function indexHandlers(context: EngineContext): SomeHandlers<"index.start"> {
  return {
    "index.start": async (input) => {
      // Refused at the door, before a job exists: a path that is not there, a zone that nobody knows, patterns with a mistake, nobody who acts.
      context.requireActor();
      context.store.requireWritable();
      if (input.timezone !== null) requireTimezone(input.timezone);
      await readPatternFile(context.paths.library);
      for (const path of input.paths) {
        const found = await stat(path).catch(() => null);
        if (found === null) throw new AppError("path-missing", { path });
      }
      if (input.watch) return { jobId: await context.jobs.start("watch", null, (handle) => watchFolders(input, context, handle, async () => undefined)) };
      return { jobId: await context.jobs.start("index", null, (handle) => indexPaths(input, context, handle)) };
    },
  };
}

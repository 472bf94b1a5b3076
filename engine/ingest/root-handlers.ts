// Requests about where footage lies: the folders that were given, whether they are there, and re-pointing one that has moved.

import { AppError } from "../../contract/errors.ts";
import { stat } from "node:fs/promises";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { countFilesBelow, listRoots } from "../store/roots.ts";
import { moveRoot } from "./move-root.ts";

/** How long whoever asks for the list waits for disks that do not answer; what is found later is told as a change. */
const PATIENCE_MS = 3_500;

export function rootHandlers(context: EngineContext): SomeHandlers<"roots.list" | "roots.move"> {
  const { store, roots } = context;
  return {
    "roots.list": async () => {
      await Promise.race([roots.ask(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
      return listRoots(store.db).map(({ rootId, path, pathBytes, addedMs }) => ({ rootId, path, addedMs, fileCount: countFilesBelow(store.db, pathBytes), offlineMs: roots.offlineMs(rootId) }));
    },
    "roots.move": async (input) => {
      context.requireActor();
      store.requireWritable();
      if ((await stat(input.to).catch(() => null)) === null) throw new AppError("path-missing", { path: input.to });
      return { jobId: await context.jobs.start("move", null, (handle) => moveRoot({ ...input, from: input.from.replace(/(?<=.)[\\/]+$/, "") }, context, handle)) };
    },
  };
}

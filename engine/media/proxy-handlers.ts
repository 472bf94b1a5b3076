// Requests about playable copies: one now, many in their turn, how much room they take, and where keyframes stand in what a
// window plays.

import { AppError } from "../../contract/errors.ts";
import type { EngineContext, SomeHandlers } from "../engine-context.ts";
import { requireFile } from "../store/files.ts";
import { listKeyframes } from "./keyframes.ts";
import { msPerStamp } from "./frame-index.ts";
import { proxyName, readyProxyPath, requestProxy, requireOriginal } from "./proxy-jobs.ts";
import { ProxyQueue } from "./proxy-queue.ts";
import { stretchAt } from "./proxy-shelf.ts";
import { withReadablePath } from "./readable-path.ts";

export function proxyHandlers(context: EngineContext): SomeHandlers<"proxy.request" | "proxies.want" | "proxies.read" | "proxies.setLimit" | "keyframes.list"> {
  const queue = new ProxyQueue(context);
  return {
    "proxy.request": async ({ fileId }) => {
      const isWished = queue.forgive(fileId);
      return { jobId: (isWished ? await queue.jobFor(fileId) : null) ?? await requestProxy(context, fileId), name: proxyName(fileId, "full") };
    },
    "proxies.want": async ({ wishes, shownFileIds }) => ({ standings: [...await queue.want(wishes, shownFileIds)] }),
    "proxies.read": () => queue.readShelf(),
    "proxies.setLimit": async ({ limitBytes }) => {
      await context.writeAsSystem("settings.setProxyLimit", { limitBytes });
      await queue.limitChanged();
      return queue.readShelf();
    },
    "keyframes.list": async ({ fileId, source, stretchId, fromMediaMs, toMediaMs }, signal) => {
      const file = requireFile(context.store.db, fileId);
      const range = { fromMediaMs, toMediaMs, signal };
      if (stretchId !== null) {
        const there = stretchAt(context, stretchId);
        if (there === null || there.stretch.fileId !== fileId || file.firstPts === null || file.timeBase === null) throw new AppError("file-unknown", { fileId });
        const zeroS = -((there.stretch.fromPts - file.firstPts) * msPerStamp(file.timeBase)) / 1000;
        return listKeyframes({ path: there.path, container: "mp4", zeroS, ...range });
      }
      if (source === "file") {
        const zeroS = file.firstPts === null || file.timeBase === null ? 0 : (file.firstPts * msPerStamp(file.timeBase)) / 1000;
        return withReadablePath(requireOriginal(file).pathBytes, (path) => listKeyframes({ path, container: file.container ?? "", zeroS, ...range }));
      }
      const path = readyProxyPath(context, fileId, source === "small" ? "small" : "full");
      if (path === null) throw new AppError("file-unknown", { fileId });
      return listKeyframes({ path, container: "mp4", zeroS: 0, ...range });
    },
  };
}

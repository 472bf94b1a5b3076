// `proxies`: how much room playable copies take, and how much they may. `proxies make`: the copies of what no browser plays.

import { join } from "node:path";
import { errorFromFacts, factsFromError } from "../../contract/errors.ts";
import type { FootageFile } from "../../contract/model.ts";
import { answer, command } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { fileFinder } from "../file-finder.ts";
import type { OpenLibrary } from "../open-library.ts";
import { wholeNumber } from "../options.ts";
import { bytesText } from "../sentences.ts";

const MEGABYTE = 1_000_000;

export const proxies = command({
  name: "proxies",
  options: { "limit-mb": wholeNumber("N", "proxyLimit", 0, 1_000_000_000) },
  run: async (context, options) => {
    const limitMb = options["limit-mb"];
    const library = await context.openLibrary(limitMb === null ? "reading" : "writing");
    const shelf = limitMb === null ? await library.call("proxies.read", {}) : await library.call("proxies.setLimit", { limitBytes: limitMb * MEGABYTE });
    return answer(shelf, () => [context.sentences.say("results.proxies", { used: bytesText(shelf.usedBytes), limit: bytesText(shelf.limitBytes), count: shelf.count })]);
  },
});

interface Copy {
  readonly fileId: number;
  readonly path: string;
  /** `needless`: it plays as it is. `impossible`: it gives no pictures. */
  readonly state: "ready" | "needless" | "impossible" | "failed";
  readonly copyPath: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly fix: string } | null;
}

/** One file that cannot be copied keeps no other one from its copy. @throws AppError cancelled */
async function copyOf({ fileId, path, playback }: FootageFile, folder: string, library: OpenLibrary, { sentences }: CommandContext): Promise<Copy> {
  if (playback !== "copy") return { fileId, path, state: playback === "direct" ? "needless" : "impossible", copyPath: null, error: null };
  try {
    const { jobId, name } = await library.call("proxy.request", { fileId });
    if (jobId !== null) await library.resultOfJob(jobId);
    return { fileId, path, state: "ready", copyPath: join(folder, name), error: null };
  } catch (error) {
    const facts = factsFromError(error);
    if (facts.code === "cancelled" || facts.code === "library-busy" || facts.code === "library-read-only") throw errorFromFacts(facts);
    return { fileId, path, state: "failed", copyPath: null, error: { code: facts.code, ...sentences.error(facts) } };
  }
}

function copyLine({ path, state, copyPath, error }: Copy, { sentences }: CommandContext): string {
  switch (state) {
    case "ready": return sentences.say("results.copyReady", { path, copyPath: copyPath ?? "" });
    case "needless": return sentences.say("results.copyNeedless", { path });
    case "impossible": return sentences.say("results.copyImpossible", { path });
    case "failed": return sentences.say("results.copyFailed", { path, reason: error?.message ?? "" });
  }
}

export const proxiesMake = command({
  name: "proxies make",
  positionals: [{ placeholder: "FILE", repeats: true }],
  options: {},
  run: async (context, _options, words) => {
    const library = await context.openLibrary("writing");
    const find = await fileFinder(context, library);
    const folder = join((await library.call("library.read", {})).path, "proxies");
    const copies: Copy[] = [];
    for (const file of new Set(words.flatMap(find))) copies.push(await copyOf(file, folder, library, context));
    return { json: copies, lines: () => copies.map((copy) => copyLine(copy, context)), exitCode: copies.some(({ state }) => state === "failed" || state === "impossible") ? 3 : 0 };
  },
});

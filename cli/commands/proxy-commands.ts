// `proxies`: how much room playable copies take, and how much they may.

import { answer, command } from "../command.ts";
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

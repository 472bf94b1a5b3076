// `previews`: frames stored for hovering and scrubbing. Says what is there and what is set; changes the setting, makes what is
// missing, takes all away.

import { answer, command } from "../command.ts";
import { fieldsOf, numberIn } from "../job-results.ts";
import { flag, wholeNumber } from "../options.ts";
import { bytesText } from "../sentences.ts";
import type { OpenLibrary } from "../open-library.ts";

const BYTES_PER_MB = 1_000_000;

export interface StoredFrames { readonly made: number; readonly failed: number; readonly left: number; readonly bytes: number }

/** Makes what is missing and waits for it; null where nothing is. @throws AppError library-busy, cancelled */
export async function makeStoredFrames(library: OpenLibrary, everyMs: number | null): Promise<StoredFrames | null> {
  const { jobId } = await library.call("previews.make", { everyMs });
  if (jobId === null) return null;
  const fields = fieldsOf(await library.resultOfJob(jobId));
  return { made: numberIn(fields, "made"), failed: numberIn(fields, "failed"), left: numberIn(fields, "left"), bytes: numberIn(fields, "bytes") };
}

export const previews = command({
  name: "previews",
  options: {
    every: wholeNumber("SECONDS", "previewsEvery", 1, 3_600),
    off: flag("previewsOff"),
    "limit-mb": wholeNumber("N", "previewsLimit", 0, 1_000_000_000),
    make: flag("previewsMake"),
    remove: flag("previewsRemove"),
  },
  run: async (context, options) => {
    const { sentences } = context;
    const changes = options.every !== null || options.off || options["limit-mb"] !== null;
    const library = await context.openLibrary(changes || options.make || options.remove ? "writing" : "reading");
    if (changes) {
      const { everyMs, limitBytes } = await library.call("previews.read", {});
      await library.call("previews.set", {
        everyMs: options.off ? null : options.every === null ? everyMs : options.every * 1000,
        limitBytes: options["limit-mb"] === null ? limitBytes : options["limit-mb"] * BYTES_PER_MB,
      });
    }
    const removed = options.remove ? await library.call("previews.remove", {}) : null;
    const made = options.make ? await makeStoredFrames(library, null) : null;
    const held = await library.call("previews.read", {});
    return answer({ ...held, made, removed }, () => [
      held.everyMs === null ? sentences.say("results.previewsOff") : sentences.say("results.previewsEvery", { seconds: held.everyMs / 1000, limit: bytesText(held.limitBytes) }),
      sentences.say("results.previewsHeld", { made: held.madeCount, files: held.fileCount, bytes: bytesText(held.bytes) }),
      ...(made === null || made.left === 0 ? [] : [sentences.say("results.previewsLeft", { files: made.left })]),
    ]);
  },
});

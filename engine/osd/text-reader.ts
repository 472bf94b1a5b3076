// The text recogniser (tesseract, offline): its engine and its data lie in node_modules and nothing else is asked for.
// It is often wrong: what it says counts only by votes (text-votes.ts).

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createWorker, OEM, PSM, type Worker } from "tesseract.js";
import { toPgm, type GrayPicture } from "./gray-picture.ts";

const packages = createRequire(import.meta.url);
/** White around the letters: the recogniser wants some. */
const MARGIN_PX = 12;

export interface TextReader {
  /** One line of a clock's letters, black on white. */
  read(picture: GrayPicture): Promise<string>;
  close(): Promise<void>;
}

/** Takes a second to start; close it when done. */
export async function openTextReader(): Promise<TextReader> {
  const worker: Worker = await createWorker("eng", OEM.LSTM_ONLY, {
    langPath: join(dirname(packages.resolve("@tesseract.js-data/eng/package.json")), "4.0.0_best_int"),
    gzip: true,
    // Neither read from nor left behind in the folder that we happen to run in.
    cacheMethod: "none",
    errorHandler: () => undefined,
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_char_whitelist: "0123456789:-/ APM" });
  return {
    read: async (picture) => (await worker.recognize(toPgm(picture, MARGIN_PX))).data.text.trim(),
    close: async () => {
      await worker.terminate();
    },
  };
}

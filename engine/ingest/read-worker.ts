// A thread that looks at files and reads them, so that the engine's own thread answers while thousands are read.

import { workerData } from "node:worker_threads";
import { watchChildren } from "../media/ffmpeg.ts";
import { readSoFar } from "../media/read-progress.ts";
import { serveRequests } from "../worker-port.ts";
import { lookAtFile, readFile, type ReadFile, type ReadingRules } from "./read-file.ts";
import type { WalkedFile } from "./walk.ts";

/** `look`: without its packets. */
export interface ReadRequest { readonly how: "look" | "read"; readonly file: WalkedFile }

const rules = workerData as ReadingRules;

serveRequests<ReadRequest, ReadFile | null>(({ how, file }, signal) => {
  // Bytes lose their Buffer's methods on the way between threads.
  const whole = { ...file, pathBytes: Buffer.from(file.pathBytes) };
  return how === "look" ? lookAtFile(whole, rules) : readFile(whole, rules, signal);
}, { progress: readSoFar, watchChildren });

// Which files a table of files shows: every condition narrows it.

import { z } from "zod";
import { cameraId, trueMs } from "./model.ts";
import { problemWeights } from "./problems.ts";

export const fileFilter = z.object({
  cameraId: cameraId.nullable().default(null),
  /** `any`: with something wrong or worth knowing; else at least one problem of that weight. */
  problem: z.enum(["any", ...problemWeights]).nullable().default(null),
  /** Read, and without a place on the clock. */
  isTimeless: z.boolean().default(false),
  /** Of a camera that indexing made up. */
  isProvisional: z.boolean().default(false),
  /** Below a root that is not there now. */
  isOffline: z.boolean().default(false),
  /** Part of the path, whatever the case. */
  text: z.string().max(500).default(""),
  /** With a problem, of one camera, and behind a gap in this stretch of true time: see files-behind.ts. */
  behind: z.object({ fromMs: trueMs, toMs: trueMs }).nullable().default(null),
});
export type FileFilter = z.infer<typeof fileFilter>;
export const EVERY_FILE: FileFilter = fileFilter.parse({});

// Where footage lies: the folders that were given (roots), whether they are there, and which of them are watched for new files.

import { z } from "zod";
import { cameraId, rowId } from "./model.ts";

export const folderPath = z.string().trim().min(1).max(4_000);

export const root = z.object({
  rootId: rowId,
  path: z.string(),
  addedMs: z.number(),
  fileCount: z.number().int().nonnegative(),
  /** Since when it has not been found (epoch milliseconds); null: it is there. */
  offlineMs: z.number().nullable(),
});
export type Root = z.infer<typeof root>;

/** `reading`: new files are being taken up now. `offline`: the folder is not there; it is waited for. `ended`: its watching failed. */
export const watchStates = ["watching", "reading", "offline", "ended"] as const;

export const watch = z.object({
  watchId: rowId,
  path: z.string(),
  cameraId: cameraId.nullable(), timezone: z.string().nullable(),
  by: z.string(), addedMs: z.number(),
  state: z.enum(watchStates),
  jobId: rowId.nullable(),
  offlineMs: z.number().nullable(),
  /** Files that are there and still grow. */
  waitingCount: z.number().int().nonnegative(),
  takenCount: z.number().int().nonnegative(),
  lastFile: z.string().nullable(), lastTakenMs: z.number().nullable(),
});
export type Watch = z.infer<typeof watch>;

/** How long a file must look the same before it counts as whole, milliseconds. */
export const SETTLE_MS_DEFAULT = 5_000;
export const settleMs = z.number().int().min(100).max(3_600_000).default(SETTLE_MS_DEFAULT);

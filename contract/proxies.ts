// Playable copies as both sides see them: which are wished for, how each stands, and how much room they take.

import { z } from "zod";
import { jobError } from "./jobs.ts";
import { rowId } from "./model.ts";

/** `small`: a lower one, for small tiles. */
export const proxySize = z.enum(["full", "small"]);

export const proxyWish = z.object({
  fileId: rowId,
  size: proxySize,
  /** A tile shows nothing without it. */
  isUrgent: z.boolean(),
});

export const proxyStanding = z.object({
  fileId: rowId,
  size: proxySize,
  state: z.enum(["ready", "making", "waiting", "failed"]),
  jobId: rowId.nullable(),
  /** Why it failed; null otherwise. */
  error: jobError.nullable(),
});

export const proxyShelf = z.object({
  limitBytes: z.number().int().nonnegative(),
  usedBytes: z.number().int().nonnegative(),
  count: z.number().int().nonnegative(),
});
export type ProxyShelf = z.infer<typeof proxyShelf>;

// Playable copies as both sides see them: which are wished for, how each stands, and how much room they take.

import { z } from "zod";
import { jobError } from "./jobs.ts";
import { mediaMs, rowId } from "./model.ts";

/** `small`: a lower one, for small tiles. */
export const proxySize = z.enum(["full", "small"]);

export const proxyWish = z.object({
  fileId: rowId,
  size: proxySize,
  /** A tile shows nothing without it. */
  isUrgent: z.boolean(),
  /** It is to be made in stretches from this place of the original on, so that each shows pictures as soon as it is there. Null: in one piece. */
  atMediaMs: mediaMs.nullable().default(null),
  /** The play head goes back from there: what lies before is wanted first. */
  isBackwards: z.boolean().default(false),
});

/** A part of a copy, playable by itself. Times are the original's, half-open; that of the file's last frame reaches beyond it. */
const proxyStretch = z.object({
  stretchId: rowId,
  fromMediaMs: mediaMs, toMediaMs: mediaMs,
  /** Of the first frame that is in it: later than `fromMediaMs` only where no decoder shows what lies between. */
  firstMediaMs: mediaMs,
});
export type ProxyStretch = z.infer<typeof proxyStretch>;

export const proxyStanding = z.object({
  fileId: rowId,
  size: proxySize,
  state: z.enum(["ready", "making", "waiting", "failed"]),
  jobId: rowId.nullable(),
  /** Why it failed; null otherwise. */
  error: jobError.nullable(),
  /** What is there of it already, in order; empty once it is ready. */
  stretches: z.array(proxyStretch),
});

export const proxyShelf = z.object({
  limitBytes: z.number().int().nonnegative(),
  usedBytes: z.number().int().nonnegative(),
  count: z.number().int().nonnegative(),
});
export type ProxyShelf = z.infer<typeof proxyShelf>;

// What of the footage was really on somebody's screen: what the window tells, and what is read of it. A stretch is told in
// a file's own time, so that it stays with its frames whatever becomes of the clocks. docs/watched.md says what counts.

import { z } from "zod";
import { cameraId, mediaMs, rowId, trueMs } from "./model.ts";

/** Faster than this nobody sees what happens: it is not counted. */
export const WATCHED_SPEED_MAX = 4;

/** Frames of one file that were shown, one after the other. */
export const watchedSpan = z.object({
  fileId: rowId,
  /** Half-open: the end is where the last shown frame ends. */
  mediaStartMs: mediaMs, mediaEndMs: mediaMs,
  /** How fast, either way; 0 for a frame that stood still. */
  speed: z.number().min(0).max(WATCHED_SPEED_MAX),
  /** Whether the window had the keyboard, as far as that says that somebody looked. */
  isFocused: z.boolean(),
}).refine((span) => span.mediaStartMs >= 0 && span.mediaStartMs < span.mediaEndMs, { error: "start must lie before end" });
export type WatchedSpan = z.input<typeof watchedSpan>;

const footageSum = z.object({
  /** Footage that there is in the asked ranges, and how much of it anybody watched; each second counts once. */
  footageMs: z.number(), watchedMs: z.number(),
});

/** One person's share. */
export const watchedPerson = z.object({
  /** Null: nobody had said who they are. */
  name: z.string().nullable(), unit: z.string().nullable(), number: z.string().nullable(),
  watchedMs: z.number(),
  /** Of that, with the window in front. */
  focusedMs: z.number(),
});
export type WatchedPerson = z.infer<typeof watchedPerson>;

export const watchedSum = footageSum.extend({
  /** The stretches that were counted, disjoint and in order. */
  ranges: z.array(z.object({ startMs: trueMs, endMs: trueMs })),
  /** Cameras that have footage there, as they were asked for. */
  cameras: z.array(footageSum.extend({ cameraId })),
  /** Who watched most comes first. */
  people: z.array(watchedPerson),
});
export type WatchedSum = z.infer<typeof watchedSum>;
